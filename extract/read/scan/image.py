"""The picture of a scanned page: taken from the PDF at its own resolution, cleaned of coloured ink,
set upright.

All pictures here are 8-bit grey, dark ink on light paper.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Set
from contextlib import contextmanager
from typing import Any, NamedTuple

import cv2
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

from extract.read.scan.colour import Stamped, drop_colour, find_red_letters
from schemas.errors import DamagedError

MOST_DPI = 400
LEAST_DPI = 150
"""Below this the letters are too small for the recogniser; such pictures are enlarged."""
USUAL_DPI = 300

_POINTS = 72.0
_WHOLE_PAGE = 0.9
"""Share of a page's width and height that its one picture covers."""

_DUST = 0.9
"""Points: the dots of letters are larger."""
_NEAR = (4.0, 4.0)
"""Points across and down within which a dot or a mark has the letter it belongs to, or the next dot
of a row.
"""
_SPECK = 2.8
"""Points: the shortest sign that stands by itself, a dash, is longer."""

_MOST_PIXELS = 40e6
MOST_POINTS = 14_400
"""The longest side of a page (five metres). Source: ISO 32000-1, annex C.2."""

_LIGHT_PAPER = 225
"""The grey level from which on paper is as light as a scanner makes it."""

Picture = NDArray[np.uint8]

Outline = Any
"""The pixels around a piece of ink, as OpenCV has them."""


class Raster(NamedTuple):
    """The picture of one page and its resolution; ``width`` and ``height`` of the page are in
    points.

    ``stamped``: rows of letters in red, which the picture lacks.
    """

    number: int
    picture: Picture
    dpi: float
    width: float
    height: float
    stamped: tuple[Stamped, ...] = ()


@contextmanager
def memory_said() -> Iterator[None]:
    """OpenCV's words for no memory as Python's; an error whose code is None is C++'s own, which is
    that one.
    """
    try:
        yield
    except cv2.error as error:
        if error.code in (None, cv2.Error.StsNoMem):
            raise MemoryError from error
        raise


def take_rasters(
    data: bytes, numbers: list[int], drawn: Set[int] = frozenset()
) -> Iterator[Raster | int]:
    """The pictures of the pages ``numbers`` of a PDF in this order; the number alone where a page
    has none to give.

    Pages in ``drawn`` are rendered, also where one picture covers them.

    Raises:
        DamagedError: pdfium cannot open the file.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise DamagedError("the PDF is damaged: its structure cannot be read") from error
    try:
        for number in numbers:
            yield _take_raster(document, number, number in drawn)
    finally:
        document.close()


def _take_raster(document: Any, number: int, drawn: bool) -> Raster | int:
    """A page's picture, the page closed again: pdfium keeps what it decoded of it as long as it is
    open.
    """
    try:
        page = document[number - 1]
        try:
            return _raster(page, number, drawn)
        finally:
            page.close()
    except (pdfium.PdfiumError, ValueError):
        return number


def _raster(page: Any, number: int, drawn: bool) -> Raster:
    """The page's own picture where it is nothing else, else the page rendered as finely as its
    pictures are.
    """
    width, height = page.get_size()
    if not 0 < min(width, height) <= max(width, height) <= MOST_POINTS:
        raise ValueError(f"a page of {width:g} by {height:g} points")
    images = list(page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    dpi = min(MOST_DPI, max([_dpi(image) for image in images], default=USUAL_DPI))
    bitmap = None if drawn else _own_picture(page, images, width, height)
    if bitmap is None:
        dpi = min(max(dpi, LEAST_DPI), _POINTS * math.sqrt(_MOST_PIXELS / (width * height)))
        bitmap = page.render(scale=dpi / _POINTS, may_draw_forms=False, draw_annots=False)
    picture = bitmap.to_numpy()
    found = picture.shape[1] * _POINTS / width
    dark = drop_colour(picture)
    stamped = find_red_letters(picture, dark, found)
    if found > MOST_DPI or found < LEAST_DPI:
        factor = (MOST_DPI if found > MOST_DPI else USUAL_DPI) / found
        factor = min(factor, max(1.0, math.sqrt(_MOST_PIXELS / dark.size)))
        dark = _resized(dark, factor)
        stamped = [one._replace(picture=_resized(one.picture, factor)) for one in stamped]
        found *= factor
    return Raster(number, dark, found, width, height, tuple(stamped))


def _resized(picture: Picture, factor: float) -> Picture:
    kind = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, None, fx=factor, fy=factor, interpolation=kind), np.uint8)


def _dpi(image: Any) -> float:
    """The resolution at which a picture is shown; small pictures (seals, logos) do not count."""
    left, _, right, _ = image.get_bounds()
    across, _ = image.get_px_size()
    wide = max(right - left, 1.0)
    return float(across * _POINTS / wide) if wide > 2 * _POINTS else 0.0


def _own_picture(page: Any, images: list[Any], width: float, height: float) -> Any | None:
    """The bitmap that covers the whole unturned page, as it is stored; None where the page must be
    rendered.
    """
    box = page.get_cropbox()
    large = []
    for image in images:
        left, bottom, right, top = image.get_bounds()
        if right - left > _WHOLE_PAGE * width / 3 and top - bottom > _WHOLE_PAGE * height / 6:
            large.append((image, (left - box[0], bottom - box[1], right - box[0], top - box[1])))
    if len(large) != 1 or page.get_rotation():
        return None
    image, (left, bottom, right, top) = large[0]
    matrix = image.get_matrix()
    upright = abs(matrix.b) < 1e-3 * abs(matrix.a) and abs(matrix.c) < 1e-3 * abs(matrix.d)
    covers = max(abs(left), abs(bottom), abs(right - width), abs(top - height)) < 1.0
    if not (upright and covers and matrix.a > 0 and matrix.d > 0):
        return None
    bitmap = image.get_bitmap(render=False)
    return bitmap if bitmap.format != pdfium.raw.FPDFBitmap_BGRA else None


def even_light(picture: Picture) -> Picture:
    """A photographed page with its paper white everywhere; a scanned one, whose paper is light, as
    it is.
    """
    return picture if median_level(picture[::5, ::5]) >= _LIGHT_PAPER else _even(picture)


def median_level(picture: Picture) -> float:
    """The median of the grey levels, from their counts: NumPy sorts for it, and loads a module of
    its own first.
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
    """The connected pieces of a mask: the outline of each, and its box (x, y, width, height) in
    pixels.
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
    """A mask of the ink without the pieces too small for a dot, and without dots that belong to no
    letter.

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
        """The part of it between two columns and two rows of pixels: 1 inside the mask,
        0 outside.
        """
        left, right = max(0, left), min(right, self._width)
        some = np.unpackbits(self._bits[max(0, top) : bottom, left // 8 : (right + 7) // 8], axis=1)
        return some[:, left % 8 : left % 8 + max(0, right - left)]

    def whole(self) -> Picture:
        """All of it."""
        return self.cut(0, 0, self._width, self._height)


def on_white(picture: Picture, ink: Picture) -> Picture:
    """The ink as it is, with its soft edges, on pure white: the grain of paper is misread where
    there is little ink.
    """
    white = cv2.bitwise_not(widened(ink))
    return np.asarray(cv2.bitwise_or(picture, white, dst=white), np.uint8)


def widened(mask: Picture) -> Picture:
    """A mask and the pixels that touch it."""
    return np.asarray(cv2.dilate(mask, cv2.getStructuringElement(cv2.MORPH_RECT, (3, 3))), np.uint8)


def _is_black_and_white(picture: Picture) -> bool:
    sample = picture[::7, ::7]
    return bool(((sample == 0) | (sample == 255)).all())
