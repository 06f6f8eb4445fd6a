"""What comes back: "hằng quý", "ngày 25 hằng tháng", "trước ngày 15/6 và 15/12 hằng năm", "02 lần/năm".

Source: RFC 5545 (RRULE). Quarters end on the calendar's quarter ends: MONTHLY;INTERVAL=3 would drift with its start.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from normalize.time.times import find_times
from normalize.writing.text import squeeze
from schemas.plan import Boundary

_EVERY = regex.compile(r"\b(?:hằng|hàng|mỗi|từng|định\s+kỳ)\b|\btheo\s+(?:tuần|tháng|quý)\b(?!\s*[\divx])")
_NUMBER_WORDS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4}
_COUNT = r"(?P<count>\d{1,2}|một|hai|ba|bốn)"
_UNIT = r"(?P<unit>tuần|tháng|quý|(?:6|sáu)\s+tháng|năm|kỳ)"
# "02 lần/năm", "hai lần trong năm", "mỗi quý 1 lần", "một năm 2 lần"
_TIMES_A = regex.compile(
    rf"\b{_COUNT}\s*lần\s*(?:/|trong|một|mỗi|mỗi\s+một)\s*(?:(?:1|một)\s+)?{_UNIT}\b(?!\s*\d)"
    rf"|\b(?:mỗi|một|1|01)\s+{_UNIT}\s+{_COUNT}\s+lần\b"
)
# "3 tháng/lần", "2 tuần một lần"
_EVERY_SOME = regex.compile(rf"\b{_COUNT}\s+(?P<unit>tuần|tháng|năm)\s*(?:/|một\s+|1\s+)\s*lần\b")
_END_OF_MONTH = regex.compile(r"ngày\s+(?:làm\s+việc\s+)?cuối\s+(?:cùng\s+)?(?:của\s+)?(?:mỗi\s+)?tháng\b(?!\s*\d)")
_WINDOW = regex.compile(r"(?:từ\s+)?ngày\s+\d{1,2}\s*(?:-|đến(?:\s+hết)?)\s*(?:ngày\s+)?(?=\d{1,2}(?!\s*[/\d]))")
_WEEK_OF_MONTH = regex.compile(r"\btuần\s+(?:thứ\s+)?(?P<weeks>\d(?:\s*(?:,|và|-)\s*\d)*)(?!\d)")
_BRACKETS = regex.compile(r"\([^()]*\)")
_BRACKETED_WORDS = regex.compile(r"\([^()\d]*\)")
_DATES = regex.compile(r"(?<!\d)(?P<day>\d{1,2})\s*(?:/|\s+tháng\s+)\s*(?P<month>\d{1,2})(?!\d|\s*/)")
_DAYS = regex.compile(r"(?<![\d/])(?P<day>\d{1,2})(?!\s*[/\d])(?!\s*(?:tháng\s+\d|tháng\s*,|lần|ngày\s+làm))")
_HALF_YEAR = regex.compile(r"\b(?:6|06|sáu)\s+tháng|nửa\s+năm")
_LAST_MONTH_OF_QUARTER = regex.compile(r"tháng\s+cuối\s+(?:của\s+)?(?:mỗi\s+)?quý")
_FIRST_MONTH_OF_QUARTER = regex.compile(r"tháng\s+đầu\s+(?:của\s+)?(?:mỗi\s+)?quý(?:\s+(?:sau|tiếp|kế))?")
_EVERY_YEAR = regex.compile(r"\b(?:hằng|hàng|mỗi|từng)\s+năm\b")
_LAST_MONTH_OF_PERIOD = regex.compile(r"tháng\s+cuối\s+(?:của\s+)?kỳ")
_WORKING_DAYS = regex.compile(r"(?:các|mọi|tất\s+cả\s+các)\s+ngày\s+làm\s+việc")
_WEEKDAY = regex.compile(r"thứ\s+(?P<day>hai|ba|tư|năm|sáu|bảy|[2-7])\b|(?P<day>chủ\s+nhật)\b")
_DAY_CODES = {"hai": "MO", "ba": "TU", "tư": "WE", "năm": "TH", "sáu": "FR", "bảy": "SA", "chủ nhật": "SU"}
_DAY_CODES |= {"2": "MO", "3": "TU", "4": "WE", "5": "TH", "6": "FR", "7": "SA"}

_PERIODS: tuple[tuple[str, str, str], ...] = (
    ("P1W", r"\btuần\b(?!\s+(?:thứ\s+)?\d)", "FREQ=WEEKLY;BYDAY=FR"),
    ("P1M", r"(?<!\d\s|sáu\s)\btháng\b", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("P3M", r"\b(?:quý|quí)\b", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
    ("P6M", _HALF_YEAR.pattern, "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1"),
    ("P1Y", r"(?<!nửa\s|thứ\s)\bnăm\b", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"),
)
_MONTHS = {"P1M": 1, "P1Y": 12}
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
    text = _BRACKETED_WORDS.sub("", text)
    counted = _TIMES_A.search(text)
    if counted:
        return _counted(_number(counted["count"]), counted["unit"])
    spaced = _EVERY_SOME.search(text)
    if spaced:
        return _counted(1, spaced["unit"], _number(spaced["count"]))
    if end := _END_OF_MONTH.search(text):
        last = "BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1" if "làm" in end[0] else "BYMONTHDAY=-1"
        return Rhythm(f"FREQ=MONTHLY;{last}", "1/P1M", named_day=True)
    if _WORKING_DAYS.search(text):
        return Rhythm("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "5/P1W", named_day=True)
    in_quarter = _months_of_quarters(text)
    if not (_EVERY.search(text) or in_quarter or _LAST_MONTH_OF_PERIOD.search(text)):
        return None
    if _LAST_MONTH_OF_PERIOD.search(text):
        return Rhythm(None, None, named_day=True, condition="phụ thuộc kỳ báo cáo")
    periods = [(span, rule) for span, pattern, rule in _PATTERNS if pattern.search(_without_dates(text))]
    if len(periods) > 1:
        if days := _each_with_its_day(text, periods):
            return days
        text = _BRACKETS.sub("", text)  # each period may have a day of its own: none is the day of all
    return _dated(text, periods, in_quarter) or _in_every_year(text) or _plain(periods)


def _each_with_its_day(text: str, periods: list[tuple[str, str]]) -> Rhythm | None:
    """ "6 tháng (trước 15/6) và năm (trước 15/12)": one rule, where every period has its date on the same day."""
    dates = [(int(one["day"]), int(one["month"])) for part in _BRACKETS.findall(text) for one in _DATES.finditer(part)]
    months, days = (sorted({pair[index] for pair in dates}) for index in (1, 0))
    if len(dates) != len(periods) or len(days) != 1 or any(span not in ("P6M", "P1Y") for span, _ in periods):
        return None
    if not (1 <= days[0] <= 31 and months[0] >= 1 and months[-1] <= 12):
        return None
    frequency = "+".join(f"1/{span}" for span, _ in periods)
    return Rhythm(f"FREQ=YEARLY;BYMONTH={_listed(months)};BYMONTHDAY={days[0]}", frequency, named_day=True)


def _months_of_quarters(text: str) -> str:
    """The months in which a day that is counted within a quarter falls; "" where none is."""
    if _LAST_MONTH_OF_QUARTER.search(text):
        return "3,6,9,12"
    return "1,4,7,10" if _FIRST_MONTH_OF_QUARTER.search(text) else ""


def _in_every_year(text: str) -> Rhythm | None:
    """ "tháng 10 hằng năm", "quý I và III hằng năm": the end of each of these stands in."""
    if not _EVERY_YEAR.search(text):
        return None
    named = [one for one in find_times(text) if one.unit in ("month", "quarter", "half") and one.year is None]
    if not named:
        return None
    months = sorted({one.last[0] for one in named})
    rule = f"FREQ=YEARLY;BYMONTH={_listed(months)};BYMONTHDAY=-1"
    return Rhythm(rule, f"{len(months)}/P1Y", named_day=False, default_day=True)


def _number(text: str) -> int:
    return _NUMBER_WORDS.get(text) or int(text)


def _counted(count: int, unit: str, every: int = 1) -> Rhythm | None:
    """ "02 lần/năm": how often is known, not when; once a period means its end, once in several periods does not."""
    span, rule = next(((span, rule) for span, pattern, rule in _PATTERNS if pattern.search(unit)), (None, None))
    if span is None:
        return Rhythm(None, None, named_day=False, condition="phụ thuộc kỳ báo cáo")
    if every > 1:
        known = next((rule for one, _, rule in _PATTERNS if one == f"P{every * _MONTHS.get(span, 0)}M"), None)
        return Rhythm(known, f"1/P{every}{span[-1]}", named_day=False, default_day=known is not None)
    if count == 1:
        return Rhythm(rule, f"1/{span}", named_day=False, default_day=True)
    return Rhythm(None, f"{count}/{span}", named_day=False)


def _without_dates(text: str) -> str:
    """The text without days and months that are no rhythm ("25 tháng 11", "tháng cuối")."""
    return regex.sub(r"\d{1,2}\s+tháng\s+\d{1,2}|của\s+tháng\s+\p{L}+|tháng\s+(?:cuối|đầu|\d)", " ", text)


def _dated(text: str, periods: list[tuple[str, str]], in_quarter: str) -> Rhythm | None:
    """Rhythms with a day of their own."""
    dates = [(int(one["day"]), int(one["month"])) for one in _DATES.finditer(text)]
    if dates and all(1 <= day <= 31 and 1 <= month <= 12 for day, month in dates):
        months, days = (sorted({pair[index] for pair in dates}) for index in (1, 0))
        rule = f"FREQ=YEARLY;BYMONTH={_listed(months)};BYMONTHDAY={_listed(days)}"
        return Rhythm(rule if len(days) == 1 else None, f"{len(dates)}/P1Y", named_day=True)
    weekday = _WEEKDAY.search(text)
    if weekday:
        return Rhythm(f"FREQ=WEEKLY;BYDAY={_DAY_CODES[squeeze(weekday['day'])]}", "1/P1W", named_day=True)
    weeks = _WEEK_OF_MONTH.search(text)
    if weeks:
        count = sum(letter.isdigit() for letter in weeks["weeks"])
        return Rhythm(None, f"{count}/P1M", named_day=True)
    days = [
        day for one in _DAYS.finditer(_WINDOW.sub("", _HALF_YEAR.sub("", text))) if 1 <= (day := int(one["day"])) <= 31
    ]
    if in_quarter:
        return Rhythm(f"FREQ=YEARLY;BYMONTH={in_quarter};BYMONTHDAY={_listed(days or [-1])}", "1/P3M", named_day=True)
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
