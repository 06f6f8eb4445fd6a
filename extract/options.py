"""What a caller may ask for; the same options on the same bytes always give the same record."""

from __future__ import annotations

from typing import Literal

import msgspec

Engine = Literal["pdfium", "pdfplumber"]
OcrMode = Literal["auto", "never", "always"]

MOST_PAGES = 5_000
"""Of a document, unless the user says otherwise; the longest gazettes have some hundreds."""

A_PAGE = 0.25
"""Share of the time limit that a recognised page puts it off by."""

UTMOST_PAGES = 100_000
"""What a user may allow at most."""


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """Options of one extraction; picklable, so that it travels to worker processes.

    ``year`` is the plan's year where the document does not say; ``max_pages`` refuses longer
    documents; ``personal`` keeps names of signatories. ``ocr`` says which pages of a PDF are
    recognised from their pictures: those without letters of their own, none, or all; ``jobs`` how
    many of them at once (0: as many as there are cores); ``cache`` whether what was recognised is
    kept in the user's cache folder. Without ``cage``, programs that read a document for this one
    are not cut off from the network. ``timeout`` are the seconds that the caller gives the
    document: a page whose recognition takes too large a part of them is left out, with the problem
    `page-unread`; None gives every page three minutes. ``show_redacted`` keeps the letters that a
    redaction left below its black boxes, which are named without them otherwise.
    """

    ocr: OcrMode = "auto"
    engine: Engine = "pdfium"
    year: int | None = None
    max_pages: int | None = None
    personal: bool = True
    jobs: int = 0
    cache: bool = True
    cage: bool = True
    timeout: float | None = None
    show_redacted: bool = False
