"""Lines of words as a table's columns see them: by baseline, in runs,
cut where the white between columns stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from statistics import median
from typing import NamedTuple

import regex

from normalize.writing.romans import roman_value
from schemas.page import Word

Gutter = tuple[float, float]
"""The white between two columns, from the end of the left one to the beginning of the right one."""

CLOSEST = 0.3
"""In line heights, the white between two columns where their lines come closest."""

CROSSED = 0.25
"""Share of a table's lines that may run over several columns: titles of groups,
upper rows of a header.
"""

MARKER = regex.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVXLC]{1,6}|[A-ZĐ]|[a-zđ])[.)/]?")
"""A number or letter of a row alone in its cell."""

_FLOW = 0.6
"""In line heights: words closer than this are one run of text."""

_FEWEST_COVERED = 2
_NUMBERED = 2
_EVEN = 1.2

_PAST = 2.0
"""Points by which words of a run over several columns stand past the border at least."""
_STICKS_OUT = 0.3
"""Share of its width by which a word too long for its column may stick out of it."""


class TextRow(NamedTuple):
    """The words on one baseline, and the runs they make."""

    top: float
    bottom: float
    words: list[Word]
    runs: list[list[Word]]


def text_rows(words: list[Word]) -> list[TextRow]:
    """Words by baseline, from top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.box.top + one.box.bottom, one.box.x0)):
        middle = (word.box.top + word.box.bottom) / 2
        last = rows[-1][0].box if rows else None
        if last is not None and abs(middle - (last.top + last.bottom) / 2) < 0.3 * (
            last.bottom - last.top
        ):
            rows[-1].append(word)
        else:
            rows.append([word])
    found = []
    for row in rows:
        row.sort(key=lambda one: one.box.x0)
        runs = [[row[0]]]
        for before, word in pairwise(row):
            if word.box.x0 - before.box.x1 > _FLOW * (word.box.bottom - word.box.top):
                runs.append([])
            runs[-1].append(word)
        found.append(
            TextRow(min(w.box.top for w in row), max(w.box.bottom for w in row), row, runs)
        )
    return found


def parted(runs: list[list[Word]], gutters: tuple[Gutter, ...]) -> list[list[Word]]:
    """The runs of a line, cut at gutters; a run alone behind a
    number is a title whose blanks part nothing.
    """
    alone = len(runs) == 1 or (
        len(runs) == _NUMBERED and MARKER.fullmatch(" ".join(word.text for word in runs[0]))
    )
    if alone:
        whites = [after.box.x0 - before.box.x1 for before, after in pairwise(runs[-1])]
        if whites and max(whites) < _EVEN * median(whites):
            return runs
    return [part for run in runs for part in _cut(run, gutters)]


def _cut(run: list[Word], gutters: tuple[Gutter, ...]) -> list[list[Word]]:
    """A run parted where the white of a gutter stands between two of its words:
    columns may be as close as words.

    A title that its words carry over several gutters stays whole: the blank that falls into one
    more parts nothing.
    """
    covered = sum(any(word.box.x0 < sum(one) / 2 < word.box.x1 for word in run) for one in gutters)
    if covered >= _FEWEST_COVERED:
        return [run]
    parts = [[run[0]]]
    for before, word in pairwise(run):
        white = word.box.x0 - before.box.x1
        if white >= CLOSEST * (word.box.bottom - word.box.top) and any(
            before.box.x1 < gutter[1] and word.box.x0 > gutter[0] for gutter in gutters
        ):
            parts.append([])
        parts[-1].append(word)
    return parts


def count_up(markers: list[str]) -> bool:
    """Whether markers one below the other are those of several rows; else one was broken: "T",
    "T" or "II", "I".
    """
    bare = [marker.rstrip(".)/") for marker in markers]
    return not any(
        one.isalpha() and other.isalpha() and _place(other) != _place(one) + 1
        for one, other in pairwise(bare)
    )


def _place(marker: str) -> int:
    """The place of a Roman numeral or a letter in its sequence."""
    return roman_value(marker) or ord(marker[0])


def crosses(run: list[Word], gutter: Gutter) -> bool:
    """Whether a run stands on both sides of a gutter."""
    reaches = run[0].box.x0 < gutter[0] + 1 and run[-1].box.x1 > gutter[1] - 1
    return reaches and (len(run) > 1 or spans(run, sum(gutter) / 2))


def runs_over(row: TextRow, gutters: Iterable[Gutter]) -> bool:
    """Whether a run of a line stands on both sides of one of some gutters."""
    return any(crosses(run, gutter) for gutter in gutters for run in row.runs)


def spans(run: list[Word], at: float) -> bool:
    """Whether a run stands on both sides of a border;
    the end of a long word may only stick out of its column.
    """
    least = _PAST if len(run) > 1 else _STICKS_OUT * (run[0].box.x1 - run[0].box.x0)
    return run[0].box.x0 < at - least and run[-1].box.x1 > at + least


def columns_of(row: TextRow, gutters: tuple[Gutter, ...]) -> list[str]:
    """The row's text by column; a run over several columns stands in its first one."""
    texts: list[list[str]] = [[] for _ in range(len(gutters) + 1)]
    for word in row.words:
        middle = (word.box.x0 + word.box.x1) / 2
        texts[sum(middle > sum(gutter) / 2 for gutter in gutters)].append(word.text)
    return [" ".join(one) for one in texts]
