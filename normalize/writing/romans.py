"""Roman numerals of headings as recognition reads them ("L", "H.", "VỊ"), by their strokes and
their sequence.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

import regex

from normalize.writing.text import strip_marks

MOST = 39
_TAIL = regex.compile(r"[.)/:]$")
_EXACT = regex.compile(r"[IVX]+")

_STROKES = {
    "I": "I1lLiJjtTf|!][()",
    "II": "HUhuK",
    "III": "Mm",
    "V": "Vvy",
    "VI": "NWMn",
    "VII": "n",
    "X": "Xx",
}
"""Which strokes of numerals each letter is read for: two upright ones side by side are an H, a V
with an I is an N.
"""
_STROKES_OF = {
    letter: tuple(strokes for strokes, letters in _STROKES.items() if letter in letters)
    for letter in {letter for letters in _STROKES.values() for letter in letters}
}
_WITH_STOP = "L"
"""What "I." is read for."""

_LONE = ("V", "X")
"""Numerals of one letter that a doubtful letter in their place is understood as."""

_LONGEST = 6
"""Letters: the longest numeral of a heading that is tried."""

_JUMP, _READ_JUMP, _REPEAT, _STROKE, _DIGITS, _SPARE, _LEFT = 0.9, 1.2, 0.3, 1.0, 0.2, 0.4, 3.0
"""What it costs to leave the sequence, to say a number twice, to add or lose a stroke, to take
digits for a numeral or for what they are.
"""


class _Path(NamedTuple):
    """The cheapest reading of the markers so far: its cost and the number of each marker, None
    where it stays.
    """

    cost: float
    numbers: tuple[int | None, ...]


def continue_romans(markers: Sequence[str], doubtful: Sequence[bool]) -> list[str]:
    """The markers of headings in their order, those that are misread Roman numerals as the sequence
    has them.

    Markers that are no numerals (letters, Arabic numbers, blanks) stay; so does a numeral that is
    not doubtful, or that may be the author's own slip. Nothing changes without two numerals of
    which one is not read in digits.

    >>> continue_romans(["L", "H.", "II.", "IV", "V", "VỊ"], [True] * 6)
    ['I.', 'II.', 'III.', 'IV', 'V', 'VI']
    >>> continue_romans(["1.", "2.", "11."], [True] * 3)
    ['1.', '2.', '11.']
    >>> continue_romans(["I", "II", "II", "IV"], [False] * 4)
    ['I', 'II', 'II', 'IV']
    >>> continue_romans(["III.", "IV", "M", "VI", "VII"], [True] * 5)
    ['III.', 'IV', 'V', 'VI', 'VII']
    >>> continue_romans(["I.", "IL", "III."], [True] * 3)
    ['I.', 'II.', 'III.']
    >>> continue_romans(["A", "1", "H", "B", "L", "H"], [True] * 6)
    ['A', 'I', 'II', 'B', 'I', 'II']
    """
    letters = _lettered(markers)
    paths: dict[int, _Path] = {0: _Path(0.0, ())}
    for marker, unsure, is_letter in zip(markers, doubtful, letters, strict=True):
        following: dict[int, _Path] = {}
        for last, path in paths.items():
            for state, cost, number in _options(marker, unsure, is_letter, last):
                step = _Path(path.cost + cost, (*path.numbers, number))
                if state not in following or step.cost < following[state].cost:
                    following[state] = step
        paths = following
    best = min(paths.values(), key=lambda path: path.cost)
    numbered = [marker for marker, number in zip(markers, best.numbers, strict=True) if number]
    if len(numbered) < 2 or not any(letter.isalpha() for marker in numbered for letter in marker):
        return list(markers)
    return [
        _written(markers, best.numbers, at) if number else marker
        for at, (marker, number) in enumerate(zip(markers, best.numbers, strict=True))
    ]


def _options(
    marker: str, unsure: bool, is_letter: bool, last: int
) -> list[tuple[int, float, int | None]]:
    """(the number reached, the cost, the marker's own number) of every way to take a marker after
    ``last``.
    """
    bare = _bare(marker)
    if is_letter:
        return [(0, 0.0, None)]
    if not bare:
        return [(last, 0.0, None)]
    digits = bare.isdigit()
    found: list[tuple[int, float, int | None]] = [(last, _SPARE if digits else _LEFT, None)]
    readings = _readings(bare)
    cost = _DIGITS if digits else 0.0
    exact = _EXACT.fullmatch(bare) is not None
    for number in {last + 1, 1}:
        again = _SPARE if number != last + 1 else 0.0
        if number <= MOST and _numeral(number) in readings:
            found.append((number, cost + again, number))
    following = _numeral(last + 1) if last < MOST else ""
    lone = unsure and len(bare) == 1 and not digits and following in _LONE
    if lone or ((unsure or not exact) and any(_is_near(one, following) for one in readings)):
        found.append((last + 1, cost + _STROKE, last + 1))
    for own in {roman_value(one) for one in readings} - {None, 1, last + 1}:
        if own and not digits:
            found.append(
                (
                    own,
                    (_JUMP if exact else _READ_JUMP) + (_REPEAT if own == last and unsure else 0.0),
                    own,
                )
            )
    return found


def _written(markers: Sequence[str], numbers: Sequence[int | None], at: int) -> str:
    """A numeral with its own punctuation; a misread one that shows none has that of the nearest."""
    number = numbers[at] or 0
    read, tail = _bare(markers[at]), _TAIL.search(markers[at])
    if read == _numeral(number):
        return markers[at]
    if not _is_clear(read) and (tail is None or tail.group() != "."):
        near = [
            index
            for index, other in enumerate(numbers)
            if other and _is_clear(_bare(markers[index]))
        ]
        nearest = min(near, key=lambda index: (abs(index - at), index), default=None)
        tail = None if nearest is None else _TAIL.search(markers[nearest])
    return _numeral(number) + (tail.group() if tail else "")


def _is_clear(read: str) -> bool:
    """Whether the punctuation behind a numeral can be trusted: it is capitals, and no full stop was
    drawn into it.
    """
    return read.isupper() and not read.endswith(_WITH_STOP)


def _lettered(markers: Sequence[str]) -> list[bool]:
    """Which markers go on from A to the next letter."""
    found, following = [], "A"
    for marker in markers:
        is_next = _bare(marker) == following
        found.append(is_next)
        following = chr(ord(following) + 1) if is_next else following
    return found


def _bare(marker: str) -> str:
    return _TAIL.sub("", marker.strip()).strip(" .,-–")


def _readings(bare: str) -> set[str]:
    """What a marker may be in strokes of numerals; "?" for what has none."""
    letters = "".join(
        strip_marks(one).upper() if one.isupper() else strip_marks(one) for one in bare
    )
    if len(letters) > _LONGEST:
        return set()
    return {
        "".join(strokes)
        for strokes in product(*(_STROKES_OF.get(letter, ("?",)) for letter in letters))
    }


def _is_near(strokes: str, numeral: str) -> bool:
    """Whether one stroke more, less or other makes a numeral of at least two strokes."""
    if len(numeral) < 2 or abs(len(strokes) - len(numeral)) > 1:
        return False
    if len(strokes) == len(numeral):
        return sum(one != other for one, other in zip(strokes, numeral, strict=True)) == 1
    short, long = sorted((strokes, numeral), key=len)
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


@cache
def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


def roman_value(strokes: str) -> int | None:
    """The number of a Roman numeral in capitals; None where it is none, or higher than headings
    count.
    """
    return next((number for number in range(1, MOST + 1) if _numeral(number) == strokes), None)
