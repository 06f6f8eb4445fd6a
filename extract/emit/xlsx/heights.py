"""How high a row must be for its text to be seen: lines of words, measured letter by letter.

A program that opens a workbook does not always fit its rows again, so their heights are written.

Source: widths of Times Roman, Adobe Font Metrics, in thousandths of its size; Times New Roman and
Liberation Serif have the same. Column widths: ECMA-376, 18.3.1.13 (seven pixels a digit).
"""

from __future__ import annotations

import unicodedata
from functools import cache

SIZE = 12
"""Points of the letters that are measured."""

LINE = 15.75
"""Points from one line to the next."""

MOST = 408.75
"""Points: no row of Excel is higher; heights are whole pixels, three quarters of a point."""

_AROUND = 3.75
_PIXELS = SIZE * 96 / 72
_DIGIT, _PADDING = 7, 3
_SAFETY = 1.05
"""Programs and printers measure a little differently; better a little too high."""

_OTHER = 722
_WIDTHS = {
    250: " .,",
    278: "ijlt'/:;\\|",
    333: "rf()-I![]`",
    389: "sJ",
    444: 'acez"?',
    500: "0123456789bdghknopquvxy$*#_–",
    556: "PFS",
    564: "+=<>",
    611: "ELTZ",
    667: "BCR",
    722: "ADGHKNOQUVXYw",
    778: "m&",
    833: "%",
    889: "M",
    944: "W@",
}
_WIDTH = {letter: width for width, letters in _WIDTHS.items() for letter in letters}


def height_of(cells: list[tuple[str, float]]) -> float:
    """The height of a row in points; ``cells`` are (text, the column's width in digits).

    >>> height_of([("Báo cáo", 20)]), height_of([("Báo cáo kết quả thực hiện", 12), ("x", 9)])
    (19.5, 51.0)
    """
    lines = max((count_lines(text, width) for text, width in cells), default=1)
    return min(MOST, lines * LINE + _AROUND)


def count_lines(text: str, width: float) -> int:
    """How many lines a text takes in a column so wide."""
    room = (width * _DIGIT - _PADDING) / _PIXELS * 1000 / _SAFETY
    return sum(_lines_of(line, room) for line in text.split("\n")) or 1


def _lines_of(line: str, room: float) -> int:
    lines, used = 1, 0.0
    for word in line.split(" "):
        wide = sum(map(_width_of, word))
        if used and used + _WIDTH[" "] + wide > room:
            lines, used = lines + 1, 0.0
        more, rest = divmod(wide, room)  # a word that is longer than a line is cut
        lines += int(more)
        used = rest if more else used + wide + (_WIDTH[" "] if used else 0)
    return lines


@cache
def _width_of(letter: str) -> int:
    base = unicodedata.normalize("NFD", letter)[0].replace("đ", "d").replace("Đ", "D")
    return _WIDTH.get(base, _OTHER)
