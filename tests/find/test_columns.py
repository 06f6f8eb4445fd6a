"""The header of a table as its columns' names and roles."""

from __future__ import annotations

import pytest

from extract.find.tables.columns import split_header
from schemas.document import Cell

NAMES = ("TT", "Nhiệm vụ", "Chủ trì", "Thời gian")
BODY = ("1", "Trồng cây", "Đoàn xã", "Tháng 5")


@pytest.mark.parametrize("written", ["{}\n({})", "{} {}"])
def test_numbers_of_columns_in_the_cells_of_their_names_are_no_part_of_them(written: str) -> None:
    header = [Cell(written.format(name, number)) for number, name in enumerate(NAMES, 1)]
    _, columns = split_header([header, [Cell(text) for text in BODY]])
    assert [name for name, _ in columns] == list(NAMES)
    assert [role for _, role in columns] == ["marker", "task", "lead", "deadline"]


def test_other_numbers_behind_names_stay() -> None:
    names = ["TT", "Nhiệm vụ", "Chủ trì", "Năm 2025 (4)"]
    _, columns = split_header([[Cell(text) for text in names], [Cell(text) for text in BODY]])
    assert [name for name, _ in columns] == names
