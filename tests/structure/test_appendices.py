"""What stands at the head of an appendix holds for its tables, whatever stands between."""

from __future__ import annotations

from extract.structure.appendices import title_tables
from schemas.document import Cell, Fragment, Grid, Paragraph, Place, TableBlock


def paragraph(line: str, at: int, marker: str | None = None) -> Paragraph:
    return Paragraph(line, (Fragment(line, Place(line=at)),), marker=marker, span=(at, at + len(line)))


def tables_below(*lines: str) -> list[TableBlock]:
    """The tables of a document; an empty line stands for one."""
    blocks = [
        paragraph(line, 1000 * at, line.split()[0] if line[0].isdigit() or line[1:2] == "." else None)
        if line
        else TableBlock(Grid([[Cell("TT"), Cell("Nhiệm vụ")]]))
        for at, line in enumerate(lines)
    ]
    return [block for block in title_tables(blocks) if isinstance(block, TableBlock)]


APPENDIX = (
    "Phụ lục I",
    "NHIỆM VỤ CỦA CÁC NGÀNH",
    "GIAI ĐOẠN 1 (2023 - 2025)",
    "(Kèm theo Kế hoạch số 7/KH-UBND",
    "của xã)",
)
BODY = "1. Các ngành phối hợp chặt chẽ với Công an xã trong quá trình thực hiện."


def test_text_between_the_head_and_the_table() -> None:
    (table,) = tables_below(*APPENDIX, "I. NHIỆM VỤ CHUNG", BODY, "II. NHIỆM VỤ CỤ THỂ", "")
    assert table.title == "II. NHIỆM VỤ CỤ THỂ"
    assert table.appendix_title == "NHIỆM VỤ CỦA CÁC NGÀNH GIAI ĐOẠN 1 (2023 - 2025)"
    assert table.caption == "(Kèm theo Kế hoạch số 7/KH-UBND của xã)"


def test_nothing_between_the_head_and_the_table() -> None:
    (table,) = tables_below(*APPENDIX, "")
    assert table.title == "NHIỆM VỤ CỦA CÁC NGÀNH GIAI ĐOẠN 1 (2023 - 2025)"
    assert table.appendix_title is None


def test_a_second_table_and_another_appendix() -> None:
    first, second, third = tables_below(*APPENDIX, "", "B. CHỈ TIÊU", "", "Phụ lục II", "DANH SÁCH THÀNH VIÊN", "")
    assert first.caption == second.caption
    assert second.appendix_title == first.title
    assert (third.title, third.caption, third.appendix_title) == ("DANH SÁCH THÀNH VIÊN", None, None)
