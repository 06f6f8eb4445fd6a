"""Working days: Monday to Friday without the public holidays of Việt Nam.

Source: the library *holidays*, which holds the days of Tết and the swapped days as they were
announced for each year; years that it only estimates are not counted in.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

FIRST_YEAR, LAST_YEAR = 2018, 2026
"""The years whose days off are held as announced."""


def add_working_days(start: date, count: int) -> date | None:
    """The last of a number of working days that follow a day; None where that leaves the years that
    are known.

    >>> add_working_days(date(2024, 2, 12), 5)
    datetime.date(2024, 2, 21)
    """
    if count > 366 or not FIRST_YEAR <= start.year <= LAST_YEAR:
        return None
    day = start
    while count > 0:
        day += timedelta(days=1)
        if day.year > LAST_YEAR:
            return None
        count -= day.weekday() < 5 and day not in _days_off(day.year)
    return day


@cache
def _days_off(year: int) -> frozenset[date]:
    from holidays.countries.vietnam import (
        Vietnam,
    )  # takes a third of a second, and few plans count working days

    return frozenset(Vietnam(years=year))  # type: ignore[no-untyped-call]
