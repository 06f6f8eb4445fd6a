"""Text folds keep a way back; a broken text layer shows in its letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.text import fold, folded, nfc, reads_as_vietnamese, squeeze, strip_marks

PLAN = "Tăng cường rà soát, đơn giản hóa các thủ tục hành chính trên tất cả các lĩnh vực và đề xuất loại bỏ. " * 4


@pytest.mark.parametrize(
    ("one", "other"),
    [("Uỷ ban", "Ủy ban"), ("hoà bình", "hòa bình"), ("quý", "qúy"), ("NÐ–CP", "NĐ-CP"), ("thuỷ  lợi", "Thủy lợi")],
)
def test_spellings_of_one_phrase_share_a_key(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PLAN, True),
        ("Kế hoạch", True),
        (strip_marks(PLAN), False),
        ("7KӵF KLӋQ 4X\u1ebbӃW ÿӏQK Vӕ FӫD Gi·m ÿӕF 6ӣ CÙng 7KѭѫQJ WӍQK L‡o Cai YӅ YLӋF NLӇP tra " * 6, False),
        ("We present a method that predicts structures of proteins from sequence alone. " * 6, False),
    ],
)
def test_letters_of_vietnamese(text: str, expected: bool) -> None:
    assert reads_as_vietnamese(text) is expected


@given(st.text(max_size=80))
def test_folded_copies_map_back(text: str) -> None:
    text = nfc(text)
    copy = folded(text)
    assert len(copy.offsets) == len(copy.text) + 1
    assert all(0 <= offset <= len(text) for offset in copy.offsets)
    assert list(copy.offsets) == sorted(copy.offsets)


@given(st.text(max_size=80))
def test_folds_are_stable(text: str) -> None:
    assert squeeze(squeeze(text)) == squeeze(text)
    assert nfc(nfc(text)) == nfc(text)
    fold(text)
    strip_marks(text)
