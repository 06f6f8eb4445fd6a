"""Traps written as DOCX, which LibreOffice prints: borders as thin filled rectangles, page breaks of its own."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from tests.traps.definition import (
    CLOSING,
    HEAD,
    RECIPIENTS,
    SIGNATURE,
    TITLE,
    WIDE,
    Placed,
    Print,
    Table,
    Trap,
    body_of,
    prints,
    sides,
)

_LINES = {"solid": "single", "red": "single"}


def write_word(trap: Trap) -> bytes:
    """The plan as DOCX."""
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "DejaVu Serif Condensed", Pt(trap.size)
    style.paragraph_format.space_after = Pt(3)
    section = document.sections[0]
    wide = trap.page in WIDE
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if wide else (Cm(21), Cm(29.7))
    section.left_margin, section.right_margin = Cm(2.5), Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    if trap.running_head:
        section.header.paragraphs[0].text = trap.running_head
        section.header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    _side_by_side(document, [left for left, _ in HEAD], [right for _, right in HEAD])
    for line in TITLE:
        _line(document, line, centred=True)
    for line in body_of(trap):
        _line(document, line)
    if not trap.in_body:
        _closing(document)
    for table in trap.tables:
        _table(document, table, trap.in_body)
    if trap.in_body:
        _closing(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def print_words(traps: list[Trap]) -> dict[str, bytes]:
    """The PDFs by name, printed in one run of LibreOffice."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program is not None
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for trap in traps:
            path = Path(folder, f"{trap.name}.docx")
            path.write_bytes(write_word(trap))
            paths.append(str(path))
        command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
        subprocess.run([*command, "--outdir", folder, *paths], check=True, capture_output=True)
        return {trap.name: Path(folder, f"{trap.name}.pdf").read_bytes() for trap in traps}


def _line(parent: Any, text: str, *, centred: bool = False, bold: bool | None = None) -> Any:
    paragraph = parent.add_paragraph()
    paragraph.add_run(text).bold = centred if bold is None else bold
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = None if centred else Cm(1)
    return paragraph


def _side_by_side(document: Any, left: list[str], right: list[str]) -> None:
    table = document.add_table(rows=1, cols=2)
    for cell, lines, width in zip(table.rows[0].cells, (left, right), (7, 9.5), strict=True):
        cell.width = Cm(width)
        cell.paragraphs[0].text = lines[0]
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        for line in lines[1:]:
            paragraph = cell.add_paragraph(line)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _closing(document: Any) -> None:
    _line(document, CLOSING)
    _side_by_side(document, RECIPIENTS, SIGNATURE)


def _table(document: Any, table: Table, in_body: bool) -> None:
    if table.appendix and not in_body:
        document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
    for text in (table.appendix, table.title, table.caption):
        if text:
            _line(document, text, centred=True)
    for number, piece in enumerate(prints(table)):
        if number:
            small = document.add_paragraph()
            small.paragraph_format.page_break_before = True
            small.paragraph_format.line_spacing = Pt(1)
        _piece(document, table, piece)
    if table.note:
        _line(document, table.note)
    else:
        document.add_paragraph()


def _piece(document: Any, table: Table, piece: Print) -> None:
    grid = document.add_table(rows=piece.height, cols=len(table.widths))
    grid.autofit = False
    for column, width in zip(grid.columns, table.widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
    for number in range(piece.header if table.repeat_header else 0):
        grid.rows[number]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for one in piece.cells:
        cell = grid.cell(one.row, one.column)
        if one.rows > 1 or one.columns > 1:
            cell = cell.merge(grid.cell(one.row + one.rows - 1, one.column + one.columns - 1))
        cell.paragraphs[0].add_run(one.text).bold = one.bold
        cell.paragraphs[0].paragraph_format.space_after = Pt(0)
        if one.row < piece.header:
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        if one.row < piece.header or table.middle:
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for one in piece.cells:
        for row in range(one.row, one.row + one.rows):
            for column in range(one.column, one.column + one.columns):
                _border(grid.cell(row, column), table, piece, one)


def _border(cell: Any, table: Table, piece: Print, one: Placed) -> None:
    left, above, right, below = sides(table, piece, one)
    properties = cell._tc.get_or_add_tcPr()
    for old in properties.findall(qn("w:tcBorders")):
        properties.remove(old)
    borders = OxmlElement("w:tcBorders")
    for name, shown in (("top", above), ("left", left), ("bottom", below), ("right", right)):
        border = OxmlElement(f"w:{name}")
        border.set(qn("w:val"), _LINES.get(table.line, table.line) if shown else "nil")
        border.set(qn("w:sz"), "4")
        border.set(qn("w:color"), "C00000" if table.line == "red" else "000000")
        borders.append(border)
    for before in ("w:vMerge", "w:gridSpan", "w:tcW"):
        element = properties.find(qn(before))
        if element is not None:
            element.addnext(borders)
            return
