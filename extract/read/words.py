"""From words to lines and to the text inside a box, for engines that give words only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from unicodedata import combining

from extract.read.gate import FARTHEST, clean
from schemas.page import Box, Line, Word, box_around, line_of

# In heights of a line. A wider gap parts two columns; justified lines stay well below it.
COLUMN_GAP = 1.6

# Fraction of a glyph's height. Poppler breaks words at 0.1 em as well; letters of one word touch or
# overlap.
WORD_GAP = 0.1

_SAME_LINE = 0.7
_CLOSE = 0.3


Glyph = tuple[str, Box]
"""A letter as drawn, and its box."""


def words_of(glyphs: Iterable[Glyph]) -> list[Word]:
    """The words that glyphs make, line by line from top to bottom:
    a drawn blank or a gap ends a word.

    The order of the content counts for nothing: producers draw the letters a font lacks after the
    rest of the line. Blanks without height were not drawn but supplied by the engine, and are left
    out; a blank over which the next letter is drawn parts nothing. Letters that lie nowhere are not
    drawn.
    """
    drawn = [glyph for glyph in glyphs if _is_drawn(*glyph[1])]
    words = (_word(letters) for row in _glyph_rows(drawn) for letters in _parted_at_gaps(row))
    return [word for word in words if word.text]


def _parted_at_gaps(row: list[Glyph]) -> Iterator[list[Glyph]]:
    """The letters of each word of a stretch."""
    letters: list[Glyph] = []
    blank: Box | None = None
    for glyph in row:
        letter, box = glyph
        if letter.isspace() or letter < " ":
            blank = box
            continue
        if letters and not combining(letter[0]):
            parted = blank is not None and box.x0 > (blank.x0 + blank.x1) / 2
            if parted or not _continues(letters[-1][1], box):
                yield letters
                letters = []
        blank = None
        letters.append(glyph)
    if letters:
        yield letters


def _is_drawn(x0: float, top: float, x1: float, bottom: float) -> bool:
    """Whether something can be seen of a letter: its box is somewhere, and high."""
    return -FARTHEST < top < bottom < FARTHEST and -FARTHEST < x0 <= x1 < FARTHEST


def _glyph_rows(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs that belong to one stretch of a line, from left to right.

    Glyphs drawn one after another side by side make a stretch; stretches that lie in one another
    are one.
    """
    stretches: list[_Stretch] = []
    for glyph in glyphs:
        if not stretches or not stretches[-1].takes(glyph[1], reach=2.0):
            stretches.append(_Stretch(glyph[1]))
        stretches[-1].add(glyph)
    stretches.sort(key=lambda one: one.top)
    for index, stretch in enumerate(stretches):
        for other in reversed(stretches[:index]):
            if other.bottom < stretch.top - 50:
                break
            if other.glyphs and other.takes(
                Box(stretch.x0, stretch.top, stretch.x1, stretch.bottom), reach=WORD_GAP
            ):
                for glyph in other.glyphs:
                    stretch.add(glyph)
                other.glyphs = []
    for stretch in stretches:
        if stretch.glyphs:
            yield sorted(stretch.glyphs, key=lambda glyph: glyph[1].x0)


class _Stretch:
    """Glyphs on one line and the rectangle around them."""

    def __init__(self, box: Box) -> None:
        self.x0, self.top, self.x1, self.bottom = box
        self.glyphs: list[Glyph] = []

    def takes(self, box: Box, reach: float) -> bool:
        """Whether a box lies on this line, no further than ``reach`` heights from its ends."""
        height = min(self.bottom - self.top, box.bottom - box.top)
        apart = max(box.x0 - self.x1, self.x0 - box.x1)
        shared = min(self.bottom, box.bottom) - max(self.top, box.top)
        # cells set at half their row's height stand half a line beside their neighbours: those are
        # two lines
        if shared < (_SAME_LINE if apart > _CLOSE * height else 0.5) * height:
            return False
        return box.x0 - self.x1 < reach * height and self.x0 - box.x1 < reach * height

    def add(self, glyph: Glyph) -> None:
        box = glyph[1]
        self.glyphs.append(glyph)
        self.x0, self.x1 = min(self.x0, box.x0), max(self.x1, box.x1)
        if box.bottom - box.top > 0.8 * (self.bottom - self.top):
            self.top, self.bottom = min(self.top, box.top), max(self.bottom, box.bottom)


def _word(glyphs: list[Glyph]) -> Word:
    text = clean("".join(letter for letter, _ in glyphs))
    return Word(text, box_around([box for _, box in glyphs]))


def _continues(before: Box, box: Box) -> bool:
    """Whether a glyph follows the one before it without a gap, on the same line."""
    height = min(before.bottom - before.top, box.bottom - box.top)
    if min(before.bottom, box.bottom) - max(before.top, box.top) < 0.5 * height:
        return False
    return -0.5 * height < box.x0 - before.x1 < WORD_GAP * height


def rows_of(words: list[Word]) -> list[list[Word]]:
    """Words that share a baseline, rows from top to bottom, words from left to right."""
    rows: list[list[Word]] = []
    bands: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda word: (word.box.top + word.box.bottom, word.box.x0)):
        middle = (word.box.top + word.box.bottom) / 2
        if rows and bands[-1][0] <= middle <= bands[-1][1]:
            rows[-1].append(word)
        else:
            height = word.box.bottom - word.box.top
            rows.append([word])
            bands.append((middle - 0.45 * height, middle + 0.45 * height))
    for row in rows:
        row.sort(key=lambda word: word.box.x0)
    return rows


def lines_of(words: list[Word]) -> list[Line]:
    """The lines the words make: rows cut at gaps that part columns."""
    return [line_of(part) for row in rows_of(words) for part in parted(row)]


def parted(row: list[Word]) -> list[list[Word]]:
    """One row of words, cut where a gap is too wide for a blank."""
    parts = [[row[0]]]
    for before, word in pairwise(row):
        height = max(before.box.bottom - before.box.top, word.box.bottom - word.box.top)
        if word.box.x0 - before.box.x1 > COLUMN_GAP * height:
            parts.append([])
        parts[-1].append(word)
    return parts


def words_within(words: list[Word], box: Box) -> list[Word]:
    """The words whose middle lies in ``box``, in reading order."""
    inside = [
        word
        for word in words
        if box.x0 <= (word.box.x0 + word.box.x1) / 2 < box.x1
        and box.top <= (word.box.top + word.box.bottom) / 2 < box.bottom
    ]
    return [word for row in rows_of(inside) for word in row]


def clip_words(words: list[Word], box: Box) -> str:
    """The text of the words whose middle lies in ``box``, its lines separated by newlines."""
    return "\n".join(
        " ".join(word.text for word in row) for row in rows_of(words_within(words, box))
    )
