"""Fit the weights of columns and kinds of tables to the labelled tables that are not set aside.

python -m scripts.measure.fit_tables             what would change, and how the confidence is calibrated
python -m scripts.measure.fit_tables --write     the weights into normalize/lexicon/*.tsv

A structured perceptron with a margin (Collins 2002; Taskar and others 2003): where the best wrong
reading of a table comes within the margin of the best right one, the weights of what tells them
apart move a little. Each weight is drawn back to the value in the table, so that what the labels say
nothing of stays as it was set. The scale of the confidence is the one under which tables that were
left out of the fit are likeliest (three folds).
"""

from __future__ import annotations

import argparse
import csv
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from extract.find.tables.columns import LaidOut, lay_out
from extract.find.tables.evidence import Term, Terms
from extract.find.tables.kinds import weigh_kinds
from extract.find.tables.matrix import find_matrix
from extract.find.tables.roles import assign, read_roles, weigh_columns
from scripts.measure.labelled_tables import Label, Labelled, list_corpus, list_written

LEXICON = Path(__file__).resolve().parents[2] / "normalize" / "lexicon"
_ROUNDS, _STEP, _HOME = 12, 0.08, 0.002
"""Passes over the tables, how far a weight moves at a time, how much of the way home it goes after each table."""

_MARGIN = 1.5
_FOLDS = 3
_SCALES = [0.5 + 0.1 * step for step in range(40)]

Key = tuple[str, str, str]
"""A weight: its table, its row, the role or kind it speaks for."""

Weights = dict[Key, float]


class Sample(NamedTuple):
    """A labelled table as its terms: by column and role, and by kind."""

    label: Label
    laid: LaidOut
    titles: tuple[str, str]
    columns: list[Terms]


def main() -> int:
    """Fit, tell, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the weights")
    choices = parser.parse_args()
    samples = [one for one in map(_sample, _labelled()) if one is not None]
    moved = fit(samples)
    for name, scale in zip(("roles", "kinds"), calibrate(samples), strict=True):
        print(f"scale of {name}: {scale:.1f}")
    rounded = {key: round(by, 1) for key, by in moved.items() if abs(round(by, 1)) > 0}
    for key, by in sorted(rounded.items(), key=lambda one: -abs(one[1])):
        print(f"{by:+.1f}  {' / '.join(key)}")
    if choices.write:
        write(rounded)
    return 0


def _labelled() -> Iterable[Labelled]:
    return (one for some in (list_written(), list_corpus()) for one in some if not one.label.set_aside)


def _sample(one: Labelled) -> Sample | None:
    """The terms of a table; None where it is lost, has no header, or its columns are cut otherwise."""
    if one.block is None:
        return None
    laid = lay_out(one.block.grid.rows)
    if not laid.header or len(one.label.roles) != len(laid.names) or find_matrix(laid.names, laid.texts).columns:
        return None
    titles = (one.block.title or "", one.block.caption or "")
    return Sample(one.label, laid, titles, weigh_columns(laid.names, laid.texts))


def fit(samples: Sequence[Sample]) -> Weights:
    """How far each weight moves from its value in the tables, the mean over all rounds."""
    moved: Weights = defaultdict(float)
    summed: Weights = defaultdict(float)
    for _ in range(_ROUNDS):
        for one in samples:
            _fit_roles(one, moved)
            _fit_kind(one, moved)
            for key in moved:
                moved[key] *= 1 - _HOME
        for key, by in moved.items():
            summed[key] += by / _ROUNDS
    return summed


def _fit_roles(one: Sample, moved: Weights) -> None:
    scores = [_scores(terms, moved) for terms in one.columns]
    right, right_total = _best(scores, lambda role, at: role in one.label.roles[at])
    feared = [
        {role: score + (0 if role in roles else _MARGIN) for role, score in column.items()}
        for column, roles in zip(scores, one.label.roles, strict=True)
    ]
    wrong, wrong_total = _best(feared, lambda role, at: True)
    if wrong_total <= right_total or wrong == right:
        return
    for sign, roles in ((1, right), (-1, wrong)):
        for terms, role in zip(one.columns, roles, strict=True):
            _move(moved, terms.get(role, ()), role, sign)


def _best(scores: Sequence[Mapping[str, float]], allowed: Callable[[str, int], bool]) -> tuple[Sequence[str], float]:
    kept = [
        {role: score for role, score in column.items() if allowed(role, at)} or dict(column)
        for at, column in enumerate(scores)
    ]
    return assign(kept)


def _fit_kind(one: Sample, moved: Weights) -> None:
    terms = weigh_kinds(one.laid.names, one.laid.texts, read_roles(one.laid.names, one.laid.texts), one.titles)
    scores = _scores(terms, moved)
    right = max((kind for kind in scores if kind in one.label.kinds), key=lambda kind: scores[kind], default=None)
    wrong = max((kind for kind in scores if kind not in one.label.kinds), key=lambda kind: scores[kind])
    if right is None or scores[right] >= scores[wrong] + _MARGIN:
        return
    _move(moved, terms[right], right, 1)
    _move(moved, terms[wrong], wrong, -1)


def _scores(terms: Terms, moved: Weights) -> dict[str, float]:
    return {
        name: sum((one.weight + moved.get((one.table, one.row, name), 0.0)) * one.share for one in some)
        for name, some in terms.items()
    }


def _move(moved: Weights, terms: Iterable[Term], name: str, sign: int) -> None:
    for one in terms:
        moved[one.table, one.row, name] += sign * _STEP * one.share


def calibrate(samples: Sequence[Sample]) -> tuple[float, float]:
    """The scales of the margins of roles and of kinds under which what was left out is likeliest."""
    roles: list[tuple[float, bool]] = []
    kinds: list[tuple[float, bool]] = []
    for fold in range(_FOLDS):
        moved = fit([one for number, one in enumerate(samples) if number % _FOLDS != fold])
        for one in samples[fold::_FOLDS]:
            scores = [_scores(terms, moved) for terms in one.columns]
            best, total = assign(scores)
            for at, role in enumerate(best):
                others = [dict(column) for column in scores]
                others[at].pop(role)
                roles.append((total - assign(others)[1], role in one.label.roles[at]))
            terms = weigh_kinds(one.laid.names, one.laid.texts, read_roles(one.laid.names, one.laid.texts), one.titles)
            order = sorted(_scores(terms, moved).items(), key=lambda item: -item[1])
            kinds.append((order[0][1] - order[1][1], order[0][0] in one.label.kinds))
    return _likeliest(roles), _likeliest(kinds)


def _likeliest(margins: Sequence[tuple[float, bool]]) -> float:
    def loss(scale: float) -> float:
        return sum(math.log1p(math.exp(-(margin if right else -margin) / scale)) for margin, right in margins)

    return min(_SCALES, key=loss)


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
