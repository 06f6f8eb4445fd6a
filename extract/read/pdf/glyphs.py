"""What pdfium knows of single glyphs: their boxes, direction, and the words they make.

Glyph boxes stay right where pdfium's own text falls apart (text drawn sideways, a font change
inside a word), so words are built here from the gaps between boxes.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium
import regex

from extract.read.gate import clean, is_placed, is_unclear
from extract.read.pdf.frame import Frame
from extract.read.pdf.letters import HYPHEN_CONTROL, LINE_END_HYPHEN, is_hyphen
from extract.read.pdf.turns import turn_of
from extract.read.words import words_of
from normalize.writing.syllables import is_syllable
from schemas.page import UNKNOWN_LETTER, Box, Line, Word, box_around

# A Vietnamese syllable has at most seven letters; a capital inside a word is an abbreviation's or a
# glued word's.
_GLUED = regex.compile(r"\p{Ll}\p{Lu}\p{Ll}|\p{L}{8,}")
_LONGEST_SYLLABLE = 7

# A letter that stands apart although it makes a syllable with the word behind it ("t ục"), or
# beside another one ("h p"): its neighbour came from another font. Points of an article stand alone
# by right ("điểm b khoản 1").
_TORN = regex.compile(
    r"(?<!\bđiểm|\bvà|,|\d)\s(?P<letter>[bcdđghklmnpqrstvx])\s(?P<rest>\p{Ll}+)(?=[\s,.;:])"
)
_LONE_LETTER = re.compile(r"\s[bcdđghklmnpqrstvx]\s")
"""What `_TORN` needs at least, by the standard library's pattern,
which is faster for sets of letters.
"""
_FEWEST_TORN = 2

_SHARED = 0.5

_LEAST_INK = 0.01
"""Of a character's height: pdfium says that blanks leave a thousandth of it,
and full stops leave a tenth.
"""

Handle = Any


def looks_broken(text: str) -> bool:
    """Whether pdfium's text shows the signs of runs torn apart or glued together."""
    words = text.split()
    if len(words) < 20:
        return False
    signs = Counter(map(_sign_of, words))
    torn = 0
    if _LONE_LETTER.search(text):
        torn = sum(
            len(rest) == 1 or is_syllable(letter + rest) for letter, rest in _TORN.findall(text)
        )
    if torn >= _FEWEST_TORN:
        return True
    return signs["lone"] > 0.06 * len(words) or signs["glued"] > max(2, 0.01 * len(words))


@lru_cache(maxsize=10_000)
def _sign_of(word: str) -> str:
    """Whether a word is a letter on its own ("lone"), or two words set as one ("glued")."""
    if len(word) == 1:
        return "lone" if word.isalpha() else ""
    odd = len(word) > _LONGEST_SYLLABLE or not (word.islower() or word.isupper() or word.istitle())
    return "glued" if odd and _GLUED.search(word) else ""


_loose_box = pdfium.FPDFText_GetLooseCharBox


class Glyphs:
    """The glyph boxes of one page, on the upright page."""

    def __init__(
        self, text_page: Handle, frame: Frame, text: str, letters: Mapping[int, str] | None = None
    ) -> None:
        """``text`` has the page's letters by their indices: see `extract.read.pdf.letters`.

        ``letters`` stand for those the file states, by their index; "" is part of the letter before
        it.
        """
        self._text_page = text_page
        self._text = text
        self._frame = frame
        self._letters = letters or {}
        self._rect = pdfium.FS_RECTF()

    def box(self, index: int) -> Box:
        """The box of one character: its advance wide, its font's ascent and descent high.

        Where what the font states of these is no place on a page, it is what the character's ink
        takes.
        """
        rect, frame = self._rect, self._frame
        _loose_box(self._text_page, index, rect)
        if frame.quarters == 0:
            box = Box(
                rect.left - frame.left,
                frame.top - rect.top,
                rect.right - frame.left,
                frame.top - rect.bottom,
            )
        else:
            box = frame.upright(rect.left, rect.bottom, rect.right, rect.top)
        return box if is_placed(box) else frame.upright(*self._ink(index))

    def _ink(self, index: int) -> tuple[float, float, float, float]:
        """What the ink of a character takes, as (left, bottom, right, top) on the page."""
        left, right, bottom, top = (
            ctypes.c_double(),
            ctypes.c_double(),
            ctypes.c_double(),
            ctypes.c_double(),
        )
        pdfium.FPDFText_GetCharBox(self._text_page, index, left, right, bottom, top)
        return left.value, bottom.value, right.value, top.value

    def line_boxes(self, spans: list[tuple[int, int]]) -> list[Box | None]:
        """The boxes from character ``start`` to ``end - 1`` of each span;
        None for one that is several lines.

        The names of a table's header at several heights may come as one span: its ends do not stand
        side by side, and it steps back on its way, which a line set askew does not.
        """
        boxes: list[Box | None] = []
        for start, end in spans:
            first, last = self.box(start), self.box(end - 1)
            box = Box(first.x0, min(first.top, last.top), last.x1, max(first.bottom, last.bottom))
            boxes.append(
                None if not _side_by_side(first, last) and self._steps_back(start, end) else box
            )
        return boxes

    def _steps_back(self, start: int, end: int) -> bool:
        """Whether a letter stands to the left of the one before it, by more than its own height."""
        boxes = [
            box
            for letter, box in self._glyphs(range(start, end), only_upright=False)
            if letter.strip()
        ]
        return any(box.x0 < before.x0 - (box.bottom - box.top) for before, box in pairwise(boxes))

    def words(self, indices: Iterable[int], only_upright: bool = False) -> list[Word]:
        """The words of the characters with these indices, which stand in the order of the content.

        ``only_upright`` leaves out glyphs that stand in another direction than the frame's.
        """
        return words_of(self._glyphs(indices, only_upright))

    def ring(self, indices: Sequence[int]) -> Line:
        """The characters as one line in the order they are drawn:
        those of a stamp stand around it.
        """
        boxes = [self.box(index) for index in indices]
        text = clean("".join(self._letter(index) for index in indices))
        return Line(" ".join(text.split()), box_around(boxes))

    def _glyphs(self, indices: Iterable[int], only_upright: bool) -> Iterator[tuple[str, Box]]:
        glyph: tuple[str, Box] | None = None
        for index in indices:
            if only_upright and turn_of(self._text_page, index) != self._frame.quarters:
                continue
            letter, box = self._letter(index), self.box(index)
            if not letter and glyph is not None:
                before = glyph[1]
                box = Box(
                    before.x0,
                    min(before.top, box.top),
                    max(before.x1, box.x1),
                    max(before.bottom, box.bottom),
                )
                letter = glyph[0]
            elif glyph is not None:
                yield glyph
            glyph = (letter or " ", box)
        if glyph is not None:
            yield glyph

    def _letter(self, index: int) -> str:
        letter = self._letters.get(index) if self._letters else None
        if letter is None:
            letter = self._text[index]
        return (
            letter
            if " " <= letter < "\x7f" or "\xa0" <= letter < "\ud800"
            else self._odd_letter(index, letter)
        )

    def _odd_letter(self, index: int, letter: str) -> str:
        """The letter that is meant by halves of letters, by pdfium's hyphens,
        and by what is no letter.
        """
        if letter in (LINE_END_HYPHEN, HYPHEN_CONTROL):
            return "-" if is_hyphen(self._text_page, index) else self._seen(index)
        if letter in ("", "\t", "\n", "\r"):
            return letter
        if "\ud800" <= letter < "\ue000":
            return self._joined(index, letter)
        return self._seen(index) if is_unclear(letter) else letter

    def _joined(self, index: int, half: str) -> str:
        """The letter that two halves are, at the first of them; "", which is part of it,
        at the second.
        """
        before, after = self._text[index - 1 : index], self._text[index + 1 : index + 2]
        if half < "\udc00" <= after < "\ue000":
            return clean(half + after)
        return "" if "\ud800" <= before < "\udc00" <= half else UNKNOWN_LETTER

    def _seen(self, index: int) -> str:
        """What stands for a character that is no letter: a blank where it leaves no ink."""
        left, bottom, right, top = self._ink(index)
        box = self.box(index)
        least = _LEAST_INK * (box.bottom - box.top)
        return UNKNOWN_LETTER if right - left > least and top - bottom > least else " "


def _side_by_side(first: Box, last: Box) -> bool:
    """Whether the ends of a line share half the height of the lower one,
    and stand in their order.
    """
    shared = min(first.bottom, last.bottom) - max(first.top, last.top)
    return (
        shared >= _SHARED * min(first.bottom - first.top, last.bottom - last.top)
        and first.x0 <= last.x1
    )
