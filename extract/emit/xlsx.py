"""The record as a workbook: text is never a formula or a date by accident, dates are real dates.

Sheets: tasks, references, targets, problems, header, and columns (what each heading means).
"""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any, NamedTuple

import xlsxwriter

from extract.emit.csv import LIST_SEPARATOR
from extract.emit.ours import MAKER
from extract.emit.rows import Row, TableName, Value, columns_of, table_rows
from schemas.dataset import OF_PLAN, TABLES
from schemas.plan import Plan

_SHEETS: tuple[TableName, ...] = ("tasks", "references", "targets", "problems")
_MOST_LETTERS = 32_767
_CUT = "… [the rest is in the JSON record]"
# Excel counts days from here; earlier dates stay text.
_FIRST_DAY = date(1900, 3, 1)
_NEVER = datetime(1980, 1, 1)
_WIDTHS = {
    **{"task": 60, "text": 44, "message": 70, "title": 50, "meaning": 80, "value": 80},
    **{
        "deliverable": 30,
        "lead": 26,
        "lead_names": 26,
        "coordinating": 30,
        "coordinating_names": 30,
        "group": 32,
    },
    **{
        "deadline": 20,
        "deadline_edtf": 20,
        "uri": 40,
        "urn": 40,
        "noun": 30,
        "issuer": 28,
        "extra": 30,
    },
    **{
        "marker": 8,
        "page": 7,
        "start": 8,
        "end": 8,
        "min": 10,
        "max": 10,
        "of": 10,
        "year": 8,
        "mentions": 10,
    },
    **{
        "issued_on": 12,
        "due_latest": 12,
        "reference_issued_on": 14,
        "references": 24,
        "targets": 24,
    },
}
_WIDTH = 18


class _Formats(NamedTuple):
    head: Any
    text: Any
    day: Any
    number: Any


def xlsx_bytes(plan: Plan) -> bytes:
    """The workbook; the same record always gives the same bytes."""
    sink = io.BytesIO()
    book = xlsxwriter.Workbook(
        sink,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
            "nan_inf_to_errors": True,
        },
    )
    book.set_properties(
        {"title": plan.header.title or plan.source.name, "author": MAKER, "created": _NEVER}
    )
    formats = _formats(book)
    for table in _SHEETS:
        _table_sheet(book, formats, table, list(table_rows(plan, table)))
    _pairs_sheet(book, formats, "header", ("field", "label", "value"), _header_rows(plan))
    _pairs_sheet(book, formats, "columns", ("sheet", "column", "label", "meaning"), _column_rows())
    book.close()
    return sink.getvalue()


def _formats(book: Any) -> _Formats:
    base = {"valign": "top", "text_wrap": True, "font_name": "Arial", "font_size": 10}
    return _Formats(
        head=book.add_format(
            {**base, "bold": True, "bg_color": "#E8EEF4", "bottom": 1, "valign": "vcenter"}
        ),
        text=book.add_format({**base, "num_format": "@"}),
        day=book.add_format({**base, "num_format": "dd/mm/yyyy", "align": "left"}),
        number=book.add_format({**base, "num_format": "General"}),
    )


def _sheet_columns(table: TableName) -> tuple[str, ...]:
    """The row's own columns first; those of the plan, the same in every row, stand last."""
    about = {field.name for field in OF_PLAN}
    columns = columns_of(table)
    return (
        *(one for one in columns if one not in about),
        *(one for one in columns if one in about),
    )


def _table_sheet(book: Any, formats: _Formats, table: TableName, rows: list[Row]) -> None:
    sheet = book.add_worksheet(table)
    columns = _sheet_columns(table)
    types = {field.name: field.type for field in TABLES[table].fields}
    _head(sheet, formats, columns, len(rows))
    for line, row in enumerate(rows, 1):
        for place, name in enumerate(columns):
            _write(sheet, line, place, row[name], types[name], formats)


def _head(sheet: Any, formats: _Formats, columns: tuple[str, ...], rows: int) -> None:
    """Headings that stay in sight, filters over all rows, one page wide on paper."""
    for place, name in enumerate(columns):
        sheet.set_column(place, place, _WIDTHS.get(name, _WIDTH))
        sheet.write_string(0, place, name, formats.head)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, rows, len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write(sheet: Any, line: int, place: int, value: Value, kind: str, formats: _Formats) -> None:
    if value is None or value == [] or value == "":
        return
    if kind == "date" and (day := _day(str(value))) is not None:
        sheet.write_datetime(line, place, day, formats.day)
    elif kind == "integer":
        sheet.write_number(line, place, value, formats.number)
    elif kind == "number" and (amount := _amount(str(value))) is not None:
        sheet.write_number(line, place, amount, formats.number)
    elif isinstance(value, bool):
        sheet.write_boolean(line, place, value, formats.text)
    else:
        text = LIST_SEPARATOR.join(map(str, value)) if isinstance(value, list) else str(value)
        sheet.write_string(line, place, _fitting(text), formats.text)


def _fitting(text: str) -> str:
    """A cell holds 32,767 letters; what is cut says so."""
    return text if len(text) <= _MOST_LETTERS else text[: _MOST_LETTERS - len(_CUT)] + _CUT


def _day(text: str) -> datetime | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return datetime(day.year, day.month, day.day) if day >= _FIRST_DAY else None


def _amount(text: str) -> float | None:
    """A number a cell can hold exactly (15 digits); a longer one stays text."""
    digits = text.lstrip("-").replace(".", "")
    return float(text) if digits.isdigit() and len(digits) <= 15 else None


def _pairs_sheet(
    book: Any, formats: _Formats, name: str, columns: tuple[str, ...], rows: list[tuple[Value, ...]]
) -> None:
    sheet = book.add_worksheet(name)
    _head(sheet, formats, columns, len(rows))
    for line, row in enumerate(rows, 1):
        for place, value in enumerate(row):
            kind = "date" if row[0] == "issued_on" and columns[place] == "value" else "string"
            _write(sheet, line, place, value, kind, formats)


def _header_rows(plan: Plan) -> list[tuple[Value, ...]]:
    row = next(table_rows(plan, "plans"))
    return [(field.name, field.label, row[field.name]) for field in TABLES["plans"].fields]


def _column_rows() -> list[tuple[Value, ...]]:
    return [
        (table, field.name, field.label, field.meaning)
        for table in _SHEETS
        for name in _sheet_columns(table)
        for field in TABLES[table].fields
        if field.name == name
    ]
