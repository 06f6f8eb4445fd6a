"""What is told of a column adds up to what was decided: the record's roles, by the record's own cells."""

from __future__ import annotations

from extract.find.tables.explain import explain_tables
from extract.find.tables.tasks import find_table
from schemas.document import Cell, Grid, TableBlock
from schemas.plan import Column, Table
from scripts.measure.labelled_tables import list_written


def record_of(block: TableBlock) -> Table:
    found = find_table(block)
    return Table(
        id="table-1",
        appendix=None,
        title=block.title,
        caption=None,
        kind=found.kind,
        confidence=found.confidence,
        columns=tuple(Column(name=one.name, role=one.role, confidence=one.confidence) for one in found.columns),
        rows=tuple(tuple(cell.text for cell in row) for row in found.body),
        where=(),
    )


def test_the_written_tables_are_explained_as_they_were_understood() -> None:
    for one in list_written():
        assert one.block is not None
        table = record_of(one.block)
        lines = explain_tables([table] if any(column.name for column in table.columns) else [])
        if not lines:
            continue
        for number, column in enumerate(table.columns, 1):
            (at,) = (at for at, line in enumerate(lines) if line.startswith(f"  column {number} '"))
            assert f"'{column.name}': {column.role} ({column.confidence:.2f})" in lines[at]
            if "next best" in lines[at] and table.kind != "targets":
                assert lines[at + 1].strip().startswith(f"{column.role} "), (one.label.name, lines[at : at + 2])


def test_a_table_without_a_header_says_so() -> None:
    block = TableBlock(Grid([[Cell("7"), Cell("Phí dịch vụ")], [Cell("8"), Cell("Phí thẩm định")]]))
    assert explain_tables([record_of(block)]) == ["table-1: other: no row names its columns"]
