"""Word's tables as rectangular grids."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from extract.read.word.package import Element
from extract.read.word.styles import VAL, W, to_int
from schemas.document import Cell, Grid, TableRow
from schemas.errors import LimitError

MAX_COLUMNS = 63
"""Columns one cell may span: Word's own limit."""

MAX_CELLS = 1_000_000

_WRAPPERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag"))

ReadCell = Callable[[Element, int, int], tuple[Cell, list[Grid]]]
"""A ``w:tc``, its row and its column in the grid → the cell, and the tables inside it."""


def read_grid(table: Element, read_cell: ReadCell) -> Grid | None:
    """A table with merged cells standing in every position they cover; None where it has no cells.

    Rows of unequal length are filled up with empty cells; rows and cells deleted by a tracked
    change are left out.

    Raises:
        LimitError: the grid would have more than a million cells.
    """
    rows: list[TableRow] = []
    nested: list[Grid] = []
    merged: dict[int, Cell] = {}
    for element in _children(table, f"{W}tr"):
        if element.find(f"{W}trPr/{W}del") is not None:
            continue
        row = _read_row(element, len(rows), merged, read_cell, nested)
        if row:
            rows.append(row)
    width = max((len(row) for row in rows), default=0)
    if width * len(rows) > MAX_CELLS:
        raise LimitError(
            f"a table has {len(rows)} rows of {width} columns; the limit is {MAX_CELLS} cells"
        )
    for row in rows:
        row.extend(Cell("") for _ in range(width - len(row)))
    return Grid(rows, nested=nested) if width else None


def _read_row(
    element: Element, number: int, merged: dict[int, Cell], read_cell: ReadCell, nested: list[Grid]
) -> TableRow:
    """One row; ``merged`` holds the cells that go on downwards, by the column they begin in."""
    row: TableRow = _left_out(element, "gridBefore")
    before = len(row)
    for cell_element in _children(element, f"{W}tc"):
        properties = cell_element.find(f"{W}tcPr")
        if properties is not None and properties.find(f"{W}cellDel") is not None:
            continue
        column = len(row)
        span, goes_on, vertical = _spans(properties)
        if goes_on and column > before:
            cell = row[-1]
        elif vertical == "continue" and column in merged:
            cell = merged[column]
        else:
            cell, inside = read_cell(cell_element, number, column)
            nested.extend(inside)
        for covered in range(column, column + span):
            merged.pop(covered, None)
        if vertical:
            merged[column] = cell
        row.extend([cell] * span)
    return [*row, *_left_out(element, "gridAfter")] if len(row) > before else []


def _spans(properties: Element | None) -> tuple[int, bool, str]:
    """Columns covered, whether the cell goes on from its left (``hMerge``), and "restart",
    "continue" or "".
    """
    if properties is None:
        return 1, False, ""
    span, goes_on, vertical = 1, False, ""
    for child in properties:
        if child.tag == f"{W}gridSpan":
            span = min(max(to_int(child.get(VAL), 1), 1), MAX_COLUMNS)
        elif child.tag == f"{W}vMerge":
            vertical = "restart" if child.get(VAL) == "restart" else "continue"
        elif child.tag == f"{W}hMerge":
            goes_on = child.get(VAL) != "restart"
    return span, goes_on, vertical


def _left_out(row: Element, name: str) -> TableRow:
    """Empty cells in the grid columns that a row leaves out at one of its ends."""
    element = row.find(f"{W}trPr/{W}{name}")
    count = 0 if element is None else min(max(to_int(element.get(VAL), 0), 0), MAX_COLUMNS)
    return [Cell("") for _ in range(count)]


def _children(element: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also inside content controls."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)
