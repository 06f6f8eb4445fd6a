"""Text folds keep a way back."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from normalize.writing.syllables import judge_text
from normalize.writing.text import fold, folded, nfc, squeeze, strip_marks
from tests.linear import is_linear

MANY_MARKS = regex.compile(r"\P{ccc=0}{31}")
DAMAGED = [
    ("Ke\u0302\u0301 hoa\u0323ch", "Kế hoạch"),
    ("ÐƯỜNG, ðường, Ɖường", "ĐƯỜNG, đường, Đường"),
    ("trƣờng hợp dƣới đây", "trường hợp dưới đây"),
    ("UВND, ТТ-ВТС", "UBND, TT-BTC"),
    ("KINH TẾ XàHỘI", "KINH TẾ XÃ HỘI"),
    ("NHÂN DÂN Xà HỘI", "NHÂN DÂN XÃ HỘI"),
    ("UBND XÔ TỈNH", "UBND XÃ TỈNH"),
    ("khoẻ, Uỷ, hoà, thuý", "khỏe, Ủy, hòa, thúy"),
    ("NĐ‑CP — NQ–CP", "NĐ-CP - NQ-CP"),
]
WORDS_THAT_DIFFER = [
    ("qua", "quá"),
    ("hòa", "hỏa"),
    ("Hà NỘI", "HÃ NỘI"),
    ("xô nước", "xã nước"),
    ("gì", "gí"),
    ("ư", "u"),
]


@pytest.mark.parametrize(("one", "other"), WORDS_THAT_DIFFER)
def test_different_words_have_different_keys(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_a_folded_copy_of_damaged_text_leads_back() -> None:
    text = "Sở LAO ĐỘNG - XàHỘI"
    copy = folded(text)
    at = copy.text.index("xa hoi")
    assert text[slice(*copy.span(at, at + 6))] == "XàHỘI"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Uỷ ban", "Ủy ban"),
        ("hoà bình", "hòa bình"),
        ("quý", "qúy"),
        ("NÐ–CP", "NĐ-CP"),
        ("thuỷ  lợi", "Thủy lợi"),
        *DAMAGED,
    ],
)
def test_spellings_of_one_phrase_share_a_key(one: str, other: str) -> None:
    assert fold(one) == fold(other)


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


@pytest.mark.parametrize("piece", ["\u0301\u0323", "\u0344", "\u05b0\u0323\u0301", "a" + "\u0301\u0323" * 15])
@pytest.mark.parametrize("read", [nfc, fold, judge_text])
def test_runs_of_marks_are_read_in_proportion(read: Callable[[str], object], piece: str) -> None:
    assert is_linear(lambda text: read("a" + text), piece, 4_000)


@given(st.text(alphabet="aế\u0301\u0323\u0344\u034f\u05b0 ", max_size=400))
def test_text_in_normal_form_stays_as_it_is(text: str) -> None:
    found = nfc(text)
    assert nfc(found) == found
    assert unicodedata.is_normalized("NFC", found)
    if not MANY_MARKS.search(text):
        assert found == unicodedata.normalize("NFC", text)
