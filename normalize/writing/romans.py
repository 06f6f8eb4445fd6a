"""Roman numerals of headings as recognition reads them ("L", "H.", "VỊ"),
by their strokes and their sequence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
"""Which strokes of numerals each letter is read for: two upright ones side by side are an H,
a V with an I is an N.
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
"""What it costs to leave the sequence, to say a number twice, to add or lose a stroke,
to take digits for a numeral or for what they are.
"""


class _Path(NamedTuple):
    """The cheapest reading of the markers so far: its cost and the number of each marker,
    None where it stays.
    """

    cost: float
    numbers: tuple[int | None, ...]


def continue_romans(markers: Sequence[str], doubtful: Sequence[bool]) -> list[str]:
    """The markers of headings in their order, those that are misread
    Roman numerals as the sequence has them.

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
    read = [
        _Marker(_bare(marker), unsure, is_letter)
        for marker, unsure, is_letter in zip(markers, doubtful, _lettered(markers), strict=True)
    ]
    numbers = _likeliest(read)
    numbered = [marker for marker, number in zip(markers, numbers, strict=True) if number]
    if len(numbered) < 2 or not any(letter.isalpha() for marker in numbered for letter in marker):
        return list(markers)
    return [
        _written(markers, numbers, at) if number else marker
        for at, (marker, number) in enumerate(zip(markers, numbers, strict=True))
    ]


class _Marker:
    """A marker as it was read, without its punctuation, and the strokes it may be."""

    def __init__(self, bare: str, unsure: bool, is_letter: bool) -> None:
        self.bare = bare
        self.unsure = unsure
        self.is_letter = is_letter
        self.readings = _readings(bare)
        self.in_digits = bare.isdigit()
        self.is_exact = _EXACT.fullmatch(bare) is not None

    def may_be(self, numeral: str) -> bool:
        """Whether it may be misread by a stroke, or be a doubtful letter in a numeral's place."""
        if self.unsure and len(self.bare) == 1 and not self.in_digits and numeral in _LONE:
            return True
        near = self.unsure or not self.is_exact
        return near and any(_is_near(one, numeral) for one in self.readings)


class _Step(NamedTuple):
    """A way to take a marker: the number that is reached, what it costs, the marker's own number,
    None where it stays as it is.
    """

    reached: int
    cost: float
    number: int | None


def _likeliest(markers: Sequence[_Marker]) -> tuple[int | None, ...]:
    """The number of each marker on the cheapest way through all."""
    paths: dict[int, _Path] = {0: _Path(0.0, ())}
    for marker in markers:
        following: dict[int, _Path] = {}
        for last, path in paths.items():
            for step in _steps(marker, last):
                longer = _Path(path.cost + step.cost, (*path.numbers, step.number))
                known = following.get(step.reached)
                if known is None or longer.cost < known.cost:
                    following[step.reached] = longer
        paths = following
    return min(paths.values(), key=lambda path: path.cost).numbers


def _steps(marker: _Marker, last: int) -> Iterator[_Step]:
    """Every way to take a marker after the number ``last``."""
    if marker.is_letter:
        yield _Step(0, 0.0, None)
    elif not marker.bare:
        yield _Step(last, 0.0, None)
    else:
        yield _Step(last, _SPARE if marker.in_digits else _LEFT, None)
        yield from _steps_in_sequence(marker, last)
        if not marker.in_digits:
            yield from _jumps(marker, last)


def _steps_in_sequence(marker: _Marker, last: int) -> Iterator[_Step]:
    """The marker as the next number, or as the first one of a new sequence."""
    cost = _DIGITS if marker.in_digits else 0.0
    for number in {last + 1, 1}:
        again = _SPARE if number != last + 1 else 0.0
        if number <= MOST and _numeral(number) in marker.readings:
            yield _Step(number, cost + again, number)
    if marker.may_be(_numeral(last + 1) if last < MOST else ""):
        yield _Step(last + 1, cost + _STROKE, last + 1)


def _jumps(marker: _Marker, last: int) -> Iterator[_Step]:
    """The marker as a number of its own that does not follow the last one."""
    cost = _JUMP if marker.is_exact else _READ_JUMP
    for own in {roman_value(one) for one in marker.readings} - {None, 1, last + 1}:
        if own:
            yield _Step(own, cost + (_REPEAT if own == last and marker.unsure else 0.0), own)


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
    """Whether the punctuation behind a numeral can be trusted: it is capitals,
    and no full stop was drawn into it.
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
    """The number of a Roman numeral in capitals; None where it is not one,
    or higher than headings count.
    """
    return next((number for number in range(1, MOST + 1) if _numeral(number) == strokes), None)
