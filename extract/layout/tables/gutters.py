"""The white between the columns of a table that no ruling shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise
from math import inf
from statistics import median
from typing import NamedTuple

from extract.layout.text_rows import CROSSED, Gutter, TextRow, crosses
from schemas.page import Word

_NARROWEST = 0.38
"""In line heights, the white between two columns: a blank between words is narrower,
and seldom stands twice.
"""

_FEWEST_INSIDE = 2


class _Strip(NamedTuple):
    """What few lines fill: from where to where, and on how many of them."""

    x0: float
    x1: float
    runs: int


def find_gutters(rows: list[TextRow]) -> tuple[Gutter, ...]:
    """The white stretches that hardly any line crosses and that part words on some line,
    from left to right.
    """
    if not rows:
        return ()
    left = min(row.words[0].box.x0 for row in rows)
    narrowest = _NARROWEST * median(row.bottom - row.top for row in rows)
    covered = _covered(rows, left)
    gutters: list[Gutter] = []
    for start, end in _sparse(covered, int(CROSSED * len(rows))):
        band = (left + start, left + end)
        if start == 0 or end == len(covered):
            # the outermost columns may have words on few lines: numbers of tall rows, remarks
            gutters.extend(_beside_outermost(rows, band, narrowest, first=start == 0))
        elif end - start >= narrowest:
            clear = _clearest(covered, start, end, narrowest)
            gutters.extend(
                _beside_columns(rows, band, narrowest)
                or _split(rows, (left + clear[0], left + clear[1]), narrowest)
            )
    return _witnessed(rows, gutters)


def _covered(rows: list[TextRow], left: float) -> list[int]:
    """How many words stand over each point across, from ``left`` on."""
    right = max(row.words[-1].box.x1 for row in rows)
    covered = [0] * (int(right - left) + 2)
    for row in rows:
        for word in row.words:
            start, end = max(0, round(word.box.x0 - left)), round(word.box.x1 - left)
            for x in range(start, min(end, len(covered))):
                covered[x] += 1
    return covered


def _sparse(covered: list[int], allowed: int) -> Iterator[tuple[int, int]]:
    """The stretches of points that no more words than are allowed stand over."""
    end = 0
    for is_sparse, points in groupby(covered, key=lambda count: count <= allowed):
        start, end = end, end + len(list(points))
        if is_sparse:
            yield start, end


def _beside_outermost(
    rows: list[TextRow], band: Gutter, narrowest: float, *, first: bool
) -> list[Gutter]:
    """The white between the first or the last columns, which few lines fill, and beside them."""
    columns = _inside(rows, band, narrowest)
    if sum(column.runs for column in columns) < _FEWEST_INSIDE:
        return []
    left, right = _reached(rows, band, columns)
    outer = (columns[-1].x1, right) if first else (left, columns[0].x0)
    inner = [
        (one.x1, two.x0)
        for one, two in pairwise(columns)
        if min(one.runs, two.runs) >= _FEWEST_INSIDE
    ]
    whites = [*inner, outer] if first else [outer, *inner]
    return [(start, end) for start, end in whites if end - start >= narrowest]


def _beside_columns(rows: list[TextRow], band: Gutter, narrowest: float) -> list[Gutter]:
    """The white beside columns that few lines fill, between two that many do;
    none where there are no such columns.
    """
    columns = [column for column in _inside(rows, band, narrowest) if column.runs >= _FEWEST_INSIDE]
    if not columns:
        return []
    left, right = _reached(rows, band, columns)
    starts, ends = (
        [left, *(column.x1 for column in columns)],
        [*(column.x0 for column in columns), right],
    )
    whites = list(zip(starts, ends, strict=True))
    return whites if all(end - start >= narrowest for start, end in whites) else []


def _reached(rows: list[TextRow], band: Gutter, columns: list[_Strip]) -> Gutter:
    """How far the lines beside a band reach into it from the left and from the right,
    towards the columns inside.

    A column that many lines fill may be so full at one side only.
    """
    ends = [(run[0].box.x0, run[-1].box.x1) for row in rows for run in row.runs]
    left = max((x1 for x0, x1 in ends if x0 < band[0] < x1 < columns[0].x0), default=band[0])
    right = min((x0 for x0, x1 in ends if columns[-1].x1 < x0 < band[1] < x1), default=band[1])
    return left, right


def _inside(rows: list[TextRow], band: Gutter, narrowest: float) -> list[_Strip]:
    """What lies wholly in a band, from left to right:
    runs with less white between them make one column.
    """
    columns: list[_Strip] = []
    for run in sorted(
        (
            run
            for row in rows
            for run in row.runs
            if run[0].box.x0 >= band[0] - 1 and run[-1].box.x1 <= band[1] + 1
        ),
        key=lambda run: run[0].box.x0,
    ):
        x0, x1 = run[0].box.x0, run[-1].box.x1
        if columns and x0 < columns[-1].x1 + narrowest:
            columns[-1] = _Strip(columns[-1].x0, max(columns[-1].x1, x1), columns[-1].runs + 1)
        else:
            columns.append(_Strip(x0, x1, 1))
    return columns


def _clearest(covered: list[int], start: int, end: int, narrowest: float) -> tuple[int, int]:
    """The widest stretch that no line, or the fewest of them, runs over."""
    for least in range(max(covered[start:end]) + 1):
        best, begin = (start, start), start
        for x in range(start, end + 1):
            if x == end or covered[x] > least:
                best = max(best, (begin, x), key=lambda one: one[1] - one[0])
                begin = x + 1
        if best[1] - best[0] >= narrowest:
            return best
    return start, end


def _split(rows: list[TextRow], gutter: Gutter, narrowest: float) -> list[Gutter]:
    """A gutter without the columns inside it that few rows fill: runs that lie in it wholly,
    at least two of them.
    """
    parts, start = [], gutter[0]
    for column in _inside(rows, gutter, narrowest):
        wide = column.x0 - start >= narrowest and gutter[1] - column.x1 >= narrowest
        if column.runs >= _FEWEST_INSIDE and wide:
            parts.append((start, column.x0))
            start = column.x1
    return [*parts, (start, gutter[1])]


def _witnessed(rows: list[TextRow], gutters: list[Gutter]) -> tuple[Gutter, ...]:
    """The gutters that part words on as many lines as run over them alone;
    other white lies inside a column.

    A line over several gutters is the title of a group or a name in the header, and tells nothing
    of any of them.
    """
    ends = [-inf, *(gutter[0] for gutter in gutters)]
    starts = [*(gutter[1] for gutter in gutters), inf]
    over = Counter(
        alone for row in rows for run in row.runs if (alone := _only(run, gutters)) is not None
    )
    kept = []
    for at, gutter in enumerate(gutters):
        between = (ends[at], starts[at + 1])
        parted = sum(_parts_words(row, gutter, between) for row in rows)
        if parted > 0 and parted >= over[at]:
            kept.append(gutter)
    return tuple(kept)


def _parts_words(row: TextRow, gutter: Gutter, between: tuple[float, float]) -> bool:
    """Whether words of a line stand on both sides of a gutter and none in it;
    ``between`` are the gutters beside it.
    """
    left, right = gutter
    boxes = [word.box for word in row.words]
    return (
        any(between[0] < box.x1 <= left + 1 for box in boxes)
        and any(right - 1 <= box.x0 < between[1] for box in boxes)
        and not any(box.x0 < right - 1 and box.x1 > left + 1 for box in boxes)
    )


def _only(run: list[Word], gutters: list[Gutter]) -> int | None:
    """The one gutter a run crosses; None where it crosses none, or several."""
    crossed = [at for at, gutter in enumerate(gutters) if crosses(run, gutter)]
    return crossed[0] if len(crossed) == 1 else None


def local_white(rows: list[TextRow], gutter: Gutter) -> Gutter:
    """The white of a gutter on this page: on another page of the
    table its columns may be filled further.
    """
    middle = sum(gutter) / 2
    beside = [run for row in rows for run in row.runs]
    left = [
        run[-1].box.x1
        for run in beside
        if (run[0].box.x0 + run[-1].box.x1) / 2 < middle < run[-1].box.x1 + 40
    ]
    right = [
        run[0].box.x0
        for run in beside
        if (run[0].box.x0 + run[-1].box.x1) / 2 > middle > run[0].box.x0 - 40
    ]
    start = max((x for x in left if x < gutter[1]), default=gutter[0])
    end = min((x for x in right if x > gutter[0]), default=gutter[1])
    return (start, end) if start < end else gutter
