"""Numbers that a column's header makes times: "4" below "Tháng", columns "T1" to "T12".

A number is one of a month only where its header counts months, or where its column stands in a run
of such names; "T2" to "T7" alone are days of a week as well, and name no month.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

import regex

from normalize.columns import header_evidence
from normalize.writing.text import squeeze

Unit = Literal["Tháng", "Quý"]

_UNITS: dict[str, Unit] = {
    "tháng": "Tháng",
    "th": "Tháng",
    "t": "Tháng",
    "quý": "Quý",
    "quí": "Quý",
    "q": "Quý",
}
_COUNTS = regex.compile(
    r"(?<!\p{L})(?<!(?:số|hằng|hàng|mỗi|\d)\s+)(?P<unit>tháng|qu[ýí])"
    r"(?!\p{L})(?!\s*(?:\d{1,2}|[IVX]+)(?!\w))",
    regex.I,
)
_FINER = regex.compile(r"(?<!\p{L})(?:tuần|ngày|thứ)(?!\p{L})", regex.I)
"""What parts months or says days: numbers below it are none of months."""
_BEGINS = regex.compile(r"(?:các\s+)?(?P<unit>tháng|qu[ýí])(?!\p{L})", regex.I)
_NAME = regex.compile(r"(?:(?P<word>th|t|q)\.?\s*)?(?P<number>0?[1-9]|1[0-2]|I{1,3}|IV)", regex.I)
_NUMBER = r"(?:0?[1-9]|1[0-2]|I{1,3}|IV)"
_NUMBERS = regex.compile(
    rf"(?P<number>{_NUMBER})(?:(?P<joint>\s*(?:[,;+&–-]|và|đến)\s*)(?P<number>{_NUMBER}))*", regex.I
)
_ROMANS = ("I", "II", "III", "IV")
_MOST: dict[Unit, int] = {"Tháng": 12, "Quý": 4}
_LAST_DAY_OF_WEEK = 7
_FEWEST_OF_RUN = 3


class _Named(NamedTuple):
    """A column whose name may be a month's or quarter's: the words above, its sign and number."""

    column: int
    upper: str
    unit: Unit | None
    number: int
    roman: bool


def counted_unit(header: str) -> Unit | None:
    """The unit that a header counts in; None where it counts none, or something within a month.

    >>> counted_unit("Thời gian (tháng)"), counted_unit("Quý"), counted_unit("Tuần trong tháng")
    ('Tháng', 'Quý', None)
    """
    match = None if _FINER.search(header) else _COUNTS.search(header)
    return _UNITS[match["unit"].lower()] if match else None


def name_times(names: Sequence[str]) -> dict[int, str]:
    """By index of the column: the month or quarter that its name, a number, stands for.

    >>> name_times(["Việc", "Tháng (2025) / 1", "Tháng (2025) / 2"])
    {1: 'Tháng 1', 2: 'Tháng 2'}
    """
    found = [one for index, name in enumerate(names) if (one := _named(index, name))]
    runs = itertools.groupby(found, key=lambda one: (one.upper, one.unit, one.roman))
    return {index: time for _, run in runs for index, time in _read_run(list(run))}


def spell_numbers(header: str, text: str) -> str:
    """A cell's bare numbers with the unit that its column's header counts; any other text as it is.

    >>> spell_numbers("Tháng", "4, 5"), spell_numbers("Tháng thực hiện", "4-6")
    ('Tháng 4, Tháng 5', 'Tháng 4 - Tháng 6')
    >>> spell_numbers("Thời hạn", "4")
    '4'
    """
    lowest = header.rpartition(" / ")[2]
    match = _NUMBERS.fullmatch(squeeze(text)) if _BEGINS.match(lowest) else None
    unit = counted_unit(lowest)
    if match is None or unit is None:
        return text
    numbers = [_value(one) for one in match.captures("number")]
    if max(numbers) > _MOST[unit]:
        return text
    joints = [
        f" {one.strip()} " if one.strip() not in (",", ";") else ", "
        for one in match.captures("joint")
    ]
    parts = [f"{unit} {number}" for number in numbers]
    return "".join(itertools.chain(*itertools.zip_longest(parts, joints, fillvalue="")))


def _named(index: int, name: str) -> _Named | None:
    upper, _, lowest = name.rpartition(" / ")
    match = _NAME.fullmatch(lowest.strip())
    if match is None:
        return None
    unit = _UNITS[match["word"].lower()] if match["word"] else None
    return _Named(index, upper, unit, _value(match["number"]), not match["number"].isdigit())


def _value(number: str) -> int:
    return int(number) if number.isdigit() else _ROMANS.index(number.upper()) + 1


def _read_run(run: list[_Named]) -> Iterator[tuple[int, str]]:
    """The times of columns side by side below one header; none where they may be no times."""
    numbers = [one.number for one in run]
    unit = _unit_of(run[0], numbers)
    if unit is None or numbers[-1] > _MOST[unit] or numbers != sorted(set(numbers)):
        return
    for one in run:
        yield one.column, f"{unit} {one.number if unit == 'Tháng' else _ROMANS[one.number - 1]}"


def _unit_of(first: _Named, numbers: list[int]) -> Unit | None:
    """What the numbers of a run count: what the words above say, else their sign."""
    counted = counted_unit(first.upper)
    if counted is not None or _FINER.search(first.upper):
        return counted if first.unit in (None, counted) else None
    if first.unit is not None:
        weekdays = numbers[0] > 1 and numbers[-1] <= _LAST_DAY_OF_WEEK
        return first.unit if len(numbers) >= _FEWEST_OF_RUN and not weekdays else None
    timed = header_evidence(first.upper).get("deadline", 0.0) > 0
    return "Tháng" if timed and numbers == list(range(1, _MOST["Tháng"] + 1)) else None
