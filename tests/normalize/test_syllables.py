"""Syllables by rule: what is Vietnamese, what only looks like it, and what a broken text layer gives."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.writing.syllables import count_syllables, is_bare_syllable, is_syllable, judge_text, share_of_syllables
from normalize.writing.text import strip_marks

SAMPLES = Path(__file__).parents[2] / "samples"

SYLLABLES = """
    ủy uỷ hòa hoà khoẻ khỏe quý qúy quyết quốc quới giá giếng gì giêng gìn yếu yên ý kỹ kĩ Mỹ khuya khuỷu khuỷnh nguyên
    ngoài nghiêng ghế thuở thuế tuần tuyến xoong loắt choắt ươm rượu hươu bướu ÍCH Đảng ĐƯỢC oai êm ăn ấp út chuyển
    hủy hoạch huỷ Thuỵ thụy Nguyễn Phượng
    Đắk Lắk
"""
NO_SYLLABLES = """
    KLӋQ 7KӵF cghị phat nghĩaa hiêṇn thưc̣̀ kà cế gê ngề ghà qan vuê boan zô fa jì wà trƣờng Ỹc chế1 đ hànhBộ QĐ
    µng ®ång luËt phñ thùc1 vµ
"""


@pytest.mark.parametrize("word", SYLLABLES.split())
def test_syllables(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word))
    assert is_bare_syllable(strip_marks(word)) or word in ("Đắk", "Lắk")


@pytest.mark.parametrize("word", NO_SYLLABLES.split())
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_samples_are_sound_and_lose_it_with_their_marks(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert share_of_syllables(text) > 0.97
    assert judge_text(text) == "sound"
    assert judge_text(strip_marks(text)) == "unmarked"
    assert judge_text(text.encode("utf-8").decode("cp1252", "replace")) == "garbled"
    assert judge_text("".join(chr(ord(letter) + 3) if letter > " " else letter for letter in text)) == "garbled"


def test_another_language_is_no_damage() -> None:
    text = """The Government shall issue this Decree on the management of land under the law; agencies and organizations
    must comply with it and send a report to the Ministry of Justice before the end of the following year."""
    assert judge_text(text) == "sound"


@given(st.text())
def test_any_text_is_judged(text: str) -> None:
    count = count_syllables(text)
    assert 0 <= count.marked_syllables <= count.marked <= count.words
    assert count.bare + count.marked <= count.words
    assert 0 <= share_of_syllables(text) <= 1
    assert judge_text(text) in ("sound", "short", "unmarked", "garbled")


@given(st.lists(st.text(alphabet="aàbcđghnươngt1-\x85¡ \n\r\t", max_size=12), max_size=6))
def test_the_count_of_lines_adds_up(lines: list[str]) -> None:
    counts = [count_syllables(line) for line in lines]
    assert list(count_syllables("\r\n".join(lines))) == [sum(field) for field in zip([0] * 5, *counts, strict=True)]
