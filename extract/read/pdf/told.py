"""Letters that a file states instead of those it draws (ActualText).

Source: ISO 32000-1, 14.9.4. It serves ligatures and hyphens, and can say anything: where it says
other letters than the glyphs, the glyphs' are read.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium
import regex

from extract.read.gate import is_unclear
from extract.read.pdf.painted import bounds, painted_objects
from normalize.writing.text import nfc

Handle = Any
_KEY = b"ActualText"
_LONGEST = 20_000
"""Letters of one run."""
_LETTERS = regex.compile(r"[\p{L}\p{N}]")
_MARGIN = 1.0


class Told(NamedTuple):
    """What the file states for a run, and where the run stands (left, bottom, right, top)."""

    text: str
    place: tuple[float, float, float, float]


@contextmanager
def drawn_text(
    document: Handle, index: int, stated: Handle
) -> Iterator[tuple[Handle | None, list[Told]]]:
    """The text of a page by its glyphs alone, where that differs from what the file states,
    with what is ``stated`` (its text page); None and nothing where it does not differ.
    """
    page = pdfium.FPDF_LoadPage(document, index)
    text_page = None
    try:
        told = list(_without_statements(page, stated)) if page else []
        text_page = pdfium.FPDFText_LoadPage(page) if told else None
        lies = [one for one in told if _differs(text_page, one)] if text_page else []
        yield (text_page if lies else None), lies
    finally:
        if text_page:
            pdfium.FPDFText_ClosePage(text_page)
        if page:
            pdfium.FPDF_ClosePage(page)


def states_letters(page: Handle) -> bool:
    """Whether a run of a page has letters stated for it."""
    return any(
        _statement(handle) is not None
        for handle, kind, _ in painted_objects(page)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT and pdfium.FPDFPageObj_CountMarks(handle) > 0
    )


def _without_statements(page: Handle, text_page: Handle) -> Iterator[Told]:
    """What is stated for the runs of a page, which lose it; ``text_page`` is the text as stated."""
    for handle, kind, matrix in painted_objects(page):
        if kind == pdfium.FPDF_PAGEOBJ_TEXT and (mark := _statement(handle)) is not None:
            place = bounds(handle, matrix)
            yield Told(_within(text_page, place), place)
            pdfium.FPDFPageObj_RemoveMark(handle, mark)


def _statement(handle: Handle) -> Handle | None:
    for at in range(pdfium.FPDFPageObj_CountMarks(handle)):
        mark = pdfium.FPDFPageObj_GetMark(handle, at)
        if pdfium.FPDFPageObjMark_GetParamValueType(mark, _KEY) == pdfium.FPDF_OBJECT_STRING:
            return mark
    return None


def _differs(text_page: Handle, told: Told) -> bool:
    """Whether the glyphs of a run say other letters; what they do not say proves nothing."""
    drawn = _within(text_page, told.place)
    if not drawn.strip() or is_unclear(drawn) or not told.text.strip():
        return False
    return _letters(told.text) not in _letters(drawn)


def _within(text_page: Handle, place: tuple[float, float, float, float]) -> str:
    """The text in a rectangle."""
    left, bottom, right, top = place
    buffer = (ctypes.c_ushort * _LONGEST)()
    sides = left - _MARGIN, top + _MARGIN, right + _MARGIN, bottom - _MARGIN
    count = pdfium.FPDFText_GetBoundedText(text_page, *sides, buffer, _LONGEST)
    units = bytes(buffer)[: 2 * max(count, 0)]
    return units.decode("utf-16-le", "replace").rstrip("\0")


def _letters(text: str) -> str:
    return "".join(_LETTERS.findall(nfc(text)))
