"""Tables that no vertical ruling shows: what is one, what is none, and how much is tried to tell."""

from __future__ import annotations

import pytest

import extract.layout.tables.unruled as unruled
from extract.layout.tables.unruled import find_unruled
from schemas.page import Box, Line, Page, Rule, Word

COLUMNS = (60.0, 110.0, 300.0, 420.0)
HEADER = ("TT", "Nhiệm vụ", "Chủ trì", "Thời gian")


def page_of(rows: list[tuple[str, ...]], columns: tuple[float, ...] = COLUMNS) -> tuple[Page, list[Line]]:
    """A page of text in columns, 6 points a letter and 14 points a line."""
    words: list[Word] = []
    lines: list[Line] = []
    for number, row in enumerate(rows):
        for x, text in zip(columns, row, strict=False):
            if text:
                top = 100.0 + 18 * number
                lines.append(Line(text, Box(x, top, x + 6 * len(text), top + 13)))
                at = x
                for word in text.split(" "):
                    words.append(Word(word, Box(at, top, at + 6 * len(word) - 2.5, top + 13)))
                    at += 6 * (len(word) + 1) - 2.5

    def within(box: Box) -> list[Word]:
        return [
            one
            for one in words
            if box.x0 <= one.box.x0 < box.x1 and box.top <= (one.box.top + one.box.bottom) / 2 < box.bottom
        ]

    def clip(box: Box) -> str:
        return " ".join(one.text for one in within(box))

    return Page(1, 595, 842, lines, [], clip, clip, within), lines


def test_words_in_columns_under_a_header_are_a_table() -> None:
    page, lines = page_of([HEADER, ("1", "Trồng cây", "Đoàn xã", "Tháng 5"), ("2", "Dọn chợ", "Ban chợ", "Quý II")])
    ((_, grid),) = find_unruled(page, lines, [], ())
    assert [[cell.text for cell in row] for row in grid.rows][1:] == [
        ["1", "Trồng cây", "Đoàn xã", "Tháng 5"],
        ["2", "Dọn chợ", "Ban chợ", "Quý II"],
    ]
    assert grid.rows[1][1].fragments[0].place.placing < 1


@pytest.mark.parametrize(
    "rows",
    [
        [("Nơi nhận:", "", "CHỦ TỊCH"), ("- Sở Nội vụ;", "", ""), ("- Lưu: VT.", "", "Lê Văn Tám")],
        [("Người lập", "", "Kế toán", "Thủ trưởng"), ("Lê A", "", "Trần B", "Vũ C"), ("x", "", "y", "z")],
        [("Việc thứ nhất", "", "là việc kia"), ("của cả hai bên", "", "theo quy định"), ("đã có", "", "từ trước")],
    ],
)
def test_signatures_and_columns_of_text_are_none(rows: list[tuple[str, ...]]) -> None:
    page, lines = page_of(rows)
    assert find_unruled(page, lines, [], ()) == []


def test_a_header_without_a_row_below_it_is_none() -> None:
    page, lines = page_of([HEADER, HEADER])
    page.rules.extend(Rule(55, top, 500, top + 0.5) for top in (97, 133, 150, 170))
    assert find_unruled(page, lines, [], ()) == []


def test_a_page_full_of_rows_like_headers_costs_no_more_than_a_few_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[int] = []
    monkeypatch.setattr(unruled, "align", lambda *_: tries.append(1))
    page, lines = page_of([HEADER] * 60)
    assert find_unruled(page, lines, [], ()) == []
    assert 0 < len(tries) <= 30
