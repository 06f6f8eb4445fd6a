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
