"""The times a phrase names (days, months, quarters, halves, years), found in it and written as EDTF.

Source: EDTF, ISO 8601-2:2019; quarters stand alone only (33-36), inside sets and intervals they are months.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from typing import NamedTuple

import regex

from normalize.time.dates import MONTH_NAMES, digits, month_number

_N = r"[\dOol]"
_Y = rf"{_N}{{4}}"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "l": 1, "ll": 2, "lll": 3, "lv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_QUARTERS = {1: (1, 3), 2: (4, 6), 3: (7, 9), 4: (10, 12)}
_NAMES = "(?:" + "|".join(sorted((name.replace(" ", r"\s+") for name in MONTH_NAMES), key=len, reverse=True)) + r")\b"
_THIRDS = {"đầu": 0, "giữa": 1, "cuối": 2, "thượng tuần": 0, "trung tuần": 1, "hạ tuần": 2}
_THIRD = r"(?:(?P<third>đầu|giữa|cuối)\s+)?"
_TEN_DAYS = r"(?:(?P<third>đầu|giữa|cuối|(?:thượng|trung|hạ)\s+tuần)\s+)?"
_WEEKS = {"đầu": 1, "nhất": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5}
_YEAR = rf"(?:\s*(?:/|-|\.|,?\s*năm)\s*(?P<year>{_Y}|\d\d(?!\d))|\s+(?P<year>{_Y}))?"

# Each alternative is one way to write a time; the groups are read in `_time_of`.
_TIME = regex.compile(
    rf"""(?<![\p{{L}}\d])(?:
      (?:giai\s+đoạn|nhiệm\s+kỳ)\s*(?:từ\s+)?(?:năm\s+)?(?P<span_from>{_Y})\s*(?:-|đến(?:\s+năm)?)\s*(?P<span_to>{_Y})
    | (?:học\s+kỳ\s+(?P<term>ii|i|2|1),?\s+(?:của\s+)?)?năm\s+học\s*(?P<school_from>{_Y})\s*-\s*(?P<school_to>{_Y})
    | (?<!vụ\s)hè\s+(?:năm\s+)?(?P<summer>{_Y})
    | vụ\s+(?P<season>đông\s+xuân|hè\s+thu|mùa|xuân|thu\s+đông)\s*(?P<season_from>{_Y})(?:\s*-\s*{_Y})?
    | tuần\s+(?:thứ\s+)?(?P<week>[1-5]|cuối|{"|".join(_WEEKS)})(?:\s+(?:tiên|cùng))?
        \s*(?:của\s+)?tháng\s*(?P<week_month>{_N}{{1,2}})(?!\d){_YEAR}
    | (?P<months>\d{{1,2}})\s+tháng\s+(?P<half>đầu|cuối)\s+năm(?:\s*(?P<year>{_Y}))?
    | nửa\s+(?P<half>đầu|cuối)\s+(?:của\s+)?
        (?:năm(?:\s*(?P<year>{_Y}))?|tháng\s*(?P<half_month>{_N}{{1,2}})(?!\d){_YEAR})
    | (?:ngày\s*)?(?P<day>{_N}{{1,2}})\s*(?:\([^()]*\)\s*)?tháng\s*(?P<month_of_day>{_N}{{1,2}}(?!\d)|{_NAMES}){_YEAR}
    | (?:ngày\s*)?(?P<day>{_N}{{1,2}})\s*(?P<sep>[/.-])\s*(?P<month_of_day>{_N}{{1,2}})
        (?:\s*(?P=sep)\s*(?P<year>{_Y}|\d\d(?!\d)))?(?![\d/])
    | (?P<named_day>ngày\s*)?(?P<lone_day>{_N}{{1,2}})
        (?=\s*(?:đến|-|,|và)\s*(?:ngày\s*)?{_N}{{1,2}}\s*(?:[/.-]\s*{_N}{{1,2}}|tháng))
    | {_THIRD}(?:quý|quí|qúy|q\.?)\s*(?P<quarter>iv|i{{1,3}}|lv|l{{1,3}}|[1-4])\b{_YEAR}
    | {_TEN_DAYS}(?:tháng|t(?=\d))\s*(?P<month>{_N}{{1,2}})(?!\d){_YEAR}
    | (?P<month>{_N}{{1,2}})\s*[/.-]\s*(?P<year>{_Y})(?!\d)
    | {_THIRD}năm\s+(?P<whole_year>{_Y})
    | (?P<third>đầu|giữa|cuối)\s+(?P<this_year>năm)
    | (?<![/.-])(?P<whole_year>(?:19|20)\d\d)(?!\d)
    | (?<=(?<!\d)(?:19|20)\d\d-)(?P<whole_year>(?:19|20)\d\d)(?![\d/-])
    )""",
    regex.VERBOSE,
)
_JOINT = r"\s*(?:,|;|và|-|\+|&|hoặc|,\s*và)\s*"
_MORE_QUARTERS = regex.compile(
    rf"{_JOINT}(?P<n>(?:iv|i{{1,3}}|[1-4])\b(?!\s*/\s*\d{{1,2}}(?!\d)))(?:\s*(?:/|-|,?\s*năm)\s*(?P<year>{_Y}))?"
)
_MORE_MONTHS = regex.compile(
    rf"{_JOINT}(?P<n>{_N}{{1,2}})(?![\d.])(?!\s*/\s*\d{{1,2}}(?!\d))(?!\s*(?:ngày|tháng|lần))(?:\s*(?:/|-|,?\s*năm)\s*(?P<year>{_Y}))?"
)


class Time(NamedTuple):
    """One time in a phrase: its unit, first and last (month, day), the year it says (None: inherited).

    ``unit``: day month days week quarter half months year span school season; lone_day and lone_number leave the rest
    to the time behind them ("ngày 28, 29/4", "5-7/2025"). ``number`` is the EDTF season code of a
    quarter or half. ``start`` and ``end`` index the phrase.
    """

    unit: str
    year: int | None
    first: tuple[int, int]
    last: tuple[int, int]
    years: int = 0
    third: bool = False
    number: int = 0
    start: int = 0
    end: int = 0


def find_times(text: str) -> list[Time]:
    """The times of a phrase in lower case, also those that leave out their unit ("quý I, II và IV")."""
    found: list[Time] = []
    at = 0
    while True:
        match = _TIME.search(text, at, timeout=5)
        if match is None:
            return found
        at = match.end()
        time = _time_of(match)
        if time is None:
            continue
        found.append(time._replace(start=match.start(), end=match.end()))
        for more in _elided(text, found[-1], at):
            found.append(more)
            at = more.end


def _elided(text: str, said: Time, at: int) -> Iterator[Time]:
    """Further quarters or months that share the unit said before them, or a day ("ngày 25 tháng 3, 6, 9, 12")."""
    unit = "" if said.third else said.unit
    spelled = unit == "day" and "tháng" in text[said.start : at]
    pattern = {"quarter": _MORE_QUARTERS, "month": _MORE_MONTHS}.get("month" if spelled else unit)
    while pattern is not None:
        match = pattern.match(text, at)
        if match is None:
            return
        year = _year(match["year"])
        time = _quarter(_ROMAN[match["n"]], year) if unit == "quarter" else _month(digits(match["n"]), year)
        if time is not None and spelled:
            time = _day(said.first[1], time.first[0], time.year)
        if time is None:
            return
        at = match.end()
        yield time._replace(start=match.start("n"), end=at)


def _time_of(match: regex.Match[str]) -> Time | None:
    """The time a match stands for; None for impossible days and months."""
    said = {name: value for name, value in match.groupdict().items() if value}
    year = _year(said.get("year"))
    if "span_from" in said:
        first = digits(said["span_from"])
        return Time("span", first, (1, 1), (12, 31), digits(said["span_to"]) - first)
    if "school_from" in said:
        return _school(digits(said["school_from"]), said.get("term"))
    if "summer" in said:
        return Time("season", digits(said["summer"]), (6, 1), (8, 31))
    if "season" in said:
        winter = said["season"].startswith("đông")
        return Time("season", digits(said["season_from"]), *(((11, 1), (4, 30), 1) if winter else ((4, 1), (9, 30), 0)))
    if "week" in said:
        return _week(said["week"], digits(said["week_month"]), year)
    if "months" in said:
        return _months(int(said["months"]), said["half"], year)
    if "half" in said:
        return _half(said["half"], digits(said["half_month"]) if "half_month" in said else None, year)
    if "day" in said:
        return _day(digits(said["day"]), month_number(said["month_of_day"]), year)
    if "lone_day" in said:
        day = (0, digits(said["lone_day"]))
        return Time("lone_day" if "named_day" in said else "lone_number", None, day, day)
    third = " ".join(said["third"].split()) if "third" in said else None
    if "quarter" in said:
        return _quarter(_ROMAN[said["quarter"]], year, third)
    if "month" in said:
        return _month(digits(said["month"]), year, third)
    if "whole_year" in said:
        year = digits(said["whole_year"])
    return _quarter_of_third(third, year) if third else Time("year", year, (1, 1), (12, 31))


def _year(text: str | None) -> int | None:
    if not text:
        return None
    value = digits(text)
    return value + 2000 if value < 100 else value


def _day(day: int, month: int, year: int | None) -> Time | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Time("day", year, (month, day), (month, day))


def _month(month: int, year: int | None, third: str | None = None) -> Time | None:
    if not 1 <= month <= 12:
        return None
    if third:
        first, last = ((1, 10), (11, 20), (21, 31))[_THIRDS[third]]
        return Time("days", year, (month, first), (month, last), third=True)
    return Time("month", year, (month, 1), (month, 31))


def _quarter(number: int, year: int | None, third: str | None = None) -> Time:
    first, last = _QUARTERS[number]
    if third:
        month = first + _THIRDS[third]
        return Time("month", year, (month, 1), (month, 31), third=True)
    return Time("quarter", year, (first, 1), (last, 31), number=32 + number)


def _quarter_of_third(third: str, year: int | None) -> Time:
    """The beginning of a year is its first quarter, its end the last."""
    return _quarter({"đầu": 1, "giữa": 2, "cuối": 4}[third], year)._replace(third=True)


def _week(week: str, month: int, year: int | None) -> Time | None:
    if not 1 <= month <= 12:
        return None
    if week == "cuối":
        return Time("week", year, (month, 25), (month, 31))
    number = _WEEKS.get(week) or int(week)
    return Time("week", year, (month, 7 * number - 6), (month, 31 if number == 5 else 7 * number))


def _months(count: int, half: str, year: int | None) -> Time | None:
    if not 1 <= count <= 11:
        return None
    first, last = (1, count) if half == "đầu" else (13 - count, 12)
    if count == 6:
        return Time("half", year, (first, 1), (last, 31), number=40 if half == "đầu" else 41)
    return Time("months", year, (first, 1), (last, 31))


def _half(half: str, month: int | None, year: int | None) -> Time | None:
    """The half of a month, up to its 15th or from its 16th, or of a year."""
    if month is None:
        return _months(6, half, year)
    if not 1 <= month <= 12:
        return None
    first, last = (1, 15) if half == "đầu" else (16, 31)
    return Time("days", year, (month, first), (month, last))


def _school(year: int, term: str | None) -> Time:
    """A school year, September to May, or one of its two terms, which meet in January."""
    if term is None:
        return Time("school", year, (9, 1), (5, 31), 1)
    if term in ("i", "1"):
        return Time("school", year, (9, 1), (1, 31), 1)
    return Time("school", year + 1, (1, 1), (5, 31))


def first_day(time: Time) -> str:
    """The first day, ISO 8601; the year must be known."""
    return _iso(time.year or 0, time.first)


def last_day(time: Time) -> str:
    """The last day, ISO 8601; the year must be known."""
    return _iso((time.year or 0) + time.years, time.last)


def _iso(year: int, month_day: tuple[int, int]) -> str:
    month, day = month_day
    return f"{year:04d}-{month:02d}-{min(day, monthrange(max(year, 1), month)[1]):02d}"


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
