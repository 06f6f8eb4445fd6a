"""What of a page's colours is text: black ink, and red letters that stand in rows.

Seals, signatures and pens are coloured and not to be read. But the name of who signs is often
stamped below the seal in its red. A red piece higher than a letter is part of a seal, a frame or a
stroke, and what lies in the circle around these is theirs; letters that stand in a row, clear of
all of it, were stamped to be read.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from schemas.page import Box

Picture = NDArray[np.uint8]

_POINTS = 72

_TINT = 48
"""How far the channels of a pixel lie apart where its ink is coloured."""

_STRIP = 128
"""Rows of pixels: a part of a coloured picture that fits into the processor's cache."""

_LEAST_INK = 40.0
"""Square points of red ink: a name has more."""

_CLUSTER = 6.0
"""Points between the pieces of one seal, where its rim is broken."""

_DUST = 0.7
"""Points: what is smaller is no letter's part."""

_MOST_PIECES = 600
"""Of a seal and a name there are less than a hundred; where there are more, a picture is red,
or the paper.
"""

_LETTER = (3.0, 24.0)
"""Points: the height of a letter, and of a word in joined script."""

_LONGEST = 90.0
"""Points: the longest word in joined script."""

_LETTERS, _LENGTH = 4, 3.5
"""How many letters a row has at least, and how many times its height it is long."""

_APART = 1.2
"""Heights between two neighbours of a row."""

_CLEAR = 0.7
"""Heights before and behind a row without other red ink:
a row that begins under a seal would be misread.
"""

_ACCENTS = 0.35
"""Share of a row's height where only accents are: the rim of a seal may come as near,
before the row and behind it.
"""

_MARKS = (0.55, 0.35)
"""Heights above and below the letters of a row where their marks are."""

_PURE = 0.4
"""Black ink by red ink in a row: where there is more, red is but the fringe of black letters."""
_DARK = 128


class _Box(NamedTuple):
    left: int
    top: int
    right: int
    bottom: int

    @property
    def height(self) -> int:
        return self.bottom - self.top

    def holds(self, box: _Box) -> bool:
        """Whether a box lies in this one, to its borders."""
        across = self.left <= box.left and box.right <= self.right
        return across and self.top <= box.top and box.bottom <= self.bottom


class Stamped(NamedTuple):
    """A row of red letters: its box in points,
    its picture as dark on light as black letters are.
    """

    box: Box
    picture: Picture


def find_red_letters(picture: NDArray[Any], dark: Picture, dpi: float) -> list[Stamped]:
    """The red letters of a page that stand in rows.

    ``picture``: height by width, grey or with the channels blue, green and red; ``dark``:
    `drop_colour` of it.
    """
    if picture.ndim == 2 or picture.shape[2] == 1:
        return []
    red = _red_ink(picture)
    point = dpi / _POINTS
    if cv2.countNonZero(red) < _LEAST_INK * point * point:
        return []
    left, top, wide, high = cv2.boundingRect(red)
    part = np.s_[top : top + high, left : left + wide]
    letters, rows = _letters(np.ascontiguousarray(red[part]), dark[part], point)
    found = []
    for row in rows:
        some = np.s_[row.top : row.bottom, row.left : row.right]
        blue, green, _ = cv2.split(np.ascontiguousarray(picture[part][some][:, :, :3]))
        shown = np.where(letters[some] > 0, cv2.max(blue, green), np.uint8(255))
        x, y = row.left + left, row.top + top
        box = Box(x / point, y / point, (x + shown.shape[1]) / point, (y + shown.shape[0]) / point)
        found.append(Stamped(box, shown))
    return found


def drop_colour(picture: NDArray[Any]) -> Picture:
    """The dark ink of a picture alone: coloured ink (stamps, signatures,
    pens) becomes as light as paper.

    A pixel's lightest channel is what is left of it: red and blue ink are light there, black is
    dark, and black under a stamp stays dark.
    """
    if picture.ndim == 2 or picture.shape[2] == 1:
        return np.array(picture.reshape(picture.shape[:2]), np.uint8)
    dark = np.empty(picture.shape[:2], np.uint8)
    for top in range(0, len(picture), _STRIP):
        strip = np.ascontiguousarray(picture[top : top + _STRIP, :, :3])
        blue, green, red = cv2.split(strip)
        lightest = cv2.max(cv2.max(blue, green), red)
        darkest = cv2.min(cv2.min(blue, green), red)
        _, tinted = cv2.threshold(cv2.subtract(lightest, darkest), _TINT, 255, cv2.THRESH_BINARY)
        dark[top : top + _STRIP] = cv2.copyTo(
            lightest, tinted, cv2.cvtColor(strip, cv2.COLOR_BGR2GRAY)
        )
    return dark


def _red_ink(picture: NDArray[Any]) -> Picture:
    """A mask of what is red."""
    red = np.empty(picture.shape[:2], np.uint8)
    for top in range(0, len(picture), _STRIP):
        blue, green, full = cv2.split(np.ascontiguousarray(picture[top : top + _STRIP, :, :3]))
        _, tinted = cv2.threshold(
            cv2.subtract(full, cv2.max(blue, green)), _TINT, 255, cv2.THRESH_BINARY
        )
        red[top : top + _STRIP] = tinted
    return red


def _letters(red: Picture, dark: Picture, point: float) -> tuple[Picture, list[_Box]]:
    """A mask of the letters in rows, with a pixel around them for their soft edges;
    and the rows with their marks.
    """
    labels, boxes = _pieces(red, _DUST * point)
    if len(boxes) > _MOST_PIECES:
        return np.zeros_like(red), []
    letters, large = _letters_alone(boxes, point)
    others = np.isin(labels, large).astype(np.uint8)
    tall = [box for box in letters.values() if box.height >= _LETTER[0] * point]
    rows = [_with_marks(_around(row)) for row in _rows(tall) if _is_text(row, red, others, dark)]
    mask = _mask_of(labels, {at: box for at, box in letters.items() if _holds_any(rows, box)})
    return np.asarray(cv2.dilate(mask, np.ones((3, 3), np.uint8)), np.uint8), rows


def _letters_alone(boxes: dict[int, _Box], point: float) -> tuple[dict[int, _Box], list[int]]:
    """The pieces as large as letters outside the circles of seals, and all that are larger."""
    small = {at: box for at, box in boxes.items() if _may_be_letter(box, point)}
    large = [at for at in boxes if at not in small]
    circles = _circles([boxes[at] for at in large], _CLUSTER * point)
    alone = {at: box for at, box in small.items() if not any(_lies_in(box, one) for one in circles)}
    return alone, large


def _pieces(red: Picture, least: float) -> tuple[NDArray[Any], dict[int, _Box]]:
    """The number of the piece at every pixel, and the boxes of those at least so long or high."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(red, connectivity=8)
    pieces = (1 + np.flatnonzero(stats[1:, 2:4].max(axis=1, initial=0) >= least)).tolist()
    corners = ((at, stats[at].tolist()) for at in pieces)
    return labels, {at: _Box(x, y, x + wide, y + high) for at, (x, y, wide, high, _) in corners}


def _holds_any(rows: list[_Box], box: _Box) -> bool:
    return any(row.holds(box) for row in rows)


def _mask_of(labels: NDArray[Any], pieces: dict[int, _Box]) -> Picture:
    """A mask of some pieces, by their numbers."""
    mask = np.zeros(labels.shape, np.uint8)
    for at, box in pieces.items():
        some = np.s_[box.top : box.bottom, box.left : box.right]
        mask[some] |= np.where(labels[some] == at, np.uint8(255), np.uint8(0))
    return mask


def _with_marks(row: _Box) -> _Box:
    above, below = (round(share * row.height) for share in _MARKS)
    return _Box(row.left, max(0, row.top - above), row.right, row.bottom + below)


def _may_be_letter(box: _Box, point: float) -> bool:
    return box.height <= _LETTER[1] * point and box.right - box.left <= _LONGEST * point


def _circles(boxes: list[_Box], reach: float) -> list[tuple[float, float, float]]:
    """The circles around large pieces near each other: middle and radius."""
    groups: list[list[_Box]] = []
    for box in boxes:
        touched = [
            group for group in groups if any(_distance(box, other) <= reach for other in group)
        ]
        for group in touched:
            groups.remove(group)
        groups.append([box, *(other for group in touched for other in group)])
    circles = []
    for group in groups:
        whole = _around(group)
        radius = max(whole.right - whole.left, whole.height) / 2
        middle = ((whole.left + whole.right) / 2, (whole.top + whole.bottom) / 2)
        circles.append((*middle, radius))
    return circles


def _distance(one: _Box, other: _Box) -> float:
    across = max(one.left - other.right, other.left - one.right, 0)
    return math.hypot(across, max(one.top - other.bottom, other.top - one.bottom, 0))


def _lies_in(box: _Box, circle: tuple[float, float, float]) -> bool:
    x, y, radius = circle
    return math.hypot((box.left + box.right) / 2 - x, (box.top + box.bottom) / 2 - y) < radius


def _rows(letters: list[_Box]) -> list[list[_Box]]:
    """Letters beside each other, from left to right."""
    rows: list[list[_Box]] = []
    for letter in sorted(letters):
        for row in rows:
            last = row[-1]
            common = min(last.bottom, letter.bottom) - max(last.top, letter.top)
            least, most = sorted((last.height, letter.height))
            if common >= 0.6 * least and letter.left - last.right <= _APART * most:
                row.append(letter)
                break
        else:
            rows.append([letter])
    return rows


def _is_text(row: list[_Box], red: Picture, others: Picture, dark: Picture) -> bool:
    """Whether a row is long enough for a name, and nothing else lies over it or at its ends."""
    whole = _around(row)
    if len(row) < _LETTERS or whole.right - whole.left < _LENGTH * whole.height:
        return False
    side = round(_CLEAR * whole.height)
    core = whole.top + round(_ACCENTS * whole.height)
    some = np.s_[whole.top : whole.bottom, whole.left : whole.right]
    if (
        others[some].any()
        or others[core : whole.bottom, max(0, whole.left - side) : whole.right + side].any()
    ):
        return False
    return bool(np.count_nonzero(dark[some] < _DARK) <= _PURE * np.count_nonzero(red[some]))


def _around(boxes: list[_Box]) -> _Box:
    return _Box(
        min(one.left for one in boxes),
        min(one.top for one in boxes),
        max(one.right for one in boxes),
        max(one.bottom for one in boxes),
    )
