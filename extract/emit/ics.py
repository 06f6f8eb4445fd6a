"""Tasks with a deadline as iCalendar to-dos, for any calendar program.

Nothing in the file depends on the clock: DTSTAMP is the plan's own date, and the UID of a task
stays the same whenever the plan is exported again, so that a second import updates and never
doubles.

Source: RFC 5545, sections 3.6.2 (VTODO), 3.8.2.3 (DUE), 3.8.5.3 (RRULE), 3.8.7.2 (DTSTAMP);
RFC 7986 (NAME).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import NamedTuple

import regex
from dateutil.rrule import rrulestr
from icalendar import Calendar, Todo, vRecur, vText

from extract.emit.csv import LIST_SEPARATOR
from extract.version import VERSION
from schemas.manifest import plan_id
from schemas.plan import Plan, Task

_NO_DATE = date(1970, 1, 1)
# What some program takes for the end of a line; iCalendar's TEXT writes it as "\\n".
_BREAK = regex.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# TEXT holds no other control but the tab (RFC 5545, 3.3.11); C1 controls mean nothing there either.
_CONTROL = regex.compile(r"[[\p{Cc}\p{Cs}]--[\t\n]]", regex.V1)
_NO_LETTER = "\ufffd"

# A rhythm in whole days without end, as records have it; a record that somebody else wrote may hold
# any text there, and a rule without end or day takes a calendar's reader as long as it likes.
_NUMBERS = r"[+-]?\d{1,3}(?:,[+-]?\d{1,3}){0,40}"
_WEEKDAY = r"(?:[+-]?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)"
_RULE = regex.compile(
    rf"""FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)
        (?: ;INTERVAL=[1-9]\d{{0,2}}
          | ;BY(?:MONTH|MONTHDAY|SETPOS)={_NUMBERS}
          | ;BYDAY={_WEEKDAY}(?:,{_WEEKDAY}){{0,40}}
        ){{0,5}}""",
    regex.VERBOSE,
)
_FARTHEST = 10
"""Years from its beginning in which a rhythm has a first day; 29 February comes within eight."""


class _Due(NamedTuple):
    """The first day a task is due, and the rule by which it is due again."""

    day: date
    rule: str | None = None


def ics_bytes(plan: Plan) -> bytes:
    """A VTODO for every task with a last day or a rhythm; others are left out (`count_undated`)."""
    calendar = Calendar()
    calendar.add("prodid", f"-//kehoach//{VERSION}//VI")
    calendar.add("version", "2.0")
    calendar.add("name", _text(_name(plan)))
    for task in plan.tasks:
        due = _due(plan, task)
        if due is not None:
            calendar.add_component(_todo(plan, task, due))
    data: bytes = calendar.to_ical()
    return data


def count_undated(plan: Plan) -> int:
    """How many tasks have no to-do: no deadline, no day, or one that waits for an event."""
    return sum(_due(plan, task) is None for task in plan.tasks)


def count_unruled(plan: Plan) -> int:
    """How many tasks have a rhythm that is no rule a calendar could follow."""
    rules = (task.deadline.rrule for task in plan.tasks if task.deadline and task.deadline.rrule)
    return sum(_RULE.fullmatch(rule) is None for rule in rules)


def _name(plan: Plan) -> str:
    parts = (plan.header.kind, plan.header.code, plan.header.issuer)
    return " ".join(part for part in parts if part) or plan.source.name


def _due(plan: Plan, task: Task) -> _Due | None:
    deadline = task.deadline
    if deadline is None or deadline.kind == "conditional":
        return None
    last = _day(deadline.due_latest)
    if deadline.rrule:
        return _recurring(deadline.rrule, plan, last) or (_Due(last) if last else None)
    return _Due(last) if last else None


def _recurring(rule: str, plan: Plan, last: date | None) -> _Due | None:
    """The rule, from the plan's date to the end of its period; the first day fits the rule."""
    issued = _day(plan.header.issued_on)
    if issued is None:
        return None
    start = max(issued, _period_start(plan.header.period) or issued)
    first = _first_day(rule, start)
    if first is None:
        return None
    end = last or _period_end(plan.header.period)
    if end is None:
        return _Due(first, rule)
    return _Due(first, f"{rule};UNTIL={end:%Y%m%d}") if first <= end else None


def _first_day(rule: str, start: date) -> date | None:
    """The first day of a rhythm; None where it has none, or is no rule that a record can have."""
    if _RULE.fullmatch(rule) is None:
        return None
    begin = datetime.combine(start, time.min)
    try:
        found = rrulestr(f"{rule};UNTIL={start.year + _FARTHEST:04}1231", dtstart=begin)
        first = found.after(begin, inc=True)
    except (ValueError, OverflowError):
        return None
    return None if first is None else first.date()


def _day(text: str | None) -> date | None:
    """A day as a record writes it; None for anything else, which only other programs write."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _period_start(period: str | None) -> date | None:
    """The first day of a plan's period, where it is one year or a span of years."""
    return _day(f"{(period or '').split('/')[0]}-01-01")


def _period_end(period: str | None) -> date | None:
    return _day(f"{(period or '').split('/')[-1]}-12-31")


def _todo(plan: Plan, task: Task, due: _Due) -> Todo:
    todo = Todo()
    todo.add("uid", _text(f"{plan_id(plan.source.sha256)}/{task.id}@kehoach"))
    todo.add("dtstamp", _stamp(plan))
    todo.add("summary", _text(task.task))
    if due.rule:
        # a rule counts from DTSTART: for a to-do of one day its day, as calendar programs write it
        todo.add("dtstart", due.day)
        todo.add("rrule", vRecur.from_ical(due.rule))
    todo.add("due", due.day)
    todo.add("description", _text(_description(plan, task)))
    todo.add("status", "NEEDS-ACTION")
    names = [_text(one.name or one.text) for one in task.lead_agencies]
    if names:
        todo.add("categories", names)
    return todo


def _text(value: str) -> vText:
    return vText(_clean(value))


def _clean(value: str) -> str:
    """A value as TEXT may hold it; U+FFFD stands for every control character."""
    return _CONTROL.sub(_NO_LETTER, _BREAK.sub("\n", value))


def _stamp(plan: Plan) -> datetime:
    return datetime.combine(_day(plan.header.issued_on) or _NO_DATE, time.min, UTC)


def _description(plan: Plan, task: Task) -> str:
    """What a reader of the reminder wants to know, a line each."""
    group = LIST_SEPARATOR.join(task.group)
    lines = (
        ("Kế hoạch", _name(plan)),
        ("Nhóm", group),
        ("STT", task.marker),
        ("Chủ trì", task.lead),
        ("Phối hợp", task.coordinating),
        ("Sản phẩm", task.deliverable),
        ("Thời hạn", task.deadline.raw if task.deadline else None),
    )
    return "\n".join(f"{label}: {_clean(value)}" for label, value in lines if value)
