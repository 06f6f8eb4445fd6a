"""The rulings of a scanned page: long thin strokes of ink, mended where a scan broke them."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.read.scan.ink import Picture
from schemas.page import Rule

_SHORTEST = 22.0
"""Points: shorter than the sides of most cells, longer than any stroke of a letter."""

_SHORT = 11.0
"""Points: a shorter stroke is a ruling only where it leads from one ruling to another:
between two lines of a head.
"""

_THICKEST = 4.0
_SURE = 80.0
"""Points: a stroke this long is a ruling wherever it ends."""

_GAP = 9.0
"""Points by which a stroke may be broken, or miss the one it should meet."""

_PIECE = 11.0
"""Points: the shortest unbroken piece of a ruling."""

_CROWDED = 0.35
"""Share of a stroke's length that may have ink close beside it."""

_FREE = 0.05
"""Share below which a stroke stands free: a line under an office's name, no letters' tops."""

_ASIDE = 7.0
"""Points by which a crooked sheet puts one piece of a ruling beside the next;
no column with words is as narrow.
"""

_PAUSE = 60.0
"""Points: where a row merged across interrupts a ruling, it goes on below."""

_APART = 2.2
"""Points: pieces whose middles lie closer across are pieces of one stroke."""


Outline = NDArray[np.int32]
"""The pixels around a piece of ink."""


class Stroke(NamedTuple):
    """A straight stroke: ``at`` its middle across, ``start`` to ``end`` its extent, in pixels;
    its ``thickness``.
    """

    at: float
    start: float
    end: float
    thickness: float


class _Stroke(NamedTuple):
    """A stroke as it was found; ``crowded``: the share of its
    length that has ink close beside it.
    """

    stroke: Stroke
    outline: Outline
    crowded: float


class _Found(NamedTuple):
    """Long and short pieces of one direction, and the mask they were found in."""

    long: list[_Stroke]
    short: list[_Stroke]
    runs: Picture


def find_rules(ink: Picture, dpi: float) -> tuple[list[Rule], Picture]:
    """The rulings in points, and a mask of their ink in pixels."""
    point = dpi / 72
    found_across = _strokes(ink, point)
    found_down = _strokes(np.asarray(cv2.transpose(ink), np.uint8), point)
    pieces_across, pieces_down = (
        _ruled(found_across, found_down, point),
        _ruled(found_down, found_across, point),
    )
    across = _mended([one.stroke for one in pieces_across], point)
    down = _mended([one.stroke for one in pieces_down], point)
    across, down = _straightened(across, point), _straightened(down, point)
    across, down = _reaching(across, down, point), _reaching(down, across, point)
    across, down = _held(across, down, point), _held(down, across, point)
    rules = [
        Rule(
            one.start / point,
            (one.at - one.thickness / 2) / point,
            one.end / point,
            (one.at + one.thickness / 2) / point,
        )
        for one in across
    ]
    rules += [
        Rule(
            (one.at - one.thickness / 2) / point,
            one.start / point,
            (one.at + one.thickness / 2) / point,
            one.end / point,
        )
        for one in down
    ]
    mask = _mask(found_across, pieces_across, across, point)
    cv2.bitwise_or(mask, cv2.transpose(_mask(found_down, pieces_down, down, point)), dst=mask)
    return rules, mask


def _strokes(ink: Picture, point: float) -> _Found:
    """The horizontal strokes of a mask and their ink.

    Pieces no letter has are found first and only then joined over small gaps, so that broken lines
    count whole and words do not grow into lines. A ruling leaves white on both sides of it; what
    does not is a row of letters.
    """
    piece = cv2.getStructuringElement(cv2.MORPH_RECT, (round(_PIECE * point), 1))
    bridge = cv2.getStructuringElement(cv2.MORPH_RECT, (round(_GAP * point), 1))
    fat = np.asarray(cv2.dilate(ink, cv2.getStructuringElement(cv2.MORPH_RECT, (1, 3))), np.uint8)
    runs = np.asarray(cv2.erode(fat, piece), np.uint8)
    left, top, width, height = cv2.boundingRect(runs)  # little of most pages has any
    if width:
        reach = piece.shape[1] + bridge.shape[1]
        part = (slice(top, top + height), slice(max(0, left - reach), left + width + reach))
        runs[part] = cv2.morphologyEx(cv2.dilate(runs[part], piece), cv2.MORPH_CLOSE, bridge)
    found = _Found([], [], runs)
    outlines, _ = cv2.findContours(runs, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for outline in outlines:
        left, top, width, height = cv2.boundingRect(outline)
        if width < _SHORT * point or height > max(3 * _THICKEST * point, 0.02 * width):
            continue
        drawn = np.zeros((height, width), np.uint8)
        cv2.drawContours(drawn, [outline], -1, 255, cv2.FILLED, offset=(-left, -top))
        around = (drawn & found.runs[top : top + height, left : left + width]) > 0
        mean = float(np.count_nonzero(around)) / width
        if mean > _THICKEST * point + 2:
            continue
        crowded = _crowding(fat, around, left, top, round(1.2 * point))
        if crowded < _CROWDED:
            stroke = Stroke(top + height / 2, left, left + width, max(1.0, mean - 2))
            some = found.long if width >= _SHORTEST * point else found.short
            some.append(_Stroke(stroke, np.asarray(outline, np.int32), crowded))
    return found


def _ruled(found: _Found, crossing: _Found, point: float) -> list[_Stroke]:
    """The pieces that may be rulings: the long ones,
    and the short ones between two crossing ones.
    """
    kept = list(found.long)
    for piece in found.short:
        at, start, end, _ = piece.stroke
        near = [
            one.stroke
            for one in crossing.long
            if one.stroke.start - _APART * point <= at <= one.stroke.end + _APART * point
        ]
        if all(any(abs(one.at - edge) < _APART * point for one in near) for edge in (start, end)):
            kept.append(piece)
    return kept


def _mask(found: _Found, pieces: list[_Stroke], rulings: list[Stroke], point: float) -> Picture:
    """The ink of rulings and of lines that stand free:
    a stroke with stems is the tops of letters (TTTT).
    """
    mask = np.zeros_like(found.runs)
    outlines = [
        one.outline
        for one in pieces
        if one.crowded < _FREE or any(_is_part(one.stroke, ruling, point) for ruling in rulings)
    ]
    cv2.drawContours(mask, outlines, -1, 255, cv2.FILLED)
    cv2.bitwise_and(mask, found.runs, dst=mask)
    return mask


def _is_part(stroke: Stroke, ruling: Stroke, point: float) -> bool:
    """Whether a stroke lies on a ruling."""
    return (
        abs(stroke.at - ruling.at) < _ASIDE * point
        and stroke.start > ruling.start - _GAP * point
        and stroke.end < ruling.end + _GAP * point
    )


def _crowding(ink: Picture, stroke: NDArray[np.bool_], left: int, top: int, away: int) -> float:
    """The share of the strip right above or right below a stroke that has ink,
    whichever has more.
    """
    height, width = stroke.shape
    columns = np.arange(width)
    upper = top + stroke.argmax(axis=0) - away
    lower = top + height - 1 - stroke[::-1].argmax(axis=0) + away
    inked = [
        float((ink[np.clip(rows, 0, len(ink) - 1), left + columns] > 0).mean())
        for rows in (upper, lower)
    ]
    return max(inked)


def _mended(strokes: list[Stroke], point: float) -> list[Stroke]:
    """Pieces on one line with a small gap between them made one."""
    rest = sorted(strokes, key=lambda one: one.start)
    whole: list[Stroke] = []
    for stroke in rest:
        for index, other in enumerate(whole):
            near = abs(other.at - stroke.at) < _APART * point
            if near and stroke.start - other.end < _GAP * point:
                lengths = other.end - other.start, stroke.end - stroke.start
                at = (other.at * lengths[0] + stroke.at * lengths[1]) / (lengths[0] + lengths[1])
                whole[index] = Stroke(
                    at,
                    other.start,
                    max(other.end, stroke.end),
                    max(other.thickness, stroke.thickness),
                )
                break
        else:
            whole.append(stroke)
    return whole


def _straightened(strokes: list[Stroke], point: float) -> list[Stroke]:
    """Pieces that go on behind another, a little aside,
    moved to the middle of the ruling they are part of.
    """
    rulings: list[list[Stroke]] = []
    for stroke in sorted(strokes, key=lambda one: one.start):
        for pieces in rulings:
            last = pieces[-1]
            if (
                abs(last.at - stroke.at) < _ASIDE * point
                and -_GAP < (stroke.start - last.end) / point < _PAUSE
            ):
                pieces.append(stroke)
                break
        else:
            rulings.append([stroke])
    return [one._replace(at=_middle(pieces)) for pieces in rulings for one in pieces]


def _middle(pieces: list[Stroke]) -> float:
    """Where a ruling runs, its longer pieces counting more."""
    return sum(one.at * (one.end - one.start) for one in pieces) / sum(
        one.end - one.start for one in pieces
    )


def _reaching(strokes: list[Stroke], crossing: list[Stroke], point: float) -> list[Stroke]:
    """Strokes drawn out to the crossing stroke they nearly meet."""
    found = []
    for one in strokes:
        start, end = one.start, one.end
        for other in crossing:
            if other.start - _GAP * point <= one.at <= other.end + _GAP * point:
                if 0 < one.start - other.at < _GAP * point:
                    start = min(start, other.at)
                if 0 < other.at - one.end < _GAP * point:
                    end = max(end, other.at)
        found.append(one._replace(start=start, end=end))
    return found


def _held(strokes: list[Stroke], crossing: list[Stroke], point: float) -> list[Stroke]:
    """Strokes without the short ones that end in the open: serifs of capitals in a row,
    pen strokes.
    """
    return [
        one
        for one in strokes
        if one.end - one.start > _SURE * point
        or all(_meets(one.at, end, crossing) for end in (one.start, one.end))
    ]


def _meets(at: float, end: float, crossing: list[Stroke]) -> bool:
    return any(
        abs(other.at - end) < 3 + other.thickness and other.start - 3 <= at <= other.end + 3
        for other in crossing
    )
