"""Documents and pages that are open in pdfium, and closed again whatever happens."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pypdfium2.raw as pdfium

from schemas.errors import DamagedError, EncryptedError

_ERRORS = {
    pdfium.FPDF_ERR_PASSWORD: EncryptedError("the PDF needs a password; save a copy without one"),
    pdfium.FPDF_ERR_SECURITY: EncryptedError(
        "the PDF is protected by a scheme that cannot be opened"
    ),
}

Handle = Any
"""A pdfium object; the library's pointers are untyped."""


@cache
def _initialize() -> None:
    """Start the library once a process."""
    config = pdfium.FPDF_LIBRARY_CONFIG(2, None, None, 0)
    pdfium.FPDF_InitLibraryWithConfig(ctypes.byref(config))


@contextmanager
def open_document(data: bytes) -> Iterator[Handle]:
    """An open document; ``data`` must outlive it, which the caller's frame sees to."""
    _initialize()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        reason = pdfium.FPDF_GetLastError()
        raise _ERRORS.get(reason) or DamagedError(
            "the PDF is damaged: its structure cannot be read"
        )
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


@contextmanager
def open_page(document: Handle, index: int) -> Iterator[tuple[Handle, Handle]]:
    """A page and its text."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        raise DamagedError(f"page {index + 1} of the PDF is damaged")
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        if not text_page:
            raise DamagedError(f"the text of page {index + 1} of the PDF is damaged")
        yield page, text_page
    finally:
        if text_page:
            pdfium.FPDFText_ClosePage(text_page)
        pdfium.FPDF_ClosePage(page)
