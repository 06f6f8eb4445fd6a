"""Tables without vertical rulings, or without any: columns by the white between words, rows by
height and numbers.

Two columns of text, heads and signature blocks look alike; a table here has three columns or more,
and a header that names at least two roles of columns, or goes on from the page before.
"""

from __future__ import annotations

from itertools import pairwise
from math import inf
from typing import NamedTuple

from extract.layout.tables.gutters import find_gutters, local_white
from extract.layout.tables.lattice import SNAP, Edge, Lattice, edges_of
from extract.layout.tables.row_starts import is_index, row_borders
from extract.layout.text_rows import (
    CROSSED,
    MARKER,
    Gutter,
    TextRow,
    columns_of,
    count_up,
    crosses,
    parted,
    spans,
    text_rows,
)
from normalize.columns import column_role
from schemas.page import Box, Page

_FEWEST_ROLES = 2
_MAX_HEADER = 8

_FLUSH = 1.5
"""Points within which the lines of one column begin."""


class Aligned(NamedTuple):
    """A table found by alignment: its cells, and the white between its columns."""

    lattice: Lattice
    gutters: tuple[Gutter, ...]


def align(
    page: Page, box: Box, borders: list[float], carried: tuple[Gutter, ...]
) -> Aligned | None:
    """The table inside ``box``; None where its words do not stand in columns under a header.

    ``borders`` are the heights of the rulings across it, none where there are none; ``carried`` the
    columns of the table that ran to the foot of the page before.
    """
    rows = text_rows(page.words(box))
    gutters = carried or find_gutters(rows)
    header = 0 if carried else _header_rows(rows, gutters, borders)
    gutters = gutters if carried else _named(rows[:header], gutters)
    rows = [row._replace(runs=parted(row.runs, gutters)) for row in rows]
    if len(gutters) < 2 or len(rows) < 2 - bool(carried):
        return None
    if not (_stands(rows, gutters) or (carried and _is_tail(rows, gutters))):
        return None
    if not carried and not names_roles(rows[:header], gutters):
        return None
    ys = row_borders(rows, gutters, header, borders)
    xs = [
        min(row.words[0].box.x0 for row in rows) - 2,
        *(sum(local_white(rows, one)) / 2 for one in gutters),
    ]
    xs.append(max(row.words[-1].box.x1 for row in rows) + 2)
    if carried:
        xs[0], xs[-1] = min(xs[0], box.x0), max(xs[-1], box.x1)
    return Aligned(_grown(_merged(xs, ys, rows, header), borders, edges_of(page.rules)[0]), gutters)


def _grown(lattice: Lattice, borders: list[float], drawn: list[Edge]) -> Lattice:
    """The cells where rulings across leave out a column: there the cell above goes on."""
    regions, boxes = [list(row) for row in lattice.regions], list(lattice.boxes)
    for row in range(1, len(regions)):
        height = lattice.ys[row]
        lines = [edge for edge in drawn if abs(edge.at - height) <= SNAP]
        if not lines or not any(abs(one - height) <= SNAP for one in borders):
            continue
        for column in range(len(lattice.xs) - 1):
            middle = (lattice.xs[column] + lattice.xs[column + 1]) / 2
            own, above = regions[row][column], regions[row - 1][column]
            alone = regions[row].count(own) == 1 == regions[row - 1].count(above)
            if alone and not any(edge.start <= middle <= edge.end for edge in lines):
                regions[row][column] = above
                boxes[above] = boxes[above]._replace(bottom=lattice.ys[row + 1])
    return lattice._replace(regions=regions, boxes=boxes)


def _stands(rows: list[TextRow], gutters: tuple[Gutter, ...]) -> bool:
    """Whether lines that fill several columns are the rule, and lines that run over their borders
    the exception.
    """
    crossing = sum(
        any(crosses(run, gutter) for run in row.runs for gutter in gutters) for row in rows
    )
    if any(crosses(run, gutter) for run in rows[-1].runs for gutter in gutters):
        return False
    return crossing <= max(1, CROSSED * len(rows)) and _filled(rows, gutters) >= 0.4 * len(rows)


def _is_tail(rows: list[TextRow], gutters: tuple[Gutter, ...]) -> bool:
    """Whether all lines begin where one column does: the end of a cell that its page cut off."""
    if any(len(row.runs) > 1 for row in rows):
        return False
    starts = [row.words[0].box.x0 for row in rows]
    return any(
        all(abs(start - gutter[1]) < _FLUSH for start in starts)
        and not any(crosses(row.runs[0], other) for row in rows for other in gutters)
        for gutter in gutters
    )


def _filled(rows: list[TextRow], gutters: tuple[Gutter, ...]) -> int:
    """How many lines have words in other columns beside them; cells set at half height stand
    between two lines.
    """
    columns = [{at for at, text in enumerate(columns_of(row, gutters)) if text} for row in rows]
    count = 0
    for at, row in enumerate(rows):
        beside = set(columns[at])
        for near in (at - 1, at + 1):
            if (
                0 <= near < len(rows)
                and rows[near].top < row.bottom
                and row.top < rows[near].bottom
            ):
                beside |= columns[near]
        count += len(beside) >= 2
    return count


def _header_rows(rows: list[TextRow], gutters: tuple[Gutter, ...], borders: list[float]) -> int:
    """How many lines the header takes: to the first ruling below them, else to the first row with a
    number.
    """
    if not rows:
        return 0
    inner = [y for y in borders if y > rows[0].bottom - 1]
    if inner and borders[0] < rows[0].top + 3:
        return sum(row.bottom < inner[0] + 3 for row in rows)
    first = next(
        (at for at, row in enumerate(rows) if at and MARKER.fullmatch(columns_of(row, gutters)[0])),
        None,
    )
    if first is None or first > _MAX_HEADER:
        return 1
    # cells at half their row's height begin above their number: the widest gap parts them from the
    # header
    tops = rows[: first + 1]
    gaps = [below.top - above.bottom for above, below in pairwise(tops)]
    last = max(range(len(gaps)), key=lambda at: (round(gaps[at]), at)) + 1
    return last + (len(rows[last].words) == len(gutters) + 1 and is_index(rows[last]))


def _named(header: list[TextRow], gutters: tuple[Gutter, ...]) -> tuple[Gutter, ...]:
    """The gutters without those inside a column: a name stands over them, and no name of its own on
    one side.
    """
    ends = [-inf, *(sum(one) / 2 for one in gutters), inf]
    own = [
        any(
            ends[at] < run[0].box.x0 and run[-1].box.x1 < ends[at + 1]
            for row in header
            for run in row.runs
        )
        for at in range(len(gutters) + 1)
    ]
    over = [any(crosses(run, one) for row in header for run in row.runs) for one in gutters]
    return tuple(one for at, one in enumerate(gutters) if not over[at] or (own[at] and own[at + 1]))


def names_roles(header: list[TextRow], gutters: tuple[Gutter, ...]) -> bool:
    """Whether the header's columns name roles."""
    columns = zip(*(columns_of(row, gutters) for row in header), strict=True)
    roles = {
        column_role(" ".join(part for part in parts if part)) for parts in columns if any(parts)
    }
    return len(roles - {"other"}) >= _FEWEST_ROLES


def split_tall(page: Page, lattice: Lattice, texts: list[str]) -> Lattice | None:
    """A ruled table with the rows parted that no ruling parts: those whose first cell holds several
    numbers.

    None where there is no such row.
    """
    inner = tuple((x - 0.5, x + 0.5) for x in lattice.xs[1:-1])
    ys, regions, boxes = lattice.ys[:1], [], list(lattice.boxes)
    for at, (line, top, bottom) in enumerate(
        zip(lattice.regions, lattice.ys, lattice.ys[1:], strict=False)
    ):
        numbers = texts[line[0]].split("\n")
        alone = [row for number, row in enumerate(lattice.regions) if number != at]
        held = any(region in row for row in alone for region in line)
        several = len(numbers) > 1 and all(map(MARKER.fullmatch, numbers)) and count_up(numbers)
        if held or len(set(line)) < len(line) or not several:
            regions.append(line)
            ys.append(bottom)
            continue
        rows = text_rows(page.words(Box(lattice.xs[0], top, lattice.xs[-1], bottom)))
        rows = [row._replace(runs=[[word] for word in row.words]) for row in rows]
        parts = _merged(lattice.xs, [top, *row_borders(rows, inner, 0, [])[1:-1], bottom], rows, 0)
        regions += [[region + len(boxes) for region in row] for row in parts.regions]
        boxes += parts.boxes
        ys += parts.ys[1:]
    if len(ys) == len(lattice.ys):
        return None
    used = sorted({region for row in regions for region in row})
    return Lattice(
        lattice.xs,
        ys,
        [[used.index(region) for region in row] for row in regions],
        [boxes[one] for one in used],
    )


def _merged(xs: list[float], ys: list[float], rows: list[TextRow], header: int) -> Lattice:
    """The cells: one a column and row, but a run over columns joins them, and a header's columns
    stand whole.
    """
    width = len(xs) - 1
    regions: list[list[int]] = []
    boxes: list[Box] = []
    body = rows[header - 1].bottom if header else rows[0].top - 10
    for top, bottom in pairwise(ys):
        joined = [False] * width
        inside = [row for row in rows if top <= (row.top + row.bottom) / 2 < bottom]
        for run in (run for row in inside for run in row.runs):
            for at in range(1, width):
                joined[at] = joined[at] or spans(run, xs[at])
        if any(joined) and top >= body - 3:
            last = max(at for at, one in enumerate(joined) if one)
            right = max(word.box.x1 for row in inside for word in row.words)
            joined = [one or (at > last and right <= xs[at]) for at, one in enumerate(joined)]
        line: list[int] = []
        for at in range(width):
            if joined[at]:
                line.append(line[-1])
                boxes[line[-1]] = boxes[line[-1]]._replace(x1=xs[at + 1])
            else:
                line.append(len(boxes))
                boxes.append(Box(xs[at], top, xs[at + 1], bottom))
        regions.append(line)
    if header and len(ys) > 2 and len(set(regions[0])) < width and ys[1] < body:
        for at in range(width):
            if regions[0].count(regions[0][at]) == 1:
                boxes[regions[0][at]] = boxes[regions[0][at]]._replace(bottom=ys[2])
                regions[1][at] = regions[0][at]
    return Lattice(xs, ys, regions, boxes)
