"""What the words above a table's column, and around a table, say of what it holds.

``lexicon/columns.tsv`` has a row a word: how much it speaks for a role; ``lexicon/table_kinds.tsv`` the same for kinds
of tables. Where one word stands inside a longer one ("đơn vị" in "đơn vị tính") the longer one counts alone. Nothing is
decided here but for a header that stands by itself: which role a column has is decided for the whole table at once
(`extract.find.tables.roles`).
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal

import regex

from normalize.lexicon.table import Row, read_table
from normalize.writing.weights import Evidence, PhraseWeights, Weight
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
    """A word of column headers: how much it speaks for a role, anywhere in the header or where it is all of it."""

    word: str
    role: ColumnRole
    weight: float
    place: Literal["any", "whole"]


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
    return dict(_header_evidence(name))


@lru_cache(maxsize=4096)
def _header_evidence(name: str) -> tuple[tuple[ColumnRole, float], ...]:
    levels = [level for level in name.split(" / ") if len(level) <= _LONGEST_NAME]
    total: Evidence[ColumnRole] = {}
    for number, level in enumerate(reversed(levels)):
        share = _UPPER_LEVEL if number else 1.0
        for role, weight in _of_level(level).items():
            total[role] = total.get(role, 0.0) + share * weight
    return tuple(total.items())


def _of_level(level: str) -> Evidence[ColumnRole]:
    """One line of a header; words in brackets count less, but where no others stand there."""
    words, plain = _column_words(), _BRACKETS.sub(" ", level)
    if not plain.strip():
        return words.weigh(level)
    total = words.weigh(plain)
    for aside in _BRACKETS.findall(level):
        for role, weight in words.weigh(aside).items():
            total[role] = total.get(role, 0.0) + _IN_BRACKETS * weight
    return total


def kind_evidence(text: str) -> Evidence[TableKind]:
    """What the words of a header or a title say of what a table is about."""
    return _kind_words().weigh(text)


def cell_weights() -> dict[str, Evidence[ColumnRole]]:
    """By kind of cell: what a column that holds nothing else speaks for."""
    return _cell_weights()


@cache
def _column_words() -> PhraseWeights[ColumnRole]:
    rows = read_table("columns", ColumnWord)
    return PhraseWeights(Weight(row.word, row.role, row.weight, row.place == "whole") for row in rows)


@cache
def _kind_words() -> PhraseWeights[TableKind]:
    return PhraseWeights(Weight(row.word, row.kind, row.weight) for row in read_table("table_kinds", KindWord))


@cache
def _cell_weights() -> dict[str, Evidence[ColumnRole]]:
    weights: dict[str, Evidence[ColumnRole]] = {}
    for row in read_table("column_cells", CellWeight):
        weights.setdefault(row.kind, {})[row.role] = row.weight
    return weights
