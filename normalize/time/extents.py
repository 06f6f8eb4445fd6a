"""From when to when a time reaches: its first and last day, and how EDTF writes it.

Source: EDTF, ISO 8601-2:2019; quarters stand alone only (33-36), inside sets and intervals they are
months.
"""

from __future__ import annotations

from calendar import isleap
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years that plans speak of; others are misprints."""


class Time(NamedTuple):
    """One time in a phrase: its unit, first and last (month, day), the year it says (None:
    inherited).

    ``unit``: day month days week quarter half months year span school season; lone_day and
    lone_number leave the rest to the time behind them ("ngày 28, 29/4", "5-7/2025"). ``years`` is
    how many years later it ends, ``shift`` how many years from the plan's it lies ("năm sau").
    ``number`` is the EDTF season code of a quarter or half. ``start`` and ``end`` index the phrase.
    """

    unit: str
    year: int | None
    first: tuple[int, int]
    last: tuple[int, int]
    years: int = 0
    third: bool = False
    number: int = 0
    shift: int | None = None
    start: int = 0
    end: int = 0


def school_time(year: int, term: str | None) -> Time:
    """The school year that begins in a year, September to May, or one of its two terms ("i", "2"),
    which meet in January."""
    if term is None:
        return Time("school", year, (9, 1), (5, 31), 1)
    if term in ("i", "1"):
        return Time("school", year, (9, 1), (1, 31), 1)
    return Time("school", year + 1, (1, 1), (5, 31))


def is_possible(time: Time) -> bool:
    """Whether a calendar has the time: a day of its month, in a year that plans speak of."""
    if time.year is not None and not FIRST_YEAR <= time.year <= LAST_YEAR:
        return False
    if time.unit != "day":
        return True
    month, day = time.first
    return 1 <= month <= 12 and 1 <= day <= length_of_month(
        2000 if time.year is None else time.year, month
    )


def length_of_month(year: int, month: int) -> int:
    """The number of days of a month."""
    return 29 if month == 2 and isleap(year) else _MONTH_LENGTHS[month - 1]


_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def first_day(time: Time) -> str:
    """The first day, ISO 8601; the year must be known."""
    return _iso(time.year or 0, time.first)


def last_day(time: Time) -> str:
    """The last day, ISO 8601; the year must be known."""
    return _iso((time.year or 0) + time.years, time.last)


def _iso(year: int, month_day: tuple[int, int]) -> str:
    """A day as ISO 8601; the 31st stands for the last day of every month."""
    month, day = month_day
    return f"{year:04d}-{month:02d}-{min(day, length_of_month(year, month)):02d}"


_LENGTHS = {"day": 10, "week": 10, "days": 10, "year": 4, "span": 4}


def start_edtf(time: Time) -> str:
    """Where the time begins, as exactly as it is said."""
    return first_day(time)[: _LENGTHS.get(time.unit, 7)]


def end_edtf(time: Time) -> str:
    """Where the time ends, as exactly as it is said."""
    return last_day(time)[: _LENGTHS.get(time.unit, 7)]


def edtf(time: Time) -> str:
    """The time standing alone."""
    if time.unit in ("day", "month", "year"):
        return start_edtf(time)
    if time.number:
        return f"{time.year}-{time.number}"
    return f"{start_edtf(time)}/{end_edtf(time)}"


def edtf_in_set(time: Time) -> str:
    """The time as a member of a set, where quarters and halves are spelled as months."""
    if time.unit in ("day", "month", "year"):
        return start_edtf(time)
    return f"{start_edtf(time)}..{end_edtf(time)}"
