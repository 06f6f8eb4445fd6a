"""A scanned page as the same `Page` that a digital one is: rulings from its ink,
words from Tesseract.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, Protocol

import cv2
import numpy as np

from extract.read.scan.colour import Stamped
from extract.read.scan.image import Raster
from extract.read.scan.ink import Mask, Picture, even_light, ink_of, on_white, widened, without_dust
from extract.read.scan.rules import find_rules
from extract.read.scan.sheet import flatten_sheet
from extract.read.scan.shown_words import ShownWords
from extract.read.scan.tesseract import BLOCK, SPARSE, SeenLine
from extract.read.scan.tesseract_program import LateError
from extract.read.scan.upright import set_upright, upright, upright_box
from extract.read.scan.zones import choose_rows, find_zones, part_nation
from extract.read.words import parted, words_within
from schemas.page import Box, Line, Page, Word, line_of


class Recogniser(Protocol):
    """Pictures of blocks of text and their resolution to the lines of each;
    as `extract.read.scan.tesseract` does.
    """

    def __call__(
        self, pictures: list[Picture], dpi: float, *, segmentation: int = BLOCK
    ) -> list[list[SeenLine]]:
        """The lines of each picture; ``segmentation`` is the way the program looks for them."""


_PAPER = 255
_MARGIN = 12
"""Pixels of white around a picture: letters at its very edge are misread."""

_DOUBTFUL = 0.6
_DOT = 1.1
"""Points: a piece of ink this long in a cell is writing, a smaller one dust."""

_STRIP = 200
"""Rows of pixels that are looked at together."""

_INSET = 0.8
"""Points by which a cell's picture is smaller than the cell."""


def read_scan(raster: Raster, recogniser: Recogniser) -> Page:
    """The page on a picture, upright and straight; its letters are
    recognised when the layout asks for them.
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


class _Cutout(NamedTuple):
    """A picture that is read by itself, what of the page it is, and the pixel where it begins."""

    place: Literal["cell", "red", "body"]
    left: int
    top: int
    picture: Picture


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
        self._shown = ShownWords(self._ink, dpi)
        self._dpi = dpi
        self._recogniser = recogniser
        self._stamped = stamped
        self._rows: list[list[Word]] = []
        self.lines: list[Line] = []
        self.stamps: list[Line] = []

    def recognise(self, cells: list[Box]) -> None:
        """Read every cell that has ink, every row of red letters,
        and what stands outside the cells as one block.
        """
        pieces = [*self._cells(cells), *map(self._red, self._stamped), *self._body(cells)]
        origins = [(one.place, one.left, one.top) for one in pieces]
        pictures = [one.picture for one in pieces]
        del pieces  # so that the recogniser's list alone keeps the pictures
        found = self._recogniser(pictures, self._dpi) if pictures else []
        red: list[list[Word]] = []
        for (place, left, top), lines in zip(origins, found, strict=True):
            for words in filter(None, (self._shown.words_of(seen, left, top) for seen in lines)):
                if place == "red":
                    red.append(words)
                elif place == "body" and _is_debris(words):
                    self.stamps.append(line_of(words))
                else:
                    self._rows.extend(parted(words))
        self._look_again(cells)
        self._add_red(red)  # which the second look does not see
        self.lines.extend(line_of(row) for row in self._rows)

    def _add_red(self, rows: list[list[Word]]) -> None:
        for words in rows:
            if max(word.confidence for word in words) < _DOUBTFUL:
                self.stamps.append(line_of(words))
            else:
                self._rows.append(words)

    def _cells(self, cells: list[Box]) -> Iterator[_Cutout]:
        """The cells that have ink, each around it."""
        for box in cells:
            if self._has_ink(self._ink.cut(*self._pixels(box, _INSET))):
                left, top, right, bottom = self._frame(box)
                framed = _framed(self._picture[top:bottom, left:right])
                yield _Cutout("cell", left - _MARGIN, top - _MARGIN, framed)

    def _red(self, stamped: Stamped) -> _Cutout:
        """A row of red letters: the middle of its framed picture is that of its box."""
        left, top, right, bottom = self._pixels(stamped.box, 0)
        height, width = stamped.picture.shape
        left, top = (left + right - width) // 2, (top + bottom - height) // 2
        return _Cutout("red", left - _MARGIN, top - _MARGIN, _framed(stamped.picture))

    def _body(self, cells: list[Box]) -> Iterator[_Cutout]:
        """The whole page with nothing in its cells, where there is writing beside them."""
        body = self._outside(cells)
        if self._is_written_on(body):
            yield _Cutout("body", 0, 0, body)

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
        """Read head and signature a second time, each column by itself;
        of two readings the surer one stays.
        """
        self._rows = part_nation(self._rows)
        tall, wide = (side / (self._dpi / 72) for side in self._picture.shape)
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
            read = (self._shown.words_of(seen, left - _MARGIN, top - _MARGIN) for seen in lines)
            again = [row for words in filter(None, read) for row in parted(words)]
            self._rows, ink = choose_rows(self._rows, again, zone)
            self.stamps.extend(map(line_of, ink))

    @property
    def understood(self) -> list[tuple[str, str]]:
        """Words as they were read and as their ink shows them, where that is something else."""
        return self._shown.understood

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

    def _frame(self, box: Box) -> tuple[int, int, int, int]:
        """The pixels of a cell around its ink: in a block that is mostly white,
        letters are misread.
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
    """Whether a line is what specks, stamps and pens leave over: signs only,
    or a few letters nobody is sure of.
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
