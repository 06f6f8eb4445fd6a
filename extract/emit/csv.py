"""CSV that opens in Excel: UTF-8 with BOM, CRLF, no cell that a spreadsheet runs as a formula.

A formula begins with a sign where a cell begins. Where that is depends on who opens the file: a
spreadsheet that parts cells at ``;`` sees two cells in "Báo cáo;=2+5", and quotes round a cell mean
nothing to it in the middle of one. So an apostrophe goes before every formula that stands where any
of the usual separators would begin a cell.

Source: OWASP, CSV Injection.
"""

from __future__ import annotations

import csv
import io
from typing import Any

import regex

from extract.emit.rows import Row, TableName, Value, columns_of, labels_of, table_rows
from schemas.dataset import TABLES
from schemas.plan import Plan

LIST_SEPARATOR = "; "
# Quotes fall away and controls are passed over before a sign is looked for; apostrophes count as
# they do so that taking one away always gives the value back. A blank makes the cell text.
_FORMULA = r"""[\x00-\x08\x0b\x0c\x0e-\x1f"']*[=+\-@＝＋－＠]"""
_BEGINS = r"(?:^|(?<=[,;|\t\r\n]))"
# Plans begin cells with "- " all the time.
_LIVE = regex.compile(rf"{_BEGINS}{_FORMULA}|^'*[\t\r\n]")
_GUARDED = regex.compile(rf"{_BEGINS}'(?={_FORMULA})|^'(?='*[\t\r\n])")
# What Excel and its kin take for a date or a number: 01/2023, 1-3, 5.10, 2024-02, 007, 1E5, 10%.
_COERCED = regex.compile(
    r"'*(?:\d+(?:\s*[/.,:\-]\s*\d+)+|0\d+|\d+E\d+|\d{12,})\.?\s*%?", regex.IGNORECASE
)

# Dates and numbers are meant to be dates and numbers; "-5" is no formula among them.
_NO_TEXT = {
    field.name
    for table in TABLES.values()
    for field in table.fields
    if field.type in ("date", "number")
}


class Dialect(csv.excel):
    """Comma (or another delimiter), double quotes where they are needed, CRLF."""

    lineterminator = "\r\n"


def csv_bytes(
    plan: Plan,
    table: TableName = "tasks",
    delimiter: str = ",",
    *,
    guard_dates: bool = False,
    labelled: bool = False,
) -> bytes:
    """One table of the record; what looks like a formula is led by an apostrophe (see `guard`).

    The first line holds the columns' names, or with ``labelled`` their Vietnamese ones.
    """
    columns = columns_of(table)
    buffer = io.StringIO(newline="")
    writer = csv_writer(buffer, delimiter)
    writer.writerow(labels_of(table) if labelled else columns)
    for row in table_rows(plan, table):
        writer.writerow(csv_cells(row, columns, guard_dates=guard_dates))
    return buffer.getvalue().encode("utf-8-sig")


def csv_writer(file: Any, delimiter: str = ",") -> Any:
    """A writer of rows in the project's dialect."""
    return csv.writer(file, Dialect, delimiter=delimiter)


def csv_cells(row: Row, columns: tuple[str, ...], *, guard_dates: bool = False) -> list[str]:
    """A row as text: lists joined by "; ", absent values empty, formulas guarded."""
    return [
        _plain(row[name]) if name in _NO_TEXT else guard(_plain(row[name]), dates=guard_dates)
        for name in columns
    ]


def _plain(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return LIST_SEPARATOR.join(map(str, value)) if isinstance(value, list) else str(value)


def guard(text: str, *, dates: bool = False) -> str:
    """The text, never a formula; with ``dates`` nothing that becomes a date or a number either.

    >>> guard("- Xây dựng kế hoạch"), guard("Báo cáo;=2+5")
    ("'- Xây dựng kế hoạch", "Báo cáo;'=2+5")
    >>> guard("01/2023"), guard("01/2023", dates=True)
    ('01/2023', "'01/2023")
    """
    guarded = _LIVE.sub(r"'\g<0>", text)
    if dates and guarded == text and _COERCED.fullmatch(text):
        return f"'{text}"
    return guarded


def unguard(text: str, *, dates: bool = False) -> str:
    """The value behind a cell that `guard` wrote.

    >>> unguard("'- Xây dựng kế hoạch"), unguard("'quoted'")
    ('- Xây dựng kế hoạch', "'quoted'")
    """
    plain = _GUARDED.sub("", text)
    if dates and plain == text and text.startswith("'") and _COERCED.fullmatch(text):
        return text[1:]
    return plain
