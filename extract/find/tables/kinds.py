"""What a table is about: the words of its header and titles, the roles of its columns, what its cells hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, cast

from extract.find.tables.evidence import Term, Terms, add_signs, odds, total
from extract.find.tables.roles import ColumnReading
from normalize.cells import Shares, measure_cells
from normalize.columns import kind_words, sign_weights
from schemas.plan import TableKind

_TITLE_SHARE = 0.5
"""What a word of a title or a caption is worth beside one of a header."""

_MOSTLY_BLANK = 0.6
"""The share of empty cells above which a table is one to fill in."""

SCALE = 1.0
"""Margin whose odds are e to 1 (`scripts.measure.fit_tables`)."""


class TableReading(NamedTuple):
    """The kind of a table, how sure it is, the kind it is in the next best reading, and what speaks for each."""

    kind: TableKind
    confidence: float
    rival: TableKind
    margin: float
    terms: Terms


def read_kind(
    names: Sequence[str], columns: Sequence[Sequence[str]], roles: Sequence[ColumnReading], titles: Sequence[str]
) -> TableReading:
    """The kind of a table; ``columns`` are the texts of its cells, ``titles`` what stands above it."""
    terms = weigh_kinds(names, columns, roles, titles)
    totals = {kind: total(some) for kind, some in terms.items()}
    best, next_best = sorted(totals, key=lambda kind: -totals[kind])[:2]
    margin = totals[best] - totals[next_best]
    kinds = cast(TableKind, best), cast(TableKind, next_best)
    return TableReading(kinds[0], odds(margin, SCALE), kinds[1], round(margin, 2), terms)


def weigh_kinds(
    names: Sequence[str], columns: Sequence[Sequence[str]], roles: Sequence[ColumnReading], titles: Sequence[str]
) -> Terms:
    """What speaks for each kind of table."""
    signs = sign_weights("kind")
    terms: Terms = {}
    add_signs(terms, "table_signs", signs, "any table")
    for text, share in [*((name, 1.0) for name in names), *((title, _TITLE_SHARE) for title in titles)]:
        for one in kind_words(text):
            terms.setdefault(one.name, []).append(Term("table_kinds", one.phrase, one.weight, share))
    if not any(one.role in ("lead", "coordinating", "deadline") for one in roles):
        add_signs(terms, "table_signs", signs, "neither doer nor day")
    for reading in roles:
        add_signs(terms, "table_signs", signs, f"{reading.role} column", reading.confidence)
    measured = [measure_cells(texts) for texts in columns]
    cells = {**_task_signs(measured, roles), **_cell_signs(measured, roles)}
    for sign, share in cells.items():
        add_signs(terms, "table_signs", signs, sign, share)
    return terms


def _task_signs(measured: Sequence[Shares], roles: Sequence[ColumnReading]) -> dict[str, float]:
    """What the cells say that state the work."""
    for shares, reading in zip(measured, roles, strict=True):
        if reading.role == "task" and shares["empty"] < 1:
            verbs = max(shares["verb"], shares["prose"] / 2)
            return {"task cells are filled": 1.0, "task cells begin with verbs": verbs}
    return {}


def _cell_signs(measured: Sequence[Shares], roles: Sequence[ColumnReading]) -> dict[str, float]:
    """What the cells say together: the mean over the columns that are neither number, task nor note."""
    asides = ("marker", "task", "note")
    seen = [shares for shares, one in zip(measured, roles, strict=True) if one.role not in asides]
    if not seen:
        return {}
    filled = {
        kind: sum(shares[kind] * (1 - shares["empty"]) for shares in seen) / len(seen)
        for kind in ("number", "person", "document")
    }
    blank = sum(shares["empty"] for shares in seen) / len(seen)
    return {
        "numbers": filled["number"],
        "persons": filled["person"],
        "documents": filled["document"],
        "blanks": max(0.0, blank - _MOSTLY_BLANK),
    }
