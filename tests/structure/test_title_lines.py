"""Titles of recognised pages: a stamp beside them, and lines that the scanner laid crooked."""

from __future__ import annotations

from extract.structure.head.head import find_head
from schemas.document import Fragment, Paragraph, Place
from schemas.page import Box


def head_of(*rows: tuple[str, float, float, float]) -> dict[str, str]:
    """The fields of lines that are given as text, left and right end, and top; recognised, none of them centred."""
    text, paragraphs = "", []
    for words, x0, x1, top in rows:
        place = Place(page=1, box=Box(x0, top, x1, top + 13), confidence=0.9)
        span = (len(text), len(text) + len(words))
        paragraphs.append(Paragraph(words, (Fragment(words, place),), span=span))
        text += words + "\n"
    return {name: field.text for name, field in find_head(text, paragraphs).head.found().items()}


def test_a_stamp_beside_a_title_is_none_of_it() -> None:
    found = head_of(
        ("Số: 7/CT-UBND", 100, 200, 90),
        ("CHỈ THỊ", 301, 356, 115),
        ("TRUNG TÂM TIN HỌC Về việc tăng cường công tác thi hành án", 12, 482, 132),
        ("ĐẾN Chuyển", 14, 85, 150),
        ("trên địa bàn tỉnh Quảng Ngãi", 242, 416, 151),
        ("Trong thời gian qua, công tác thi hành án", 94, 528, 186),
    )
    assert found["title"] == "Về việc tăng cường công tác thi hành án trên địa bàn tỉnh Quảng Ngãi"


def test_who_decides_is_no_title() -> None:
    found = head_of(
        ("Số: 7/QĐ-UBND", 100, 200, 90),
        ("QUYẾT ĐỊNH", 280, 380, 115),
        ("Về việc bổ nhiệm công chức", 240, 420, 132),
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI", 200, 460, 160),
    )
    assert found["title"] == "Về việc bổ nhiệm công chức"


def test_a_letters_subject_goes_on_below_itself() -> None:
    found = head_of(
        ("SỞ Y TẾ", 154, 199, 93),
        ("Số: 2/SYT-GAVI", 127, 225, 121),
        ("V/v thực hiện kết luận Hội nghị", 102, 250, 140),
        ("Tổng kết dự án của Giám đốc", 84, 270, 153),
        ("Kính gửi:", 122, 166, 182),
        ("- Các đơn vị trực thuộc;", 166, 338, 207),
        ("Độc lập - Tự do - Hạnh phúc", 329, 492, 105),
        ("Kiên Giang, ngày 10 tháng 2 năm 2018", 309, 514, 121),
    )
    assert found["title"] == "V/v thực hiện kết luận Hội nghị Tổng kết dự án của Giám đốc"
    assert found["place_date"] == "Kiên Giang, ngày 10 tháng 2 năm 2018"
