"""CSV that opens in Excel: UTF-8 with BOM, CRLF, and no cell that Excel would run as a formula."""

from __future__ import annotations

import csv
import io

from extract.emit.rows import COLUMNS, TableName, table_rows
from schemas.plan import Plan

# A cell that begins with one of these is a formula to a spreadsheet; plans begin cells with "- " all the time.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(plan: Plan, table: TableName = "tasks", delimiter: str = ",") -> bytes:
    """One table of the record; a cell that looks like a formula is led by an apostrophe."""
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, COLUMNS[table], delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    for row in table_rows(plan, table):
        writer.writerow({name: formula_safe(value) for name, value in row.items()})
    return buffer.getvalue().encode("utf-8-sig")


def formula_safe(value: str) -> str:
    """The value, never a formula.

    >>> formula_safe("- Xây dựng kế hoạch")
    "'- Xây dựng kế hoạch"
    """
    return f"'{value}" if value.startswith(_FORMULA_STARTS) else value
