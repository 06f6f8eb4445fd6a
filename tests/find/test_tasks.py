"""Which tables state duties, and which only look like it."""

from __future__ import annotations

import pytest

from extract.find.tables.tasks import find_table
from extract.structure.appendices import title_tables
from normalize.columns import column_role
from schemas.document import Cell, Fragment, Grid, Paragraph, Place, TableBlock

Rows = list[list[str]]


def table(rows: Rows) -> TableBlock:
    return TableBlock(Grid([[Cell(text) for text in row] for row in rows]))


def paragraph(text: str, start: int) -> Paragraph:
    return Paragraph(text, (Fragment(text, Place(line=1)),), span=(start, start + len(text)), centered=True)


@pytest.mark.parametrize(
    ("rows", "kind", "tasks"),
    [
        ([["TT", "Nội dung", "Đơn vị chủ trì"], ["1", "Rà soát hộ nghèo", "Công chức Văn hóa"]], "tasks", 1),
        ([["TT", "Danh mục", "Đơn vị chủ trì"], ["1", "Rà soát hộ nghèo", "Công chức Văn hóa"]], "tasks", 1),
        ([["TT", "Đơn vị kiểm tra", "Địa chỉ"], ["1", "Công ty A", "Thôn Đông"]], "other", 0),
        ([["TT", "Đơn vị", "Hạng mục"], ["1", "Công ty A", "Nhà xưởng"]], "other", 0),
        ([["TT", "Công việc", "Đơn vị công tác"], ["", "....", "...."], ["", "", ""]], "form", 0),
        ([["TT", "Nhiệm vụ", "Chủ trì"], ["1", "Họp dân", "Trưởng thôn"], ["2", "…", "…"]], "tasks", 1),
    ],
)
def test_kind_of_a_table(rows: Rows, kind: str, tasks: int) -> None:
    found = find_table(table(rows))
    assert (found.kind, len(found.tasks)) == (kind, tasks)


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Số lao động theo thời hạn hợp đồng", "other"),
        ("Tỷ lệ % trong tổng thời lượng", "other"),
        ("Tiến độ (Vượt/ Đạt/ Chậm)", "other"),
        ("Tiến độ thực hiện", "deadline"),
        ("Ghi chú / " + "một đoạn của hàng bị cắt do sang trang mới, cơ quan tổ chức thực hiện " * 2, "note"),
    ],
)
def test_role_of_a_column(name: str, role: str) -> None:
    assert column_role(name) == role


def test_signature_above_a_table_is_no_title() -> None:
    lines = ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lê Văn Minh", "PHÂN CÔNG NHIỆM VỤ"]
    block = table([["TT", "Nội dung"]])
    *_, titled = title_tables([*(paragraph(line, 100 * at) for at, line in enumerate(lines)), block])
    assert isinstance(titled, TableBlock)
    assert titled.title == "PHÂN CÔNG NHIỆM VỤ"


def recognised(rows: Rows, confidence: float) -> TableBlock:
    place = Place(page=1, confidence=confidence)
    return TableBlock(Grid([[Cell(text, (Fragment(text, place),)) for text in row] for row in rows]))


MISREAD = [
    ["TT", "Nội dung", "Đơn vị chủ trì"],
    ["L", "THỂ CHẾ", ""],
    ["1", "Rà soát văn bản", "Tư pháp"],
    ["H.", "THỦ TỤC", ""],
    ["1", "Rà soát thủ tục", "Văn phòng"],
]


def test_misread_numerals_of_groups_are_understood_and_kept() -> None:
    first, second = find_table(recognised(MISREAD, 0.8)).tasks
    assert (first.group, second.group) == (("I. THỂ CHẾ",), ("II. THỦ TỤC",))
    assert [(one.read, one.understood) for one in second.group_rows] == [("H.", "II.")]
    assert second.group_markers == ("II.",)


def test_a_row_that_is_one_cell_begins_with_its_numeral() -> None:
    rows = recognised(MISREAD, 0.8).grid.rows
    for at, title in ((1, "L THỂ CHẾ"), (3, "H. THỦ TỤC")):
        rows[at] = [Cell(title, (Fragment(title, Place(page=1, confidence=0.8)),))] * 3
    first, second = find_table(TableBlock(Grid(rows))).tasks
    assert (first.group, second.group) == (("I. THỂ CHẾ",), ("II. THỦ TỤC",))


def test_a_text_layers_letters_are_no_misread_numerals() -> None:
    assert [one.group for one in find_table(table(MISREAD)).tasks] == [("L THỂ CHẾ",), ("H. THỦ TỤC",)]


def test_a_lost_first_numeral_is_told_by_the_second() -> None:
    rows = [list(row) for row in MISREAD]
    rows[1][0], rows[3][0] = "", "II."
    first, second = find_table(recognised(rows, 0.8)).tasks
    assert (first.group, second.group) == (("I. THỂ CHẾ",), ("II. THỦ TỤC",))
    assert [(one.read, one.understood) for one in first.group_rows] == [("", "I.")]
    assert find_table(table(rows)).tasks[0].group == ("THỂ CHẾ",)


def test_a_doubtful_letter_before_a_task_does_not_end_its_group() -> None:
    rows = [*MISREAD[:3], ["A.", "Ban hành văn bản", "Tư pháp"]]
    rows[1] = ["I.", "THỂ CHẾ", ""]
    assert find_table(recognised(rows, 0.5)).tasks[1].group == ("I. THỂ CHẾ",)
    assert find_table(recognised(rows, 0.95)).tasks[1].group == ()


def test_an_i_behind_the_groups_a_to_h_is_a_letter() -> None:
    letters = "ABCDEGHI"
    rows = [["TT", "Nhiệm vụ", "Chủ trì"]]
    for letter in letters:
        rows += [[letter, f"LĨNH VỰC {letter}", ""], ["1", "Rà soát hộ nghèo", "Công chức Văn hóa"]]
    assert [one.group for one in find_table(table(rows)).tasks] == [(f"{one} LĨNH VỰC {one}",) for one in letters]


def test_an_i_below_a_letter_is_a_numeral() -> None:
    rows = [
        ["TT", "Nhiệm vụ", "Chủ trì"],
        ["H", "THỂ CHẾ", ""],
        ["I", "RÀ SOÁT", ""],
        ["1", "Rà soát", "Phòng Tư pháp"],
    ]
    rows += [["II", "BÁO CÁO", ""], ["1", "Báo cáo", "Phòng Tư pháp"]]
    assert find_table(table(rows)).tasks[1].group == ("H THỂ CHẾ", "II BÁO CÁO")


def test_a_group_that_begins_with_a_word_of_sums_is_a_group() -> None:
    rows = [["TT", "Nhiệm vụ", "Chủ trì"], ["I", "CỘNG ĐỒNG DÂN CƯ", ""], ["1", "Họp dân", "Trưởng thôn"]]
    assert find_table(table(rows)).tasks[0].group == ("I CỘNG ĐỒNG DÂN CƯ",)


def test_a_row_that_counts_the_work_is_none() -> None:
    rows: Rows = [
        ["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"],
        ["1", "Khơi thông cống", "Thôn Hạ", "Tháng 5"],
        ["", "Tổng cộng: 02 nhiệm vụ", "", ""],
    ]
    assert [row.cells["task"].text for row in find_table(table(rows)).tasks] == ["Khơi thông cống"]
