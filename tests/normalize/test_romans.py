"""Markers of group rows as recognition gave them on scans at 150 to 300 dpi, and what the pages print."""

from __future__ import annotations

import pytest

from normalize.writing.romans import continue_romans

READ = [
    ("1. | H. | Hì0", "I. | II. | III."),
    ("L | H. | HI.", "I. | II. | III."),
    (" | H | Hị)", " | II | III"),
    ("] | H | IH | I | li | IH | IV", "I | II | III | I | II | III | IV"),
    ("1 | H. | 1H. | IV. | V | VI | VH", "I. | II. | III. | IV. | V | VI | VII"),
    ("L | H. | II. | IV | V | VỊ | VH", "I. | II. | III. | IV | V | VI | VII"),
    ("1 | H. | 1H. | IV | V | VỊ | MI!", "I. | II. | III. | IV | V | VI | VII"),
    ("I. | II. | II.", "I. | II. | III."),
    ("L | H. | II. | IV | V | VI | vn", "I. | II. | III. | IV | V | VI | VII"),
]
STAYS = [
    "A | B | C",
    "A | B | C | D | E | F | G | H",
    "1 | 2 | 3 | 4 | 5",
    "10 | 11 | 12",
    "1.1 | 1.2 | 1.3",
    "a | b | c",
    "I | 1 | 2 | II | 1 | 2 | 3 | III",
    "A | I | II | III | B | IV",
    "I | II | IV | V",
    "IV | V | VI",
    "I",
    "L",
]


@pytest.mark.parametrize(("read", "printed"), READ)
def test_misread_numerals_as_their_sequence_has_them(read: str, printed: str) -> None:
    markers = [one.strip() for one in read.split("|")]
    assert continue_romans(markers, [True] * len(markers)) == [one.strip() for one in printed.split("|")]


@pytest.mark.parametrize("printed", [*STAYS, *(printed for _, printed in READ)])
def test_what_is_no_misread_numeral_stays(printed: str) -> None:
    markers = [one.strip() for one in printed.split("|")]
    assert continue_romans(markers, [True] * len(markers)) == markers


def test_a_sure_numeral_is_the_authors() -> None:
    assert continue_romans(["I", "II", "II", "IV"], [False] * 4) == ["I", "II", "II", "IV"]
    assert continue_romans(["I", "II", "II", "IV"], [True] * 4) == ["I", "II", "III", "IV"]
