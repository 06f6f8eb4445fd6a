"""What pdfium knows of single glyphs: their boxes, direction, and the words they make.

Glyph boxes stay right where pdfium's own text falls apart (text drawn sideways, a font change inside a word),
so words are built here from the gaps between boxes.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pypdfium2.raw as pdfium
import regex

from extract.read.frame import Frame
from extract.read.words import words_of
from normalize.syllables import is_syllable
from schemas.page import Box, Word

LINE_END_HYPHEN = "\ufffe"
"""What pdfium writes for a hyphen at the end of a line, swallowing the line break."""

HYPHEN_CONTROL = "\x02"
"""The same hyphen when asked for glyph by glyph."""

_SAMPLES = 48

# A Vietnamese syllable has at most seven letters; a capital inside a word is an abbreviation's or a glued word's.
_GLUED = regex.compile(r"\p{Ll}\p{Lu}\p{Ll}|\p{L}{8,}")
_LONGEST_SYLLABLE = 7

# A letter that stands apart although it makes a syllable with the word behind it ("t ục"), or beside another one
# ("h p"): its neighbour came from another font. Points of an article stand alone by right ("điểm b khoản 1").
_TORN = regex.compile(r"(?<!\bđiểm|\bvà|,|\d)\s(?P<letter>[bcdđghklmnpqrstvx])\s(?P<rest>\p{Ll}+)(?=[\s,.;:])")
_FEWEST_TORN = 2

Handle = Any


def directions(text_page: Handle, count: int) -> list[int]:
    """Clockwise quarter turns that set the page's text upright, the most frequent first.

    A sample of the glyphs decides whether all are looked at: a page drawn sideways often has a running head that
    is not.
    """
    turns = _count_turns(text_page, range(0, count, max(1, count // _SAMPLES)))
    if turns and (len(turns) > 1 or 0 not in turns):
        turns = _count_turns(text_page, range(count))
    return [turn for turn, _ in turns.most_common()]


def _count_turns(text_page: Handle, indices: range) -> Counter[int]:
    return Counter(_turn(text_page, index) for index in indices if pdfium.FPDFText_GetUnicode(text_page, index) > 0x20)


def _turn(text_page: Handle, index: int) -> int:
    """Clockwise quarter turns that set one glyph upright."""
    angle: float = pdfium.FPDFText_GetCharAngle(text_page, index)
    return -round(angle / (math.pi / 2)) % 4


def looks_broken(text: str) -> bool:
    """Whether pdfium's text shows the signs of runs torn apart or glued together."""
    words = text.split()
    if len(words) < 20:
        return False
    lone = sum(len(word) == 1 and word.isalpha() for word in words)
    odd = [
        word
        for word in words
        if len(word) > _LONGEST_SYLLABLE or not (word.islower() or word.isupper() or word.istitle())
    ]
    glued = sum(_GLUED.search(word) is not None for word in odd)
    torn = sum(len(rest) == 1 or is_syllable(letter + rest) for letter, rest in _TORN.findall(text))
    if torn >= _FEWEST_TORN:
        return True
    return lone > 0.06 * len(words) or glued > max(2, 0.01 * len(words))


_loose_box = pdfium.FPDFText_GetLooseCharBox


class Glyphs:
    """The glyph boxes of one page, on the upright page."""

    def __init__(self, text_page: Handle, frame: Frame, letters: Mapping[int, str] | None = None) -> None:
        """``letters`` stand for those the file states, by their index; "" is part of the letter before it."""
        self._text_page = text_page
        self._frame = frame
        self._letters = letters or {}
        self._rect = pdfium.FS_RECTF()

    def box(self, index: int) -> Box:
        """The box of one character: its advance wide, its font's ascent and descent high."""
        rect, frame = self._rect, self._frame
        _loose_box(self._text_page, index, rect)
        if frame.quarters == 0:
            return Box(rect.left - frame.left, frame.top - rect.top, rect.right - frame.left, frame.top - rect.bottom)
        return frame.upright(rect.left, rect.bottom, rect.right, rect.top)

    def line_boxes(self, spans: list[tuple[int, int]]) -> list[Box]:
        """The boxes from character ``start`` to ``end - 1`` of each span, which stands on one line."""
        boxes = []
        for start, end in spans:
            first, last = self.box(start), self.box(end - 1)
            boxes.append(Box(first.x0, min(first.top, last.top), last.x1, max(first.bottom, last.bottom)))
        return boxes

    def words(self, start: int, end: int, only_upright: bool = False) -> list[Word]:
        """The words of characters ``start`` to ``end - 1`` in the order of the content.

        ``only_upright`` leaves out glyphs that stand in another direction than the frame's.
        """
        return words_of(self._glyphs(start, end, only_upright))

    def _glyphs(self, start: int, end: int, only_upright: bool) -> Iterator[tuple[str, Box]]:
        glyph: tuple[str, Box] | None = None
        for index in range(start, end):
            if only_upright and _turn(self._text_page, index) != self._frame.quarters:
                continue
            letter, box = self._letter(index), self.box(index)
            if not letter and glyph is not None:
                before = glyph[1]
                box = Box(before.x0, min(before.top, box.top), max(before.x1, box.x1), max(before.bottom, box.bottom))
                letter = glyph[0]
            elif glyph is not None:
                yield glyph
            glyph = (letter or " ", box)
        if glyph is not None:
            yield glyph

    def _letter(self, index: int) -> str:
        meant = self._letters.get(index)
        if meant is not None:
            return meant
        letter = chr(pdfium.FPDFText_GetUnicode(self._text_page, index))
        return "-" if letter == HYPHEN_CONTROL else letter
