"""Agencies in sentences: whole names, and where they end."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.find.prose.agencies import find_agencies, find_first_agencies
from tests.linear import is_linear


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở Nông nghiệp và Môi trường rà soát các mỏ", ["Sở Nông nghiệp và Môi trường"]),
        ("phối hợp với Bộ Tài chính và các cơ quan liên quan", ["Bộ Tài chính", "các cơ quan liên quan"]),
        ("Giao Sở Quy hoạch - Kiến trúc chủ trì", ["Sở Quy hoạch - Kiến trúc"]),
        ("Bộ Khoa học và Công nghệ, Bộ Công Thương, Bộ Xây dựng", None),
        ("Phòng Kinh tế tham mưu bố trí kinh phí", ["Phòng Kinh tế"]),
        ("Phòng Kinh tế, Hạ tầng và Đô thị báo cáo", ["Phòng Kinh tế, Hạ tầng và Đô thị"]),
        ("UBND xã Trà Bình Nam yêu cầu các ngành", ["UBND xã Trà Bình Nam", "các ngành"]),
        ("Công an tỉnh Lào Cai nắm tình hình", ["Công an tỉnh Lào Cai"]),
        ("Các cơ quan, tổ chức, doanh nghiệp có trách nhiệm", ["Các cơ quan, tổ chức, doanh nghiệp"]),
        ("Phòng Cảnh sát quản lý hành chính", ["Phòng Cảnh sát"]),
        ("hội thảo về phòng cháy", []),
    ],
)
def test_sentences(text: str, expected: list[str] | None) -> None:
    assert [one.text for one in find_agencies(text)] == (text.split(", ") if expected is None else expected)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_mentions_are_in_order_and_inside(text: str) -> None:
    end = 0
    for one in find_agencies(text):
        assert end <= one.span[0] < one.span[1] <= len(text)
        assert one.text == text[slice(*one.span)]
        end = one.span[1]


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["Sở ", "các ", "Bộ Tài ", "UBND xã ", "Phòng Xa ya, ", "Á, và "])
def test_time_is_linear(piece: str) -> None:
    assert is_linear(find_agencies, piece, 5_000)


@pytest.mark.parametrize(
    "text",
    [
        "Phòng Nội vụ, Công an xã; giao Sở Y tế báo cáo",
        "các phòng, ban và UBND xã Trà Bình",
        "Hội Cựu chiến binh xã",
        "Ban hành kế hoạch của UBND xã",
        " UBND xã",
        "kiểm tra UBND xã",
        "",
    ],
)
def test_the_agencies_of_a_text_that_begins_with_one(text: str) -> None:
    every = find_agencies(text)
    assert list(find_first_agencies(text)) == [*(every if every and every[0].span[0] == 0 else ())]
