"""Deadlines as iCalendar, for any calendar program: all-day events, or a to-do list.

One event a date of a deadline, one with a rule for what recurs. Nothing in the file depends on the
clock: DTSTAMP is the plan's own date, and a UID stays the same for the same task of the same plan,
whatever file it was read from, so that a second import updates and never doubles.

Source: RFC 5545, sections 3.6.1 (VEVENT), 3.6.2 (VTODO), 3.6.6 (VALARM), 3.8.5.3 (RRULE), 3.8.6.3
(TRIGGER), 3.8.7.2 (DTSTAMP); RFC 7986 (NAME), which older programs call X-WR-CALNAME.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

import regex
from icalendar import Alarm, Calendar, Component, Event, Todo, vRecur, vText

from extract.emit.agenda.days import day_of, is_rule
from extract.emit.agenda.entries import Entry, by_day, list_entries
from extract.emit.csv import LIST_SEPARATOR
from extract.version import VERSION
from schemas.plan import Plan

IcsKind = Literal["event", "todo"]

REMINDERS = (timedelta(days=7), timedelta(days=1))
"""How long before a day its reminders come."""

_NO_DATE = date(1970, 1, 1)
_A_DAY = timedelta(days=1)
# What some program takes for the end of a line; iCalendar's TEXT writes it as "\\n".
_BREAK = regex.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# TEXT holds no other control but the tab (RFC 5545, 3.3.11); C1 controls mean nothing there either.
_CONTROL = regex.compile(r"[[\p{Cc}\p{Cs}]--[\t\n]]", regex.V1)
_NO_LETTER = "\ufffd"


def ics_bytes(plan: Plan, kind: IcsKind = "event", *, ongoing: bool = False) -> bytes:
    """A calendar of every day and rhythm of the plan's tasks; what goes on only with ``ongoing``.

    Tasks without a day are left out (`remarks_on`).
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//kehoach//{VERSION}//VI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", _text(_name(plan)))
    calendar.add("x-wr-calname", _text(_name(plan)))
    for entry in _shown(plan, ongoing):
        component = _event(plan, entry) if kind == "event" else _todo(plan, entry)
        calendar.add_component(component)
    data: bytes = calendar.to_ical()
    return data


def remarks_on(plan: Plan, *, ongoing: bool = False) -> list[str]:
    """What a calendar had to leave out, a sentence a cause."""
    entries = list_entries(plan)
    undated = {one.task.id for one in entries if one.when.kind == "open"}
    lasting = {one.task.id for one in entries if one.when.kind == "ongoing"}
    lasting -= {one.task.id for one in _shown(plan, ongoing)}
    remarks = [
        (
            len(undated),
            "not in the calendar: no day can be given (no deadline, or one that waits "
            "for an event)",
        ),
        (
            len(lasting),
            "not in the calendar: the work goes on all the time (--ics-ongoing puts it in)",
        ),
        (_unruled(plan), "due by a rhythm that is no rule, which was left out"),
    ]
    return [f"{_tasks(count)} {why}" for count, why in remarks if count]


def _unruled(plan: Plan) -> int:
    """How many tasks have a rhythm that no calendar can follow."""
    rules = (task.deadline.rrule for task in plan.tasks if task.deadline)
    return sum(bool(rule) and not is_rule(rule or "") for rule in rules)


def _tasks(count: int) -> str:
    return "1 task is" if count == 1 else f"{count} tasks are"


def _shown(plan: Plan, ongoing: bool) -> Iterator[Entry]:
    """The entries that have a day to stand on."""
    for entry in by_day(list_entries(plan)):
        wanted = ongoing if entry.when.kind == "ongoing" else True
        if wanted and entry.when.day is not None:
            yield entry


def _name(plan: Plan) -> str:
    parts = (plan.header.kind, plan.header.code, plan.header.issuer)
    return " ".join(part for part in parts if part) or plan.source.name


def _event(plan: Plan, entry: Entry) -> Event:
    """An all-day event that takes up nobody's time; what goes on lasts from its first to its last
    day."""
    event = Event()
    _add_words(event, plan, entry)
    first = entry.when.day or _NO_DATE
    event.add("dtstart", first)
    last = entry.when.last if entry.when.kind == "ongoing" else None
    event.add("dtend", max(first, last or first) + _A_DAY)
    _add_rule(event, entry)
    event.add("transp", "TRANSPARENT")
    _add_reminders(event, plan, entry, {})
    return event


def _todo(plan: Plan, entry: Entry) -> Todo:
    todo = Todo()
    _add_words(todo, plan, entry)
    first = entry.when.day or _NO_DATE
    if entry.when.kind == "ongoing":
        todo.add("dtstart", first)  # it is never due
    else:
        if entry.when.rule:
            # a rule counts from DTSTART: for a to-do of one day its day, as programs write it
            todo.add("dtstart", first)
        todo.add("due", first)
    _add_rule(todo, entry)
    todo.add("status", "NEEDS-ACTION")
    _add_reminders(todo, plan, entry, {"related": "END"})
    return todo


def _add_words(component: Component, plan: Plan, entry: Entry) -> None:
    """What events and to-dos say alike."""
    component.add("uid", entry.uid)
    component.add("dtstamp", _stamp(plan))
    component.add("summary", _text(entry.task.task))
    component.add("description", _text(_description(plan, entry)))
    names = [_text(one.name or one.text) for one in entry.task.lead_agencies]
    if names:
        component.add("categories", names)


def _add_rule(component: Component, entry: Entry) -> None:
    when = entry.when
    if when.rule:
        until = f";UNTIL={when.last:%Y%m%d}" if when.last else ""
        component.add("rrule", vRecur.from_ical(f"{when.rule}{until}"))


def _add_reminders(
    component: Component, plan: Plan, entry: Entry, parameters: dict[str, str]
) -> None:
    if entry.when.kind == "ongoing":
        return
    for before in REMINDERS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", -before, parameters)
        alarm.add("description", _text(entry.task.task))
        component.add_component(alarm)


def _text(value: str) -> vText:
    return vText(_clean(value))


def _clean(value: str) -> str:
    """A value as TEXT may hold it; U+FFFD stands for every control character."""
    return _CONTROL.sub(_NO_LETTER, _BREAK.sub("\n", value))


def _stamp(plan: Plan) -> datetime:
    return datetime.combine(day_of(plan.header.issued_on) or _NO_DATE, time.min, UTC)


def _description(plan: Plan, entry: Entry) -> str:
    """What a reader of the reminder wants to know, a line each."""
    task = entry.task
    lines = (
        ("Kế hoạch", _name(plan)),
        ("Nhóm", LIST_SEPARATOR.join(task.group)),
        ("STT", task.marker),
        ("Chủ trì", task.lead),
        ("Phối hợp", task.coordinating),
        ("Sản phẩm", task.deliverable),
        ("Thời hạn", task.deadline.raw if task.deadline else None),
        ("Mốc", f"{entry.number}/{entry.times}" if entry.times > 1 else None),
    )
    return "\n".join(f"{label}: {_clean(value)}" for label, value in lines if value)
