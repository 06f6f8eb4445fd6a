"""Lines, tables and rows that pages cut."""

from __future__ import annotations

from extract.structure.tables.joins import join_blocks
from extract.structure.tables.row_cuts import marker_column
from schemas.document import Block, Cell, Fragment, Furniture, Grid, Paragraph, Place

HEADER = ["TT", "Nhiệm vụ", "Chủ trì", "Thời gian"]


def fragment(text: str, page: int) -> tuple[Fragment, ...]:
    return (Fragment(text, Place(page=page)),) if text else ()


def grid(page: int, rows: list[list[str]], top: bool = False, bottom: bool = False) -> Grid:
    cells = [[Cell(text, fragment(text, page)) for text in row] for row in rows]
    return Grid(
        cells, edges=tuple(range(0, 100 * (len(rows[0]) + 1), 100)), page=page, page_top=top, page_bottom=bottom
    )


def joined(*blocks: Block) -> list[list[str]]:
    (table,) = [block for block in join_blocks(list(blocks))[0] if isinstance(block, Grid)]
    return [[" ".join(cell.text.split()) for cell in row] for row in table.rows]


def test_row_cut_inside_its_cells() -> None:
    rows = joined(
        grid(1, [HEADER, ["1", "Thực hiện công tác", "Bộ phận TN &", "Quý I"]], bottom=True),
        grid(2, [HEADER, ["", "rà soát thủ tục", "TKQ", ""], ["2", "Báo cáo", "Văn phòng", "Quý II"]], top=True),
    )
    assert rows == [
        HEADER,
        ["1", "Thực hiện công tác rà soát thủ tục", "Bộ phận TN & TKQ", "Quý I"],
        ["2", "Báo cáo", "Văn phòng", "Quý II"],
    ]


def test_both_halves_stay_as_evidence() -> None:
    first = grid(1, [HEADER, ["1", "Thực hiện", "VP", "Quý I"]], bottom=True)
    second = grid(2, [["", "rà soát", "", ""]], top=True)
    (table,) = join_blocks([first, second])[0]
    assert isinstance(table, Grid)
    assert [one.place.page for one in table.rows[1][1].fragments] == [1, 2]


def test_row_between_pages_stays_whole() -> None:
    rows = joined(
        grid(1, [HEADER, ["1", "Báo cáo", "VP", "Quý I"]], bottom=True),
        grid(2, [["2", "Kiểm tra", "VP", "Quý II"]], top=True),
    )
    assert [row[0] for row in rows] == ["TT", "1", "2"]


def test_a_number_whose_task_comes_on_the_next_page() -> None:
    rows = joined(
        grid(1, [HEADER, ["1", "Báo cáo", "VP", "Quý I"], ["2", "", "Trung tâm Phục vụ", ""]], bottom=True),
        grid(2, [["", "Bố trí ngân sách", "Hành chính công", "Quý II"], ["3", "Kiểm tra", "VP", "Quý II"]], top=True),
    )
    assert rows[2:] == [
        ["2", "Bố trí ngân sách", "Trung tâm Phục vụ Hành chính công", "Quý II"],
        ["3", "Kiểm tra", "VP", "Quý II"],
    ]


def test_a_number_at_half_height_below_the_break() -> None:
    rows = joined(
        grid(1, [HEADER, ["1", "Báo cáo", "VP", "Quý I"], ["", "", "Tư pháp - Hộ tịch, Tổ", ""]], bottom=True),
        grid(2, [["2", "Bố trí ngân sách", "công nghệ số", "Quý II"]], top=True),
    )
    assert rows[2:] == [["2", "Bố trí ngân sách", "Tư pháp - Hộ tịch, Tổ công nghệ số", "Quý II"]]


def test_a_second_line_of_the_row_above_is_no_part_of_the_next() -> None:
    rows = joined(
        grid(1, [HEADER, ["1", "Báo cáo", "VP", "Quý I"], ["", "", "Công an xã", ""]], bottom=True),
        grid(2, [["2", "Bố trí ngân sách", "Công an xã", "Quý II"]], top=True),
    )
    assert rows[2:] == [["", "", "Công an xã", ""], ["2", "Bố trí ngân sách", "Công an xã", "Quý II"]]


def test_a_date_cut_in_two() -> None:
    rows = joined(
        grid(1, [HEADER, ["1", "Thực hiện công tác", "Bộ phận TN &", "Trước ngày 15/1"]], bottom=True),
        grid(2, [["", "rà soát thủ tục", "kết quả", "1/2025"]], top=True),
    )
    assert rows[1] == ["1", "Thực hiện công tác rà soát thủ tục", "Bộ phận TN & kết quả", "Trước ngày 15/11/2025"]


def test_group_row_cut_in_two() -> None:
    rows = joined(
        grid(1, [HEADER, ["1", "a", "b", "c"], ["VI", "XÂY DỰNG VÀ PHÁT", "", ""]], bottom=True),
        grid(2, [["", "TRIỂN CHÍNH PHỦ SỐ", "", ""], ["1", "a", "b", "c"]], top=True),
    )
    assert rows[2] == ["VI", "XÂY DỰNG VÀ PHÁT TRIỂN CHÍNH PHỦ SỐ", "", ""]


def test_second_row_of_a_merged_cell_behind_a_page_break() -> None:
    """The second half of a task with two leads: number and task are empty on the new page, the rest begins anew."""
    rows = joined(
        grid(1, [HEADER, ["1", "Thể chế hóa", "Bộ Tài chính", "Tháng 5"]], bottom=True),
        grid(2, [["", "", "Bộ Y tế", "Tháng 11"], ["2", "Kiểm tra", "VP", "Quý II"]], top=True),
    )
    assert rows[2] == ["1", "Thể chế hóa", "Bộ Y tế", "Tháng 11"]


def test_tables_with_other_columns_stay_apart() -> None:
    blocks = [grid(1, [HEADER, ["1", "a", "b", "c"]], bottom=True), grid(2, [["TT", "Chỉ tiêu"], ["1", "x"]], top=True)]
    assert len(join_blocks(list(blocks))[0]) == 2


def test_a_page_on_which_two_columns_are_merged() -> None:
    first = grid(1, [HEADER, ["1", "a", "b", "c"]], bottom=True)
    second = grid(2, [["2", "d", "e"]], top=True)
    second.edges = (0, 100, 300, 400)
    assert joined(first, second)[-1] == ["2", "d", "d", "e"]


def test_lines_become_a_paragraph_also_over_a_page_break() -> None:
    lines: list[Block] = [
        Paragraph("Cải cách", fragment("Cải cách", 1), open_end=True),
        Furniture("page_number", fragment("2", 2)),
        Paragraph("hành chính.", fragment("hành chính.", 2), continues=True),
        Paragraph("Năm 2024", fragment("Năm 2024", 2)),
    ]
    blocks, furniture = join_blocks(lines)
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == ["Cải cách hành chính.", "Năm 2024"]
    assert len(furniture) == 1


def test_footnotes_between_two_halves_come_after() -> None:
    note = Paragraph("1 Nghị quyết số 66-NQ/TW", fragment("1 Nghị quyết số 66-NQ/TW", 1), note=True)
    blocks, _ = join_blocks(
        [grid(1, [HEADER, ["1", "a", "b", "c"]], bottom=True), note, grid(2, [["2", "a", "b", "c"]], top=True)]
    )
    assert [type(block) for block in blocks] == [Grid, Paragraph]


def test_marker_column() -> None:
    assert marker_column(grid(1, [["1.", "a"], ["2..", "b"], ["III", "c"]]).rows) == 0
    assert marker_column(grid(1, [["Buổi sáng", "a"], ["Buổi chiều", "b"]]).rows) is None


def test_a_sheet_that_lay_aside_in_the_scanner() -> None:
    first = grid(1, [HEADER, ["1", "Thực hiện", "VP", "Quý I"]], bottom=True)
    second = grid(2, [["2", "Báo cáo", "VP", "Quý II"]], top=True)
    second.edges = tuple(edge + 25.0 for edge in second.edges)
    assert joined(first, second)[-1] == ["2", "Báo cáo", "VP", "Quý II"]


def test_a_table_of_other_columns_that_begins_anew_stays_apart() -> None:
    first = grid(1, [HEADER, ["1", "Thực hiện", "VP", "Quý I"]], bottom=True)
    second = grid(2, [["1", "Lê Văn An", "Thôn 2", "12"]], top=True)
    second.edges = (0.0, 60.0, 200.0, 300.0, 400.0)
    assert len([block for block in join_blocks([first, second])[0] if isinstance(block, Grid)]) == 2


def test_a_header_recognised_otherwise_on_the_next_page_is_the_same() -> None:
    first = grid(1, [["TT", "Nhiệm vụ", "Ñgành phối hợp"], ["1", "Số hóa đạt từ 15%", "Tư pháp"]], bottom=True)
    rows = [["TT", "Nhiệm vụ", "Ngành phối hợp"], ["", "- 20%", ""], ["2", "Số hóa", "Tư pháp"]]
    for confidence, expected in ((0.8, "Số hóa đạt từ 15% - 20%"), (1.0, "Số hóa đạt từ 15%")):
        second = grid(2, rows, top=True)
        place = Place(page=2, confidence=confidence)
        second.rows = [[Cell(cell.text, (Fragment(cell.text, place),)) for cell in row] for row in second.rows]
        assert joined(grid(1, texts(first), bottom=True), second)[1][1] == expected


def texts(table: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]
