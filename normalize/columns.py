"""What the words above a table's column, and around a table, say of what it holds.

``lexicon/columns.tsv`` has a row a word: how much it speaks for a role; ``lexicon/table_kinds.tsv``
the same for kinds of tables; ``lexicon/table_signs.tsv`` what else speaks for either. Where one word
stands inside a longer one ("đơn vị" in "đơn vị tính") the longer one counts alone. Nothing is
decided here but for a header that stands by itself: which role a column has is decided for the whole
table at once (`extract.find.tables.roles`).
"""

from __future__ import annotations

from bisect import bisect
from functools import cache, lru_cache
from typing import Literal, NamedTuple

import regex

from normalize.lexicon.table import Row, read_table
from normalize.writing.text import fold
from normalize.writing.weights import Evidence, PhraseWeights, Place, Said, Weight
from schemas.plan import ColumnRole, TableKind

LEAST = 1.5
"""Evidence below this names no role."""

_UPPER_LEVEL = 0.45
"""What a word above the lowest line of a header is worth beside one in it."""

_IN_BRACKETS = 0.5
"""What a word in brackets is worth beside one outside."""

_LONGEST_NAME = 120
"""Characters; a longer text in a header row is a piece of the row that another page began."""

_BRACKETS = regex.compile(r"\([^()]*\)")


class ColumnWord(Row, frozen=True, kw_only=True, gc=False):
    """A word of column headers: how much it speaks for a role, anywhere in a header, where the header
    begins with it, or where it is all of it.
    """

    word: str
    role: ColumnRole
    weight: float
    place: Place


class CellWeight(Row, frozen=True, kw_only=True, gc=False):
    """What the share of a column's cells that are of a kind (1 is all) speaks for; the example is such a cell."""

    kind: str
    role: ColumnRole
    weight: float


class KindWord(Row, frozen=True, kw_only=True, gc=False):
    """A word of column headers and titles of tables: how much it speaks for a kind of table."""

    word: str
    kind: TableKind
    weight: float


class TableSign(Row, frozen=True, kw_only=True, gc=False):
    """What a sign that is no word of a header speaks for: a role of a column, or a kind of table."""

    about: Literal["role", "kind"]
    sign: str
    name: str
    weight: float


class MarginRow(Row, frozen=True, kw_only=True, gc=False):
    """How sure a reading of a role or a kind is whose rival is this far behind."""

    about: Literal["role", "kind"]
    margin: float
    confidence: float


class Margins(NamedTuple):
    """Margins, rising, and the confidence that each stands for."""

    margins: tuple[float, ...]
    confidences: tuple[float, ...]

    def confidence(self, margin: float) -> float:
        """What a margin is worth, in proportion between two that are known.

        >>> Margins((0.0, 2.0), (0.5, 0.9)).confidence(1.0)
        0.7
        """
        at = bisect(self.margins, margin)
        if at in (0, len(self.margins)):
            return self.confidences[max(0, at - 1)]
        low, high = self.margins[at - 1 : at + 1]
        worth, more = self.confidences[at - 1 : at + 1]
        return round(worth + (more - worth) * (margin - low) / (high - low), 3)


@cache
def margins_of(about: Literal["role", "kind"]) -> Margins:
    """The table of margins of roles or of kinds."""
    rows = [row for row in read_table("table_margins", MarginRow) if row.about == about]
    return Margins(tuple(row.margin for row in rows), tuple(row.confidence for row in rows))


def column_role(name: str) -> ColumnRole:
    """The role that most of a header's words speak for; "other" where they name none.

    >>> column_role("Cơ quan thực hiện / Phối hợp")
    'coordinating'
    >>> column_role("Nội dung thực hiện"), column_role("Nơi thực hiện")
    ('task', 'other')
    >>> column_role("Đơn vị chủ trì, phối hợp")
    'lead'
    """
    role, weight = max(header_evidence(name).items(), key=lambda one: one[1], default=("other", 0.0))
    return role if weight >= LEAST else "other"


def header_evidence(name: str) -> Evidence[ColumnRole]:
    """What the words of a header say, the levels of its stack joined by " / ", the lowest one last."""
    total: Evidence[ColumnRole] = {}
    for one in header_words(name):
        total[one.name] = total.get(one.name, 0.0) + one.weight
    return total


@lru_cache(maxsize=4096)
def header_words(name: str) -> tuple[Said[ColumnRole], ...]:
    """The words of a header that speak for roles, each with its weight where it stands."""
    levels = [level for level in name.split(" / ") if len(level) <= _LONGEST_NAME]
    said: list[Said[ColumnRole]] = []
    for number, level in enumerate(reversed(levels)):
        share = _UPPER_LEVEL if number else 1.0
        said += [one._replace(weight=share * one.weight) for one in _of_level(level)]
    return tuple(said)


def unknown_share(name: str) -> float:
    """The share of a header's words, on its lowest line and outside brackets, that no word of the tables holds.

    >>> unknown_share("Cơ quan chủ trì"), unknown_share("Vịt trời chủ trì")
    (0.0, 0.5)
    """
    plain = _BRACKETS.sub(" ", name.rpartition(" / ")[2])
    words = [word for word in fold(plain).split() if any(letter.isalpha() for letter in word)]
    known = sum(len(one.phrase.split()) for one in _column_words().said(plain))
    return max(0.0, 1 - known / len(words)) if words else 0.0


def _of_level(level: str) -> list[Said[ColumnRole]]:
    """One line of a header; words in brackets count less, but where no others stand there."""
    words, plain = _column_words(), _BRACKETS.sub(" ", level)
    if not plain.strip():
        return words.said(level)
    asides = [one for aside in _BRACKETS.findall(level) for one in words.said(aside)]
    return [*words.said(plain), *(one._replace(weight=_IN_BRACKETS * one.weight) for one in asides)]


def kind_evidence(text: str) -> Evidence[TableKind]:
    """What the words of a header or a title say of what a table is about."""
    return _kind_words().weigh(text)


def kind_words(text: str) -> list[Said[TableKind]]:
    """The words of a header or a title that speak for kinds of tables."""
    return _kind_words().said(text)


@cache
def sign_weights(about: Literal["role", "kind"]) -> dict[str, dict[str, float]]:
    """By sign: what it speaks for, and how much."""
    weights: dict[str, dict[str, float]] = {}
    for row in read_table("table_signs", TableSign):
        if row.about == about:
            weights.setdefault(row.sign, {})[row.name] = row.weight
    return weights


def cell_weights() -> dict[str, Evidence[ColumnRole]]:
    """By kind of cell: what a column that holds nothing else speaks for."""
    return _cell_weights()


@cache
def _column_words() -> PhraseWeights[ColumnRole]:
    rows = read_table("columns", ColumnWord)
    return PhraseWeights(Weight(row.word, row.role, row.weight, row.place) for row in rows)


@cache
def _kind_words() -> PhraseWeights[TableKind]:
    return PhraseWeights(Weight(row.word, row.kind, row.weight) for row in read_table("table_kinds", KindWord))


@cache
def _cell_weights() -> dict[str, Evidence[ColumnRole]]:
    weights: dict[str, Evidence[ColumnRole]] = {}
    for row in read_table("column_cells", CellWeight):
        weights.setdefault(row.kind, {})[row.role] = row.weight
    return weights
