"""Roman numerals by the strokes of their ink."""

from __future__ import annotations

import numpy as np
import pytest

from extract.read.scan.strokes import read_numeral
from tests.read.drawn_words import FACES, ink, needs_fonts

pytestmark = needs_fonts


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("pixels", [28, 36, 54])
@pytest.mark.parametrize(
    ("read", "drawn"),
    [
        ("H.", "II."),
        ("II", "III"),
        ("IH", "III"),
        ("HI.", "III."),
        ("VỊ", "VI"),
        ("VH", "VII"),
        ("VI", "VII"),
        ("II", "II"),
    ],
)
def test_strokes_tell_numerals_apart(read: str, drawn: str, face: str, pixels: int) -> None:
    assert read_numeral(read, ink(drawn, face, pixels)) == drawn


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("written", ["VH", "H", "HI", "H.", "11", "1", "V", "I.", "L"])
def test_letters_and_digits_stay(written: str, face: str) -> None:
    assert read_numeral(written, ink(written, face)) == written


@pytest.mark.parametrize("read", ["TT", "VT", "Quý", "II/2025", ""])
def test_other_words_are_not_looked_at(read: str) -> None:
    assert read_numeral(read, ink("III")) == read


def test_no_ink_is_no_numeral() -> None:
    assert read_numeral("H", np.zeros((40, 30), np.uint8)) == "H"
    assert read_numeral("H", np.zeros((0, 0), np.uint8)) == "H"
