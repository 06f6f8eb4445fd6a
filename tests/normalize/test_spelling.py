"""Recognised words as they are understood: real slips of recognition, and words that must stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.writing.spelling import repair
from normalize.writing.syllable_counts import key_of, times

UNDERSTOOD = [
    ("Tông kêt Dự án của Giám đôc Sở Y tê", "Tổng kết Dự án của Giám đốc Sở Y tế"),
    ("KÉT QUÁ THỰC HIỆN", "KẾT QUẢ THỰC HIỆN"),
    ("công tác điêu trị một số bệnh dịch", "công tác điều trị một số bệnh dịch"),
    ("cải cách thủ tục hành chính của tỉnh Quảng Nøãi", "cải cách thủ tục hành chính của tỉnh Quảng Ngãi"),
    ("tại Quyế định số 866", "tại Quyết định số 866"),
    ("thâm định dự án đầu tư", "thẩm định dự án đầu tư"),
]

KEPT = [
    "Kế hoạch số 12/KH-UBND ngày 05/3/2024 của UBND xã",
    "Nghị quyết số 01-NQ/TU ngày 04/11/2021 của Tỉnh ủy",
    "huyện Đăk R’lấp",
    "TTHC, KSTT, CCVC, VNPT-iOffice, OCOP, PAPI và email",
    "Nguyễn Văn Phương, Võ Thị Sáu, Hoàng Kim Thoa",
    "bố trí chỗ đỗ xe; tủ điện",
    "Quý II, quý IV năm 2O23 và l5 ngày",
    "",
]


@pytest.mark.parametrize(("read", "understood"), UNDERSTOOD)
def test_slips_are_understood(read: str, understood: str) -> None:
    text, repairs = repair(read)
    assert text == understood
    assert all(read[slice(*one.span)] == one.raw != one.understood for one in repairs)


@pytest.mark.parametrize("text", KEPT)
def test_sound_text_stays(text: str) -> None:
    assert repair(text) == (text, ())


def test_pairs_are_counted_by_whole_syllables() -> None:
    """Of the entries behind a syllable some begin like others, and some spellings are one."""
    assert counted("ủy", "ban") > counted("ủy", "viên") > 0
    assert counted("ủy", "ba") == counted("ủy", "b") == counted("zz", "ban") == 0
    assert counted("Uỷ", "ban") == counted("Ủy", "BAN")


def counted(left: str, right: str) -> float:
    return times(key_of(left), key_of(right))


def test_what_was_read_surely_stays() -> None:
    assert repair("thâm định dự án đầu tư", sure={0}) == ("thâm định dự án đầu tư", ())


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạếềểễệẤẦ0123456789 ./-ø", max_size=60))
def test_digits_and_signs_never_change(text: str) -> None:
    understood, repairs = repair(text)
    assert [one for one in understood if not one.isalpha()] == [one for one in text if not one.isalpha()]
    assert (understood == text) == (not repairs)
    at = 0
    for one in repairs:
        assert at <= one.span[0] < one.span[1]
        at = one.span[1]
