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

from extract.read.scan.colour import Stamped, drop_colour, find_red_letters
from extract.read.scan.ink import Picture
from schemas.errors import DamagedError

MOST_DPI = 400
LEAST_DPI = 150
"""Below this the letters are too small for the recogniser; such pictures are enlarged."""
USUAL_DPI = 300

_POINTS = 72.0
_WHOLE_PAGE = 0.9
"""Share of a page's width and height that its one picture covers."""

_MOST_PIXELS = 40e6
MOST_POINTS = 14_400
"""The longest side of a page (five metres). Source: ISO 32000-1, annex C.2."""


class Raster(NamedTuple):
    """The picture of one page and its resolution;
    ``width`` and ``height`` of the page are in points.

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
    """OpenCV's words for no memory as Python's; an error whose code is None is C++'s own,
    which is that one.
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
    """The pictures of the pages ``numbers`` of a PDF in this order;
    the number alone where a page has none to give.

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
    """A page's picture, the page closed again: pdfium keeps what
    it decoded of it as long as it is open.
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
    """The page's own picture where it is nothing else,
    else the page rendered as finely as its pictures are.
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
    """The bitmap that covers the whole unturned page, as it is stored;
    None where the page must be rendered.
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
