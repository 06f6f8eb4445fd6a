"""What is seen of a column beside the words above it: its cells, its place, and what its neighbours are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import regex

from normalize.cells import Shares, measure_cells
from normalize.columns import header_words
from normalize.writing.text import fold, squeeze

_YEAR = regex.compile(r"(?:năm\s*)?(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?", regex.IGNORECASE)
_BRACKETS = regex.compile(r"\((?:đvt|đơn\s?vị(?:\s?tính)?)?\s?:?\s?(?P<unit>[^()]{1,30})\)", regex.IGNORECASE)

_NAMED_UNIT = 4.0
"""What the words of a header have to say for a unit, for the table to be one of quantities."""

_MOST_UNITS = 0.6
"""The share of a column's cells that are units above which it is the one of units, whatever its name."""

_FEWEST = 3
"""Filled cells from which on it tells something that they say the same."""

_MARKER = 0.5
"""The share of numbers of rows from which on a column names nothing."""


class Profile(NamedTuple):
    """A column: its name, how many cells it has, the shares of their kinds, their mean length in characters, and
    the share of them that another cell of the column says too.
    """

    name: str
    height: int
    shares: Shares
    length: float
    repeated: float

    @property
    def is_filled(self) -> bool:
        """Whether any cell says something."""
        return self.shares["empty"] < 1


def look_at(names: Sequence[str], columns: Sequence[Sequence[str]]) -> list[Profile]:
    """The profile of every column; ``columns`` are the texts of their cells from top to bottom."""
    return [_look_at(name, texts) for name, texts in zip(names, columns, strict=True)]


def _look_at(name: str, texts: Sequence[str]) -> Profile:
    filled = [fold(squeeze(text)) for text in texts if text.strip()]
    counts = Counter(filled)
    same = sum(count for count in counts.values() if count > 1) / len(filled) if len(filled) >= _FEWEST else 0.0
    length = sum(map(len, filled)) / len(filled) if filled else 0.0
    return Profile(name, len(texts), measure_cells(texts), length, same)


def column_signs(profiles: Sequence[Profile]) -> list[dict[str, float]]:
    """The signs of each column that are no words and no kinds of cells, and how much each holds, 0 to 1."""
    has_unit = any(map(_is_of_units, profiles))
    longest = max((one.length for one in profiles), default=0.0)
    subject = subject_of(profiles)
    return [
        {
            "any column": 1.0,
            "first column": float(place == 0),
            "later column": float(place > 0),
            "no name": float(not one.name and one.is_filled),
            "first words": float(place <= 1 and one.shares["numbering"] < _MARKER and len(profiles) > 1),
            "names the rows": float(place == subject),
            "unit named": float(has_unit),
            "year alone": float(is_year(one.name)),
            "longest texts": float(one.length == longest > 0),
            "says the same": one.repeated,
            **_bracket_signs(one.name),
        }
        for place, one in enumerate(profiles)
    ]


def is_year(name: str) -> bool:
    """Whether the lowest line of a header is a year, or two, and no more."""
    return _YEAR.fullmatch(name.rpartition(" / ")[2]) is not None


def subject_of(profiles: Sequence[Profile]) -> int | None:
    """The number of the column that names what the rows are about: the first that does not number them."""
    for place, one in enumerate(profiles):
        numbers = max(one.shares["numbering"], one.shares["number"]) >= _MARKER
        marked = any(said.name == "marker" for said in header_words(one.name))
        if one.is_filled and not numbers and not marked:
            return place
    return None


def _is_of_units(one: Profile) -> bool:
    said = sum(word.weight for word in header_words(one.name) if word.name == "unit")
    return said >= _NAMED_UNIT or (one.is_filled and one.shares["unit"] >= _MOST_UNITS)


def _bracket_signs(name: str) -> Mapping[str, float]:
    """Whether a unit stands in brackets in the header: money, or another one."""
    match = _BRACKETS.search(name)
    if match is None:
        return {}
    # the words of quantities are asked for by the first table, not at the start
    from normalize.quantity.stated import parse_unit

    stated = parse_unit(match["unit"])
    if stated is None:
        return {}
    return {"money in brackets" if stated.unit.currency else "unit in brackets": 1.0}
