"""The sheets behind the first one: the record's tables, its header, and what each heading means."""

from __future__ import annotations

from typing import Any

from extract.emit.rows import Row, TableName, Value, columns_of, table_rows
from extract.emit.words import Words
from extract.emit.xlsx.cells import Formats, Sheet
from schemas.dataset import OF_PLAN, TABLES, TableField
from schemas.plan import Plan

_SHEETS: tuple[TableName, ...] = ("tasks", "references", "targets", "problems")
_WIDTHS = {
    60: "task",
    44: "text",
    70: "message",
    50: "title",
    80: "meaning value",
    30: "deliverable coordinating coordinating_names noun extra",
    26: "lead lead_names",
    32: "group",
    20: "deadline deadline_edtf",
    40: "uri urn",
    28: "issuer",
    8: "marker start end year",
    7: "page",
    10: "min max of mentions",
    12: "issued_on due_latest",
    14: "reference_issued_on",
    24: "references targets",
}
_WIDTH_OF = {name: width for width, names in _WIDTHS.items() for name in names.split()}
_WIDTH = 18
_LANDSCAPE_A4 = 9
_PAGE = 180
"""Digits that a page is wide, so that letters of 10 points have about 8 on paper."""


class DataSheets:
    """Writes the sheets of data; ``rows`` are those of all of them, as they stand in the file."""

    def __init__(self, book: Any, formats: Formats, words: Words, labelled: bool) -> None:
        """Begin; with ``labelled`` headings are the fields' Vietnamese names, else their own."""
        self._book = book
        self._formats = formats
        self._words = words
        self._labelled = labelled
        self.rows: list[list[str]] = []

    def write(self, plan: Plan) -> None:
        """Write all of them."""
        for table in _SHEETS:
            self._write_table(table, list(table_rows(plan, table)))
        self._write_pairs("header", ("field", "label", "value"), _header_rows(plan))
        self._write_pairs("columns", ("sheet", "column", "label", "meaning"), self._column_rows())

    def _begin(self, name: str, heads: list[tuple[str, str]], rows: int) -> Sheet:
        """A sheet with headings (name, as shown) that stay in sight, filters over all rows, as many
        pages wide as keep it readable."""
        made = self._book.add_worksheet(self._words[f"sheet.{name}"])
        sheet = Sheet(made, self._formats, self._words)
        widths = [_WIDTH_OF.get(field, _WIDTH) for field, _ in heads]
        for place, (width, (_, shown)) in enumerate(zip(widths, heads, strict=True)):
            made.set_column(place, place, width)
            sheet.head(place, shown)
        made.freeze_panes(1, 0)
        made.autofilter(0, 0, rows, len(heads) - 1)
        made.set_landscape()
        made.set_paper(_LANDSCAPE_A4)
        made.fit_to_pages(-(-sum(widths) // _PAGE), 0)
        made.repeat_rows(0)
        return sheet

    def _write_table(self, table: TableName, rows: list[Row]) -> None:
        fields = _fields_of(table)
        sheet = self._begin(table, [(one.name, self._head(one)) for one in fields], len(rows))
        for line, row in enumerate(rows, 1):
            for place, field in enumerate(fields):
                sheet.write(line, place, row[field.name], field.type)
        self.rows += sheet.rows

    def _head(self, field: TableField) -> str:
        return field.label if self._labelled else field.name

    def _write_pairs(
        self, name: str, columns: tuple[str, ...], rows: list[tuple[Value, ...]]
    ) -> None:
        heads = [(one, self._words[f"column.{one}"]) for one in columns]
        sheet = self._begin(name, heads, len(rows))
        for line, row in enumerate(rows, 1):
            for place, value in enumerate(row):
                kind = "date" if row[0] == "issued_on" and columns[place] == "value" else "string"
                sheet.write(line, place, value, kind)
        self.rows += sheet.rows

    def _column_rows(self) -> list[tuple[Value, ...]]:
        return [
            (self._words[f"sheet.{table}"], field.name, field.label, field.meaning)
            for table in _SHEETS
            for field in _fields_of(table)
        ]


def _fields_of(table: TableName) -> list[TableField]:
    """The row's own columns first; those of the plan, the same in every row, stand last."""
    about = {field.name for field in OF_PLAN}
    columns = columns_of(table)
    order = [one for one in columns if one not in about]
    order += [one for one in columns if one in about]
    fields = {field.name: field for field in TABLES[table].fields}
    return [fields[name] for name in order]


def _header_rows(plan: Plan) -> list[tuple[Value, ...]]:
    row = next(table_rows(plan, "plans"))
    return [(field.name, field.label, row[field.name]) for field in TABLES["plans"].fields]
