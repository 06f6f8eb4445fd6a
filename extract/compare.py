"""What changed between two plans, told apart from mere renumbering."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Iterator, Sequence

import msgspec
import regex

from extract.score.align import similar_pairs, words
from schemas.plan import Plan, Task

# Below this share of common words two tasks are two tasks.
_ALIKE = 0.6
_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TASK_FIELDS = ("task", "deliverable", "lead", "coordinating")
_HEADER_FIELDS = ("code", "issued_on", "title", "period", "issuer")


class Change(msgspec.Struct, frozen=True):
    """A field that is not the same in both plans."""

    field: str
    before: str | None
    after: str | None


class ChangedTask(msgspec.Struct, frozen=True):
    """A task of both plans, by its id in each, with what is new in it."""

    before: str
    after: str
    task: str
    changes: tuple[Change, ...]


class Line(msgspec.Struct, frozen=True):
    """A task of one plan only."""

    id: str
    task: str
    lead: str | None
    deadline: str | None


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that changed; ``same`` counts the tasks that did not."""

    header: tuple[Change, ...]
    added: tuple[Line, ...]
    removed: tuple[Line, ...]
    changed: tuple[ChangedTask, ...]
    same: int
    references_added: tuple[str, ...]
    references_removed: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether both plans say the same."""
        return not (self.header or self.added or self.removed or self.changed or self._references)

    @property
    def _references(self) -> bool:
        return bool(self.references_added or self.references_removed)


def compare_plans(before: Plan, after: Plan) -> Comparison:
    """Compare two plans; tasks are paired by their wording, whatever their numbers and order."""
    pairs = _pair(before.tasks, after.tasks)
    old, new = {i for i, _ in pairs}, {j for _, j in pairs}
    both = [(before.tasks[i], after.tasks[j]) for i, j in sorted(pairs)]
    changed = [
        ChangedTask(one.id, other.id, other.task, changes)
        for one, other in both
        if (changes := tuple(_task_changes(one, other)))
    ]
    cited, citing = _cited(before), _cited(after)
    return Comparison(
        header=tuple(_changes(before.header, after.header, _HEADER_FIELDS)),
        added=tuple(_line(task) for j, task in enumerate(after.tasks) if j not in new),
        removed=tuple(_line(task) for i, task in enumerate(before.tasks) if i not in old),
        changed=tuple(changed),
        same=len(both) - len(changed),
        references_added=tuple(sorted(citing - cited)),
        references_removed=tuple(sorted(cited - citing)),
    )


def _pair(before: tuple[Task, ...], after: tuple[Task, ...]) -> list[tuple[int, int]]:
    """Pairs of tasks by their wording: equal ones first, in order, then the most alike."""
    left, right = _wordings(before), _wordings(after)
    pairs: dict[int, int] = {}
    _pair_equal(pairs, _with_the_rest(left, before), _with_the_rest(right, after))
    _pair_equal(pairs, left, right)
    _pair_alike(pairs, left, right)
    return list(pairs.items())


def _wordings(tasks: tuple[Task, ...]) -> list[frozenset[str]]:
    """The words of each task without years, because every plan names its own."""
    return [words(_YEAR.sub(" ", task.task)) for task in tasks]


def _with_the_rest(wordings: list[frozenset[str]], tasks: tuple[Task, ...]) -> list[Hashable]:
    """The words of each task, with what else tells tasks of the same words apart."""
    return [
        (said, task.group, task.lead, task.deadline and task.deadline.raw)
        for said, task in zip(wordings, tasks, strict=True)
    ]


def _pair_equal(pairs: dict[int, int], left: Sequence[Hashable], right: Sequence[Hashable]) -> None:
    """Pair what has the same key, the first with the first; what is paired already stays so."""
    free: dict[Hashable, deque[int]] = defaultdict(deque)
    used = set(pairs.values())
    for j, key in enumerate(right):
        if j not in used:
            free[key].append(j)
    for i, key in enumerate(left):
        if i not in pairs and free.get(key):
            pairs[i] = free[key].popleft()


def _pair_alike(
    pairs: dict[int, int], left: Sequence[frozenset[str]], right: Sequence[frozenset[str]]
) -> None:
    """Pair what is left over and alike: the most alike first, then those that stand closest."""
    used = set(pairs.values())
    alike = similar_pairs(
        {i: said for i, said in enumerate(left) if i not in pairs},
        {j: said for j, said in enumerate(right) if j not in used},
        _ALIKE,
    )
    for _, i, j in sorted(alike, key=lambda one: (-one[0], abs(one[1] - one[2]))):
        if i not in pairs and j not in used:
            used.add(j)
            pairs[i] = j


def _task_changes(before: Task, after: Task) -> Iterator[Change]:
    yield from _changes(before, after, _TASK_FIELDS)
    old, new = _deadline(before), _deadline(after)
    if old != new:
        yield Change("deadline", old, new)


def _changes(before: object, after: object, fields: tuple[str, ...]) -> Iterator[Change]:
    for name in fields:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield Change(name, old, new)


def _deadline(task: Task) -> str | None:
    """The deadline as written, with its last day where it has one."""
    deadline = task.deadline
    if deadline is None:
        return None
    return f"{deadline.raw} ({deadline.due_latest})" if deadline.due_latest else deadline.raw


def _line(task: Task) -> Line:
    return Line(task.id, task.task, task.lead, _deadline(task))


def _cited(plan: Plan) -> set[str]:
    """The documents a plan cites, itself left out."""
    return {
        name
        for one in plan.references
        if not all(mention.self for mention in one.mentions)
        if (name := " ".join(part for part in (one.kind, one.code or one.title) if part))
    }


def as_lines(found: Comparison) -> Iterator[str]:
    """The comparison, a line each: ``-`` before, ``+`` after, ``~`` changed; then the counts."""
    yield from (f"~ {one.field}: {one.before} → {one.after}" for one in found.header)
    yield from (f"+ {_told(one)}" for one in found.added)
    yield from (f"- {_told(one)}" for one in found.removed)
    for task in found.changed:
        yield f"~ {task.before} → {task.after}: {task.task}"
        for one in task.changes:
            yield f"    {one.field}: {one.before or '—'} → {one.after or '—'}"
    yield from (f"+ cites {name}" for name in found.references_added)
    yield from (f"- cites {name}" for name in found.references_removed)
    counts = f"{len(found.added)} added, {len(found.removed)} removed, {len(found.changed)} changed"
    yield f"tasks: {counts}, {found.same} the same"


def _told(line: Line) -> str:
    return f"{line.id}: {line.task} [{line.lead or '—'}; {line.deadline or '—'}]"
