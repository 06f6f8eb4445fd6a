"""≤ and ≥ by their ink, and the blank behind them."""

from __future__ import annotations

import numpy as np
import pytest

from extract.read.scan.ink import Picture
from extract.read.scan.signs import read_comparison
from tests.read.drawn_words import FACES, ink, needs_fonts

pytestmark = needs_fonts


def words(read: str, drawn: Picture) -> list[str]:
    return [piece.text for piece in read_comparison(read, drawn)]


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("pixels", [22, 28, 36, 54])
@pytest.mark.parametrize(
    ("read", "drawn", "shown"),
    [
        ("<", "≤", ["≤"]),
        (">", "≥", ["≥"]),
        ("<", "<", ["<"]),
        (">", ">", [">"]),
        ("<20", "≤ 20", ["≤", "20"]),
        (">95%", "≥95%", ["≥95%"]),
        (">95%;", "≥ 95%;", ["≥", "95%;"]),
        ("<10%", "< 10%", ["<", "10%"]),
        ("(>3", "(≥ 3", ["(≥", "3"]),
        ("(<3)", "(<3)", ["(<3)"]),
    ],
)
def test_the_bar_tells_the_signs_apart(read: str, drawn: str, shown: list[str], face: str, pixels: int) -> None:
    assert words(read, ink(drawn, face, pixels)) == shown


def test_the_pieces_lie_where_their_ink_does() -> None:
    drawn = ink("≤ 20")
    sign, number = read_comparison("<20", drawn)
    assert 0 == sign.left < sign.right < number.left < number.right == drawn.shape[1]
    assert not drawn[:, sign.right : number.left].any()


@pytest.mark.parametrize("read", ["20", "a<b", "", "=>"])
def test_other_words_stay(read: str) -> None:
    assert words(read, ink("≤")) == [read]


def test_what_is_no_angle_stays() -> None:
    assert words("<", np.zeros((30, 20), np.uint8)) == ["<"]
    assert words("<", np.zeros((0, 20), np.uint8)) == ["<"]
    assert words("<", np.ones((30, 200), np.uint8)) == ["<"]
    assert words("<", np.ones((5, 5), np.uint8)) == ["<"]
