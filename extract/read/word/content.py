"""What one Word paragraph shows, and what is anchored in it."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from extract.read.gate import sound_text
from extract.read.word.package import Element
from schemas.vocabulary import HiddenReason

PAGE_BREAK = "\f"
"""Stands in a paragraph's text where a page ends inside it."""

SOFT_HYPHEN = "\u00ad"
"""Shows nothing, but in TCVN3 fonts the same code is the letter "ư"."""

BLANKS = " \t\n\r\u00a0"
"""What is cut from the ends of a text; U+00AD is a letter in TCVN3 and stays."""


class Note(NamedTuple):
    """The mark of a note: "footnotes" or "endnotes", its id,
    and whether the text itself shows the mark.
    """

    kind: str
    identifier: str
    has_own_mark: bool


class Content(msgspec.Struct):
    """What one paragraph shows: its text, whether all of it is bold, and what is anchored in it.

    ``pictures`` are as many as may hold text.
    ``boxes`` are the contents of text boxes, ``stamps`` the words of WordArt ("DỰ THẢO" across the
    page).
    """

    parts: list[str] = []
    bold: bool = True
    notes: list[Note] = []
    boxes: list[Element] = []
    stamps: list[str] = []
    hidden: list[tuple[HiddenReason, str]] = []
    struck: list[str] = []
    pictures: int = 0

    @property
    def text(self) -> str:
        """The text in NFC, without blanks at its ends;
        lines within a paragraph are parted by line ends.
        """
        pieces = "".join(self.parts).split(PAGE_BREAK)
        return PAGE_BREAK.join(map(sound_text, pieces)).strip(BLANKS)

    def hide(self, reason: HiddenReason, text: str) -> None:
        """Note letters that are not shown, with those right before them."""
        if self.hidden and self.hidden[-1][0] == reason:
            text = f"{self.hidden.pop()[1]}{text}"
        self.hidden.append((reason, text))

    def add(self, text: str, bold: bool) -> None:
        """Append the text of a run."""
        self.parts.append(text)
        if not bold and not text.isspace():
            self.bold = False
