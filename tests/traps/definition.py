"""One neutral definition a trap: what the office means, apart from how a producer prints it.

A definition (``*.toml`` beside this file) holds tables with typed rows, so that the record each print must give
follows from it alone. Rows are written one a line, cells between ``|``:

- ``# I | TITLE`` a group row (``##``, ``###`` for the levels below it);
- ``^`` the cell above goes on (merged downwards), ``<`` the cell on the left (merged across);
- ``=`` a page break between two rows, ``= head`` the same with the header printed again, ``= A3 landscape`` with the
  rest of the table as wide as another sheet lets it be;
- ``¦`` inside the cells of a row: the page ends here, the rest stands at the top of the next page;
- ``{^text}`` behind a cell's text a footnote, ``[[a; b // c; d]]`` a table inside the cell, row by row.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
WIDE = ("landscape", "rotated", "sideways")
TASK_ROLES = ("marker", "task", "deliverable", "lead", "coordinating", "deadline")


NOTE = re.compile(r"\{\^(?P<note>[^}]*)\}")
INNER = re.compile(r"\[\[(?P<rows>.*?)\]\]")


@dataclass
class Table:
    """A table as defined.

    ``rules`` names the borders that are drawn (see `sides`), ``line`` how: solid, dashed, dotted, double, red.

    ``groups``: span (marker, title over the rest), full (one cell), plain (marker, title, empty cells). ``middle``:
    cells set at half height. ``note`` stands below the table, ``sheet`` is the size of paper it begins on.
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
    sheet: str = ""


@dataclass
class Trap:
    """A document as defined; ``page``: upright, landscape, sideways (text drawn so), rotated (with /Rotate).

    ``over``: what is laid over the print (see `tests.traps.overlay`). ``skip``: producers whose print does not hold
    what it takes to read it.
    """

    name: str
    tables: list[Table]
    body: list[str] = field(default_factory=list)
    in_body: bool = False
    page: str = "upright"
    running_head: str = ""
    size: float = 12
    over: list[str] = field(default_factory=list)
    skip: list[str] = field(default_factory=list)


@cache
def read_trap(name: str) -> Trap:
    """The definition ``name``.toml."""
    found: dict[str, Any] = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
    tables = [Table(**{**one, "rows": one["rows"].strip().split("\n")}) for one in found.pop("tables")]
    return Trap(name=name, tables=tables, **found)


# --- what must be read ------------------------------------------------------------------------------------------------


def notes_of(trap: Trap) -> list[str]:
    """The footnotes in their order, which numbers them."""
    return [match["note"] for table in trap.tables for row in table.rows for match in NOTE.finditer(row)]


def marked(trap: Trap) -> Trap:
    """The trap with the number of every footnote behind its cell's text, as a page shows it."""
    numbers = {note: f"{number}" for number, note in enumerate(notes_of(trap), 1)}
    tables = [
        replace(table, rows=[NOTE.sub(lambda match: numbers[match["note"]], row) for row in table.rows])
        for table in trap.tables
    ]
    return replace(trap, tables=tables)


def expected_tasks(table: Table) -> list[dict[str, Any]]:
    """The tasks of a table: group path, cells by role, the other columns by name."""
    tasks: list[dict[str, Any]] = []
    if table.kind != "tasks":
        return tasks
    groups: list[tuple[int, str]] = []
    for level, cells in _meant_rows(table):
        if level:
            groups = [one for one in groups if one[0] < level]
            groups.append((level, group_text(table, cells)))
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
            rows.append([group_text(table, cells)] * width)
        elif table.groups == "plain":
            rows.append([*cells, *[""] * (width - 2)])
        else:
            rows.append([cells[0], *[cells[1]] * (width - 1)])
    return rows


def group_text(table: Table, cells: list[str]) -> str:
    """A group row's text as one: its marker and its title."""
    return " ".join(part for part in cells if part)


def _meant_rows(table: Table) -> list[tuple[int, list[str]]]:
    """(group level or 0, cells) of every row, merges spread and page cuts closed."""
    rows: list[tuple[int, list[str]]] = []
    for level, cells in defined_rows(table):
        if level < 0:
            continue
        whole: list[str] = []
        for index, cell in enumerate(cells):
            text = " ".join(NOTE.sub("", INNER.sub(_inner_text, cell)).replace("¦", " ").split())
            above = next((row for kind, row in reversed(rows) if not kind), None)
            whole.append(above[index] if text == "^" and above else whole[-1] if text == "<" else text)
        rows.append((level, whole))
    return rows


def _inner_text(match: re.Match[str]) -> str:
    return " ".join(cell for row in inner_rows(match["rows"]) for cell in row)


def inner_rows(written: str) -> list[list[str]]:
    """The rows of a table inside a cell."""
    return [[cell.strip() for cell in row.split(";")] for row in written.split("//")]


def defined_rows(table: Table) -> list[tuple[int, list[str]]]:
    """(group level, 0 for a row, -1 for a page break, -2 for one with the header again; cells) of every line.

    The one cell of a page break is the size of the new sheet, "" for the same size.
    """
    found = []
    for line in table.rows:
        if line.startswith("="):
            found.append((-2 if "head" in line else -1, [line.strip("= ").removeprefix("head").strip()]))
            continue
        level = len(line) - len(line.lstrip("#"))
        cells = [cell.strip() for cell in line.lstrip("#").split("|")]
        found.append((level, cells))
    return found
