"""Roles of columns and kinds of tables, decided for the whole table by words and cells together."""

from __future__ import annotations

import csv

import pytest

from extract.find.tables.kinds import read_kind
from extract.find.tables.profiles import look_at
from extract.find.tables.roles import read_roles
from extract.find.tables.understanding import understand
from tests.shared import SHARED, needs_shared

LETTERS = {
    "#": "marker",
    "T": "task",
    "R": "deliverable",
    "L": "lead",
    "C": "coordinating",
    "D": "deadline",
    "B": "budget",
    "G": "target",
    "U": "unit",
    "N": "note",
    "-": "other",
}
ROWS = {
    "#": ("1", "2", "3"),
    "T": ("Xây dựng kế hoạch tuyên truyền", "Rà soát hộ nghèo trên địa bàn", "Tổ chức tập huấn cho cán bộ thôn"),
    "R": ("Kế hoạch", "Báo cáo", "Danh sách"),
    "L": ("Phòng Nội vụ", "Công an xã", "Văn phòng UBND xã"),
    "C": ("Các thôn", "Đoàn Thanh niên", "Phòng Kinh tế"),
    "D": ("Quý II", "Trước 30/6", "Thường xuyên"),
    "-": ("", "", ""),
}


def roles(names: list[str], kinds: str) -> str:
    columns = [ROWS.get(kind, ("", "", "")) for kind in kinds]
    words = {role: letter for letter, role in LETTERS.items()}
    return "".join(words[one.role] for one in read_roles(look_at(names, columns)))


@needs_shared
def test_header_rows_of_the_cases() -> None:
    with (SHARED / "cases" / "roles.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    wrong = {}
    for row in rows:
        names, expected = row["header_cells"].split("|"), row["expected_roles"].split()
        columns: list[list[str]] = [[] for _ in names]
        readings = read_roles(look_at(names, columns))
        found = [one.role for one in readings]
        kind = read_kind(look_at(names, columns), readings, []).kind
        is_tasks = row["kind"] == "tasks"
        pairs = zip(expected, found, strict=True)
        if (is_tasks and any(one not in ("?", other) for one, other in pairs)) or is_tasks != (kind == "tasks"):
            wrong[row["id"]] = (found, kind)
    assert not wrong


# Written from knowledge of such plans, without a look at the words of the tables.
HEADERS = [
    ("STT|Nội dung công tác|Bộ phận chủ trì|Bộ phận phối hợp|Thời hạn|Sản phẩm dự kiến", "#TLCDR"),
    ("TT|Nhóm nhiệm vụ|Nhiệm vụ cụ thể|Cơ quan, đơn vị chủ trì|Thời gian hoàn thành", "#-TLD"),
    ("TT|Nội dung phong trào thi đua|Đơn vị tổ chức|Thời gian tổ chức", "#TLD"),
    ("Thời gian|Nội dung sinh hoạt|Người phụ trách|Ghi chú", "DTLN"),
    ("STT|Tên nhiệm vụ|Lãnh đạo phụ trách|Công chức thực hiện|Thời hạn", "#T-LD"),
    ("TT|Nội dung hoạt động|Địa điểm|Đối tượng tham gia|Đơn vị chủ trì|Thời gian", "#T--LD"),
]


@pytest.mark.parametrize(("header", "expected"), HEADERS)
def test_headers_nobody_tuned_for(header: str, expected: str) -> None:
    assert roles(header.split("|"), expected) == expected


def test_cells_decide_where_the_words_do_not() -> None:
    assert roles(["TT", "Việc", "Ai", "Khi nào"], "#TLD") == "#TLD"
    assert roles(["", "", "", ""], "#TLD") == "#TLD"


def test_a_doubtful_column_names_its_rival() -> None:
    doubtful = read_roles(look_at(["TT", "Công việc", "Lãnh đạo phụ trách"], [["1"], ["Rà soát"], ["Ông Nam"]]))[2]
    assert {doubtful.role, doubtful.rival} == {"lead", "other"}
    assert doubtful.confidence < 0.97


KINDS = [
    ("TT|Tên thủ tục hành chính|Thời hạn giải quyết|Cơ quan thực hiện", "procedures"),
    ("STT|Họ và tên|Chức vụ|Số điện thoại", "persons"),
    ("TT|Tên loại văn bản|Số, ký hiệu|Trích yếu nội dung|Ngày có hiệu lực", "documents"),
    ("STT|Từ viết tắt|Giải thích", "glossary"),
    ("TT|Nội dung chi|Số lượng|Đơn giá|Thành tiền", "budget"),
    ("TT|Tên thiết bị|Chủng loại|ĐVT|Số lượng", "inventory"),
    ("TT|Chỉ tiêu|Đơn vị tính|Kế hoạch năm 2024", "targets"),
    ("TT|Nhiệm vụ|Đơn vị chủ trì|Thời gian hoàn thành", "tasks"),
]


@pytest.mark.parametrize(("header", "kind"), KINDS)
def test_kinds_by_their_headers(header: str, kind: str) -> None:
    names = header.split("|")
    columns: list[list[str]] = [["x"] for _ in names]
    assert understand(names, columns, []).kind.kind == kind
