"""Fit the weights of columns and kinds of tables to the labelled tables that are not set aside.

python -m scripts.measure.fit_tables             what would change
python -m scripts.measure.fit_tables --write     the weights into normalize/lexicon/*.tsv
python -m scripts.measure.calibrate_tables       afterwards: how sure a margin makes a reading

A structured perceptron with a margin (Collins 2002; Taskar and others 2003): where the best wrong
reading of a table comes within the margin of the best right one, the weights of what tells them
apart move a little. Each weight is drawn back to the value in the table, so that what the labels say
nothing of stays as it was set. Every table is seen once more for each of its columns with the words
above that one left out: what its cells and its neighbours say has to carry a header that nobody knows.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from extract.find.tables.columns import lay_out
from extract.find.tables.evidence import Term, Terms
from extract.find.tables.kinds import read_kind
from extract.find.tables.matrix import find_matrix
from extract.find.tables.profiles import look_at
from extract.find.tables.roles import assign, read_roles, weigh_columns
from scripts.measure.labelled_tables import Label, Labelled, list_corpus, list_written

LEXICON = Path(__file__).resolve().parents[2] / "normalize" / "lexicon"
_ROUNDS, _STEP, _HOME = 10, 0.04, 0.001
"""Passes over the tables, how far a weight moves at a time, how much of the way home it goes after each table."""

_MARGIN = 1.5

Key = tuple[str, str, str]
"""A weight: its table, its row, the role or kind it speaks for."""

Weights = dict[Key, float]


class Sample(NamedTuple):
    """A labelled table as its terms: by column and role, and by kind; the header words of each column that nobody
    knows, as a share.
    """

    label: Label
    columns: list[Terms]
    kind: Terms


def main() -> int:
    """Fit, tell, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the weights")
    choices = parser.parse_args()
    moved = fit(list(read_samples(list_to_fit())))
    rounded = {key: round(by, 1) for key, by in moved.items() if abs(round(by, 1)) > 0}
    for key, by in sorted(rounded.items(), key=lambda one: -abs(one[1])):
        print(f"{by:+.1f}  {' / '.join(key)}")
    if choices.write:
        write(rounded)
    return 0


def list_to_fit() -> Iterable[Labelled]:
    """The labelled tables that are not set aside."""
    written = (*list_written(), *list_written("written_later"))
    return (one for some in (written, list_corpus()) for one in some if not one.label.set_aside)


def read_samples(labelled: Iterable[Labelled]) -> Iterator[Sample]:
    """The terms of tables; one that is lost, has no header, or whose columns are cut otherwise is left out."""
    return (one for one in map(_sample, labelled) if one is not None)


def _sample(one: Labelled) -> Sample | None:
    if one.block is None:
        return None
    laid = lay_out(one.block.grid.rows)
    if not laid.header or len(one.label.roles) != len(laid.names) or find_matrix(laid.names, laid.texts).columns:
        return None
    titles = (one.block.title or "", one.block.caption or "")
    profiles = look_at(laid.names, laid.texts)
    kind = read_kind(profiles, read_roles(profiles), titles)
    return Sample(one.label, weigh_columns(profiles, kind.kind, kind.confidence), kind.terms)


def fit(samples: Sequence[Sample]) -> Weights:
    """How far each weight moves from its value in the tables, the mean over all rounds."""
    moved: Weights = defaultdict(float)
    summed: Weights = defaultdict(float)
    for _ in range(_ROUNDS):
        for one in samples:
            for seen in (one, *_with_unknown_headers(one)):
                _fit_roles(seen, moved)
            _fit_kind(one, moved)
            for key in moved:
                moved[key] *= 1 - _HOME
        for key, by in moved.items():
            summed[key] += by / _ROUNDS
    return summed


def _with_unknown_headers(one: Sample) -> Iterator[Sample]:
    """The table without what the words above a column say, a column at a time."""
    for at, terms in enumerate(one.columns):
        bare = {role: [term for term in some if term.table != "columns"] for role, some in terms.items()}
        yield one._replace(columns=[*one.columns[:at], bare, *one.columns[at + 1 :]])


def _fit_roles(one: Sample, moved: Weights) -> None:
    by_column = [scores(terms, moved) for terms in one.columns]
    right, right_total = _best(by_column, lambda role, at: role in one.label.roles[at])
    feared = [
        {role: score + (0 if role in roles else _MARGIN) for role, score in column.items()}
        for column, roles in zip(by_column, one.label.roles, strict=True)
    ]
    wrong, wrong_total = _best(feared, lambda role, at: True)
    if wrong_total <= right_total or wrong == right:
        return
    for sign, roles in ((1, right), (-1, wrong)):
        for terms, role in zip(one.columns, roles, strict=True):
            _move(moved, terms.get(role, ()), role, sign)


def _best(by_column: Sequence[Mapping[str, float]], allowed: Callable[[str, int], bool]) -> tuple[Sequence[str], float]:
    kept = [
        {role: score for role, score in column.items() if allowed(role, at)} or dict(column)
        for at, column in enumerate(by_column)
    ]
    return assign(kept)


def _fit_kind(one: Sample, moved: Weights) -> None:
    found = scores(one.kind, moved)
    right = max((kind for kind in found if kind in one.label.kinds), key=lambda kind: found[kind], default=None)
    wrong = max((kind for kind in found if kind not in one.label.kinds), key=lambda kind: found[kind])
    if right is None or found[right] >= found[wrong] + _MARGIN:
        return
    _move(moved, one.kind[right], right, 1)
    _move(moved, one.kind[wrong], wrong, -1)


def scores(terms: Terms, moved: Mapping[Key, float]) -> dict[str, float]:
    """What speaks for each name, with the weights where they have moved to."""
    return {
        name: sum((one.weight + moved.get((one.table, one.row, name), 0.0)) * one.share for one in some)
        for name, some in terms.items()
    }


def _move(moved: Weights, terms: Iterable[Term], name: str, sign: int) -> None:
    for one in terms:
        moved[one.table, one.row, name] += sign * _STEP * one.share


def write(moved: Mapping[Key, float]) -> None:
    """The weights with what they moved by, into the tables they stand in."""
    names = {"columns": ("word", "role"), "column_cells": ("kind", "role"), "table_kinds": ("word", "kind")}
    for table in ("columns", "column_cells", "table_kinds", "table_signs"):
        path = LEXICON / f"{table}.tsv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t"))
        row_column, name_column = names.get(table, ("sign", "name"))
        for row in rows:
            by = moved.get((table, row[row_column], row[name_column]), 0.0)
            row["weight"] = f"{float(row['weight']) + by:.3g}"
        lines = ["\t".join(rows[0]), *("\t".join(row.values()) for row in rows)]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
