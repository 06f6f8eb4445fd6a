"""Where the full lines of a page begin and end."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from schemas.page import Box, Line

INDENT = 8.0
"""Points: a line that begins further in is not a full one."""

CENTRE_TOLERANCE = 9.0
"""Points by which a line's middle may miss that of the page and still be meant to be there."""

_USUAL_MARGIN = 0.12
_FIRST_LINE = 48.0
_HANG = 3.0
_FEWEST_FULL = 3
_OFTEN = 0.15
"""Share of the lines at the commonest beginning that another one has at least."""


class Margins(NamedTuple):
    """The left and right end of full lines, in points."""

    left: float
    right: float


def find_margins(lines: list[Line], width: float) -> Margins:
    """Where most full lines begin and end; the outermost ends where there are too few of them."""
    full = [line.box for line in lines if line.box.x1 - line.box.x0 > 0.5 * width]
    if not full:
        return _without_full_lines(lines, width)
    outermost = Margins(min(box.x0 for box in full), max(box.x1 for box in full))
    if len(full) < _FEWEST_FULL:
        return outermost
    left = _usual_start(full)
    right = float(Counter(round(box.x1 / 3) for box in full).most_common(1)[0][0] * 3)
    return Margins(
        min([left, *_second_lines(lines, left, width)]),
        right if right > outermost.right - 0.1 * width else outermost.right,
    )


def _without_full_lines(lines: list[Line], width: float) -> Margins:
    """The margins of most pages: a signature alone on its page
    tells nothing of where full lines end.
    """
    edge = _USUAL_MARGIN * width
    return Margins(
        min([edge, *(line.box.x0 for line in lines)]),
        max([width - edge, *(line.box.x1 for line in lines)]),
    )


def _usual_start(full: list[Box]) -> float:
    """The leftmost place where often a full line begins, to two points."""
    starts = Counter(round(box.x0 / 2) for box in full)
    often = max(2, _OFTEN * max(starts.values()))
    all_apart = len(starts) == len(full)
    return min(start for start, count in starts.items() if count >= often or all_apart) * 2.0


def _second_lines(lines: list[Line], left: float, width: float) -> list[float]:
    """Where lines below full ones begin, further left: short pages have more first lines than full
    ones behind them.
    """
    return [
        line.box.x0
        for before, line in pairwise(lines)
        if before.box.x1 - before.box.x0 > 0.5 * width
        and left - _FIRST_LINE < line.box.x0 < min(left, before.box.x0) - INDENT
        and -_HANG < line.box.top - before.box.bottom < before.box.bottom - before.box.top
    ]


def is_centered(line: Line, margins: Margins) -> bool:
    """Whether the line stands in the middle and leaves room on both sides."""
    room = line.box.x0 - margins.left, margins.right - line.box.x1
    return min(room) > INDENT and abs(room[0] - room[1]) < 2 * CENTRE_TOLERANCE
