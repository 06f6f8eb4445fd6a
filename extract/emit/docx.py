"""The list of what is due as a Word table, as offices pass it on: A4 on its side, headings on each
page, Times New Roman.

Source: Decree 30/2020/NĐ-CP, annex I, for font and sizes; ECMA-376 part 1, 17.4.6 (cantSplit),
17.4.49 (tblHeader), 17.16 (fields).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

import docx
import regex
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from extract.emit.agenda.entries import Entry, by_day, list_entries
from extract.emit.agenda.shown import problems_of, show_day
from extract.emit.csv import LIST_SEPARATOR
from extract.emit.maker import MAKER
from extract.emit.words import Language, Words, words_in
from schemas.plan import Plan

_FONT = "Times New Roman"
_TITLE, _TEXT, _CELL, _SMALL = 14, 13, 12, 10
"""Points of the title, the lines below it, the cells, and what says where a deadline is from."""

_WIDTHS = {
    "marker": 1.2,
    "due": 3.3,
    "task": 7.2,
    "lead": 3.3,
    "coordinating": 3.6,
    "deliverable": 3.7,
    "page": 1.8,
    "review": 2.6,
}
"""Columns and their widths in centimetres: together the paper without its margins."""

_HIGH, _WIDE, _MARGIN = 21.0, 29.7, 1.5
_WHOLE = 700
"""Letters of a task whose row is not to be cut by the end of a page."""

_HEAD_COLOUR, _GROUP_COLOUR = "D9E2EC", "F1F4F8"
_NEVER = datetime(1980, 1, 1, tzinfo=UTC)
_ZIPPED = (1980, 1, 1, 0, 0, 0)
# XML holds no controls, halves of letters or these two code points
_NO_XML = regex.compile(r"[[\p{Cc}\p{Cs}\uFFFE\uFFFF]--[\t\n]]", regex.V1)
_NO_LETTER = "\ufffd"


def docx_bytes(plan: Plan, language: Language = "vi") -> bytes:
    """The Word file; the same record always gives the same bytes."""
    words = words_in(language)
    document = docx.Document()
    _set_properties(document, plan)
    _set_page(document, words)
    for text, size, look in _title_lines(plan, words):
        _paragraph(document.add_paragraph(), text, size, look, WD_ALIGN_PARAGRAPH.CENTER)
    _write_table(document, plan, words)
    note = words["list.made"].format(plan.source.name)
    _paragraph(document.add_paragraph(), note, _SMALL, "italic")
    sink = io.BytesIO()
    document.save(sink)
    return _without_clock(sink.getvalue())


def _set_properties(document: Any, plan: Plan) -> None:
    about = document.core_properties
    about.author = about.last_modified_by = MAKER
    about.title = _clean(plan.header.title or plan.source.name)[:255]
    about.comments = ""
    about.created = about.modified = _NEVER
    about.revision = 1


def _set_page(document: Any, words: Words) -> None:
    """A4 on its side; the font of everything; the number of each page below it."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(_WIDE), Cm(_HIGH)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(_MARGIN))
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(_TEXT)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), _FONT)
    normal.paragraph_format.space_after = Pt(0)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    before, between, after = words["page.of"].split("{}")
    for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, None)):
        footer.add_run(text)
        if field:
            _add_field(footer, field)


def _add_field(paragraph: Any, name: str) -> None:
    """A value that Word computes where it stands."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _title_lines(plan: Plan, words: Words) -> Iterator[tuple[str, int, str]]:
    """What stands above the table: its name, the plan's title, and which plan it is from."""
    header = plan.header
    yield words["list.title"], _TITLE, "bold"
    if header.title:
        yield header.title, _TEXT, "bold"
    code = " ".join(part for part in (header.kind, header.code) if part) or plan.source.name
    parts = [words["list.of"].format(code)]
    if header.issued_on:
        parts.append(words["list.dated"].format(show_day(header.issued_on)))
    if header.issuer:
        parts.append(words["list.by"].format(header.issuer))
    yield f"({' '.join(parts)})", _TEXT, "italic"
    yield "", _SMALL, ""


def _write_table(document: Any, plan: Plan, words: Words) -> None:
    table = document.add_table(rows=1, cols=len(_WIDTHS))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS.values(), strict=True):
        column.width = Cm(width)
    head = table.rows[0]
    _mark(head, "w:tblHeader")
    for cell, name in zip(head.cells, _WIDTHS, strict=True):
        _shade(cell, _HEAD_COLOUR)
        words_ = words[f"column.{name}"]
        _paragraph(cell.paragraphs[0], words_, _CELL, "bold", WD_ALIGN_PARAGRAPH.CENTER)
    problems = problems_of(plan, words)
    number = 0
    for kind, entries in groupby(by_day(list_entries(plan)), key=lambda one: one.when.kind):
        _write_group(table, words[f"group.{kind}"])
        for entry in entries:
            number += 1
            review = LIST_SEPARATOR.join(problems[entry.task.id])
            _write_row(table, entry, number, review, words)
    for row in table.rows:
        _set_widths(row)


def _write_group(table: Any, title: str) -> None:
    row = table.add_row()
    cell = row.cells[0].merge(row.cells[-1])
    _shade(cell, _GROUP_COLOUR)
    _paragraph(cell.paragraphs[0], title, _CELL, "bold")
    cell.paragraphs[0].paragraph_format.keep_with_next = True
    _mark(row, "w:cantSplit")


def _write_row(table: Any, entry: Entry, number: int, review: str, words: Words) -> None:
    task = entry.task
    row = table.add_row()
    if len(task.task) < _WHOLE:
        _mark(row, "w:cantSplit")
    page = next((one.page for one in task.where if one.page is not None), None)
    marker, due, *rest = row.cells
    _paragraph(marker.paragraphs[0], str(number), _CELL, "", WD_ALIGN_PARAGRAPH.CENTER)
    _write_due(due, entry, words)
    texts = (
        task.task,
        task.lead,
        task.coordinating,
        task.deliverable,
        "" if page is None else str(page),
        review,
    )
    for cell, text in zip(rest, texts, strict=True):
        _paragraph(cell.paragraphs[0], text or "", _CELL)


def _write_due(cell: Any, entry: Entry, words: Words) -> None:
    """The day, and below it the plan's own words; the words alone where there is no day."""
    said = entry.task.deadline.raw.strip() if entry.task.deadline else ""
    if entry.when.kind != "day" or entry.when.day is None:
        _paragraph(cell.paragraphs[0], said or words[f"due.{entry.when.kind}"], _CELL)
        return
    _paragraph(cell.paragraphs[0], show_day(entry.when.day.isoformat()), _CELL, "bold")
    if said:
        _paragraph(cell.add_paragraph(), said, _SMALL, "italic")


def _paragraph(
    paragraph: Any,
    text: str,
    size: int,
    look: str = "",
    alignment: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT,
) -> None:
    paragraph.alignment = alignment
    run = paragraph.add_run(_clean(text))
    run.font.size = Pt(size)
    run.bold = look == "bold"
    run.italic = look == "italic"


def _clean(text: str) -> str:
    """A text as XML may hold it; U+FFFD stands for every other sign."""
    return _NO_XML.sub(_NO_LETTER, text.replace("\r\n", "\n").replace("\r", "\n"))


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _shade(cell: Any, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", colour)):
        shade.set(qn(name), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _set_widths(row: Any) -> None:
    """Each cell's width: Word goes by these, not by the columns'."""
    cells: Iterable[Any] = row._tr.tc_lst
    if len(row._tr.tc_lst) == len(_WIDTHS):
        for cell, width in zip(cells, _WIDTHS.values(), strict=True):
            cell.width = Cm(width)


def _without_clock(data: bytes) -> bytes:
    """A package whose parts bear no time of day."""
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(sink, "w") as package:
        for entry in made.infolist():
            info = zipfile.ZipInfo(entry.filename, _ZIPPED)
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, made.read(entry))
    return sink.getvalue()
