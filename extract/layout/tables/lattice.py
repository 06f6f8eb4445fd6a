"""From a page's rulings to the cells they enclose.

Edges are snapped and joined, edges that meet form a table, and two neighbouring grid positions
belong to one cell where no edge parts them.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import NamedTuple

from extract.layout.tables.edges import Edge, edges_of, meeting_edges
from extract.layout.tables.undrawn import broken_rows, close, loose_borders
from schemas.page import Box, Rule

_MIN_SHARE = 0.5
_FREE = -1


class Lattice(NamedTuple):
    """One table's cells: ``xs`` and ``ys`` are the borders of columns and rows.

    ``regions[row][column]`` is the index into ``boxes`` of the cell that covers this position.
    ``torn``: rulings are missing, so that what they enclose is no rectangle somewhere.
    """

    xs: list[float]
    ys: list[float]
    regions: list[list[int]]
    boxes: list[Box]
    torn: bool = False

    @property
    def box(self) -> Box:
        """The table's outer rectangle."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def find_lattices(rules: list[Rule]) -> list[Lattice]:
    """The tables that rulings draw, from top to bottom; not a single box around text."""
    lattices = []
    edges = edges_of(rules)
    groups = meeting_edges(*edges)
    met = {one for _, down in groups for one in down}
    loose = [one for one in edges[1] if one not in met]
    for across, down in groups:
        down = [*down, *loose_borders(loose, across, down)]
        across, down = close(across, down)
        across = [*across, *broken_rows(across, down)]
        xs = sorted({edge.at for edge in down})
        ys = sorted({edge.at for edge in across})
        if len(xs) >= 2 and len(ys) >= 2 and (len(xs) > 2 or len(ys) > 2):
            lattices.append(_Cells(xs, ys, across, down).grown())
    return sorted(lattices, key=lambda lattice: (lattice.ys[0], lattice.xs[0]))


class _Cells:
    """Grid positions with no edge between them grow together to cells, from the upper left one on.

    ``regions`` and ``torn`` are those of a `Lattice`; a position of no cell yet is free.
    """

    def __init__(
        self, xs: list[float], ys: list[float], across: list[Edge], down: list[Edge]
    ) -> None:
        self.xs, self.ys = xs, ys
        self.rows, self.columns = len(ys) - 1, len(xs) - 1
        self.by_height, self.by_side = _by_coordinate(across), _by_coordinate(down)
        self.regions = [[_FREE] * self.columns for _ in range(self.rows)]
        self.boxes: list[Box] = []
        self.torn = False

    def grown(self) -> Lattice:
        """All cells, once."""
        for row, regions in enumerate(self.regions):
            for column in range(self.columns):
                if regions[column] == _FREE:
                    self._grow(row, column)
        return Lattice(self.xs, self.ys, self.regions, self.boxes, self.torn)

    def _grow(self, row: int, column: int) -> None:
        """Make the cell whose upper left position this is."""
        right = column + 1
        while self._goes_right(row, right):
            right += 1
        borders = self.xs[column : right + 1]
        bottom = row + 1
        while bottom < self.rows and self._goes_down(bottom, borders):
            bottom += 1
        self.torn = self.torn or self._is_torn(row, right, bottom, borders)
        for covered in self.regions[row:bottom]:
            covered[column:right] = [len(self.boxes)] * (right - column)
        self.boxes.append(Box(borders[0], self.ys[row], borders[-1], self.ys[bottom]))

    def _goes_right(self, row: int, column: int) -> bool:
        """Whether a cell takes in the next position to the right."""
        free = column < self.columns and self.regions[row][column] == _FREE
        return free and not self._has_side(row, column)

    def _goes_down(self, row: int, borders: list[float]) -> bool:
        """Whether a cell goes on into the row below: no edge above any of its columns,
        none between them there.
        """
        above = self.by_height[self.ys[row]]
        if any(_parts(above, left, right) for left, right in pairwise(borders)):
            return False
        top, bottom = self.ys[row : row + 2]
        return not any(_parts(self.by_side[x], top, bottom) for x in borders[1:-1])

    def _is_torn(self, row: int, right: int, bottom: int, borders: list[float]) -> bool:
        """Whether no edge ends a cell, though it goes on neither right nor down."""
        met = right < self.columns and self.regions[row][right] != _FREE
        if met and not self._has_side(row, right):
            return True
        if bottom == self.rows or len(borders) == 2:
            return False
        above = self.by_height[self.ys[bottom]]
        return not all(_parts(above, *pair) for pair in pairwise(borders))

    def _has_side(self, row: int, column: int) -> bool:
        """Whether an edge stands at the left of a position."""
        return _parts(self.by_side[self.xs[column]], self.ys[row], self.ys[row + 1])


def _by_coordinate(edges: list[Edge]) -> dict[float, list[Edge]]:
    lines: dict[float, list[Edge]] = defaultdict(list)
    for edge in edges:
        lines[edge.at].append(edge)
    return lines


def _parts(edges: list[Edge], start: float, end: float) -> bool:
    """Whether edges of one line cover at least half of the stretch from ``start`` to ``end``."""
    covered = sum(max(0.0, min(edge.end, end) - max(edge.start, start)) for edge in edges)
    return covered >= _MIN_SHARE * (end - start)
