"""A drawn plan as a Word file."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from scripts.generate.plans.model import UP, Draft, Grid, Letterhead, Line
from scripts.generate.samples import (
    CENTER,
    FONT,
    JUSTIFY,
    add_cell_lines,
    add_line,
    add_number,
    add_numbering,
    fixed,
    set_widths,
)

_RIGHT = WD_ALIGN_PARAGRAPH.RIGHT
_WEIGHTS = {"TT": 1, "STT": 1, "Số TT": 1, "Ghi chú": 2}
"""Widths of narrow columns; others take 3, the first with words 6."""


def write_document(draft: Draft) -> bytes:
    """The bytes of a DOCX, the same for the same draft."""
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(13)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    _add_head(document, draft.letterhead)
    _add_blocks(document, draft.blocks, 16.5)
    _add_signature(document, draft)
    if draft.appendix:
        _add_appendix(document, draft)
    return fixed(document)


def _add_head(document: Any, head: Letterhead) -> None:
    if head.as_table:
        table = document.add_table(rows=2, cols=2)
        set_widths(table, [6.5, 10.0])
        add_cell_lines(table.cell(0, 0), head.left, CENTER, 12)
        add_cell_lines(table.cell(0, 1), head.right, CENTER, 12)
        add_cell_lines(table.cell(1, 0), [(head.number, "")], CENTER, 13)
        add_cell_lines(table.cell(1, 1), [(head.place_date, "i")], CENTER, 13)
    else:
        for text, face in [*head.left, (head.number, ""), *head.right]:
            add_line(document, text, bold="b" in face, alignment=CENTER)
        add_line(document, head.place_date, italic=True, alignment=_RIGHT)
    if head.urgency:
        add_line(document, head.urgency, bold=True)


def _add_blocks(document: Any, blocks: list[Line | Grid], width: float) -> None:
    for block in blocks:
        if isinstance(block, Grid):
            _add_grid(document, block, width)
            continue
        alignment, indent = (CENTER, 0.0) if block.centered else (JUSTIFY, 1.0)
        add_line(document, block.text, bold="b" in block.face, italic="i" in block.face,
                 alignment=alignment, indent=indent)  # fmt: skip


def _add_signature(document: Any, draft: Draft) -> None:
    recipients = [("Nơi nhận:", "bi"), *((f"- {line};", "") for line in draft.recipients[:-1]),
                  (f"- {draft.recipients[-1]}.", "")]  # fmt: skip
    signature = [(line, "b") for line in draft.signature]
    if not draft.signature_as_table:
        for text, _ in [*signature, ("", ""), (draft.signatory, "b")]:
            add_line(document, text, bold=True, alignment=_RIGHT)
        for text, face in recipients:
            add_line(document, text, bold="b" in face, italic="i" in face, size=11)
        return
    table = document.add_table(rows=1, cols=2)
    set_widths(table, [8.0, 8.5])
    add_cell_lines(table.cell(0, 0), recipients, None, 11)
    lines = [*signature, *[("", "")] * 3, (draft.signatory, "b")]
    add_cell_lines(table.cell(0, 1), lines, CENTER, 13)


def _add_appendix(document: Any, draft: Draft) -> None:
    section = document.add_section()
    width = 16.5
    if draft.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
        section.left_margin = section.right_margin = Cm(2)
        width = 25.7
    _add_blocks(document, draft.appendix, width)


def _add_grid(document: Any, grid: Grid, width: float) -> None:
    """The table, in as many pieces as it has."""
    edges = [0, *grid.cuts, len(grid.rows)]
    number = add_numbering(document) if grid.numbered else None
    for piece, (start, end) in enumerate(pairwise(edges)):
        if piece:
            add_line(document, grid.bridge, italic=True)
        header = grid.header if not piece or grid.again else []
        _add_piece(document, grid, header, grid.rows[start:end], width, number)


def _add_piece(
    document: Any,
    grid: Grid,
    header: list[list[str]],
    rows: list[list[str]],
    table_width: float,
    number: int | None,
) -> None:
    names = grid.header[0]
    table = document.add_table(rows=len(header) + len(rows), cols=len(names))
    table.style = "Table Grid"
    set_widths(table, _widths(grid, table_width))
    cells = _list_cells(table, len(names))
    for row, printed in zip(header, cells, strict=False):
        for name, cell in zip(row, printed, strict=True):
            if name:
                add_cell_lines(cell, [(name, "b")], CENTER, 12)
    if len(header) == 2:
        _merge_header(cells, header)
    for index, row in enumerate(rows, len(header)):
        _fill_row(cells, index, row, number)


def _list_cells(table: Any, columns: int) -> list[list[Any]]:
    """The cells row by row; python-docx lists all of them anew at each access."""
    every = table._cells
    return [every[start : start + columns] for start in range(0, len(every), columns)]


def _merge_header(cells: list[list[Any]], header: list[list[str]]) -> None:
    """Names that cover several columns, and those that go down both rows."""
    column = 0
    while column < len(header[0]):
        end = column
        while end + 1 < len(header[0]) and not header[0][end + 1]:
            end += 1
        if end > column:
            cells[0][column].merge(cells[0][end])
        elif not header[1][column]:
            cells[0][column].merge(cells[1][column])
        column = end + 1


def _widths(grid: Grid, width: float) -> list[float]:
    names = grid.names
    weights = [_WEIGHTS.get(name, 2 if " / " in name else 3) for name in names]
    wide = next((n for n, weight in enumerate(weights) if weight == 3), 0)
    weights[wide] = 6
    return [width * weight / sum(weights) for weight in weights]


def _fill_row(cells: list[list[Any]], index: int, row: list[str], number: int | None) -> None:
    printed = cells[index]
    if len(row) <= 2 < len(printed):
        first = len(row) - 1
        if first:
            add_cell_lines(printed[0], [(row[0], "b")], CENTER, 12)
        merged = printed[first].merge(printed[-1])
        add_cell_lines(merged, [(row[-1], "b")], None, 12)
        return
    for column, text in enumerate(row):
        if text == UP:
            printed[column] = cells[index - 1][column].merge(printed[column])
        elif not column and number is not None:
            add_number(printed[0].paragraphs[0], number)
        else:
            lines = [(line, "") for line in text.split("\n")]
            add_cell_lines(printed[column], lines, None if column else CENTER, 12)
