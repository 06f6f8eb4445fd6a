"""What is doubtful in the meaning of a table: what it is about, what a column holds."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.document import FoundColumn, FoundTable
from schemas.plan import Problem, Table, Where
from schemas.problem import problem

SURE = 0.8
"""A reading below this confidence is one for review."""

_FEWEST_COLUMNS = 3

_MEANT = ("tasks", "targets")
"""Kinds of tables whose rows come into other parts of the record."""


def doubts_of(table_id: str, found: FoundTable, where: tuple[Where, ...]) -> Iterator[Problem]:
    """A problem for a kind that is doubtful, and one for every doubtful column of a table that states something."""
    if not any(column.name for column in found.columns):
        return
    if found.confidence < SURE and (found.kind in _MEANT or found.rival in _MEANT):
        message = f"the table is read as '{found.kind}' ({found.confidence:.2f}); it may be '{found.rival}'"
        yield problem("table-doubtful", message, table_id, "kind", where)
    if found.kind not in _MEANT:
        return
    for column in found.columns:
        if column.name and column.confidence < SURE:
            message = f"the column '{column.name}' is read as '{column.role}' ({column.confidence:.2f})"
            yield problem("role-doubtful", f"{message}; it may be '{column.rival}'", table_id, "columns", where)


def not_joined(tables: list[Table]) -> Iterator[Problem]:
    """A problem where the last table has no header and stands behind one of tasks with as many columns."""
    if len(tables) < 2:
        return
    before, last = tables[-2:]
    if before.kind != "tasks" or any(column.name for column in last.columns):
        return
    if len(before.columns) == len(last.columns) and len(last.columns) >= _FEWEST_COLUMNS:
        message = f"{last.id} has no header and may go on from {before.id}; its rows are no tasks"
        yield problem("table-not-joined", message, last.id, None, last.where)


def sureness(columns: list[FoundColumn], table: float) -> dict[str, float]:
    """By role: how sure it is that a cell of its column means this, which no cell of the table passes."""
    return {column.role: min(column.confidence, table) for column in columns}
