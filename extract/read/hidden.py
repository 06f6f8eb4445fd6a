"""Letters laid invisibly over a page's picture: what a program recognised when the paper was scanned.

The page shows the picture; its text may be searched and copied, and is as good as the recognition was.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pypdfium2.raw as pdfium

from schemas.page import Box, Line, Page, Word

CONFIDENCE = 0.93
"""Of every hidden word, since such a layer keeps none: nearly all are right, and none is certain."""

_PICTURE_SHARE = 0.5
"""Share of the page that its pictures cover at least."""
_SAMPLES = 7

Handle = Any


def is_hidden(page: Page, text_page: Handle) -> bool:
    """Whether a picture shows the page and most of its letters are drawn invisibly."""
    covered = sum((image.x1 - image.x0) * (image.bottom - image.top) for image in page.images)
    if covered < _PICTURE_SHARE * page.width * page.height:
        return False
    count = pdfium.FPDFText_CountChars(text_page)
    handles = [pdfium.FPDFText_GetTextObject(text_page, index) for index in range(0, count, count // _SAMPLES + 1)]
    modes = [pdfium.FPDFTextObj_GetTextRenderMode(handle) for handle in handles if handle]
    return 2 * modes.count(pdfium.FPDF_TEXTRENDERMODE_INVISIBLE) > len(modes)


def as_recognised(page: Page) -> Page:
    """The page with its words as recognised ones, so that they are doubted and mended like those of a scan."""
    clip, words = page.clip, page.words

    def doubted(box: Box) -> list[Word]:
        return [word._replace(confidence=CONFIDENCE) for word in words(box)]

    return replace(
        page,
        lines=[_doubted(line) for line in page.lines],
        words=doubted,
        confidences=lambda box: (CONFIDENCE,) * len(clip(box).split()),
        hidden=True,
    )


def _doubted(line: Line) -> Line:
    return line._replace(confidence=CONFIDENCE, confidences=(CONFIDENCE,) * len(line.text.split()))
