"""The tasks of a table: which rows name a group, which give a task."""

from __future__ import annotations

from typing import NamedTuple

import regex

from extract.find.tables.columns import shows_header, split_header
from extract.find.tables.kinds import read_kind
from extract.find.tables.matrix import Matrix, find_matrix, read_marks_of
from extract.find.tables.roles import read_roles
from extract.find.tables.row_marks import RowMark, is_doubtful_letter, read_marks
from normalize.columns import header_evidence
from normalize.rows import is_total
from normalize.writing.text import squeeze
from schemas.document import Cell, CellTarget, FoundColumn, FoundTable, GroupRow, TableBlock, TableRow, TaskRow
from schemas.plan import ColumnRole

# a single C, D, L or M is a letter: no table counts that far
_ROMAN = regex.compile(r"\W*(?:[IVX]{1,6}|[IVXLC]{2,7})\W*")
_LETTER = regex.compile(r"\W*[A-ZĐ]\W*")
_ARABIC = regex.compile(r"\W*(?P<number>\d{1,3}(?:\.\d{1,3})*)\W*")
_SMALL = regex.compile(r"\W*(?:[a-zđ]|[ivx]{1,4})\W*")
_DASH = regex.compile(r"\s*[-–+*•]+\s*")
_LED_BY_MARKER = regex.compile(
    r"(?:[IVXLC]{1,6}|[A-ZĐ]|\d{1,2}(?:\.\d{1,2})*)\s*[.)/:]\s*(?=\S)|(?:[IVX]{1,5})\s*[-–]\s*"
)
_NOTE = regex.compile(r"(?:\(?\*+\)?|Ghi chú|Lưu ý|Tổng cộng|Cộng)\b|\(?\*", regex.IGNORECASE)
_DITTO_ONLY = regex.compile(r"[\s\-–.…]*")

Rank = int
_MAX_GROUPS = 6


class _Group(NamedTuple):
    """What a row names: its rank, text and marker as understood; an empty text for a remark."""

    rank: Rank
    text: str
    marker: str


def find_table(block: TableBlock, above: str = "") -> FoundTable:
    """Read one table: header, roles, kind, tasks in their order; an empty form with the right columns states none.

    ``above`` is the line before it, which may state a unit for all its values.
    """
    rows = block.grid.rows
    header, names = split_header(rows)
    body = [row for row in rows[header:] if any(cell.text.strip() for cell in row) and not shows_header(row, names)]
    names, body = _without_blank_columns(names, body)
    if not header:
        return FoundTable(block, [FoundColumn(name, "other") for name in names], "other", body, [])
    texts = [_column_texts(body, index) for index in range(len(names))]
    matrix = find_matrix(names, texts)
    readings = read_roles(names, texts, matrix.given())
    columns = [
        FoundColumn(name, one.role, one.confidence, one.rival) for name, one in zip(names, readings, strict=True)
    ]
    kind, confidence, rival = read_kind(names, texts, readings, [block.title or "", block.caption or ""])
    found = FoundTable(block, columns, kind, body, [], confidence=confidence, rival=rival)
    if kind == "targets":
        found.columns = [_of_targets(one) for one in columns]
    if kind == "tasks" and any(one.role == "task" for one in columns):
        found.tasks = _find_tasks(columns, body, matrix)
    if kind == "tasks" and not found.tasks:
        found.kind, found.rival = "other", "tasks"
    if found.kind in ("targets", "tasks"):
        found.targets = _find_targets(found, names, [block.title or "", block.caption or "", above])
    return found


def _of_targets(column: FoundColumn) -> FoundColumn:
    """The column that names what is to be reached: what would be a task in a table of duties."""
    named = column.role == "task" and header_evidence(column.name).get("target", 0.0) > 0
    return column._replace(role="target", rival="task") if named else column


def _column_texts(body: list[TableRow], index: int) -> list[str]:
    """The cells of a column; those that a row's heading covers say nothing of it."""
    return ["" if sum(cell is row[index] for cell in row) > 1 else row[index].text for row in body]


def _find_targets(found: FoundTable, names: list[str], above: list[str]) -> list[CellTarget]:
    """One target for every value, with the cell it stands in; in a table of tasks in columns of targets and money."""
    roles: list[ColumnRole] = [one.role for one in found.columns] if found.kind == "tasks" else []
    if roles and not {"target", "budget"} & set(roles):
        return []
    # Few documents have such a table; the others need not pay for its patterns at start.
    from extract.find.tables.target_tables import find_table_targets

    texts = [[squeeze(cell.text) for cell in row] for row in found.body]
    stated = find_table_targets(names, texts, roles=roles, above=above)
    return [CellTarget(found.body[one.row][one.column], one.target, one.label) for one in stated]


def _without_blank_columns(names: list[str], body: list[TableRow]) -> tuple[list[str], list[TableRow]]:
    """The table without columns that have no header and no text of their own."""
    kept = [
        index
        for index, name in enumerate(names)
        if name or any(row[index].text.strip() and (not index or row[index] is not row[index - 1]) for row in body)
    ]
    if len(kept) == len(names):
        return names, body
    return [names[index] for index in kept], [[row[index] for index in kept] for row in body]


def _find_tasks(columns: list[FoundColumn], body: list[TableRow], matrix: Matrix) -> list[TaskRow]:
    roles = [one.role for one in columns]
    marker = roles.index("marker") if "marker" in roles else None
    task = roles.index("task")
    groups: list[tuple[_Group, GroupRow]] = []
    tasks: list[TaskRow] = []
    marks = read_marks(body, marker, task)
    for index, (row, mark) in enumerate(zip(body, marks, strict=True)):
        group = _group_of(row, mark, marker, task, body[index + 1 :])
        numbered = any(one.marker for one, _ in groups)
        if group is not None and not group.marker and numbered and not _is_title(group.text):
            continue  # a sentence over the whole width among numbered groups is a remark
        if group is None and not any(letter.isalnum() for letter in row[task].text):
            continue  # a form's row that is still to be filled in
        if group is None and is_total(next((cell.text for cell in row if cell.text.strip()), "")):
            continue  # a sum over the other rows
        if group is None:
            unsure = is_doubtful_letter(row, mark.understood, marker)
            tasks.append(_task_row(columns, row, mark.understood or None, groups, unsure, matrix))
        elif group.text:
            groups = [one for one in groups if one[0].rank < group.rank][-_MAX_GROUPS:]
            groups.append((group, _group_row(row, mark, marker, task)))
    return tasks


def _group_row(row: TableRow, mark: RowMark, marker: int | None, task: int) -> GroupRow:
    apart = marker is not None and row[marker] is not row[task] and row[marker].text.strip()
    return GroupRow(row[marker or 0] if apart else None, row[task], *mark)


def _group_of(row: TableRow, read: RowMark, marker: int | None, task: int, below: list[TableRow]) -> _Group | None:
    """What the row names; None for a task."""
    mark = read.understood
    cells = {id(cell): cell for cell in row if cell.text.strip()}
    title = squeeze(row[task].text)
    only = next(iter(cells.values()), None)
    if len(cells) == 1 and sum(cell is only for cell in row) >= max(2, len(row) - 2):
        text = squeeze(only.text if only else "")
        if _NOTE.match(text) or not any(_has_content(one, task, marker) for one in below):
            return _Group(99, "", "")
        if read.understood != read.read and text.startswith(read.read):
            rest = text[len(read.read) :]
            return _Group(_rank(mark), mark + (rest if read.read else f" {rest}"), mark)
        led = _LED_BY_MARKER.match(text)
        mark = led.group().strip() if led else ""
        return _Group(_rank(mark), text, mark)
    others = [
        cell
        for index, cell in enumerate(row)
        if index not in (marker, task) and cell is not row[task] and cell.text.strip()
    ]
    if any(not _DITTO_ONLY.fullmatch(cell.text) for cell in others):
        return None
    text = " ".join(part for part in (mark, title) if part)
    if _NOTE.match(title):
        return _Group(99, "", "")
    if not title:
        return _Group(_rank(mark), text, mark) if len(mark) > 6 else _Group(99, "", "")
    if _ROMAN.fullmatch(mark) or _LETTER.fullmatch(mark):
        return _Group(_rank(mark), text, mark)
    if not mark and marker is None:
        led = _LED_BY_MARKER.match(title)
        if title == title.upper() or (led and _has_sub_rows(below, led.group().strip(), marker, task)):
            mark = led.group().strip() if led else ""
            return _Group(_rank(mark), text, mark)
        return None
    if title == title.upper() and any(letter.isalpha() for letter in title):
        return _Group(_rank(mark), text, mark)
    return _Group(_rank(mark), text, mark) if _has_sub_rows(below, mark, marker, task) else None


def _is_title(text: str) -> bool:
    """Whether a text without a number may name a group: capitals, or no sentence."""
    return text == text.upper() or (len(text) < 120 and not text.endswith((".", ";", ")")))


def _has_content(row: TableRow, task: int, marker: int | None) -> bool:
    """Whether a row has more than a title."""
    return any(cell.text.strip() for index, cell in enumerate(row) if index not in (task, marker))


def _has_sub_rows(below: list[TableRow], mark: str, marker: int | None, task: int) -> bool:
    """Whether the next row stands below this one: deeper numbering, a dash, or no number at all, and filled cells."""
    if not below:
        return False
    following = below[0]
    text = squeeze(following[marker if marker is not None else task].text)
    if marker is None:
        led = _LED_BY_MARKER.match(text)
        text = led.group().strip() if led else ("-" if _DASH.match(text) else "")
    deeper = _rank(text) > _rank(mark) if text else marker is not None
    return deeper and _has_content(following, task, marker)


def _rank(mark: str) -> Rank:
    """How deep a marker stands: letters, Roman numbers, numbers, dotted numbers, small letters, dashes."""
    if not mark:
        return 0
    if _ROMAN.fullmatch(mark):
        return 2
    if _LETTER.fullmatch(mark):
        return 1
    arabic = _ARABIC.fullmatch(mark)
    if arabic:
        return 3 + arabic["number"].count(".")
    if _SMALL.fullmatch(mark):
        return 8
    if _DASH.fullmatch(mark):
        return 9
    return 0


def _task_row(
    columns: list[FoundColumn],
    row: TableRow,
    mark: str | None,
    groups: list[tuple[_Group, GroupRow]],
    unsure: bool,
    matrix: Matrix,
) -> TaskRow:
    """The task of a row below the groups above it; an ``unsure`` marker does not say how deep the row stands."""
    cells: dict[str, Cell] = {**read_marks_of(matrix, [one.name for one in columns], row)}
    extra: dict[str, Cell] = {}
    for index, ((name, role, *_), cell) in enumerate(zip(columns, row, strict=True)):
        if index in matrix.columns:
            continue
        if role in ("marker", "task", "deliverable", "lead", "coordinating", "deadline"):
            cells[role] = cell
        elif name:
            extra[name] = cell
    rank = _rank(mark) if mark and not unsure else 99
    above = [(group, read) for group, read in groups if group.rank < rank or rank in (0, 99)]
    texts = tuple(group.text for group, _ in above)
    markers = tuple(group.marker or group.text for group, _ in above)
    return TaskRow(cells, extra, texts, markers, mark, tuple(read for _, read in above))
