"""Where a header begins: by two roles, or by what stands around a row that names fewer."""

from __future__ import annotations

import pytest

from extract.find.tables.columns import split_header
from extract.find.tables.header_row import top_row
from schemas.document import Cell

Texts = list[list[str]]


def top(rows: Texts, bold: int | None = None) -> int | None:
    return top_row([[Cell(text, bold=at == bold) for text in row] for at, row in enumerate(rows)])


@pytest.mark.parametrize(
    "rows",
    [
        [["TT", "Từ viết tắt", "Diễn giải"], ["1", "VHXH", "Văn hóa - xã hội"]],
        [["STT", "Ngành, nghề"], ["1", "Sản xuất con dấu"], ["2", "Kinh doanh pháo"]],
        [["Khối", "Số lớp", "Số học sinh"], ["6", "4", "160"], ["7", "5", "190"]],
        [["Cấp độ", "Mô tả", "Diễn giải"], ["A", "Thảm khốc", "Tử vong"], ["B", "Nặng", "Bị thương"]],
        [["Chỉ tiêu", "Mục tiêu"], ["Tỷ lệ người dân hài lòng", "Trên 95%"]],
    ],
)
def test_a_header_that_does_not_name_two_roles(rows: Texts) -> None:
    assert top(rows) == 0


@pytest.mark.parametrize(
    "rows",
    [
        [["7", "Phí dịch vụ", "Bộ Tài chính"], ["8", "Phí thẩm định", "Bộ Xây dựng"]],
        [["Kính gửi:", "- Bộ Xây dựng;"], ["", "- Bộ Tài chính."]],
        [["NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG ĐƠN VỊ"]],
        [["1. ĐỀ NGHỊ", "□ Cấp □ Sửa đổi"], ["2. MỤC ĐÍCH SỬ DỤNG", ""]],
        [["2", "Quyền sử dụng đất", "Thửa thứ nhất"], ["3", "Tài sản khác", "Động sản"]],
    ],
)
def test_a_table_that_begins_with_what_it_holds(rows: Texts) -> None:
    assert top(rows) is None


def test_bold_letters_speak_for_a_header() -> None:
    rows = [["Hạng", "Màu"], ["Nhất", "Đỏ"], ["Nhì", "Xanh"]]
    assert top(rows) is None
    assert top([["TT", "Màu", "Hạng"], *([one, *two] for one, two in zip("ab", rows[1:], strict=True))], bold=0) == 0


def test_the_words_of_a_merged_header_stay() -> None:
    merged = Cell("Số học sinh")
    rows = [[Cell("TT"), Cell("Trường"), merged, merged], [Cell(""), Cell(""), Cell("Nam"), Cell("Nữ")]]
    body = [[Cell(text) for text in row] for row in (["1", "Tiểu học A", "90", "80"], ["2", "Tiểu học B", "70", "95"])]
    assert split_header([*rows, *body])[1] == ["TT", "Trường", "Số học sinh / Nam", "Số học sinh / Nữ"]
