"""Tables inside cells of tables: their rulings are taken apart from those of the table around them.

A table's rows are parted by lines from its left border to its right one. Between two such lines a
column border of the table itself runs all the way down; one that begins or ends between them, in no
other row of the table, is one of an inner table, wherever producers put it: with white around it,
or on the borders of the cell it stands in.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extract.layout.tables.edges import ROOM, Edge, edges_of, meeting_edges
from schemas.page import Box, Rule, box_around

_CLOSE = 1.0
"""Points: edges this close are one here. The rulings of an inner
table stand 3 points off those around it.
"""

_CLEAR = 2.0
_WHOLE = 0.97
"""Share of a table's width over which a line must run to part its rows."""

_LOWEST = 20.0
"""Points: a lower row holds no table."""


def part_nested(rules: list[Rule]) -> tuple[list[Rule], list[list[Rule]]]:
    """The rulings of a page without those of inner tables, and these, table by table."""
    across, down = edges_of(rules, _CLOSE, 1.5 * _CLOSE)
    boxes = [
        box
        for lines, borders in meeting_edges(across, down, _CLOSE)
        if len(borders) > 2
        for box in _inside_table(lines, borders, across, down)
    ]
    if not boxes:
        return rules, []
    inner = [[rule for rule in rules if _within(rule, box)] for box in boxes]
    taken = {id(rule) for group in inner for rule in group}
    return [rule for rule in rules if id(rule) not in taken], inner


def _inside_table(
    lines: list[Edge], borders: list[Edge], across: list[Edge], down: list[Edge]
) -> Iterator[Box]:
    """The rectangles of the tables inside the table that
    ``lines`` and ``borders`` draw, row by row.
    """
    rows = _rows(lines)
    columns = {row: [edge.at for edge in borders if _is_whole(edge, row)] for row in rows}
    for row in rows:
        own = {at for other, found in columns.items() if other != row for at in found}
        short = [edge for edge in down if not any(abs(edge.at - at) < _CLEAR for at in own)]
        yield from _inner_boxes(row, columns[row], across, short)


def _rows(lines: list[Edge]) -> list[Box]:
    """The rows between lines that run over the whole width of a table."""
    left, right = min(line.start for line in lines), max(line.end for line in lines)
    heights = sorted(
        {
            line.at
            for line in lines
            if sum(one.end - one.start for one in lines if one.at == line.at)
            >= _WHOLE * (right - left)
        }
    )
    return [
        Box(left, top, right, bottom) for top, bottom in pairwise(heights) if bottom - top > _LOWEST
    ]


def _is_whole(edge: Edge, row: Box) -> bool:
    """Whether a border runs all the way down a row."""
    return edge.start < row.top + _CLEAR and edge.end > row.bottom - _CLEAR


def _inner_boxes(row: Box, columns: list[float], across: list[Edge], down: list[Edge]) -> list[Box]:
    """The rectangles of the tables inside the cells of one row;
    ``down`` are no borders of the table's own columns.
    """
    short = [
        edge
        for edge in down
        if row.top - _CLEAR < edge.start < row.bottom - ROOM
        and edge.end < row.bottom + _CLEAR
        and not _is_whole(edge, row)
    ]
    cells = pairwise(sorted({row.x0, *columns, row.x1}))
    found = (
        _inner_box(Box(left, row.top, right, row.bottom), across, short) for left, right in cells
    )
    return [box for box in found if box is not None]


def _inner_box(cell: Box, across: list[Edge], short: list[Edge]) -> Box | None:
    """The rectangle of the table in a cell, which has a border
    between its columns and two lines or more.
    """
    within = [edge for edge in short if cell.x0 + ROOM < edge.at < cell.x1 - ROOM]
    lines = [edge for edge in across if _lies_in(edge, cell) and _meets(edge, within)]
    if len({line.at for line in lines}) < 2:
        return None
    box = box_around([Box(line.start, line.at, line.end, line.at) for line in lines])
    if any(abs(edge.end - box.bottom) < _CLEAR for edge in within):
        return box
    return box._replace(bottom=cell.bottom) if _has_own_side(box, cell, short) else None


def _lies_in(line: Edge, cell: Box) -> bool:
    """Whether a line runs across inside a cell, or is its upper border."""
    return (
        cell.top - _CLOSE <= line.at < cell.bottom - _CLEAR
        and line.start > cell.x0 - _CLEAR
        and line.end < cell.x1 + _CLEAR
    )


def _meets(line: Edge, borders: list[Edge]) -> bool:
    return any(line.start - _CLOSE < border.at < line.end + _CLOSE for border in borders)


def _is_at(edge: Edge, at: float) -> bool:
    return abs(edge.at - at) < _CLEAR


def _has_own_side(box: Box, cell: Box, short: list[Edge]) -> bool:
    """Whether a table that stands on its row's lower line has a border of its own beside the
    cell's, which tells it from a parted header.
    """
    sides = (
        edge.at for edge in short if min(abs(edge.at - box.x0), abs(edge.at - box.x1)) < _CLEAR
    )
    return any(cell.x0 + _CLEAR < side < cell.x1 - _CLEAR for side in sides)


def _within(rule: Rule, box: Box) -> bool:
    return (
        rule.x0 >= box.x0 - _CLOSE
        and rule.x1 <= box.x1 + _CLOSE
        and rule.top >= box.top - _CLOSE
        and rule.bottom <= box.bottom + _CLOSE
    )
