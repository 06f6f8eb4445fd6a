"""Tables and their tasks as records."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter

import regex

from extract.record.tasks.doubt import doubts_of, not_joined, sureness
from extract.record.tasks.draft import Context, TaskDraft, Words
from extract.record.tasks.task import build_task, with_agencies_above
from normalize.writing.text import squeeze
from schemas.document import Cell, FoundTable, TableBlock, TaskRow
from schemas.plan import Column, Deadline, Span, Table, Task, Where

_ITEM = regex.compile(r"(?:^|\n|(?<=[.;:])\s)\s*[-–+•]\s+(?=\S)")
_TASK_FIELDS = ("marker", "task", "deliverable", "lead", "coordinating", "deadline")


class TaskFinder:
    """Which task a position of the text belongs to."""

    def __init__(self, cells: list[tuple[Span, str]]) -> None:
        self._cells = sorted(cells)
        self._starts = [span[0] for span, _ in self._cells]

    def task_at(self, position: int) -> str | None:
        """The id of the task in whose cells ``position`` stands; a merged cell belongs to its first task."""
        index = bisect_right(self._starts, position) - 1
        if index < 0 or position >= self._cells[index][0][1]:
            return None
        first = bisect_left(self._starts, self._starts[index])
        return self._cells[first][1]


def build_tables(found: list[FoundTable], context: Context) -> tuple[list[Table], list[Task], list[tuple[Span, str]]]:
    """The tables and tasks of the record in the order of the document, and the cells' spans with their task's id."""
    tables: list[Table] = []
    tasks: list[Task] = []
    cells: list[tuple[Span, str]] = []
    for number, one in enumerate(found, 1):
        table_id = f"table-{number}"
        tables.append(_build_table(table_id, one, context))
        context.problems.extend(doubts_of(table_id, one, tables[-1].where))
        context.problems.extend(not_joined(tables))
        ids: Counter[str] = Counter()
        above: Deadline | None = None
        numbered = context.repairs.numbered(context.repairs.grouped(one.tasks, table_id))
        for index, (read, row) in enumerate(zip(one.tasks, numbered, strict=True), 1):
            task_id = _task_id(table_id, row, index, ids)
            context.repairs.tell_number(read, row, task_id)
            task = build_task(_draft(task_id, table_id, row, one, context), context, above)
            task = with_agencies_above(task, tasks[-1] if index > 1 else None)
            above = task.deadline or above
            tasks.append(task)
            cells.extend((span, task_id) for cell in _cells_of(row, one) for span in cell.spans)
    return tables, tasks, cells


def _cells_of(row: TaskRow, table: FoundTable) -> list[Cell]:
    """The cells of a row that say something of its task: those of roles, and the values of targets and budgets."""
    valued = {column.name for column in table.columns if column.role in ("target", "budget")}
    return [*row.cells.values(), *(cell for name, cell in row.extra.items() if name in valued)]


def _build_table(table_id: str, found: FoundTable, context: Context) -> Table:
    block = found.block
    return Table(
        id=table_id,
        appendix=block.appendix,
        title=block.title,
        caption=block.caption,
        kind=found.kind,
        confidence=found.confidence,
        columns=tuple(Column(name=one.name, role=one.role, confidence=one.confidence) for one in found.columns),
        rows=tuple(tuple(squeeze(cell.text) for cell in row) for row in found.body),
        where=_table_where(found),
    )


def _table_where(found: FoundTable) -> tuple[Where, ...]:
    """One entry a page with the box around the table's cells there; for a DOCX its block, for text its first line."""
    boxes: dict[int, list[float]] = {}
    for row in found.block.grid.rows:
        for cell in row:
            for fragment in cell.fragments:
                place = fragment.place
                if place.page is None or place.box is None:
                    return (Where(part=place.part, block=place.block, line=place.line, confidence=place.confidence),)
                box = boxes.setdefault(place.page, [*place.box])
                box[:] = (
                    min(box[0], place.box.x0),
                    min(box[1], place.box.top),
                    max(box[2], place.box.x1),
                    max(box[3], place.box.bottom),
                )
    return tuple(
        Where(page=page, bbox=(round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)), confidence=1.0)
        for page, (x0, top, x1, bottom) in sorted(boxes.items())
    )


def _task_id(table_id: str, row: TaskRow, index: int, ids: Counter[str]) -> str:
    """ "table-1/I/1": the table, the markers of the groups, the row's own marker or its number in the table."""
    path = [_bare(marker) for marker in row.group_markers if len(marker) <= 8]
    own = _bare(row.marker or "") or f"row-{index}"
    identity = "/".join([table_id, *(part for part in path if part), own])
    ids[identity] += 1
    return identity if ids[identity] == 1 else f"{identity}~{ids[identity]}"


def _bare(marker: str) -> str:
    """A marker without its punctuation; "" for a bullet."""
    return "".join(letter for letter in marker if letter.isalnum() or letter == ".").strip(".")


def _draft(task_id: str, table_id: str, read: TaskRow, table: FoundTable, context: Context) -> TaskDraft:
    """What a row says of its task; its words as they are understood, but for its number, which is understood before."""
    row = context.repairs.row(read, task_id)
    fields = {name: Words(cell.text, cell.spans) for name in _TASK_FIELDS if (cell := row.cells.get(name))}
    if "deadline" in fields:
        raw, spans = fields["deadline"]
        fields["deadline"] = Words(context.repairs.words(squeeze(raw), spans, task_id, "deadline"), spans)
    return TaskDraft(
        id=task_id,
        table=table_id,
        section=None,
        group=row.group,
        marker=row.marker,
        fields=fields,
        items=_items(row.cells["task"]),
        extra={name: squeeze(cell.text) for name, cell in row.extra.items() if cell.text.strip()},
        column=next((one.name for one in table.columns if one.role == "deadline"), ""),
        headings=(*_headings(table.block), *row.group),
        sure=sureness(table.columns, table.confidence),
    )


def _headings(block: TableBlock) -> tuple[str, ...]:
    """What stands above a table, outermost first."""
    return tuple(one or "" for one in (block.appendix_title, block.caption, block.title))


def _items(cell: Cell) -> tuple[str, ...]:
    """The cell's own bullets; none where it has fewer than two.

    Bullets begin a line, or follow a sentence's end where the source ran its lines together.
    """
    pieces = [squeeze(piece) for piece in _ITEM.split(cell.text)]
    items = [piece for piece in pieces[1:] if piece]
    return tuple(items) if len(items) > 1 else ()
