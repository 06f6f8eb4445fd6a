"""The ink of a picture in grey: its light made even, its mask, its pieces, its dust."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

_POINTS = 72.0
"""To the inch."""

_DUST = 0.9
"""Points: the dots of letters are larger."""
_NEAR = (4.0, 4.0)
"""Points across and down within which a dot or a mark has the letter it belongs to,
or the next dot of a row.
"""
_SPECK = 2.8
"""Points: the shortest sign that stands by itself, a dash, is longer."""

_LIGHT_PAPER = 225
"""The grey level from which on paper is as light as a scanner makes it."""

Picture = NDArray[np.uint8]

Outline = Any
"""The pixels around a piece of ink, as OpenCV has them."""


def even_light(picture: Picture) -> Picture:
    """A photographed page with its paper white everywhere; a
    scanned one, whose paper is light, as it is.
    """
    return picture if median_level(picture[::5, ::5]) >= _LIGHT_PAPER else _even(picture)


def median_level(picture: Picture) -> float:
    """The median of the grey levels, from their counts: NumPy sorts for it,
    and loads a module of its own first.
    """
    below = np.cumsum(np.bincount(picture.ravel(), minlength=256))
    middles = np.searchsorted(below, ((below[-1] - 1) // 2, below[-1] // 2), side="right")
    return float(middles.mean())


def _even(picture: Picture) -> Picture:
    """The picture with shadows and grey paper taken out of it."""
    paper = cv2.medianBlur(
        cv2.resize(picture, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA), 21
    )
    paper = cv2.resize(
        np.maximum(paper, 96), (picture.shape[1], picture.shape[0]), interpolation=cv2.INTER_LINEAR
    )
    return np.asarray(cv2.divide(picture, paper, scale=255), np.uint8)


def ink_of(picture: Picture) -> Picture:
    """A mask of the ink: 255 where a pixel is darker than the paper around it."""
    if _is_black_and_white(picture):
        return np.asarray(255 - picture, np.uint8)
    level = _even(picture)
    threshold, _ = cv2.threshold(level, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    _, ink = cv2.threshold(level, min(max(threshold, 120), 200), 255, cv2.THRESH_BINARY_INV)
    return np.asarray(ink, np.uint8)


def find_pieces(ink: Picture) -> tuple[list[Outline], NDArray[np.int32]]:
    """The connected pieces of a mask: the outline of each, and its box (x, y, width,
    height) in pixels.
    """
    outlines, nested = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return [], np.zeros((0, 4), np.int32)
    # an outline inside another one is that of a hole
    pieces = [
        outline for outline, hole in zip(outlines, nested[0, :, 3] >= 0, strict=True) if not hole
    ]
    points = np.concatenate(pieces)[:, 0]
    starts = np.cumsum([0, *map(len, pieces[:-1])])
    lowest, highest = np.minimum.reduceat(points, starts), np.maximum.reduceat(points, starts)
    return pieces, np.hstack((lowest, highest - lowest + 1))


def without_dust(ink: Picture, dpi: float) -> Picture:
    """A mask of the ink without the pieces too small for a dot,
    and without dots that belong to no letter.

    Small pieces that stand alone read as signs, and part lines into columns.
    """
    point = dpi / _POINTS
    outlines, boxes = find_pieces(ink)
    extents = boxes[:, 2:].max(axis=1, initial=0)
    clean = ink.copy()
    cv2.drawContours(
        clean,
        [outlines[index] for index in np.flatnonzero(extents < _DUST * point)],
        -1,
        0,
        cv2.FILLED,
    )
    small = np.flatnonzero((extents >= _DUST * point) & (extents < _SPECK * point))
    across, down = (2 * round(reach * point / 2) for reach in _NEAR)
    alone = [
        outlines[index]
        for index, (left, top, width, height) in zip(small, boxes[small], strict=True)
        if _extent(
            clean[
                max(0, top - down) : top + height + down,
                max(0, left - across) : left + width + across,
            ]
        )
        < _SPECK * point
    ]
    cv2.drawContours(clean, alone, -1, 0, cv2.FILLED)
    return clean


def _extent(ink: Picture) -> int:
    """How long or high the ink of a mask is, whichever is more."""
    _, _, width, height = cv2.boundingRect(ink)
    return max(width, height)


class Mask:
    """A mask kept while its page waits to be read, eight pixels a byte."""

    def __init__(self, mask: Picture) -> None:
        self._height, self._width = mask.shape
        self._bits = np.packbits(mask, axis=1)

    def cut(self, left: int, top: int, right: int, bottom: int) -> Picture:
        """The part of it between two columns and two rows of
        pixels: 1 inside the mask, 0 outside.
        """
        left, right = max(0, left), min(right, self._width)
        some = np.unpackbits(self._bits[max(0, top) : bottom, left // 8 : (right + 7) // 8], axis=1)
        return some[:, left % 8 : left % 8 + max(0, right - left)]

    def whole(self) -> Picture:
        """All of it."""
        return self.cut(0, 0, self._width, self._height)


def on_white(picture: Picture, ink: Picture) -> Picture:
    """The ink as it is, with its soft edges, on pure white:
    the grain of paper is misread where there is little ink.
    """
    white = cv2.bitwise_not(widened(ink))
    return np.asarray(cv2.bitwise_or(picture, white, dst=white), np.uint8)


def widened(mask: Picture) -> Picture:
    """A mask and the pixels that touch it."""
    return np.asarray(cv2.dilate(mask, cv2.getStructuringElement(cv2.MORPH_RECT, (3, 3))), np.uint8)


def _is_black_and_white(picture: Picture) -> bool:
    sample = picture[::7, ::7]
    return bool(((sample == 0) | (sample == 255)).all())
