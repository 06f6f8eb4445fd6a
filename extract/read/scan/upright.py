"""Which way up a scanned page is, and how askew: found from the letters' ink,
undone before anything is read.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.read.scan.ink import Picture, find_pieces, ink_of
from schemas.page import Box

_MOST_SKEW = 6.0
"""Degrees; a page fed more askew than this is turned on purpose."""

_FEW_LETTERS = 60
_ENOUGH_MARKS = 300
"""Marks that are looked at, spread over the page: a grainy page has tens of thousands of specks."""

_REACH = 30
"""Pixels across between the middles of a mark and of its letter."""

_MOST_PAIRS = 500_000
"""Of marks and letters that are held against each other at once: a page of halftone has many times
the pieces of text, and all pairs of it would take gigabytes.
"""

_CLEARLY = 2.5
"""Standard deviations of chance by which more marks must stand below the letters than above: hardly
a page lies upside down, and on a page with few letters specks and a seal's pieces count as much as
marks.
"""

_WORTH = 0.05
"""Degrees of skew below which a page is not touched."""


class Letters(NamedTuple):
    """Boxes of pieces of ink that are as large as letters, and of smaller ones: marks, dots,
    commas. In pixels.
    """

    large: NDArray[np.int32]
    small: NDArray[np.int32]


def find_letters(ink: Picture, dpi: float) -> Letters:
    """The pieces of ink by size: each row is (x, y, width, height)."""
    _, boxes = find_pieces(ink)
    width, height = boxes[:, 2], boxes[:, 3]
    point = dpi / 72
    large = (
        (height > 3.5 * point)
        & (height < 16 * point)
        & (width > 1.2 * point)
        & (width < 40 * point)
    )
    small = (
        (height > 0.7 * point)
        & (height < 3.2 * point)
        & (width > 0.7 * point)
        & (width < 5 * point)
    )
    return Letters(boxes[large], boxes[small])


def count_turns(ink: Picture, dpi: float, letters: Letters | None = None) -> int:
    """Clockwise quarter turns that set the page upright.

    Letters of a line share a baseline, so the bottoms of a page's letters crowd on few heights: if
    the left or right sides of the letters crowd more, the lines run down the page. Vietnamese marks
    stand above their letters, three times as often as below: they tell top from bottom.
    """
    letters = letters or find_letters(ink, dpi)
    if len(letters.large) < _FEW_LETTERS:
        return 0
    upright = _crowding(letters.large, 1)
    sideways = _crowding(letters.large, 0)
    if sideways > 1.3 * upright:
        turned = find_letters(np.asarray(cv2.rotate(ink, cv2.ROTATE_90_CLOCKWISE), np.uint8), dpi)
        above, below = count_marks(turned)
        return 1 if above >= below else 3
    above, below = count_marks(letters)
    return 2 if below - above > _CLEARLY * math.sqrt(above + below) else 0


def _crowding(boxes: NDArray[np.int32], axis: int) -> float:
    """How unevenly the ends of the boxes lie along an axis,
    in narrow strips so that a little skew does not matter.
    """
    across = 1 - axis
    strips = (
        (boxes[:, across] - boxes[:, across].min()) / max(1, np.ptp(boxes[:, across]) / 6 + 1)
    ).astype(np.int64)
    total = 0.0
    for ends in (boxes[:, axis] + boxes[:, axis + 2], boxes[:, axis]):
        found = 0.0
        for strip in range(int(strips.max()) + 1):
            counts = np.bincount((ends[strips == strip] // 3).astype(np.int64))
            found += float((counts.astype(np.float64) ** 2).sum())
        total = max(total, found)
    return total


def count_marks(letters: Letters) -> tuple[int, int]:
    """How many small pieces of ink stand above the letter at their place, and how many below it."""
    if len(letters.small) == 0 or len(letters.large) == 0:
        return 0, 0
    small = letters.small[:: len(letters.small) // _ENOUGH_MARKS + 1]
    some = max(1, _MOST_PAIRS // len(letters.large))
    counts = [
        _count_beside(letters.large, small[at : at + some]) for at in range(0, len(small), some)
    ]
    return sum(above for above, _ in counts), sum(below for _, below in counts)


def _count_beside(large: NDArray[np.int32], small: NDArray[np.int32]) -> tuple[int, int]:
    """How many of some marks stand above and below a letter:
    every mark is held against every letter.
    """
    left, top, width, height = (large[:, at] for at in range(4))
    # a row a mark, a column a letter
    centre, level = ((small[:, at] + small[:, at + 2] / 2)[:, np.newaxis] for at in (0, 1))
    aside = left + width / 2 - centre
    touching = (
        (aside >= -_REACH) & (aside < _REACH) & (left - 2 <= centre) & (centre <= left + width + 2)
    )
    over, under = top - level, level - (top + height)
    above = (touching & (over > 0) & (over < 0.9 * height)).any(axis=1)
    below = (touching & (under > 0) & (under < 0.9 * height)).any(axis=1)
    return int((above & ~below).sum()), int((below & ~above).sum())


def find_skew(ink: Picture, dpi: float, letters: Letters | None = None) -> float:
    """Degrees by which the page's lines fall to the right;
    0 where there are too few letters to tell.
    """
    large = (letters or find_letters(ink, dpi)).large
    if len(large) < _FEW_LETTERS:
        return 0.0
    x = large[:, 0] + large[:, 2] / 2
    y = (large[:, 1] + large[:, 3]).astype(np.float64)
    best = _sharpest(x, y, np.arange(-_MOST_SKEW, _MOST_SKEW + 0.01, 0.2), dpi / 72)
    return _sharpest(x, y, np.arange(best - 0.2, best + 0.21, 0.02), dpi / 72)


def _sharpest(
    x: NDArray[np.float64], y: NDArray[np.float64], angles: NDArray[np.float64], step: float
) -> float:
    """The angle at which the letters' bottoms crowd on the fewest heights."""
    scores = []
    for angle in angles:
        level = y - x * np.tan(np.radians(angle))
        counts = np.bincount(((level - level.min()) / step).astype(np.int64)).astype(np.float64)
        smooth = counts[:-1] + counts[1:] if len(counts) > 1 else counts
        scores.append(float((smooth**2).sum()))
    return float(angles[int(np.argmax(scores))])


def set_upright(picture: Picture, dpi: float) -> tuple[Picture, int, float]:
    """The picture turned upright and straight, the quarter turns
    and the degrees of skew that were undone.
    """
    ink = ink_of(picture)
    letters = find_letters(ink, dpi)
    turns = count_turns(ink, dpi, letters)
    if turns:
        picture = np.asarray(np.rot90(picture, -turns), np.uint8).copy()
        ink = np.asarray(np.rot90(ink, -turns), np.uint8).copy()
    skew = find_skew(ink, dpi, None if turns else letters)
    if abs(skew) < _WORTH:
        return picture, turns, 0.0
    return straightened(picture, skew), turns, skew


def upright(picture: Picture, turns: int, skew: float) -> Picture:
    """A part of a page turned as the page was, by `set_upright`;
    as large as the turned part needs.
    """
    turned = np.rot90(picture, -turns)
    height, width = turned.shape
    margin = math.ceil(math.sin(math.radians(abs(skew))) * max(height, width) / 2)
    framed = cv2.copyMakeBorder(
        turned, margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=255
    )
    return straightened(np.asarray(framed, np.uint8), skew)


def straightened(picture: Picture, skew: float) -> Picture:
    """The picture turned about its middle by ``skew`` degrees against the clock."""
    height, width = picture.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1.0)
    straight = cv2.warpAffine(
        picture,
        matrix,
        (width, height),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=255,
    )
    return np.asarray(straight, np.uint8)


def upright_box(box: Box, width: float, height: float, turns: int, skew: float) -> Box:
    """Where a box of a page of this size lies when `set_upright`
    has undone so many turns and such a skew.
    """
    for _ in range(turns):
        box = Box(height - box.bottom, box.x0, height - box.top, box.x1)
        width, height = height, width
    sine, cosine = math.sin(math.radians(skew)), math.cos(math.radians(skew))
    corners = [
        (x - width / 2, y - height / 2) for x in (box.x0, box.x1) for y in (box.top, box.bottom)
    ]
    across = [cosine * x + sine * y + width / 2 for x, y in corners]
    down = [cosine * y - sine * x + height / 2 for x, y in corners]
    return Box(min(across), min(down), max(across), max(down))
