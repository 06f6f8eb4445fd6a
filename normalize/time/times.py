"""The times a phrase names (days, months, quarters, halves, years), found in it.

A number is read whole or not at all: no alternative begins or ends inside a longer run of digits,
and what a calendar does not have (31/6, quý 5) is a time of the unit ``impossible``, never the
nearest that it has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import regex

from normalize.time.dates import century, digits, month_number
from normalize.time.extents import Time, is_possible, school_time
from normalize.time.words import any_word, numbers, words
from normalize.writing.romans import roman_value

_N = r"[\dOol]"
_Y = rf"{_N}{{4}}(?!{_N})"
_N2 = rf"{_N}{{1,2}}(?!{_N})"
_QUARTERS = {1: (1, 3), 2: (4, 6), 3: (7, 9), 4: (10, 12)}
_MONTH_NAMES = any_word("month")
_THIRDS, _ORDINALS, _SHIFTS = numbers("third"), numbers("ordinal"), numbers("year_shift")
_QUARTER_WORDS = numbers("quarter")
_QUARTER_NAMES = rf"(?<!(?:hằng|hàng|mỗi|từng|một|\d)\s+qu[ýí]\s+){any_word('quarter')}(?!\s+lần)"
_WEEK = (
    r"tuần\s+(?:thứ\s+)?(?P<week>\d{1,2}(?!\d)(?:\s*(?:-|đến)\s*(?P<week_to>\d{1,2}(?!\d)))?"
    rf"|{any_word('ordinal')})(?:\s+(?:tiên|cùng))?"
)
_THIRD = rf"(?:(?<!hạn\s)(?P<third>{any_word('third')})\s+)?"
_SEASONS = {name: tuple(map(int, months.split("-"))) for name, months in words("season").items()}
_SHIFT = rf"năm\s+(?P<shift>{any_word('year_shift')})(?!\s+kỳ)(?!(?<=trước)\s+(?:ngày|tháng|\d))"
# A number behind a dash is never a year of two digits, and months of two digits are none behind a
# slash ("10/12").
_YY = r"(?:1[3-9]|[2-9]\d)(?![\d/])"
_YEAR = (
    rf"(?:\s*(?:/|-|\.|,?\s*năm)\s*(?P<year>{_Y})|\s*/\s*(?P<year>{_YY})"
    rf"|\s+(?P<year>{_Y})|,?\s+(?:của\s+)?{_SHIFT})?"
)
_ROMAN = r"(?:[ivx]+|l{1,3}|lv)"
_ROMAN_OR_DIGIT = rf"(?:{_ROMAN}|\d{{1,2}})(?![\p{{L}}\d])"

# Each alternative is one way to write a time; the groups are read in `_time_of`.
TIME = rf"""(?<![\p{{L}}\d]|\d[./])(?:
      (?:giai\s+đoạn|nhiệm\s+kỳ)\s*(?:từ\s+)?(?:năm\s+)?(?P<span_from>{_Y})\s*(?:-|đến(?:\s+năm)?)
        \s*(?P<span_to>{_Y})
    | (?:học\s+kỳ\s+(?P<term>ii|i|2|1)(?:\s*,)?\s+(?:của\s+)?)?
        năm\s+học\s*\(?(?P<school_from>{_Y})\s*-\s*(?P<school_to>{_Y})\)?
    | (?<!vụ\s)hè\s+(?:năm\s+)?(?P<summer>{_Y})
    | vụ\s+(?P<season>{any_word("season")})\s*(?P<season_from>{_Y})(?:\s*-\s*{_Y})?
    | {_WEEK}\s*(?:của\s+)?tháng\s*(?P<week_month>{_N2}){_YEAR}
    | tháng\s*(?P<week_month>{_N2}){_YEAR}\s*[,:(]\s*{_WEEK}(?!\s*/)
    | (?P<months>\d{{1,2}})\s+tháng\s+(?P<half>đầu|cuối)\s+(?:{_SHIFT}|năm(?:\s*(?P<year>{_Y}))?)
    | nửa\s+(?P<half>đầu|cuối)\s+(?:của\s+)?
      (?:năm(?:\s*(?P<year>{_Y}))?|tháng\s*(?P<half_month>{_N2}){_YEAR})
    | (?P<year>(?:19|20)\d\d)(?P<sep>[/.-])(?P<month_of_day>\d\d?)(?P=sep)(?P<day>\d\d?)(?![\d/])
    | (?<!\d,)(?:ngày\s*)?(?P<day>{_N2})\s*(?:\([^()\d]*\)\s*)?
      tháng\s*(?P<month_of_day>{_N2}|{_MONTH_NAMES}){_YEAR}
    | (?:ngày\s*)?(?P<day>{_N2})\s*(?P<sep>[/.]|(?<!\d-\d{{1,2}}\s*)-)\s*(?P<month_of_day>{_N2})
        (?:\s*(?P=sep)\s*(?P<year>{_Y}|\d\d(?![\d/]))|\s+năm\s+(?P<year>{_Y})|,?\s+(?:của
          \s+)?{_SHIFT})?
        (?![\d/]|\s*(?:ngày|tháng|giờ|phút|tuần|lần|buổi)(?!\p{{L}}))
    | (?P<named_day>ngày\s*)?(?P<lone_day>{_N2})
        (?=\s*(?:đến|-|,|và)\s*(?:ngày\s*)?{_N2}\s*(?:(?:,|và|-)\s*{_N2}\s*){{0,4}}(?:[/.-]
          \s*{_N}{{1,2}}|tháng))
    | {_THIRD}(?:quý|quí|qúy|q\.?)\s*(?P<quarter>{_ROMAN_OR_DIGIT}|{_QUARTER_NAMES}){_YEAR}
    | {_THIRD}(?:tháng|t(?=\d))\s*(?P<month>{_N2}){_YEAR}
    | (?<!(?:hằng|hàng|mỗi|từng|một|\d)\s){_THIRD}tháng\s+
        (?P<month>(?!năm\s+(?:\d|học)){_MONTH_NAMES})(?!\s+(?:lần|ngày)){_YEAR}
    | (?P<month>{_N2})\s*[/.-]\s*(?P<year>{_Y})
    | {_THIRD}năm\s+(?P<whole_year>\d{{4}})(?!\d)
    | (?<!hạn\s)(?P<third>đầu|giữa|cuối)\s+(?:{_SHIFT}|(?P<this_year>năm)(?!\s*(?:\d|học)))
    | (?<!(?:các|những)\s){_SHIFT}
    | (?<=(?:hết|trong)\s)(?P<this_year>năm)(?![\p{{L}}\d]|\s+(?:\d|học|tài|đầu))
    | (?<![/.-])(?P<whole_year>(?:19|20)\d\d)(?!\d)
    | (?<=(?<!\d)(?:19|20)\d\d-)(?P<whole_year>(?:19|20)\d\d)(?![\d/-])
    )"""
Said = regex.Match[str]
_TIME = regex.compile(TIME, regex.VERBOSE)
_JOINT = r"\s*(?:,\s*và|,|;|và|-|\+|&|hoặc)\s*"
_OWN_YEAR = rf"(?:\s*(?:/|-|,?\s*năm)\s*(?P<year>{_Y}))?"
_MORE_QUARTERS = regex.compile(
    rf"{_JOINT}(?P<n>{_ROMAN_OR_DIGIT}(?!\s*/\s*\d{{1,2}}(?!\d)|\s*(?:ngày|tháng|lần))){_OWN_YEAR}"
)
_MORE_MONTHS = regex.compile(
    rf"(?:{_JOINT}|/)(?P<n>{_N2})(?![.,]?\d)(?!\s*/\s*\d{{1,2}}(?![\d/])(?!/\d{{1,2}}(?!\d)))"
    rf"(?!\s*(?:\(?ngày|tháng|lần|giờ|tuần|năm(?!\s+{_N}{{4}}))){_OWN_YEAR}"
)
_SLASHED_MONTHS = regex.compile(rf"/(?P<n>{_N2})(?=/|(?!\s*/)\s*(?:$|[,;)]|năm)){_OWN_YEAR}")


def find_times(text: str) -> list[Time]:
    """The times of a phrase in lower case, also those that leave out their unit ("quý I, II và
    IV")."""
    found: list[Time] = []
    at = 0
    while at < len(text) and (match := _TIME.search(text, at)):
        at = match.end()
        time = _checked(_time_of(match))
        found.append(time._replace(start=match.start(), end=match.end()))
        for more in _elided(text, found[-1], at):
            found.append(more)
            at = more.end
    return found


def time_at(text: str, at: int) -> Time | None:
    """The time that begins at a place of a text in lower case; None where none does."""
    match = _TIME.match(text, at)
    return (
        _checked(_time_of(match))._replace(start=match.start(), end=match.end()) if match else None
    )


def more_times(text: str, said: Time) -> list[Time]:
    """The times behind one that share what it says first ("quý I, II và IV")."""
    return list(_elided(text, said, said.end))


def _checked(time: Time | None) -> Time:
    """The time, or one of the unit ``impossible``."""
    if time is None or not is_possible(time):
        return Time("impossible", None, (0, 0), (0, 0))
    return time


def _elided(text: str, said: Time, at: int) -> Iterator[Time]:
    """Further quarters or months that share the unit said before them, or a day ("ngày 25 tháng 3,
    6, 9, 12")."""
    if at == len(text):
        return
    unit = "" if said.third else said.unit
    spelled = unit == "day" and "tháng" in text[said.start : at]
    patterns = _MORE.get("month" if spelled else unit, ())
    while match := next(filter(None, (one.match(text, at) for one in patterns)), None):
        time = _shared(match, said, spelled)
        if time is None:
            return
        at = match.end()
        yield _checked(time)._replace(start=match.start("n"), end=at)


def _shared(match: Said, said: Time, spelled: bool) -> Time | None:
    """One further time; ``spelled``: its months share a day."""
    year = _year(match["year"])
    if said.year is not None and year is None and "-" in match[0]:
        return None  # "quý III/2024 - 1": which year's?
    if said.unit == "quarter":
        return _quarter(_number(match["n"]), year)
    month = digits(match["n"])
    return _day(said.first[1], month, year) if spelled and 1 <= month <= 12 else _month(month, year)


_MORE = {"quarter": (_MORE_QUARTERS,), "month": (_MORE_MONTHS, _SLASHED_MONTHS)}


def _time_of(match: Said) -> Time | None:
    """The time a match stands for; None for impossible days and months."""
    year = _year(match["year"])
    time = None
    for name, read in _READERS:
        if match[name]:
            time = read(match, year)
            break
    if time is not None and (shift := match["shift"]):
        return time._replace(shift=_SHIFTS[_plain(shift)])
    return time


def _plain(words: str) -> str:
    return " ".join(words.split())


def _third(said: Said) -> int | None:
    return _THIRDS[_plain(said["third"])] if said["third"] else None


def _year(text: str | None) -> int | None:
    if not text:
        return None
    value = digits(text)
    return century(value) if len(text) == 2 else value


def _number(text: str) -> int:
    """A quarter's number in figures or words; l stands for a misread I."""
    if text.isdecimal():
        return int(text)
    return _QUARTER_WORDS.get(text) or roman_value(text.replace("l", "i").upper()) or 0


def _day(day: int, month: int, year: int | None) -> Time | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Time("day", year, (month, day), (month, day))


def _lone(said: Said, _: int | None) -> Time:
    day = (0, digits(said["lone_day"]))
    return Time("lone_day" if said["named_day"] else "lone_number", None, day, day)


def _month(month: int, year: int | None, third: int | None = None) -> Time | None:
    if not 1 <= month <= 12:
        return None
    if third is not None:
        first, last = ((1, 10), (11, 20), (21, 31))[third]
        return Time("days", year, (month, first), (month, last), third=True)
    return Time("month", year, (month, 1), (month, 31))


def _quarter(number: int, year: int | None, third: int | None = None) -> Time | None:
    if number not in _QUARTERS:
        return None
    first, last = _QUARTERS[number]
    if third is not None:
        month = first + third
        return Time("month", year, (month, 1), (month, 31), third=True)
    return Time("quarter", year, (first, 1), (last, 31), number=32 + number)


def _whole_year(said: Said, year: int | None) -> Time | None:
    """A year; its beginning is its first quarter, its end the last."""
    year = digits(said["whole_year"]) if said["whole_year"] else year
    third = _third(said)
    if third is None:
        return Time("year", year, (1, 1), (12, 31))
    quarter = _quarter((1, 2, 4)[third], year)
    return quarter._replace(third=True) if quarter else None


def _week(said: Said, year: int | None) -> Time | None:
    month, week = digits(said["week_month"]), _plain(said["week"])
    number = _ORDINALS.get(week) or int(week[:2].strip("- đ"))
    until = int(said["week_to"]) if said["week_to"] else number
    if not 1 <= month <= 12 or number == 0 or not number <= until <= 5:
        return None
    if number < 0:
        return Time("week", year, (month, 25), (month, 31))
    return Time("week", year, (month, 7 * number - 6), (month, 31 if until == 5 else 7 * until))


def _months(count: int, half: str, year: int | None) -> Time | None:
    if not 1 <= count <= 11:
        return None
    first, last = (1, count) if half == "đầu" else (13 - count, 12)
    if count == 6:
        return Time("half", year, (first, 1), (last, 31), number=40 if half == "đầu" else 41)
    return Time("months", year, (first, 1), (last, 31))


def _half(said: Said, year: int | None) -> Time | None:
    """The half of a month, up to its 15th or from its 16th, or of a year."""
    if not said["half_month"]:
        return _months(6, said["half"], year)
    month = digits(said["half_month"])
    if not 1 <= month <= 12:
        return None
    first, last = (1, 15) if said["half"] == "đầu" else (16, 31)
    return Time("days", year, (month, first), (month, last))


def _span(said: Said, _: int | None) -> Time | None:
    """A span of years; None where it runs backwards."""
    first, last = digits(said["span_from"]), digits(said["span_to"])
    return Time("span", first, (1, 1), (12, 31), last - first) if last >= first else None


def _school(said: Said, _: int | None) -> Time | None:
    year = digits(said["school_from"])
    return school_time(year, said["term"]) if digits(said["school_to"]) == year + 1 else None


def _season(said: Said, _: int | None) -> Time:
    first, last = _SEASONS[_plain(said["season"])]
    return Time("season", digits(said["season_from"]), (first, 1), (last, 30), int(last < first))


# The first group that a match has tells what it is.
_READERS: tuple[tuple[str, Callable[[Said, int | None], Time | None]], ...] = (
    ("quarter", lambda said, year: _quarter(_number(said["quarter"]), year, _third(said))),
    ("day", lambda said, year: _day(digits(said["day"]), month_number(said["month_of_day"]), year)),
    ("month", lambda said, year: _month(month_number(said["month"]), year, _third(said))),
    ("span_from", _span),
    ("school_from", _school),
    ("summer", lambda said, _: Time("season", digits(said["summer"]), (6, 1), (8, 31))),
    ("season", _season),
    ("week", _week),
    ("months", lambda said, year: _months(int(said["months"]), said["half"], year)),
    ("half", _half),
    ("lone_day", _lone),
    ("whole_year", _whole_year),
    ("this_year", _whole_year),
    ("third", _whole_year),
    ("shift", _whole_year),
)
