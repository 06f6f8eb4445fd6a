"""The second ledger: what the text seems to hold and no field of the record does, with one problem
a section.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extract.record.evidence import Evidence
from normalize.seen.detectors import Seen, find_seen, gives_orders, sentence_of
from schemas.document import FoundTable
from schemas.plan import Header, Problem, Reference, Section, Span, Target, Task, Unread
from schemas.problem import problem


class Reached(NamedTuple):
    """The parts of a record whose words reached a field."""

    header: Header
    tasks: list[Task]
    targets: list[Target]
    references: tuple[Reference, ...]
    tables: list[FoundTable]
    recipients: list[Span]
    passed: Sequence[Span] = ()
    """Times in the words of tasks that are none of their deadlines."""


class _Stretches:
    """Disjoint stretches of the text, and whether one touches any of them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._merged: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if self._merged and start <= self._merged[-1][1]:
                self._merged[-1] = (self._merged[-1][0], max(end, self._merged[-1][1]))
            else:
                self._merged.append((start, end))
        self._starts = [start for start, _ in self._merged]

    def touch(self, span: Span) -> bool:
        index = bisect_right(self._starts, span[1] - 1) - 1
        return index >= 0 and self._merged[index][1] > span[0]


def list_unread(text: str, reached: Reached, evidence: Evidence) -> tuple[Unread, ...]:
    """What was seen in the text and reached no field, in the order of the text, each with its
    place.
    """
    fields = _Fields(text, reached)
    orders = gives_orders(reached.header.kind, reached.header.title)
    passed = _Stretches(reached.passed)
    left = [
        one
        for one in find_seen(text, orders=orders)
        if not (fields.hold(one) or passed.touch(one.span))
    ]
    left = sorted([*left, *(Seen("time", one) for one in reached.passed)], key=lambda one: one.span)
    return tuple(
        Unread(
            kind=one.kind,
            text=text[slice(*one.span)],
            span=one.span,
            where=evidence.where(one.span),
        )
        for one in left
    )


class _Fields:
    """Where the words of the fields stand, by what they may hold."""

    def __init__(self, text: str, reached: Reached) -> None:
        self._text = text
        head = [one.span for one in reached.header.where if one.span]
        cited = [
            one.span for reference in reached.references for one in reference.mentions if one.span
        ]
        self._everywhere = _Stretches(
            [*head, *reached.recipients, *cited, *_other_cells(reached.tables)]
        )
        self._targets = _Stretches(one.span for one in reached.targets if one.span)
        self._dated = _Stretches(_spans(reached.tasks, dated=True))
        self._tasks = _Stretches(_spans(reached.tasks))

    def hold(self, seen: Seen) -> bool:
        """Whether a field holds what was seen, or none would."""
        if self._everywhere.touch(seen.span):
            return True
        if seen.kind == "quantity":
            return self._targets.touch(seen.span) or self._dated.touch(seen.span)
        if seen.kind == "time":
            return self._targets.touch(seen.span) or self._dated.touch(
                sentence_of(self._text, seen.span)
            )
        return seen.kind in ("duty", "agency") and self._tasks.touch(
            sentence_of(self._text, seen.span)
        )


def _spans(tasks: list[Task], *, dated: bool = False) -> Iterator[Span]:
    """The stretches of tasks, or of those only that have a deadline."""
    for task in tasks:
        if not dated or task.deadline is not None:
            yield from (one.span for one in task.where if one.span)


def _other_cells(tables: list[FoundTable]) -> Iterator[Span]:
    """The cells of tables that state no tasks, and of headers: their values have no field of their
    own.
    """
    for table in tables:
        body = {id(cell) for row in table.body for cell in row} if table.kind == "tasks" else set()
        for row in table.block.grid.rows:
            yield from (span for cell in row if id(cell) not in body for span in cell.spans)


def check_unread(unread: tuple[Unread, ...], sections: tuple[Section, ...]) -> Iterator[Problem]:
    """One problem for each section that holds anything unread, and one for what stands in none."""
    by_section: dict[str, list[Unread]] = {}
    for one in unread:
        by_section.setdefault(_section_at(one.span, sections), []).append(one)
    for name, entries in by_section.items():
        some = ", ".join(f"'{one.text}'" for one in entries[:_SHOWN])
        more = f" and {len(entries) - _SHOWN} more" if len(entries) > _SHOWN else ""
        place = f"section {name}" if name else "outside of the sections"
        message = f"{place}: {some}{more} reached no field"
        yield problem("partly-read", message, "text", "unread", entries[0].where)


_SHOWN = 3


def _section_at(span: Span | None, sections: tuple[Section, ...]) -> str:
    """The markers of the deepest section that holds the beginning of a stretch."""
    for section in sections:
        if span and section.span[0] <= span[0] < section.span[1]:
            own = section.marker.strip(" .")
            below = _section_at(span, section.sections)
            return f"{own}/{below}" if below else own
    return ""
