"""Born-digital PDF through pypdfium2's raw API.

Well-behaved upright pages take the fast path: pdfium's own text, cut into lines, and
`FPDFText_GetBoundedText` for what stands inside a box. Pages drawn sideways or set in runs that
pdfium breaks apart are built from glyph boxes (`extract.read.pdf.glyphs`).
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium
import regex

from extract.read.gate import clean, sheet, sound_page
from extract.read.pdf.annotations import annotation_boxes, displayed, sort_out
from extract.read.pdf.frame import Frame
from extract.read.pdf.glyphs import Glyphs, looks_broken
from extract.read.pdf.letters import (
    LINE_END_HYPHEN,
    bounded_text,
    is_plain,
    page_letters,
    page_text,
)
from extract.read.pdf.mender import Mender
from extract.read.pdf.opened import open_document, open_page
from extract.read.pdf.rulings import read_objects, read_outlines
from extract.read.pdf.turns import (
    count_turns,
    directions,
    has_slanted,
    looks_scattered,
    runs_straight,
    slanted_runs,
)
from extract.read.scan.hidden import as_recognised, is_hidden
from extract.read.words import clip_words, lines_of, words_within
from schemas.errors import DamagedError, LimitError
from schemas.page import Box, Line, Page, Word, box_around

_LINE = regex.compile(rf"[^\r\n{LINE_END_HYPHEN}]*{LINE_END_HYPHEN}|[^\r\n{LINE_END_HYPHEN}]+")

_HARDLY_ANY = 200
"""A page with fewer characters may show its words as outlines."""

Handle = Any
"""A pdfium object; the library's pointers are untyped."""


def read_pdfium(data: bytes, max_pages: int | None = None) -> Iterator[Page]:
    """The pages of a PDF in order; each is valid until the next is asked for.

    Raises:
        EncryptedError: a password is needed.
        DamagedError: pdfium cannot open the file or one of its pages.
        LimitError: the file has more than ``max_pages`` pages.
    """
    with open_document(data) as document:
        count = pdfium.FPDF_GetPageCount(document)
        if count < 1:
            raise DamagedError("the PDF has no pages")
        if max_pages is not None and count > max_pages:
            raise LimitError(
                f"the PDF has {count} pages, the limit is {max_pages}; raise --max-pages"
            )
        mender = Mender()
        for index in range(count):
            with open_page(document, index) as (page, text_page):
                found = _read_page(page, text_page, index + 1, mender)
                yield sound_page(_with_annotations(document, page, text_page, found))


class _Drawn(NamedTuple):
    """A page as pdfium has it: its handle, its text's, and its letters by their indices."""

    page: Handle
    text_page: Handle
    letters: str

    @property
    def indices(self) -> range:
        """Of all its characters."""
        return range(len(self.letters))


def _drawn(page: Handle, text_page: Handle) -> _Drawn:
    return _Drawn(page, text_page, page_letters(text_page, page_text(text_page)))


def _read_page(page: Handle, text_page: Handle, number: int, mender: Mender) -> Page:
    """One page: the fast path where its text proves sound, else from its glyphs."""
    text = page_text(text_page)
    mended = mender.mend(text_page, text)
    turns = directions(text_page, len(text)) or [pdfium.FPDFPage_GetRotation(page)]
    frame = _frame(page, turns[0])
    drawn = _Drawn(page, text_page, page_letters(text_page, text))
    if stamps := _stamps(drawn, text):
        found = _stamped_page(drawn, number, text, stamps)
    elif mended is not None:
        frames = [_frame(page, turn) for turn in turns]
        found = _glyph_page(drawn, number, frames, drawn.indices, mended.letters)
        found.repair = mended.encodings
    elif turns == [0] and not looks_broken(text) and is_plain(text_page, text):
        found = _fast_page(drawn, number, frame)
    else:
        found = _glyph_page(drawn, number, [_frame(page, turn) for turn in turns], drawn.indices)
    if len(text) < _HARDLY_ANY:
        found.images.extend(read_outlines(page, frame))
    if not is_hidden(found, text_page):
        return found
    return as_recognised(found, page, (frame.quarters - pdfium.FPDFPage_GetRotation(page)) % 4)


def _stamps(drawn: _Drawn, text: str) -> list[list[int]]:
    """The runs of letters that stand around a stamp or across the page."""
    if looks_scattered(text) or has_slanted(drawn.text_page, drawn.indices):
        return slanted_runs(drawn.text_page, drawn.indices)
    return []


def _stamped_page(drawn: _Drawn, number: int, text: str, stamps: list[list[int]]) -> Page:
    """A page without the letters that stand around its stamps, or across it as a watermark."""
    taken = set(chain.from_iterable(stamps))
    own = [index for index in drawn.indices if index not in taken]
    turns = [turn for turn, _ in count_turns(drawn.text_page, own).most_common()]
    frames = [_frame(drawn.page, turn) for turn in turns or [0]]
    spans = _spans_without(text, taken)
    if turns == [0] and spans and not looks_broken(text) and is_plain(drawn.text_page, text):
        found = _fast_page(drawn, number, frames[0], spans)
    else:
        found = _glyph_page(drawn, number, frames, own)
    for run in stamps:
        laid = found.watermarks if runs_straight(drawn.text_page, run) else found.stamps
        laid.append(Glyphs(drawn.text_page, frames[0], drawn.letters).ring(run))
    return found


def _spans_without(text: str, taken: set[int]) -> list[tuple[int, int]]:
    """The lines of a text without what is taken: the engine may write that behind a line of the
    page's own.
    """
    own: list[tuple[int, int]] = []
    for start, end in _line_spans(text):
        kept = [at for at in range(start, end) if at not in taken and not text[at].isspace()]
        for at, index in enumerate(kept):
            parted = at and any(between in taken for between in range(kept[at - 1], index))
            if at and not parted:
                own[-1] = (own[-1][0], index + 1)
            else:
                own.append((index, index + 1))
    return own


def _with_annotations(document: Handle, page: Handle, text_page: Handle, found: Page) -> Page:
    """The page with what its annotations write: in its lines what fills their blanks,
    apart all else.
    """
    frame = _frame(page, pdfium.FPDFPage_GetRotation(page))
    boxes = annotation_boxes(page, frame)
    if not boxes or found.hidden or found.repair:
        return found
    own = range(pdfium.FPDFText_CountChars(text_page))
    with displayed(document, found.number - 1) as shown:
        written = []
        if shown:
            letters = page_letters(shown, page_text(shown))
            written = Glyphs(shown, frame, letters).words(range(len(own), len(letters)))
    filled, apart = sort_out(written, boxes, found.words)
    if filled and not found.stamps:
        found = _glyph_page(_drawn(page, text_page), found.number, [frame], own, more=filled)
    found.stamps.extend(apart)
    return found


def _frame(page: Handle, quarters: int) -> Frame:
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


def _fast_page(
    drawn: _Drawn, number: int, frame: Frame, own: list[tuple[int, int]] | None = None
) -> Page:
    """A page whose text pdfium reads well: no glyph is looked at but the ends of lines.

    ``own``: the lines that are the page's; others, which run across it, stand in no cell.
    """
    text = drawn.letters
    glyphs = Glyphs(drawn.text_page, frame, text)
    spans = _line_spans(text) if own is None else own
    boxes = glyphs.line_boxes(spans)
    parts = [
        [Line(_written(text, span), box)] if box is not None else _several(glyphs, text, span)
        for span, box in zip(spans, boxes, strict=True)
    ]
    bands = [box_around([line.box for line in part]) for part in parts]
    rules, images = read_objects(drawn.page, frame)

    def words(box: Box) -> list[Word]:
        found: list[Word] = []
        for (start, end), band in zip(spans, bands, strict=True):
            if band.top < box.bottom and band.bottom > box.top:
                found.extend(glyphs.words(range(start, end)))
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


def _glyph_page(
    drawn: _Drawn,
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
    rules, images = read_objects(drawn.page, frame)
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


def _line_spans(text: str) -> list[tuple[int, int]]:
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
