"""Which role every column of a table has: one assignment for the whole table, the one with the greatest total.

For each column the words of its header, what its cells look like and its place are added up for every role
(`normalize.columns`, ``lexicon/columns.tsv``, ``lexicon/column_cells.tsv``). Roles that a table has once compete, and
what the other columns are counts: somebody in charge wants a task, a deadline too. A column's margin is the best total
minus the best one in which it has another role; its confidence is the margin as odds.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple, cast

from normalize.cells import Shares, measure_cells
from normalize.columns import cell_weights, header_evidence
from schemas.plan import ColumnRole

ONCE: tuple[ColumnRole, ...] = ("task", "lead", "coordinating", "deadline", "deliverable", "marker", "unit")
"""Roles that a table has once; ticked columns of units and of times are told apart elsewhere."""

_MANY: tuple[ColumnRole, ...] = ("budget", "target", "note", "other")
_PRIOR: dict[str, float] = {"other": 1.2, "budget": -0.3, "target": -0.3, "note": -0.3}
"""What speaks for a role before anything is known."""

_FIRST_MARKER, _LATER_MARKER = 0.8, -2.5
_FIRST_WORDS = 0.6
"""For a task: to be the first column that is no numbering."""

_GIVEN = 4.0
"""What speaks for a role that is known from the marks in its cells."""

_SCALE = 1.0
"""Margin whose odds are e to 1."""

_NEAR = 7.0
"""Roles this far below the best of their column are not tried."""

_MOST_TOGETHER = 40
"""Columns whose roles compete: their assignment takes the square of their number, and a table of duties has a third."""

_BONUS = {
    frozenset({"task", "lead"}): 1.0,
    frozenset({"task", "deadline"}): 0.7,
    frozenset({"task", "deliverable"}): 0.3,
}
_ALONE = {"lead": -2.5, "coordinating": -2.5, "deadline": -1.0, "deliverable": -0.5}
"""A role of tasks in a table that has no task column."""


class ColumnReading(NamedTuple):
    """The role of a column, how sure it is, the role it has in the best other reading, and what speaks for each."""

    role: ColumnRole
    confidence: float
    rival: ColumnRole
    evidence: dict[str, float]


def read_roles(
    names: Sequence[str], columns: Sequence[Sequence[str]], given: Mapping[int, ColumnRole] | None = None
) -> list[ColumnReading]:
    """The roles of the columns; ``columns`` are the texts of their cells from top to bottom.

    ``given``: columns whose role is known, several of one role perhaps; no other column has it then.
    """
    known = given or {}
    scores: list[dict[str, float]] = []
    for place, (name, texts) in enumerate(zip(names, columns, strict=True)):
        one = _scores(name, measure_cells(texts), place, names)
        free = {role: score for role, score in one.items() if role not in known.values()}
        scores.append({known[place]: _GIVEN, "other": 0.0} if place in known else free)
    return [*_read_together(scores[:_MOST_TOGETHER]), *map(_read_alone, scores[_MOST_TOGETHER:])]


def _read_together(scores: list[dict[str, float]]) -> list[ColumnReading]:
    """The roles of columns that compete."""
    best, total = _assign(scores)
    readings = []
    for column, role in enumerate(best):
        others = [dict(one) for one in scores]
        others[column].pop(role)
        rivals, rival_total = _assign(others)
        confidence = 1 / (1 + math.exp(-(total - rival_total) / _SCALE))
        readings.append(ColumnReading(role, round(confidence, 3), rivals[column], scores[column]))
    return readings


def _read_alone(scores: dict[str, float]) -> ColumnReading:
    """The role of a column far to the right, none of those that a table has once unless it is given."""
    free = sorted((score, role) for role, score in scores.items() if role in _MANY or score == _GIVEN)
    (rival_score, rival), (score, role) = free[-2:]
    confidence = 1 / (1 + math.exp(-(score - rival_score) / _SCALE))
    return ColumnReading(cast(ColumnRole, role), round(confidence, 3), cast(ColumnRole, rival), scores)


def _scores(name: str, shares: Shares, place: int, names: Sequence[str]) -> dict[str, float]:
    """How much speaks for each role of one column."""
    total: dict[str, float] = {role: _PRIOR.get(role, 0.0) for role in (*ONCE, *_MANY)}
    for role, weight in header_evidence(name).items():
        total[role] += weight
    for kind, weights in cell_weights().items():
        for role, weight in weights.items():
            total[role] += weight * shares.get(kind, 0.0)
    total["marker"] += _FIRST_MARKER if place == 0 else _LATER_MARKER
    if not name and shares["empty"] < 1:
        total["other"] += 0.8
    if place <= 1 and shares["numbering"] < 0.5 and len(names) > 1:
        total["task"] += _FIRST_WORDS
    return total


def _assign(scores: Sequence[dict[str, float]]) -> tuple[list[ColumnRole], float]:
    """The roles with the greatest total, and that total: column by column the best for every set of roles given."""
    best: dict[frozenset[str], tuple[float, tuple[str, ...]]] = {frozenset(): (0.0, ())}
    for column in scores:
        following: dict[frozenset[str], tuple[float, tuple[str, ...]]] = {}
        top = max(column.values())
        for taken, (total, roles) in best.items():
            for role, score in column.items():
                if (role in taken and score != _GIVEN) or (score < top - _NEAR and role != "other"):
                    continue
                now = taken | {role} if role in ONCE else taken
                if now not in following or total + score > following[now][0]:
                    following[now] = (total + score, (*roles, role))
        best = following
    total, roles = max(
        ((total + _together(taken), roles) for taken, (total, roles) in best.items()), key=lambda one: one[0]
    )
    return [cast(ColumnRole, role) for role in roles], total


def _together(taken: frozenset[str]) -> float:
    """What the roles of a table say of each other."""
    if "task" not in taken:
        return sum(weight for role, weight in _ALONE.items() if role in taken)
    return sum(weight for pair, weight in _BONUS.items() if pair <= taken)
