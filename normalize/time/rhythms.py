"""What comes back: "hằng quý", "ngày 25 hằng tháng", "trước ngày 15/6 và 15/12 hằng năm", "02 lần/năm".

Source: RFC 5545 (RRULE). Quarters end on the calendar's quarter ends: MONTHLY;INTERVAL=3 would drift with its start.
A month ends with BYMONTHDAY=-1, for the 31st leaves out the months that have none.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import regex

from normalize.quantity.rate import COUNT, NUMBERS, TIMES_A
from normalize.time.extents import is_possible
from normalize.time.times import find_times, time_at
from normalize.time.weekdays import weekday_of_month, weekdays
from normalize.time.words import any_word, words
from normalize.time.years import ImpossibleTimeError
from schemas.plan import Boundary, Span

_EVERY = regex.compile(rf"\b{any_word('every')}|\btheo\s+(?:tuần|tháng|quý)\b(?!\s*[\divx])")
# "3 tháng/lần", "2 tuần một lần", "1 quý/lần"
_EVERY_SOME = regex.compile(rf"{COUNT}\s+(?P<unit>tuần|tháng|quý|năm)\s*(?:/|một\s+|0?1\s+)\s*(?:0?1\s+)?lần\b")
_END_OF_PERIOD = regex.compile(
    r"ngày\s+(?P<working>làm\s+việc\s+)?cuối\s+(?:cùng\s+)?(?:của\s+)?(?:mỗi\s+|hằng\s+|hàng\s+)?(?P<unit>tháng|quý)\b(?!\s*[\divx])"
)
_WINDOW = regex.compile(
    r"(?:từ\s+(?:ngày\s+)?|ngày\s+)\d{1,2}\s*(?:-|đến(?:\s+hết)?)\s*(?:ngày\s+)?(?=\d{1,2}(?!\s*[/\d]))"
)
_ORDINAL = rf"(?:\d(?!\d)|{any_word('ordinal')})"
_ORDINAL_ALONE = regex.compile(_ORDINAL)
_WEEK_OF_MONTH = regex.compile(
    rf"(?<!\b(?:hằng|hàng|mỗi)\s)\btuần\s+(?:thứ\s+)?(?P<weeks>{_ORDINAL}(?:\s*(?:,|và|-)\s*{_ORDINAL})*)"
)
_BRACKETS = regex.compile(r"\([^()]*\)")
_BRACKETED_WORDS = regex.compile(r"\([^()\d]*\)")
_DATES = regex.compile(r"(?<![\d/])(?P<day>\d{1,2})\s*(?:/|\s+tháng\s+)\s*(?P<month>\d{1,2})(?!\d|\s*/)")
_DAYS = regex.compile(
    r"(?<![\d/.,])(?<!(?:tháng|tuần|quý|năm)\s*)(?P<day>\d{1,4})(?!\s*[/\d]|[.,]\d)(?!\s*(?:tháng\s+\d|tháng\s*,|lần|ngày|giờ|năm\s+\d))"
)
_HALF_YEAR = regex.compile(r"\b(?:6|06|sáu)\s+tháng|nửa\s+năm")
_LAST_MONTH_OF_QUARTER = regex.compile(r"tháng\s+cuối\s+(?:của\s+)?(?:mỗi\s+)?quý")
_FIRST_MONTH_OF_QUARTER = regex.compile(r"tháng\s+đầu\s+(?:của\s+)?(?:mỗi\s+)?quý(?:\s+(?:sau|tiếp|kế))?")
_EVERY_YEAR = regex.compile(r"\b(?:hằng|hàng|mỗi|từng)\s+năm\b")
_LAST_MONTH_OF_PERIOD = regex.compile(r"tháng\s+cuối\s+(?:của\s+)?kỳ(?:\s+báo\s+cáo)?")
_WORKING_DAYS = regex.compile(r"(?:các|mọi|tất\s+cả\s+các)\s+ngày\s+làm\s+việc(?:\s+trong\s+tuần)?")
_NO_RHYTHM = regex.compile(r"\d{1,2}\s+tháng\s+\d{1,2}|của\s+tháng\s+\p{L}+|tháng\s+(?:cuối|đầu|\d)")

_PERIODS: tuple[tuple[str, str, str], ...] = (
    ("P1D", r"\b(?:hằng|hàng|mỗi|từng)\s+ngày\b(?!\s*\d)", "FREQ=DAILY"),
    ("P1W", r"\btuần\b(?!\s+(?:thứ\s+)?\d)", "FREQ=WEEKLY;BYDAY=FR"),
    ("P1M", r"(?<!\d\s|sáu\s)\btháng\b", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("P3M", r"\b(?:quý|quí)\b", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
    ("P6M", _HALF_YEAR.pattern, "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1"),
    ("P1Y", r"(?<!nửa\s|thứ\s)\bnăm\b(?!\s*\d)", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"),
)
_MONTHS = {"P1M": 1, "P3M": 3, "P1Y": 12}
_PATTERNS = tuple((span, regex.compile(pattern), rule) for span, pattern, rule in _PERIODS)
# What a rhythm is said with; numbers count as used only where a rule was made of them.
_SAID = regex.compile(
    rf"(?<!\p{{L}})(?:{any_word('every')}|(?:theo|tuần|tháng|quý|quí|năm|kỳ|lần|một|ngày|cuối|đầu|cùng|tiên|thứ|nửa|sáu|mỗi"
    r"|sau|tiếp|kế|các|mọi|tất\s+cả|làm\s+việc)(?!\p{L}))|(?<!\d)0?6(?=\s+tháng)"
)


_SIGNS = regex.compile(
    "|".join([*words("every"), "theo|lần|đợt|lượt|cuối|tháng đầu|làm việc|thứ|nhật"]).replace(" ", r"\s+")
)
"""Every phrase of a rhythm holds one of these."""


class Rhythm(NamedTuple):
    """A rule of recurrence. ``named_day``: the phrase says the day; ``default_day``: the period's end stands in.

    ``used`` are the stretches of the phrase it was made of.
    """

    rrule: str | None
    frequency: str | None
    named_day: bool
    default_day: bool = False
    condition: str | None = None
    used: tuple[Span, ...] = ()


def read_rhythm(text: str) -> Rhythm | None:
    """The rhythm of a phrase in lower case; None where nothing comes back.

    Raises:
        ImpossibleTimeError: it comes back on a day that no year has.

    >>> read_rhythm("ngày 05 và 20 hàng tháng").rrule
    'FREQ=MONTHLY;BYMONTHDAY=5,20'
    """
    if _SIGNS.search(text) is None:
        return None
    if "(" in text:
        text = _BRACKETED_WORDS.sub(lambda match: " " * len(match[0]), text)
    rhythm = _counting(text) or _recurring(text)
    if rhythm is None:
        return None
    said = [one.span() for one in _SAID.finditer(text)]
    return rhythm._replace(used=(*rhythm.used, *said))


def _counting(text: str) -> Rhythm | None:
    """Rhythms that say how often, or are a word of their own."""
    if counted := TIMES_A.search(text):
        return _counted(_number(counted["count"]), counted["unit"])._replace(used=(counted.span(),))
    if spaced := "lần" in text and _EVERY_SOME.search(text):
        return _counted(1, spaced["unit"], _number(spaced["count"]))._replace(used=(spaced.span(),))
    if which := weekday_of_month(text):
        return Rhythm(f"FREQ=MONTHLY;BYDAY={which.days}", "1/P1M", named_day=True, used=(which.span,))
    if end := _END_OF_PERIOD.search(text):
        return _end_of_period(end["unit"], end["working"] is not None)._replace(used=(end.span(),))
    if days := _WORKING_DAYS.search(text):
        return Rhythm("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "5/P1W", named_day=True, used=(days.span(),))
    if kept := _LAST_MONTH_OF_PERIOD.search(text):
        numbers_in = tuple(one.span() for one in _DAYS.finditer(text))
        used = (kept.span(), *numbers_in)
        return Rhythm(None, None, named_day=True, condition="phụ thuộc kỳ báo cáo", used=used)
    return None


def _end_of_period(unit: str, working: bool) -> Rhythm:
    """The last day, or the last working day, of every month or quarter."""
    frequency = "1/P3M" if unit == "quý" else "1/P1M"
    if working:
        months = "BYMONTH=3,6,9,12;" if unit == "quý" else ""
        return Rhythm(f"FREQ=MONTHLY;{months}BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", frequency, named_day=True)
    return Rhythm(next(rule for span, _, rule in _PERIODS if f"1/{span}" == frequency), frequency, named_day=True)


def _recurring(text: str) -> Rhythm | None:
    """Rhythms that name their period, or the months of a quarter."""
    in_quarter = _months_of_quarters(text)
    if not (in_quarter or _EVERY.search(text)):
        return None
    periods = [(span, rule) for span, pattern, rule in _PATTERNS if pattern.search(_without_dates(text))]
    if len(periods) > 1:
        if days := _each_with_its_day(text, periods):
            return days
        text = _blanked(_BRACKETS, text)  # each period may have a day of its own: none is the day of all
    return _dated(text, periods, in_quarter) or _in_every_year(text) or _plain(periods)


def _blanked(pattern: regex.Pattern[str], text: str) -> str:
    """A text in which blanks stand for what a pattern matches."""
    return pattern.sub(lambda match: " " * len(match[0]), text)


def _each_with_its_day(text: str, periods: list[tuple[str, str]]) -> Rhythm | None:
    """ "6 tháng (trước 15/6) và năm (trước 15/12)": one rule, where every period has its date on the same day."""
    found = [one for part in _BRACKETS.finditer(text) for one in _DATES.finditer(text, *part.span())]
    months, days = _months_and_days(found)
    if len(found) != len(periods) or len(days) != 1 or any(span not in ("P6M", "P1Y") for span, _ in periods):
        return None
    frequency = "+".join(f"1/{span}" for span, _ in periods)
    rule = f"FREQ=YEARLY;BYMONTH={_listed(months)};BYMONTHDAY={days[0]}"
    return Rhythm(rule, frequency, named_day=True, used=tuple(one.span() for one in found))


def _months_and_days(found: list[regex.Match[str]]) -> tuple[list[int], list[int]]:
    """The months and the days of written dates, each sorted and once; a date that no year has is an error."""
    for one in found:
        time = time_at(one[0].strip(), 0)
        if time is None or time.unit != "day" or not is_possible(time):
            raise ImpossibleTimeError(one.span())
    return (
        sorted({int(one["month"]) for one in found}),
        sorted({int(one["day"]) for one in found}),
    )


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
    used = tuple((one.start, one.end) for one in named)
    return Rhythm(rule, f"{len(months)}/P1Y", named_day=False, default_day=True, used=used)


def _number(text: str) -> int:
    return NUMBERS.get(text) or int(text)


def _counted(count: int, unit: str, every: int = 1) -> Rhythm:
    """ "02 lần/năm": how often is known, not when; once a period means its end, once in several periods does not."""
    if unit == "ngày":
        return Rhythm("FREQ=DAILY" if count == 1 else None, f"{count}/P1D", named_day=False)
    span, rule = next(((span, rule) for span, pattern, rule in _PATTERNS if pattern.search(unit)), (None, None))
    if span is None:
        return Rhythm(None, None, named_day=False, condition="phụ thuộc kỳ báo cáo")
    if every > 1:
        months = every * _MONTHS.get(span, 0)
        known = next((rule for one, _, rule in _PATTERNS if one == f"P{months}M"), None)
        frequency = f"1/P{months}M" if span == "P3M" else f"1/P{every}{span[-1]}"
        return Rhythm(known, frequency, named_day=False, default_day=known is not None)
    if count == 1:
        return Rhythm(rule, f"1/{span}", named_day=False, default_day=True)
    return Rhythm(None, f"{count}/{span}", named_day=False)


def _without_dates(text: str) -> str:
    """The text without days and months that are no rhythm ("25 tháng 11", "tháng cuối")."""
    return _NO_RHYTHM.sub(" ", text)


def _dated(text: str, periods: list[tuple[str, str]], in_quarter: str) -> Rhythm | None:
    """Rhythms with a day of their own."""
    if dates := list(_DATES.finditer(text)):
        months, days = _months_and_days(dates)
        rule = f"FREQ=YEARLY;BYMONTH={_listed(months)};BYMONTHDAY={_listed(days)}"
        used = tuple(one.span() for one in dates)
        return Rhythm(rule if len(days) == 1 else None, f"{len(dates)}/P1Y", named_day=True, used=used)
    if weeks := _WEEK_OF_MONTH.search(text):
        count = len(_ORDINAL_ALONE.findall(weeks["weeks"]))
        return Rhythm(None, f"{count}/P1M", named_day=True, used=(weeks.span(),))
    if weekly := weekdays(text):
        count = weekly.days.count(",") + 1
        return Rhythm(f"FREQ=WEEKLY;BYDAY={weekly.days}", f"{count}/P1W", named_day=True, used=(weekly.span,))
    return _on_days(text, periods, in_quarter)


def _on_days(text: str, periods: list[tuple[str, str]], in_quarter: str) -> Rhythm | None:
    """Rhythms on days of the month, or of the first or last month of a quarter."""
    found = list(_DAYS.finditer(_blanked(_WINDOW, _blanked(_HALF_YEAR, text))))
    shortest = periods[0][0] if periods else ""
    if shortest == "P1M" if in_quarter else not found or shortest not in ("", "P1M"):
        return None
    used = tuple(one.span() for one in (*_WINDOW.finditer(text), *found))
    days = [_day_of_month(one) for one in found]
    if in_quarter:
        rule = f"FREQ=YEARLY;BYMONTH={in_quarter};BYMONTHDAY={_listed(days or [-1])}"
        return Rhythm(rule, "1/P3M", named_day=True, used=used)
    return Rhythm(f"FREQ=MONTHLY;BYMONTHDAY={_listed(days)}", f"{len(days)}/P1M", named_day=True, used=used)


def _day_of_month(match: regex.Match[str]) -> int:
    """A day as RRULE counts it: the 31st is the last."""
    day = int(match["day"])
    if not 1 <= day <= 31:
        raise ImpossibleTimeError(match.span())
    return -1 if day == 31 else day


def _plain(periods: list[tuple[str, str]]) -> Rhythm | None:
    """A rhythm without a day: the end of the shortest period named; "hằng ngày" has no day to name."""
    if not periods:
        return None
    frequency = "+".join(f"1/{span}" for span, _ in periods)
    return Rhythm(periods[0][1], frequency, named_day=False, default_day=periods[0][0] != "P1D")


def _listed(values: Iterable[int]) -> str:
    return ",".join(str(number) for number in values)


def boundary_of(rhythm: Rhythm, limit: Boundary | None) -> Boundary | None:
    """A limit word decides; without one a named day is meant exactly, a default day not at all."""
    if limit in ("before", "by"):
        return limit
    return "on" if rhythm.named_day and limit is None and rhythm.rrule else None
