"""Pictures of counts as shapes of an inline SVG: bars that lie, bars that stand.

A picture says what it shows in its title and description; the table beside it has every number.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_WIDTH = 760
_ROW, _BAR = 26, 16
_LABEL = 250
_NUMBER = 56
_LONGEST = 34
_TALL = 190
_FOOT = 26
_QUARTERS = 4


class Rect(NamedTuple):
    """A bar, or a piece of one; ``tone`` is the class of its colour, ``tip`` what it stands for."""

    x: float
    y: float
    width: float
    height: float
    tone: str
    tip: str


class Words(NamedTuple):
    """A label; ``anchor`` is SVG's ``text-anchor``."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    tone: str = "label"


class Picture(NamedTuple):
    """Shapes on a sheet of ``width`` × ``height``."""

    name: str
    title: str
    about: str
    width: int
    height: int
    rects: tuple[Rect, ...]
    words: tuple[Words, ...]


Piece = tuple[int, str, str]
"""A count, its tone, and the words that say what it counts."""


def lying_bars(
    name: str, title: str, about: str, rows: Sequence[tuple[str, Sequence[Piece], str]]
) -> Picture:
    """A bar a row, below each other, from its pieces; each row is its label, pieces, and the words
    at its end.
    """
    most = max((sum(count for count, *_ in pieces) for _, pieces, _ in rows), default=0) or 1
    scale = (_WIDTH - _LABEL - _NUMBER) / most
    rects: list[Rect] = []
    words: list[Words] = []
    for number, (label, pieces, told) in enumerate(rows):
        top, x = number * _ROW, float(_LABEL)
        words.append(Words(_LABEL - 10, top + 17, _short(label), "end"))
        for count, tone, tip in pieces:
            if count:
                wide = count * scale
                rects.append(Rect(round(x, 2), top + 4, round(wide, 2), _BAR, tone, tip))
                x += wide
        words.append(Words(round(x, 2) + 6, top + 17, told, tone="number"))
    return Picture(name, title, about, _WIDTH, len(rows) * _ROW + 6, tuple(rects), tuple(words))


def standing_bars(
    name: str, title: str, about: str, years: Sequence[tuple[int, Sequence[tuple[int, str]]]]
) -> Picture:
    """Four bars a year, side by side; each is its count and the words for it."""
    most = max((count for _, bars in years for count, _ in bars), default=0) or 1
    step = min(24.0, (_WIDTH - 8) / max(1, len(years)) / (_QUARTERS + 1))
    floor = _TALL - _FOOT
    rects: list[Rect] = []
    words: list[Words] = []
    for number, (year, bars) in enumerate(years):
        left = 4 + number * step * (_QUARTERS + 1)
        words.append(Words(round(left + step * 2, 2), _TALL - 8, str(year), "middle"))
        for place, (count, tip) in enumerate(bars):
            tall = count * (floor - 18) / most
            x = round(left + place * step, 2)
            if count:
                rects.append(
                    Rect(x, round(floor - tall, 2), round(step * 0.82, 2), round(tall, 2), "a", tip)
                )
            if count == most:
                words.append(
                    Words(
                        round(x + step * 0.41, 2), floor - tall - 5, str(count), "middle", "number"
                    )
                )
    rects.append(Rect(0, floor, _WIDTH, 1, "line", ""))
    return Picture(name, title, about, _WIDTH, _TALL, tuple(rects), tuple(words))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
