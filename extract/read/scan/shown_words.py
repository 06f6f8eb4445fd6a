"""The words of a recognised line as their ink shows them: numerals, comparisons, separators."""

from __future__ import annotations

from extract.read.gate import clean
from extract.read.scan.ink import Mask, Picture
from extract.read.scan.points import read_separators
from extract.read.scan.signs import WordPart, read_comparison
from extract.read.scan.strokes import read_numeral
from extract.read.scan.tesseract import Seen, SeenLine
from normalize.writing.misread_signs import one_crossed_d
from schemas.page import Box, Word

SUREST = 0.99
"""No recognised word is certain."""

UNKNOWN_SIGN = 0.9
"""No word is surer that holds < or >: the recogniser knows neither ≤ nor ≥,
which are told from them by their ink.
"""

SHOWN = 0.9
"""How sure a numeral is whose strokes were counted instead;
other words that are not what was read are no surer.
"""

_UNKNOWN = frozenset("<>")

_DOT = 1.1
"""Points: a sign this long is writing, a smaller one dust."""

_SPECKS = frozenset(".,:'`·")
"""Signs that stand by themselves only where dust is read as one;
the full stop of the smallest print is wider.
"""


class ShownWords:
    """The words of the lines of one page, whose ink is known.

    ``understood``: words as they were read and as their ink shows them, where that is something
    else.
    """

    def __init__(self, ink: Mask, dpi: float) -> None:
        self._ink = ink
        self._point = dpi / 72
        self.understood: list[tuple[str, str]] = []

    def words_of(self, seen: SeenLine, left: int, top: int) -> list[Word]:
        """A line's words on the page, all as high as the line, so that
        dashes and dots stay on it; no specks.

        ``left``, ``top``: the pixel of the page where the picture begins that was read.
        """
        upper, lower = min(one.top for one in seen), max(one.bottom for one in seen)
        found = []
        for one in seen:
            if one.text in _SPECKS and one.right - one.left < _DOT * self._point:
                continue
            ink = self._ink.cut(one.left + left, one.top + top, one.right + left, one.bottom + top)
            numeral = read_numeral(one.text, ink)
            pieces = _pieces(numeral, ink)
            shown = " ".join(piece.text for piece in pieces)
            if shown != one.text:
                self.understood.append((one.text, shown))
            sure = SHOWN if numeral != one.text else _sureness(one, shown)
            for piece in pieces:
                x0, x1 = (
                    (one.left + left + side) / self._point for side in (piece.left, piece.right)
                )
                box = Box(x0, (upper + top) / self._point, x1, (lower + top) / self._point)
                if text := clean(piece.text):
                    found.append(Word(text, box, sure))
        return found


def _pieces(text: str, ink: Picture) -> list[WordPart]:
    """A word parted behind a sign of comparison, with the signs and separators that are shown."""
    return [
        piece._replace(text=read_separators(piece.text, ink[:, piece.left : piece.right]))
        for piece in read_comparison(one_crossed_d(text), ink)
    ]


def _sureness(seen: Seen, shown: str) -> float:
    """How sure a word can be at most, and was read."""
    most = UNKNOWN_SIGN if _UNKNOWN & set(seen.text) else SUREST
    return min(round(seen.confidence, 4), most, SHOWN if shown != seen.text else SUREST)
