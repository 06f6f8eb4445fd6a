"""Geometry of one page, as lean as it stays readable: a page holds thousands of words.

Points, origin top-left of the upright page, y grows downwards.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import msgspec

from schemas.vocabulary import HiddenReason

UNKNOWN_LETTER = "\ufffd"
"""Stands for a letter that is seen, and not known. Source: the Unicode Standard, chapter 23.8."""


class Box(NamedTuple):
    """A rectangle ``(x0, top, x1, bottom)``."""

    x0: float
    top: float
    x1: float
    bottom: float


def box_around(boxes: Sequence[Box]) -> Box:
    """The smallest rectangle that holds all of some."""
    return Box(
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )


class Word(NamedTuple):
    """Glyphs with no gap between them. ``confidence`` below 1 only for recognised text."""

    text: str
    box: Box
    confidence: float = 1.0


class Line(NamedTuple):
    """Words on one baseline, in reading order, with single blanks between them.

    ``confidence`` is the weakest word's, ``confidences`` every word's; empty where no word was
    recognised.
    """

    text: str
    box: Box
    confidence: float = 1.0
    confidences: tuple[float, ...] = ()


def confidences_of(words: list[Word]) -> tuple[float, ...]:
    """The confidences of words for `Line.confidences`: empty where all of them are certain."""
    return (
        tuple(word.confidence for word in words)
        if any(word.confidence < 1 for word in words)
        else ()
    )


def line_of(words: list[Word]) -> Line:
    """The line that words in reading order make."""
    return Line(
        " ".join(word.text for word in words),
        box_around([word.box for word in words]),
        min(word.confidence for word in words),
        confidences_of(words),
    )


class Rule(NamedTuple):
    """A ruling as drawn: a thin rectangle, horizontal where it is wider than high."""

    x0: float
    top: float
    x1: float
    bottom: float


class Unseen(NamedTuple):
    """Letters of a page that it does not show, and why not."""

    reason: HiddenReason
    text: str
    box: Box


class Page(msgspec.Struct):
    """One page as an engine sees it.

    ``lines`` come in the engine's order; a line may run over a gap that parts columns.
    ``clip(box)`` gives the text inside a box, its lines separated by newlines; ``clip_words(box)``
    the same from words, each of which lies in exactly one of several boxes that share borders:
    slower, and the judge where ``clip`` counts a letter twice. ``words(box)`` are the words in a
    box in reading order. All three are valid only while the engine's iterator stands at this page.
    ``overlay`` is text outside the page's own flow: signatures' annotations, running heads in
    another direction.

    A page whose letters must be recognised from its picture has no lines until ``recognise`` was
    called, once, with the boxes of all its table cells; ``confidences(box)`` are then those of the
    words in ``clip(box)``. ``stamps`` are pieces of text that are no part of it: what a stamp or a
    pen left over; ``watermarks`` run slanted across it. ``understood``: words as they were read and
    as their ink shows them, where that is something else.

    ``repair`` says how the letters were understood where they are not those the file states, ""
    where they are. ``hidden``: the letters are not drawn; a program recognised them in the picture
    that the page shows.

    ``unseen`` are letters that the file holds and the page does not show; they stand nowhere else.
    ``fields`` are values of a form, ``notes`` what annotations say; ``unread`` are those of
    ``images`` that show lines of text.
    """

    number: int
    width: float
    height: float
    lines: list[Line]
    rules: list[Rule]
    clip: Callable[[Box], str]
    clip_words: Callable[[Box], str]
    words: Callable[[Box], list[Word]]
    images: list[Box] = []
    overlay: list[Line] = []
    stamps: list[Line] = []
    watermarks: list[Line] = []
    understood: list[tuple[str, str]] = []
    recognise: Callable[[list[Box]], None] | None = None
    confidences: Callable[[Box], tuple[float, ...]] | None = None
    repair: str = ""
    hidden: bool = False
    unseen: list[Unseen] = []
    fields: list[Line] = []
    notes: list[Line] = []
    unread: list[Box] = []
