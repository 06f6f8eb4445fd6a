"""A table as it is understood: its columns, its kind, and the tasks or targets that its rows state."""

from __future__ import annotations

from collections.abc import Sequence

from extract.find.tables.columns import lay_out
from extract.find.tables.groups import REMARK, Group, Place, group_of, group_row, is_sum, is_title, rank_of
from extract.find.tables.matrix import Matrix, find_matrix, read_marks_of
from extract.find.tables.row_marks import is_doubtful_letter, read_marks
from extract.find.tables.understanding import understand
from normalize.columns import header_evidence
from normalize.writing.text import squeeze
from schemas.document import Cell, CellTarget, FoundColumn, FoundTable, GroupRow, TableBlock, TableRow, TaskRow
from schemas.plan import ColumnRole

_MAX_GROUPS = 6
_OWN_CELLS = ("marker", "task", "deliverable", "lead", "coordinating", "deadline")


def find_table(block: TableBlock, above: str = "") -> FoundTable:
    """Read one table: header, roles, kind, tasks in their order; an empty form with the right
    columns states none.

    ``above`` is the line before it, which may state a unit for all its values.
    """
    laid = lay_out(block.grid.rows)
    if not laid.header:
        return FoundTable(block, [FoundColumn(name, "other") for name in laid.names], "other", laid.body, [])
    matrix = find_matrix(laid.names, laid.texts)
    readings, kind = understand(laid.names, laid.texts, [block.title or "", block.caption or ""], matrix.given())
    columns = [
        FoundColumn(name, one.role, one.confidence, one.rival) for name, one in zip(laid.names, readings, strict=True)
    ]
    found = FoundTable(block, columns, kind.kind, laid.body, [], confidence=kind.confidence, rival=kind.rival)
    if found.kind == "targets":
        found.columns = [_of_targets(one) for one in columns]
    if found.kind == "tasks":
        _state_tasks(found, matrix)
    if found.kind in ("targets", "tasks"):
        found.targets = _find_targets(found, laid.names, [block.title or "", block.caption or "", above])
    return found


def _state_tasks(found: FoundTable, matrix: Matrix) -> None:
    """The tasks of a table of duties; one whose rows state none is no such table."""
    if any(one.role == "task" for one in found.columns):
        found.tasks = _find_tasks(found.columns, found.body, matrix)
    if not found.tasks:
        found.kind, found.rival = "other", "tasks"


def _of_targets(column: FoundColumn) -> FoundColumn:
    """The column that names what is to be reached: what would be a task in a table of duties."""
    named = column.role == "task" and header_evidence(column.name).get("target", 0.0) > 0
    return column._replace(role="target", rival="task") if named else column


def _find_targets(found: FoundTable, names: list[str], above: list[str]) -> list[CellTarget]:
    """One target for every value, with the cell it stands in; in a table of tasks in columns of
    targets and money.
    """
    roles: list[ColumnRole] = [one.role for one in found.columns] if found.kind == "tasks" else []
    if roles and not {"target", "budget"} & set(roles):
        return []
    # Few documents have such a table; the others need not pay for its patterns at start.
    from extract.find.tables.target_tables import find_table_targets

    texts = [[squeeze(cell.text) for cell in row] for row in found.body]
    stated = find_table_targets(names, texts, roles=roles, above=above)
    return [CellTarget(found.body[one.row][one.column], one.target, one.label) for one in stated]


def _find_tasks(columns: Sequence[FoundColumn], body: list[TableRow], matrix: Matrix) -> list[TaskRow]:
    roles = [one.role for one in columns]
    place = Place(roles.index("marker") if "marker" in roles else None, roles.index("task"))
    groups: list[tuple[Group, GroupRow]] = []
    named: list[Group] = []
    tasks: list[TaskRow] = []
    marks = read_marks(body, *place)
    for index, (row, mark) in enumerate(zip(body, marks, strict=True)):
        group = group_of(row, mark, place, body[index + 1 :], named)
        if group is None:
            if _states_work(row, place):
                unsure = is_doubtful_letter(row, mark.understood, place.marker)
                tasks.append(_task_row(columns, row, mark.understood or None, groups, unsure, matrix))
        elif group.text and not _is_aside(group, groups):
            named.append(group)
            groups = [one for one in groups if one[0].rank < group.rank][-_MAX_GROUPS:]
            groups.append((group, group_row(row, mark, place)))
    return tasks


def _states_work(row: TableRow, place: Place) -> bool:
    """Whether a row is no form's row that is still to be filled in, and no sum over others."""
    return any(letter.isalnum() for letter in row[place.task].text) and not is_sum(row)


def _is_aside(group: Group, groups: Sequence[tuple[Group, GroupRow]]) -> bool:
    """Whether a text over the whole width is a remark: a sentence without a number among numbered groups."""
    return not group.marker and any(one.marker for one, _ in groups) and not is_title(group.text)


def _task_row(
    columns: Sequence[FoundColumn],
    row: TableRow,
    mark: str | None,
    groups: Sequence[tuple[Group, GroupRow]],
    unsure: bool,
    matrix: Matrix,
) -> TaskRow:
    """The task of a row below the groups above it; an ``unsure`` marker does not say how deep the
    row stands.
    """
    cells, extra = _cells_of(columns, row, matrix)
    above = _groups_above(groups, REMARK if unsure or not mark else rank_of(mark))
    texts = tuple(group.text for group, _ in above)
    markers = tuple(group.marker or group.text for group, _ in above)
    return TaskRow(cells, extra, texts, markers, mark, tuple(read for _, read in above))


def _cells_of(columns: Sequence[FoundColumn], row: TableRow, matrix: Matrix) -> tuple[dict[str, Cell], dict[str, Cell]]:
    """The cells of a row by their roles, and those of other columns by their names."""
    cells = read_marks_of(matrix, [one.name for one in columns], row)
    extra: dict[str, Cell] = {}
    for at, (column, cell) in enumerate(zip(columns, row, strict=True)):
        if at in matrix.columns:
            continue
        if column.role in _OWN_CELLS:
            cells[column.role] = cell
        elif column.name:
            extra[column.name] = cell
    return cells, extra


def _groups_above(groups: Sequence[tuple[Group, GroupRow]], rank: int) -> list[tuple[Group, GroupRow]]:
    """The groups that a row of this rank stands in: those less deep, all where its rank is none."""
    return [one for one in groups if one[0].rank < rank or rank in (0, REMARK)]
