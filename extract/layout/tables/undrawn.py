"""Borders of a table that nobody drew, told by those that were: its outer sides,
and rows that no line parts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from extract.layout.tables.edges import REACH, ROOM, SNAP, Edge

_FEWEST_BROKEN = 2
_FEWEST_WHOLE = 4
_FEWEST_BESIDE = 3
"""Borders between columns beside which one line across is enough to show where the table ends."""


def close(across: list[Edge], down: list[Edge]) -> tuple[list[Edge], list[Edge]]:
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
    borders, lines = {edge.at for edge in drawn}, {edge.at for edge in ends}
    fewest = 1 if len(lines) == 1 and len(borders) >= _FEWEST_BESIDE else 2
    fewest = max(fewest, len(lines) // 2 + 1)
    places = []
    if _share_end([-edge.start for edge in ends], -min(borders), fewest):
        places.append(min(edge.start for edge in ends))
    if _share_end([edge.end for edge in ends], max(borders), fewest):
        places.append(max(edge.end for edge in ends))
    return [Edge(at, min(lines), max(lines)) for at in places]


def _share_end(ends: list[float], last: float, fewest: int) -> bool:
    """Whether enough lines run on beyond the last border to where the longest ends."""
    longest = max(ends)
    return sum(end > last + ROOM and longest - end <= REACH for end in ends) >= fewest


def broken_rows(across: list[Edge], down: list[Edge]) -> list[Edge]:
    """Rows that no line parts but the borders that break off:
    a title stands over columns where they have a gap.
    """
    sides = sorted({edge.at for edge in down})
    left, right = sides[0], sides[-1]
    inner = sides[bisect_right(sides, left + SNAP) : bisect_left(sides, right - SNAP)]
    place = {at: number for number, at in enumerate(inner)}
    heights = sorted(edge.at for edge in across)
    breaks = _below_names(heights, down, sides)
    stacked = {one.at for one in breaks}
    for height, broken in _ends_together([edge for edge in down if edge.at in place]):
        if height in stacked or _is_near(height, heights):
            continue
        if _are_neighbours(broken, place):
            breaks.append(Edge(height, left, right))
    return breaks


def _is_near(height: float, heights: list[float]) -> bool:
    """Whether one of some heights, from top to bottom, is where another one is."""
    return bisect_left(heights, height - REACH) < bisect_right(heights, height + REACH)


def _ends_together(down: list[Edge]) -> Iterator[tuple[float, set[float]]]:
    """The heights at which borders begin or end, from top to bottom,
    with the places of those borders.
    """
    ends = sorted((height, edge.at) for edge in down for height in (edge.start, edge.end))
    first = 0
    while first < len(ends):
        height = ends[first][0]
        behind = bisect_right(ends, height + SNAP, lo=first, key=lambda end: end[0])
        yield height, {at for _, at in ends[first:behind]}
        first = behind


def _are_neighbours(borders: set[float], place: dict[float, int]) -> bool:
    """Whether borders are several with no other one between them, by the ``place`` of each."""
    numbers = [place[at] for at in borders]
    return len(numbers) >= _FEWEST_BROKEN and max(numbers) - min(numbers) + 1 == len(numbers)


def _below_names(heights: list[float], down: list[Edge], sides: list[float]) -> list[Edge]:
    """What lies under a name over several columns: between a header's two lines,
    at the first of ``heights``, their borders begin, and none is drawn.

    A title over a whole row is no such name: hardly a border stands beside it.
    """
    top = heights[0]
    bottom = next((at for at in heights if at > top + ROOM), top)
    reaching = [edge for edge in down if edge.end >= bottom - REACH]
    whole = sorted({edge.at for edge in reaching if edge.start <= top + REACH})
    if len(whole) < _FEWEST_WHOLE:
        return []
    begun = (edge for edge in reaching if top + ROOM <= edge.start <= bottom - ROOM)
    borders = [sides[0], *whole, sides[-1]]
    return [
        Edge(
            edge.start,
            borders[bisect_left(whole, edge.at)],
            borders[bisect_right(whole, edge.at) + 1],
        )
        for edge in begun
        if edge.at not in whole
    ]


def loose_borders(loose: list[Edge], across: list[Edge], down: list[Edge]) -> list[Edge]:
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
