"""What comes back: "hằng quý", "ngày 25 hằng tháng", "trước ngày 15/6 và 15/12 hằng năm", "02
lần/năm".

Source: RFC 5545 (RRULE). Quarters end on the calendar's quarter ends: MONTHLY;INTERVAL=3 would
drift with its start. A month ends with BYMONTHDAY=-1, for the 31st leaves out the months that have
none.
"""

from __future__ import annotations

from collections.abc import Iterable

import regex

from normalize.time.counted import DAYS, HALF_YEAR, PATTERNS, Rhythm, read_counted
from normalize.time.extents import is_possible
from normalize.time.times import find_times, time_at
from normalize.time.weekdays import weekdays
from normalize.time.words import any_word, words
from normalize.time.years import ImpossibleTimeError
from schemas.plan import Boundary

_EVERY = regex.compile(rf"\b{any_word('every')}|\btheo\s+(?:tuần|tháng|quý)\b(?!\s*[\divx])")
_WINDOW = regex.compile(
    r"(?:từ\s+(?:ngày\s+)?|ngày\s+)\d{1,2}\s*(?:-|đến(?:\s+hết)?)\s*(?:ngày\s+)?(?=\d{1,2}"
    r"(?!\s*[/\d]))"
)
_ORDINAL = rf"(?:\d(?!\d)|{any_word('ordinal')})"
_ORDINAL_ALONE = regex.compile(_ORDINAL)
_WEEK_OF_MONTH = regex.compile(
    rf"(?<!\b(?:hằng|hàng|mỗi)\s)\btuần\s+(?:thứ\s+)?(?P<weeks>{_ORDINAL}(?:\s*(?:,|và"
    rf"|-)\s*{_ORDINAL})*)"
)
_BRACKETS = regex.compile(r"\([^()]*\)")
_BRACKETED_WORDS = regex.compile(r"\([^()\d]*\)")
_DATES = regex.compile(
    r"(?<![\d/])(?P<day>\d{1,2})\s*(?:/|\s+tháng\s+)\s*(?P<month>\d{1,2})(?!\d|\s*/)"
)
_LAST_MONTH_OF_QUARTER = regex.compile(r"tháng\s+cuối\s+(?:của\s+)?(?:mỗi\s+)?quý")
_FIRST_MONTH_OF_QUARTER = regex.compile(
    r"tháng\s+đầu\s+(?:của\s+)?(?:mỗi\s+)?quý(?:\s+(?:sau|tiếp|kế))?"
)
_EVERY_YEAR = regex.compile(r"\b(?:hằng|hàng|mỗi|từng)\s+năm\b")
_NO_RHYTHM = regex.compile(
    r"\d{1,2}\s+tháng\s+\d{1,2}|của\s+tháng\s+\p{L}+|tháng\s+(?:cuối|đầu|\d)"
)

# What a rhythm is said with; numbers count as used only where a rule was made of them.
_SAID = regex.compile(
    rf"(?<!\p{{L}})(?:{any_word('every')}|(?:theo|tuần|tháng|quý|quí|năm|kỳ|lần|một|ngày|cuối|đầu"
    rf"|cùng|tiên|thứ|nửa|sáu|mỗi"
    r"|sau|tiếp|kế|các|mọi|tất\s+cả|làm\s+việc)(?!\p{L}))|(?<!\d)0?6(?=\s+tháng)"
)


_SIGNS = regex.compile(
    "|".join(
        [*words("every"), "theo|lần|đợt|lượt|cuối|tháng đầu|đầu tiên|ngày đầu|làm việc|thứ|nhật"]
    ).replace(" ", r"\s+")
)
"""Every phrase of a rhythm holds one of these."""


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
    rhythm = read_counted(text) or _recurring(text)
    if rhythm is None:
        return None
    said = [one.span() for one in _SAID.finditer(text)]
    return rhythm._replace(used=(*rhythm.used, *said))


def _recurring(text: str) -> Rhythm | None:
    """Rhythms that name their period, or the months of a quarter."""
    in_quarter = _months_of_quarters(text)
    if not (in_quarter or _EVERY.search(text)):
        return None
    periods = [
        (span, rule) for span, pattern, rule in PATTERNS if pattern.search(_without_dates(text))
    ]
    if len(periods) > 1:
        if days := _each_with_its_day(text, periods):
            return days
        text = _blanked(
            _BRACKETS, text
        )  # each period may have a day of its own: none is the day of all
    return _dated(text, periods, in_quarter) or _in_every_year(text) or _plain(periods)


def _blanked(pattern: regex.Pattern[str], text: str) -> str:
    """A text in which blanks stand for what a pattern matches."""
    return pattern.sub(lambda match: " " * len(match[0]), text)


def _each_with_its_day(text: str, periods: list[tuple[str, str]]) -> Rhythm | None:
    """ "6 tháng (trước 15/6) và năm (trước 15/12)": one rule, where every period has its date on
    the same day."""
    found = [
        one for part in _BRACKETS.finditer(text) for one in _DATES.finditer(text, *part.span())
    ]
    months, days = _months_and_days(found)
    if (
        len(found) != len(periods)
        or len(days) != 1
        or any(span not in ("P6M", "P1Y") for span, _ in periods)
    ):
        return None
    frequency = "+".join(f"1/{span}" for span, _ in periods)
    rule = f"FREQ=YEARLY;BYMONTH={_listed(months)};BYMONTHDAY={days[0]}"
    return Rhythm(rule, frequency, named_day=True, used=tuple(one.span() for one in found))


def _months_and_days(found: list[regex.Match[str]]) -> tuple[list[int], list[int]]:
    """The months and the days of written dates, each sorted and once; a date that no year has is an
    error."""
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
    named = [
        one
        for one in find_times(text)
        if one.unit in ("month", "quarter", "half") and one.year is None
    ]
    if not named:
        return None
    months = sorted({one.last[0] for one in named})
    rule = f"FREQ=YEARLY;BYMONTH={_listed(months)};BYMONTHDAY=-1"
    used = tuple((one.start, one.end) for one in named)
    return Rhythm(rule, f"{len(months)}/P1Y", named_day=False, default_day=True, used=used)


def _without_dates(text: str) -> str:
    """The text without days and months that are no rhythm ("25 tháng 11", "tháng cuối")."""
    return _NO_RHYTHM.sub(" ", text)


def _dated(text: str, periods: list[tuple[str, str]], in_quarter: str) -> Rhythm | None:
    """Rhythms with a day of their own."""
    if dates := list(_DATES.finditer(text)):
        months, days = _months_and_days(dates)
        rule = f"FREQ=YEARLY;BYMONTH={_listed(months)};BYMONTHDAY={_listed(days)}"
        used = tuple(one.span() for one in dates)
        return Rhythm(
            rule if len(days) == 1 else None, f"{len(dates)}/P1Y", named_day=True, used=used
        )
    if weeks := _WEEK_OF_MONTH.search(text):
        count = len(_ORDINAL_ALONE.findall(weeks["weeks"]))
        return Rhythm(None, f"{count}/P1M", named_day=True, used=(weeks.span(),))
    if weekly := weekdays(text):
        count = weekly.days.count(",") + 1
        return Rhythm(
            f"FREQ=WEEKLY;BYDAY={weekly.days}", f"{count}/P1W", named_day=True, used=(weekly.span,)
        )
    return _on_days(text, periods, in_quarter)


def _on_days(text: str, periods: list[tuple[str, str]], in_quarter: str) -> Rhythm | None:
    """Rhythms on days of the month, or of the first or last month of a quarter."""
    found = list(DAYS.finditer(_blanked(_WINDOW, _blanked(HALF_YEAR, text))))
    shortest = periods[0][0] if periods else ""
    if shortest == "P1M" if in_quarter else not found or shortest not in ("", "P1M"):
        return None
    used = tuple(one.span() for one in (*_WINDOW.finditer(text), *found))
    days = [_day_of_month(one) for one in found]
    if in_quarter:
        rule = f"FREQ=YEARLY;BYMONTH={in_quarter};BYMONTHDAY={_listed(days or [-1])}"
        return Rhythm(rule, "1/P3M", named_day=True, used=used)
    return Rhythm(
        f"FREQ=MONTHLY;BYMONTHDAY={_listed(days)}", f"{len(days)}/P1M", named_day=True, used=used
    )


def _day_of_month(match: regex.Match[str]) -> int:
    """A day as RRULE counts it: the 31st is the last."""
    day = int(match["day"])
    if not 1 <= day <= 31:
        raise ImpossibleTimeError(match.span())
    return -1 if day == 31 else day


def _plain(periods: list[tuple[str, str]]) -> Rhythm | None:
    """A rhythm without a day: the end of the shortest period named; "hằng ngày" has no day to
    name."""
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
