"""The days of a deadline: the last day of each of its times, and the first day of a rhythm.

Times stand in a record in EDTF; one that somebody else wrote may hold any text there, and what is
no time has no day.

Source: EDTF (ISO 8601-2), level 2: quarters are the months 33 to 36 of a year, terms of four months
37 to 39, halves 40 and 41, seasons 21 to 24 (a season has no last day here: it is none of a
calendar's).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time
from functools import lru_cache
from typing import NamedTuple

import regex
from dateutil.rrule import rrulestr

_ENCLOSED = regex.compile(r"[\[\]{}~?%]")
_ENDS = regex.compile(r"/|\.\.")
_TIME = regex.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_LENGTHS = ((33, 36, 3), (37, 39, 4), (40, 41, 6))
"""Parts of a year: the number of the first and of the last one, and their length in months."""

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
_YEARS = range(1900, 3000)
"""Years of plans; calendars end somewhere, and so do programs that read them."""

_LEAP = 2000
_FARTHEST = 10
"""Years from its beginning in which a rhythm has a first day; 29 February comes within eight."""


class Span(NamedTuple):
    """The first and the last day of a time; None where it is open."""

    first: date | None
    last: date | None


def span_of(edtf: str) -> Span:
    """The days between which one time of a deadline lies.

    >>> [str(day) for day in span_of("2024-34")], [str(day) for day in span_of("2024-40")]
    (['2024-04-01', '2024-06-30'], ['2024-01-01', '2024-06-30'])
    >>> str(span_of("[..2024-06-29]").last), str(span_of("2024-06-01/2024-06-30").last)
    ('2024-06-29', '2024-06-30')
    >>> span_of("2024-06-10/..").last, span_of("tháng sáu").last
    (None, None)
    """
    plain = _ENCLOSED.sub("", edtf)
    start, *end = _ENDS.split(plain, maxsplit=1)
    return Span(_part(start).first, _part(end[0].strip("./") if end else start).last)


def _part(text: str) -> Span:
    match = _TIME.fullmatch(text)
    if match is None:
        return Span(None, None)
    year, part, number = (int(one) if one else None for one in match.groups())
    try:
        return _days(year or 0, part, number)
    except ValueError:
        return Span(None, None)


def _days(year: int, part: int | None, number: int | None) -> Span:
    """The days of a year, a month or another part of it, or a day.

    Raises:
        ValueError: no calendar has it.
    """
    if year not in _YEARS:
        raise ValueError(year)
    if number is not None:
        return Span(*[date(year, part or 0, number)] * 2)
    first, months = 1, 12
    if part is not None:
        first, months = _months(part)
    last = first + months - 1
    return Span(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def _months(part: int) -> tuple[int, int]:
    """The first month of a part of a year, and how many they are."""
    if 1 <= part <= 12:
        return part, 1
    for lowest, highest, months in _LENGTHS:
        if lowest <= part <= highest:
            return (part - lowest) * months + 1, months
    raise ValueError(part)


def day_of(text: str | None) -> date | None:
    """A day as a record writes it; None for anything else, which only other programs write.

    >>> str(day_of("2024-06-30")), day_of("9999-12-31"), day_of("tomorrow")
    ('2024-06-30', None, None)
    """
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        return None
    return day if day and day.year in _YEARS else None


def is_rule(rule: str) -> bool:
    """Whether a calendar can follow a rhythm of a record; one of days that no month has leads a
    program that looks for the first of them through all the years there are.

    >>> is_rule("FREQ=MONTHLY;BYMONTHDAY=15"), is_rule("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")
    (True, False)
    """
    if _RULE.fullmatch(rule) is None:
        return False
    parts = dict(part.split("=") for part in rule.split(";"))
    months = [int(one) for one in parts.get("BYMONTH", "1").split(",")]
    days = [abs(int(one)) for one in parts.get("BYMONTHDAY", "1").split(",")]
    if not all(1 <= month <= 12 for month in months) or not all(1 <= day <= 31 for day in days):
        return False
    return min(days) <= max(monthrange(_LEAP, month)[1] for month in months)


@lru_cache(maxsize=1024)
def first_of(rule: str, start: date) -> date | None:
    """The first day of a rhythm from a day on; None where it has none, or is no rule.

    >>> str(first_of("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1", date(2024, 2, 12)))
    '2024-03-31'
    """
    if not is_rule(rule):
        return None
    begin = datetime.combine(start, time.min)
    try:
        found = rrulestr(f"{rule};UNTIL={start.year + _FARTHEST:04}1231", dtstart=begin)
        first = found.after(begin, inc=True)
    except (ValueError, OverflowError):
        return None
    return None if first is None else first.date()
