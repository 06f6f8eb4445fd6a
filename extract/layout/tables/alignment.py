"""Tables without vertical rulings, or without any: columns by the white between words,
rows by height and numbers.

Two columns of text, heads and signature blocks look alike; a table here has three columns or more,
and a header that names at least two roles of columns, or goes on from the page before.
"""

from __future__ import annotations

from itertools import chain, pairwise
from math import inf
from typing import NamedTuple

from extract.layout.tables.edges import SNAP, Edge, edges_of
from extract.layout.tables.gutters import find_gutters, local_white
from extract.layout.tables.lattice import Lattice
from extract.layout.tables.row_starts import is_index, row_borders
from extract.layout.text_rows import (
    CROSSED,
    MARKER,
    Gutter,
    TextRow,
    columns_of,
    count_up,
    parted,
    runs_over,
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
    rows, gutters, header = text_rows(page.words(box)), carried, 0
    if not carried:
        gutters = find_gutters(rows)
        header = _header_rows(rows, gutters, borders)
        gutters = _named(rows[:header], gutters)
    rows = [row._replace(runs=parted(row.runs, gutters)) for row in rows]
    if len(gutters) < 2 or not (_goes_on if carried else _is_table)(rows, gutters, header):
        return None
    ys = row_borders(rows, gutters, header, borders)
    xs = [
        min(row.words[0].box.x0 for row in rows) - 2,
        *(sum(local_white(rows, one)) / 2 for one in gutters),
        max(row.words[-1].box.x1 for row in rows) + 2,
    ]
    if carried:
        xs[0], xs[-1] = min(xs[0], box.x0), max(xs[-1], box.x1)
    return Aligned(_grown(_merged(xs, ys, rows, header), borders, edges_of(page.rules)[0]), gutters)


def _is_table(rows: list[TextRow], gutters: tuple[Gutter, ...], header: int) -> bool:
    """Whether lines are a header that names roles and rows below it."""
    return (
        len(rows) > max(header, 1)
        and _stands(rows, gutters)
        and names_roles(rows[:header], gutters)
    )


def _goes_on(rows: list[TextRow], gutters: tuple[Gutter, ...], _header: int) -> bool:
    """Whether lines are rows of the table of the page before, or the end of its last one."""
    return len(rows) > 0 and (_stands(rows, gutters) or _is_tail(rows, gutters))


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
    """Whether lines that fill several columns are the rule,
    and lines that run over their borders the exception.
    """
    crossing = sum(runs_over(row, gutters) for row in rows)
    if runs_over(rows[-1], gutters):
        return False
    return crossing <= max(1, CROSSED * len(rows)) and _filled(rows, gutters) >= 0.4 * len(rows)


def _is_tail(rows: list[TextRow], gutters: tuple[Gutter, ...]) -> bool:
    """Whether all lines begin where one column does: the end of a cell that its page cut off."""
    if any(len(row.runs) > 1 for row in rows):
        return False
    starts = [row.words[0].box.x0 for row in rows]
    return any(
        all(abs(start - gutter[1]) < _FLUSH for start in starts) for gutter in gutters
    ) and not any(runs_over(row, gutters) for row in rows)


def _filled(rows: list[TextRow], gutters: tuple[Gutter, ...]) -> int:
    """How many lines have words in other columns beside them;
    cells set at half height stand between two lines.
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
    """How many lines the header takes: to the first ruling below them,
    else to the first row with a number.
    """
    if not rows:
        return 0
    inner = [y for y in borders if y > rows[0].bottom - 1]
    if inner and borders[0] < rows[0].top + 3:
        return sum(row.bottom < inner[0] + 3 for row in rows)
    first = _first_numbered(rows, gutters)
    if first is None or first > _MAX_HEADER:
        return 1
    last = _widest_gap(rows[: first + 1])
    return last + (len(rows[last].words) == len(gutters) + 1 and is_index(rows[last]))


def _first_numbered(rows: list[TextRow], gutters: tuple[Gutter, ...]) -> int | None:
    """The first line below the uppermost that begins with a number."""
    numbered = (MARKER.fullmatch(columns_of(row, gutters)[0]) for row in rows[1:])
    return next((at for at, number in enumerate(numbered, 1) if number), None)


def _widest_gap(rows: list[TextRow]) -> int:
    """The line below the widest gap between lines, the last of several.

    Cells at half their row's height begin above their number: this gap parts them from the header.
    """
    gaps = [below.top - above.bottom for above, below in pairwise(rows)]
    return max(range(len(gaps)), key=lambda at: (round(gaps[at]), at)) + 1


def _named(header: list[TextRow], gutters: tuple[Gutter, ...]) -> tuple[Gutter, ...]:
    """The gutters without those inside a column: a name stands over them,
    and no name of its own on one side.
    """
    ends = [-inf, *(sum(one) / 2 for one in gutters), inf]
    runs = [(run[0].box.x0, run[-1].box.x1) for row in header for run in row.runs]
    own = [any(left < x0 and x1 < right for x0, x1 in runs) for left, right in pairwise(ends)]
    return tuple(
        one
        for one, names_beside in zip(gutters, map(all, pairwise(own)), strict=True)
        if names_beside or not any(runs_over(row, [one]) for row in header)
    )


def names_roles(header: list[TextRow], gutters: tuple[Gutter, ...]) -> bool:
    """Whether the header's columns name roles."""
    columns = zip(*(columns_of(row, gutters) for row in header), strict=True)
    roles = {
        column_role(" ".join(part for part in parts if part)) for parts in columns if any(parts)
    }
    return len(roles - {"other"}) >= _FEWEST_ROLES


def split_tall(page: Page, lattice: Lattice, texts: list[str]) -> Lattice | None:
    """A ruled table with the rows parted that no ruling parts:
    those whose first cell holds several numbers.

    None where there is no such row.
    """
    ys, regions, boxes = lattice.ys[:1], [], list(lattice.boxes)
    for at, (line, (top, bottom)) in enumerate(
        zip(lattice.regions, pairwise(lattice.ys), strict=True)
    ):
        if not _stands_alone(lattice, at) or not _are_numbers(texts[line[0]].split("\n")):
            regions.append(line)
            ys.append(bottom)
            continue
        parts = _parted_by_numbers(page, lattice.xs, top, bottom)
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


def _stands_alone(lattice: Lattice, at: int) -> bool:
    """Whether each column has a cell of its own in a row, and none goes on above or below it."""
    own = set(lattice.regions[at])
    others = (row for number, row in enumerate(lattice.regions) if number != at)
    return len(own) == len(lattice.regions[at]) and own.isdisjoint(chain.from_iterable(others))


def _are_numbers(lines: list[str]) -> bool:
    """Whether the lines of a first cell are the numbers of several rows."""
    return len(lines) > 1 and all(map(MARKER.fullmatch, lines)) and count_up(lines)


def _parted_by_numbers(page: Page, xs: list[float], top: float, bottom: float) -> Lattice:
    """The rows of what is drawn as one row between two heights."""
    inner = tuple((x - 0.5, x + 0.5) for x in xs[1:-1])
    rows = text_rows(page.words(Box(xs[0], top, xs[-1], bottom)))
    rows = [row._replace(runs=[[word] for word in row.words]) for row in rows]
    return _merged(xs, [top, *row_borders(rows, inner, 0, [])[1:-1], bottom], rows, 0)


def _merged(xs: list[float], ys: list[float], rows: list[TextRow], header: int) -> Lattice:
    """The cells: one a column and row, but a run over columns joins them,
    and a header's columns stand whole.
    """
    regions: list[list[int]] = []
    boxes: list[Box] = []
    body = rows[header - 1].bottom if header else rows[0].top - 10
    for top, bottom in pairwise(ys):
        inside = [row for row in rows if top <= (row.top + row.bottom) / 2 < bottom]
        joined = _joined(xs, inside, to_the_right=top >= body - 3)
        line: list[int] = []
        for at, (left, right) in enumerate(pairwise(xs)):
            if joined[at]:
                line.append(line[-1])
                boxes[line[-1]] = boxes[line[-1]]._replace(x1=right)
            else:
                line.append(len(boxes))
                boxes.append(Box(left, top, right, bottom))
        regions.append(line)
    if header and len(ys) > 2 and ys[1] < body:
        _reach_down(regions, boxes, ys[2])
    return Lattice(xs, ys, regions, boxes)


def _joined(xs: list[float], rows: list[TextRow], *, to_the_right: bool) -> list[bool]:
    """Which columns are one with the column before them, since a run stands in both;
    with ``to_the_right`` also the empty ones behind the last of these.
    """
    runs = [run for row in rows for run in row.runs]
    joined = [False, *(any(spans(run, x) for run in runs) for x in xs[1:-1])]
    if True in joined and to_the_right:
        last = len(joined) - 1 - joined[::-1].index(True)
        right = max(word.box.x1 for row in rows for word in row.words)
        joined = [one or (at > last and right <= xs[at]) for at, one in enumerate(joined)]
    return joined


def _reach_down(regions: list[list[int]], boxes: list[Box], bottom: float) -> None:
    """Let the columns of a header's first level that no name joins reach down over its second."""
    upper = regions[0]
    if len(set(upper)) == len(upper):
        return
    for at, region in enumerate(upper):
        if upper.count(region) == 1:
            boxes[region] = boxes[region]._replace(bottom=bottom)
            regions[1][at] = region
