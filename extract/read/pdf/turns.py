"""Which way the letters of a page run: upright, in quarter turns, or along the ring of a stamp."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import pypdfium2.raw as pdfium

_SAMPLES = 48
_STRAIGHT = 0.1
"""Of a quarter turn: less is a letter that stands straight on a page that was fed askew."""
_MOST_STRAIGHT = 6
_FEWEST_SLANTED = 8

Handle = Any

_loose_box = pdfium.FPDFText_GetLooseCharBox


def directions(text_page: Handle, count: int) -> list[int]:
    """Clockwise quarter turns that set the page's text upright, the most frequent first.

    A sample of the glyphs decides whether all are looked at: a page drawn sideways often has a
    running head that is not.
    """
    turns = count_turns(text_page, range(0, count, max(1, count // _SAMPLES)))
    if turns and (len(turns) > 1 or 0 not in turns):
        turns = count_turns(text_page, range(count))
    return [turn for turn, _ in turns.most_common()]


def count_turns(text_page: Handle, indices: Iterable[int]) -> Counter[int]:
    """How many of the visible characters need how many clockwise quarter turns to stand upright."""
    return Counter(
        turn_of(text_page, index)
        for index in indices
        if pdfium.FPDFText_GetUnicode(text_page, index) > 0x20
    )


def turn_of(text_page: Handle, index: int) -> int:
    """Clockwise quarter turns that set one glyph upright;
    one without a direction stands as it is.
    """
    angle: float = pdfium.FPDFText_GetCharAngle(text_page, index)
    return -round(angle / (math.pi / 2)) % 4 if math.isfinite(angle) else 0


def looks_scattered(text: str) -> bool:
    """Whether a page has many lines of a letter or two, as letters around a stamp make them."""
    return sum(len(line.strip()) in (1, 2) for line in text.split("\n")) >= _FEWEST_SLANTED


def has_slanted(text_page: Handle, indices: Sequence[int]) -> bool:
    """Whether there may be a run of slanted letters: so long a one is met by looking at every
    sixth.
    """
    return any(_is_slanted(text_page, index) for index in indices[:: _FEWEST_SLANTED - 2])


def runs_straight(text_page: Handle, run: Sequence[int]) -> bool:
    """Whether the letters of a run stand at one angle: a watermark across the page, no stamp's
    ring.
    """
    angles = [pdfium.FPDFText_GetCharAngle(text_page, index) for index in run]
    known = [angle for angle in angles if math.isfinite(angle)]
    return bool(known) and max(known) - min(known) < _STRAIGHT


def slanted_runs(text_page: Handle, indices: Sequence[int]) -> list[list[int]]:
    """Characters that stand neither upright nor sideways, as runs: around a stamp,
    across a page as a watermark.

    Those letters of a run that happen to stand straight are in it.
    """
    runs: list[list[int]] = []
    last = 0
    for at, index in enumerate(indices):
        if pdfium.FPDFText_GetUnicode(text_page, index) <= 0x20 or not _is_slanted(
            text_page, index
        ):
            continue
        if not runs or at - last > _MOST_STRAIGHT:
            runs.append([])
        runs[-1].extend(indices[last + 1 if runs[-1] else at : at + 1])
        last = at
    return [_with_ends(text_page, run, indices) for run in runs if len(run) >= _FEWEST_SLANTED]


def _is_slanted(text_page: Handle, index: int) -> bool:
    angle: float = pdfium.FPDFText_GetCharAngle(text_page, index)
    return (
        math.isfinite(angle)
        and abs(angle / (math.pi / 2) - round(angle / (math.pi / 2))) > _STRAIGHT
    )


def _with_ends(text_page: Handle, run: list[int], indices: Sequence[int]) -> list[int]:
    """A run with the straight letters at its ends: they stand right beside it,
    and seldom are they many.
    """
    rect = pdfium.FS_RECTF()

    def middle(index: int) -> tuple[float, float, float]:
        pdfium.FPDFText_GetLooseCharBox(text_page, index, rect)
        return (
            (rect.left + rect.right) / 2,
            (rect.top + rect.bottom) / 2,
            abs(rect.top - rect.bottom),
        )

    start, end = indices.index(run[0]), indices.index(run[-1])
    for step, at in ((-1, start), (1, end)):
        for _ in range(_MOST_STRAIGHT):
            after = at + step
            if not 0 <= after < len(indices):
                break
            x, y, height = middle(indices[at])
            other = middle(indices[after])
            if math.hypot(x - other[0], y - other[1]) > 1.2 * height:
                break
            at = after
            run.append(indices[at])
    return sorted(run)
