"""The white between columns, where many lines fill a column and where few do."""

from __future__ import annotations

from extract.layout.tables.gutters import find_gutters
from extract.layout.text_rows import text_rows
from schemas.page import Box, Word


def gutters_of(*lines: str) -> list[tuple[int, int]]:
    """The gutters of lines of text in letters of ten points; a blank of one letter parts words."""
    words = [
        Word(word, Box(10.0 * at, 15.0 * number, 10.0 * (at + len(word)), 15.0 * number + 10))
        for number, line in enumerate(lines)
        for at, word in placed(line)
    ]
    return [(round(start / 10), round(end / 10)) for start, end in find_gutters(text_rows(words))]


def placed(line: str) -> list[tuple[int, str]]:
    return [(at, word) for at, word in zip(starts(line), line.split(), strict=True)]


def starts(line: str) -> list[int]:
    return [at for at, letter in enumerate(line) if letter != " " and (at == 0 or line[at - 1] == " ")]


LONG = ["a  bbbbbbbbbbbbb  cccccc", "   bbbbbbbbbbbbb  cccccc", "   bbbbbbbbbbbbb  cccccc", "   bbbbbbbbbbbbb  cccccc"]


def test_last_columns_that_few_lines_fill_are_parted() -> None:
    few = [LONG[0] + "  ddd   eee", *LONG[1:]]
    assert gutters_of(*few, *few, *few) == [(1, 3), (16, 18), (24, 26), (29, 32)]


def test_what_a_full_column_reaches_into_the_band_of_the_last_one_is_its_own() -> None:
    few = [LONG[0] + "cccc   eee", *LONG[1:]]
    assert gutters_of(*few, *few, *few) == [(1, 3), (16, 18), (28, 31)]


def test_a_word_that_reaches_over_all_behind_it_is_no_error() -> None:
    """Words of a recognised page overlap: the last one to begin need not be the last one to end."""
    words = [Word("một", Box(50, 60, 70, 72)), Word("hai", Box(60, 60, 400, 72)), Word("ba", Box(90, 60, 110, 72))]
    assert find_gutters(text_rows(words)) == ()
