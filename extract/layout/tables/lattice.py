"""From a page's rulings to the cells they enclose.

Edges are snapped and joined, edges that meet form a table, and two neighbouring grid positions
belong to one cell where no edge parts them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import pairwise
from typing import NamedTuple

from schemas.page import Box, Rule

SNAP = 3.0
"""Points: edges this close are one; a double line is 1.5 to 3 points wide."""

REACH = 3.5
"""Points by which an edge may miss another and still meet it."""

ROOM = 12.0
"""Points: what is narrower than this holds no column; borders overshoot by as much."""

_MIN_SHARE = 0.5
_FEWEST_BROKEN = 2
_FEWEST_WHOLE = 4
_FEWEST_BESIDE = 3
"""Borders between columns beside which one line across is enough to show where the table ends."""


class Edge(NamedTuple):
    """A straight edge: ``at`` is its fixed coordinate, ``start`` to ``end`` its extent."""

    at: float
    start: float
    end: float


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
    """The tables that rulings draw, from top to bottom; a single box around text is none."""
    lattices = []
    edges = edges_of(rules)
    groups = meeting_edges(*edges)
    met = {one for _, down in groups for one in down}
    loose = [one for one in edges[1] if one not in met]
    for across, down in groups:
        down = [*down, *_between(loose, across, down)]
        across, down = _closed(across, down)
        across = [*across, *_breaks(across, down)]
        xs = sorted({edge.at for edge in down})
        ys = sorted({edge.at for edge in across})
        if len(xs) >= 2 and len(ys) >= 2 and (len(xs) > 2 or len(ys) > 2):
            lattices.append(_lattice(xs, ys, across, down))
    return sorted(lattices, key=lambda lattice: (lattice.ys[0], lattice.xs[0]))


def _between(loose: list[Edge], across: list[Edge], down: list[Edge]) -> list[Edge]:
    """Borders of columns inside a table that meet no line across:
    they break off above and below.
    """
    left, right = min(edge.at for edge in down), max(edge.at for edge in down)
    top = min(*(edge.at for edge in across), *(edge.start for edge in down))
    bottom = max(*(edge.at for edge in across), *(edge.end for edge in down))
    return [
        one
        for one in loose
        if left < one.at < right and top - SNAP < one.start and one.end < bottom + SNAP
    ]


def _breaks(across: list[Edge], down: list[Edge]) -> list[Edge]:
    """Rows that no line parts but the borders that break off: a title stands over columns where
    they have a gap.
    """
    left, right = min(edge.at for edge in down), max(edge.at for edge in down)
    inner = sorted({edge.at for edge in down if left + SNAP < edge.at < right - SNAP})
    place = {at: number for number, at in enumerate(inner)}
    heights = sorted(edge.at for edge in across)
    breaks = _below_names(across, down)
    stacked = {one.at for one in breaks}
    ends = sorted(
        (height, edge.at) for edge in down if edge.at in place for height in (edge.start, edge.end)
    )
    first = 0
    while first < len(ends):
        height = ends[first][0]
        behind = bisect_right(ends, height + SNAP, lo=first, key=lambda end: end[0])
        broken = {place[at] for _, at in ends[first:behind]}
        first = behind
        drawn = bisect_left(heights, height - REACH) < bisect_right(heights, height + REACH)
        neighbours = max(broken) - min(broken) + 1 == len(broken)
        if len(broken) >= _FEWEST_BROKEN and neighbours and not drawn and height not in stacked:
            breaks.append(Edge(height, left, right))
    return breaks


def _below_names(across: list[Edge], down: list[Edge]) -> list[Edge]:
    """What lies under a name over several columns: between a header's two lines their borders
    begin, and none is drawn.

    A title over a whole row is no such name: hardly a border stands beside it.
    """
    sides = sorted({edge.at for edge in down})
    heights = sorted(edge.at for edge in across)
    top, bottom = heights[0], next((at for at in heights if at > heights[0] + ROOM), heights[0])
    reaching = [edge for edge in down if edge.end >= bottom - REACH]
    whole = {edge.at for edge in reaching if edge.start <= top + REACH}
    begun = [
        edge
        for edge in reaching
        if top + ROOM <= edge.start <= bottom - ROOM and edge.at not in whole
    ]
    if len(whole) < _FEWEST_WHOLE:
        return []
    return [
        Edge(
            edge.start,
            max((at for at in whole if at < edge.at), default=sides[0]),
            min((at for at in whole if at > edge.at), default=sides[-1]),
        )
        for edge in begun
    ]


def edges_of(
    rules: list[Rule], snap: float = SNAP, reach: float = REACH
) -> tuple[list[Edge], list[Edge]]:
    """The horizontal edges from top to bottom, and the vertical ones from left to right."""
    across = [
        Edge((r.top + r.bottom) / 2, r.x0, r.x1) for r in rules if r.x1 - r.x0 >= r.bottom - r.top
    ]
    down = [
        Edge((r.x0 + r.x1) / 2, r.top, r.bottom) for r in rules if r.x1 - r.x0 < r.bottom - r.top
    ]
    return _joined(across, snap, reach), _joined(down, snap, reach)


def _closed(across: list[Edge], down: list[Edge]) -> tuple[list[Edge], list[Edge]]:
    """The edges with the outer borders that nobody drew, which close the table on all its sides."""
    sides, ends = _sides(across, down), _sides(down, across)
    places, heights = [edge.at for edge in [*down, *sides]], [edge.at for edge in [*across, *ends]]
    return (
        [*across, *(edge._replace(start=min(places), end=max(places)) for edge in ends)],
        [*down, *(edge._replace(start=min(heights), end=max(heights)) for edge in sides)],
    )


def _sides(ends: list[Edge], drawn: list[Edge]) -> list[Edge]:
    """Outer borders that nobody drew: where at least two lines, and most of them, run on to one
    place beyond the last border drawn; the one line below the end of a row that a page cut off is
    enough beside several borders.
    """
    first, last = min(edge.at for edge in drawn), max(edge.at for edge in drawn)
    start, end = min(edge.at for edge in ends), max(edge.at for edge in ends)
    lines = {edge.at for edge in ends}
    fewest = 1 if len(lines) == 1 and len({edge.at for edge in drawn}) >= _FEWEST_BESIDE else 2
    sides = []
    for at, beyond in (
        (
            min(edge.start for edge in ends),
            [edge.start for edge in ends if edge.start < first - ROOM],
        ),
        (max(edge.end for edge in ends), [edge.end for edge in ends if edge.end > last + ROOM]),
    ):
        common = sum(abs(one - at) <= REACH for one in beyond)
        if common >= fewest and 2 * common > len(lines):
            sides.append(Edge(at, start, end))
    return sides


def _joined(edges: list[Edge], snap: float, reach: float) -> list[Edge]:
    """Edges snapped to common coordinates, collinear pieces that touch or nearly touch made one."""
    lines: list[list[Edge]] = []
    for edge in sorted(edges):
        if lines and edge.at - lines[-1][-1].at <= snap:
            lines[-1].append(edge)
        else:
            lines.append([edge])
    joined = []
    for pieces in lines:
        middle = (pieces[0].at + pieces[-1].at) / 2
        start, end = None, 0.0
        for piece in sorted(pieces, key=lambda piece: piece.start):
            if start is None:
                start, end = piece.start, piece.end
            elif piece.start - end <= reach:
                end = max(end, piece.end)
            else:
                joined.append(Edge(middle, start, end))
                start, end = piece.start, piece.end
        if start is not None:
            joined.append(Edge(middle, start, end))
    return joined


def meeting_edges(
    across: list[Edge], down: list[Edge], reach: float = REACH
) -> list[tuple[list[Edge], list[Edge]]]:
    """Groups of edges that meet, each with its horizontal and its vertical edges."""
    parent = list(range(len(across) + len(down)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    ordered = sorted(range(len(across)), key=lambda index: across[index].at)
    heights = [across[index].at for index in ordered]
    for number, edge in enumerate(down):
        for position in range(bisect_left(heights, edge.start - reach), len(ordered)):
            crossing = across[ordered[position]]
            if crossing.at > edge.end + reach:
                break
            if crossing.start - reach <= edge.at <= crossing.end + reach:
                parent[root(ordered[position])] = root(len(across) + number)
    groups: dict[int, tuple[list[Edge], list[Edge]]] = defaultdict(lambda: ([], []))
    for index, edge in enumerate(across):
        groups[root(index)][0].append(edge)
    for index, edge in enumerate(down):
        groups[root(len(across) + index)][1].append(edge)
    return [group for group in groups.values() if group[0] and group[1]]


def _lattice(xs: list[float], ys: list[float], across: list[Edge], down: list[Edge]) -> Lattice:
    """The cells between the borders: grid positions with no edge between them grow together."""
    rows, columns = len(ys) - 1, len(xs) - 1
    by_height = _by_coordinate(across)
    by_side = _by_coordinate(down)
    cells = [[(row, column) for column in range(columns)] for row in range(rows)]
    boxes: list[Box] = []
    regions = [[-1] * columns for _ in range(rows)]
    torn = False
    for row, column in (place for line in cells for place in line):
        if regions[row][column] >= 0:
            continue
        right = column + 1
        while (
            right < columns
            and regions[row][right] < 0
            and not _parts(by_side[xs[right]], ys[row], ys[row + 1])
        ):
            right += 1
        met = right < columns and regions[row][right] >= 0
        torn = torn or (met and not _parts(by_side[xs[right]], ys[row], ys[row + 1]))
        bottom = row + 1
        while bottom < rows and _grows(
            by_height[ys[bottom]], by_side, xs[column : right + 1], ys[bottom : bottom + 2]
        ):
            bottom += 1
        if bottom < rows and right > column + 1:
            above = by_height[ys[bottom]]
            torn = torn or not all(
                _parts(above, *pair) for pair in pairwise(xs[column : right + 1])
            )
        for covered in range(row, bottom):
            for position in range(column, right):
                regions[covered][position] = len(boxes)
        boxes.append(Box(xs[column], ys[row], xs[right], ys[bottom]))
    return Lattice(xs, ys, regions, boxes, torn)


def _grows(
    above: list[Edge], by_side: dict[float, list[Edge]], xs: list[float], band: list[float]
) -> bool:
    """Whether a cell goes on into the row below: no edge above any of its columns, none between
    them there.
    """
    if any(_parts(above, left, right) for left, right in pairwise(xs)):
        return False
    return not any(_parts(by_side[x], band[0], band[1]) for x in xs[1:-1])


def _by_coordinate(edges: list[Edge]) -> dict[float, list[Edge]]:
    lines: dict[float, list[Edge]] = defaultdict(list)
    for edge in edges:
        lines[edge.at].append(edge)
    return lines


def _parts(edges: list[Edge], start: float, end: float) -> bool:
    """Whether edges of one line cover at least half of the stretch from ``start`` to ``end``."""
    covered = sum(max(0.0, min(edge.end, end) - max(edge.start, start)) for edge in edges)
    return covered >= _MIN_SHARE * (end - start)
