"""The numbered tree, the signature block, the recipients."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.structure.ending.adoption import find_adoption
from extract.structure.ending.recipients import find_recipients
from extract.structure.ending.signature import find_signature
from extract.structure.sections import find_parts, split_marker
from schemas.document import Fragment, Paragraph, Part, Place
from schemas.head import Signature


def paragraphs(lines: list[str]) -> list[Paragraph]:
    made = []
    start = 0
    for number, line in enumerate(lines, 1):
        made.append(Paragraph(line, (Fragment(line, Place(line=number)),), span=(start, start + len(line))))
        start += len(line) + 1
    return made


def outline(parts: list[Part]) -> list[object]:
    return [(part.marker, outline(part.parts)) if part.parts else part.marker for part in parts]


def test_habit_of_plans() -> None:
    lines = [
        "I. MỤC ĐÍCH",
        "1. Mục đích",
        "Cụ thể hóa",
        "- Một",
        "- Hai",
        "+ Ba",
        "2. Yêu cầu",
        "II. NHIỆM VỤ",
        "a) Việc",
    ]
    assert outline(find_parts(paragraphs(lines))) == [
        ("I.", [("1.", ["-", ("-", ["+"])]), "2."]),
        ("II.", ["a)"]),
    ]


def test_articles() -> None:
    lines = ["Chương I", "Điều 1. Ban hành", "1. Khoản", "a) Điểm", "đ) Điểm", "Điều 2. Hiệu lực"]
    assert outline(find_parts(paragraphs(lines))) == [("Chương I", [("Điều 1.", [("1.", ["a)", "đ)"])]), "Điều 2."])]


@pytest.mark.parametrize(
    ("line", "marker", "heading"),
    [
        ("1.2. Cải cách thủ tục", "1.2.", "Cải cách thủ tục"),
        ("1.2.3 Rà soát", "1.2.3", "Rà soát"),
        ("(2) Số hóa", "(2)", "Số hóa"),
        ("IV. KINH PHÍ", "IV.", "KINH PHÍ"),
        ("-Nâng cao chất lượng", "-", "Nâng cao chất lượng"),
        ("Năm 2023", "", "Năm 2023"),
        ("100% văn bản", "", "100% văn bản"),
        ("15/6/2024 họp", "", "15/6/2024 họp"),
    ],
)
def test_markers(line: str, marker: str, heading: str) -> None:
    assert split_marker(paragraphs([line])[0])[1:] == (marker, heading)


@given(st.lists(st.sampled_from(["I. A", "1. b", "1.1. c", "a) d", "- e", "+ f", "văn bản", "Điều 3. g"]), max_size=25))
def test_every_part_lies_inside_its_parent(lines: list[str]) -> None:
    def check(parts: list[Part], inside: tuple[int, int]) -> None:
        last = inside[0]
        for part in parts:
            assert last <= part.span[0] <= part.span[1] <= inside[1]
            check(part.parts, part.span)
            last = part.span[1]

    made = paragraphs(lines)
    check(find_parts(made), (0, sum(len(line) + 1 for line in lines)))


def test_signature_for_a_head() -> None:
    lines = ["... thực hiện./.", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "[", "Nguyễn Thị Hồng"]
    index, signature = find_signature(paragraphs(lines))
    assert index == 1
    assert {name: field.text for name, field in signature.found().items()} == {
        "authority": "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH",
        "position": "PHÓ CHỦ TỊCH",
        "signatory": "Nguyễn Thị Hồng",
    }


@pytest.mark.parametrize("torn", ["[daky]", "[d", "y]", "[ (Đã ký)"])
def test_a_mark_in_place_of_the_signature_is_no_part_of_a_name(torn: str) -> None:
    for lines in ([torn, "Lê Văn Minh"], [f"{torn}Lê Văn Minh"] if "(" not in torn else [torn, "Lê Văn Minh"]):
        _, signature = find_signature(paragraphs(["./.", "KT. THỦ TƯỚNG", "PHÓ THỦ TƯỚNG", *lines]))
        assert signature.found()["signatory"].text == "Lê Văn Minh"


def test_words_that_begin_with_a_power_are_no_signature() -> None:
    lines = ["QUYẾT NGHỊ:", "QUY ĐỊNH CHUNG", "Chương I", "KTX ĐẠI HỌC", "TLĐ LAO ĐỘNG"]
    assert find_signature(paragraphs([*lines, *["..."] * 9])) == (None, Signature())


def test_adoption_is_said_by_the_last_sentence() -> None:
    text = "Nghị quyết này được Hội đồng nhân dân xã khóa I, kỳ họp thứ 2 thông qua ngày 25 tháng 7 năm 2025./."
    field = find_adoption(text)
    assert field is not None
    assert text[slice(*field.span)] == field.text == "ngày 25 tháng 7 năm 2025"
    assert find_adoption("Căn cứ Luật được thông qua ngày 25 tháng 7 năm 2025") is None


def test_rank_before_a_name_is_no_name() -> None:
    _, signature = find_signature(paragraphs(["./.", "GIÁM ĐỐC", "Đại tá Trần Văn Minh"]))
    assert signature.found()["signatory"].text == "Trần Văn Minh"


def test_recipients_end_at_the_archive_line() -> None:
    lines = ["Nơi nhận:", "- UBND huyện (bc);", "- Các ngành", "thuộc UBND xã;", "- Lưu: VP, VT.", "PHỤ LỤC"]
    index, fields = find_recipients(paragraphs(lines))
    assert index == 0
    assert [field.text for field in fields] == ["UBND huyện (bc);", "Các ngành thuộc UBND xã;", "Lưu: VP, VT."]


def test_recognised_headings_have_the_numbers_of_their_sequence() -> None:
    lines = ["I. MỤC ĐÍCH", "II. NHIỆM VỤ", "II. TỔ CHỨC THỰC HIỆN", "IV. KINH PHÍ"]
    sure = find_parts(paragraphs(lines))
    assert [part.marker for part in sure] == ["I.", "II.", "II.", "IV."]
    made = paragraphs(lines)
    for one in made:
        one.fragments = (Fragment(one.text, Place(page=1, confidence=0.8)),)
    read = find_parts(made)
    assert [(part.marker, part.read) for part in read] == [("I.", None), ("II.", None), ("III.", "II."), ("IV.", None)]
