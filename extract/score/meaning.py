"""What a date or a rule means as days, so that two spellings of one time compare equal.

Reads EDTF levels 0 to 2 as far as Gregorian years 1 to 9999 reach. Source: EDTF specification
(Library of Congress, 2019); ISO 8601-2:2019; RFC 5545 (RRULE).
"""

from __future__ import annotations

import calendar
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

import regex

EARLIEST = date.min.toordinal()
LATEST = date.max.toordinal()

_QUALIFIERS = str.maketrans("", "", "?~%")
_DATE = regex.compile(
    r"""
    (?P<year>[\dX]{4}) (?:S(?P<significant>[1-4]))?   # 2023, 201X, 1950S2
    (?: - (?P<month>[\dX]{2})                         # month, season, quarter, semester
        (?: - (?P<day>[\dX]{2}) (?:T[\d:.,Z+-]{2,30})? )?
    )?
    """,
    regex.VERBOSE,
)
# Sub-year groupings: first and last month. Winter is counted in the year it is named by only.
_GROUPINGS: dict[int, tuple[int, int]] = {
    **{21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)},
    **{25: (3, 5), 26: (6, 8), 27: (9, 11), 28: (12, 12)},
    **{29: (9, 11), 30: (12, 12), 31: (3, 5), 32: (6, 8)},
    **{33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)},
    **{37: (1, 4), 38: (5, 8), 39: (9, 12)},
    **{40: (1, 6), 41: (7, 12)},
}
_EXPANDED = (datetime(2023, 1, 1), datetime(2024, 12, 31))
"""A common year and a leap year: what two rules share over both, they share."""


class Days(NamedTuple):
    """Inclusive ranges of day numbers (`date.toordinal`), ascending, none touching the next.

    An open or unknown end is `EARLIEST` or `LATEST`. ``choice``: one of several ranges is meant,
    not all.
    """

    ranges: tuple[tuple[int, int], ...]
    choice: bool = False


@lru_cache(maxsize=4096)
def read_days(edtf: str) -> Days:
    """The days an EDTF string means; "?", "~" and "%" do not move them.

    >>> read_days("2023-34") == read_days("2023-04/2023-06") == read_days("{2023-04..2023-06}")
    True
    >>> read_days("[..2023-06]").ranges[0][1] == date(2023, 6, 30).toordinal()
    True

    Raises:
        ValueError: no EDTF of levels 0 to 2, or outside the years 1 to 9999.
    """
    text = edtf.strip()
    if text[:1] + text[-1:] in ("{}", "[]"):
        ranges = _merge([_read_element(part.strip()) for part in text[1:-1].split(",")])
        return Days(ranges, text[0] == "[" and len(ranges) > 1)
    if "/" in text:
        start, _, end = text.partition("/")
        return Days((_read_range(start, end),))
    return Days((_read_date(text),))


def same_days(left: str | None, right: str | None) -> bool:
    """Whether two EDTF strings mean the same days; strings that are no EDTF compare as strings.

    >>> same_days("{2023-33,2023-34}", "2023-01/2023-06"), same_days("2023", None)
    (True, False)
    """
    if left is None or right is None or left == right:
        return left == right
    try:
        return read_days(left) == read_days(right)
    except ValueError:
        return False


@lru_cache(maxsize=1024)
def expand_rule(rule: str) -> tuple[date, ...]:
    """Every day an RRULE names in a common and a leap year (2023 and 2024), counted from 1 January.

    >>> expand_rule("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1")
    (datetime.date(2023, 12, 31), datetime.date(2024, 12, 31))

    Raises:
        ValueError: no RRULE, or one that is finer than days.
    """
    from dateutil.rrule import rrulestr

    text = rule.strip().upper().removeprefix("RRULE:")
    parts = dict(part.split("=", 1) for part in text.split(";") if "=" in part)
    if parts.get("FREQ") not in ("YEARLY", "MONTHLY", "WEEKLY", "DAILY") or "\n" in text:
        raise ValueError(f"no rule of whole days: {rule}")
    start, end = _EXPANDED
    if "UNTIL" not in parts and "COUNT" not in parts:
        text += f";UNTIL={end:%Y%m%dT%H%M%S}"
    return tuple(moment.date() for moment in rrulestr(text, dtstart=start) if moment <= end)


def same_rule(left: str | None, right: str | None) -> bool:
    """Whether two RRULEs name the same days.

    >>> by_year = "FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=3,6,9,12"
    >>> same_rule(by_year, "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1")
    True
    """
    if left is None or right is None or left == right:
        return left == right
    try:
        return expand_rule(left) == expand_rule(right)
    except (ValueError, TypeError):
        return False


def _read_element(text: str) -> tuple[int, int]:
    """One element of a set: a date, or a range "a..b", "a..", "..b"."""
    if ".." not in text:
        return _read_date(text)
    start, _, end = text.partition("..")
    return _read_range(start, end)


def _read_range(start: str, end: str) -> tuple[int, int]:
    open_ends = ("", "..")
    if start in open_ends and end in open_ends:
        raise ValueError("a range without ends")
    first = EARLIEST if start in open_ends else _read_date(start)[0]
    last = LATEST if end in open_ends else _read_date(end)[1]
    if first > last:
        raise ValueError(f"a range that ends before it begins: {start} to {end}")
    return first, last


def _read_date(text: str) -> tuple[int, int]:
    """First and last day of one date; a digit X stands for every digit that makes a date."""
    match = _DATE.fullmatch(text.strip().translate(_QUALIFIERS))
    if match is None:
        raise ValueError(f"not an EDTF date of the years 1 to 9999: {text}")
    low, high = _read_years(match["year"], match["significant"])
    month, day = match["month"], match["day"]
    if month and month.isdigit() and int(month) in _GROUPINGS and day is None:
        first, last = _GROUPINGS[int(month)]
        return _ordinal(low, first, 1), _ordinal(high, last, calendar.monthrange(high, last)[1])
    first = _first_day(range(low, high + 1), month, day)
    return first, _first_day(range(high, low - 1, -1), month, day, last=True)


def _read_years(year: str, significant: str | None) -> tuple[int, int]:
    if significant:
        kept = year[: int(significant)]
        year = kept + "X" * (4 - len(kept))
    low, high = max(1, int(year.replace("X", "0"))), int(year.replace("X", "9"))
    if high < 1:
        raise ValueError(f"year {year} is outside 1 to 9999")
    return low, high


def _first_day(years: range, month: str | None, day: str | None, *, last: bool = False) -> int:
    """The first (or ``last``) day that fits the masks; 8 years hold every day of every month."""
    step = -1 if last else 1
    for year in years[:9]:
        for number in range(1, 13)[::step]:
            if not _fits(number, month):
                continue
            for one in range(1, calendar.monthrange(year, number)[1] + 1)[::step]:
                if _fits(one, day):
                    return _ordinal(year, number, one)
    raise ValueError("no such day")


def _fits(number: int, mask: str | None) -> bool:
    return mask is None or all(m in ("X", d) for m, d in zip(mask, f"{number:02}", strict=True))


def _ordinal(year: int, month: int, day: int) -> int:
    return date(year, month, day).toordinal()


def _merge(ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Ranges that touch or overlap as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
