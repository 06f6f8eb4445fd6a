"""Tables of targets: one target a row and value column.

A column is read by its header and its cells: marker (STT), unit (Đơn vị tính), name (the first column of words),
values (the columns of numbers), and others (notes, units in charge, dates), which state no targets.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import msgspec
import regex

from normalize.quantity.amounts import StatedUnit, parse_unit
from normalize.quantity.numbers import NUMBER
from normalize.quantity.quantities import read_quantities
from normalize.quantity.targets import build_target
from normalize.quantity.units import Unit
from normalize.writing.text import squeeze
from schemas.plan import Target


class TableTarget(NamedTuple):
    """A target with its place: ``row`` and ``column`` count from 0 in the rows given, ``label`` is the column's header.

    The target's span indexes the text of the cell.
    """

    row: int
    column: int
    target: Target
    label: str


class _Columns(NamedTuple):
    """Which column is what; ``name`` and ``unit`` are None where there is none."""

    name: int | None
    unit: int | None
    values: tuple[int, ...]


_MARKER_HEADER = regex.compile(r"(?:số\s)?(?:stt|tt|thứ\stự)\.?", regex.IGNORECASE)
_UNIT_HEADER = regex.compile(r"(?:đơn\svị|đv|đvt|đ\.v\.t)(?:\s?(?:tính|đo))?\.?", regex.IGNORECASE)
_OTHER_HEADER = regex.compile(
    r"(?<!\p{L})(?:ghi\schú|cơ\squan|đơn\svị\s(?:chủ|phối|thực|theo|phụ)|chủ\strì|phối\shợp|phụ\strách|thời\s(?:gian|hạn)"
    r"|tiến\sđộ|căn\scứ|điều,|sinh|định\sdanh|cccd|mã|mã\ssố|điện\sthoại|địa\schỉ|ngày\stháng)(?!\p{L})",
    regex.IGNORECASE,
)
# Headers of numbers that need no unit to be targets.
_PERIOD_HEADER = regex.compile(
    r"(?<!\p{L})(?:năm|quý|tháng|giai\sđoạn|kế\shoạch|kh|thực\shiện|th|ước|mục\stiêu|chỉ\stiêu|kết\squả|số\slượng|hiện\strạng"
    r"|giao|(?:19|20)\d\d)(?!\p{L})",
    regex.IGNORECASE,
)
_BARE_UNIT_HEADERS = frozenset({"đơn vị", "đv"})
_COMPARISON = regex.compile(r"so\s(?:sánh|với)|tăng[\s,/]{1,3}giảm", regex.IGNORECASE)
# A cell that is a value and nothing else: a sign or a bound in words, a number or two, a unit.
_VALUE = regex.compile(
    rf"(?:[≥≤<>=~±]{{1,2}}|\p{{L}}{{1,8}}(?:\s\p{{L}}{{1,8}}){{0,4}})?\s?{NUMBER}(?:\s?[-–÷/]\s?{NUMBER})?"
    r"(?:\s?[%‰]|[\p{L}\d²³/.%\s]{0,30})"
)
_IN_BRACKETS = regex.compile(
    r"\((?:(?:đvt|đơn\svị(?:\stính)?)\s?:?\s?)?(?P<unit>[^()]{1,30})\)|(?P<unit>%)", regex.IGNORECASE
)
_NAME_MARKER = regex.compile(
    r"(?:[\s\-+*•–]|(?:\d{1,2}|[IVX]{1,4}|\p{L})[.)]\s)*(?:trong\sđó\s?:)?[\s\-+*•–]*", regex.IGNORECASE
)
_RATIO_NAME = regex.compile(r"(?:tỷ|tỉ)\s(?:lệ|trọng|suất)", regex.IGNORECASE)
_LONGEST_VALUE = 80
_LONGEST_UNIT = 40


def find_table_targets(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[TableTarget, ...]:
    """One target for every value of a table of targets, by rows, then columns.

    The unit comes from the cell itself, else from brackets in the column's header, the unit column, or brackets in
    the row's name. Without any a number is a target only below a header of a period, a plan or a result; it has no
    unit then and carries the flag "unit_missing". ``noun`` is the row's name.

    >>> found = find_table_targets(["STT", "Chỉ tiêu", "ĐVT", "Kế hoạch 2023"], [["1", "Diện tích lúa", "Ha", "772,5"]])
    >>> found[0].target.min, found[0].target.unit, found[0].target.noun, found[0].label
    ('772.5', 'har', 'Diện tích lúa', 'Kế hoạch 2023')
    """
    headers = [squeeze(header) for header in columns]
    roles = _assign_columns(headers, rows)
    if roles.name is None:
        return ()
    found: list[TableTarget] = []
    for index, row in enumerate(rows):
        row = [*row, *[""] * (len(headers) - len(row))]
        name = squeeze(row[roles.name])
        name = name[match.end() :] if (match := _NAME_MARKER.match(name)) else name
        if not any(letter.isalpha() for letter in name):
            continue
        unit_cell = row[roles.unit] if roles.unit is not None else ""
        for column in roles.values:
            header = headers[column]
            target = _read_value(row[column], _choose_unit(header, unit_cell, name), name)
            if target and ("unit_missing" not in target.flags or _PERIOD_HEADER.search(header)):
                found.append(TableTarget(index, column, target, header))
    return tuple(found)


def _assign_columns(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> _Columns:
    name: int | None = None
    unit: int | None = None
    values: list[int] = []
    for index, header in enumerate(headers):
        cells = [cell for row in rows if index < len(row) and (cell := row[index].strip())]
        if _MARKER_HEADER.fullmatch(header):
            continue
        if unit is None and _UNIT_HEADER.fullmatch(header) and _holds_units(header, cells):
            unit = index
        elif _OTHER_HEADER.search(header) or (_COMPARISON.search(header) and "%" not in header):
            continue
        elif name is None:
            name = index if _holds_mostly(cells, _is_wording) else None
        elif any(_is_value(cell) for cell in cells):
            values.append(index)
    return _Columns(name, unit, tuple(values))


def _holds_mostly(cells: Sequence[str], test: Callable[[str], bool]) -> bool:
    return 2 * sum(test(cell) for cell in cells) > len(cells)


def _is_wording(cell: str) -> bool:
    return 2 * sum(letter.isalpha() or letter.isspace() for letter in cell) > len(cell)


def _holds_units(header: str, cells: Sequence[str]) -> bool:
    """The cells are units; a bare "Đơn vị" may also head the units in charge."""
    if header.casefold() in _BARE_UNIT_HEADERS:
        return _holds_mostly(cells, lambda cell: parse_unit(cell) is not None)
    return all(len(cell) <= _LONGEST_UNIT for cell in cells)


def _is_value(cell: str) -> bool:
    return len(cell) <= _LONGEST_VALUE and _VALUE.fullmatch(squeeze(cell)) is not None


def _choose_unit(header: str, unit_cell: str, name: str) -> StatedUnit:
    """The unit that holds for a cell: its column's, its row's; an unknown word of the unit column is an item."""
    for text in (header, unit_cell, name):
        if text is unit_cell:
            stated = parse_unit(text)
        else:
            stated = next((unit for match in _IN_BRACKETS.finditer(text) if (unit := parse_unit(match["unit"]))), None)
        if stated is not None:
            return stated
    if unit_cell.strip():
        return StatedUnit(Unit(squeeze(unit_cell).lower(), "count", "{item}", None, None))
    return StatedUnit(Unit("", "ratio" if _RATIO_NAME.match(name) else "count", None, None, None))


def _read_value(cell: str, unit: StatedUnit, name: str) -> Target | None:
    if not _is_value(cell):
        return None
    quantity = next(read_quantities(cell, unit), None)
    if quantity is None:
        return None
    target = build_target(quantity)
    missing = ("unit_missing",) if target.unit is None and target.currency is None else ()
    return msgspec.structs.replace(target, noun=name, flags=target.flags + missing)
