"""Heads and signatures as recognition leaves them."""

from __future__ import annotations

import pytest

from extract.structure.anchors import find_garbled, understood
from extract.structure.ending.signature import find_signature
from schemas.document import Fragment, Paragraph, Place
from schemas.head import Head
from schemas.page import Box

PLACE = Place(page=1, box=Box(0, 0, 100, 10))
BODY = "Chỉ thị của Ủy ban nhân dân tỉnh Quảng Ngãi; Sở Y tế tỉnh Quảng Ngãi"


def line(text: str, *confidences: float) -> Paragraph:
    known = confidences or (0.9,) * len(text.split())
    return Paragraph(
        text, (Fragment(text, PLACE._replace(confidence=min(known)), confidences=known),), span=(0, len(text))
    )


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("TINH QUANG NGAI", "TỈNH QUẢNG NGÃI"),
        ("CHÍ THỊ", "CHỈ THỊ"),
        ("KÉ HOẠCH", "KẾ HOẠCH"),
        ("GIÁM ĐÓC", "GIÁM ĐỐC"),
        ("THỨ TRƯỞNG", "THỨ TRƯỞNG"),
        ("THỦ TRƯỞNG", "THỦ TRƯỞNG"),
        ("CỌNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Phan Xuân Tịnh.", "Phan Xuân Tịnh"),
        ("Nguyễn Văn Phương", "Nguyễn Văn Phương"),
    ],
)
def test_lines_are_understood(read: str, meant: str) -> None:
    assert understood([line(read)], BODY)[0].text == meant


def test_ink_beside_a_line_and_lines_of_ink_are_left_out() -> None:
    beside, alone = line("xzt1&1. CHỦ TỊCH", 0.1, 0.9, 0.92), line("\\x2 77 -", 0.1, 0.2, 0.3)
    assert [one.text for one in understood([beside, alone], BODY)] == ["CHỦ TỊCH", ""]


def test_a_doubtful_family_name_is_no_ink() -> None:
    whole, torn = line("Lê Hoàng Anh", 0.5, 0.96, 0.97), line("Lx Hoàng Anh", 0.5, 0.96, 0.97)
    assert [one.text for one in understood([whole, torn], BODY)] == ["Lê Hoàng Anh", "Hoàng Anh"]


def test_digital_lines_stay() -> None:
    digital = Paragraph("CHÍ THỊ", (Fragment("CHÍ THỊ", Place(page=1)),))
    assert understood([digital], BODY) == [digital]
    assert find_garbled([Paragraph("Số: x# /CT-UBND", (Fragment("x", Place(page=1)),))]) == Head()


@pytest.mark.parametrize(
    ("read", "name", "found"),
    [
        ("Số: ý# /CT-UBND", "code", "/CT-UBND"),
        ("Số:ÍÉ‡/SYT-NVY", "code", "/SYT-NVY"),
        ("Cần Thơ, ngày‹)\\ thángO năm 2025", "place_date", "Cần Thơ, ngày‹)\\ thángO năm 2025"),
    ],
)
def test_what_a_pen_wrote_is_found_and_not_read(read: str, name: str, found: str) -> None:
    assert find_garbled([line(read)]).found()[name].text == found


def test_a_signature_is_read_through_a_stamp() -> None:
    lines = ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Tế si CÁ, TẢ", "VI SƯ,", "lý {", "Phan Xuân Tịnh"]
    _, signature = find_signature([line(one) for one in lines])
    assert {name: field.text for name, field in signature.found().items()} == {
        "authority": "KT. CHỦ TỊCH",
        "position": "PHÓ CHỦ TỊCH",
        "signatory": "Phan Xuân Tịnh",
    }


def test_the_marks_of_a_body_and_of_its_place_are_those_of_the_text() -> None:
    text = "SỞ Y TÉ KIÊN GIANG\nSở Y tế đề nghị các đơn vị tỉnh Kiên Giang"
    (head,) = understood([line("SỞ Y TÉ KIÊN GIANG", 0.9, 0.9, 0.8, 0.9, 0.9)], text)
    assert head.text == "SỞ Y TẾ KIÊN GIANG"


def test_who_gets_it_is_told_by_its_second_word() -> None:
    assert understood([line("-với nhận:", 0.7, 0.97)], "")[0].text == "Nơi nhận:"
    assert understood([line("Ghi nhận kết quả", 0.9, 0.97, 0.9, 0.9)], "")[0].text == "Ghi nhận kết quả"


def test_a_kind_whose_first_word_is_doubtful_is_no_ink() -> None:
    assert understood([line("KẺ HOẠCH", 0.39, 0.96)], "")[0].text == "KẾ HOẠCH"


def test_two_who_sign_side_by_side_are_not_mixed() -> None:
    def signer(text: str, x0: float, top: float) -> Paragraph:
        place = Place(page=3, box=Box(x0, top, x0 + 90, top + 12), confidence=0.9)
        return Paragraph(text, (Fragment(text, place, confidences=(0.9,) * len(text.split())),), span=(x0, top))

    end = Paragraph("thực hiện./.", ())
    block = [("CHỦ TỊCH", 100, 50), ("GIÁM ĐỐC", 350, 50), ("Lê Hoàng Anh", 350, 120), ("Hà Văn Phúc", 100, 122)]
    _, signature = find_signature([end, *(signer(*one) for one in block)])
    assert {name: field.text for name, field in signature.found().items()} == {
        "position": "CHỦ TỊCH",
        "signatory": "Hà Văn Phúc",
    }
