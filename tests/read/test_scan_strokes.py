"""Roman numerals by the strokes of their ink."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extract.read.scan_image import Picture, ink_of
from extract.read.scan_strokes import read_numeral

FONTS = Path("/usr/share/fonts/truetype/liberation")
FACES = ("LiberationSerif-Regular", "LiberationSerif-Bold", "LiberationSans-Regular", "LiberationSans-Bold")

pytestmark = pytest.mark.skipif(not FONTS.is_dir(), reason="fonts-liberation is not installed")


def ink(text: str, face: str = FACES[0], pixels: int = 36) -> Picture:
    """The ink of a word as a scanner sees it, cut out as closely as the recogniser does."""
    font = ImageFont.truetype(str(FONTS / f"{face}.ttf"), pixels)
    left, top, right, bottom = font.getbbox(text)
    picture = Image.new("L", (round(right - left) + 4, round(bottom - top) + 4), 255)
    ImageDraw.Draw(picture).text((2 - left, 2 - top), text, 0, font)
    return ink_of(np.asarray(picture, np.uint8).copy())


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
