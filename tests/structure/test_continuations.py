"""Parts of tables that are one, and those that are not, by all that speaks for it."""

from __future__ import annotations

import pytest

from extract.structure.layout_tables import dissolved
from extract.structure.tables.continuations import goes_on
from extract.structure.tables.joins import join_blocks
from schemas.document import Cell, Fragment, Furniture, Grid, Paragraph, Place

HEADER = ("TT", "Nhiệm vụ", "Đơn vị thực hiện", "Thời gian")
FIRST = [HEADER, ("1", "Rà soát hộ nghèo", "Phòng Kinh tế", "Tháng 4"), ("2", "Trồng cây", "Đoàn xã", "Tháng 5")]
REST = [("3", "Nạo vét kênh", "Thôn 2", "Tháng 6"), ("4", "Tổng kết phong trào", "Văn phòng", "Tháng 12")]
OTHER = [("1", "Nguyễn Văn An", "0912345678", "Thôn 1"), ("2", "Lê Thị Bình", "0987654321", "Thôn 2")]


def grid(rows: list[tuple[str, ...]], page: int | None = None, *, top: bool = False, bottom: bool = False) -> Grid:
    place = Place(page=page)
    cells = [[Cell(text, (Fragment(text, place),)) for text in row] for row in rows]
    return Grid(cells, page=page, page_top=top, page_bottom=bottom)


def line(text: str, page: int | None = None) -> Paragraph:
    return Paragraph(text, (Fragment(text, Place(page=page)),))


@pytest.mark.parametrize("between", [[], [line("(Tiếp theo)")], [line("(Tiếp theo Phụ lục II)")]])
def test_numbering_goes_on_in_the_next_table_of_a_file(between: list[Paragraph]) -> None:
    assert goes_on(grid(FIRST), grid(REST), between)


def test_a_running_head_on_the_next_page_parts_nothing() -> None:
    first, rest = grid(FIRST, 2, bottom=True), grid(REST, 3)
    assert goes_on(first, rest, [line("UBND xã Mẫu - Kế hoạch năm 2026", 3)])


@pytest.mark.parametrize(
    ("rest", "between"),
    [
        ([HEADER, *REST], []),
        (OTHER, []),
        (REST, [line("Danh sách kèm theo gồm các hộ sau:")]),
        ([row[:3] for row in REST], []),
    ],
)
def test_another_table_stays_apart(rest: list[tuple[str, ...]], between: list[Paragraph]) -> None:
    assert not goes_on(grid(FIRST), grid(rest), between)


def test_pages_between_part_two_tables() -> None:
    assert not goes_on(grid(FIRST, 2, bottom=True), grid(REST, 5, top=True), [])


def test_what_stood_between_is_set_aside() -> None:
    blocks, furniture = join_blocks([grid(FIRST), line("(Tiếp theo)"), grid(REST)])
    assert [len(one.rows) for one in blocks if isinstance(one, Grid)] == [5]
    assert [isinstance(one, Furniture) for one in furniture] == [True]


def test_a_row_of_work_whose_words_name_columns_is_no_header() -> None:
    row = ("3", "Báo cáo kết quả thực hiện", "Trưởng các thôn, Đơn vị phối hợp", "Thời gian thực hiện: Tháng 6")
    assert goes_on(grid(FIRST), grid([row, *REST[1:]]), [])


@pytest.mark.parametrize("between", ["Phụ lục (tiếp theo)", "- 2 -", "Trang 2/5 (tiếp theo)"])
def test_a_page_number_and_a_name_that_goes_on_part_no_table(between: str) -> None:
    assert goes_on(grid(FIRST), grid(REST), [line(between)])


def test_a_row_of_column_numbers_begins_no_other_table() -> None:
    numbers = ("1", "2", "3", "4")
    assert goes_on(grid(FIRST), grid([numbers, *REST]), [])


def test_a_table_of_work_with_a_power_in_a_cell_is_no_signature() -> None:
    work = grid([("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"), ("1", "Ký cam kết", "TM. UBND xã", "Q. III/2024")])
    assert dissolved(work) == [work]
