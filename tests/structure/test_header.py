"""Heads as offices write them (Nghị định 30/2020/NĐ-CP, Phụ lục I; Party documents)."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from extract.structure.head.head import find_head
from extract.structure.text import TextBuilder
from schemas.document import Fragment, Paragraph, Place


def head_of(lines: list[str]) -> dict[str, str]:
    """The fields found in lines; a leading '^' marks a centred line."""
    builder = TextBuilder()
    paragraphs = []
    for number, line in enumerate(lines, 1):
        bare = line.removeprefix("^")
        paragraph = Paragraph(bare, (Fragment(bare, Place(line=number)),), centered=line != bare)
        paragraphs.append(replace(paragraph, span=builder.add_paragraph(paragraph)))
    return {name: field.text for name, field in find_head(builder.text, paragraphs).head.found().items()}


NATION = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]

HEADS: list[tuple[list[str], dict[str, str]]] = [
    (
        [
            "ỦY BAN NHÂN DÂN",
            "XÃ HÒA BÌNH",
            "Số: 12/KH-UBND",
            *NATION,
            "Hòa Bình, ngày 05 tháng 01 năm 2024",
            "^KẾ HOẠCH",
            "^Chuyển đổi số năm 2024",
            "Thực hiện Kế hoạch số 5/KH-UBND của UBND huyện",
        ],
        {
            "code": "Số: 12/KH-UBND",
            "kind": "KẾ HOẠCH",
            "title": "Chuyển đổi số năm 2024",
            "issuer": "ỦY BAN NHÂN DÂN XÃ HÒA BÌNH",
        },
    ),
    (
        # a narrow column breaks the nation's name
        ["ỦY BAN NHÂN DÂN", NATION[0].removesuffix(" NAM"), "XÃ HÒA BÌNH", "NAM", "Số: 3070. /KH-UBND", NATION[1]],
        {"code": "Số: 3070. /KH-UBND", "issuer": "ỦY BAN NHÂN DÂN XÃ HÒA BÌNH"},
    ),
    (
        # two kinds in one line; the body that issues ends above it
        ["TRUNG TÂM KHUYẾN NÔNG", *NATION, "^KẾ HOẠCH, NHIỆM VỤ", "^KHẢO SÁT VÙNG TRỒNG", "Căn cứ Luật"],
        {"issuer": "TRUNG TÂM KHUYẾN NÔNG", "kind": "KẾ HOẠCH"},
    ),
    (
        # marks lost by recognition
        ["ỦY BAN NHÂN DÂN", "XÃ HÒA BÌNH", "Số: 7/QĐ-UBND", *NATION, "^QUYÉT ĐỊNH", "^Về việc khen thưởng", "Căn cứ"],
        {"issuer": "ỦY BAN NHÂN DÂN XÃ HÒA BÌNH", "kind": "QUYÉT ĐỊNH", "title": "Về việc khen thưởng"},
    ),
    (
        ["UBND TỈNH LÀO CAI", "SỞ NÔNG NGHIỆP", "VÀ MÔI TRƯỜNG", *NATION, "Số: 36 /KH - SNNMT"],
        {"code": "Số: 36 /KH - SNNMT", "issuer": "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "parent": "UBND TỈNH LÀO CAI"},
    ),
    (
        [
            "CHÍNH PHỦ",
            "Số: 97/NQ-CP",
            *NATION,
            "^NGHỊ QUYẾT",
            "^Sửa đổi nhiệm vụ của",
            "^Chương trình",
            "^_____",
            "^CHÍNH PHỦ",
            "Căn cứ Luật",
        ],
        {"kind": "NGHỊ QUYẾT", "title": "Sửa đổi nhiệm vụ của Chương trình", "issuer": "CHÍNH PHỦ"},
    ),
    (
        ["TỈNH ỦY QUẢNG TRỊ", "*", "Số 15-CTr/TU", "ĐẢNG CỘNG SẢN VIỆT NAM", "^CHƯƠNG TRÌNH HÀNH ĐỘNG"],
        {"code": "Số 15-CTr/TU", "kind": "CHƯƠNG TRÌNH HÀNH ĐỘNG", "issuer": "TỈNH ỦY QUẢNG TRỊ"},
    ),
    (
        ["UBND HUYỆN A LƯỚI", "Số:        /UBND-NV", *NATION, "V/v bổ sung kế hoạch năm 2024", "Kính gửi: Các xã"],
        {"code": "Số:        /UBND-NV", "title": "V/v bổ sung kế hoạch năm 2024", "issuer": "UBND HUYỆN A LƯỚI"},
    ),
    (
        ["QUỐC HỘI", "Luật số: 43/2024/QH15", *NATION, "^LUẬT", "^SỬA ĐỔI LUẬT ĐẤT ĐAI", "Căn cứ Hiến pháp"],
        {"code": "Luật số: 43/2024/QH15", "kind": "LUẬT", "title": "SỬA ĐỔI LUẬT ĐẤT ĐAI", "issuer": "QUỐC HỘI"},
    ),
    (
        # a line of the page that runs through both halves of the head
        ["BỘ Y TẾ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", f"{NATION[1]} Số: 4//KH-BYT", "^KẾ HOẠCH", "^Phòng dịch"],
        {"code": "Số: 4//KH-BYT", "kind": "KẾ HOẠCH", "title": "Phòng dịch", "issuer": "BỘ Y TẾ"},
    ),
    (
        # the gazette prints the body's name once more above the head
        ["BỘ TƯ PHÁP", "BỘ TƯ PHÁP", "Số: 5/QĐ-BTP", *NATION, "^QUYẾT ĐỊNH", "^Công bố danh mục"],
        {"code": "Số: 5/QĐ-BTP", "issuer": "BỘ TƯ PHÁP", "parent": ""},
    ),
    (
        # the gazette's own heading names a kind and a body; the document's kind stands below the nation's name
        ["^VĂN BẢN HỢP NHẤT - BỘ KẾ HOẠCH VÀ ĐẦU TƯ", *NATION, "^NGHỊ ĐỊNH", "^Về tổ hợp tác", "Căn cứ Luật"],
        {"kind": "NGHỊ ĐỊNH", "title": "Về tổ hợp tác"},
    ),
]


@pytest.mark.parametrize(("lines", "expected"), HEADS, ids=[lines[0] for lines, _ in HEADS])
def test_head(lines: list[str], expected: dict[str, str]) -> None:
    found = head_of(lines)
    assert {name: " ".join(found.get(name, "").split()) for name in expected} == {
        name: " ".join(value.split()) for name, value in expected.items()
    }


def test_place_and_date_on_the_line_of_the_number() -> None:
    found = head_of(
        ["UBND XÃ AN PHÚ", "Số: 7/KH-UBND An Phú, ngày 3 tháng 2 năm 2024", "^KẾ HOẠCH", "^Phòng, chống thiên tai"]
    )
    assert found["code"] == "Số: 7/KH-UBND"
    assert found["place_date"] == "An Phú, ngày 3 tháng 2 năm 2024"


def test_marks_of_urgency_and_secrecy() -> None:
    found = head_of(["UBND XÃ AN PHÚ", "HỎA TỐC", "Số: 7/KH-UBND", "^KẾ HOẠCH", "^Phòng, chống thiên tai"])
    assert found["urgency"] == "HỎA TỐC"
    assert found["issuer"] == "UBND XÃ AN PHÚ"


def test_urgency_stamped_beside_the_address_of_a_letter() -> None:
    found = head_of(
        ["SỞ Y TẾ", "Số: 7/SYT-NVY", "V/v tập huấn", *NATION, "Kính gửi:", "- Giám đốc bệnh viện;", "HỎA TỐC"]
    )
    assert found["urgency"] == "HỎA TỐC"
