"""Where a page may hold a table that no vertical ruling shows: between rulings of one width, or around a header row."""

from __future__ import annotations

from itertools import pairwise

from extract.layout.alignment import CLOSEST, Aligned, Gutter, align
from extract.layout.grids import aligned_grid, contains
from extract.layout.lattice import SNAP, edges_of
from extract.layout.lines import rows_side_by_side
from normalize.columns import column_role
from schemas.document import Grid
from schemas.page import Box, Line, Page

_FEWEST_LINES = 3
_WIDE = 0.4
_MOST_CANDIDATES = 4
_MOST_TRIES = 6
"""Bounds of work: a page with more rows that look like headers holds lists or recognised pieces, no such table."""

_LOOSE = 2.5
"""In line heights: the white between two rows of one table is smaller."""


def find_unruled(
    page: Page, lines: list[Line], taken: list[Box], carried: tuple[Gutter, ...]
) -> list[tuple[Box, Grid]]:
    """The tables without vertical rulings among the lines outside ruled ones, with their rectangles."""
    found: list[tuple[Box, Grid]] = []
    for box, borders in _ruled_bands(page, taken):
        aligned = align(page, box, borders, ()) or (carried and align(page, box, borders, carried)) or None
        if aligned is not None:
            found.append((box, aligned_grid(page, aligned)))
    rest = [line for line in lines if not any(contains(box, line.box) for box, _ in found)]
    rows = rows_side_by_side(rest)
    at = 0
    if carried and rows and not found and not taken:
        box, aligned, behind = _longest(page, rows, 0, _stretch(page, rows, 0, carried), carried)
        if aligned is not None:
            found.append((box, aligned_grid(page, aligned)))
            at = behind
    failed = 0
    while at < len(rows) and failed < _MOST_CANDIDATES:
        if not _is_header(rows[at]):
            at += 1
            continue
        whites = tuple((before.box.x1, line.box.x0) for before, line in pairwise(rows[at]))
        box, aligned, behind = _longest(page, rows, _start(rows, at), _stretch(page, rows, at, whites), ())
        at = max(at + 1, behind)
        if aligned is not None:
            found.append((box, aligned_grid(page, aligned)))
        else:
            failed += 1
    return found


def _longest(
    page: Page, rows: list[list[Line]], start: int, end: int, carried: tuple[Gutter, ...]
) -> tuple[Box, Aligned | None, int]:
    """The table that takes most of the rows from ``start`` to ``end``, its rectangle, and the row behind it."""
    box = _around(rows[start:end])
    least = start + (0 if carried else _FEWEST_LINES - 1)
    for stop in range(end, max(least, end - _MOST_TRIES), -1):
        box = _around(rows[start:stop])
        aligned = align(page, box, [], carried)
        if aligned is not None:
            return box, aligned, stop
    return box, None, start + 1


def _ruled_bands(page: Page, taken: list[Box]) -> list[tuple[Box, list[float]]]:
    """Rectangles between three or more rulings of one width, with the rulings' heights."""
    bands: list[tuple[Box, list[float]]] = []
    for edge in edges_of(page.rules)[0]:
        if edge.end - edge.start < _WIDE * page.width:
            continue
        if any(contains(box, Box(edge.start, edge.at, edge.end, edge.at)) for box in taken):
            continue
        if bands and abs(bands[-1][0].x0 - edge.start) <= 2 * SNAP and abs(bands[-1][0].x1 - edge.end) <= 2 * SNAP:
            box, heights = bands[-1]
            bands[-1] = (box._replace(bottom=edge.at), [*heights, edge.at])
        else:
            bands.append((Box(edge.start - 1, edge.at, edge.end + 1, edge.at), [edge.at]))
    return [band for band in bands if len(band[1]) >= _FEWEST_LINES]


def _is_header(row: list[Line]) -> bool:
    """Whether a row of lines side by side may head a table: three or more, of which two name roles."""
    return len(row) >= 3 and len({column_role(line.text) for line in row} - {"other"}) >= 2


def _start(rows: list[list[Line]], at: int) -> int:
    """The first line of the header whose lines begin above its longest row: neighbours closer than a blank line."""
    while at and len(rows[at - 1]) >= 2 and rows[at][0].box.top - rows[at - 1][0].box.bottom < 0.5 * _height(rows[at]):
        at -= 1
    return at


def _stretch(page: Page, rows: list[list[Line]], at: int, whites: tuple[Gutter, ...]) -> int:
    """Behind the last row that follows without a wide gap; two lines of plain text end a table."""
    end = at + 1
    while end < len(rows) and _gap(rows, end) < _LOOSE * _height(rows[at]):
        if len(rows) > end + 1 and all(_is_plain(page, row, whites) for row in rows[end : end + 2]):
            break
        end += 1
    return end


def _is_plain(page: Page, row: list[Line], whites: tuple[Gutter, ...]) -> bool:
    """Whether a row is one line over all the white between columns, with no wider gap between its words there."""
    line = row[0].box
    if len(row) > 1 or any(line.x0 >= white[0] or line.x1 <= white[1] for white in whites):
        return False
    return not any(
        after.box.x0 - before.box.x1 > CLOSEST * (line.bottom - line.top)
        and any(before.box.x1 < white[1] and after.box.x0 > white[0] for white in whites)
        for before, after in pairwise(page.words(line))
    )


def _gap(rows: list[list[Line]], at: int) -> float:
    return min(line.box.top for line in rows[at]) - max(line.box.bottom for line in rows[at - 1])


def _height(row: list[Line]) -> float:
    return max(line.box.bottom - line.box.top for line in row)


def _around(rows: list[list[Line]]) -> Box:
    """The rectangle around rows of lines, a little wider."""
    boxes = [line.box for row in rows for line in row]
    return Box(
        min(box.x0 for box in boxes) - 3,
        min(box.top for box in boxes) - 1,
        max(box.x1 for box in boxes) + 3,
        max(box.bottom for box in boxes) + 1,
    )
