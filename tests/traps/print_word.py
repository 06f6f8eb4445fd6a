"""Traps written as DOCX, which LibreOffice prints: borders as thin filled rectangles, page breaks of its own."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from html import escape
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

from tests.traps.definition import Trap, notes_of
from tests.traps.printing import Beside, Line, Placed, Print, Sheet, parts_of, sides

_LINES = {"solid": "single", "red": "single"}
_NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def write_word(trap: Trap, *, cut: bool = False) -> bytes:
    """The plan as DOCX; ``cut`` breaks its pages where the definition does, as LibreOffice is to print them."""
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "DejaVu Serif Condensed", Pt(trap.size)
    style.paragraph_format.space_after = Pt(3)
    _add_notes(document, notes_of(trap))
    parts = parts_of(trap, cut=cut)
    for number, part in enumerate(parts):
        match part:
            case Sheet(_, again):
                if again:
                    _small(document).paragraph_format.page_break_before = True
                else:
                    _lay_out(document.add_section() if number else document.sections[0], part, trap)
            case Line(text, centred):
                _line(document, text, centred=centred)
            case Beside(left, right):
                _side_by_side(document, left, right)
            case Print():
                _table(document, part)
                if number + 1 == len(parts) or isinstance(parts[number + 1], Print | Sheet):
                    _small(document)
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
            path.write_bytes(write_word(trap, cut=True))
            paths.append(str(path))
        command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
        subprocess.run([*command, "--outdir", folder, *paths], check=True, capture_output=True)
        return {trap.name: Path(folder, f"{trap.name}.pdf").read_bytes() for trap in traps}


def _lay_out(section: Any, sheet: Sheet, trap: Trap) -> None:
    """Size of paper, margins and running head of a section."""
    width, height = sheet.centimetres
    section.orientation = WD_ORIENT.LANDSCAPE if width > height else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(width), Cm(height)
    section.left_margin, section.right_margin = Cm(2.5), Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    if trap.running_head:
        section.header.paragraphs[0].text = trap.running_head
        section.header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


def _add_notes(document: Any, notes: list[str]) -> None:
    """The part that holds the footnotes, which python-docx does not know."""
    if not notes:
        return
    line = "<w:footnote w:id='{}' w:type='{}'><w:p><w:r><w:{}/></w:r></w:p></w:footnote>"
    content = line.format(-1, "separator", "separator") + line.format(0, "continuationSeparator", "separator")
    raised = "<w:rPr><w:vertAlign w:val='superscript'/></w:rPr>"
    for number, note in enumerate(notes, 1):
        text = (
            f"<w:r>{raised}<w:footnoteRef/></w:r><w:r><w:rPr><w:sz w:val='18'/></w:rPr><w:t> {escape(note)}</w:t></w:r>"
        )
        content += f"<w:footnote w:id='{number}'><w:p>{text}</w:p></w:footnote>"
    data = f"<?xml version='1.0' encoding='UTF-8'?><w:footnotes {nsdecls('w')}>{content}</w:footnotes>"
    part = PackagePart(PackURI("/word/footnotes.xml"), _NOTES, data.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _line(parent: Any, text: str, *, centred: bool = False) -> Any:
    paragraph = parent.add_paragraph()
    paragraph.add_run(text).bold = centred
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = None if centred else Cm(1)
    return paragraph


def _small(document: Any) -> Any:
    """An empty paragraph that takes hardly any height."""
    small = document.add_paragraph()
    small.paragraph_format.line_spacing = Pt(1)
    return small


def _side_by_side(document: Any, left: list[str], right: list[str]) -> None:
    table = document.add_table(rows=1, cols=2)
    for cell, lines, width in zip(table.rows[0].cells, (left, right), (7, 9.5), strict=True):
        cell.width = Cm(width)
        cell.paragraphs[0].text = lines[0]
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        for line in lines[1:]:
            paragraph = cell.add_paragraph(line)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _table(document: Any, piece: Print) -> None:
    grid = document.add_table(rows=piece.height, cols=len(piece.widths))
    grid.autofit = False
    for column, width in zip(grid.columns, piece.widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
    for number in range(piece.header if piece.table.repeat_header else 0):
        grid.rows[number]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for one in piece.cells:
        cell = grid.cell(one.row, one.column)
        if one.rows > 1 or one.columns > 1:
            cell = cell.merge(grid.cell(one.row + one.rows - 1, one.column + one.columns - 1))
        _fill(cell, one)
        if one.row < piece.header:
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        if one.row < piece.header or piece.table.middle:
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for one in piece.cells:
        for row in range(one.row, one.row + one.rows):
            _border(grid._tbl.tr_lst[row].tc_at_grid_offset(one.column), piece, one)


def _fill(cell: Any, one: Placed) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.add_run(one.text).bold = one.bold
    paragraph.paragraph_format.space_after = Pt(0)
    if one.note:
        run = paragraph.add_run()
        run.font.superscript = True
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(one.note[0]))
        run._r.append(reference)
    if one.inner:
        inner = cell.add_table(rows=len(one.inner), cols=len(one.inner[0]))
        inner.style = "Table Grid"
        for row, texts in zip(inner.rows, one.inner, strict=True):
            for within, text in zip(row.cells, texts, strict=True):
                within.text = text
        cell.paragraphs[-1].paragraph_format.line_spacing = Pt(4)


def _border(cell: Any, piece: Print, one: Placed) -> None:
    left, above, right, below = sides(piece, one)
    properties = cell.get_or_add_tcPr()
    for old in properties.findall(qn("w:tcBorders")):
        properties.remove(old)
    borders = OxmlElement("w:tcBorders")
    for name, shown in (("top", above), ("left", left), ("bottom", below), ("right", right)):
        border = OxmlElement(f"w:{name}")
        border.set(qn("w:val"), _LINES.get(piece.table.line, piece.table.line) if shown else "nil")
        border.set(qn("w:sz"), "4")
        border.set(qn("w:color"), "C00000" if piece.table.line == "red" else "000000")
        borders.append(border)
    for before in ("w:vMerge", "w:gridSpan", "w:tcW"):
        element = properties.find(qn(before))
        if element is not None:
            element.addnext(borders)
            return
