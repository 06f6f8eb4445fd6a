"""Signatures on recognised pages: under stamps, beside the recipients, offices with a letter lost."""

from __future__ import annotations

import pytest

from extract.structure.ending.inked import find_inked_signature
from schemas.document import Fragment, Paragraph, Place
from schemas.head import Signature
from schemas.page import Box


def line(text: str, x0: float, top: float, sure: float = 0.95, page: int = 2) -> Paragraph:
    place = Place(page=page, box=Box(x0, top, x0 + 120, top + 12), confidence=sure)
    return Paragraph(text, (Fragment(text, place, confidences=(sure,) * len(text.split())),))


SENT = [line("Nơi nhận:", 80, 300), line("- Như trên;", 80, 316)]


def signed(*lines: Paragraph) -> dict[str, str]:
    _, signature = find_inked_signature([*SENT, *lines])
    return {name: field.text for name, field in signature.found().items()}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            [("KT. CHỦ TỊCH", 0.9), ("PHÓ CHỦ TỊCH", 0.9), ("ẤS Ð", 0.1), ("Phạm Trường Thọ", 0.9)],
            {"authority": "KT. CHỦ TỊCH", "position": "PHÓ CHỦ TỊCH", "signatory": "Phạm Trường Thọ"},
        ),
        # the stamp covers PHÓ, a pen wrote KT.
        (
            [("-#T, GIÁM ĐÓC", 0.7), ("'GIÁM ĐÓC,", 0.8), ("Nguyễn Trúc Giang", 0.9)],
            {"authority": "KT. GIÁM ĐỐC", "position": "PHÓ GIÁM ĐỐC", "signatory": "Nguyễn Trúc Giang"},
        ),
        (
            [("KT. CHỦ TỊCH", 0.9), ("Ð CHỦ TỊCH", 0.5)],
            {"authority": "KT. CHỦ TỊCH", "position": "PHÓ CHỦ TỊCH"},
        ),
        (
            [("z1. CHỦ TỊCH", 0.9), ("Ý TỊCH", 0.5), ("Phạm Trường Thọ", 0.9)],
            {"authority": "KT. CHỦ TỊCH", "position": "PHÓ CHỦ TỊCH", "signatory": "Phạm Trường Thọ"},
        ),
        ([("ZZ n - HIỆU TRƯỞN dc;", 0.5)], {"position": "HIỆU TRƯỞNG"}),
        ([("_;EMÁNH THANH TRA", 0.5)], {"position": "CHÁNH THANH TRA"}),
        ([("HIỆU TRƯỞN", 0.9)], {"position": "HIỆU TRƯỞNG"}),
        (
            [("“HÁNH THANH TRA", 0.5), ("Lê Thiên Phú", 0.9)],
            {"position": "CHÁNH THANH TRA", "signatory": "Lê Thiên Phú"},
        ),
        (
            [("TM. ỦY BAN NHÂN DÂN", 0.9), ("CHỦ TỊCH", 0.9), ("Đặng Văn Minh", 0.9)],
            {"authority": "TM. ỦY BAN NHÂN DÂN", "position": "CHỦ TỊCH", "signatory": "Đặng Văn Minh"},
        ),
        # a torn name is none
        ([("GIÁM ĐỐC", 0.9), ("Lê Hoàng", 0.4)], {"position": "GIÁM ĐỐC"}),
        # what begins with a family name and is whole needs less
        ([("GIÁM ĐỐC", 0.9), ("Lê Hoàng Anh", 0.5)], {"position": "GIÁM ĐỐC", "signatory": "Lê Hoàng Anh"}),
        ([("GIÁM ĐỐC", 0.9), ("Lê Hoàng Anh", 0.3)], {"position": "GIÁM ĐỐC"}),
        ([("Đã ký", 0.9)], {}),
    ],
)
def test_signature(lines: list[tuple[str, float]], expected: dict[str, str]) -> None:
    assert signed(*(line(text, 340, 300 + 20 * at, sure) for at, (text, sure) in enumerate(lines))) == expected


def test_the_next_page_and_the_recipients_sign_nothing() -> None:
    assert signed(line("GIÁM ĐỐC", 340, 100, page=3)) == {}
    assert signed(line("CHỦ TỊCH", 80, 330)) == {}
    assert find_inked_signature([line("CHỦ TỊCH", 340, 300)]) == (None, Signature())
