"""Whether a page's text layer holds what the page shows.

A page may be a picture under a signature's text, or bear a layer whose letters are not those of the
page: a font map that is shifted, bytes read in the wrong encoding, text recognised without
Vietnamese.
"""

from __future__ import annotations

from typing import Literal

from extract.layout.furniture import is_signature
from normalize.writing.syllables import judge_text, share_of_syllables
from schemas.page import UNKNOWN_LETTER, Page

Verdict = Literal["sound", "picture", "broken"]
"""``sound`` is read as it stands; ``picture`` shows letters that its text does not hold; ``broken``
holds other letters than it shows. The pages that are not sound are those recognition takes.
"""

_FEWEST_CHARACTERS = 200
"""A page of a plan holds more than this; a digital signature's text, or a gazette's head, less."""
_PICTURE_SHARE = 0.2
"""Share of a page that pictures cover. Half a page of text that was scanned covers a quarter;
seals and logos less.
"""
_LONE_PICTURE_SHARE = 0.02
"""The same where the page has no text at all."""
_FEW_SYLLABLES = 0.5
_UNKNOWN_SHARE = 0.05
"""Share of a page's letters that the file does not name: with one in twenty, every fourth word is
lost, while recognition loses one in fifty."""


def judge_page(page: Page, text: str) -> Verdict:
    """The verdict on a page by itself; ``text`` is what stands on it besides furniture."""
    own = "\n".join(line for line in text.split("\n") if not is_signature(line)).strip()
    if len(own) < _FEWEST_CHARACTERS:
        least = _PICTURE_SHARE if own else _LONE_PICTURE_SHARE
        if _covered(page) > least * page.width * page.height:
            return "picture"
    if own.count(UNKNOWN_LETTER) > _UNKNOWN_SHARE * len(own):
        return "broken"
    return "broken" if judge_text(own) in ("garbled", "unmarked") else "sound"


def judge_short_pages(verdicts: list[Verdict], texts: list[str]) -> list[Verdict]:
    """The verdicts of a document's pages, a page too short to
    tell by itself judged with the others.

    Where most pages that can be told are broken, a short one is sound only if its words are
    Vietnamese.
    """
    if "broken" not in verdicts:
        return verdicts
    told = [
        verdict
        for verdict, text in zip(verdicts, texts, strict=True)
        if judge_text(text) != "short"
    ]
    if told.count("broken") <= len(told) / 2:
        return verdicts
    return [
        "broken"
        if verdict == "sound" and text.strip() and share_of_syllables(text) < _FEW_SYLLABLES
        else verdict
        for verdict, text in zip(verdicts, texts, strict=True)
    ]


def _covered(page: Page) -> float:
    """Square points that pictures cover."""
    return sum((image.x1 - image.x0) * (image.bottom - image.top) for image in page.images)
