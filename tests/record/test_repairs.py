"""Recognised words of fields: understood, told, never in silence."""

from __future__ import annotations

from extract.record.evidence import Evidence
from extract.record.repairs import Repairs, without_illegible
from schemas.document import Cell, Document, GroupRow, Place, TaskRow
from schemas.head import Field, Head
from schemas.page import Box

BOX = Box(0, 0, 100, 10)


def repairs_of(text: str, *confidences: float) -> Repairs:
    """Repairs over a text whose words were recognised with these confidences; 0.9 where none are given."""
    anchors, at = [], 0
    for index, word in enumerate(text.split(" ")):
        sure = confidences[index] if confidences else 0.9
        anchors.append((at, at + len(word), Place(page=1, box=BOX, confidence=sure)))
        at += len(word) + 1
    return Repairs(text, Evidence(anchors))


def read(repairs: Repairs, text: str) -> str:
    return repairs.words(text, ((0, len(text)),), "table-1/1", "task")


def test_a_repair_is_told_with_what_was_read() -> None:
    text = "Tông kêt công tác"
    repairs = repairs_of(text)
    assert read(repairs, text) == "Tổng kết công tác"
    (problem,) = repairs.problems
    assert (problem.code, problem.severity, problem.subject) == ("ocr-repaired", "info", "table-1/1")
    assert "'Tông' understood as 'Tổng'" in problem.message
    assert problem.where[0].bbox == BOX


def test_letters_among_digits_and_dust_are_understood() -> None:
    text = "ngày l5/O3/2O24 liên quanˆ :"
    assert read(repairs_of(text, 0.9, 0.8, 0.9, 0.4, 0.1), text) == "ngày 15/03/2024 liên quan"


def test_a_quotation_mark_that_opens_nothing_is_dust() -> None:
    assert read(repairs_of("mức hoàn 'thành tốt", 0.9, 0.9, 0.84, 0.9), "mức hoàn 'thành tốt") == "mức hoàn thành tốt"
    quoted = "cuộc thi 'tìm hiểu'"
    assert read(repairs_of(quoted, 0.9, 0.9, 0.84, 0.9), quoted) == quoted


def test_a_dash_between_two_dates_is_no_dust() -> None:
    text = "26/3/2018 — 20/4/2018 ~"
    assert read(repairs_of(text, 0.9, 0.2, 0.9, 0.2), text) == "26/3/2018 — 20/4/2018"


def test_digits_never_change() -> None:
    text = "Quyết định số 99/QĐ-UBND ngày 31/02/2024"
    repairs = repairs_of(text, *(0.3,) * 6)
    assert read(repairs, text) == text
    assert repairs.problems == []


def test_text_that_was_not_recognised_stays() -> None:
    text = "Tông kêt công tác"
    repairs = repairs_of(text, 1.0, 1.0, 1.0, 1.0)
    assert read(repairs, text) == text


def test_line_ends_stay_where_they_are() -> None:
    text = "Tông kêt công tác"
    assert repairs_of(text).words("Tông kêt\ncông tác", ((0, len(text)),), "x", "task") == "Tổng kết\ncông tác"


def document(text: str, **fields: Field) -> Document:
    return Document(text, [], Head(**fields))


def printed(field: Field | None) -> str | None:
    return field.text if field else None


def test_a_pens_number_and_date_are_null_with_their_box() -> None:
    text = "Số: 27 /CT-UBND Quảng Ngãi, ngày 2# tháng 01 năm 2021"
    start = text.index("Quảng")
    fields = {"code": Field(text[: start - 1], (0, start - 1)), "place_date": Field(text[start:], (start, len(text)))}
    repairs = repairs_of(text, 0.9, 0.38, 0.87, 0.96, 0.96, 0.94, 0.62, 0.9, 0.0, 0.96, 0.96)
    left, problems = without_illegible(document(text, **fields), repairs)
    assert (printed(left.head.code), printed(left.head.place_date)) == ("/CT-UBND", "Quảng Ngãi,")
    assert [(one.code, one.field) for one in problems] == [
        ("field-illegible", "number"),
        ("field-illegible", "issued_on"),
    ]
    assert all(where.bbox == BOX for one in problems for where in one.where)


def test_a_number_that_was_read_well_stays() -> None:
    text = "Số: 12/KH-UBND"
    fields = {"code": Field(text, (0, len(text)))}
    left, problems = without_illegible(document(text, **fields), repairs_of(text, 0.96, 0.92))
    assert left.head.found() == fields
    assert problems == []


def test_a_scan_without_a_signer_says_so() -> None:
    place = Place(page=1, confidence=0.9)
    unsigned = Document("x", [], anchors=[(0, 1, place)])
    _, problems = without_illegible(unsigned, Repairs("x", Evidence(unsigned.anchors)))
    assert {one.field for one in problems} == {
        "signatory",
        "position",
        "authority",
    }
    assert without_illegible(document("x"), repairs_of("x"))[1] == []


def test_rows_numbers_are_understood_by_their_sequence() -> None:
    text = "1. sẽ 3."
    repairs = repairs_of(text, 0.96, 0.5, 0.95)
    spans = [((0, 2),), ((3, 5),), ((6, 8),)]
    rows = [
        TaskRow({"marker": Cell(text[slice(*span[0])], spans=span)}, {}, (), (), text[slice(*span[0])])
        for span in spans
    ]
    numbered = repairs.numbered(rows)
    assert [row.marker for row in numbered] == ["1.", "2.", "3."]
    for read_row, row in zip(rows, numbered, strict=True):
        repairs.tell_number(read_row, row, "table-1/2")
    assert [one.message for one in repairs.problems] == ["marker: 'sẽ' understood as '2.'"]


def test_a_comma_behind_a_rows_number_is_a_full_stop_badly_seen() -> None:
    text = "1. 2, 3."
    spans = [((0, 2),), ((3, 5),), ((6, 8),)]
    rows = [
        TaskRow({"marker": Cell(text[slice(*span[0])], spans=span)}, {}, (), (), text[slice(*span[0])])
        for span in spans
    ]
    assert [row.marker for row in repairs_of(text, 0.96, 0.97, 0.95).numbered(rows)] == ["1.", "2.", "3."]
    assert [row.marker for row in repairs_of(text, 1, 1, 1).numbered(rows)] == ["1.", "2,", "3."]


def test_a_group_is_told_of_once() -> None:
    text = "H. TÔNG KÊT CÔNG TÁC"
    repairs = repairs_of(text)
    marker, title = Cell("H.", spans=((0, 2),)), Cell(text[3:], spans=((3, len(text)),))
    group = GroupRow(marker, title, "H.", "II.")
    rows = [TaskRow({}, {}, (f"II. {text[3:]}",), ("II.",), None, (group,))] * 2
    assert [row.group for row in repairs.grouped(rows, "table-1")] == [("II. TỔNG KẾT CÔNG TÁC",)] * 2
    assert [(one.subject, one.message) for one in repairs.problems] == [
        ("table-1/II.", "group: 'H.' understood as 'II.'"),
        ("table-1/II.", "group: 'TÔNG' understood as 'TỔNG'; 'KÊT' understood as 'KẾT'"),
    ]


def test_letters_of_the_source_stay_in_a_cell_that_no_ruling_shows() -> None:
    place = Place(page=1, box=Box(0, 0, 9, 9), placing=0.9)
    repairs = Repairs("Sửa chữa chợ trung tâm", Evidence([(0, 22, place)]))
    assert read(repairs, "Sửa chữa chợ trung tâm") == "Sửa chữa chợ trung tâm"
    assert Evidence([(0, 22, place)]).where((0, 22))[0].confidence == 0.9


def test_a_number_that_grows_moves_no_word_behind_it() -> None:
    text = "Quý IH, tông kêt công tác:"
    repairs = repairs_of(text)
    assert repairs.words(text, ((0, len(text)),), "table-1/1", "deadline") == "Quý III, tổng kết công tác"
    assert repairs.words("Ngành VHTT:", ((0, 11),), "table-1/1", "task") == "Ngành VHTT:"
