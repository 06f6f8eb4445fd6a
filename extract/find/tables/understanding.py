"""A table as a whole: the roles of its columns, its kind, and the roles again as that kind has them.

What the columns are says what the table is, and the other way round: numbers are aims in a table of
targets and results in one of statistics. So the columns are read twice, the second time with what
the kind speaks for; in a table of duties, and where the kind speaks for nothing, once is enough.
How sure a reading is comes from ``lexicon/table_margins.tsv`` (`scripts.measure.calibrate_tables`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extract.find.tables.kinds import TableReading, read_kind
from extract.find.tables.profiles import look_at
from extract.find.tables.roles import ColumnReading, read_roles, strangeness
from normalize.columns import margins_of, sign_weights
from schemas.plan import ColumnRole


class Understood(NamedTuple):
    """What the columns of a table are, and what it is about."""

    columns: list[ColumnReading]
    kind: TableReading


def understand(
    names: Sequence[str],
    columns: Sequence[Sequence[str]],
    titles: Sequence[str],
    given: Mapping[int, ColumnRole] | None = None,
) -> Understood:
    """Read a table; ``columns`` are the texts of its cells by column, ``titles`` what stands above it."""
    profiles = look_at(names, columns)
    readings = read_roles(profiles, given)
    kind = read_kind(profiles, readings, titles)
    if f"in {kind.kind}" in sign_weights("role"):
        readings = read_roles(profiles, given, kind.kind, kind.confidence)
    sure = margins_of("kind").confidence(kind.margin)
    return Understood(
        [_weighed(one, name) for one, name in zip(readings, names, strict=True)], kind._replace(confidence=sure)
    )


def _weighed(one: ColumnReading, name: str) -> ColumnReading:
    """The reading with the confidence that labelled tables give its margin."""
    margin = one.margin / strangeness(name, one.role)
    return one._replace(confidence=margins_of("role").confidence(margin))
