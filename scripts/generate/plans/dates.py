"""Days and spans of days, as offices write them and as EDTF."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, field
from datetime import date
from random import Random

from scripts.generate.plans.model import Gold, pick


@dataclass(frozen=True)
class Time:
    """A phrase and its reading: the keys that are sure (kind, edtf, rrule, due_latest)."""

    raw: str
    reading: Gold = field(default_factory=dict)


def month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def quarter_days(year: int, number: int) -> tuple[date, date]:
    return date(year, 3 * number - 2, 1), month_end(year, 3 * number)


def month_days(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), month_end(year, month)


def span_time(raw: str, kind: str, first: date, last: date) -> Time:
    """A time with a first and a last day."""
    return Time(raw, {"kind": kind, "edtf": f"{first}/{last}", "due_latest": str(last)})


def several_times(raw: str, spans: list[tuple[date, date]]) -> Time:
    edtf = "{" + ",".join(f"{first}..{last}" for first, last in spans) + "}"
    return Time(raw, {"kind": "set_all", "edtf": edtf, "due_latest": str(spans[-1][1])})


def due_time(raw: str, due: date) -> Time:
    """A limit: everything up to a day."""
    return Time(raw, {"kind": "before", "edtf": f"[..{due}]", "due_latest": str(due)})


def undated(raw: str, kind: str | None, rrule: str | None = None) -> Time:
    reading: Gold = {"due_latest": None}
    reading |= {"kind": kind} if kind else {}
    reading |= {"rrule": rrule} if rrule else {}
    return Time(raw, reading)


def write_day(rng: Random, day: date, *, bare: bool = True) -> str:
    """A day as offices write it: single-digit days from 10 on and months 1 and 2 take a zero."""
    number, month = f"{day.day:02}", f"{day.month:02}" if day.month < 3 else f"{day.month}"
    forms = [
        (50, f"{number}/{month}/{day.year}"),
        (15, f"{number}/{day.month:02}/{day.year}"),
        (6, f"{number} tháng {month} năm {day.year}"),
        (18 if bare else 0, f"{number}/{month}"),
    ]
    return pick(rng, forms)
