"""Letters laid invisibly over a page's picture:
what a program recognised when the paper was scanned.

The page shows the picture; its text may be searched and copied, and is as good as the recognition
was.
"""

from __future__ import annotations

import math
from functools import partial
from importlib.util import find_spec
from typing import Any

import pypdfium2.raw as pdfium
from msgspec.structs import replace

from extract.read.words import clip_words, lines_of, words_within
from schemas.page import Box, Line, Page, Word

CONFIDENCE = 0.93
"""Of every hidden word, since such a layer keeps none: nearly all are right, and none is certain.
"""

SEES_RULES = find_spec("cv2") is not None
"""Whether tables can be found whose rulings only a picture shows."""

NEEDS_OPENCV = "they need OpenCV and NumPy: pip install 'kehoach[ocr]'"

_PICTURE_SHARE = 0.5
"""Share of the page that its pictures cover at least."""
_SAMPLES = 7
_EVERYWHERE = Box(-math.inf, -math.inf, math.inf, math.inf)

Handle = Any


def is_pictured(page: Page) -> bool:
    """Whether pictures cover most of the page."""
    covered = sum((image.x1 - image.x0) * (image.bottom - image.top) for image in page.images)
    return covered >= _PICTURE_SHARE * page.width * page.height


def is_hidden(page: Page, text_page: Handle) -> bool:
    """Whether a picture shows the page and most of its letters are drawn invisibly."""
    if not is_pictured(page):
        return False
    count = pdfium.FPDFText_CountChars(text_page)
    handles = [
        pdfium.FPDFText_GetTextObject(text_page, index)
        for index in range(0, count, count // _SAMPLES + 1)
    ]
    modes = [pdfium.FPDFTextObj_GetTextRenderMode(handle) for handle in handles if handle]
    return 2 * modes.count(pdfium.FPDF_TEXTRENDERMODE_INVISIBLE) > len(modes)


def as_recognised(page: Page, handle: Handle, turns: int) -> Page:
    """The page with its words as recognised ones, doubted and mended like those of a scan,
    and its picture's rulings.

    ``handle`` is pdfium's page, ``turns`` the clockwise quarters that set it upright as it is
    displayed. Where the picture lies askew, rulings and words are set straight together.
    """
    if SEES_RULES:
        from extract.read.scan.picture_rules import find_picture_rules

        rules, skew = find_picture_rules(handle, page.width, page.height, turns)
        page = replace(_straight(page, skew) if skew else page, rules=[*page.rules, *rules])
    return doubted(page)


def doubted(page: Page) -> Page:
    """The page with its words as recognised ones."""
    clip, words = page.clip, page.words

    def doubted_words(box: Box) -> list[Word]:
        return [word._replace(confidence=CONFIDENCE) for word in words(box)]

    return replace(
        page,
        lines=[_doubted(line) for line in page.lines],
        words=doubted_words,
        confidences=lambda box: (CONFIDENCE,) * len(clip(box).split()),
        hidden=True,
    )


def _straight(page: Page, skew: float) -> Page:
    """The page with its words turned about its middle by ``skew`` degrees against the clock."""
    across, down = math.cos(math.radians(skew)), math.sin(math.radians(skew))
    middle = page.width / 2, page.height / 2

    def turned(word: Word) -> Word:
        left, top, right, bottom = word.box
        x, y = (left + right) / 2 - middle[0], (top + bottom) / 2 - middle[1]
        x, y = middle[0] + across * x + down * y, middle[1] - down * x + across * y
        # the box of a word askew is as much higher as the word falls from its first letter to its
        # last
        wide, tall = (
            (right - left) / 2,
            max(bottom - top - abs(down) * (right - left), (bottom - top) / 2) / 2,
        )
        return word._replace(box=Box(x - wide, y - tall, x + wide, y + tall))

    words = [turned(word) for word in page.words(_EVERYWHERE)]
    return replace(
        page,
        lines=lines_of(words),
        clip=partial(clip_words, words),
        clip_words=partial(clip_words, words),
        words=partial(words_within, words),
    )


def _doubted(line: Line) -> Line:
    return line._replace(confidence=CONFIDENCE, confidences=(CONFIDENCE,) * len(line.text.split()))
