"""Targets in tables: one a value, with its row, its column's unit, time and status.

In a table of targets every column of numbers holds values; in a table of tasks those of targets and budgets do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec
import regex

from extract.find.tables.target_columns import (
    Columns,
    ValueColumn,
    is_value,
    read_columns,
    read_columns_by_role,
    remark_of,
    unit_for_all,
    unit_in,
)
from normalize.quantity.quantities import read_quantities
from normalize.quantity.stated import StatedUnit, parse_unit
from normalize.quantity.targets import build_target
from normalize.quantity.units import Unit
from normalize.time.periods import read_period
from normalize.writing.text import squeeze
from schemas.plan import ColumnRole, Target


class TableTarget(NamedTuple):
    """A target with its place: ``row`` and ``column`` count from 0 in the rows given, ``label`` is the column's header.

    The target's span indexes the text of the cell.
    """

    row: int
    column: int
    target: Target
    label: str


_NAME_MARKER = regex.compile(
    r"(?:[\s\-+*•–]|(?:\d{1,2}|[IVX]{1,4}|\p{L})[.)]\s)*(?:trong\sđó\s?:)?[\s\-+*•–]*", regex.IGNORECASE
)
_RATIO_NAME = regex.compile(r"(?:tỷ|tỉ)\s(?:lệ|trọng|suất)", regex.IGNORECASE)


def find_table_targets(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    roles: Sequence[ColumnRole] = (),
    above: Sequence[str] = (),
) -> tuple[TableTarget, ...]:
    """One target for every value of a table, by rows, then columns.

    With ``roles`` it is a table of tasks. ``above`` are the title, the caption and the line above the table: a unit
    for all values ("ĐVT: triệu đồng") and the time they are for. The unit comes from the cell itself, else from the
    column's header, the unit column, brackets in the row's name, a group's row, and what stands above. Without any a
    number is a target only below a header of a time, a plan or a result; it has no unit then and carries the flag
    "unit_missing". ``noun`` is the row's name, "group:…" the row above that names its group.

    >>> found = find_table_targets(["STT", "Chỉ tiêu", "ĐVT", "Kế hoạch 2023"], [["1", "Diện tích lúa", "Ha", "772,5"]])
    >>> found[0].target.min, found[0].target.unit, found[0].target.noun, found[0].target.period
    ('772.5', 'har', 'Diện tích lúa', '2023')
    """
    headers = [squeeze(header) for header in columns]
    full = [[*row, *[""] * (len(headers) - len(row))] for row in rows]
    period = next((one for text in above if (one := read_period(text))), None)
    found = read_columns_by_role(headers, roles, full, period) if roles else read_columns(headers, full, period)
    of_names = unit_in(headers[found.name]) if found.name is not None and not roles else None
    for_all = unit_for_all(above) or of_names
    return tuple(_find_in_rows(found, full, for_all, in_tasks=bool(roles)))


class _Row(NamedTuple):
    """A row of values: its name, its group and that group's unit, its cells, the cell of its unit."""

    name: str
    group: str
    unit: StatedUnit | None
    cells: Sequence[str]
    unit_cell: str


def _find_in_rows(
    columns: Columns, rows: Sequence[Sequence[str]], for_all: StatedUnit | None, *, in_tasks: bool
) -> Iterator[TableTarget]:
    """The targets of each row; a row without a value names the group of those below it, and may state their unit."""
    if columns.name is None:
        return
    group, of_group = "", for_all
    for index, cells in enumerate(rows):
        name = _name_of(cells[columns.name])
        if not any(letter.isalpha() for letter in name):
            continue
        values = [column for column in columns.values if is_value(cells[column.at])]
        if not values:
            group, of_group = name, unit_for_all([name]) or unit_in(name) or for_all
            continue
        unit_cell = cells[columns.unit] if columns.unit is not None else ""
        row = _Row(name, group, of_group, cells, unit_cell)
        yield from _find_in_row(row, index, values, in_tasks=in_tasks)


def _find_in_row(row: _Row, index: int, values: Sequence[ValueColumn], *, in_tasks: bool) -> Iterator[TableTarget]:
    for column in values:
        if target := _target_of(row, column, in_tasks=in_tasks):
            yield TableTarget(index, column.at, target, column.header)


def _target_of(row: _Row, column: ValueColumn, *, in_tasks: bool) -> Target | None:
    """The target of a cell; without a unit only below a header that says what is measured."""
    unit = column.unit or _unit_of(row.unit_cell, row.name, row.unit)
    target = _read_value(row.cells[column.at], unit, column)
    if target is None or (_lacks_unit(target) and (in_tasks or not column.measured)):
        return None
    return _in_row(target, row.name, row.group)


def _name_of(cell: str) -> str:
    name = squeeze(cell)
    match = _NAME_MARKER.match(name)
    return name[match.end() :] if match else name


def _unit_of(unit_cell: str, name: str, of_group: StatedUnit | None) -> StatedUnit:
    """The unit of a row; an unknown word of the unit column is an item."""
    if stated := parse_unit(unit_cell):
        return stated
    if unit_cell.strip():
        return StatedUnit(Unit(squeeze(unit_cell).lower(), "count", "{item}", None, None))
    if stated := unit_in(name) or of_group:
        return stated
    return StatedUnit(Unit("", "ratio" if _RATIO_NAME.match(name) else "count", None, None, None))


def _read_value(cell: str, unit: StatedUnit, column: ValueColumn) -> Target | None:
    """The one quantity of a cell; a remark behind it is left unread."""
    quantity = next(read_quantities(cell, unit), None)
    if quantity is None:
        return None
    target = build_target(quantity)
    remark = remark_of(cell)
    unread = (remark,) if remark and not any(read_quantities(remark)) else ()
    said = target.status or column.status
    return msgspec.structs.replace(target, status=said, period=target.period or column.period, unread=unread)


def _lacks_unit(target: Target) -> bool:
    return target.unit is None and target.currency is None


def _in_row(target: Target, name: str, group: str) -> Target:
    """The target with what its row and its group say."""
    flags = target.flags + (("unit_missing",) if _lacks_unit(target) else ()) + ((f"group:{group}",) if group else ())
    return msgspec.structs.replace(target, noun=name, flags=flags)
