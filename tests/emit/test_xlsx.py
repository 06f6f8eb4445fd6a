"""The workbook that an office works with: what it shows, how it prints, and that what was written into it stays."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pytest

from extract.commands.outputs import Outputs
from extract.emit.agenda.entries import by_day, list_entries
from extract.emit.ours import is_workbook
from extract.emit.xlsx.book import remarks_on, xlsx_bytes
from extract.emit.xlsx.heights import MOST, count_lines, height_of
from extract.emit.xlsx.kept import read_kept
from schemas.errors import OutputError
from schemas.plan import Plan
from tests.emit.records import samples
from tests.emit.test_ics import said
from tests.shared import SHARED, needs_shared

PLAN = samples()[0]
HEADS = ["Hạn", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Sản phẩm", "Trang", "Cần xem lại", "Trạng thái", "Ghi chú"]
STATUS, NOTE = "H", "I"


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def saved(book: Any) -> bytes:
    """As a program saves it that is not ours."""
    book.properties.lastModifiedBy = "Văn phòng"
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def filled_in(data: bytes, **cells: object) -> bytes:
    book = opened(data)
    for place, value in cells.items():
        book.worksheets[0][place] = value
    return saved(book)


def with_first(plan: Plan = PLAN, **fields: object) -> Plan:
    return msgspec.structs.replace(plan, tasks=(msgspec.structs.replace(plan.tasks[0], **fields), *plan.tasks[1:]))


def test_the_first_sheet_is_the_offices() -> None:
    sheet = opened(xlsx_bytes(PLAN)).worksheets[0]
    assert [cell.value for cell in sheet[1]][: len(HEADS)] == HEADS
    hidden = [letter for letter, one in sheet.column_dimensions.items() if one.hidden]
    assert hidden == ["J"]  # J and K in one
    assert sheet.column_dimensions["J"].max == 11
    entries = by_day(list_entries(PLAN))
    assert sheet.max_row == len(entries) + 1
    for row, entry in zip(sheet.iter_rows(min_row=2), entries, strict=True):
        assert row[1].value == entry.task.task
        assert row[9].value == entry.uid
        if entry.when.kind == "day" and entry.when.day:
            assert row[0].value.date() == entry.when.day
            assert row[0].number_format == "dd/mm/yyyy"


def test_the_first_sheet_prints_on_a4() -> None:
    sheet = opened(xlsx_bytes(PLAN)).worksheets[0]
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize) == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref.startswith("A1:K")
    wide = sum(sheet.column_dimensions[letter].width for letter in "ABCDEFGHI")
    assert 9 < 12 * (297 - 20) / 25.4 * 96 / (wide * 7) <= 12  # points that 12-point letters have on paper


def test_colours_are_computed_by_who_opens_it() -> None:
    sheet = opened(xlsx_bytes(PLAN)).worksheets[0]
    formulas = [rule.formula[0] for one in sheet.conditional_formatting for rule in one.rules]
    assert any("TODAY()" in formula for formula in formulas)
    assert all(cell.fill.fgColor.rgb in ("00000000", None) for row in sheet.iter_rows(min_row=2) for cell in row)
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_ongoing_work_has_no_day() -> None:
    sheet = opened(xlsx_bytes(said("Thường xuyên"))).worksheets[0]
    assert sheet["A2"].value == "Thường xuyên"
    sheet = opened(xlsx_bytes(said("Quý II và IV"))).worksheets[0]
    assert [sheet["A2"].value, sheet["A3"].value] == [datetime(2024, 6, 30), datetime(2024, 12, 31)]


def test_english_on_request() -> None:
    book = opened(xlsx_bytes(PLAN, "en"))
    assert [cell.value for cell in book.worksheets[0][1]][:2] == ["Due", "Task"]
    assert "tasks" in book.sheetnames
    vietnamese = opened(xlsx_bytes(PLAN))
    assert vietnamese.sheetnames[0] == "Theo dõi"
    assert vietnamese["Dữ liệu nhiệm vụ"]["D1"].value == "Nhiệm vụ"


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("Báo cáo", 20, 1),
        ("Ủy ban nhân dân xã", 10, 3),
        ("a\nb\nc", 10, 3),
        ("MMMMMMMMMM MMMMMMMMMM", 14, 4),
        ("x" * 100, 10, 13),
    ],
)
def test_lines_of_a_cell(text: str, width: float, lines: int) -> None:
    assert count_lines(text, width) == lines


def test_rows_are_as_high_as_their_text() -> None:
    long = "Rà soát, đơn giản hóa thủ tục hành chính; " * 12
    sheet = opened(xlsx_bytes(with_first(task=long))).worksheets[0]
    row = next(row[0].row for row in sheet.iter_rows() if row[1].value == long)
    assert sheet.row_dimensions[row].height == height_of([(long, 45)]) > 150
    assert all(sheet.row_dimensions[number].height for number in range(2, sheet.max_row + 1))


def test_a_cell_that_is_too_long_is_cut_and_said() -> None:
    plan = with_first(task="ạ " * 20_000)
    assert "1 cell is longer" in remarks_on(plan)[0]
    assert remarks_on(PLAN) == []
    sheet = opened(xlsx_bytes(plan)).worksheets[0]
    row = next(row for row in sheet.iter_rows(min_row=2) if len(row[1].value) > 30_000)
    assert row[1].value.endswith("xem trong tệp JSON]")
    assert len(row[1].value) == 32_767
    assert "dài hơn ô" in row[6].value
    assert sheet.row_dimensions[row[0].row].height == MOST


@needs_shared
def test_a_case_of_a_long_cell() -> None:
    from extract import extract_plan

    plan = extract_plan(SHARED / "cases" / "output-xlsx-o-dai.docx")
    assert remarks_on(plan)
    assert is_workbook(xlsx_bytes(plan))


def test_what_an_office_wrote_is_taken_along() -> None:
    older = filled_in(xlsx_bytes(PLAN), H2="Hoàn thành", I3="Đã gửi\nlần 1", I4=datetime(2024, 5, 1))
    assert is_workbook(older)
    again = opened(xlsx_bytes(PLAN, kept=read_kept(older))).worksheets[0]
    assert (again["H2"].value, again["I3"].value, again["I4"].value) == ("Hoàn thành", "Đã gửi\nlần 1", "2024-05-01")
    twice = read_kept(xlsx_bytes(PLAN, kept=read_kept(older)))
    assert twice == read_kept(xlsx_bytes(PLAN, kept=twice))


def test_notes_follow_the_task_and_not_the_line() -> None:
    older = opened(xlsx_bytes(PLAN))
    sheet = older.worksheets[0]
    uid, sheet["I2"] = sheet["J2"].value, "của việc này"
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for number, row in enumerate(reversed(rows), 2):  # sorted by hand
        for place, value in enumerate(row, 1):
            sheet.cell(number, place).value = value
    data = saved(older)
    assert is_workbook(data)
    again = opened(xlsx_bytes(PLAN, "en", read_kept(data))).worksheets[0]
    assert [row[9].value for row in again.iter_rows(min_row=2) if row[8].value == "của việc này"] == [uid]


def test_notes_on_what_is_there_no_more_are_kept() -> None:
    data = filled_in(xlsx_bytes(PLAN), I2="chờ ý kiến")
    gone = opened(data).worksheets[0]["B2"].value
    fewer = msgspec.structs.replace(PLAN, tasks=tuple(task for task in PLAN.tasks if task.task != gone))
    last = list(opened(xlsx_bytes(fewer, kept=read_kept(data))).worksheets[0].iter_rows())[-1]
    assert (last[1].value, last[6].value, last[8].value) == (gone, "Không còn trong lần đọc này", "chờ ý kiến")


def test_a_copied_line_loses_nothing() -> None:
    book = opened(filled_in(xlsx_bytes(PLAN), I2="một"))
    sheet = book.worksheets[0]
    sheet.append([cell.value for cell in sheet[2]])
    sheet.cell(sheet.max_row, 9).value = "hai"
    (row,) = [one for one in read_kept(saved(book)) if one.note]
    assert row.note == "một\nhai"


CHANGES: dict[str, dict[str, object]] = {
    "a task": {"B2": "việc khác"},
    "a deadline": {"A2": datetime(2030, 1, 1)},
    "a column of one's own": {"L2": "của tôi"},
    "a row of one's own": {"B400": "việc mới"},
    "a heading": {"I1": "Nhận xét"},
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_else_was_changed_is_not_ours_to_replace(change: str) -> None:
    assert not is_workbook(filled_in(xlsx_bytes(PLAN), **CHANGES[change]))


def test_sheets_comments_and_data_of_others_are_not_ours_to_replace() -> None:
    from openpyxl.comments import Comment

    book = opened(xlsx_bytes(PLAN))
    book.create_sheet("Của tôi")["A1"] = "x"
    assert not is_workbook(saved(book))
    book = opened(xlsx_bytes(PLAN))
    book.worksheets[0]["B2"].comment = Comment("hỏi lại", "ai đó")
    assert not is_workbook(saved(book))
    book = opened(xlsx_bytes(PLAN))
    book.worksheets[1]["D2"] = "khác"
    assert not is_workbook(saved(book))
    assert is_workbook(saved(opened(xlsx_bytes(PLAN, "en"))))
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    assert not is_workbook(saved(book))
    assert not read_kept(saved(book))
    assert read_kept(b"PK\x03\x04x") == ()


NASTY = ("=2+5", "\x00\x07", "_x0041_", "a\r\nb", " trước và sau ", "😀" * 3, "\ufffe", "1E5", "TRUE", "ạ" * 33_000)


def test_any_words_outlive_another_program() -> None:
    tasks = [
        msgspec.structs.replace(PLAN.tasks[0], id=str(number), task=text, lead=text, extra={"x": text})
        for number, text in enumerate(NASTY)
    ]
    assert is_workbook(saved(opened(xlsx_bytes(msgspec.structs.replace(PLAN, tasks=tuple(tasks))))))


def test_two_workbooks_that_differ_are_not_mixed(tmp_path: Path) -> None:
    names = [str(tmp_path / name) for name in ("a.xlsx", "b.xlsx")]
    Path(names[0]).write_bytes(filled_in(xlsx_bytes(PLAN), I2="một"))
    kept = Outputs(tuple(names), overwrite=False).kept()
    assert [row.note for row in kept if row.note] == ["một"]
    Path(names[1]).write_bytes(filled_in(xlsx_bytes(PLAN), I2="hai"))
    with pytest.raises(OutputError, match="write them one by one"):
        Outputs(tuple(names), overwrite=False).kept()


def test_a_workbook_that_was_saved_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx_bytes(PLAN))
    outputs = Outputs((str(path),), overwrite=False)
    kept = outputs.kept()
    path.write_bytes(filled_in(xlsx_bytes(PLAN), I2="vừa ghi"))
    with pytest.raises(OutputError, match="saved while"):
        outputs.write({".xlsx": b"new"}, "plan.pdf", kept)
    assert read_kept(path.read_bytes())[0].note == "vừa ghi"
