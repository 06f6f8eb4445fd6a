"""Where a page may hold a table that no vertical ruling shows: between rulings of one width,
or around a header row.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from extract.layout.columns import rows_side_by_side
from extract.layout.tables.alignment import Aligned, align
from extract.layout.tables.edges import SNAP, edges_of
from extract.layout.tables.grids import aligned_grid, contains
from extract.layout.text_rows import CLOSEST, Gutter, text_rows
from normalize.columns import column_role
from schemas.document import Grid
from schemas.page import Box, Line, Page, box_around

_FEWEST_LINES = 3
_WIDE = 0.4
_MOST_CANDIDATES = 4
_MOST_TRIES = 6
"""Bounds of work: a page with more rows that look like headers holds lists or recognised pieces,
no such table.
"""

_LOWER = 0.8
"""Share of a page's height below which a row that has no ruling
below it may be cut by the page's end.
"""

_FEW = 2
"""Lines of a row that may hold several names each."""

_MOST_LETTERS = 120
_USUAL_HEIGHT = 16.0
"""Points; a line that holds names at several heights is higher than its letters."""

_LOOSE = 2.5
"""In line heights: the white between two rows of one table is smaller."""


def find_unruled(
    page: Page, lines: list[Line], taken: list[Box], carried: tuple[Gutter, ...]
) -> list[tuple[Box, Grid]]:
    """The tables without vertical rulings among the lines outside ruled ones,
    with their rectangles.
    """
    found = list(_between_rulings(page, lines, taken, carried))
    rest = [line for line in lines if not any(contains(box, line.box) for box, _ in found)]
    rows = rows_side_by_side(rest)
    at = 0
    if carried and rows and not found and not taken:
        table = _longest(page, rows, 0, _stretch(page, rows, 0, carried), carried)
        if table is not None:
            found.append((table.box, table.grid))
            at = table.behind
    return [*found, *_below_headers(page, rows, at)]


class _Table(NamedTuple):
    """A table, its rectangle, and the number of the row behind it."""

    box: Box
    grid: Grid
    behind: int


def _between_rulings(
    page: Page, lines: list[Line], taken: list[Box], carried: tuple[Gutter, ...]
) -> Iterator[tuple[Box, Grid]]:
    for band, borders in _ruled_bands(page, taken):
        box, aligned = _in_band(page, lines, band, borders, carried)
        if aligned is not None:
            yield box, aligned_grid(page, aligned)


def _below_headers(page: Page, rows: list[list[Line]], at: int) -> Iterator[tuple[Box, Grid]]:
    """The tables around rows that look like headers, from the row ``at`` on."""
    failed = 0
    while at < len(rows) and failed < _MOST_CANDIDATES:
        whites = _header_whites(page, rows[at])
        if whites:
            end = _stretch(page, rows, at, whites)
            table = _longest(page, rows, _start(rows, at), end, ())
            if table is None:
                failed += 1
            else:
                yield table.box, table.grid
                at = max(at, table.behind - 1)
        at += 1


def _in_band(
    page: Page, lines: list[Line], band: Box, borders: list[float], carried: tuple[Gutter, ...]
) -> tuple[Box, Aligned | None]:
    """The table between rulings, with the parts of its first and
    last row that a page's edge cut off them.
    """
    opened = _opened_below(page, lines, band)
    for box in (opened, band) if opened != band else (band,):
        if aligned := align(page, box, borders, ()):
            return box, aligned
        for part in (_opened_above(page, lines, box), box) if carried else ():
            if aligned := align(page, part, borders, carried):
                return part, aligned
    return band, None


def _opened_below(page: Page, lines: list[Line], band: Box) -> Box:
    """The band down to the page's last line, where a row goes on below the last ruling."""
    below = sorted(
        (line.box for line in lines if line.box.top > band.bottom - 2), key=lambda box: box.top
    )
    if (
        not below
        or below[-1].bottom < _LOWER * page.height
        or not _follows(band.bottom, below, band)
    ):
        return band
    return band._replace(bottom=max(box.bottom for box in below) + 1)


def _opened_above(page: Page, lines: list[Line], band: Box) -> Box:
    """The band up to the page's first line, where a row of the
    page before ends above the first ruling.
    """
    above = sorted(
        (line.box for line in lines if line.box.bottom < band.top + 2), key=lambda box: box.top
    )
    if (
        not above
        or above[0].top > (1 - _LOWER) * page.height
        or not _follows(above[0].top, above, band)
    ):
        return band
    return (
        band._replace(top=above[0].top - 1)
        if band.top - above[-1].bottom < _height_of(above[-1])
        else band
    )


def _follows(end: float, boxes: list[Box], band: Box) -> bool:
    """Whether lines stand within a band's sides, each close below the one before."""
    for box in boxes:
        if box.x0 < band.x0 - SNAP or box.x1 > band.x1 + SNAP or box.top - end > _height_of(box):
            return False
        end = max(end, box.bottom)
    return True


def _height_of(box: Box) -> float:
    return box.bottom - box.top


def _longest(
    page: Page, rows: list[list[Line]], start: int, end: int, carried: tuple[Gutter, ...]
) -> _Table | None:
    """The table that takes most of the rows from ``start`` to ``end``."""
    least = start + (0 if carried else _FEWEST_LINES - 1)
    for stop in range(end, max(least, end - _MOST_TRIES), -1):
        box = _around(rows[start:stop])
        aligned = align(page, box, [], carried)
        if aligned is not None:
            return _Table(box, aligned_grid(page, aligned), stop)
    return None


def _ruled_bands(page: Page, taken: list[Box]) -> list[tuple[Box, list[float]]]:
    """Rectangles between three or more rulings of one width, with the rulings' heights."""
    bands: list[tuple[Box, list[float]]] = []
    for edge in edges_of(page.rules)[0]:
        if edge.end - edge.start < _WIDE * page.width:
            continue
        if any(contains(box, Box(edge.start, edge.at, edge.end, edge.at)) for box in taken):
            continue
        if (
            bands
            and abs(bands[-1][0].x0 - edge.start) <= 2 * SNAP
            and abs(bands[-1][0].x1 - edge.end) <= 2 * SNAP
        ):
            box, heights = bands[-1]
            bands[-1] = (box._replace(bottom=edge.at), [*heights, edge.at])
        else:
            bands.append((Box(edge.start - 1, edge.at, edge.end + 1, edge.at), [edge.at]))
    return [band for band in bands if len(band[1]) >= _FEWEST_LINES]


def _header_whites(page: Page, row: list[Line]) -> tuple[Gutter, ...]:
    """The white between the names of a row that may head a table: three or more,
    of which two name roles.

    Names at several heights, or close to each other, may have come as one line: then its words are
    looked at.
    """
    named = [(line.text, line.box) for line in row] if len(row) > _FEW else _runs(page, row)
    if len(named) < 3 or len({column_role(text) for text, _ in named} - {"other"}) < 2:
        return ()
    whites = tuple((before.x1, box.x0) for (_, before), (_, box) in pairwise(named))
    return whites if all(left < right for left, right in whites) else ()


def _runs(page: Page, row: list[Line]) -> list[tuple[str, Box]]:
    """The texts that stand apart in the lines of a row, from left to right;
    one below the other they are one.
    """
    parts: list[tuple[str, Box]] = []
    for line in row:
        if not _is_loose(line):
            parts.append((line.text, line.box))
            continue
        runs = (run for one in text_rows(page.words(line.box)) for run in one.runs)
        for run in sorted(runs, key=lambda run: run[0].box.x0):
            text, box = (
                " ".join(word.text for word in run),
                Box(run[0].box.x0, 0, run[-1].box.x1, 0),
            )
            if parts and box.x0 < parts[-1][1].x1:
                above, reach = parts.pop()
                text, box = (
                    f"{above} {text}",
                    Box(min(reach.x0, box.x0), 0, max(reach.x1, box.x1), 0),
                )
            parts.append((text, box))
    return parts


def _is_loose(line: Line) -> bool:
    """Whether a line is short for its width, and no sentence."""
    width, height = line.box.x1 - line.box.x0, line.box.bottom - line.box.top
    return len(line.text) < _MOST_LETTERS and width > 0.45 * min(height, _USUAL_HEIGHT) * len(
        line.text
    )


def _start(rows: list[list[Line]], at: int) -> int:
    """The first line of the header whose lines begin above its longest row:
    neighbours closer than a blank line.

    A name over two columns stands alone, but not over the middle as a title does.
    """
    left, right = rows[at][0].box.x0, rows[at][-1].box.x1
    while at:
        above, gap = rows[at - 1], rows[at][0].box.top - rows[at - 1][0].box.bottom
        alone = len(above) == 1 and left < above[0].box.x0 and above[0].box.x1 < right
        titled = alone and abs(above[0].box.x0 + above[0].box.x1 - left - right) < 0.1 * (
            right - left
        )
        if gap >= 0.5 * _height(rows[at]) or (
            len(above) == 1 and (not alone or titled or gap >= 0.2 * _height(rows[at]))
        ):
            break
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
    """Whether a row is one line over all the white between columns,
    with no wider gap between its words there.
    """
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
    box = box_around([line.box for row in rows for line in row])
    return Box(box.x0 - 3, box.top - 1, box.x1 + 3, box.bottom + 1)
