"""Rulings and pictures among a page's drawing objects.

Producers draw a table's lines as thin filled rectangles, as strokes, or as one path with many
pieces; what they have in common is a thin extent.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from itertools import pairwise
from operator import attrgetter
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extract.read.pdf.frame import Frame
from extract.read.pdf.painted import (
    Matrix,
    Painted,
    Point,
    around,
    bounds,
    matrix_of,
    moved,
    product,
)
from schemas.page import Box, Rule

MAX_THICKNESS = 3.0
"""Points; anything thicker is an area, not a line."""

MIN_LENGTH = 4.0
_MOST_WHITE = 3.0
"""In lengths of a dot, the white between two dots of one line."""

_FEWEST_DOTS = 4
_WHITE = 250
"""Of 255, in each of red, green and blue."""

_MAX_SEGMENTS = 20_000
_LETTERS_SEGMENTS = 40
"""A word drawn as outlines has hundreds of segments, a framed cell a few."""

Handle = Any


def read_objects(objects: Iterable[Painted], frame: Frame) -> tuple[list[Rule], list[Box]]:
    """The rulings and the pictures among what a page paints, on the upright page.

    A white line is one where it parts a coloured area; on the paper nobody sees it.
    """
    images: list[Box] = []
    paths: list[_Path] = []
    for handle, kind, matrix in objects:
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            images.append(frame.upright(*bounds(handle, matrix)))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            paths.append(_read_path(handle, matrix, frame))
    grounds = [*images, *(path.area for path in paths if path.area)]
    # those in colour first, as they are drawn
    rules = [rule for path in sorted(paths, key=_WHITE_LAST) for rule in path.shown_on(grounds)]
    dots = [rule for path in paths for rule in path.lines if _is_dot(rule)]
    return [*rules, *_dotted(dots)], images


class _Path(NamedTuple):
    """The thin parts of a path, and the area that it fills with a colour;
    ``white``: painted as the paper is.
    """

    lines: list[Rule]
    area: Box | None = None
    white: bool = False

    def shown_on(self, grounds: list[Box]) -> list[Rule]:
        """Its rulings that somebody sees."""
        rules = [rule for rule in self.lines if not _is_dot(rule)]
        if not self.white:
            return rules
        return [rule for rule in rules if any(_covers(ground, rule) for ground in grounds)]


_WHITE_LAST = attrgetter("white")


def _read_path(handle: Handle, matrix: Matrix, frame: Frame) -> _Path:
    filled, stroked = _paint(handle)
    if not (filled or stroked):
        return _Path([])
    white = _is_white(handle, stroked)
    lines = [Rule(*frame.upright(*box)) for box in _thin_parts(handle, matrix, stroked)]
    coloured = filled and not white
    return _Path(lines, frame.upright(*bounds(handle, matrix)) if coloured else None, white)


def _is_dot(rule: Rule) -> bool:
    """Whether it is too short for a ruling by itself."""
    return max(rule.x1 - rule.x0, rule.bottom - rule.top) < MIN_LENGTH


def _is_white(path: Handle, stroked: bool) -> bool:
    """Whether a path is painted in the white of the paper; a pattern is no colour."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    colour = pdfium.FPDFPageObj_GetStrokeColor if stroked else pdfium.FPDFPageObj_GetFillColor
    return (
        bool(colour(path, red, green, blue, alpha))
        and min(red.value, green.value, blue.value) >= _WHITE
    )


def _covers(area: Box, rule: Rule) -> bool:
    """Whether an area, thicker than a line, lies under the middle of a rule."""
    if min(area.x1 - area.x0, area.bottom - area.top) <= MAX_THICKNESS:
        return False
    x, y = (rule.x0 + rule.x1) / 2, (rule.top + rule.bottom) / 2
    return area.x0 <= x <= area.x1 and area.top <= y <= area.bottom


def _dotted(dots: list[Rule]) -> list[Rule]:
    """The lines that dots in a row make, across and down:
    some producers draw each as an area of its own.
    """
    across = [
        _whole(row) for row in _rows((dot.top, dot.bottom, dot.x0, dot.x1, dot) for dot in dots)
    ]
    down = [
        _whole(row) for row in _rows((dot.x0, dot.x1, dot.top, dot.bottom, dot) for dot in dots)
    ]
    return [
        line
        for line in (*across, *down)
        if max(line.x1 - line.x0, line.bottom - line.top) >= MIN_LENGTH
    ]


def _rows(dots: Iterable[tuple[float, float, float, float, Rule]]) -> Iterator[list[Rule]]:
    """Dots (side, other side, start, end) that share both sides,
    parted where the white is wider than a dot or two.
    """
    row: list[Rule] = []
    before = (0.0, 0.0, 0.0, 0.0)
    for side, other, start, end, dot in sorted(
        (round(a, 1), round(b, 1), c, d, dot) for a, b, c, d, dot in dots
    ):
        apart = start - before[3] > _MOST_WHITE * (end - start)
        if row and ((side, other) != before[:2] or apart):
            if len(row) >= _FEWEST_DOTS:
                yield row
            row = []
        row.append(dot)
        before = side, other, start, end
    if len(row) >= _FEWEST_DOTS:
        yield row


def _whole(row: list[Rule]) -> Rule:
    """The line from the first dot to the last."""
    return Rule(row[0].x0, row[0].top, row[-1].x1, row[-1].bottom)


def read_outlines(objects: Iterable[Painted], frame: Frame) -> list[Box]:
    """Where words seem to be drawn as outlines of their letters,
    which are pictures to every reader of text.
    """
    return [
        frame.upright(*bounds(handle, matrix))
        for handle, kind, matrix in objects
        if kind == pdfium.FPDF_PAGEOBJ_PATH
        and pdfium.FPDFPath_CountSegments(handle) > _LETTERS_SEGMENTS
        and any(_paint(handle))
    ]


def _paint(path: Handle) -> tuple[bool, bool]:
    """Whether the path is filled, and whether it is stroked; clip paths are neither."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(fill.value), bool(stroke.value)


def _thin_parts(
    path: Handle, matrix: Matrix, stroked: bool
) -> Iterator[tuple[float, float, float, float]]:
    """The thin rectangles a painted path consists of, as (left, bottom, right, top).

    The outline of an area counts only where it is stroked: shading behind text is no border.
    """
    box = bounds(path, matrix)
    if _is_thin(box):
        yield box
        return
    count = pdfium.FPDFPath_CountSegments(path)
    if not 2 < count <= _MAX_SEGMENTS:
        return
    whole = product(matrix_of(path), matrix)
    for points in _subpaths(path, count, whole):
        box = around(points)
        if _is_thin(box):
            yield box
        elif stroked:
            for start, end in pairwise(points):
                edge = around([start, end])
                if _is_thin(edge):
                    yield edge


def _subpaths(path: Handle, count: int, matrix: Matrix) -> Iterator[list[Point]]:
    """The points of each piece of a path, closed pieces ending where they began;
    curves are left out.
    """
    points: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = moved((x.value, y.value), matrix)
        if kind != pdfium.FPDF_SEGMENT_LINETO:
            if len(points) > 1:
                yield points
            points = [point]
            continue
        points.append(point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield [*points, points[0]]
            points = [point]
    if len(points) > 1:
        yield points


def _is_thin(box: tuple[float, float, float, float]) -> bool:
    """Whether a rectangle is a line rather than an area or a dot."""
    return min(box[2] - box[0], box[3] - box[1]) <= MAX_THICKNESS
