"""Commas and points inside recognised numbers, by their ink: in a cell by itself "8,1" reads as
"81", "8/1" or "8:1".

Digits are as wide as each other, so two that stand further apart have something between them; a
small mark there at their feet is a comma or a point, whatever was read.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
import regex

from extract.read.scan.image import Picture, find_pieces

_NUMBER = regex.compile(r"(?P<number>\d+(?:[.,:/]?\d+)+)(?P<after>[.,;:)%]*)")
_SEPARATORS = ".,:/"
_HIGH = frozenset(")%")
"""What may follow a number and is as high as it."""

_DIGIT = 0.6
"""Share of the highest piece that a digit has at least."""
_TALL = 0.75
"""Share of the first digit's height: a digit or a slash is as high; the mark between two is much
lower.
"""
_LOW = 0.55
"""Share of it: a mark is no higher."""
_WIDE = 0.95
"""Heights: no piece that is one digit is wider."""
_PITCH = 0.94
"""Heights from the middle of a digit to that of the next: 0.8 at most side by side, 1.08 at least
around a mark.
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


class _Piece(NamedTuple):
    left: int
    top: int
    right: int
    bottom: int

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def read_separators(text: str, ink: Picture) -> str:
    """A number with the marks that its ink shows between the digits; ``text`` itself where it is
    none, or unclear.

    ``ink``: the mask of the word's box.
    """
    match = _NUMBER.fullmatch(text)
    if match is None or ink.size == 0:
        return text
    number, after = match.groups()
    tall, low, others = _parted(ink)
    count = sum(map(str.isdigit, number))
    if len(tall) == count + number.count("/") > count and _HIGH.isdisjoint(after):
        signs, between = _split(number, _SEPARATORS.replace("/", ""))
    elif len(tall) == count or (len(tall) > count and not _HIGH.isdisjoint(after)):
        signs, between = _split(number, _SEPARATORS)
    else:
        return text
    used = tall[: len(signs)]
    if any(one.right - one.left > _WIDE * (one.bottom - one.top) for one in used):
        return text
    if any(used[0].left < one.middle < used[-1].right for one in others):
        return text
    marks = (
        _mark(read, *beside, low) for read, beside in zip(between, pairwise(used), strict=True)
    )
    return (
        signs[0] + "".join(mark + sign for mark, sign in zip(marks, signs[1:], strict=True)) + after
    )


def _split(number: str, separators: str) -> tuple[list[str], list[str]]:
    """The signs that are high, and what was read between each two of them."""
    signs, between = [number[0]], []
    for at in range(1, len(number)):
        if number[at] not in separators:
            between.append(number[at - 1] if number[at - 1] in separators else "")
            signs.append(number[at])
    return signs, between


def _parted(ink: Picture) -> tuple[list[_Piece], list[_Piece], list[_Piece]]:
    """The pieces of ink from left to right: as high as digits, marks at their feet, parts of broken
    digits.
    """
    _, boxes = find_pieces(np.ascontiguousarray(ink))
    pieces = sorted(_Piece(x, y, x + wide, y + high) for x, y, wide, high in boxes.tolist())
    highest = max((one.bottom - one.top for one in pieces), default=0)
    # the first that is high is a digit; a bracket at the end is higher
    height = next((high for one in pieces if (high := one.bottom - one.top) >= _DIGIT * highest), 0)
    if height < _LOWEST:
        return [], [], []
    tall = [one for one in pieces if one.bottom - one.top >= _TALL * height]
    foot = min(one.top for one in tall) + _FOOT * height
    small = [one for one in pieces if _SPECK * height < one.bottom - one.top < _TALL * height]
    low = [
        one
        for one in small
        if one.top >= foot
        and one.bottom - one.top < _LOW * height
        and one.right - one.left < _NARROW * height
    ]
    return tall, low, [one for one in small if one not in low]


def _mark(read: str, before: _Piece, after: _Piece, low: list[_Piece]) -> str:
    """What stands between two signs, where their ink shows it; else what was read there."""
    height = max(before.bottom - before.top, after.bottom - after.top)
    line = (before.bottom + after.bottom) / 2
    marks = [one for one in low if before.middle < one.middle < after.middle and one.top < line]
    if len(marks) != 1 or after.middle - before.middle < _PITCH * height:
        return read
    tail = marks[0].bottom - line
    if read in (",", "."):
        return "," if tail >= _CLEAR_TAIL * height else read
    return "," if tail >= _TAIL * height else "."
