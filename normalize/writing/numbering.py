"""Numbers of rows that were read badly, by the numbers above and below them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import regex

_ANY_TAIL = regex.compile(r"(?P<number>\d{1,3})[.):]*")
_NUMBER = regex.compile(r"(?P<zero>0?)(?P<number>\d{1,3})(?P<tail>[.)]?)")


def continue_numbers(markers: Sequence[str | None], doubtful: Sequence[bool]) -> list[str | None]:
    """The markers of the rows of one group, the doubtful ones among them as the sequence has them.

    A marker is replaced only where it is doubtful and the sound ones above and below it, or the
    first row's number and one of them, leave no other number; two sound markers that do not fit
    together say nothing.

    >>> continue_numbers(["1.", "sẽ", "3.", "A."], [False, True, False, True])
    ['1.', '2.', '3.', '4.']
    >>> continue_numbers(["1.", "1.", "3."], [False, False, False])
    ['1.', '1.', '3.']
    >>> continue_numbers(["a)", "b)", None], [False, True, True])
    ['a)', 'b)', None]
    >>> continue_numbers(["1.", "2..", "3."], [False, True, False])
    ['1.', '2..', '3.']
    >>> continue_numbers(["1.", "2,", "3."], [False, True, False])
    ['1.', '2.', '3.']
    """
    rows = list(zip(markers, doubtful, strict=True))
    sound = {
        at: match
        for at, (marker, unsure) in enumerate(rows)
        if marker and not unsure and (match := _NUMBER.fullmatch(marker))
    }
    numbering = _numbering_of(sound)
    if numbering is None:
        return list(markers)
    return [
        numbering.marker(at)
        if marker and unsure and not _says(marker, numbering.first + at)
        else marker
        for at, (marker, unsure) in enumerate(rows)
    ]


class _Numbering(NamedTuple):
    """How the rows of a group are numbered: from which number, with how many digits at least,
    and with what behind them.
    """

    first: int
    width: int
    tail: str

    def marker(self, at: int) -> str:
        """The marker of a row, from 0."""
        return f"{self.first + at:0{self.width}d}{self.tail}"


def _numbering_of(sound: Mapping[int, regex.Match[str]]) -> _Numbering | None:
    """The one numbering of all sound markers, by their rows; None where they have no one."""
    firsts = {int(match["number"]) - at for at, match in sound.items()}
    if len(firsts) != 1:
        return None
    tail = Counter(match["tail"] for match in sound.values()).most_common(1)[0][0]
    width = 2 if any(match["zero"] for match in sound.values()) else 1
    return _Numbering(firsts.pop(), width, tail)


def _says(marker: str, number: int) -> bool:
    """Whether a marker names a number as markers are written: no comma follows one."""
    match = _ANY_TAIL.fullmatch(marker)
    return match is not None and int(match["number"]) == number
