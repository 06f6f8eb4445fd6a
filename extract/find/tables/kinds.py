"""What a table is about: the words of its header and titles, the roles of its columns, what its cells hold."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from extract.find.tables.roles import ColumnReading
from normalize.cells import measure_cells
from normalize.columns import kind_evidence
from schemas.plan import TableKind

_PRIOR: dict[TableKind, float] = {"other": 2.2, "tasks": -1.0}
"""What speaks for a kind before anything is known: most tables are none of a plan's."""

_TITLE_SHARE = 0.5
"""What a word of a title or a caption is worth beside one of a header."""

_ROLE: dict[str, dict[TableKind, float]] = {
    "task": {"tasks": 1.2},
    "lead": {"tasks": 2.4, "targets": -0.8, "inventory": -1.0},
    "coordinating": {"tasks": 1.6, "targets": -0.5},
    "deadline": {"tasks": 2.0, "targets": -0.8},
    "deliverable": {"tasks": 0.8},
    "unit": {"targets": 1.6, "inventory": 1.4, "budget": 0.5},
    "target": {"targets": 2.0},
    "budget": {"budget": 1.2},
}
"""What a column with a role speaks for, times its confidence."""

_NUMBERS: dict[TableKind, float] = {
    "targets": 1.8,
    "budget": 1.5,
    "statistics": 1.6,
    "inventory": 0.8,
    "tasks": -1.5,
}
"""What columns of nothing but numbers speak for."""

_SCALE = 1.0


class TableReading(NamedTuple):
    """The kind of a table, how sure it is, and the kind it is in the next best reading."""

    kind: TableKind
    confidence: float
    rival: TableKind


def read_kind(
    names: Sequence[str], columns: Sequence[Sequence[str]], roles: Sequence[ColumnReading], titles: Sequence[str]
) -> TableReading:
    """The kind of a table; ``columns`` are the texts of its cells, ``titles`` what stands above it."""
    total: dict[TableKind, float] = dict(_PRIOR)
    for text, share in [*((name, 1.0) for name in names), *((title, _TITLE_SHARE) for title in titles)]:
        for kind, weight in kind_evidence(text).items():
            total[kind] = total.get(kind, 0.0) + share * weight
    for one in roles:
        for kind, weight in _ROLE.get(one.role, {}).items():
            total[kind] = total.get(kind, 0.0) + weight * one.confidence
    _weigh_cells(total, columns, roles)
    order = sorted(total, key=lambda kind: -total[kind])
    margin = total[order[0]] - total[order[1]]
    return TableReading(order[0], round(1 / (1 + math.exp(-margin / _SCALE)), 3), order[1])


def _weigh_cells(
    total: dict[TableKind, float], columns: Sequence[Sequence[str]], roles: Sequence[ColumnReading]
) -> None:
    """Verbs of duties in the task column, numbers in the others, columns that are still to be filled in."""
    numbers, blanks, others = 0.0, 0.0, 0
    for texts, one in zip(columns, roles, strict=True):
        shares = measure_cells(texts)
        if one.role == "task" and shares["empty"] < 1:
            total["tasks"] += 2.4 * max(shares["verb"], shares["prose"] / 2) - 0.4
        if one.role in ("marker", "task", "note"):
            continue
        others += 1
        numbers += shares["number"] * (1 - shares["empty"])
        blanks += shares["empty"]
    if not others:
        return
    share = numbers / others
    for kind, weight in _NUMBERS.items():
        total[kind] = total.get(kind, 0.0) + weight * share
    total["form"] = total.get("form", 0.0) + 4.0 * max(0.0, blanks / others - 0.6)
