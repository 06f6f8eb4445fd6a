"""Runs of a page that may not be seen, by what the file states of them and of what lies around.

A suspicion costs a picture of the page, an unsuspected run next to nothing: what is asked here is
colour, render mode, size, clip, place, what was painted before and behind, and layers. The picture
decides (`extract.read.pdf.visible`).
"""

from __future__ import annotations

import ctypes
import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extract.read.colours import Colour, distance
from extract.read.pdf.painted import (
    IDENTITY,
    Matrix,
    Painted,
    Rectangle,
    bounds,
    clip_rectangle,
    mark_names,
    matrix_of,
    product,
)
from schemas.vocabulary import HiddenReason

Handle = Any


_NEAR = 48.0
"""Colours nearer than this ask for a look at the picture."""
_PAPER: Colour = (255, 255, 255)
_INK: Colour = (0, 0, 0)
_FARTHEST = 20_000.0
"""Points: no page is as long."""
_THINNEST = 3.0
"""Points; what is thinner covers no letters."""
_FAINT = 51
"""Of 255: what is less opaque may not be seen."""
_COVERING = 128
"""Of 255: what is less opaque covers nothing."""
_SMALL = 2.4
"""Points of ink, in height or width, that a whole line of letters exceeds."""
LEAST_SIZE = 2.0
"""Points: letters of a smaller size are read by nobody; the smallest print of forms has four."""
_OVER = 1.0
"""Points by which letters may reach over a border, as accents and slants do."""
_BAND = 20.0
"""Points; runs are kept by the bands they stand in, to be found by what is painted later."""
_FILLED = frozenset({pdfium.FPDF_FILLMODE_ALTERNATE, pdfium.FPDF_FILLMODE_WINDING})


class Area(NamedTuple):
    """Something painted that letters can lie on or under; no colour is a picture or a shading."""

    place: Rectangle
    colour: Colour | None


@dataclass(slots=True)
class Suspect:
    """A run of one text object and why it may not be seen.

    ``clip``: the rectangle outside which nothing of it is painted; ``covers`` what was painted
    later over its middle.
    """

    handle: Handle
    place: Rectangle
    reasons: set[HiddenReason] = field(default_factory=set)
    clip: Rectangle | None = None
    covers: list[Area] = field(default_factory=list)
    clips_others: bool = False


class Scene(NamedTuple):
    """The runs of a page that may not be seen, the pictures on it, the number of all its runs,
    and of those that are drawn invisibly.
    """

    suspects: list[Suspect]
    pictures: list[Rectangle]
    runs: int
    invisible: int


def find_suspects(
    objects: Iterable[Painted],
    sheet: Rectangle,
    laid: Iterable[Rectangle] = (),
    *,
    layered: bool = True,
) -> Scene:
    """The runs that may not be seen of what a page paints; ``sheet`` is its visible part, ``laid``
    are the places of annotations, which lie over everything, ``layered``: there are layers.
    """
    painter = _Painter(sheet, layered=layered)
    write, fill = painter.write, painter.fill
    for handle, kind, matrix in objects:
        if kind == _TEXT:
            write(handle, matrix)
        elif kind == _PATH:
            fill(handle, matrix)
        else:
            painter.lay(Area(bounds(handle, matrix), None), picture=kind == _IMAGE)
    for place in laid:
        painter.cover(Area(place, None))
    return painter.scene()


_TEXT, _PATH, _IMAGE = (
    pdfium.FPDF_PAGEOBJ_TEXT,
    pdfium.FPDF_PAGEOBJ_PATH,
    pdfium.FPDF_PAGEOBJ_IMAGE,
)

# asked of every run of every page
_render_mode = pdfium.FPDFTextObj_GetTextRenderMode
_clip_path = pdfium.FPDFPageObj_GetClipPath
_count_clips = pdfium.FPDFClipPath_CountPaths
_fill_colour = pdfium.FPDFPageObj_GetFillColor
_stroke_colour = pdfium.FPDFPageObj_GetStrokeColor
_UNSEEN_MODES = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
_STROKE = pdfium.FPDF_TEXTRENDERMODE_STROKE


class _Painter:
    """Follows the painting of a page: what lies where, and what is written on it."""

    def __init__(self, sheet: Rectangle, *, layered: bool) -> None:
        self._sheet = sheet
        self._layered = layered
        self._areas: dict[int, list[Area]] = defaultdict(list)
        self._pictures: list[Rectangle] = []
        self._bands: dict[int, list[Suspect]] = defaultdict(list)
        self._runs = 0
        self._rgba = tuple(ctypes.c_uint() for _ in range(4))

    def scene(self) -> Scene:
        """What was found."""
        suspects = [run for band in self._bands.values() for run in band if run.reasons]
        invisible = sum("invisible" in run.reasons for run in suspects)
        return Scene(suspects, self._pictures, self._runs, invisible)

    def write(self, handle: Handle, matrix: Matrix) -> None:
        """A run of letters."""
        place = left, bottom, right, top = bounds(handle, matrix)
        if top - bottom < 0.01 and right - left < 0.01:
            return  # blanks
        self._runs += 1
        band = int((bottom + top) / 2 // _BAND)
        run = Suspect(handle, place)
        self._bands[band].append(run)
        if min(top - bottom, right - left) < _SMALL and _is_small(handle, matrix):
            run.reasons.add("tiny")
        if not _holds(self._sheet, place):
            run.reasons.add("outside")
        if matrix is not IDENTITY or _count_clips(_clip_path(handle)) > 0:
            _clip(run, matrix)
        if self._layered and _on_layer(handle):
            run.reasons.add("layer-off")
        self._paint(run, band)

    def _paint(self, run: Suspect, band: int) -> None:
        """Look at how a run is painted."""
        mode = _render_mode(run.handle)
        if mode in _UNSEEN_MODES:
            run.reasons.add("invisible")
            run.clips_others = mode == pdfium.FPDF_TEXTRENDERMODE_CLIP
            return
        colour, alpha = self._colour(run.handle, mode == _STROKE)
        if alpha < _FAINT:
            run.reasons.add("transparent")
        if colour is None or self._may_vanish(colour, run.place, band):
            run.reasons.add("white")

    def _colour(self, handle: Handle, stroked: bool) -> tuple[Colour | None, int]:
        """The colour and how opaque it is; no colour for a pattern."""
        red, green, blue, alpha = self._rgba
        if not (_stroke_colour if stroked else _fill_colour)(handle, red, green, blue, alpha):
            return None, 255
        return (red.value, green.value, blue.value), alpha.value

    def _may_vanish(self, colour: Colour, place: Rectangle, band: int) -> bool:
        """Whether a colour is near that of what was painted there last."""
        if band in self._areas:
            x, y = (place[0] + place[2]) / 2, (place[1] + place[3]) / 2
            for area in reversed(self._areas[band]):
                left, bottom, right, top = area.place
                if left <= x <= right and bottom <= y <= top:
                    return area.colour is None or distance(colour, area.colour) < _NEAR
        return colour != _INK and distance(colour, _PAPER) < _NEAR

    def fill(self, handle: Handle, matrix: Matrix) -> None:
        """A path: an area, or nothing that letters can lie on or under."""
        left, bottom, right, top = place = bounds(handle, matrix)
        if right - left <= _THINNEST or top - bottom <= _THINNEST:
            return
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(handle, fill, stroke)
        filled = fill.value in _FILLED
        if not filled and not (stroke.value and _is_bar(handle)):
            return
        colour, alpha = self._colour(handle, not filled)
        if alpha >= _COVERING:
            self.lay(Area(place, colour))

    def lay(self, area: Area, *, picture: bool = False) -> None:
        """Something painted over a rectangle."""
        if picture:
            self._pictures.append(area.place)
        self.cover(area)
        _, bottom, _, top = (min(max(side, -_FARTHEST), _FARTHEST) for side in area.place)
        for band in range(int(bottom // _BAND), int(top // _BAND) + 1):
            self._areas[band].append(area)

    def cover(self, area: Area) -> None:
        """Suspect the runs written before whose middle lies under it."""
        left, bottom, right, top = area.place
        first, last = int(max(bottom, -_FARTHEST) // _BAND), int(min(top, _FARTHEST) // _BAND)
        for band in range(first - 1, last + 2):
            for run in self._bands.get(band, ()):
                x0, y0, x1, y1 = run.place
                if y0 < top and y1 > bottom and x0 < right and x1 > left:
                    run.reasons.add("covered")
                    run.covers.append(area)


def _clip(run: Suspect, matrix: Matrix) -> None:
    """Look at what a run is clipped by; pdfium does not say what clips a form."""
    if matrix is IDENTITY:
        run.clip = clip_rectangle(_clip_path(run.handle))
    if run.clip is None or not _holds(run.clip, run.place):
        run.reasons.add("clipped")


def _is_small(handle: Handle, matrix: Matrix) -> bool:
    """Whether letters are set at less than the least size that can be read; stops are small too."""
    size = ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(handle, size)
    a, b, c, d, _, _ = product(matrix_of(handle), matrix)
    return size.value * min(math.hypot(a, b), math.hypot(c, d)) < LEAST_SIZE


def _is_bar(path: Handle) -> bool:
    """Whether a path is stroked so wide that its line covers letters."""
    width = ctypes.c_float()
    return bool(pdfium.FPDFPageObj_GetStrokeWidth(path, width)) and width.value > _THINNEST


def _holds(clip: Rectangle, place: Rectangle) -> bool:
    return (
        clip[0] - _OVER <= place[0]
        and clip[1] - _OVER <= place[1]
        and place[2] <= clip[2] + _OVER
        and place[3] <= clip[3] + _OVER
    )


def _on_layer(handle: Handle) -> bool:
    """Whether a run belongs to a layer, which may be switched off. Source: ISO 32000-1, 8.11."""
    return "OC" in mark_names(handle)
