"""A region of a page as pdfium draws it, and what a letter's box shows there."""

from __future__ import annotations

import ctypes
import math
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extract.read.colours import NO_CONTRAST, Colour, distance
from schemas.page import Box

_SCALE = 2.0
"""Pixels a point: the thinnest stroke of a letter of ten points fills one."""
_MOST_PIXELS = 12e6
_WHITE = 0xFFFFFFFF
_BLACK: Colour = (0, 0, 0)
_DARK = 80.0
"""Of 255: how far from black a blacked-out place is at most."""
_MOSTLY = 0.9

Handle = Any


class Picture(NamedTuple):
    """Pixels of four bytes (blue, green, red, none), row by row,
    of a region in points of the displayed page.
    """

    pixels: bytes
    region: Box
    scale: float
    width: int
    height: int

    def span(self, box: Box) -> tuple[range, int, int]:
        """The rows of a box, and the bytes of a row where it begins and ends."""
        scale, region = self.scale, self.region
        x0 = min(max(0, math.floor((box.x0 - region.x0) * scale)), self.width)
        x1 = min(max(x0, math.ceil((box.x1 - region.x0) * scale)), self.width)
        top = min(max(0, math.floor((box.top - region.top) * scale)), self.height)
        bottom = min(max(top, math.ceil((box.bottom - region.top) * scale)), self.height)
        return range(top, bottom), 4 * x0, 4 * x1

    def row(self, number: int, start: int, end: int) -> bytes:
        """Pixels of one row."""
        at = 4 * self.width * number
        return self.pixels[at + start : at + end]

    def has_contrast(self, box: Box) -> bool:
        """Whether something is drawn in a box."""
        rows, start, end = self.span(box)
        for channel in range(3):
            values = [self.row(number, start, end)[channel::4] for number in rows]
            values = [one for one in values if one]
            if values and max(map(max, values)) - min(map(min, values)) > 2 * NO_CONTRAST:
                return True
        return False

    def is_dark(self, box: Box) -> bool:
        """Whether nine tenths of a box are dark."""
        rows, start, end = self.span(box)
        pixels = b"".join(self.row(number, start, end) for number in rows)
        dark = sum(
            distance(_colour(pixels[at : at + 4]), _BLACK) < _DARK
            for at in range(0, len(pixels), 4)
        )
        return bool(pixels) and 4 * dark >= _MOSTLY * len(pixels)


def draw(page: Handle, region: Box) -> Picture | None:
    """A region of the page as it is displayed, annotations drawn;
    None where there is nothing to draw on.
    """
    across, down = region.x1 - region.x0, region.bottom - region.top
    if min(across, down) <= 0:
        return None
    scale = min(_SCALE, math.sqrt(_MOST_PIXELS / (across * down)))
    wide, tall = math.ceil(across * scale), math.ceil(down * scale)
    bitmap = pdfium.FPDFBitmap_Create(wide, tall, 0)
    if not bitmap:
        return None
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, wide, tall, _WHITE)
        left, top = -region.x0 * scale, -region.top * scale
        matrix = pdfium.FS_MATRIX(scale, 0, 0, scale, left, top)
        clip = pdfium.FS_RECTF(0, 0, wide, tall)
        pdfium.FPDF_RenderPageBitmapWithMatrix(bitmap, page, matrix, clip, pdfium.FPDF_ANNOT)
        start = pdfium.FPDFBitmap_GetBuffer(bitmap)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        pixels = ctypes.string_at(start, stride * tall)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return Picture(pixels, region, scale, stride // 4, tall)


def differ(one: Picture, other: Picture, box: Box) -> bool:
    """Whether eyes see a difference between two pictures of a region inside a box."""
    rows, start, end = one.span(box)
    for number in rows:
        first, second = one.row(number, start, end), other.row(number, start, end)
        if first != second and _far(first, second):
            return True
    return False


def _far(first: bytes, second: bytes) -> bool:
    for at in range(0, len(first), 4):
        one, other = first[at : at + 3], second[at : at + 3]
        if one != other and distance(_colour(one), _colour(other)) > NO_CONTRAST:
            return True
    return False


def _colour(pixel: bytes) -> Colour:
    return pixel[2], pixel[1], pixel[0]
