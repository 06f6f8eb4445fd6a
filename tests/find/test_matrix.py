"""Marks in columns of units and of times, start and end, headers shown again, sums."""

from __future__ import annotations

import pytest

from extract.find.tables.tasks import find_table
from schemas.document import Cell, Grid, TableBlock, TaskRow


def tasks(*rows: tuple[str, ...]) -> list[TaskRow]:
    cells: list[list[Cell]] = []
    for row in rows:
        line: list[Cell] = []
        for text in row:
            line.append(line[-1] if text == "<" else Cell(text))
        cells.append(line)
    return find_table(TableBlock(Grid(cells))).tasks


def texts(row: TaskRow, *names: str) -> tuple[str, ...]:
    return tuple(row.cells[name].text if name in row.cells else "" for name in names)


def test_marked_units_lead_or_help() -> None:
    found = tasks(
        ("TT", "Nội dung công việc", "Chủ trì", "<", "Phối hợp", "<", "Hạn hoàn thành"),
        ("TT", "Nội dung công việc", "Phòng Kinh tế", "Trạm Y tế", "Đoàn xã", "Hội Nông dân", "Hạn hoàn thành"),
        ("1", "Khảo sát giống lúa", "x", "", "", "x", "Tháng 4"),
        ("2", "Phun thuốc khử trùng", "", "X", "x", "x", "Tháng 5"),
    )
    assert [texts(row, "lead", "coordinating") for row in found] == [
        ("Phòng Kinh tế", "Hội Nông dân"),
        ("Trạm Y tế", "Đoàn xã; Hội Nông dân"),
    ]


def test_a_header_says_what_its_marks_mean() -> None:
    upper = "Đơn vị thực hiện (C: chủ trì; P: phối hợp)"
    found = tasks(
        ("TT", "Nhiệm vụ", upper, "<", "Thời hạn"),
        ("TT", "Nhiệm vụ", "Phòng Kinh tế", "Trạm Y tế", "Thời hạn"),
        ("1", "Kiểm tra quán ăn", "P", "C", "Tháng 4"),
        ("2", "Xử lý vi phạm", "C", "P", "Tháng 5"),
    )
    assert [texts(row, "lead", "coordinating") for row in found] == [
        ("Trạm Y tế", "Phòng Kinh tế"),
        ("Phòng Kinh tế", "Trạm Y tế"),
    ]


def test_letters_in_a_units_column_say_who_leads() -> None:
    found = tasks(
        ("STT", "Nhiệm vụ", "Công an xã", "Văn phòng", "Thời gian"),
        ("1", "Cấp căn cước lưu động", "CT", "PH", "Quý II"),
        ("2", "Số hóa hộ tịch", "PH", "CT", "Quý III"),
    )
    assert [texts(row, "lead", "coordinating") for row in found] == [
        ("Công an xã", "Văn phòng"),
        ("Văn phòng", "Công an xã"),
    ]


def test_marked_months_are_the_deadline() -> None:
    found = tasks(
        ("TT", "Hoạt động", "Người phụ trách", "Thời gian", "<", "<"),
        ("TT", "Hoạt động", "Người phụ trách", "Tháng 9", "Tháng 10", "Tháng 11"),
        ("1", "Hội thi giáo viên giỏi", "Tổ trưởng", "x", "", "x"),
    )
    assert texts(found[0], "deadline") == ("Tháng 9, Tháng 11",)


@pytest.mark.parametrize(("start", "end"), [("Bắt đầu", "Kết thúc"), ("Từ ngày", "Đến ngày")])
def test_start_and_end_are_one_deadline(start: str, end: str) -> None:
    found = tasks(
        ("TT", "Công việc", "Đơn vị thực hiện", start, end),
        ("1", "Làm kênh mương", "Thôn 3", "01/4/2026", "30/4/2026"),
        ("2", "Phát quang", "Thôn 4", "", "15/5/2026"),
    )
    assert [texts(row, "deadline")[0] for row in found] == ["01/4/2026 - 30/4/2026", "15/5/2026"]


def test_a_header_shown_again_and_a_sum_are_no_tasks() -> None:
    header = ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian")
    found = tasks(
        header,
        ("1", "Rà soát hộ nghèo", "Phòng Kinh tế", "Tháng 9"),
        header,
        ("2", "Tổng hợp báo cáo", "Văn phòng", "Tháng 10"),
        ("Tổng cộng", "<", "<", "02 nhiệm vụ"),
    )
    assert [texts(row, "task")[0] for row in found] == ["Rà soát hộ nghèo", "Tổng hợp báo cáo"]


MONTHS = [str(number) for number in range(1, 13)]


def ticked(*months: int) -> list[str]:
    return ["x" if number in months else "" for number in range(1, 13)]


@pytest.mark.parametrize(
    "upper", ["Thời gian thực hiện (tháng)", "Tháng năm 2025", "Tháng (2025)", "Tiến độ theo tháng", "Tháng"]
)
def test_numbers_below_a_header_that_counts_months_are_months(upper: str) -> None:
    found = tasks(
        ("TT", "Nội dung công việc", "Đơn vị thực hiện", upper, *["<"] * 11),
        ("TT", "Nội dung công việc", "Đơn vị thực hiện", *MONTHS),
        ("1", "Khảo sát giống lúa", "Phòng Kinh tế", *ticked(3, 4)),
        ("2", "Tập huấn nông dân", "Hội Nông dân", *ticked(10)),
    )
    assert [texts(row, "deadline") for row in found] == [("Tháng 3, Tháng 4",), ("Tháng 10",)]


def test_names_left_empty_below_a_header_of_months_are_not_a_row() -> None:
    found = tasks(
        ("TT", "Nội dung công việc", "Đơn vị thực hiện", "Tháng năm 2025", *["<"] * 11),
        ("", "", "", *MONTHS),
        ("1", "Khảo sát giống lúa", "Phòng Kinh tế", *ticked(3, 4)),
    )
    assert [texts(row, "deadline") for row in found] == [("Tháng 3, Tháng 4",)]


def test_months_of_two_years_keep_their_year() -> None:
    found = tasks(
        ("TT", "Nội dung công việc", "Đơn vị thực hiện", "Tháng năm 2025", "<", "Tháng năm 2026", "<"),
        ("TT", "Nội dung công việc", "Đơn vị thực hiện", "11", "12", "1", "2"),
        ("1", "Khảo sát giống lúa", "Phòng Kinh tế", "", "x", "x", ""),
    )
    assert texts(found[0], "deadline") == ("Tháng 12/2025, Tháng 1/2026",)


def test_short_signs_of_months_in_a_run_are_months() -> None:
    found = tasks(
        ("TT", "Nội dung công việc", "Đơn vị thực hiện", *(f"T{number}" for number in MONTHS)),
        ("1", "Khảo sát giống lúa", "Phòng Kinh tế", *ticked(3, 4)),
    )
    assert texts(found[0], "deadline") == ("Tháng 3, Tháng 4",)


def test_days_of_the_week_are_no_months() -> None:
    found = tasks(
        ("TT", "Nội dung công việc", "Đơn vị thực hiện", "T2", "T3", "T4", "T5", "T6"),
        ("1", "Khảo sát giống lúa", "Phòng Kinh tế", "", "x", "", "", ""),
    )
    assert texts(found[0], "deadline") == ("",)


def test_numbers_below_the_word_month_are_the_deadline() -> None:
    found = tasks(
        ("TT", "Tháng", "Nội dung công việc", "Đơn vị thực hiện"),
        ("1", "4", "Khảo sát giống lúa", "Phòng Kinh tế"),
        ("2", "5", "Tập huấn nông dân", "Hội Nông dân"),
    )
    assert [texts(row, "marker", "deadline") for row in found] == [("1", "4"), ("2", "5")]
