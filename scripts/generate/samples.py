"""Builds samples/*.txt, *.docx and *.pdf from samples/*.toml: one plan, three doors.

The PDF is printed from the DOCX by LibreOffice (Debian: libreoffice-writer-nogui, and fonts-liberation2, as version 1
of these fonts lacks Vietnamese letters); without it the PDFs stay as they are.
"""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import tempfile
import tomllib
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
FONT = "Times New Roman"
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
ZIP_DATE = (2025, 1, 1, 0, 0, 0)
CENTER, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


@dataclass
class Table:
    """A table of an appendix; ``rows`` are cells as the definition writes them, group rows with two cells."""

    appendix: str
    title: str
    caption: str
    columns: list[str]
    widths: list[float]
    rows: list[list[str]]
    repeat_header: bool = False
    word_numbers: bool = False
    same_page: bool = False


@dataclass
class Sample:
    """A plan as its definition says it."""

    issuer: list[str]
    code: str
    place_date: str
    title: str
    body: list[str]
    recipients: list[str]
    signature: list[str]
    signatory: str
    tables: list[Table]
    bare_transcript: bool = False
    size: float = 13
    kind: str = field(default="KẾ HOẠCH")


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    for path in sorted(SAMPLES.glob("*.toml")):
        sample = read_sample(tomllib.loads(path.read_text(encoding="utf-8")))
        path.with_suffix(".txt").write_text(transcript(sample), encoding="utf-8")
        path.with_suffix(".docx").write_bytes(word(sample))
        print_pdf(path.with_suffix(".docx"))
        print(f"{path.stem}: {len(sample.tables)} tables")


def read_sample(definition: dict[str, Any]) -> Sample:
    tables = [
        Table(
            **{**one, "rows": [[cell.strip() for cell in row.split(" | ")] for row in one["rows"].strip().split("\n")]}
        )
        for one in definition.pop("tables")
    ]
    body = definition.pop("body").strip().split("\n")
    return Sample(**definition, body=body, tables=tables)


# --- transcript -------------------------------------------------------------------------------------------------------


def transcript(sample: Sample) -> str:
    """The plan as a transcript: light Markdown, tables with tabs, rows cut where the definition marks a page's end."""
    parts = [] if sample.bare_transcript else [f"**{' '.join(sample.issuer)}**", f"**{NATION}**  \n**{MOTTO}**"]
    parts += [f"Số: {sample.code}", sample.place_date, f"**{sample.kind}**  \n**{sample.title}**"]
    parts += [f"**{line}**" if is_heading(line) else line for line in sample.body]
    parts.append("**Nơi nhận:**\n\n" + "\n".join(f"- {line};" for line in sample.recipients)[:-1] + ".")
    parts += ["**" + "  \n".join(sample.signature) + "**", f"**{sample.signatory}**"]
    for table in sample.tables:
        parts.append(f"**{table.appendix}**  \n**{table.title}**  \n*{table.caption}*")
        parts.append("\n".join(transcript_rows(table)))
    return "\n\n".join(parts) + "\n"


def transcript_rows(table: Table) -> list[str]:
    lines = ["\t".join(row) for row in header_rows(table.columns)]
    above: list[str] = []
    for row in table.rows:
        if len(row) == 2:
            lines.append("\t".join([f"<b>{cell}</b>" for cell in row] + [""] * (len(table.columns) - 2)))
            continue
        row = [above[index] if cell == "^" else cell for index, cell in enumerate(row)]
        above = row
        if any("¦" in cell for cell in row):
            halves = [cell.partition("¦") for cell in row]
            lines += ["\t".join(half[0].strip() for half in halves), "", "\t".join(half[2] for half in halves)]
        else:
            lines.append("\t".join(row))
    return lines


def header_rows(columns: list[str]) -> list[list[str]]:
    """The header as its rows: "Upper / Lower" makes two of them; cells covered by the one above or beside are empty."""
    if not any(" / " in column for column in columns):
        return [columns]
    upper = [column.partition(" / ")[0] for column in columns]
    shown = ["" if index and name == upper[index - 1] else name for index, name in enumerate(upper)]
    return [shown, [column.partition(" / ")[2] for column in columns]]


def is_heading(line: str) -> bool:
    """Whether a line of the body is a heading of the first level: a Roman number before capitals."""
    head, _, rest = line.partition(". ")
    return bool(head) and set(head) <= set("IVX") and rest == rest.upper()


# --- DOCX -------------------------------------------------------------------------------------------------------------


def word(sample: Sample) -> bytes:
    """The plan as Word offices make it."""
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(sample.size)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    normal.paragraph_format.space_after = Pt(4)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2)
    section.different_first_page_header_footer = True
    add_page_number(section.header.paragraphs[0])
    add_head(document, sample)
    add_line(document, sample.kind, bold=True, alignment=CENTER, before=10)
    add_line(document, sample.title, bold=True, alignment=CENTER)
    for line in sample.body:
        add_line(document, line, bold=is_heading(line), alignment=JUSTIFY, indent=1.0)
    add_signature(document, sample)
    for table in sample.tables:
        add_appendix(document, table)
    return fixed(document)


def add_line(parent: Any, text: str, *, bold: bool = False, italic: bool = False, alignment: Any = None,
             indent: float = 0, before: float = 0, size: float | None = None) -> Any:  # fmt: skip
    paragraph = parent.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.italic = bold or None, italic or None
    run.font.size = Pt(size) if size else None
    paragraph.alignment = alignment
    paragraph.paragraph_format.first_line_indent = Cm(indent) if indent else None
    paragraph.paragraph_format.space_before = Pt(before) if before else None
    return paragraph


def add_cell_lines(cell: Any, lines: list[tuple[str, str]], alignment: Any = None, size: float = 13) -> None:
    """Lines of a cell, each with its face ("b", "i", "")."""
    cell.paragraphs[0]._p.getparent().remove(cell.paragraphs[0]._p)
    for text, face in lines:
        paragraph = add_line(cell, text, bold="b" in face, italic="i" in face, alignment=alignment, size=size)
        paragraph.paragraph_format.space_after = Pt(0)


def add_head(document: Any, sample: Sample) -> None:
    table = document.add_table(rows=2, cols=2)
    set_widths(table, [6.5, 10.0])
    add_cell_lines(table.cell(0, 0), [(sample.issuer[0], ""), (sample.issuer[1], "b")], CENTER, 12)
    add_cell_lines(table.cell(0, 1), [(NATION, "b"), (MOTTO, "b")], CENTER, 12)
    add_cell_lines(table.cell(1, 0), [(f"Số: {sample.code}", "")], CENTER, 13)
    add_cell_lines(table.cell(1, 1), [(sample.place_date, "i")], CENTER, 13)


def add_signature(document: Any, sample: Sample) -> None:
    table = document.add_table(rows=1, cols=2)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    set_widths(table, [8.0, 8.5])
    recipients = [("Nơi nhận:", "bi")] + [(f"- {line};", "") for line in sample.recipients[:-1]]
    add_cell_lines(table.cell(0, 0), [*recipients, (f"- {sample.recipients[-1]}.", "")], None, 11)
    signature = [(line, "b") for line in sample.signature] + [("", "")] * 3 + [(sample.signatory, "b")]
    add_cell_lines(table.cell(0, 1), signature, CENTER, 13)


def add_appendix(document: Any, table: Table) -> None:
    """Title, caption and table, in a landscape section of their own or on the page where the plan ends."""
    if not table.same_page:
        section = document.add_section()
        section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
        section.left_margin = section.right_margin = Cm(2)
        section.different_first_page_header_footer = False
    add_line(document, table.appendix, bold=True, alignment=CENTER, before=24 if table.same_page else 0)
    add_line(document, table.title, bold=True, alignment=CENTER)
    add_line(document, table.caption, italic=True, alignment=CENTER)
    header = header_rows(table.columns)
    grid = document.add_table(rows=len(header) + len(table.rows), cols=len(table.columns))
    grid.style = "Table Grid"
    set_widths(grid, table.widths)
    fill_header(grid, header, repeat=table.repeat_header)
    number = add_numbering(document) if table.word_numbers else None
    for index, row in enumerate(table.rows, len(header)):
        fill_row(grid, index, row, number)


def fill_header(grid: Any, header: list[list[str]], *, repeat: bool) -> None:
    for index, row in enumerate(header):
        if repeat:
            grid.rows[index]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for column, name in enumerate(row):
            if name:
                add_cell_lines(grid.cell(index, column), [(name, "b")], CENTER, 12)
    if len(header) == 2:
        for column, name in enumerate(header[0]):
            if not name:
                grid.cell(0, column - 1).merge(grid.cell(0, column))
            elif not header[1][column]:
                grid.cell(0, column).merge(grid.cell(1, column))


def fill_row(grid: Any, index: int, row: list[str], number: int | None) -> None:
    if len(row) == 2:
        add_cell_lines(grid.cell(index, 0), [(row[0], "b")], CENTER, 12)
        cell = grid.cell(index, 1).merge(grid.cell(index, len(grid.columns) - 1))
        add_cell_lines(cell, [(row[1], "b")], None, 12)
        return
    for column, text in enumerate(row):
        if text == "^":
            top = index
            while grid.cell(top, column).text == "" and top:
                top -= 1
            grid.cell(top, column).merge(grid.cell(index, column))
        elif not column and number is not None:
            add_number(grid.cell(index, column).paragraphs[0], number)
        else:
            lines = text.replace("¦", "").split(" // ")
            add_cell_lines(grid.cell(index, column), [(line, "") for line in lines], None if column else CENTER, 12)


def set_widths(table: Any, widths: list[float]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def add_numbering(document: Any) -> int:
    """A list of plain numbers of its own; the id by which paragraphs name it."""
    root = document.part.numbering_part.element
    identifier = 100 + len(root.findall(qn("w:num")))
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{identifier}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:suff w:val="nothing"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>'
    )
    root.insert(0, abstract)
    root.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="{identifier}"><w:abstractNumId w:val="{identifier}"/></w:num>')
    )
    return identifier


def add_number(paragraph: Any, identifier: int) -> None:
    paragraph.alignment = CENTER
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{identifier}"/></w:numPr>')
    )


def add_page_number(paragraph: Any) -> None:
    paragraph.alignment = CENTER
    field_code = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>2</w:t></w:r></w:fldSimple>')
    paragraph._p.append(field_code)


def fixed(document: Any) -> bytes:
    """The document's bytes with fixed times, so that the same definition gives the same file."""
    buffer = io.BytesIO()
    document.save(buffer)
    result = io.BytesIO()
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, ZIP_DATE), source.read(name), zipfile.ZIP_DEFLATED)
    return result.getvalue()


# --- PDF --------------------------------------------------------------------------------------------------------------


def print_pdf(path: Path) -> None:
    """Print a DOCX with LibreOffice, with a profile of its own."""
    office = shutil.which("soffice")
    if office is None:
        print(f"{path.stem}: no LibreOffice, its PDF stays as it is")
        return
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        shutil.copyfile(Path(folder) / f"{path.stem}.pdf", path.with_suffix(".pdf"))


if __name__ == "__main__":
    main()
