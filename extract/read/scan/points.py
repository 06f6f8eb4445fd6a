"""Commas and points inside recognised numbers, by their ink:
in a cell by itself "8,1" reads as "81", "8/1" or "8:1".

Digits are as wide as each other, so two that stand further apart have something between them; a
small mark there at their feet is a comma or a point, whatever was read.
"""

from __future__ import annotations

from operator import add, attrgetter
from typing import NamedTuple

import numpy as np
import regex

from extract.read.scan.ink import Picture, find_pieces

_NUMBER = regex.compile(r"(?P<number>\d+(?:[.,:/]?\d+)+)(?P<after>[.,;:)%]*)")
_SEPARATORS = ".,:/"
_HIGH = frozenset(")%")
"""What may follow a number and is as high as it."""

_DIGIT = 0.6
"""Share of the highest piece that a digit has at least."""
_TALL = 0.75
"""Share of the first digit's height: a digit or a slash is as high;
the mark between two is much lower.
"""
_LOW = 0.55
"""Share of it: a mark is no higher."""
_WIDE = 0.95
"""Heights: no piece that is one digit is wider."""
_PITCH = 0.94
"""Heights from the middle of a digit to that of the next: 0.8 at most side by side,
1.08 at least around a mark.
"""
_NARROW = 0.35
"""Heights: a mark is narrower, the foot of a broken 2 or 5 is not."""
_FOOT = 0.62
"""Share of a digit's height below which a mark begins that stands at its foot."""
_SPECK = 0.08
"""Heights: what is smaller is no mark."""
_TAIL = 0.07
"""Heights below the line: a point ends there, a comma does not."""
_CLEAR_TAIL = 0.13
"""As `_TAIL`, against what was read."""
_LOWEST = 10
"""Pixels: the height of digits that show their marks."""


class _Blob(NamedTuple):
    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top

    def is_mark(self, digit: int) -> bool:
        """Whether it is no larger than a mark beside digits so high."""
        return self.height < _LOW * digit and self.width < _NARROW * digit

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def read_separators(text: str, ink: Picture) -> str:
    """A number with the marks that its ink shows between the digits;
    ``text`` itself where it is not a number, or unclear.

    ``ink``: the mask of the word's box.
    """
    match = _NUMBER.fullmatch(text)
    if match is None or ink.size == 0:
        return text
    number, after = match.groups()
    shown = _Shown.of(ink)
    separators = _separators_of(number, after, len(shown.tall))
    if separators is None:
        return text
    signs, between = _split(number, separators)
    used = shown.tall[: len(signs)]
    if any(one.width > _WIDE * one.height for one in used) or shown.is_broken(used):
        return text
    marks = map(shown.mark, between, used, used[1:])
    return signs[0] + "".join(map(add, marks, signs[1:])) + after


def _separators_of(number: str, after: str, tall: int) -> str | None:
    """The signs of a number that are marks between its digits, by how many of its signs are tall;
    None where its ink cannot be told apart.
    """
    digits = sum(map(str.isdigit, number))
    is_open = _HIGH.isdisjoint(after)
    if is_open and tall == digits + number.count("/") > digits:
        return _SEPARATORS.replace("/", "")
    if tall == digits or (tall > digits and not is_open):
        return _SEPARATORS
    return None


def _split(number: str, separators: str) -> tuple[list[str], list[str]]:
    """The signs that are high, and what was read between each two of them."""
    signs, between = [number[0]], []
    for at in range(1, len(number)):
        if number[at] not in separators:
            between.append(number[at - 1] if number[at - 1] in separators else "")
            signs.append(number[at])
    return signs, between


class _Shown(NamedTuple):
    """The pieces of ink from left to right: as high as digits, marks at their feet,
    parts of broken digits.
    """

    tall: list[_Blob]
    low: list[_Blob]
    others: list[_Blob]

    @classmethod
    def of(cls, ink: Picture) -> _Shown:
        """What a mask shows; nothing where its digits are too low."""
        _, boxes = find_pieces(np.ascontiguousarray(ink))
        pieces = sorted(_Blob(x, y, x + wide, y + high) for x, y, wide, high in boxes.tolist())
        height = _height_of_digits(pieces)
        if height < _LOWEST:
            return cls([], [], [])
        tall = [one for one in pieces if one.height >= _TALL * height]
        foot = min(tall, key=attrgetter("top")).top + _FOOT * height
        small = [one for one in pieces if _SPECK * height < one.height < _TALL * height]
        low = [one for one in small if one.top >= foot and one.is_mark(height)]
        return cls(tall, low, [one for one in small if one not in low])

    def is_broken(self, used: list[_Blob]) -> bool:
        """Whether a part of a digit stands between some signs."""
        return any(used[0].left < one.middle < used[-1].right for one in self.others)

    def mark(self, read: str, before: _Blob, after: _Blob) -> str:
        """What stands between two signs, where their ink shows it; else what was read there."""
        height = max(before.height, after.height)
        line = (before.bottom + after.bottom) / 2
        marks = [
            one for one in self.low if before.middle < one.middle < after.middle and one.top < line
        ]
        if len(marks) != 1 or after.middle - before.middle < _PITCH * height:
            return read
        tail = marks[0].bottom - line
        if read in (",", "."):
            return "," if tail >= _CLEAR_TAIL * height else read
        return "," if tail >= _TAIL * height else "."


def _height_of_digits(pieces: list[_Blob]) -> int:
    """The first high piece is a digit; a bracket at the end is higher."""
    highest = max((one.height for one in pieces), default=0)
    return next((one.height for one in pieces if one.height >= _DIGIT * highest), 0)
