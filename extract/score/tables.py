"""Raw tables: GriTS-Con and TEDS, both on one order-preserving alignment of rows and columns.

Sources: Smock, Pesala, Abraham, GriTS: Grid table similarity metric for table structure
recognition (2022); Zhong, ShafieiBavani, Jimeno Yepes, Image-based table recognition (2020), with
the top-down edit distance of Selkow (1977): a row is changed into a row, a cell into a cell, so
that the distance is never understated.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from extract.score.align import (
    Pairs,
    align,
    common_length,
    edit_distance,
    exact_key,
    loose_key,
    overlap,
    words,
)
from extract.score.fields import group_labels
from extract.score.shape import Annotation, Grid
from extract.score.tally import Sheet, Tally

Rows = list[tuple[str, ...]]

_SAME_TABLE = 0.1
_INDEX = regex.compile(r"\(?\d{1,2}\)?")
"""A cell of the row that numbers the columns, as in (1), (2), (3)."""


class TableScore(NamedTuple):
    """Similarity sums with the sizes they are shares of: cells for GriTS-Con, nodes for TEDS."""

    grits: Tally
    teds: Tally


def score_tables(gold: Annotation, found: Annotation, sheet: Sheet) -> None:
    """Gold's tables against their partners; further ones count against whole records only."""
    tables = [_rectangular(_all_rows(table)) for table in gold.tables or ()]
    others = [
        _rectangular(_comparable_rows(table, gold)) for table in _comparable_tables(gold, found)
    ]
    partner = dict(align_tables(tables, others))
    for index, rows in enumerate(tables):
        other: Rows = others[partner[index]] if index in partner else []
        score = compare_tables(rows, other)
        sheet.add("tables.grits_con", score.grits)
        sheet.add("tables.teds", score.teds)
        if gold.complete:
            sheet.judge(
                "tables.exact",
                f"tables/{index + 1}",
                rows == other,
                *_first_difference(rows, other),
            )
    if gold.complete:
        for j in sorted(set(range(len(others))) - set(partner.values())):
            sheet.add("tables.grits_con", Tally(0, 0, _cells(others[j])))
            sheet.add("tables.teds", Tally(0, _nodes(others[j]), _nodes(others[j])))
            sheet.surplus(
                "tables.exact", f"tables/+{' '.join(others[j][0])}", " | ".join(others[j][0])
            )


def exact_row(cells: tuple[str, ...]) -> tuple[str, ...]:
    """A row with every cell folded for an exact comparison."""
    return tuple(exact_key(cell) for cell in cells)


def compare_tables(left: Rows, right: Rows) -> TableScore:
    """Both measures of two rectangular tables of folded cells, the header first.

    A lost table is an empty one.
    """
    if not left or not right:
        size = max(_nodes(left), _nodes(right))
        return TableScore(Tally(0, _cells(left), _cells(right)), Tally(0, size, size))
    rows = align_lines(left, right)
    columns = align_lines(_transpose(left), _transpose(right))
    common = sum(cell_similarity(left[i][a], right[j][b]) for i, j in rows for a, b in columns)
    size = max(_nodes(left), _nodes(right))
    distance = _row_distance(left, right, rows)
    return TableScore(
        Tally(common, _cells(left), _cells(right)), Tally(max(0.0, size - distance), size, size)
    )


def align_tables(tables: list[Rows], others: list[Rows]) -> Pairs:
    """Tables that show the same things, in order."""
    left, right = [_all_words(table) for table in tables], [_all_words(table) for table in others]
    return align(len(left), len(right), lambda i, j: overlap(left[i], right[j]), floor=_SAME_TABLE)


def align_lines(left: Rows, right: Rows) -> Pairs:
    """Rows (or columns) that hold the same words, in order."""
    one, two = [words(" ".join(row)) for row in left], [words(" ".join(row)) for row in right]
    # Equality outranks a mere equal set of words: only equal lines may be paired without a search.
    return align(
        len(one),
        len(two),
        lambda i, j: 1.0 if left[i] == right[j] else 0.99 * overlap(one[i], two[j]),
    )


def cell_similarity(left: str, right: str) -> float:
    """Twice the longest common subsequence over both lengths; 1 for two empty cells.

    >>> cell_similarity("Quý I", "Quý II")
    0.9090909090909091
    """
    if left == right:
        return 1.0
    return 2 * common_length(left, right) / (len(left) + len(right))


def _row_distance(left: Rows, right: Rows, pairs: Pairs) -> float:
    """Edits over the trees table/row/cell: an unpaired row costs itself and its cells."""
    distance = sum(_cell_distance(left[i], right[j]) for i, j in pairs)
    lost = set(range(len(left))) - {i for i, _ in pairs}
    new = set(range(len(right))) - {j for _, j in pairs}
    return distance + sum(1 + len(left[i]) for i in lost) + sum(1 + len(right[j]) for j in new)


def _cell_distance(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """Cheapest way from one row's cells to another's; a cell costs its share of changed letters."""
    if left == right:
        return 0.0
    before = [float(j) for j in range(len(right) + 1)]
    for i, cell in enumerate(left, start=1):
        current = [float(i)]
        for j, other in enumerate(right, start=1):
            longest = max(len(cell), len(other))
            change = 0.0 if cell == other else edit_distance(cell, other) / longest
            current.append(min(before[j - 1] + change, before[j] + 1, current[-1] + 1))
        before = current
    return before[-1]


def _comparable_tables(gold: Annotation, found: Annotation) -> list[Grid]:
    return [table for table in found.tables or () if gold.covers(table.pages)]


def _all_rows(table: Grid) -> Rows:
    return [exact_row(table.columns), *map(exact_row, table.rows)]


def _comparable_rows(table: Grid, gold: Annotation) -> Rows:
    """The header and the body; gold made from tasks has neither group rows nor numbered columns."""
    rows = _all_rows(table)
    if gold.complete:
        return rows
    labels = group_labels(gold) | {loose_key(text) for text in gold.neutral_rows}
    return rows[:1] + [row for row in rows[1:] if not _is_furniture(row, labels)]


def _is_furniture(row: tuple[str, ...], labels: set[str]) -> bool:
    text = loose_key("".join(dict.fromkeys(row)))
    return text in labels or not text or all(not cell or _INDEX.fullmatch(cell) for cell in row)


def _first_difference(left: Rows, right: Rows) -> tuple[str, str]:
    for one, two in zip(left, right, strict=False):
        if one != two:
            return " | ".join(one), " | ".join(two)
    return f"{len(left)} rows", f"{len(right)} rows"


def _rectangular(rows: Rows) -> Rows:
    width = max(map(len, rows))
    return [row + ("",) * (width - len(row)) for row in rows]


def _transpose(rows: Rows) -> Rows:
    return list(zip(*rows, strict=True))


def _all_words(rows: Rows) -> frozenset[str]:
    return frozenset().union(*(words(" ".join(row)) for row in rows))


def _cells(rows: Rows) -> int:
    return sum(len(row) for row in rows)


def _nodes(rows: Rows) -> int:
    return 1 + len(rows) + _cells(rows) if rows else 0
