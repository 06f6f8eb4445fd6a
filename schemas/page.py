"""Geometry of one page, as lean as it stays readable: a page holds thousands of words.

Points, origin top-left of the upright page, y grows downwards.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle ``(x0, top, x1, bottom)``."""

    x0: float
    top: float
    x1: float
    bottom: float


class Word(NamedTuple):
    """Glyphs with no gap between them. ``confidence`` below 1 only for recognised text."""

    text: str
    box: Box
    confidence: float = 1.0


class Line(NamedTuple):
    """Words on one baseline, in reading order, with single blanks between them."""

    text: str
    box: Box
    confidence: float = 1.0


class Rule(NamedTuple):
    """A ruling as drawn: a thin rectangle, horizontal where it is wider than high."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(slots=True)
class Page:
    """One page as an engine sees it.

    ``lines`` come in the engine's order. ``clip(box)`` gives the text inside a box, lines separated by
    newlines; ``words()`` gives every word of the page. Both are valid only while the engine's iterator stands
    at this page. ``overlay`` is text drawn over the page by digital signatures and stamps.
    """

    number: int
    width: float
    height: float
    lines: list[Line]
    rules: list[Rule]
    clip: Callable[[Box], str]
    words: Callable[[], list[Word]]
    images: list[Box] = field(default_factory=list)
    overlay: list[Line] = field(default_factory=list)
