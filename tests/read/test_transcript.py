"""Transcripts: markup left out, spans into the text, tables from tabs and pipes."""

from __future__ import annotations

import json
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.read.text.transcript import read_transcript
from schemas.document import Fragment, Furniture, Grid, Paragraph, Source
from schemas.errors import UnsupportedError
from tests.shared import SHARED, needs_shared


def _texts(text: str) -> list[str | list[list[str]]]:
    """Paragraphs as strings, tables as rows of strings."""
    return [
        block.text if isinstance(block, Paragraph) else [[cell.text for cell in row] for row in block.rows]
        for block in read_transcript(text.encode()).blocks
        if not isinstance(block, Furniture)
    ]


def _fragments(source: Source) -> list[Fragment]:
    found: list[Fragment] = []
    for block in source.blocks:
        if isinstance(block, Grid):
            found.extend(fragment for row in block.rows for cell in row for fragment in cell.fragments)
        else:
            found.extend(block.fragments)
    return found


QUOTATIONS = [
    ("**KẾ HOẠCH**  \n**Cải cách hành chính năm 2023**", ["KẾ HOẠCH", "Cải cách hành chính năm 2023"]),
    ("## **II. NHIỆM VỤ TRỌNG TÂM**\nNội dung", ["II. NHIỆM VỤ TRỌNG TÂM", "Nội dung"]),
    ("Thực hiện Kế hoạch số 13/KH-UBND\nngày 19/01/2023 của UBND huyện", [
        "Thực hiện Kế hoạch số 13/KH-UBND ngày 19/01/2023 của UBND huyện"]),
    ("- Tuyên truyền;\n- Kiểm tra.", ["- Tuyên truyền;", "- Kiểm tra."]),
    ("**TM. ỦY BAN NHÂN DÂN  \nCHỦ TỊCH**", ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]),
    ("*(Kèm theo Kế hoạch số 5/KH-UBND\ncủa UBND xã)*", ["(Kèm theo Kế hoạch số 5/KH-UBND của UBND xã)"]),
    ("1\\. Mục đích", ["1. Mục đích"]),
    ("2 * 3 và 5*", ["2 * 3 và 5*"]),
    ("TT\tNhiệm vụ\n1.\t<b>Rà soát</b>", [[["TT", "Nhiệm vụ"], ["1.", "Rà soát"]]]),
    ("TT\tNhiệm vụ\tGhi chú\n1.\tRà soát", [[["TT", "Nhiệm vụ", "Ghi chú"], ["1.", "Rà soát", ""]]]),
    ("| TT | Nhiệm vụ |\n|---|:--:|\n| 1 | a \\| b<br>c |", [[["TT", "Nhiệm vụ"], ["1", "a | b\nc"]]]),
    ("TT | Nhiệm vụ\n---|---\n1 | Rà soát\n\nHết", [[["TT", "Nhiệm vụ"], ["1", "Rà soát"]], "Hết"]),
    ("\tCăn cứ Luật Tổ chức chính quyền địa phương", ["Căn cứ Luật Tổ chức chính quyền địa phương"]),
    ("1.\tMục đích\n2.\tYêu cầu", ["1. Mục đích", "2. Yêu cầu"]),
    ("A | B là hai phương án", ["A | B là hai phương án"]),
    ("ỦY BAN NHÂN DÂN\nSố: 5/KH-UBND\nKẾ HOẠCH", ["ỦY BAN NHÂN DÂN", "Số: 5/KH-UBND", "KẾ HOẠCH"]),
    ("|---|", []),
    ("Họ tên: ________", ["Họ tên: ________"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), QUOTATIONS)
def test_quotations(text: str, expected: list[str]) -> None:
    assert _texts(text) == expected


def test_plain_text_wrapped_at_a_width_is_joined_where_a_word_had_no_room() -> None:
    lines = ["Ủy ban nhân dân xã xây dựng kế hoạch triển khai các nhiệm vụ của", "Chính phủ giao.", "Trân trọng."]
    assert _texts("\n".join(lines)) == [f"{lines[0]} {lines[1]}", "Trân trọng."]


def test_bold_and_level() -> None:
    blocks = read_transcript("### **1. Mục đích**\n\n**Một** phần\n\n<b>I.</b>\t<b>NHÓM</b>\tx\n".encode()).blocks
    heading, part, grid = blocks
    assert isinstance(heading, Paragraph)
    assert isinstance(part, Paragraph)
    assert isinstance(grid, Grid)
    assert (heading.level, heading.bold) == (3, True)
    assert (part.level, part.bold) == (0, False)
    assert [cell.bold for cell in grid.rows[0]] == [True, True, False]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_and_line_ends_give_one_text(encoding: str) -> None:
    source = read_transcript("Kế hoạch\r\nnăm 2024\r".encode(encoding))
    assert source.text == "Kế hoạch\nnăm 2024\n"


def test_decomposed_letters_are_composed_and_spans_follow() -> None:
    source = read_transcript(unicodedata.normalize("NFD", "Kế hoạch\n\nSố: 5/KH-UBND").encode())
    assert source.text == "Kế hoạch\n\nSố: 5/KH-UBND"
    assert [source.text[slice(*fragment.span)] for fragment in _fragments(source) if fragment.span] == [
        "Kế hoạch",
        "Số: 5/KH-UBND",
    ]


def test_tables_cut_by_blank_lines_are_marked_as_neighbours() -> None:
    source = read_transcript("TT\tViệc\tHạn\n1.\tPhấn đấu\tNăm 2023\n\n\n\tđạt 80%\t\n\nHết\n\na\tb\tc".encode())
    grids = [block for block in source.blocks if isinstance(block, Grid)]
    assert [(grid.page_top, grid.page_bottom) for grid in grids] == [(False, True), (True, False), (False, False)]
    assert [cell.text for cell in grids[1].rows[0]] == ["", "đạt 80%", ""]


def test_a_last_row_may_have_lost_its_trailing_tabs() -> None:
    source = read_transcript("TT\tViệc\n1.\tnhà\n\n\tnước tại địa phương.\n2.\tHai".encode())
    grids = [block for block in source.blocks if isinstance(block, Grid)]
    assert [[cell.text for cell in row] for row in grids[1].rows] == [["", "nước tại địa phương."], ["2.", "Hai"]]


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UnsupportedError):
        read_transcript(b"\xff\x00\x80\x81")


@given(st.text(alphabet="a Ế.*#<>b/|\t\n-\\_1\x0c", max_size=80))
@settings(max_examples=300)
def test_any_text_is_read_and_every_letter_is_placed_once(text: str) -> None:
    source = read_transcript(text.encode())
    assert source.text is not None
    spans = sorted(fragment.span for fragment in _fragments(source) if fragment.span and fragment.text)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    placed = "".join("".join(fragment.text.split()) for fragment in _fragments(source))
    assert sum(letter.isalnum() for letter in placed) >= _letters_outside_tags(source.text)
    for block in source.blocks:
        if isinstance(block, Grid):
            assert len({len(row) for row in block.rows}) == 1


def _letters_outside_tags(text: str) -> int:
    """Letters that no tag can hold: those that are not "b"."""
    return sum(letter.isalnum() and letter != "b" for letter in text)


@needs_shared
def test_the_seed_shows_every_row_of_its_table() -> None:
    source = read_transcript((SHARED / "seed" / "plan.txt").read_bytes())
    gold = json.loads((SHARED / "seed" / "gold_table.json").read_text())
    grids = [block for block in source.blocks if isinstance(block, Grid)]
    assert [len(grid.rows) for grid in grids] == [12, 12, 15, 11]
    shown = sum(len(grid.rows) for grid in grids)
    # A header row, and three rows cut by pages that stand twice.
    assert shown == 1 + gold["n_groups"] + gold["n_tasks"] + 3
    assert all(source.text is not None and fragment.span is not None for fragment in _fragments(source))


def test_an_article_begins_a_paragraph_where_lines_are_wrapped() -> None:
    text = "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch chuyển đổi số.\nĐiều 2. Có hiệu lực kể từ ngày ký.\n"
    blocks = read_transcript(text.encode()).blocks
    assert [block.text.split(".")[0] for block in blocks if isinstance(block, Paragraph)] == ["Điều 1", "Điều 2"]
