"""The record as a workbook; the same record, and the same notes of an office, give the same bytes.

Sheets: the office's list, tasks, references, targets, problems, header, and columns (what each
heading means).
"""

from __future__ import annotations

import io
from datetime import datetime

import xlsxwriter

from extract.emit.maker import MAKER
from extract.emit.rows import table_rows
from extract.emit.words import Language, words_in
from extract.emit.xlsx.cells import digest_of, is_fitting, make_formats
from extract.emit.xlsx.data import DataSheets
from extract.emit.xlsx.kept_row import KeptRow
from extract.emit.xlsx.office import write_office
from schemas.plan import Plan

_NEVER = datetime(1980, 1, 1)
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": True,
}
_STANDARD_FONT = {"font_name": "Arial", "font_size": 10}
"""A column is so many digits of this font wide; free fonts have its measures."""


def xlsx_bytes(plan: Plan, language: Language = "vi", kept: tuple[KeptRow, ...] = ()) -> bytes:
    """The workbook; ``kept`` are the lines of an older one whose notes it takes along."""
    sink = io.BytesIO()
    book = xlsxwriter.Workbook(
        sink,
        {**_OPTIONS, "default_format_properties": dict(_STANDARD_FONT)},  # which it changes
    )
    book.set_properties(
        {"title": plan.header.title or plan.source.name, "author": MAKER, "created": _NEVER}
    )
    words = words_in(language)
    write_office(book, plan, words, kept)
    sheets = DataSheets(book, make_formats(book, "Arial", 10), words, language == "vi")
    sheets.write(plan)
    book.set_custom_property(MAKER, digest_of(sheets.rows))
    book.close()
    return sink.getvalue()


def remarks_on(plan: Plan) -> list[str]:
    """What a workbook had to leave out: text that no cell holds whole."""
    cells = (value for row in table_rows(plan, "tasks") for value in row.values())
    cut = sum(isinstance(value, str) and not is_fitting(value) for value in cells)
    if not cut:
        return []
    many = "1 cell is" if cut == 1 else f"{cut} cells are"
    return [f"{many} longer than a workbook holds and cut there; the JSON record has all of it"]
