"""Roman numerals of recognised words by the strokes of their ink: III reads as II, IH or HI,
VII as VH, VI as VỊ.

Between a numeral's serifs every I is one upright stroke and every V two that lean on each other;
how many there are shows even where the serifs touch. An H has its bar there, and the stems of TT or
11 stand further apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import cv2
import numpy as np
import regex

from extract.read.scan.ink import Picture

_NUMERAL = regex.compile(r"([IVHl1|!?\]ĨÌÍỈỊ]+)([.,:;]*)")
"""A word that is a numeral, or one misread, and its points."""

_SHOWN = regex.compile(r"I{2,3}|IV|VI{0,3}")
"""The numerals whose strokes can be counted."""

_BAND = (0.22, 0.62)
"""Share of a capital's height below its upper serifs and above where the strokes of a V meet."""

_STEADY = 0.9
"""Share of the rows of the band that show the same number of strokes."""

_BAR = 0.42
"""Heights: what is longer along a row is no stroke's thickness but the bar of an H."""

_UPRIGHT = 0.045
_LEANING = 0.075
"""Share of the height by which a stroke's middle moves over the band: no more than an I's,
no less than a V's.
"""

_APART = 0.63
"""Heights between the middles of two neighbouring I; TT and 11 stand further apart,
in any usual type.
"""

_WIDEST = {"I": 0.68, "V": 1.3}
"""Heights that a letter takes at most; T is wider than I."""

_LOWEST = 10
"""Pixels: the height of capitals that show their strokes."""

_Run = tuple[int, int]
"""Where ink starts and ends along a row of pixels."""


def read_numeral(text: str, ink: Picture) -> str:
    """A word as its ink shows it, ``text`` itself where that is no numeral or the ink shows none.

    ``ink``: the mask of the word's box.
    """
    match = _NUMERAL.fullmatch(text)
    if match is None or match.group(1).isdigit():
        return text
    numeral = _numeral_of(ink)
    return numeral + match.group(2) if numeral else text


def _numeral_of(ink: Picture) -> str:
    """II, III, VI and the like; "" where the ink is anything else, or one stroke,
    which may be any letter's.
    """
    letters = _capitals(ink)
    height, width = letters.shape
    if height < _LOWEST:
        return ""
    rows = letters[round(_BAND[0] * height) : round(_BAND[1] * height)] > 0
    strokes = _strokes_of([runs_of(row) for row in rows], _BAR * height)
    shape = "".join(_leaning(stroke, height) for stroke in strokes)
    numeral = shape.replace("\\/", "V").replace("|", "I")
    if _SHOWN.fullmatch(numeral) is None:
        return ""
    upright = [stroke for stroke, sign in zip(strokes, shape, strict=True) if sign == "|"]
    apart = pairwise(map(_middle, upright))
    if not all(0 < two - one < _APART * height for one, two in apart):
        return ""
    return numeral if width <= height * sum(_WIDEST[letter] for letter in numeral) else ""


def _middle(stroke: Sequence[_Run]) -> float:
    return float(np.mean([sum(run) / 2 for run in stroke]))


def _strokes_of(rows: list[list[_Run]], bar: float) -> list[tuple[_Run, ...]]:
    """The strokes that run down through rows of pixels, from left to right, each by its runs in the
    rows that show all of them; none where the rows are not even, or one has a bar.
    """
    count = int(np.bincount([len(runs) for runs in rows]).argmax())
    steady = [runs for runs in rows if len(runs) == count]
    barred = any(end - start > bar for runs in rows for start, end in runs)
    if count < 2 or barred or len(steady) < _STEADY * len(rows):
        return []
    return list(zip(*steady, strict=True))


def _capitals(ink: Picture) -> Picture:
    """The ink of the pieces that reach the middle of a word's
    height, cut out: no point, no comma, no mark.
    """
    if ink.size == 0:
        return ink
    _, labels, stats, _ = cv2.connectedComponentsWithStats(
        np.ascontiguousarray(ink), connectivity=8
    )
    if len(stats) < 2:
        return ink[:0]
    tops, heights = stats[1:, 1], stats[1:, 3]
    tall = np.flatnonzero(heights > 0.7 * heights.max()) + 1
    left, top = stats[tall, 0].min(), tops[tall - 1].min()
    right, bottom = (stats[tall, 0] + stats[tall, 2]).max(), (stats[tall, 1] + stats[tall, 3]).max()
    kept = np.isin(labels[top:bottom, left:right], tall)
    return np.where(kept, np.uint8(255), np.uint8(0))


def runs_of(row: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> list[_Run]:
    """Where ink starts and ends along a row of pixels."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], row, [False])).astype(np.int8)))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _leaning(stroke: Sequence[_Run], height: int) -> str:
    """How a stroke runs from above to below: "|", "\\\\", "/", or "?" where it is none of them."""
    third = max(1, len(stroke) // 3)
    above, below = (
        float(np.mean([sum(one) / 2 for one in part])) for part in (stroke[:third], stroke[-third:])
    )
    moved = (below - above) / height
    if abs(moved) <= _UPRIGHT:
        return "|"
    if abs(moved) < _LEANING:
        return "?"
    return "\\" if moved > 0 else "/"
