"""The header of a table as its columns' names and roles."""

from __future__ import annotations

import pytest

from extract.find.tables.columns import lay_out, split_header
from extract.find.tables.profiles import look_at
from extract.find.tables.roles import read_roles
from schemas.document import Cell
from tests.linear import is_linear

NAMES = ("TT", "Nhiệm vụ", "Chủ trì", "Thời gian")
BODY = ("1", "Trồng cây", "Đoàn xã", "Tháng 5")


@pytest.mark.parametrize("written", ["{}\n({})", "{} {}"])
def test_numbers_of_columns_in_the_cells_of_their_names_are_no_part_of_them(written: str) -> None:
    header = [Cell(written.format(name, number)) for number, name in enumerate(NAMES, 1)]
    _, names = split_header([header, [Cell(text) for text in BODY]])
    assert names == list(NAMES)
    roles = read_roles(look_at(names, [[text] for text in BODY]))
    assert [one.role for one in roles] == ["marker", "task", "lead", "deadline"]


def test_other_numbers_behind_names_stay() -> None:
    names = ["TT", "Nhiệm vụ", "Chủ trì", "Năm 2025 (4)"]
    assert split_header([[Cell(text) for text in names], [Cell(text) for text in BODY]])[1] == names


REPEATED = ["TT", "Nội dung", "Cơ quan chủ trì", "Thời gian", ""]


@pytest.mark.parametrize("names", [REPEATED, [""], ["Kinh phí"]])
def test_roles_of_many_columns_take_time_in_proportion(names: list[str]) -> None:
    def read(text: str) -> object:
        count = len(text)
        return read_roles(look_at((names * count)[:count], [["x"]] * count))

    assert is_linear(read, "|", 100)


def test_a_row_that_numbers_the_columns_anywhere_is_no_row() -> None:
    texts = [
        ["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"],
        ["1", "Rà soát hộ nghèo", "Công an xã", "Quý II"],
        ["1", "2", "3", "4"],
        ["2", "Sửa đường", "Thôn Hạ", "Quý III"],
    ]
    laid = lay_out([[Cell(text) for text in row] for row in texts])
    assert laid.texts[1] == ["Rà soát hộ nghèo", "Sửa đường"]


def test_columns_far_to_the_right_have_no_role_that_a_table_has_once() -> None:
    names = [*REPEATED[:4], *[""] * 40, *REPEATED[:4]]
    said = {"TT": "1", "Nội dung": "Xây dựng kế hoạch", "Cơ quan chủ trì": "Văn phòng", "Thời gian": "Quý II"}
    roles = [one.role for one in read_roles(look_at(names, [[said.get(name, "")] * 3 for name in names]))]
    assert roles[:4] == ["marker", "task", "lead", "deadline"]
    assert set(roles[40:]) <= {"budget", "target", "note", "other"}
