"""Why a column has its role and a table its kind: every weight that counted, told from the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extract.find.tables.evidence import Term, Terms, total
from extract.find.tables.matrix import find_matrix
from extract.find.tables.roles import ColumnReading
from extract.find.tables.understanding import understand
from schemas.plan import Column, Table

_MARK = 3
"""Letters; the same mark in two columns ("x", "CT") is no cell that covers both."""

_SAID = {"columns": "word", "table_kinds": "word", "column_cells": "cells", "table_signs": "sign"}


def explain_tables(tables: Iterable[Table]) -> list[str]:
    """The lines that tell it, for people; a table without a header has nothing to tell but that."""
    return [line for table in tables for line in _explain(table)]


def _explain(table: Table) -> Iterator[str]:
    names = [one.name for one in table.columns]
    if not any(names):
        yield f"{table.id}: {table.kind}: no row names its columns"
        return
    texts = [[_own_text(row, index) for row in table.rows] for index in range(len(names))]
    given = find_matrix(names, texts).given()
    readings, kind = understand(names, texts, [table.title or "", table.caption or ""], given)
    yield f"{table.id}: {table.kind} ({table.confidence:.2f}), {_behind(kind.rival, kind.margin)}"
    yield from _compare(kind.terms, (kind.kind, kind.rival))
    for number, (column, reading) in enumerate(zip(table.columns, readings, strict=True)):
        yield from _of_column(number, column, reading, number in given)


def _of_column(number: int, column: Column, reading: ColumnReading, given: bool) -> Iterator[str]:
    place = f"  column {number + 1} '{column.name}': {column.role} ({column.confidence:.2f})"
    if given:
        yield f"{place}, by the marks or the ends in its cells"
        return
    yield f"{place}, {_behind(reading.rival, reading.margin)}"
    yield from _compare(reading.terms, (reading.role, reading.rival))
    if column.role != reading.role:
        yield f"    {column.role}: as the table's kind has it"


def _behind(rival: str, margin: float) -> str:
    return f"next best {rival}, {margin:.1f} behind"


def _compare(terms: Terms, names: Sequence[str]) -> Iterator[str]:
    """A line a name: what it adds up to, and the terms, the heaviest first."""
    for name in names:
        some = sorted(terms.get(name, ()), key=lambda one: -abs(one.value))
        shown = "; ".join(_show(one) for one in some if one.value)
        yield f"    {name} {total(some):+.1f}: {shown or 'nothing speaks for it'}"


def _show(term: Term) -> str:
    share = "" if term.share == 1 else f" ({term.share:.0%} of {term.weight:+.1f})"
    return f"{_SAID[term.table]} '{term.row}' {term.value:+.1f}{share}"


def _own_text(row: Sequence[str], index: int) -> str:
    """The text of a cell; "" for one that covers its neighbour too and says nothing of its column."""
    text = row[index]
    beside = (*row[max(0, index - 1) : index], *row[index + 1 : index + 2])
    return "" if len(text) > _MARK and text in beside else text
