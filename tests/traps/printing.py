"""What every producer prints of a trap, piece by piece: sheets of paper, lines, halves side by side, tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tests.traps.definition import (
    INNER,
    NOTE,
    WIDE,
    Table,
    Trap,
    defined_rows,
    group_text,
    inner_rows,
    notes_of,
)

SHEETS = {"A4": (21.0, 29.7), "A4 landscape": (29.7, 21.0), "A3": (29.7, 42.0), "A3 landscape": (42.0, 29.7)}
"""Width and height of the sizes of paper, in centimetres."""

MARGINS = 4.5
"""What the left and the right margin take of a sheet's width, in centimetres."""


class Placed(NamedTuple):
    """A cell as it is printed: its position in the grid, what it covers, its text.

    ``note`` is the number and the text of its footnote, ``inner`` the rows of the table inside it.
    """

    row: int
    column: int
    rows: int
    columns: int
    text: str
    bold: bool = False
    note: tuple[int, str] | None = None
    inner: list[list[str]] | None = None


class Print(NamedTuple):
    """A table, or the piece of it on one page: its cells, how many of its rows are header, how many rows it has."""

    table: Table
    cells: list[Placed]
    header: int
    height: int
    widths: list[float]

    @property
    def notes(self) -> list[tuple[int, str]]:
        """The footnotes of its cells."""
        return [cell.note for cell in self.cells if cell.note]


class Sheet(NamedTuple):
    """A new page of this size; ``again``: of the size before."""

    size: str
    again: bool = False

    @property
    def centimetres(self) -> tuple[float, float]:
        """Width and height."""
        return SHEETS[self.size]


class Line(NamedTuple):
    """A paragraph; a centred one is bold too."""

    text: str
    centred: bool = False


class Beside(NamedTuple):
    """Lines on the left and on the right half of the page."""

    left: list[str]
    right: list[str]


Part = Sheet | Line | Beside | Print

HEAD = Beside(
    ["ỦY BAN NHÂN DÂN", "XÃ SÔNG TRẦU", "Số: 58/KH-UBND"],
    [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Sông Trầu, ngày 14 tháng 3 năm 2025",
    ],
)
TITLE = ["KẾ HOẠCH", "Thực hiện các nhiệm vụ trọng tâm năm 2025"]
BODY = [
    "Thực hiện Kế hoạch số 21/KH-UBND ngày 20/01/2025 của UBND huyện về các nhiệm vụ trọng tâm năm 2025, Ủy ban nhân "
    "dân xã Sông Trầu ban hành kế hoạch với các nội dung như sau:",
    "I. MỤC ĐÍCH, YÊU CẦU",
    "1. Bảo đảm các nhiệm vụ được triển khai đồng bộ, đúng tiến độ, có người chịu trách nhiệm và có kết quả cụ thể.",
    "2. Các ngành chủ động phối hợp, báo cáo kịp thời những khó khăn, vướng mắc phát sinh trong quá trình thực hiện.",
]
CLOSING = Line("Trên đây là Kế hoạch thực hiện các nhiệm vụ trọng tâm năm 2025 của Ủy ban nhân dân xã Sông Trầu./.")
SIGNED = Beside(
    ["Nơi nhận:", "- UBND huyện;", "- Các ngành của xã;", "- Lưu: VT."],
    ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "", "Lê Hữu Phước"],
)


def parts_of(trap: Trap, *, cut: bool = True) -> list[Part]:
    """The document from its first sheet to its last table; without ``cut`` no table ends before it is whole."""
    usual = "A4 landscape" if trap.page in WIDE else "A4"
    parts: list[Part] = [Sheet(usual), HEAD, *(Line(line, centred=True) for line in TITLE)]
    parts += [Line(line) for line in [*BODY, *trap.body]]
    tables = [part for table in trap.tables for part in _table(table, trap, usual, cut)]
    parts += [*tables, CLOSING, SIGNED] if trap.in_body else [CLOSING, SIGNED, *tables]
    size = ""
    for at, part in enumerate(parts):
        if isinstance(part, Sheet):
            parts[at] = part._replace(again=part.size == size)
            size = part.size
    return parts


def _table(table: Table, trap: Trap, usual: str, cut: bool) -> Iterator[Part]:
    """A table under its titles, cut where its definition breaks pages."""
    size = table.sheet or usual
    if table.appendix and not trap.in_body:
        yield Sheet(size)
    yield from (Line(one, centred=True) for one in (table.appendix, table.title, table.caption) if one)
    numbers = {note: number for number, note in enumerate(notes_of(trap), 1)}
    first = size
    for index, (onto, head, rows) in enumerate(_pieces(table) if cut else [("", True, _uncut(table))]):
        size = onto or size
        if index:
            yield Sheet(size)
        scale = (SHEETS[size][0] - MARGINS) / (SHEETS[first][0] - MARGINS)
        yield _print(table, rows, head, numbers)._replace(widths=[width * scale for width in table.widths])
    if table.note:
        yield Line(table.note)


def _uncut(table: Table) -> list[tuple[int, list[str]]]:
    return [(level, [cell.replace("¦", " ") for cell in cells]) for level, cells in defined_rows(table) if level >= 0]


def _pieces(table: Table) -> list[tuple[str, bool, list[tuple[int, list[str]]]]]:
    """(the size of its sheet where it is another one, whether the header stands over it, rows) of every piece."""
    pieces: list[tuple[str, bool, list[tuple[int, list[str]]]]] = [("", True, [])]
    for level, cells in defined_rows(table):
        if level < 0:
            pieces.append((cells[0], level == -2, []))
        elif any("¦" in cell for cell in cells):
            pieces[-1][2].append((level, [cell.split("¦")[0].strip() for cell in cells]))
            rest = [cell.split("¦")[1].strip() if "¦" in cell else ("^" if cell == "^" else "") for cell in cells]
            pieces.append(("", table.repeat_header, [(level, rest)]))
        else:
            pieces[-1][2].append((level, cells))
    return pieces


def _print(table: Table, rows: list[tuple[int, list[str]]], with_header: bool, numbers: dict[str, int]) -> Print:
    width = len(table.columns)
    grid = _header_grid(table) if with_header else []
    header = len(grid)
    bold = [True] * header
    for level, cells in rows:
        if not level:
            grid.append(cells)
        elif table.groups == "full":
            grid.append([group_text(table, cells), *["<"] * (width - 1)])
        elif table.groups == "plain":
            grid.append([*cells, *[""] * (width - 2)])
        else:
            grid.append([*cells, *["<"] * (width - 2)])
        bold.append(level > 0)
    cells = [_filled(cell, numbers) for cell in _placed(grid, bold)]
    return Print(table, cells, header, len(grid), table.widths)


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


def _filled(cell: Placed, numbers: dict[str, int]) -> Placed:
    """A cell with its footnote and its inner table apart from its text."""
    note, inner = NOTE.search(cell.text), INNER.search(cell.text)
    return cell._replace(
        text=INNER.sub("", NOTE.sub("", cell.text)).strip(),
        note=(numbers[note["note"]], note["note"]) if note else None,
        inner=inner_rows(inner["rows"]) if inner else None,
    )


def sides(piece: Print, one: Placed) -> tuple[bool, bool, bool, bool]:
    """Whether a cell has a border on its left, above, on its right, below."""
    first, last = one.column == 0, one.column + one.columns == len(piece.widths)
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
    return shown[piece.table.rules]
