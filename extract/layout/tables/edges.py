"""The edges that a page's rulings make: snapped to common places, joined,
and grouped where they meet.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import NamedTuple

from schemas.page import Rule

SNAP = 3.0
"""Points: edges this close are one; a double line is 1.5 to 3 points wide."""

REACH = 3.5
"""Points by which an edge may miss another and still meet it."""

ROOM = 12.0
"""Points: what is narrower than this holds no column; borders overshoot by as much."""


class Edge(NamedTuple):
    """A straight edge: ``at`` is its fixed coordinate, ``start`` to ``end`` its extent."""

    at: float
    start: float
    end: float


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
