"""Letters of a PDF whose fonts state others than they show: understood where the words prove how.

A producer that writes glyph numbers without a map, old fonts, bytes in the wrong encoding: every
font has its own way, and one word is often set in two fonts.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extract.read.gate import letter_of
from normalize.writing.encodings import TCVN3, UNICODE, Encoding
from normalize.writing.legacy import (
    borrow_encodings,
    decode_letters,
    is_font_of_capitals,
    looks_foreign,
    prove_encodings,
)
from normalize.writing.syllables import judge_text

Handle = Any
_NAME_SIZE = 256


class Mended(NamedTuple):
    """Letters by their index on the page, "" for those that are part of the one before;
    the encodings' names.
    """

    letters: Mapping[int, str]
    encodings: str


class _FontText(NamedTuple):
    """All that one font draws on a page: the letters as stated, blanks where others stand between,
    their indices.
    """

    font: str
    letters: list[str]
    indices: list[int]

    @property
    def text(self) -> str:
        """The letters as one text."""
        return "".join(self.letters)

    def understood(self, encoding: Encoding) -> Iterator[tuple[int, str]]:
        """What each letter means in an encoding, by its index."""
        capitals = encoding == TCVN3 and is_font_of_capitals(self.font)
        for index, letter in zip(self.indices, decode_letters(self.text, encoding), strict=True):
            if index >= 0:
                yield index, letter.upper() if capitals else letter


class Mender:
    """Mends the pages of one document; what is known of a font holds for the next pages."""

    def __init__(self) -> None:
        self._known: dict[str, Encoding] = {}

    def mend(self, text_page: Handle, text: str) -> Mended | None:
        """How the letters of a page are understood; None where they are those the file states."""
        if not looks_foreign(text) and judge_text(text) != "garbled":
            return None
        runs = _runs_by_font(text_page)
        encodings = self._encodings(runs)
        letters: dict[int, str] = {}
        used: set[str] = set()
        for run in runs:
            encoding = encodings.get(run.font, UNICODE)
            if encoding != UNICODE:
                letters.update(run.understood(encoding))
                used.add(encoding.name)
        return Mended(letters, ", ".join(sorted(used))) if used else None

    def _encodings(self, runs: list[_FontText]) -> dict[str, Encoding]:
        """The encodings that are known of fonts, those that a page's own words prove among them."""
        texts: dict[str, str] = {}
        for run in runs:
            texts[run.font] = f"{texts.get(run.font, '')} {run.text}"
        self._known |= prove_encodings(
            {font: text for font, text in texts.items() if font not in self._known}
        )
        return self._known | borrow_encodings(texts, self._known)


def _runs_by_font(text_page: Handle) -> list[_FontText]:
    """The page's letters font by font."""
    runs: dict[int, _FontText] = {}
    last = None
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        drawn = pdfium.FPDFText_GetTextObject(text_page, index)
        font = pdfium.FPDFTextObj_GetFont(drawn) if drawn else None
        if not font:
            last = None
            continue
        address = ctypes.addressof(font.contents)
        run = runs.get(address)
        if run is None:
            run = runs[address] = _FontText(_name(font), [], [])
        if run is not last:
            run.letters.append(" ")
            run.indices.append(-1)
        run.letters.append(letter_of(pdfium.FPDFText_GetUnicode(text_page, index)))
        run.indices.append(index)
        last = run
    return list(runs.values())


def _name(font: Handle) -> str:
    """The font's name with the mark of its subset."""
    buffer = ctypes.create_string_buffer(_NAME_SIZE)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, _NAME_SIZE)
    return buffer.value.decode("utf-8", "replace")
