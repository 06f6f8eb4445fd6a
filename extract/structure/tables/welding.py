"""Cells on both sides of a page's end made one: halves of a row, and merged cells that go
on below.
"""

from __future__ import annotations

from collections.abc import Iterable

from extract.structure.tables.row_cuts import marker_column
from normalize.writing.text import join_broken_dates
from schemas.document import Cell, Grid, TableRow


def weld(table: Grid, body: list[TableRow]) -> None:
    """Join the first row of ``body`` to the table's last row, cell by cell, in every row that
    shares the cells.
    """
    above = {id(cell) for cell in table.rows[-1]}
    welded: dict[int, Cell] = {}
    for group in _sharing(zip(table.rows[-1], body[0], strict=True)):
        cell = _joined_cell(sorted(group, key=lambda one: id(one) not in above))
        welded.update((id(one), cell) for one in group)
    _replace([*table.rows, *body], welded)


def _sharing(pairs: Iterable[tuple[Cell, Cell]]) -> list[list[Cell]]:
    """The cells of pairs, together where pairs share one."""
    group_of: dict[int, list[Cell]] = {}
    for pair in pairs:
        met = [cell for one in pair for cell in group_of.get(id(one), [one])]
        group = list({id(cell): cell for cell in met}.values())
        group_of.update((id(cell), group) for cell in group)
    return list({id(group): group for group in group_of.values()}.values())


def _joined_cell(cells: list[Cell]) -> Cell:
    """One cell with the texts of all, in their order; a cell that merely ends empty stays the
    object it is.
    """
    filled = [cell for cell in cells if cell.text] or cells[:1]
    if len(filled) == 1:
        return filled[0]
    text = join_broken_dates("\n".join(cell.text for cell in filled))
    return Cell(text, tuple(part for cell in filled for part in cell.fragments), filled[0].bold)


def carry_merged(table: Grid, body: list[TableRow]) -> None:
    """Give the empty cells with which merged cells go on behind a page break the cell they belong
    to.
    """
    above, first = table.rows[-1], body[0]
    marker = marker_column([*table.rows, *body])
    if marker is not None and first[marker].text.strip():
        columns = [at for at in range(len(first)) if _goes_on_below(table, body, at)]
    else:
        columns = _empty_tops(body, numbered=marker is not None)
    _replace(body, {id(first[at]): above[at] for at in columns})


def _empty_tops(body: list[TableRow], *, numbered: bool) -> list[int]:
    """The columns at the top of a page whose cells are empty: those merged with the rows below,
    and the first ones of a row without its number.
    """
    first = body[0]
    filled = next((at for at, cell in enumerate(first) if cell.text.strip()), len(first))
    leading = filled if numbered else 0
    return [
        at
        for at, cell in enumerate(first)
        if not cell.text.strip() and (at < leading or _is_merged_below(body, at))
    ]


def _is_merged_below(body: list[TableRow], column: int) -> bool:
    return len(body) > 1 and body[1][column] is body[0][column]


def _replace(rows: list[TableRow], cells: dict[int, Cell]) -> None:
    for row in rows:
        row[:] = [cells.get(id(cell), cell) for cell in row]


def _goes_on_below(table: Grid, body: list[TableRow], index: int) -> bool:
    """Whether an empty cell at the top of a page continues the cell above: one of the two is merged
    over rows.
    """
    above, cell = table.rows[-1][index], body[0][index]
    merged = len(table.rows) > 1 and above is table.rows[-2][index]
    merged = merged or _is_merged_below(body, index)
    return merged and not cell.text.strip() and bool(above.text.strip())
