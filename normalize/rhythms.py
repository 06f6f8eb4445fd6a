"""What comes back: "hằng quý", "ngày 25 hằng tháng", "trước ngày 15/6 và 15/12 hằng năm", "02 lần/năm".

Source: RFC 5545 (RRULE). Quarters end on the calendar's quarter ends: MONTHLY;INTERVAL=3 would drift with its start.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from schemas.plan import Boundary

_EVERY = regex.compile(r"\b(?:hằng|hàng|mỗi|từng|định\s+kỳ)\b")
_TIMES_A = regex.compile(r"(?P<count>\d{1,2})\s*lần\s*/\s*(?:1\s+)?(?P<unit>tuần|tháng|quý|6\s+tháng|năm|kỳ)")
_CLOSED_BRACKETS = regex.compile(r"\([^()]*\)")
_DATES = regex.compile(r"(?<!\d)(?P<day>\d{1,2})\s*(?:/|\s+tháng\s+)\s*(?P<month>\d{1,2})(?!\d|\s*/)")
_DAYS = regex.compile(r"(?<![\d/])(?P<day>\d{1,2})(?!\s*[/\d])(?!\s*(?:tháng\s+\d|tháng\s*,|lần|ngày\s+làm))")
_HALF_YEAR = regex.compile(r"\b(?:6|06|sáu)\s+tháng|nửa\s+năm")
_LAST_MONTH_OF_QUARTER = regex.compile(r"tháng\s+cuối\s+(?:của\s+)?(?:mỗi\s+)?quý")
_LAST_MONTH_OF_PERIOD = regex.compile(r"tháng\s+cuối\s+(?:của\s+)?kỳ")
_WORKING_DAYS = regex.compile(r"(?:các|mọi|tất\s+cả\s+các)\s+ngày\s+làm\s+việc")
_WEEKDAY = regex.compile(r"thứ\s+(?P<day>hai|ba|tư|năm|sáu|bảy|[2-7])\b")
_DAY_CODES = {"hai": "MO", "ba": "TU", "tư": "WE", "năm": "TH", "sáu": "FR", "bảy": "SA"}
_DAY_CODES |= {"2": "MO", "3": "TU", "4": "WE", "5": "TH", "6": "FR", "7": "SA"}

_PERIODS: tuple[tuple[str, str, str], ...] = (
    ("P1W", r"\btuần\b", "FREQ=WEEKLY;BYDAY=FR"),
    ("P1M", r"(?<!\d\s|sáu\s)\btháng\b", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("P3M", r"\b(?:quý|quí)\b", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
    ("P6M", _HALF_YEAR.pattern, "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1"),
    ("P1Y", r"(?<!nửa\s|thứ\s)\bnăm\b", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"),
)
_PATTERNS = tuple((span, regex.compile(pattern), rule) for span, pattern, rule in _PERIODS)


class Rhythm(NamedTuple):
    """A rule of recurrence. ``named_day``: the phrase says the day; ``default_day``: the period's end stands in."""

    rrule: str | None
    frequency: str | None
    named_day: bool
    default_day: bool = False
    condition: str | None = None


def read_rhythm(text: str) -> Rhythm | None:
    """The rhythm of a phrase in lower case; None where nothing comes back.

    >>> read_rhythm("ngày 05 và 20 hàng tháng").rrule
    'FREQ=MONTHLY;BYMONTHDAY=5,20'
    """
    text = _CLOSED_BRACKETS.sub("", text)
    counted = _TIMES_A.search(text)
    if counted:
        return _counted(int(counted["count"]), counted["unit"])
    if _WORKING_DAYS.search(text):
        return Rhythm("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "5/P1W", named_day=True)
    in_quarter = _LAST_MONTH_OF_QUARTER.search(text) is not None
    if not (_EVERY.search(text) or in_quarter or _LAST_MONTH_OF_PERIOD.search(text)):
        return None
    if _LAST_MONTH_OF_PERIOD.search(text):
        return Rhythm(None, None, named_day=True, condition="phụ thuộc kỳ báo cáo")
    periods = [(span, rule) for span, pattern, rule in _PATTERNS if pattern.search(_without_dates(text))]
    return _dated(text, periods, in_quarter) or _plain(periods)


def _counted(count: int, unit: str) -> Rhythm | None:
    """ "02 lần/năm": how often is known, not when; once a period means its end."""
    span, rule = next(((span, rule) for span, pattern, rule in _PATTERNS if pattern.search(unit)), (None, None))
    if span is None:
        return Rhythm(None, None, named_day=False, condition="phụ thuộc kỳ báo cáo")
    if count == 1:
        return Rhythm(rule, f"1/{span}", named_day=False, default_day=True)
    return Rhythm(None, f"{count}/{span}", named_day=False)


def _without_dates(text: str) -> str:
    """The text without days and months that are no rhythm ("25 tháng 11", "tháng cuối")."""
    return regex.sub(r"\d{1,2}\s+tháng\s+\d{1,2}|của\s+tháng\s+\p{L}+|tháng\s+(?:cuối|đầu|\d)", " ", text)


def _dated(text: str, periods: list[tuple[str, str]], in_quarter: bool) -> Rhythm | None:
    """Rhythms with a day of their own."""
    dates = [(int(one["day"]), int(one["month"])) for one in _DATES.finditer(text)]
    if dates and all(1 <= day <= 31 and 1 <= month <= 12 for day, month in dates):
        months, days = (sorted({pair[index] for pair in dates}) for index in (1, 0))
        rule = f"FREQ=YEARLY;BYMONTH={_listed(months)};BYMONTHDAY={_listed(days)}"
        return Rhythm(rule if len(days) == 1 else None, f"{len(dates)}/P1Y", named_day=True)
    weekday = _WEEKDAY.search(text)
    if weekday:
        return Rhythm(f"FREQ=WEEKLY;BYDAY={_DAY_CODES[weekday['day']]}", "1/P1W", named_day=True)
    days = [day for one in _DAYS.finditer(_HALF_YEAR.sub("", text)) if 1 <= (day := int(one["day"])) <= 31]
    if in_quarter:
        return Rhythm(f"FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY={_listed(days or [-1])}", "1/P3M", named_day=True)
    if days and (not periods or periods[0][0] == "P1M"):
        return Rhythm(f"FREQ=MONTHLY;BYMONTHDAY={_listed(days)}", f"{len(days)}/P1M", named_day=True)
    return None


def _plain(periods: list[tuple[str, str]]) -> Rhythm | None:
    """A rhythm without a day: the end of the shortest period named."""
    if not periods:
        return None
    frequency = "+".join(f"1/{span}" for span, _ in periods)
    return Rhythm(periods[0][1], frequency, named_day=False, default_day=True)


def _listed(numbers: list[int]) -> str:
    return ",".join(str(number) for number in numbers)


def boundary_of(rhythm: Rhythm, limit: Boundary | None) -> Boundary | None:
    """A limit word decides; without one a named day is meant exactly, a default day not at all."""
    if limit in ("before", "by"):
        return limit
    return "on" if rhythm.named_day and limit is None and rhythm.rrule else None
