"""Pages built from what pdfium has of them: by its own text, or from the boxes of glyphs."""

from __future__ import annotations

import ctypes
from collections.abc import Mapping, Sequence
from functools import cache, partial
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium
import regex

from extract.read.gate import clean, sheet
from extract.read.pdf.frame import Frame
from extract.read.pdf.glyphs import Glyphs
from extract.read.pdf.letters import LINE_END_HYPHEN, bounded_text, page_letters, page_text
from extract.read.pdf.painted import Painted, painted_objects
from extract.read.pdf.rulings import read_objects
from extract.read.words import clip_words, lines_of, words_within
from schemas.page import Box, Line, Page, Word, box_around

_LINE = regex.compile(rf"[^\r\n{LINE_END_HYPHEN}]*{LINE_END_HYPHEN}|[^\r\n{LINE_END_HYPHEN}]+")

Handle = Any
"""A pdfium object; the library's pointers are untyped."""


class Drawn(NamedTuple):
    """A page as pdfium has it: its handle, its text's, its letters by their indices,
    and what it paints in its order.
    """

    page: Handle
    text_page: Handle
    letters: str
    objects: list[Painted]

    @property
    def indices(self) -> range:
        """Of all its characters."""
        return range(len(self.letters))


def drawn_page(page: Handle, text_page: Handle) -> Drawn:
    """What pdfium has of a page."""
    letters = page_letters(text_page, page_text(text_page))
    return Drawn(page, text_page, letters, list(painted_objects(page)))


def frame_of(page: Handle, quarters: int) -> Frame:
    """The visible part of the page; all of its paper,
    where nothing of that is in its visible part.
    """
    rect = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, rect)
    pdfium.FPDFPage_GetMediaBox(page, *(paper := [ctypes.c_float() for _ in range(4)]))
    left, bottom, right, top = (side.value for side in paper)
    return Frame(
        *sheet((rect.left, rect.bottom, rect.right, rect.top), (left, bottom, right, top)), quarters
    )


def fast_page(
    drawn: Drawn, number: int, frame: Frame, own: list[tuple[int, int]] | None = None
) -> Page:
    """A page whose text pdfium reads well: no glyph is looked at but the ends of lines.

    ``own``: the lines that are the page's; others, which run across it, stand in no cell.
    """
    text = drawn.letters
    glyphs = Glyphs(drawn.text_page, frame, text)
    spans = line_spans(text) if own is None else own
    boxes = glyphs.line_boxes(spans)
    parts = [
        [Line(_written(text, span), box)] if box is not None else _several(glyphs, text, span)
        for span, box in zip(spans, boxes, strict=True)
    ]
    bands = [box_around([line.box for line in part]) for part in parts]
    rules, images = read_objects(drawn.objects, frame)

    @cache
    def words_of_span(span: tuple[int, int]) -> list[Word]:
        return glyphs.words(range(*span))

    def words(box: Box) -> list[Word]:
        found: list[Word] = []
        for span, band in zip(spans, bands, strict=True):
            if band.top < box.bottom and band.bottom > box.top:
                found.extend(words_of_span(span))
        return words_within(found, box)

    def clipped(box: Box) -> str:
        return clip_words(words(box), box)

    return Page(
        number=number,
        width=frame.width,
        height=frame.height,
        lines=[line for part in parts for line in part],
        rules=rules,
        images=images,
        clip=partial(bounded_text, drawn.text_page, frame) if own is None else clipped,
        clip_words=clipped,
        words=words,
    )


def _written(text: str, span: tuple[int, int]) -> str:
    """A line as the engine writes it."""
    return clean(text[span[0] : span[1]].replace(LINE_END_HYPHEN, "-"))


def _several(glyphs: Glyphs, text: str, span: tuple[int, int]) -> list[Line]:
    """The lines of a span whose ends do not stand side by side."""
    lines = lines_of(glyphs.words(range(*span)))
    boxes = [line.box for line in lines] or [glyphs.box(span[0]), glyphs.box(span[1] - 1)]
    return lines if len(lines) > 1 else [Line(_written(text, span), box_around(boxes))]


def glyph_page(
    drawn: Drawn,
    number: int,
    frames: list[Frame],
    indices: Sequence[int],
    meant: Mapping[int, str] | None = None,
    more: Sequence[Word] = (),
) -> Page:
    """A page built from its glyph boxes; text in other directions
    than the first frame's becomes its overlay.

    ``meant``: letters other than those stated, see `Glyphs`; ``more`` are words that stand on the
    page beside its own.
    """
    text_page, letters = drawn.text_page, drawn.letters
    frame, *others = frames
    found = [
        *Glyphs(text_page, frame, letters, meant).words(indices, only_upright=bool(others)),
        *more,
    ]
    overlay = [
        Line(line.text, other.seen_from(frame, line.box))
        for other in others
        for line in lines_of(
            Glyphs(text_page, other, letters, meant).words(indices, only_upright=True)
        )
    ]
    rules, images = read_objects(drawn.objects, frame)
    return Page(
        number=number,
        width=frame.width,
        height=frame.height,
        lines=lines_of(found),
        rules=rules,
        images=images,
        overlay=overlay,
        clip=partial(clip_words, found),
        clip_words=partial(clip_words, found),
        words=partial(words_within, found),
    )


def line_spans(text: str) -> list[tuple[int, int]]:
    """Character ranges of the lines of ``text`` without their blanks at both ends;
    empty lines left out.
    """
    spans = []
    for match in _LINE.finditer(text):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip())
        end = match.end() - len(line) + len(line.rstrip())
        if start < end:
            spans.append((start, end))
    return spans
