"""The parts of a drawn plan: what stands on the page, and what each part says."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, TypeVar

DATA = Path(__file__).parent / "data"
UP = "^"
"""A cell merged with the one above it."""

Gold = dict[str, Any]
_One = TypeVar("_One")


@dataclass
class Line:
    """A paragraph; ``face`` holds "b" and "i"."""

    text: str
    face: str = ""
    centered: bool = False
    citations: list[Gold] = field(default_factory=list)


@dataclass
class Grid:
    """A table as it is printed.

    ``header``: one row, or two, where an empty cell belongs to the one beside or above it.
    ``rows``: full ones; of two cells (number and heading merged to the end), of one.
    ``cuts``: body rows before which the table goes on in a second one; ``again`` prints the header
    there once more, ``bridge`` is the paragraph between. ``numbered``: by Word.
    """

    header: list[list[str]]
    rows: list[list[str]]
    cuts: tuple[int, ...] = ()
    again: bool = False
    bridge: str = ""
    numbered: bool = False
    citations: list[Gold] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """The columns' names as a record writes them: rows of a header joined by " / "."""
        if len(self.header) == 1:
            return self.header[0]
        upper, names = "", []
        for above, below in zip(*self.header, strict=True):
            upper = above or upper
            names.append(f"{upper} / {below}" if below else upper)
        return names


@dataclass
class Letterhead:
    """The head of the first page; lines with their faces."""

    left: list[tuple[str, str]]
    right: list[tuple[str, str]]
    number: str
    place_date: str
    as_table: bool = True
    urgency: str | None = None


@dataclass
class Draft:
    """One plan: blocks of the page, and gold in the neutral form with lists of its own."""

    seed: int
    letterhead: Letterhead
    blocks: list[Line | Grid] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    signature: list[str] = field(default_factory=list)
    signatory: str = ""
    signature_as_table: bool = True
    appendix: list[Line | Grid] = field(default_factory=list)
    landscape: bool = False
    title_citations: list[Gold] = field(default_factory=list)
    header: Gold = field(default_factory=dict)
    tables: list[Gold] = field(default_factory=list)
    tasks: list[Gold] = field(default_factory=list)
    deadlines: list[Gold] = field(default_factory=list)
    duties: list[Gold] = field(default_factory=list)
    quantities: list[Gold] = field(default_factory=list)
    neutral: list[str] = field(default_factory=list)
    ignore: list[str] = field(default_factory=list)

    def citations(self) -> list[Gold]:
        """Every mention in the order of the page."""
        return [one for block in [*self.blocks, *self.appendix] for one in block.citations]


@dataclass(frozen=True)
class When:
    """The time a plan covers, and when it was issued."""

    year: int
    last_year: int
    issued_on: date | None
    first_month: int = 1

    @property
    def is_long(self) -> bool:
        """Whether it covers several years."""
        return self.last_year > self.year


@cache
def read_table(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of one of the tables of phrases, by column."""
    with (DATA / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def pick(rng: Random, weighted: Sequence[tuple[float, _One]]) -> _One:
    """One of several, each with its weight."""
    weights = [weight for weight, _ in weighted]
    return rng.choices([one for _, one in weighted], weights)[0]


def chance(rng: Random, share: float) -> bool:
    """Whether something that this share of plans have is drawn."""
    return rng.random() < share


def lower_first(text: str) -> str:
    """The same with a small first letter, but for abbreviations and names of offices."""
    if len(text) > 1 and text[1].isupper():
        return text
    return text[:1].lower() + text[1:]
