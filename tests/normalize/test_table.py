"""The loader of tables: cells as their types say, and what is wrong named by file, line and column."""

import subprocess
import sys
from datetime import date
from typing import Literal

import pytest

from normalize.lexicon.table import Row, TableError, parse_table, read_table


class Bridge(Row, frozen=True, kw_only=True):
    name: str
    kind: Literal["road", "rail"] = "road"
    aliases: tuple[str, ...] = ()
    opened: date | None = None
    lanes: int = 2
    toll: bool = False


HEADER = "name\tkind\taliases\topened\tlanes\ttoll\tsource\texample"


def read(*lines: str) -> tuple[Bridge, ...]:
    return parse_table("\n".join(lines), Bridge, "bridges.tsv")


def test_cells_are_read_as_their_types_say() -> None:
    (row,) = read(HEADER, "Cầu Hiền Lương\trail\tHiền Lương; cầu cũ\t2003-05-18\t4\tyes\tQĐ 12\tcầu Hiền Lương")
    assert row == Bridge(
        name="Cầu Hiền Lương",
        kind="rail",
        aliases=("Hiền Lương", "cầu cũ"),
        opened=date(2003, 5, 18),
        lanes=4,
        toll=True,
        source="QĐ 12",
        example="cầu Hiền Lương",
    )


def test_an_empty_cell_takes_the_default() -> None:
    (row,) = read(HEADER, "Cầu Ga\t\t\t\t\t\ts\te")
    assert row == Bridge(name="Cầu Ga", source="s", example="e")


def test_columns_may_stand_in_any_order_and_a_spreadsheet_may_have_saved_them() -> None:
    text = '\ufeffexample\tsource\tname\tkind\taliases\topened\tlanes\ttoll\r\n"""Ga"", cầu"\ts\tGa\t\t\t\t\t\r\n\r\n'
    (row,) = parse_table(text, Bridge, "bridges.tsv")
    assert row.example == '"Ga", cầu'


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([HEADER.replace("opened", "open"), ""], "bridges.tsv, line 1: no column 'opened', unknown column 'open'; the"),
        ([HEADER + "\tname"], "bridges.tsv, line 1: column 'name' twice"),
        ([], "bridges.tsv, line 1: no column 'name'"),
        ([HEADER, "Ga\t\t\t\t\t\ts\te", "Ga\t\t"], "bridges.tsv, line 3: 3 cells under 8 columns"),
        ([HEADER, "\t\t\t\t\t\ts\te"], "bridges.tsv, line 2, column name: the cell is empty"),
        ([HEADER, "Ga\t\t\t\t\t\t\te"], "bridges.tsv, line 2, column source: the cell is empty"),
        ([HEADER, "Ga\t\t\t\t\t\ts\t"], "bridges.tsv, line 2, column example: the cell is empty"),
        ([HEADER, "Ga\twater\t\t\t\t\ts\te"], "column kind: 'water' is not one of road, rail"),
        ([HEADER, "Ga\t\t\t18/5/2003\t\t\ts\te"], "column opened: '18/5/2003' is not a day such as 2025-07-01"),
        ([HEADER, "Ga\t\t\t\tfour\t\ts\te"], "column lanes: 'four' is not a number"),
        ([HEADER, "Ga\t\t\t\t\tmaybe\ts\te"], "column toll: 'maybe' is not yes or no"),
        ([HEADER, '"Ga\t\t\t\t\t\ts\te'], "bridges.tsv, line 2: unexpected end of data"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(lines: list[str], message: str) -> None:
    with pytest.raises(TableError) as caught:
        read(*lines)
    assert str(caught.value).startswith("bridges.tsv, line ")
    assert message in str(caught.value)


def test_a_table_is_read_once_and_only_when_asked_for() -> None:
    assert read_table("laws", _law_row()) is read_table("laws", _law_row())
    code = (
        "import extract, normalize, schemas\nfrom normalize.lexicon import table\n"
        "print(table._read_kept.cache_info().currsize)"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout.strip() == "0"


def _law_row() -> type[Row]:
    from normalize.citation.laws import Law

    return Law
