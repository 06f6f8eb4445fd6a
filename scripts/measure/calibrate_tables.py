"""How sure a margin makes the reading of a column or a kind, told by labelled tables that are read as strangers.

python -m scripts.measure.calibrate_tables           the table, and what it would announce
python -m scripts.measure.calibrate_tables --write   it, into normalize/lexicon/table_margins.tsv

The tables that are not set aside are parted by document into folds; each fold is read with only
those words of headers and titles that tables of the other folds say, so that what nobody has seen
stays unknown. The share of right readings at each margin is made monotone (pool adjacent violators);
a wrong reading counts ``_COST`` times, since one that nothing announces costs a reader more than a doubt.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from extract.find.tables.columns import LaidOut, lay_out
from extract.find.tables.matrix import find_matrix
from extract.find.tables.roles import strangeness
from extract.find.tables.understanding import understand
from normalize import columns
from normalize.lexicon.table import read_table
from normalize.writing.weights import PhraseWeights, Weight
from scripts.measure.announced import DOUBT
from scripts.measure.fit_tables import list_to_fit
from scripts.measure.labelled_tables import Labelled

TABLE = Path(__file__).resolve().parents[2] / "normalize" / "lexicon" / "table_margins.tsv"
_FOLDS, _COST = 10, 3.0
_LEAST, _MOST = 0.05, 0.999
_SOURCE = "python -m scripts.measure.calibrate_tables --write"


class Reading(NamedTuple):
    """A margin, and whether the reading that had it is right."""

    margin: float
    right: bool


class Seen(NamedTuple):
    """A labelled table with its parts, the fold it is in, and the words of its headers and titles."""

    one: Labelled
    laid: LaidOut
    titles: tuple[str, str]
    fold: int
    words: frozenset[str]


def main() -> int:
    """Measure, tell, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the table")
    choices = parser.parse_args()
    lines = ["about\tmargin\tconfidence\tsource\texample"]
    for about, readings in zip(("role", "kind"), read_as_strangers(list(see(list_to_fit()))), strict=True):
        steps = fit_steps(readings)
        for margin, confidence in steps:
            lines.append(f"{about}\t{margin:.2f}\t{confidence:.3f}\t{_SOURCE}\ta margin of {margin:.2f}")
        print(about, describe(readings, steps))
    print("\n".join(lines))
    if choices.write:
        TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def see(labelled: Iterator[Labelled]) -> Iterator[Seen]:
    """The tables that have a header and the columns of their labels."""
    for one in labelled:
        laid = lay_out(one.block.grid.rows) if one.block else None
        if one.block is None or laid is None or not laid.header or len(one.label.roles) != len(laid.names):
            continue
        titles = (one.block.title or "", one.block.caption or "")
        document = one.label.name.partition("#")[0]
        words = {said.phrase for name in laid.names for said in columns.header_words(name)}
        words |= {said.phrase for text in (*laid.names, *titles) for said in columns.kind_words(text)}
        yield Seen(one, laid, titles, hashlib.sha256(document.encode()).digest()[5] % _FOLDS, frozenset(words))


def read_as_strangers(tables: Sequence[Seen]) -> tuple[list[Reading], list[Reading]]:
    """The margins of columns and of kinds, each table read without the words that it alone says."""
    of_columns: list[Reading] = []
    of_kinds: list[Reading] = []
    for fold in range(_FOLDS):
        known = frozenset[str]().union(*(one.words for one in tables if one.fold != fold))
        headers = PhraseWeights(
            Weight(row.word, row.role, row.weight, row.place)
            for row in read_table("columns", columns.ColumnWord)
            if row.word in known
        )
        kinds = PhraseWeights(
            Weight(row.word, row.kind, row.weight)
            for row in read_table("table_kinds", columns.KindWord)
            if row.word in known
        )
        columns.header_words.cache_clear()
        with (
            patch.object(columns, "_column_words", lambda words=headers: words),
            patch.object(columns, "_kind_words", lambda words=kinds: words),
        ):
            for table in tables:
                if table.fold == fold:
                    _read(table, of_columns, of_kinds)
        columns.header_words.cache_clear()
    return of_columns, of_kinds


def _read(table: Seen, of_columns: list[Reading], of_kinds: list[Reading]) -> None:
    label, names = table.one.label, table.laid.names
    given = find_matrix(names, table.laid.texts).given()
    found = understand(names, table.laid.texts, table.titles, given)
    of_columns += [
        Reading(one.margin / strangeness(name, one.role), one.role in roles)
        for at, (one, name, roles) in enumerate(zip(found.columns, names, label.roles, strict=True))
        if at not in given
    ]
    of_kinds.append(Reading(found.kind.margin, found.kind.kind in label.kinds))


def fit_steps(readings: Sequence[Reading]) -> list[tuple[float, float]]:
    """Margins and what they are worth, rising: the pools of readings whose shares of right ones rise."""
    pools: list[list[float]] = []
    """Of each: the sum of margins, the weight of the right ones, all weight, the number."""
    for one in sorted(readings):
        weight = 1.0 if one.right else _COST
        pools.append([one.margin, weight * one.right, weight, 1.0])
        while len(pools) > 1 and pools[-2][1] / pools[-2][2] >= pools[-1][1] / pools[-1][2]:
            last = pools.pop()
            pools[-1] = [a + b for a, b in zip(pools[-1], last, strict=True)]
    steps = [(margins / count, min(_MOST, max(_LEAST, right / weight))) for margins, right, weight, count in pools]
    return [step for at, step in enumerate(steps) if at == 0 or step[1] > steps[at - 1][1]]


def describe(readings: Sequence[Reading], steps: Sequence[tuple[float, float]]) -> str:
    """How many of the wrong and of the right are announced."""
    table = columns.Margins(*zip(*steps, strict=True))
    shares = []
    for right in (False, True):
        some = [table.confidence(one.margin) < DOUBT for one in readings if one.right is right]
        shares.append(f"{sum(some)} of {len(some)} {'right' if right else 'wrong'} ones announced")
    return ", ".join(shares)


if __name__ == "__main__":
    raise SystemExit(main())
