"""What the columns of a table say of its numbers: which name the rows, which holds units, which are values, and of
these the unit, the time they are for, and whether they are aimed at, reached, expected or budgeted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import regex

from normalize.quantity.numbers import MINUS, NUMBER
from normalize.quantity.stated import StatedUnit, parse_unit
from normalize.quantity.units import match_unit
from normalize.quantity.words import any_word
from normalize.time.extents import edtf
from normalize.time.periods import read_period
from normalize.time.times import find_times
from normalize.writing.text import squeeze
from schemas.plan import ColumnRole, TargetStatus


class ValueColumn(NamedTuple):
    """A column of values: its place from 0, its header, and what that says of them.

    ``measured``: the header is of a time, a plan, a result or a thing counted, so that its numbers are values without
    a unit too.
    """

    at: int
    header: str
    unit: StatedUnit | None
    status: TargetStatus | None
    period: str | None
    measured: bool


class Columns(NamedTuple):
    """Which column is what; ``name`` and ``unit`` are None where there is none."""

    name: int | None
    unit: int | None
    values: tuple[ValueColumn, ...]


_MARKER_HEADER = regex.compile(r"(?:số\s)?(?:stt|tt|thứ\stự)\.?", regex.IGNORECASE)
_UNIT_HEADER = regex.compile(r"(?:đơn\svị|đv|đvt|dvt|đ\.v\.t)(?:\s?(?:tính|đo))?\.?", regex.IGNORECASE)
_BARE_UNIT_HEADERS = frozenset({"đơn vị", "đv"})
_OTHER_HEADER = regex.compile(rf"(?<!\p{{L}}){any_word('column_other')}(?!\p{{L}})", regex.IGNORECASE)
_COMPARED_HEADER = regex.compile(rf"(?<!\p{{L}}){any_word('column_compared')}(?!\p{{L}})", regex.IGNORECASE)
_STATUS = regex.compile(
    rf"(?<!\p{{L}})(?:(?P<estimate>{any_word('column_estimate')})|(?P<budget>{any_word('column_budget')})"
    rf"|(?P<result>{any_word('column_result')})|(?P<aim>{any_word('column_aim')}))(?!\p{{L}})",
    regex.IGNORECASE,
)
_TIMED = regex.compile(r"(?<!\p{L})(?:năm|quý|tháng|giai\sđoạn|(?:19|20)\d\d)(?!\p{L})", regex.IGNORECASE)
_COUNTED = regex.compile(r"(?:tổng\s)?số(?:\slượng)?(?=\s)", regex.IGNORECASE)
_IN_BRACKETS = regex.compile(
    r"\((?:(?:đvt|đơn\svị(?:\stính)?)\s?:?\s?)?(?P<unit>[^()]{1,30})\)|(?P<unit>%)|,\s(?P<unit>[^,()\d]{1,30})$",
    regex.IGNORECASE,
)
_BARE_YEARS = regex.compile(r"(?:(?P<first>(?:19|20)\d\d)\s?[-–]\s?)?(?P<last>(?:19|20)\d\d)")
_STATED_FOR_ALL = regex.compile(
    r"(?<!\p{L})(?:đvt|đơn\svị(?:\stính)?)\s?:\s?(?P<unit>[^()\n:;.]{1,30})", regex.IGNORECASE
)
# A cell that is a value and nothing else: a sign or a bound in words, a number or two, a unit, a remark.
_VALUE = regex.compile(
    rf"(?:[≥≤<>=~±]{{1,2}}|\p{{L}}{{1,8}}(?:\s\p{{L}}{{1,8}}){{0,4}})?\s?{MINUS}?{NUMBER}(?:\s?[-–÷/]\s?{NUMBER})?"
    r"(?:\s?[%‰][oO0]?|[\p{L}\d²³/.%\s]{0,30})(?P<remark>\s?\([^()]*\))?"
)
_LONGEST_VALUE = 80
_LONGEST_UNIT = 40
_NOT_VALUES = frozenset({"marker", "lead", "coordinating", "deadline", "note", "deliverable"})


def read_columns(headers: Sequence[str], rows: Sequence[Sequence[str]], period: str | None) -> Columns:
    """What each column of a table of targets is; ``period`` is the time that the table's title is about."""
    columns = [_cells_of(rows, index) for index in range(len(headers))]
    left = [index for index, one in enumerate(headers) if not _MARKER_HEADER.fullmatch(one)]
    unit = next((index for index in left if _holds_units(headers[index], columns[index])), None)
    left = [index for index in left if index != unit and not _is_other(headers[index])]
    name = next((index for index in left if _mostly(columns[index], _is_wording)), None)
    behind = left[left.index(name) + 1 :] if name is not None else []
    return Columns(name, unit, _value_columns(headers, columns, behind, period))


def _value_columns(
    headers: Sequence[str], columns: list[list[str]], among: list[int], period: str | None
) -> tuple[ValueColumn, ...]:
    """Those of the columns in which a value stands."""
    valued = [index for index in among if any(is_value(cell) for cell in columns[index])]
    return tuple(read_value_column(index, headers[index], period) for index in valued)


def _cells_of(rows: Sequence[Sequence[str]], index: int) -> list[str]:
    """The cells of a column that hold anything."""
    cells = (row[index].strip() for row in rows if index < len(row))
    return [cell for cell in cells if cell]


def read_columns_by_role(
    headers: Sequence[str], roles: Sequence[ColumnRole], rows: Sequence[Sequence[str]], period: str | None
) -> Columns:
    """The columns of a table of tasks: those of targets and budgets hold values."""
    unit = next((at for at, one in enumerate(headers) if _UNIT_HEADER.fullmatch(one)), None)
    name = roles.index("task") if "task" in roles else None
    values = [
        read_value_column(index, headers[index], period, "budget" if role == "budget" else None)
        for index, role in enumerate(roles)
        if role in ("target", "budget") and any(is_value(row[index]) for row in rows)
    ]
    return Columns(name, unit, tuple(values))


def read_value_column(index: int, header: str, period: str | None, status: TargetStatus | None = None) -> ValueColumn:
    """What a header says of the values below it.

    >>> column = read_value_column(3, "Ước thực hiện năm 2023 (triệu đồng)", "2024")
    >>> column.status, column.period, column.unit.multiplier
    ('estimate', '2023', Decimal('1000000'))
    """
    said = _STATUS.search(header)
    if status is None and said is not None:
        status = said.lastgroup  # type: ignore[assignment]
    own = _period_of(header)
    inherited = period if status in ("aim", "budget") or not _TIMED.search(header) else None
    measured = said is not None or _TIMED.search(header) is not None or _COUNTED.match(header) is not None
    return ValueColumn(
        index, header, unit_in(header), status, own or (inherited if status != "result" else None), measured
    )


def _period_of(header: str) -> str | None:
    """The one time that a header names, with its year."""
    if bare := _BARE_YEARS.fullmatch(header.strip()):
        return f"{bare['first']}/{bare['last']}" if bare["first"] else bare["last"]
    times = [one for one in find_times(header.lower()) if one.unit not in ("impossible", "lone_number", "lone_day")]
    if len(times) == 1 and times[0].year is not None and times[0].unit != "span":
        return edtf(times[0])
    return read_period(header)


def unit_in(text: str) -> StatedUnit | None:
    """The unit that brackets in a header or a row's name state, or that is counted: "Số hộ nghèo"."""
    for match in _IN_BRACKETS.finditer(text):
        if unit := parse_unit(match["unit"]):
            return unit
    counted = _COUNTED.match(text)
    match_ = match_unit(text, counted.end()) if counted else None
    return StatedUnit(match_[0]) if match_ and match_[0].kind == "count" else None


def unit_for_all(texts: Iterable[str]) -> StatedUnit | None:
    """The unit that a title, a caption or a line above a table states for all of its values.

    >>> unit_for_all(["CHỈ TIÊU THU", "(ĐVT: triệu đồng)"]).multiplier
    Decimal('1000000')
    """
    for text in texts:
        if (match := _STATED_FOR_ALL.search(text)) and (unit := parse_unit(match["unit"])):
            return unit
    return None


def is_value(cell: str) -> bool:
    """Whether a cell is a value and nothing else."""
    return len(cell) <= _LONGEST_VALUE and _VALUE.fullmatch(squeeze(cell)) is not None


def remark_of(cell: str) -> str:
    """The words in brackets behind a value, which are no part of it; "" where there are none."""
    match = _VALUE.fullmatch(squeeze(cell))
    return (match["remark"] or "").strip(" ()") if match else ""


def _is_other(header: str) -> bool:
    """Notes, offices and days are no values; nor are comparisons, but for those in percent."""
    return _OTHER_HEADER.search(header) is not None or (
        _COMPARED_HEADER.search(header) is not None and "%" not in header
    )


def _mostly(cells: Sequence[str], test: Callable[[str], bool]) -> bool:
    return 2 * sum(test(cell) for cell in cells) > len(cells)


def _is_wording(cell: str) -> bool:
    return 2 * sum(letter.isalpha() or letter.isspace() for letter in cell) > len(cell)


def _holds_units(header: str, cells: Sequence[str]) -> bool:
    """The header and the cells are of units; a bare "Đơn vị" may also head the units in charge."""
    if not _UNIT_HEADER.fullmatch(header):
        return False
    if header.casefold() in _BARE_UNIT_HEADERS:
        return _mostly(cells, lambda cell: parse_unit(cell) is not None)
    return all(len(cell) <= _LONGEST_UNIT for cell in cells)
