"""Page numbers, and numbers of rows that only look like them."""

from __future__ import annotations

from extract.layout.furniture import furniture_kind
from schemas.page import Box, Line, Page


def kind_of(number: Line, *beside: Line) -> str | None:
    page = Page(1, 595, 842, [number, *beside], [], lambda _: "", lambda _: "", lambda _: [])
    return furniture_kind(page, number)


def test_a_number_alone_at_the_top_is_the_page_s() -> None:
    assert kind_of(Line("11", Box(290, 40, 305, 52)), Line("1. Rà soát", Box(80, 70, 200, 82))) == "page_number"


def test_a_number_on_the_line_of_a_running_text_is_the_page_s() -> None:
    assert kind_of(Line("11", Box(500, 40, 515, 52)), Line("Phụ lục", Box(80, 40, 200, 52))) == "page_number"


def test_a_number_at_half_the_height_of_a_row_is_the_row_s() -> None:
    row = [Line("Sửa chữa kênh", Box(108, 60, 262, 74)), Line("mương", Box(108, 75, 140, 89))]
    assert kind_of(Line("11", Box(80, 67, 95, 81)), *row) is None
