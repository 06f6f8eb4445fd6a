"""Old fonts in a DOCX: which of its fonts hold TCVN3 or VNI instead of Unicode,
by the words set in them.
"""

from __future__ import annotations

from collections.abc import Mapping

import regex

from extract.read.word.content import SOFT_HYPHEN
from extract.read.word.text import Decode
from normalize.writing.encodings import TCVN3, UNICODE, VIETNAMESE, Encoding
from normalize.writing.legacy import decode, find_encodings, is_font_of_capitals, looks_foreign

_LATIN_1 = 0x100
_UNICODE_ONLY = frozenset(letter for letter in VIETNAMESE if ord(letter) >= _LATIN_1)
_TAG = regex.compile(r"<[^>]*>")


def may_hold_old_fonts(part: bytes) -> bool:
    """Whether the text of an XML part is worth being read font by font."""
    return looks_foreign(_TAG.sub("", part.decode("utf-8", "replace")))


class FontTexts:
    """What a document says in each of its fonts; runs with
    letters that only Unicode has are left aside.
    """

    def __init__(self) -> None:
        self._texts: dict[str, list[str]] = {}
        self._last: str | None = None

    def collect(self, text: str, font: str | None) -> str:
        """Take a run, and give it back as it is; a line end begins a paragraph."""
        if text == "\n":
            self._last = None
        elif _UNICODE_ONLY.isdisjoint(text):
            parts = self._texts.setdefault(font or "", [])
            parts.append(text if font == self._last else " " + text)
            self._last = font
        else:
            self._last = None
        return text

    def encodings(self) -> dict[str, Encoding]:
        """The encodings of the fonts that are not in Unicode."""
        return find_encodings({font: "".join(parts) for font, parts in self._texts.items()})


def decoder(encodings: Mapping[str, Encoding]) -> Decode:
    """What turns the runs of old fonts into Unicode."""

    def decode_run(text: str, font: str | None) -> str:
        encoding = encodings.get(font or "", UNICODE)
        if encoding == UNICODE or not _UNICODE_ONLY.isdisjoint(text):
            return text.replace(SOFT_HYPHEN, "")
        meant = decode(text, encoding)
        return meant.upper() if encoding == TCVN3 and is_font_of_capitals(font) else meant

    return decode_run
