"""From words to lines and to the text inside a box, for engines that give words only."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from unicodedata import combining

import regex

from normalize.text import nfc
from schemas.page import Box, Line, Word

# In heights of a line. A wider gap parts two columns; justified lines stay well below it.
COLUMN_GAP = 1.6

# Fraction of a glyph's height. Poppler breaks words at 0.1 em as well; letters of one word touch or overlap.
WORD_GAP = 0.1


_CONTROLS = regex.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_UNCLEAN = regex.compile(r"[\x00-\x08\x0b-\x1f\x7f]|\s\p{Mn}")
_LOOSE_MARK = regex.compile(r"\s+(?=\p{Mn})")


def clean(text: str) -> str:
    """Text as engines give it, in NFC: control characters dropped, marks that drifted off set on their letter.

    >>> clean("V\\u00ea \\u0300 đổi mới\\r") == "Về đổi mới"
    True
    """
    if _UNCLEAN.search(text):
        text = _LOOSE_MARK.sub("", _CONTROLS.sub("", text))
    return nfc(text)


def words_of(glyphs: Iterable[tuple[str, Box]]) -> list[Word]:
    """The words that glyphs make in the order of the content: a blank or a gap ends a word.

    A blank without height was not drawn but supplied by the engine; there the gap decides.
    """
    words: list[Word] = []
    letters: list[str] = []
    word_box = before = Box(0, 0, 0, 0)

    def finish() -> None:
        text = clean("".join(letters))
        if text:
            words.append(Word(text, word_box))
        letters.clear()

    for letter, box in glyphs:
        if letter.isspace() or letter < " " or box.bottom <= box.top:
            if letters and box.bottom > box.top and box.x1 > box.x0:
                finish()
            continue
        if letters and not _continues(before, box) and not combining(letter[0]):
            finish()
        word_box = _joined(word_box, box) if letters else box
        letters.append(letter)
        before = box
    if letters:
        finish()
    return words


def _continues(before: Box, box: Box) -> bool:
    """Whether a glyph follows the one before it without a gap, on the same line."""
    height = min(before.bottom - before.top, box.bottom - box.top)
    if min(before.bottom, box.bottom) - max(before.top, box.top) < 0.5 * height:
        return False
    return -0.5 * height < box.x0 - before.x1 < WORD_GAP * height


def _joined(one: Box, other: Box) -> Box:
    """The smallest box around both."""
    return Box(min(one.x0, other.x0), min(one.top, other.top), max(one.x1, other.x1), max(one.bottom, other.bottom))


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


def line_of(words: list[Word]) -> Line:
    """The line that words in reading order make."""
    return Line(
        " ".join(word.text for word in words),
        Box(
            min(word.box.x0 for word in words),
            min(word.box.top for word in words),
            max(word.box.x1 for word in words),
            max(word.box.bottom for word in words),
        ),
        min(word.confidence for word in words),
    )


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
    return "\n".join(" ".join(word.text for word in row) for row in rows_of(words_within(words, box)))
