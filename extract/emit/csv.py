"""CSV that opens in Excel: UTF-8 with BOM, CRLF, and no cell that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
import io
from typing import Any

import regex

from extract.emit.rows import Row, TableName, Value, columns_of, table_rows
from schemas.dataset import TABLES
from schemas.plan import Plan

LIST_SEPARATOR = "; "
# A cell that begins with one of these is a formula to a spreadsheet; plans begin cells with "- " all the time.
# Apostrophes before it count too, so that taking one away always gives the value back.
_FORMULA = regex.compile(r"'*[=+\-@\t\r]")
# What Excel and its kin take for a date or a number and rewrite: 01/2023, 1-3, 5.10, 2024-02, 007, 1E5, 10%.
_COERCED = regex.compile(r"'*(?:\d+(?:\s*[/.,:\-]\s*\d+)+|0\d+|\d+E\d+|\d{12,})\.?\s*%?", regex.IGNORECASE)

# Dates and numbers are meant to be dates and numbers; "-5" is no formula among them.
_NO_TEXT = {field.name for table in TABLES.values() for field in table.fields if field.type in ("date", "number")}


class Dialect(csv.excel):
    """Comma (or another delimiter), double quotes where they are needed, CRLF."""

    lineterminator = "\r\n"


def csv_bytes(plan: Plan, table: TableName = "tasks", delimiter: str = ",", *, guard_dates: bool = False) -> bytes:
    """One table of the record; a cell that looks like a formula is led by an apostrophe (see `guard`)."""
    columns = columns_of(table)
    buffer = io.StringIO(newline="")
    writer = csv_writer(buffer, delimiter)
    writer.writerow(columns)
    for row in table_rows(plan, table):
        writer.writerow(csv_cells(row, columns, guard_dates=guard_dates))
    return buffer.getvalue().encode("utf-8-sig")


def csv_writer(file: Any, delimiter: str = ",") -> Any:
    """A writer of rows in the project's dialect."""
    return csv.writer(file, Dialect, delimiter=delimiter)


def csv_cells(row: Row, columns: tuple[str, ...], *, guard_dates: bool = False) -> list[str]:
    """A row as text: lists joined by "; ", absent values empty, text that looks like a formula guarded."""
    return [_plain(row[name]) if name in _NO_TEXT else guard(_plain(row[name]), dates=guard_dates) for name in columns]


def _plain(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return LIST_SEPARATOR.join(map(str, value)) if isinstance(value, list) else str(value)


def guard(text: str, *, dates: bool = False) -> str:
    """The text, never a formula; with ``dates`` nothing a spreadsheet would rewrite as a date or number either.

    >>> guard("- Xây dựng kế hoạch"), guard("01/2023"), guard("01/2023", dates=True)
    ("'- Xây dựng kế hoạch", '01/2023', "'01/2023")
    """
    if _FORMULA.match(text) or (dates and _COERCED.fullmatch(text)):
        return f"'{text}"
    return text


def unguard(text: str, *, dates: bool = False) -> str:
    """The value behind a cell that `guard` wrote.

    >>> unguard("'- Xây dựng kế hoạch"), unguard("'quoted'")
    ('- Xây dựng kế hoạch', "'quoted'")
    """
    guarded = text.startswith("'") and (_FORMULA.match(text) or (dates and _COERCED.fullmatch(text)))
    return text[1:] if guarded else text
