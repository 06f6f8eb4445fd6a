"""A record → the entries of its list: one a date of a deadline, one a rhythm, one what goes on.

A deadline of several dates gives as many entries ("Quý II và IV": 30 June and 31 December). Work
that goes on ("Thường xuyên") has no day: the end of the year, which a record gives as its extent,
is no deadline. A rhythm is one entry with its rule, from the plan's date to the end of its period.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, NamedTuple

import regex

from extract.emit.agenda.days import Span, day_of, first_of, span_of
from extract.emit.agenda.identity import task_names
from schemas.plan import Deadline, Plan, Task

EntryKind = Literal["day", "rhythm", "ongoing", "open"]
"""A day; a rule by which days come; all the time; no day that can be given."""

KINDS: tuple[EntryKind, ...] = ("day", "rhythm", "ongoing", "open")

_NO_LIMIT = ("continuous", "composite", "ditto")
"""Kinds whose extent stands in `due_latest` where no boundary says that it is a limit."""

_YEAR = regex.compile(r"\d{4}")
_FREQUENCY = regex.compile(r"\d+/P(\d+)([DWMY])")
_UNIT_DAYS = {"D": 1, "W": 7, "M": 31, "Y": 366}


class When(NamedTuple):
    """A time of a deadline; ``day`` is the last day in time, of a rhythm its first day.

    ``last`` is the day a rhythm or what goes on ends; None where nothing says it.
    """

    kind: EntryKind
    day: date | None = None
    rule: str | None = None
    last: date | None = None


class Entry(NamedTuple):
    """A line of the list: time ``number`` of ``times`` of one task; ``uid`` names it for good."""

    task: Task
    when: When
    number: int
    times: int
    uid: str


def list_entries(plan: Plan) -> list[Entry]:
    """Every task of a record, each with all its times, in the record's order.

    >>> from schemas.plan import load_plan
    >>> from pathlib import Path
    >>> plan = load_plan(Path("samples/commune-2024.json").read_bytes())
    >>> entry = list_entries(plan)[0]
    >>> entry.when.kind, str(entry.when.day), entry.number, entry.times
    ('day', '2024-01-14', 1, 1)
    """
    entries = []
    for task, name in zip(plan.tasks, task_names(plan), strict=True):
        times = list(_times_of(task.deadline, plan)) or [When("open")]
        for number, when in enumerate(times, 1):
            entries.append(Entry(task, when, number, len(times), f"{name}-{number}@kehoach"))
    return entries


def by_day(entries: Iterable[Entry]) -> list[Entry]:
    """The entries as a reader wants them: days, the earliest first; rhythms; what goes on; rest."""
    return sorted(
        entries, key=lambda one: (KINDS.index(one.when.kind), _sort_day(one.when), one.number)
    )


def _sort_day(when: When) -> date:
    return (when.day if when.kind == "day" else None) or date.min


def _times_of(deadline: Deadline | None, plan: Plan) -> Iterator[When]:
    if deadline is None or deadline.kind in ("conditional", "empty", "unread"):
        return
    due = _limit_of(deadline)
    spans = [(one, span_of(one)) for one in deadline.components]
    rhythms = list(_rhythms(deadline, spans, due, plan))
    yield from (When("day", day) for day in _days(deadline, spans, due, rhythms))
    yield from rhythms
    if not rhythms and _goes_on(deadline, due, spans):
        yield _ongoing(deadline, plan)


def _limit_of(deadline: Deadline) -> date | None:
    """The last day in time; None where the record's is only how far the work extends."""
    if deadline.kind == "continuous":
        return None
    if deadline.kind in _NO_LIMIT and deadline.boundary is None:
        return None
    return day_of(deadline.due_latest)


def _days(
    deadline: Deadline, spans: list[tuple[str, Span]], due: date | None, rhythms: list[When]
) -> list[date]:
    """The dates of a deadline, the earliest first; those that a rhythm of it has are its own."""
    if due is None or (deadline.kind == "recurring" and rhythms):
        return []
    days = {due}
    if deadline.operator == "all" or deadline.kind == "composite":
        days.update(_ends(deadline, spans))
    return sorted(day for day in days if not any(_is_of(one, day) for one in rhythms))


def _ends(deadline: Deadline, spans: list[tuple[str, Span]]) -> Iterator[date]:
    """The last day of each time; in what is of several kinds a year is how far work extends."""
    for text, span in spans:
        extent = deadline.kind == "composite" and _YEAR.fullmatch(text)
        if span.last and not extent:
            yield span.last


def _is_of(rhythm: When, day: date) -> bool:
    """Whether a day is one of a rhythm's, or the end of the time within which it runs."""
    if day == rhythm.last and rhythm.kind == "rhythm":
        return True
    within = rhythm.day is not None and rhythm.day <= day
    return within and first_of(rhythm.rule or "", day) == day


def _rhythms(
    deadline: Deadline, spans: list[tuple[str, Span]], due: date | None, plan: Plan
) -> Iterator[When]:
    """The rule of a deadline: within its own times where these are longer than a cycle of it, else
    from the plan's date to the end of its period."""
    if not deadline.rrule:
        return
    whole = _period_of(plan)
    if deadline.kind == "recurring":
        whole = whole._replace(last=due or whole.last)
    cycle = _cycle(deadline.frequency)
    within = [span for _, span in spans if deadline.kind == "composite" and _length(span) > cycle]
    for one in within or [whole]:
        rhythm = _rhythm(deadline.rrule, _narrowed(one, whole))
        if rhythm is not None:
            yield rhythm


def _rhythm(rule: str, within: Span) -> When | None:
    if within.first is None:
        return None
    first = first_of(rule, within.first)
    if first is None or (within.last is not None and first > within.last):
        return None
    return When("rhythm", first, rule, within.last)


def _narrowed(span: Span, whole: Span) -> Span:
    """A time of a deadline, from the plan's own date on."""
    starts = [day for day in (span.first, whole.first) if day]
    return Span(max(starts, default=None), span.last or whole.last)


def _cycle(frequency: str | None) -> int:
    """Days that a cycle of a rhythm takes at most; a year where nothing says it."""
    match = _FREQUENCY.match(frequency or "")
    return int(match[1]) * _UNIT_DAYS[match[2]] if match else _UNIT_DAYS["Y"]


def _length(span: Span) -> int:
    """Days of a time; none where an end is open."""
    return (span.last - span.first).days + 1 if span.first and span.last else 0


def _goes_on(deadline: Deadline, due: date | None, spans: list[tuple[str, Span]]) -> bool:
    """Whether the work, or a part of it, goes on all the time."""
    if due is None:
        return deadline.kind in _NO_LIMIT and deadline.due_latest is not None
    years = [span.last for text, span in spans if _YEAR.fullmatch(text)]
    return deadline.kind == "composite" and any(last and last != due for last in years)


def _ongoing(deadline: Deadline, plan: Plan) -> When:
    """What goes on, from the plan's date to the end of the time it is said for."""
    whole = _period_of(plan)
    last = day_of(deadline.due_latest) if _limit_of(deadline) is None else None
    return When("ongoing", whole.first, None, last or whole.last)


def _period_of(plan: Plan) -> Span:
    """From the day the plan holds to the end of the years it covers."""
    first, *last = (plan.header.period or "").split("/")
    begins = [
        day for day in (day_of(plan.header.issued_on), day_of(f"{first}-01-01")) if day is not None
    ]
    return Span(max(begins, default=None), day_of(f"{(last or [first])[-1]}-12-31"))
