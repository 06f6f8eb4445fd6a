"""Which role every column of a table has: one assignment for the whole table, the one with the greatest total.

For each column the words of its header, what its cells look like and its place are added up for
every role (`normalize.columns`, ``lexicon/columns.tsv``, ``column_cells.tsv``, ``table_signs.tsv``).
Roles that a table has once compete, and what the other columns are counts: somebody in charge wants
a task, a deadline too. A column's margin is the best total minus the best one in which it has
another role; its confidence is the margin as odds, until the whole table is read (`understanding`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import product
from typing import NamedTuple, cast

from extract.find.tables.evidence import Term, Terms, add_signs, odds, total
from extract.find.tables.profiles import Profile, column_signs
from normalize.columns import cell_weights, header_words, sign_weights, unknown_share
from schemas.plan import ColumnRole

ONCE: tuple[ColumnRole, ...] = ("task", "lead", "coordinating", "deadline", "deliverable", "marker", "unit")
"""Roles that a table has once; ticked columns of units and of times are told apart elsewhere."""

MANY: tuple[ColumnRole, ...] = ("budget", "target", "note", "other")

_GIVEN = 4.0
"""What speaks for a role that is known from the marks in its cells."""

SCALE = 0.8
"""Margin whose odds are e to 1; twice that where no word of the header is known."""

_NEAR = 7.0
"""Roles this far below the best of their column are not tried."""

_MOST_TOGETHER = 40
"""Columns whose roles compete: their assignment takes the square of their number, and a table of
duties has a third."""


class ColumnReading(NamedTuple):
    """The role of a column, how sure it is, the role it has in the best other reading, and what speaks for each.

    ``margin`` is how much worse that other reading of the table is; ``terms`` are those of this column alone.
    """

    role: ColumnRole
    confidence: float
    rival: ColumnRole
    margin: float
    terms: Terms


def read_roles(
    profiles: Sequence[Profile], given: Mapping[int, ColumnRole] | None = None, kind: str = "", sure: float = 1.0
) -> list[ColumnReading]:
    """The roles of the columns, in a table of a kind where that is known, and how sure it is.

    ``given``: columns whose role is known, several of one role perhaps; no other column has it then.
    """
    known = given or {}
    terms = weigh_columns(profiles, kind, sure)
    scores: list[dict[str, float]] = [
        {known[place]: _GIVEN, "other": 0.0}
        if place in known
        else {role: total(some) for role, some in one.items() if role not in known.values()}
        for place, one in enumerate(terms)
    ]
    near, far = scores[:_MOST_TOGETHER], scores[_MOST_TOGETHER:]
    choices = [*_choose_together(near), *map(_choose_alone, far)]
    return [
        ColumnReading(role, odds(margin, SCALE * strangeness(one.name, role)), rival, round(margin, 2), some)
        for (role, rival, margin), one, some in zip(choices, profiles, terms, strict=True)
    ]


def strangeness(name: str, role: ColumnRole) -> float:
    """What a margin is divided by: 1, and up to 2 where no word of the header is known and it has a role."""
    return 1 + (unknown_share(name) if role != "other" else 0.0)


def _choose_together(scores: Sequence[Mapping[str, float]]) -> list[tuple[ColumnRole, ColumnRole, float]]:
    """The roles of columns that compete, each with its rival and its margin."""
    best, highest = assign(scores)
    choices = []
    for column, role in enumerate(best):
        others = [dict(one) for one in scores]
        others[column].pop(role)
        rivals, rival_total = assign(others)
        choices.append((role, rivals[column], highest - rival_total))
    return choices


def _choose_alone(scores: Mapping[str, float]) -> tuple[ColumnRole, ColumnRole, float]:
    """The role of a column far to the right, none of those that a table has once unless it is given."""
    free = sorted((score, role) for role, score in scores.items() if role in MANY or score == _GIVEN)
    (rival_score, rival), (score, role) = free[-2:]
    return cast(ColumnRole, role), cast(ColumnRole, rival), score - rival_score


def weigh_columns(profiles: Sequence[Profile], kind: str = "", sure: float = 1.0) -> list[Terms]:
    """What speaks for each role of each column, apart from the roles of the others; what the ``kind`` of the
    table speaks for counts as much as it is ``sure``.
    """
    return [
        _weigh(one, {**signs, f"in {kind}": sure, f"numbers in {kind}": sure * one.shares["number"]})
        for one, signs in zip(profiles, column_signs(profiles), strict=True)
    ]


def _weigh(one: Profile, signs: Mapping[str, float]) -> Terms:
    """What speaks for each role of one column."""
    terms: Terms = {role: [] for role in (*ONCE, *MANY)}
    for said in header_words(one.name):
        terms[said.name].append(Term("columns", said.phrase, said.weight))
    for kind, weights in cell_weights().items():
        share = one.shares.get(kind, 0.0)
        if share:
            for role, weight in weights.items():
                terms[role].append(Term("column_cells", kind, weight, share))
    for sign, share in signs.items():
        if share:
            add_signs(terms, "table_signs", sign_weights("role"), sign, share)
    return terms


class _Assignment(NamedTuple):
    """Roles of the first columns of a table, and what they have in sum."""

    total: float
    roles: tuple[str, ...]


_Assignments = dict[frozenset[str], _Assignment]
"""The best one for every set of roles given that a table has once."""


def assign(scores: Sequence[Mapping[str, float]]) -> tuple[list[ColumnRole], float]:
    """The roles with the greatest total, and that total: column by column the best for every set of
    roles given.
    """
    best: _Assignments = {frozenset(): _Assignment(0.0, ())}
    for column in scores:
        best = _with_column(best, column)
    whole = (one._replace(total=one.total + _together(taken)) for taken, one in best.items())
    highest = max(whole, key=lambda one: one.total)
    return [cast(ColumnRole, role) for role in highest.roles], highest.total


def _with_column(best: _Assignments, column: Mapping[str, float]) -> _Assignments:
    """The best assignments with one column more."""
    top = max(column.values())
    tried = [one for one in column.items() if one[1] >= top - _NEAR or one[0] == "other"]
    following: _Assignments = {}
    for (taken, before), (role, score) in product(best.items(), tried):
        if role in taken and score != _GIVEN:
            continue
        now = taken | {role} if role in ONCE else taken
        so_far = before.total + score
        if now not in following or so_far > following[now].total:
            following[now] = _Assignment(so_far, (*before.roles, role))
    return following


@cache
def _together(taken: frozenset[str]) -> float:
    return total(terms_of_set(taken))


def terms_of_set(taken: frozenset[str]) -> list[Term]:
    """What the roles of a table say of each other."""
    sign = "with task" if "task" in taken else "without task"
    weights = sign_weights("role").get(sign, {})
    return [Term("table_signs", sign, weight) for role, weight in weights.items() if role in taken]
