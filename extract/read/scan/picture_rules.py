"""Rulings that only a page's picture shows, and how askew it is:
the page's letters lie hidden over it.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium

from extract.read.scan.image import MOST_POINTS, memory_said
from extract.read.scan.ink import ink_of
from extract.read.scan.rules import find_rules
from extract.read.scan.upright import find_skew, straightened
from schemas.page import Rule

_DPI = 200.0
"""The thinnest ruling is one pixel wide."""
_MOST_PIXELS = 20e6
_WORTH = 0.15
"""Degrees of skew below which a picture is taken for straight:
over a page's width its lines fall by no two points.
"""
_WHITE = 0xFFFFFFFF

Handle = Any


class Ruled(NamedTuple):
    """The rulings of a picture set straight, in points,
    and the degrees clockwise by which it was askew.
    """

    rules: list[Rule]
    skew: float


def find_picture_rules(page: Handle, wide: float, tall: float, turns: int) -> Ruled:
    """The rulings of a page as it is drawn, on its upright page; none where it cannot be drawn.

    ``page`` is pdfium's; ``wide`` by ``tall`` points is the upright page, ``turns`` clockwise
    quarters set it so.

    Raises:
        MemoryError: the picture needs more than there is.
    """
    if not 1 <= min(wide, tall) <= max(wide, tall) <= MOST_POINTS:
        return Ruled([], 0.0)
    dpi = min(_DPI, 72 * math.sqrt(_MOST_PIXELS / (wide * tall)))
    width, height = round(wide * dpi / 72), round(tall * dpi / 72)
    picture = np.empty((height, width), np.uint8)
    bitmap = pdfium.FPDFBitmap_CreateEx(
        width, height, pdfium.FPDFBitmap_Gray, picture.ctypes.data, width
    )
    if not bitmap:
        return Ruled([], 0.0)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, turns, 0)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    with memory_said():
        ink = ink_of(picture)
        skew = find_skew(ink, dpi)
        if abs(skew) < _WORTH:
            skew = 0.0
        rules, _ = find_rules(ink_of(straightened(picture, skew)) if skew else ink, dpi)
    return Ruled(rules, skew)
