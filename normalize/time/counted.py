"""Rhythms that say how often, or are a word of their own: "02 lần/năm", "ngày cuối tháng".

Source: RFC 5545 (RRULE). Quarters end on the calendar's quarter ends: MONTHLY;INTERVAL=3 would
drift with its start. A month ends with BYMONTHDAY=-1, for the 31st leaves out the months that have
none.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from normalize.quantity.rate import COUNT, NUMBERS, TIMES_A
from normalize.time.weekdays import weekday_of_month
from schemas.plan import Span

# "3 tháng/lần", "2 tuần một lần", "1 quý/lần"
_EVERY_SOME = regex.compile(
    rf"{COUNT}\s+(?P<unit>tuần|tháng|quý|năm)\s*(?:/|một\s+|0?1\s+)\s*(?:0?1\s+)?lần\b"
)
_EDGE_OF_PERIOD = regex.compile(
    r"ngày\s+(?P<working>làm\s+việc\s+)?(?:(?P<first>đầu)(?:\s+tiên)?|cuối(?:\s+cùng)?)"
    r"(?P<of>\s+(?:của\s+)?(?:mỗi|hằng|hàng|từng)|\s+của)?"
    r"\s+(?P<unit>tháng|quý|(?(of)năm|(?!)))(?!\p{L}|\s*[\divx]|\s+(?:nay|sau|tới|trước|học))"
)
_LAST_MONTH_OF_PERIOD = regex.compile(r"tháng\s+cuối\s+(?:của\s+)?kỳ(?:\s+báo\s+cáo)?")
_WORKINGDAYS = regex.compile(r"(?:các|mọi|tất\s+cả\s+các)\s+ngày\s+làm\s+việc(?:\s+trong\s+tuần)?")
HALF_YEAR = regex.compile(r"\b(?:6|06|sáu)\s+tháng|nửa\s+năm")
DAYS = regex.compile(
    r"(?<![\d/.,])(?<!(?:tháng|tuần|quý|năm)\s*)(?P<day>\d{1,4})(?!\s*[/\d]|[.,]\d)(?!\s*"
    r"(?:tháng\s+\d|tháng\s*,|lần|ngày|giờ|năm\s+\d))"
)

PERIODS: tuple[tuple[str, str, str], ...] = (
    ("P1D", r"\b(?:hằng|hàng|mỗi|từng)\s+ngày\b(?!\s*\d)", "FREQ=DAILY"),
    ("P1W", r"\btuần\b(?!\s+(?:thứ\s+)?\d)", "FREQ=WEEKLY;BYDAY=FR"),
    ("P1M", r"(?<!\d\s|sáu\s)\btháng\b", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("P3M", r"\b(?:quý|quí)\b", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
    ("P6M", HALF_YEAR.pattern, "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1"),
    ("P1Y", r"(?<!nửa\s|thứ\s)\bnăm\b(?!\s*\d)", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"),
)
_MONTHS = {"P1M": 1, "P3M": 3, "P1Y": 12}
PATTERNS = tuple((span, regex.compile(pattern), rule) for span, pattern, rule in PERIODS)


class Rhythm(NamedTuple):
    """A rule of recurrence. ``named_day``: the phrase says the day; ``default_day``: the period's
    end stands in.

    ``used`` are the stretches of the phrase it was made of.
    """

    rrule: str | None
    frequency: str | None
    named_day: bool
    default_day: bool = False
    condition: str | None = None
    used: tuple[Span, ...] = ()


def read_counted(text: str) -> Rhythm | None:
    """Rhythms that say how often, or are a word of their own."""
    if counted := TIMES_A.search(text):
        return _counted(_number(counted["count"]), counted["unit"])._replace(used=(counted.span(),))
    if spaced := "lần" in text and _EVERY_SOME.search(text):
        return _counted(1, spaced["unit"], _number(spaced["count"]))._replace(used=(spaced.span(),))
    if which := weekday_of_month(text):
        return Rhythm(
            f"FREQ=MONTHLY;BYDAY={which.days}", "1/P1M", named_day=True, used=(which.span,)
        )
    if end := _EDGE_OF_PERIOD.search(text):
        return _edge_of_period(end)._replace(used=(end.span(),))
    if days := _WORKINGDAYS.search(text):
        return Rhythm(
            "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "5/P1W", named_day=True, used=(days.span(),)
        )
    if kept := _LAST_MONTH_OF_PERIOD.search(text):
        numbers_in = tuple(one.span() for one in DAYS.finditer(text))
        used = (kept.span(), *numbers_in)
        return Rhythm(None, None, named_day=True, condition="phụ thuộc kỳ báo cáo", used=used)
    return None


_EDGES = {
    "tháng": ("P1M", "", ""),
    "quý": ("P3M", "BYMONTH=1,4,7,10;", "BYMONTH=3,6,9,12;"),
    "năm": ("P1Y", "BYMONTH=1;", "BYMONTH=12;"),
}
"""Of each period its length, and the months in which it begins and ends where not all do."""


def _edge_of_period(said: regex.Match[str]) -> Rhythm:
    """The first or the last day, or working day, of every month, quarter or year."""
    span, first, last = _EDGES[said["unit"]]
    at, months = (1, first) if said["first"] else (-1, last)
    if said["working"]:
        rule = f"FREQ=MONTHLY;{months}BYDAY=MO,TU,WE,TH,FR;BYSETPOS={at}"
    else:
        rule = f"FREQ={'YEARLY' if months else 'MONTHLY'};{months}BYMONTHDAY={at}"
    return Rhythm(rule, f"1/{span}", named_day=True)


def _number(text: str) -> int:
    return NUMBERS.get(text) or int(text)


def _counted(count: int, unit: str, every: int = 1) -> Rhythm:
    """ "02 lần/năm": how often is known, not when; once a period means its end, once in several
    periods does not."""
    if unit == "ngày":
        return Rhythm("FREQ=DAILY" if count == 1 else None, f"{count}/P1D", named_day=False)
    span, rule = next(
        ((span, rule) for span, pattern, rule in PATTERNS if pattern.search(unit)), (None, None)
    )
    if span is None:
        return Rhythm(None, None, named_day=False, condition="phụ thuộc kỳ báo cáo")
    if every > 1:
        months = every * _MONTHS.get(span, 0)
        known = next((rule for one, _, rule in PATTERNS if one == f"P{months}M"), None)
        frequency = f"1/P{months}M" if span == "P3M" else f"1/P{every}{span[-1]}"
        return Rhythm(known, frequency, named_day=False, default_day=known is not None)
    if count == 1:
        return Rhythm(rule, f"1/{span}", named_day=False, default_day=True)
    return Rhythm(None, f"{count}/{span}", named_day=False)
