"""A scanned page as the same `Page` that a digital one is: rulings from its ink, words from
Tesseract.
"""

from __future__ import annotations

from typing import Protocol

import cv2
import numpy as np

from extract.read.gate import clean
from extract.read.scan.colour import Stamped
from extract.read.scan.image import (
    Mask,
    Picture,
    Raster,
    even_light,
    ink_of,
    on_white,
    widened,
    without_dust,
)
from extract.read.scan.points import read_separators
from extract.read.scan.rules import find_rules
from extract.read.scan.sheet import flatten_sheet
from extract.read.scan.signs import read_comparison
from extract.read.scan.strokes import read_numeral
from extract.read.scan.tesseract import BLOCK, SPARSE, SeenLine
from extract.read.scan.tesseract_program import LateError
from extract.read.scan.upright import set_upright, upright, upright_box
from extract.read.scan.zones import choose_rows, find_zones, part_nation
from extract.read.words import parted, words_within
from normalize.writing.misread_signs import one_crossed_d
from schemas.page import Box, Line, Page, Word, line_of


class Recogniser(Protocol):
    """Pictures of blocks of text and their resolution to the lines of each; as
    `extract.read.scan.tesseract` does.
    """

    def __call__(
        self, pictures: list[Picture], dpi: float, *, segmentation: int = BLOCK
    ) -> list[list[SeenLine]]:
        """The lines of each picture; ``segmentation`` is the way the program looks for them."""


SUREST = 0.99
"""No recognised word is certain."""

UNKNOWN_SIGN = 0.9
"""No word is surer that holds < or >: the recogniser knows neither ≤ nor ≥, which are told from
them by their ink.
"""

SHOWN = 0.9
"""How sure a numeral is whose strokes were counted instead; other words that are not what was read
are no surer.
"""

_UNKNOWN = frozenset("<>")
_PAPER = 255
_MARGIN = 12
"""Pixels of white around a picture: letters at its very edge are misread."""

_WHOLE = (0, 0)
"""Where the picture of the whole page begins."""

_DOUBTFUL = 0.6
_DOT = 1.1
"""Points: a piece of ink this long in a cell is writing, a smaller one dust."""

_STRIP = 200
"""Rows of pixels that are looked at together."""

_SPECKS = frozenset(".,:'`·")
"""Signs that stand by themselves only where dust is read as one; the full stop of the smallest
print is wider.
"""

_INSET = 0.8
"""Points by which a cell's picture is smaller than the cell."""


def read_scan(raster: Raster, recogniser: Recogniser) -> Page:
    """The page on a picture, upright and straight; its letters are recognised when the layout asks
    for them.
    """
    sheet = flatten_sheet(raster.picture)
    picture, turns, skew = set_upright(sheet, raster.dpi)
    # on a sheet that was drawn out to its corners they would lie elsewhere
    stamped = raster.stamped if sheet is raster.picture else ()
    turned = [
        Stamped(
            upright_box(one.box, raster.width, raster.height, turns, skew),
            upright(one.picture, turns, skew),
        )
        for one in stamped
    ]
    width, height = (raster.height, raster.width) if turns % 2 else (raster.width, raster.height)
    ink = ink_of(picture)
    rules, ruled = find_rules(ink, raster.dpi)
    ruled = widened(ruled)
    ink = without_dust(np.asarray(cv2.subtract(ink, ruled), np.uint8), raster.dpi)
    picture = on_white(np.asarray(cv2.bitwise_or(even_light(picture), ruled), np.uint8), ink)
    scan = _Scan(picture, ink, raster.dpi, recogniser, turned)
    page = Page(
        number=raster.number,
        width=width,
        height=height,
        lines=scan.lines,
        rules=rules,
        clip=scan.clip,
        clip_words=scan.clip,
        words=scan.words,
        recognise=scan.recognise,
        confidences=scan.confidences,
        stamps=scan.stamps,
        understood=scan.understood,
    )
    page.images.append(Box(0, 0, width, height))
    return page


class _Scan:
    """The picture of a page without its rulings, and the lines recognised on it."""

    def __init__(
        self,
        picture: Picture,
        ink: Picture,
        dpi: float,
        recogniser: Recogniser,
        stamped: list[Stamped],
    ) -> None:
        self._picture = picture
        self._ink = Mask(ink)
        self._dpi = dpi
        self._recogniser = recogniser
        self._stamped = stamped
        self._rows: list[list[Word]] = []
        self.lines: list[Line] = []
        self.stamps: list[Line] = []
        self.understood: list[tuple[str, str]] = []

    def recognise(self, cells: list[Box]) -> None:
        """Read every cell that has ink, every row of red letters, and what stands outside the cells
        as one block.
        """
        written = [box for box in cells if self._has_ink(self._ink.cut(*self._pixels(box, _INSET)))]
        frames = [self._frame(box) for box in written]
        origins = [(left - _MARGIN, top - _MARGIN) for left, top, _, _ in frames]
        pictures = [
            _framed(self._picture[top:bottom, left:right]) for left, top, right, bottom in frames
        ]
        stamped = [self._origin(one) for one in self._stamped]
        origins += stamped
        pictures += [_framed(one.picture) for one in self._stamped]
        if self._is_written_on(body := self._outside(cells)):
            origins.append(_WHOLE)
            pictures.append(body)
        del body  # nor are the others kept while they are read
        found = self._recogniser(pictures, self._dpi) if pictures else []
        red: list[list[Word]] = []
        for (left, top), lines in zip(origins, found, strict=True):
            for seen in lines:
                words = self._words(seen, left, top)
                if not words:
                    continue
                if (left, top) in stamped:
                    red.append(words)
                elif (left, top) == _WHOLE and _is_debris(words):
                    self.stamps.append(line_of(words))
                else:
                    self._rows.extend(parted(words))
        self._look_again(cells)
        for words in red:  # which the second look does not see
            if max(word.confidence for word in words) < _DOUBTFUL:
                self.stamps.append(line_of(words))
            else:
                self._rows.append(words)
        self.lines.extend(line_of(row) for row in self._rows)

    def _origin(self, stamped: Stamped) -> tuple[int, int]:
        """Where the framed picture of red letters begins: its middle is that of its box."""
        left, top, right, bottom = self._pixels(stamped.box, 0)
        height, width = stamped.picture.shape
        return (left + right - width) // 2 - _MARGIN, (top + bottom - height) // 2 - _MARGIN

    def _outside(self, cells: list[Box]) -> Picture:
        """The picture with nothing in its cells."""
        if not cells:
            return self._picture
        body = self._picture.copy()
        for box in cells:
            self._cut(body, box, -1.0)[:] = _PAPER
        return body

    def _is_written_on(self, body: Picture) -> bool:
        """Whether there is writing where a picture is not white."""
        _, dark = cv2.threshold(body, _PAPER - 1, 255, cv2.THRESH_BINARY_INV)
        return self._has_ink(np.asarray(cv2.bitwise_and(self._ink.whole(), dark), np.uint8))

    def _look_again(self, cells: list[Box]) -> None:
        """Read head and signature a second time, each column by itself; of two readings the surer
        one stays.
        """
        point = self._dpi / 72
        self._rows = part_nation(self._rows)
        wide, tall = self._picture.shape[1] / point, self._picture.shape[0] / point
        zones = [
            zone
            for zone in find_zones(self._rows, wide, tall)
            if not any(_meet(cell, zone) for cell in cells)
        ]
        if not zones:
            return
        pictures = [_framed(self._cut(self._picture, zone, 0)) for zone in zones]
        try:
            found = self._recogniser(pictures, self._dpi, segmentation=SPARSE)
        except LateError:
            return  # the first reading stands
        for zone, lines in zip(zones, found, strict=True):
            left, top, _, _ = self._pixels(zone, 0)
            read = [self._words(seen, left - _MARGIN, top - _MARGIN) for seen in lines]
            again = [row for words in read if words for row in parted(words)]
            self._rows, ink = choose_rows(self._rows, again, zone)
            self.stamps.extend(line_of(row) for row in ink)

    def clip(self, box: Box) -> str:
        """The text inside a box, its lines separated by newlines."""
        return "\n".join(" ".join(word.text for word in row) for row in self._inside(box))

    def confidences(self, box: Box) -> tuple[float, ...]:
        """The confidences of the words of `clip`."""
        return tuple(word.confidence for row in self._inside(box) for word in row)

    def words(self, box: Box) -> list[Word]:
        """The words inside a box, in reading order."""
        return [word for row in self._inside(box) for word in row]

    def _inside(self, box: Box) -> list[list[Word]]:
        near = (
            row for row in self._rows if row[0].box.top < box.bottom and row[0].box.bottom > box.top
        )
        rows = (words_within(row, box) for row in near)
        return [row for row in rows if row]

    def _words(self, seen: SeenLine, left: int, top: int) -> list[Word]:
        """A line's words on the page, all as high as the line, so that dashes and dots stay on it;
        no specks.
        """
        point = self._dpi / 72
        upper, lower = min(one.top for one in seen), max(one.bottom for one in seen)
        found = []
        for one in seen:
            if one.text in _SPECKS and one.right - one.left < _DOT * point:
                continue
            sure = min(
                round(one.confidence, 4), UNKNOWN_SIGN if _UNKNOWN & set(one.text) else SUREST
            )
            ink = self._ink.cut(one.left + left, one.top + top, one.right + left, one.bottom + top)
            numeral = read_numeral(one.text, ink)
            if numeral != one.text:
                sure = SHOWN
            pieces = [
                piece._replace(text=read_separators(piece.text, ink[:, piece.left : piece.right]))
                for piece in read_comparison(one_crossed_d(numeral), ink)
            ]
            shown = " ".join(piece.text for piece in pieces)
            if shown != one.text:
                self.understood.append((one.text, shown))
                sure = min(sure, SHOWN)
            for piece in pieces:
                x0, x1 = ((one.left + left + side) / point for side in (piece.left, piece.right))
                if text := clean(piece.text):
                    found.append(
                        Word(text, Box(x0, (upper + top) / point, x1, (lower + top) / point), sure)
                    )
        return found

    def _frame(self, box: Box) -> tuple[int, int, int, int]:
        """The pixels of a cell around its ink: in a block that is mostly white, letters are
        misread.
        """
        left, top, right, bottom = self._pixels(box, _INSET)
        ink = cv2.boundingRect(np.ascontiguousarray(self._ink.cut(left, top, right, bottom)))
        return left + ink[0], top + ink[1], left + ink[0] + ink[2], top + ink[1] + ink[3]

    def _pixels(self, box: Box, inset: float) -> tuple[int, int, int, int]:
        point = self._dpi / 72
        return (
            max(0, round((box.x0 + inset) * point)),
            max(0, round((box.top + inset) * point)),
            max(0, round((box.x1 - inset) * point)),
            max(0, round((box.bottom - inset) * point)),
        )

    def _cut(self, picture: Picture, box: Box, inset: float) -> Picture:
        """A view of the part of a picture inside a box."""
        left, top, right, bottom = self._pixels(box, inset)
        return picture[top:bottom, left:right]

    def _has_ink(self, ink: Picture) -> bool:
        """Whether a mask holds a piece of ink that is more than dust."""
        least = _DOT * self._dpi / 72
        for top in range(0, len(ink), _STRIP):  # most pictures show it in the first strip
            strip = np.ascontiguousarray(ink[top : top + _STRIP + round(least)])
            outlines, _ = cv2.findContours(strip, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
            if any(max(cv2.boundingRect(outline)[2:]) >= least for outline in outlines):
                return True
        return False


def _meet(one: Box, other: Box) -> bool:
    return (
        one.x0 < other.x1
        and one.x1 > other.x0
        and one.top < other.bottom
        and one.bottom > other.top
    )


def _is_debris(words: list[Word]) -> bool:
    """Whether a line is what specks, stamps and pens leave over: signs only, or a few letters
    nobody is sure of.
    """
    letters = [letter for word in words for letter in word.text if letter.isalnum()]
    return not letters or (
        len(letters) <= len(words) + 1 and max(word.confidence for word in words) < _DOUBTFUL
    )


def _framed(picture: Picture) -> Picture:
    """A picture with white around it."""
    framed = cv2.copyMakeBorder(
        picture, _MARGIN, _MARGIN, _MARGIN, _MARGIN, cv2.BORDER_CONSTANT, value=_PAPER
    )
    return np.asarray(framed, np.uint8)
