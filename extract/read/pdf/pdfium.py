"""Born-digital PDF through pypdfium2's raw API.

Well-behaved upright pages take the fast path: pdfium's own text, cut into lines, and
`FPDFText_GetBoundedText` for what stands inside a box. Pages drawn sideways or set in runs that
pdfium breaks apart are built from glyph boxes (`extract.read.pdf.glyphs`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import pypdfium2.raw as pdfium

from extract.read.gate import clean, sound_page
from extract.read.pdf.annotations import annotations_of, displayed, name_apart, sort_out
from extract.read.pdf.built import Drawn, drawn_page, fast_page, frame_of, glyph_page
from extract.read.pdf.census import has_layers
from extract.read.pdf.glyphs import Glyphs, looks_broken
from extract.read.pdf.letters import (
    is_plain,
    page_letters,
    page_text,
)
from extract.read.pdf.mender import Mender
from extract.read.pdf.opened import open_document, open_page
from extract.read.pdf.partial import partial_page
from extract.read.pdf.pictures import unread_pictures
from extract.read.pdf.rulings import read_outlines
from extract.read.pdf.told import Told, drawn_text, states_letters
from extract.read.pdf.turns import (
    directions,
    has_slanted,
    looks_scattered,
    slanted_runs,
)
from extract.read.pdf.visible import hidden_letters
from extract.read.scan.hidden import as_recognised, is_hidden
from schemas.errors import DamagedError, LimitError
from schemas.page import Page, Unseen

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
        layered = has_layers(data)
        for index in range(count):
            with open_page(document, index) as (page, text_page):
                found = _read_page(page, text_page, index + 1, mender, layered=layered)
                found = _with_annotations(document, page, text_page, found)
                if not states_letters(page):
                    yield sound_page(found)
                    continue
                with drawn_text(document, index, text_page) as (drawn, told):
                    yield sound_page(_as_drawn(page, drawn, told, found) if drawn else found)


def _read_page(
    page: Handle, text_page: Handle, number: int, mender: Mender, *, layered: bool
) -> Page:
    """One page: the fast path where its text proves sound, else from its glyphs."""
    text = page_text(text_page)
    mended = mender.mend(text_page, text)
    turns = directions(text_page, len(text)) or [pdfium.FPDFPage_GetRotation(page)]
    frame = frame_of(page, turns[0])
    drawn = drawn_page(page, text_page)
    unseen = hidden_letters(page, text_page, drawn.letters, drawn.objects, layered=layered)
    stamps = _stamps(drawn, text, unseen)
    if stamps or unseen:
        found = partial_page(drawn, number, text, stamps, unseen, mended)
    elif mended is not None:
        frames = [frame_of(page, turn) for turn in turns]
        found = glyph_page(drawn, number, frames, drawn.indices, mended.letters)
        found.repair = mended.encodings
    elif turns == [0] and not looks_broken(text) and is_plain(text_page, text):
        found = fast_page(drawn, number, frame)
    else:
        found = glyph_page(drawn, number, [frame_of(page, turn) for turn in turns], drawn.indices)
    if len(text) < _HARDLY_ANY:
        found.images.extend(read_outlines(drawn.objects, frame))
    if not is_hidden(found, text_page):
        found.unread.extend(unread_pictures(page, found, frame))
        return found
    return as_recognised(found, page, (frame.quarters - pdfium.FPDFPage_GetRotation(page)) % 4)


def _stamps(drawn: Drawn, text: str, unseen: Collection[int]) -> list[list[int]]:
    """The runs of letters that stand around a stamp or across the page, as far as it shows them."""
    if not (looks_scattered(text) or has_slanted(drawn.text_page, drawn.indices)):
        return []
    runs = slanted_runs(drawn.text_page, drawn.indices)
    shown = ([index for index in run if index not in unseen] for run in runs)
    return [run for run in shown if run]


def _as_drawn(page: Handle, drawn: Handle, told: list[Told], found: Page) -> Page:
    """A page by the letters of its glyphs; what the file states instead is not shown."""
    frame = frame_of(page, 0)
    shown = _read_page(page, drawn, found.number, Mender(), layered=False)
    shown.stamps.extend(found.stamps)
    shown.fields, shown.notes = found.fields, found.notes
    shown.unseen.extend(
        Unseen("actual-text", clean(one.text), frame.upright(*one.place)) for one in told
    )
    return shown


def _with_annotations(document: Handle, page: Handle, text_page: Handle, found: Page) -> Page:
    """The page with what its annotations write: in its lines what fills their blanks,
    apart all else.
    """
    frame = frame_of(page, pdfium.FPDFPage_GetRotation(page))
    annotations = annotations_of(page, frame)
    boxes = [one.box for one in annotations]
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
        found = glyph_page(drawn_page(page, text_page), found.number, [frame], own, more=filled)
    for kind, line in name_apart(apart, annotations):
        laid = {"form_field": found.fields, "annotation": found.notes}.get(kind, found.stamps)
        laid.append(line)
    return found
