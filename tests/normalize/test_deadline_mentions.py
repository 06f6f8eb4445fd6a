"""Deadlines in sentences, and dates that are none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize import find_deadlines
from normalize.time import mentions
from normalize.time.words import Group, words
from tests.linear import is_linear


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hoàn thành trước ngày 30/6/2024.", ["trước ngày 30/6/2024"]),
        ("báo cáo trước ngày 25 hằng tháng về UBND xã", ["trước ngày 25 hằng tháng"]),
        ("chậm nhất là ngày 15 tháng 12 năm 2024", ["chậm nhất là ngày 15 tháng 12 năm 2024"]),
        ("xong trong quý II năm 2024", ["xong trong quý II năm 2024"]),
        ("Quyết định số 12/QĐ-UBND ngày 16/02/2023 của UBND huyện", []),
        ("giai đoạn 2021-2025, định hướng đến năm 2030", []),
        ("các dự án ban hành trước ngày 01/7/2025", []),
        ("báo cáo vào thứ Sáu hằng tuần", ["thứ Sáu hằng tuần"]),
        ("định kỳ thứ Hai hàng tuần tổng hợp kết quả", ["định kỳ thứ Hai hàng tuần"]),
        ("tính đến hết ngày 30/6/2024 đạt 45%", []),
        ("gửi trước 16 giờ 00 ngày thứ Sáu hằng tuần.", ["trước 16 giờ 00 ngày thứ Sáu hằng tuần"]),
        ("báo cáo trước 17 giờ hằng ngày", ["trước 17 giờ hằng ngày"]),
        ("cập nhật trước ngày làm việc cuối cùng của tháng", ["trước ngày làm việc cuối cùng của tháng"]),
        ("họp vào thứ Hai đầu tiên của tháng", ["vào thứ Hai đầu tiên của tháng"]),
        ("nộp vào các ngày 15/3, 15/6 và 15/9/2026", ["vào các ngày 15/3, 15/6 và 15/9/2026"]),
        ("họp lúc 7 giờ 30 phút ngày 20/5/2026 tại xã", ["lúc 7 giờ 30 phút ngày 20/5/2026"]),
        ("ra quân vào sáng ngày 20/5/2026", ["vào sáng ngày 20/5/2026"]),
        ("tổ chức hội thi vào tháng 9/2026 tại xã", ["vào tháng 9/2026"]),
        ("quy hoạch được phê duyệt vào năm 2024", []),
        ("sinh hoạt chuyên đề 01 lần/tháng.", ["01 lần/tháng"]),
        ("kiểm tra ít nhất 02 lần/năm", []),
        ("Hằng tuần, trước 16 giờ ngày thứ Sáu, gửi báo cáo", ["Hằng tuần, trước 16 giờ ngày thứ Sáu"]),
        ("hằng tháng, trước ngày 20, báo cáo", ["hằng tháng, trước ngày 20"]),
        ("hằng năm, trước ngày 15/12 báo cáo", ["hằng năm, trước ngày 15/12"]),
        ("báo cáo hằng tháng (trước ngày 20)", ["hằng tháng (trước ngày 20)"]),
        (
            "định kỳ 6 tháng (trước ngày 15/6), năm (trước ngày 15/12)",
            ["định kỳ 6 tháng (trước ngày 15/6), năm (trước ngày 15/12)"],
        ),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [one.text for one in find_deadlines(text)] == expected


@pytest.mark.parametrize("group", ["limit", "within", "weekday", "every"])
def test_every_mention_begins_with_a_word_that_is_looked_for(group: Group) -> None:
    phrases = [f"{before}{word}" for word in words(group) for before in ("", "thứ ", "định kỳ thứ ", "ngày 20 ")]
    starts = [
        f"{one} {time}" for one in phrases for time in ("ngày 30/6", "7 giờ 30", "tuần tổng hợp", "hằng tuần", "tháng.")
    ]
    found = [one for one in starts if mentions._START.match(one)]
    assert found
    assert [one for one in found if not mentions._OPENING.match(one)] == []


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["trước ngày ", "ngày 1 ", "chậm nhất ", "1/", "tháng ", "hằng "])
def test_time_is_linear(piece: str) -> None:
    assert is_linear(find_deadlines, piece, 25_000)


@settings(deadline=None)
@given(st.text(max_size=120))
def test_any_text(text: str) -> None:
    for one in find_deadlines(text):
        assert one.text == text[slice(*one.span)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("rà soát hồ sơ, định kỳ hàng tháng", ["định kỳ hàng tháng"]),
        ("rà soát hộ nghèo, định kỳ 6 tháng, năm.", ["định kỳ 6 tháng, năm"]),
        ("kiểm tra các cơ sở (định kỳ hằng quý).", ["định kỳ hằng quý"]),
        ("tham mưu các nội dung, định kỳ hằng quý theo chương trình công tác", []),
        ("Báo cáo định kỳ hằng quý.", []),
    ],
)
def test_a_rhythm_that_closes_a_sentence(text: str, found: list[str]) -> None:
    assert [one.text for one in find_deadlines(text)] == found
