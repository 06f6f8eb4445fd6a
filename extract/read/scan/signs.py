"""≤ and ≥ by the bar of their ink: the recogniser's Vietnamese data has neither,
and reads every one of them as < or >.

The bar runs below the whole angle; where none is printed, the lowest part of the angle is one leg
or its tip. The blank behind such a sign is seen here, too, since the recogniser mostly loses it: "≤
20" reads as "<20".
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import regex

from extract.read.scan.ink import Picture
from extract.read.scan.strokes import runs_of

_COMPARISON = regex.compile(r"(?P<before>[(\[]?)(?P<sign>[<>])(?P<after>.*)")
_BARRED = {"<": "≤", ">": "≥"}

_LOWER = 0.82
"""Share of the sign's height below which its bar lies."""

_BAR = 0.78
"""Share of the sign's width: a bar takes more of a row of pixels, a leg at its flattest less."""

_SHAPE = (0.45, 1.5)
"""Width of a sign by its height, with and without its bar: what is wider touches its neighbour."""

_BLANK = 0.48
"""Widths of the sign from it to what follows: less is no blank. Measured: at most 0.4 without one,
0.57 with one.
"""

_LOWEST = 8
"""Pixels: the height of a sign that shows its bar."""


class WordPart(NamedTuple):
    """A word, or a part of one that a blank ends,
    and the columns of pixels it takes of the word's ink.
    """

    text: str
    left: int
    right: int


def read_comparison(text: str, ink: Picture) -> list[WordPart]:
    """A word as its ink shows it: ``text`` in one piece where it does not begin with a sign that
    the ink shows clearly.

    ``ink``: the mask of the word's box.
    """
    whole = [WordPart(text, 0, ink.shape[1])]
    match = _COMPARISON.fullmatch(text)
    if match is None or ink.size == 0:
        return whole
    before, sign, after = match.groups()
    columns = runs_of(np.asarray(ink.any(axis=0)))[len(before) :]
    if not columns:
        return whole
    left, right = columns[0]
    rows = _trimmed(ink[:, left:right] > 0)
    height, width = rows.shape
    if height < _LOWEST or not _SHAPE[0] <= width / height <= _SHAPE[1]:
        return whole
    bar = max(map(_longest_run, rows[round(_LOWER * height) :]))
    shown = before + (_BARRED[sign] if bar >= _BAR * width else sign)
    if after and len(columns) > 1 and (start := columns[1][0]) - right >= _BLANK * width:
        return [WordPart(shown, 0, right), WordPart(after, start, ink.shape[1])]
    return [WordPart(shown + after, 0, ink.shape[1])]


def _longest_run(row: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> int:
    return max((end - start for start, end in runs_of(row)), default=0)


def _trimmed(
    ink: np.ndarray[tuple[int, int], np.dtype[np.bool_]],
) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """The rows of a mask from the first to the last that has ink."""
    rows = np.flatnonzero(ink.any(axis=1))
    return ink[rows[0] : rows[-1] + 1]
