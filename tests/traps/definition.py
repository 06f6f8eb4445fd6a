"""One neutral definition a trap: what the office means, apart from how a producer prints it.

A definition (``*.toml`` beside this file) holds tables with typed rows, so that the record each print must give
follows from it alone. Rows are written one a line, cells between ``|``:

- ``# I | TITLE`` a group row (``##``, ``###`` for the levels below it);
- ``^`` the cell above goes on (merged downwards), ``<`` the cell on the left (merged across);
- ``=`` a page break between two rows, ``= head`` the same with the header printed again;
- ``¦`` inside the cells of a row: the page ends here, the rest stands at the top of the next page.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent
WIDE = ("landscape", "rotated", "sideways")
TASK_ROLES = ("marker", "task", "deliverable", "lead", "coordinating", "deadline")


class Placed(NamedTuple):
    """A cell as it is printed: its position in the grid, what it covers, its text."""

    row: int
    column: int
    rows: int
    columns: int
    text: str
    bold: bool = False


class Print(NamedTuple):
    """A table, or the piece of it on one page: its cells, how many of its rows are header, how many rows it has."""

    cells: list[Placed]
    header: int
    height: int


@dataclass
class Table:
    """A table as defined.

    ``rules`` names the borders that are drawn (see `sides`), ``line`` how: solid, dashed, dotted, double, red.

    ``groups``: span (marker, title over the rest), full (one cell), plain (marker, title, empty cells). ``middle``:
    cells set at half height. ``note`` stands below the table.
    """

    columns: list[str]
    roles: list[str]
    widths: list[float]
    rows: list[str]
    appendix: str = ""
    title: str = ""
    caption: str = ""
    kind: str = "tasks"
    rules: str = "all"
    line: str = "solid"
    groups: str = "span"
    index_row: bool = False
    repeat_header: bool = False
    note: str = ""
    middle: bool = False


@dataclass
class Trap:
    """A document as defined; ``page``: upright, landscape, sideways (text drawn so), rotated (with /Rotate).

    ``skip``: producers whose print does not hold what it takes to read it.
    """

    name: str
    tables: list[Table]
    body: list[str] = field(default_factory=list)
    in_body: bool = False
    page: str = "upright"
    running_head: str = ""
    size: float = 12
    skip: list[str] = field(default_factory=list)


@cache
def read_trap(name: str) -> Trap:
    """The definition ``name``.toml."""
    found: dict[str, Any] = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
    tables = [Table(**{**one, "rows": one["rows"].strip().split("\n")}) for one in found.pop("tables")]
    return Trap(name=name, tables=tables, **found)


# --- what must be read ------------------------------------------------------------------------------------------------


def expected_tasks(table: Table) -> list[dict[str, Any]]:
    """The tasks of a table: group path, cells by role, the other columns by name."""
    tasks: list[dict[str, Any]] = []
    if table.kind != "tasks":
        return tasks
    groups: list[tuple[int, str]] = []
    for level, cells in _meant_rows(table):
        if level:
            groups = [one for one in groups if one[0] < level]
            groups.append((level, _group_text(table, cells)))
            continue
        values = dict(zip(table.columns, cells, strict=True))
        by_role = {role: values[name] for name, role in zip(table.columns, table.roles, strict=True)}
        tasks.append(
            {
                "group": tuple(text for _, text in groups),
                **{role: by_role.get(role) or None for role in TASK_ROLES},
                "extra": {
                    name: values[name]
                    for name, role in zip(table.columns, table.roles, strict=True)
                    if role not in TASK_ROLES and values[name]
                },
            }
        )
    return tasks


def expected_rows(table: Table) -> list[list[str]]:
    """Every body row, merged cells spread."""
    width = len(table.columns)
    rows = []
    for level, cells in _meant_rows(table):
        if not level:
            rows.append(cells)
        elif table.groups == "full":
            rows.append([_group_text(table, cells)] * width)
        elif table.groups == "plain":
            rows.append([*cells, *[""] * (width - 2)])
        else:
            rows.append([cells[0], *[cells[1]] * (width - 1)])
    return rows


def _group_text(table: Table, cells: list[str]) -> str:
    return " ".join(part for part in cells if part)


def _meant_rows(table: Table) -> list[tuple[int, list[str]]]:
    """(group level or 0, cells) of every row, merges spread and page cuts closed."""
    rows: list[tuple[int, list[str]]] = []
    for level, cells in _defined_rows(table):
        if level < 0:
            continue
        whole = []
        for index, cell in enumerate(cells):
            text = " ".join(cell.replace("¦", " ").split())
            above = next((row for kind, row in reversed(rows) if not kind), None)
            whole.append(above[index] if text == "^" and above else whole[-1] if text == "<" else text)
        rows.append((level, whole))
    return rows


def _defined_rows(table: Table) -> list[tuple[int, list[str]]]:
    """(group level, 0 for a row, -1 for a page break, -2 for one with the header again; cells) of every line."""
    found = []
    for line in table.rows:
        if line.startswith("="):
            found.append((-2 if "head" in line else -1, []))
            continue
        level = len(line) - len(line.lstrip("#"))
        cells = [cell.strip() for cell in line.lstrip("#").split("|")]
        found.append((level, cells))
    return found


# --- what is printed --------------------------------------------------------------------------------------------------


def prints(table: Table) -> list[Print]:
    """The table cut where its definition breaks pages; one piece where it does not."""
    pieces: list[list[tuple[int, list[str]]]] = [[]]
    heads = [True]
    for level, cells in _defined_rows(table):
        if level < 0:
            pieces.append([])
            heads.append(level == -2)
        elif any("¦" in cell for cell in cells):
            pieces[-1].append((level, [cell.split("¦")[0].strip() for cell in cells]))
            rest = [cell.split("¦")[1].strip() if "¦" in cell else ("^" if cell == "^" else "") for cell in cells]
            pieces.append([(level, rest)])
            heads.append(table.repeat_header)
        else:
            pieces[-1].append((level, cells))
    return [_print(table, rows, head) for rows, head in zip(pieces, heads, strict=True)]


def _print(table: Table, rows: list[tuple[int, list[str]]], with_header: bool) -> Print:
    width = len(table.columns)
    grid: list[list[str]] = []
    if with_header:
        grid = _header_grid(table)
    header = len(grid)
    bold = [True] * header
    for level, cells in rows:
        if not level:
            grid.append(cells)
        elif table.groups == "full":
            grid.append([_group_text(table, cells), *["<"] * (width - 1)])
        elif table.groups == "plain":
            grid.append([*cells, *[""] * (width - 2)])
        else:
            grid.append([*cells, *["<"] * (width - 2)])
        bold.append(level > 0)
    return Print(_placed(grid, bold), header, len(grid))


def _header_grid(table: Table) -> list[list[str]]:
    """The header as its rows, with the marks for merges."""
    stacks = [column.split(" / ") for column in table.columns]
    depth = max(map(len, stacks))
    rows = []
    for level in range(depth):
        row = []
        for index, stack in enumerate(stacks):
            if level >= len(stack):
                row.append("^")
            elif index and level < len(stack) - 1 and stacks[index - 1][: level + 1] == stack[: level + 1]:
                row.append("<")
            else:
                row.append(stack[level])
        rows.append(row)
    if table.index_row:
        rows.append([f"({number})" for number in range(1, len(stacks) + 1)])
    return rows


def _placed(grid: list[list[str]], bold: list[bool]) -> list[Placed]:
    cells = []
    for row, texts in enumerate(grid):
        for column, text in enumerate(texts):
            if text == "<" or (text == "^" and row):
                continue
            columns = 1
            while column + columns < len(texts) and texts[column + columns] == "<":
                columns += 1
            rows = 1
            while row + rows < len(grid) and grid[row + rows][column] == "^":
                rows += 1
            cells.append(Placed(row, column, rows, columns, "" if text == "^" else text, bold[row]))
    return cells


def sides(table: Table, piece: Print, one: Placed) -> tuple[bool, bool, bool, bool]:
    """Whether a cell has a border on its left, above, on its right, below."""
    first, last = one.column == 0, one.column + one.columns == len(table.widths)
    top, bottom = one.row == 0, one.row + one.rows == piece.height
    ends_header = one.row + one.rows == piece.header
    shown = {
        "all": (True, True, True, True),
        "rows": (False, True, False, True),
        "header": (False, top, False, bottom or ends_header),
        "outer": (first, True, last, True),
        "open": (not first, True, not last, True),
        "inner": (not first, not top, not last, not bottom),
        "columns": (True, top, True, bottom or ends_header),
        "none": (False, False, False, False),
    }
    return shown[table.rules]


HEAD = [
    ("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("XÃ SÔNG TRẦU", "Độc lập - Tự do - Hạnh phúc"),
    ("Số: 58/KH-UBND", "Sông Trầu, ngày 14 tháng 3 năm 2025"),
]
TITLE = ["KẾ HOẠCH", "Thực hiện các nhiệm vụ trọng tâm năm 2025"]
BODY = [
    "Thực hiện Kế hoạch số 21/KH-UBND ngày 20/01/2025 của UBND huyện về các nhiệm vụ trọng tâm năm 2025, Ủy ban nhân "
    "dân xã Sông Trầu ban hành kế hoạch với các nội dung như sau:",
    "I. MỤC ĐÍCH, YÊU CẦU",
    "1. Bảo đảm các nhiệm vụ được triển khai đồng bộ, đúng tiến độ, có người chịu trách nhiệm và có kết quả cụ thể.",
    "2. Các ngành chủ động phối hợp, báo cáo kịp thời những khó khăn, vướng mắc phát sinh trong quá trình thực hiện.",
]
CLOSING = "Trên đây là Kế hoạch thực hiện các nhiệm vụ trọng tâm năm 2025 của Ủy ban nhân dân xã Sông Trầu./."
RECIPIENTS = ["Nơi nhận:", "- UBND huyện;", "- Các ngành của xã;", "- Lưu: VT."]
SIGNATURE = ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "", "Lê Hữu Phước"]


def body_of(trap: Trap) -> list[str]:
    """The paragraphs of the body."""
    return [*BODY, *trap.body]
