"""What annotations write on a page: numbers and dates filled in when it was signed,
and the signatures themselves.

Offices sign a finished PDF; the clerk's number and date are then set into the blanks of "Số:
/KH-UBND" and "ngày tháng    năm" as form fields of their own. They belong to the line they stand
in; a signature's own words do not.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium
import regex

from extract.read.gate import sound_text
from extract.read.pdf.frame import Frame
from extract.read.words import lines_of, rows_of, words_within
from schemas.page import Box, Line, Word

Handle = Any

_SILENT = frozenset({pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP})
"""Annotations that draw no words."""
_LONGEST = 100_000
"""Bytes of what an annotation says."""
_SIGNED = regex.compile(r"\bKý\b|[Ss]ign|:\s*\d")
"""What the words of a digital signature hold; they are told from others by the layout."""
_MOST_WORDS = 8
"""A number, a date, or both; a signature says more."""
_REACH = 8.0
"""In heights of its words: how far from a filled-in value the text it belongs to may be."""


class Written(NamedTuple):
    """The words of a page's annotations: those that fill blanks of its text,
    and the lines of all others.
    """

    filled: list[Word]
    apart: list[Line]


class Annotation(NamedTuple):
    """Where an annotation may write, whether it is a form's field,
    and what it says to who opens it.
    """

    box: Box
    is_field: bool
    contents: str


def annotation_boxes(page: Handle, frame: Frame) -> list[Box]:
    """Where annotations may write on the page."""
    return [one.box for one in annotations_of(page, frame)]


def annotations_of(page: Handle, frame: Frame) -> list[Annotation]:
    """The annotations of a page that may write on it, in their order."""
    found = []
    rect = pdfium.FS_RECTF()
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        if kind not in _SILENT and pdfium.FPDFAnnot_GetRect(annotation, rect):
            left, right = sorted((rect.left, rect.right))
            bottom, top = sorted((rect.bottom, rect.top))
            is_field = kind == pdfium.FPDF_ANNOT_WIDGET
            said = "" if is_field else _contents(annotation)
            box = frame.upright(left, bottom, right, top)
            found.append(Annotation(box, is_field, said))
        pdfium.FPDFPage_CloseAnnot(annotation)
    return found


def _contents(annotation: Handle) -> str:
    """The words that an annotation shows to who opens it."""
    size = pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
    if not 2 < size <= _LONGEST:
        return ""
    buffer = (ctypes.c_ushort * (size // 2))()
    pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, size)
    text = bytes(buffer)[: size - 2].decode("utf-16-le", "replace")
    return " ".join(sound_text(text).split())


def name_apart(apart: list[Line], annotations: list[Annotation]) -> Iterator[tuple[str, Line]]:
    """What annotations write beside the text, each line with its kind: signature, form_field,
    annotation; and what they say without writing it.
    """
    drawn = "".join("".join(line.text.split()) for line in apart)
    for one in annotations:
        inside = [line for line in apart if _holds(one.box, line.box)]
        apart = [line for line in apart if line not in inside]
        kind = _kind_of(one, inside)
        yield from ((kind, line) for line in inside)
        if one.contents and "".join(one.contents.split()) not in drawn:
            yield "annotation", Line(one.contents, one.box)
    yield from (("stamp", line) for line in apart)


def _kind_of(one: Annotation, inside: list[Line]) -> str:
    if any(_SIGNED.search(line.text) for line in inside):
        return "stamp"
    return "form_field" if one.is_field else "annotation"


def _holds(box: Box, line: Box) -> bool:
    x, y = (line.x0 + line.x1) / 2, (line.top + line.bottom) / 2
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom


@contextmanager
def displayed(document: Handle, index: int) -> Iterator[Handle | None]:
    """The text of a page as it is displayed: its own, and behind it what the annotations write;
    None if it has none.

    The page that is open already stays as it is.
    """
    page = text_page = None
    try:
        shown = pdfium.FPDF_LoadPage(document, index)
        flat = (
            pdfium.FPDFPage_Flatten(shown, pdfium.FLAT_NORMALDISPLAY)
            if shown
            else pdfium.FLATTEN_FAIL
        )
        pdfium.FPDF_ClosePage(shown)
        if flat == pdfium.FLATTEN_SUCCESS:
            page = pdfium.FPDF_LoadPage(document, index)
            text_page = pdfium.FPDFText_LoadPage(page) if page else None
        yield text_page
    finally:
        if text_page:
            pdfium.FPDFText_ClosePage(text_page)
        if page:
            pdfium.FPDF_ClosePage(page)


def sort_out(written: list[Word], boxes: list[Box], beside: Callable[[Box], list[Word]]) -> Written:
    """The annotations' words by what they are to the page;
    ``beside(box)`` are the page's own words in a box.
    """
    filled: list[Word] = []
    for box in boxes:
        words = words_within(written, box)
        if words and _fills_a_blank(words, beside):
            filled.extend(words)
    return Written(filled, lines_of([word for word in written if word not in filled]))


def _fills_a_blank(words: list[Word], beside: Callable[[Box], list[Word]]) -> bool:
    """Whether an annotation's words are a number or a date
    with text of the page's own beside it.
    """
    said = " ".join(word.text for word in words)
    if (
        len(words) > _MOST_WORDS
        or len(rows_of(words)) > 1
        or ":" in said
        or not any(map(str.isdigit, said))
    ):
        return False
    top, bottom = min(word.box.top for word in words), max(word.box.bottom for word in words)
    reach = _REACH * (bottom - top)
    around = Box(words[0].box.x0 - reach, top, words[-1].box.x1 + reach, bottom)
    return bool(beside(around))
