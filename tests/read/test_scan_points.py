"""Commas and points of numbers by their ink."""

from __future__ import annotations

import numpy as np
import pytest

from extract.read.scan.ink import Picture
from extract.read.scan.points import read_separators
from tests.read.drawn_words import FACES, ink, needs_fonts

pytestmark = needs_fonts


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("pixels", [28, 36, 54])
@pytest.mark.parametrize(
    ("read", "drawn"),
    [
        ("81", "8,1"),
        ("4/7", "4,7"),
        ("24.6", "24,6"),
        ("6:296.321", "6.296.321"),
        ("1200", "1.200"),
        ("11", "1.1"),
        ("102.32%;", "102,32%;"),
        ("921)", "92,1)"),
        ("54,2", "54,2"),
    ],
)
def test_the_ink_shows_commas_and_points(read: str, drawn: str, face: str, pixels: int) -> None:
    assert read_separators(read, ink(drawn, face, pixels)) == drawn


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize(
    "written", ["11", "2025", "15/3/2024", "7:30", "1.200.000", "54,2", "95%", "3.1.", "11/11", "7"]
)
def test_what_is_read_rightly_stays(written: str, face: str) -> None:
    assert read_separators(written, ink(written, face)) == written


@pytest.mark.parametrize("read", ["8l", "TT", "-81", "8,1kg", ""])
def test_other_words_stay(read: str) -> None:
    assert read_separators(read, ink("8,1")) == read


def with_mark(before: str, gap: int, after: str, width: int) -> Picture:
    """Two words with a mark of the given width, as high as a point, at the foot of the gap between them; in pixels."""
    left, right = (one[:, one.any(axis=0)] for one in (ink(before), ink(after)))
    high = min(len(left), len(right))
    middle = np.zeros((high, gap), np.uint8)
    at = (gap - width) // 2
    middle[high - 6 : high - 2, at : at + width] = left.max()
    return np.hstack([left[:high], middle, right[:high]])


def test_digits_side_by_side_have_no_point_between() -> None:
    assert read_separators("11", with_mark("1", 14, "1", 4)) == "1.1"
    assert read_separators("11", with_mark("1", 8, "1", 4)) == "11"


def test_a_wide_mark_is_no_point() -> None:
    assert read_separators("11", with_mark("1", 14, "1", 12)) == "11"


def test_a_broken_digit_is_left_alone() -> None:
    drawn = ink("5 2009", pixels=40)
    height = drawn.shape[0]
    drawn[round(0.6 * height) : round(0.66 * height)] = 0
    assert read_separators("52009", drawn) == "52009"


def test_touching_digits_and_small_print_stay() -> None:
    joined = ink("81")
    joined[joined.shape[0] // 2] = joined.max()
    assert read_separators("81", joined) == "81"
    joined = ink("42,3)")
    joined[joined.shape[0] // 2, : joined.shape[1] // 3] = joined.max()
    assert read_separators("423)", joined) == "423)"
    assert read_separators("81", ink("8,1", pixels=10)) == "81"
    assert read_separators("81", np.zeros((0, 9), np.uint8)) == "81"
