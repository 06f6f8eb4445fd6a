"""Numbers of rows that were read badly, by the numbers above and below them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

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
    read = [
        match if marker and not unsure and (match := _NUMBER.fullmatch(marker)) else None
        for marker, unsure in zip(markers, doubtful, strict=True)
    ]
    offsets = {int(match["number"]) - at for at, match in enumerate(read) if match}
    if len(offsets) != 1:
        return list(markers)
    first = offsets.pop()
    tail = Counter(match["tail"] for match in read if match).most_common(1)[0][0]
    width = 2 if any(match["zero"] for match in read if match) else 1
    return [
        f"{first + at:0{width}d}{tail}"
        if marker and unsure and not _says(marker, first + at)
        else marker
        for at, (marker, unsure) in enumerate(zip(markers, doubtful, strict=True))
    ]


def _says(marker: str, number: int) -> bool:
    """Whether a marker names a number as markers are written: no comma follows one."""
    match = _ANY_TAIL.fullmatch(marker)
    return match is not None and int(match["number"]) == number
