"""``targets.tsv``: phrases written for the tests, with the targets they state.

A target is written ``kind comparator value unit`` with ``a..b`` for a range, ``n/m`` for a part, ``?`` for a missing
number, then ``+`` or ``-`` for a change and ``/per`` for denominators.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.find.tables.target_tables import find_table_targets
from normalize.quantity.mentions import find_targets
from schemas.plan import ColumnRole, Target
from tests.linear import is_linear
from tests.shared import SHARED, needs_shared


def read_phrases() -> Iterator[tuple[str, tuple[str, ...]]]:
    lines = (Path(__file__).parent / "targets.tsv").read_text("utf-8").splitlines()[1:]
    for line in lines:
        phrase, targets = line.split("\t")
        yield phrase, tuple(targets.split("; ")) if targets else ()


PHRASES = tuple(read_phrases())


def render(target: Target) -> str:
    values = [value for value in (target.min, target.max) if value is not None]
    value = "..".join(dict.fromkeys(values)) or "?"
    value += f"/{target.of}" if target.of else ""
    change = {"increase": " +", "decrease": " -", None: ""}[target.change]
    per = f" /{','.join(target.per)}" if target.per else ""
    return f"{target.kind} {target.comparator} {value} {target.unit or target.currency}{change}{per}"


@pytest.mark.parametrize(("phrase", "expected"), PHRASES, ids=[row[0][:40] for row in PHRASES])
def test_phrase(phrase: str, expected: tuple[str, ...]) -> None:
    assert tuple(render(target) for target in find_targets(phrase)) == expected


@pytest.mark.parametrize(
    ("phrase", "nouns"),
    [
        ("90% TTHC nội bộ thuộc thẩm quyền giải quyết được công khai", ["TTHC nội bộ thuộc thẩm quyền giải quyết"]),
        ("Tỷ lệ hộ nghèo giảm 3% trở lên", ["Tỷ lệ hộ nghèo"]),
        ("- Sản lượng lúa:2.961 tấn", ["Sản lượng lúa"]),
        (
            "Mức độ hài lòng của người dân, tổ chức đối với sự phục vụ (chỉ số PAPI) đạt tối thiểu 90%",
            ["Mức độ hài lòng của người dân, tổ chức đối với sự phục vụ"],
        ),
        ("Phấn đấu thu nhập bình quân đầu người đạt 59 triệu đồng", ["thu nhập bình quân đầu người"]),
        ("Xây dựng 05 mô hình chuyển đổi số tại xã", ["mô hình chuyển đổi số"]),
        ("hoàn thành 100%", [None]),
    ],
)
def test_noun_is_what_is_counted(phrase: str, nouns: list[str | None]) -> None:
    assert [target.noun for target in find_targets(phrase)] == nouns


def test_text_is_the_phrase_with_bound_and_unit() -> None:
    target, *rest = find_targets("đạt tỷ lệ tối thiểu từ 15% - 20% so với cùng kỳ năm 2022")
    assert not rest
    assert (target.text, target.flags) == ("tối thiểu từ 15% - 20%", ("baseline:cùng kỳ năm 2022",))


def test_flags_tell_what_was_not_plain() -> None:
    flags = [find_targets(phrase)[0].flags for phrase in ("đạt trên 3,098 tấn", "phấn đấu đạt 98.4%", "từ 30% lên 50%")]
    assert flags == [("ambiguous_comma",), ("dot_decimal", "aspirational"), ("baseline:30",)]


COLUMNS = ("STT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện năm 2022", "Kế hoạch năm 2023", "So sánh (%)", "Ghi chú")
ROWS = (
    ("I", "Chỉ tiêu kinh tế", "", "", "", "", ""),
    ("1", "Tổng diện tích gieo trồng", "Ha", "1.250,5", "1.300", "104", "Cả năm 2023"),
    ("2", "Thu nhập bình quân đầu người", "Tr.đồng/người/năm", "45", "≥ 50", "", ""),
    ("3", "- Tổng đàn gia cầm", "1.000 con", "35,5", "36 - 38", "", ""),
    ("4", "Tỷ lệ hộ nghèo", "%", "2,5", "dưới 2", "", ""),
    ("5", "Giải quyết việc làm", "Lao động", "-", "150 trở lên", "", ""),
    ("6", "Số xã đạt chuẩn", "Xã", "12/15", "", "", ""),
    ("7", "Thời gian giải quyết hồ sơ", "Ngày", "5", "", "", ""),
    ("8", "Xã đạt chuẩn y tế", "", "Đạt", "Đạt", "", ""),
    ("9", "Tỷ lệ bao phủ BHYT (%)", "", "92,4", "", "", ""),
    ("10", "Tỷ lệ đô thị hóa", "", "30", "", "", ""),
    ("11", "Sản lượng lương thực", "tấn", "4.200", "", "", ""),
)


def test_table_gives_one_target_a_row_and_value_column() -> None:
    found = [(each.row, each.column, render(each.target)) for each in find_table_targets(COLUMNS, ROWS)]
    assert found == [
        (1, 3, "measure eq 1250.5 har"),
        (1, 4, "measure eq 1300 har"),
        (1, 5, "ratio eq 104 %"),
        (2, 3, "money eq 45000000 VND /person,year"),
        (2, 4, "money ge 50000000 VND /person,year"),
        (3, 3, "count eq 35500 {item}"),
        (3, 4, "count range 36000..38000 {item}"),
        (4, 3, "ratio eq 2.5 %"),
        (4, 4, "ratio lt 2 %"),
        (5, 4, "count ge 150 {person}"),
        (6, 3, "fraction eq 12/15 {item}"),
        (7, 3, "duration eq 5 d"),
        (9, 3, "ratio eq 92.4 %"),
        (10, 3, "ratio eq 30 None"),
        (11, 3, "measure eq 4200 t"),
    ]


def test_table_target_has_its_rows_name_and_its_columns_label() -> None:
    found = find_table_targets(COLUMNS, ROWS)
    assert (found[0].target.noun, found[0].label) == ("Tổng diện tích gieo trồng", "Thực hiện năm 2022")
    assert found[5].target.noun == "Tổng đàn gia cầm"
    assert "unit_missing" in found[-2].target.flags


@pytest.mark.parametrize(
    ("columns", "row", "expected"),
    [
        (("Nội dung", "Kinh phí (triệu đồng)", "Cơ quan"), ("Tập huấn", "15,5", "Phòng 3"), "money eq 15500000 VND"),
        (("TT", "Tên chỉ tiêu", "Đơn vị", "Năm 2025"), ("1", "Dân số", "Người", "7.129"), "count eq 7129 {person}"),
        (("Chỉ tiêu", "ĐVT", "Năm 2025"), ("Năng suất lúa", "Tạ/ha", "63"), "measure eq 63 dt/har /ha"),
        (("Chỉ tiêu", "ĐVT", "2025"), ("Mật độ", "Người/km2", "314,3"), "count eq 314.3 {person}/km2 /km2"),
        (("Chỉ tiêu", "ĐVT", "Năm 2025"), ("Sản lượng gỗ", "Ste", "120"), "count eq 120 {item}"),
        (("Chỉ tiêu", "Mục tiêu đến năm 2030"), ("Hồ sơ trực tuyến", "Trên 80%"), "ratio gt 80 %"),
    ],
)
def test_table_shapes(columns: tuple[str, ...], row: tuple[str, ...], expected: str) -> None:
    assert [render(each.target) for each in find_table_targets(columns, [row])] == [expected]


def said(target: Target) -> tuple[str | None, ...]:
    return target.max or target.min, target.unit or target.currency, target.status, target.period


@pytest.mark.parametrize(
    ("columns", "rows", "above", "expected"),
    [
        (
            ("Chỉ tiêu", "ĐVT", "Thực hiện 2023", "Ước TH 2024", "Kế hoạch 2025", "Chỉ tiêu giao"),
            [("Tỷ suất sinh", "%o", "12,5", "12,3", "12,0", "11,9")],
            ["CHỈ TIÊU NĂM 2025"],
            [
                ("12.5", "[ppth]", "result", "2023"),
                ("12.3", "[ppth]", "estimate", "2024"),
                ("12.0", "[ppth]", "aim", "2025"),
                ("11.9", "[ppth]", "aim", "2025"),
            ],
        ),
        (
            ("Chỉ tiêu", "2026", "Giai đoạn 2026-2030"),
            [("Thu từ phí", "-1 250", "2.000")],
            ["", "(Đơn vị tính: triệu đồng)"],
            [("-1250000000", "VND", None, "2026"), ("2000000000", "VND", None, "2026/2030")],
        ),
        (
            ("TT", "Thôn", "Số hộ nghèo", "Chỉ tiêu giao (%)"),
            [("1", "Thôn Đông", "12", "95")],
            ["NĂM 2026"],
            [("12", "{household}", None, "2026"), ("95", "%", "aim", "2026")],
        ),
        (
            ("Chỉ tiêu", "Kế hoạch 2026"),
            [("I. Thu ngân sách (triệu đồng)", ""), ("Thuế đất", "15"), ("II. Diện tích (ha)", ""), ("Lúa", "40")],
            [],
            [("15000000", "VND", "aim", "2026"), ("40", "har", "aim", "2026")],
        ),
    ],
)
def test_unit_time_and_status_of_values(
    columns: tuple[str, ...], rows: list[tuple[str, ...]], above: list[str], expected: list[tuple[str, ...]]
) -> None:
    assert [said(each.target) for each in find_table_targets(columns, rows, above=above)] == expected


def test_a_unit_beside_the_names_holds_for_all_rows() -> None:
    (found,) = find_table_targets(["Chỉ tiêu (triệu đồng)", "Năm 2026"], [["Thu phí", "15"]])
    assert said(found.target) == ("15000000", "VND", None, "2026")


def test_a_groups_row_is_the_context_of_the_rows_below() -> None:
    found = find_table_targets(["Chỉ tiêu", "ĐVT", "Năm 2026"], [["I. KINH TẾ", "", ""], ["Lúa", "ha", "40"]])
    assert [each.target.flags for each in found] == [("group:KINH TẾ",)]


def test_a_remark_behind_a_value_is_left_unread() -> None:
    (found,) = find_table_targets(["Chỉ tiêu", "ĐVT", "Năm 2026"], [["Lúa", "ha", "40 (tạm giao)"]])
    assert (found.target.min, found.target.unread) == ("40", ("tạm giao",))


def test_tables_of_tasks_give_targets_and_budgets_in_their_columns() -> None:
    columns = ("TT", "Nhiệm vụ", "Chỉ tiêu (%)", "Kinh phí (triệu đồng)", "Số lượng", "Chủ trì")
    roles: list[ColumnRole] = ["marker", "task", "target", "budget", "other", "lead"]
    found = find_table_targets(columns, [("1", "Cấp thẻ bảo hiểm", "95", "15,5", "3", "Tổ 2")], roles=roles)
    assert [said(each.target)[:3] for each in found] == [("95", "%", "aim"), ("15500000", "VND", "budget")]


@pytest.mark.parametrize(
    ("columns", "row"),
    [
        (("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"), ("1", "Xây dựng kế hoạch", "Tổ 3", "2023")),
        (("STT", "Nhiệm vụ", "Đơn vị", "Ghi chú"), ("1", "Xây dựng kế hoạch", "UBND xã", "15")),
        (
            ("TT", "Họ và tên", "Năm sinh", "Số định danh", "Điểm thi"),
            ("1", "Lò Văn An", "1990", "015079004234", "7,5"),
        ),
        (("TT", "Nghị định", "Điều, khoản sửa đổi"), ("1", "Nghị định về thuế", "5")),
        (("1", "2"), ("3", "4")),
        ((), ()),
    ],
)
def test_other_columns_state_no_targets(columns: tuple[str, ...], row: tuple[str, ...]) -> None:
    assert find_table_targets(columns, [row]) == ()


PIECE_TEXT = "từ| |15%|tối thiểu|đến|-|1.500|triệu|đồng|/người|/năm|giảm|,|\n|ha|2023|(|một|trở lên|xã|3/4|=|…|Đ|5|.|:"
PIECES = PIECE_TEXT.split("|")


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=25).map("".join)))
def test_spans_are_disjoint_and_inside(text: str) -> None:
    position = 0
    for target in find_targets(text):
        assert target.span is not None
        start, end = target.span
        assert position <= start < end <= len(text)
        assert target.text == text[start:end]
        if target.min is not None and target.max is not None:
            assert float(target.min) <= float(target.max)
        position = end


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES).map(str), min_size=3, max_size=3), max_size=6))
def test_any_table_is_read(rows: list[list[str]]) -> None:
    for found in find_table_targets(["Chỉ tiêu", "ĐVT", "Năm 2025"], rows):
        assert found.column == 2
        assert found.target.span is not None
        assert found.target.span[1] <= len(rows[found.row][2])


HOSTILE_TEXT = "1|1,|1.|%|từ |1%|1 |a1|1-|1/|1 triệu |không quá |ít nhất |1 xã |1% - |/|a |(1"


@pytest.mark.slow
@pytest.mark.parametrize("piece", HOSTILE_TEXT.split("|"))
def test_time_is_linear(piece: str) -> None:
    assert is_linear(find_targets, piece, 6_250)


@pytest.mark.slow
@needs_shared
def test_real_text_takes_linear_time() -> None:
    assert is_linear(find_targets, (SHARED / "seed" / "plan.txt").read_text("utf-8")[:12_500], 12_500)


@needs_shared
def test_seed_has_its_targets() -> None:
    text = (SHARED / "seed" / "plan.txt").read_text("utf-8")
    found = Counter(render(target) for target in find_targets(text))
    assert found == {
        "ratio eq 100 %": 15,
        "ratio eq 90 %": 1,
        "ratio ge_range 15..20 %": 1,
        "ratio eq 80 %": 1,
        "ratio ge 95 %": 2,
        "ratio ge_range 70..80 %": 1,
        "ratio ge 50 %": 2,
        "ratio ge 90 %": 2,
        "ratio ge 85 %": 3,
        "ratio gt 80 %": 1,
        "count ge ? {item}": 1,
    }
