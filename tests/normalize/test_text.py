"""Text folds keep a way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.text import fold, folded, nfc, squeeze, strip_marks


@pytest.mark.parametrize(
    ("one", "other"),
    [("Uỷ ban", "Ủy ban"), ("hoà bình", "hòa bình"), ("quý", "qúy"), ("NÐ–CP", "NĐ-CP"), ("thuỷ  lợi", "Thủy lợi")],
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
