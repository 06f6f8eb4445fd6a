"""The letters of a page as pdfium numbers them: one a character index,
in the order of the content.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

from extract.read.gate import clean, is_unclear, letter_of
from extract.read.pdf.frame import Frame
from schemas.errors import LimitError
from schemas.page import Box

LINE_END_HYPHEN = "\ufffe"
"""What pdfium writes for a hyphen at the end of a line, swallowing the line break."""

HYPHEN_CONTROL = "\x02"
"""The same hyphen when asked for glyph by glyph."""

_BUFFER_SIZE = 100_000
_BUFFER = (ctypes.c_ushort * _BUFFER_SIZE)()
"""Reused for every cell: asking for the size first would search the page twice."""

Handle = Any


def page_text(text_page: Handle) -> str:
    """pdfium's text of the page, letters beyond the basic plane whole."""
    units = _units(text_page, pdfium.FPDFText_CountChars(text_page))
    return units.decode("utf-16-le", "replace")


def page_letters(text_page: Handle, text: str) -> str:
    """The letters of a page by their indices; ``text`` is its `page_text`.

    Each half of a letter beyond the basic plane has an index of its own.
    """
    count = pdfium.FPDFText_CountChars(text_page)
    if len(text) == count:
        return text
    units = _units(text_page, count)
    if len(units) == 2 * count:
        return "".join(map(chr, memoryview(units).cast("H")))
    return "".join(
        letter_of(pdfium.FPDFText_GetUnicode(text_page, index)) for index in range(count)
    )


def is_plain(text_page: Handle, text: str) -> bool:
    """Whether a page's text has one letter an index, all of them known."""
    if len(text) != pdfium.FPDFText_CountChars(text_page) or is_unclear(text):
        return False
    # pdfium writes the sign of a hyphen for glyphs without a letter, too
    ends = (
        [index for index, letter in enumerate(text) if letter == LINE_END_HYPHEN]
        if LINE_END_HYPHEN in text
        else ()
    )
    return all(is_hyphen(text_page, index) for index in ends)


def is_hyphen(text_page: Handle, index: int) -> bool:
    """Whether a character is a hyphen at the end of a line,
    and no glyph that a file gives the same number.
    """
    return bool(pdfium.FPDFText_IsHyphen(text_page, index) == 1)


def bounded_text(text_page: Handle, frame: Frame, box: Box) -> str:
    """The text inside ``box``, its lines separated by newlines."""
    left, right = box.x0 + frame.left, box.x1 + frame.left
    top, bottom = frame.top - box.top, frame.top - box.bottom
    written = pdfium.FPDFText_GetBoundedText(
        text_page, left, top, right, bottom, _BUFFER, _BUFFER_SIZE
    )
    if written <= 0:
        return ""
    if written >= _BUFFER_SIZE:
        raise LimitError(f"more than {_BUFFER_SIZE} characters in one cell of the PDF")
    text = bytes(memoryview(_BUFFER)[:written]).decode("utf-16-le", "replace")
    lines = clean(text.replace(LINE_END_HYPHEN, "-\n").replace(HYPHEN_CONTROL, "-\n")).split("\n")
    return "\n".join(bare for line in lines if (bare := line.strip()))


def _units(text_page: Handle, count: int) -> bytes:
    """pdfium's text of a page of ``count`` characters, in units of UTF-16."""
    if count <= 0:
        return b""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    return bytes(buffer)[: 2 * max(written - 1, 0)]
