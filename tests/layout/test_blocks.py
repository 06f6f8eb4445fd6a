"""A page's blocks hold every word once, wherever it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from extract.layout.blocks import page_blocks
from extract.read.pdf.pdfium import read_pdfium
from extract.read.pdf.plumber import read_plumber
from extract.structure.ledger import list_fragments
from schemas.document import Grid
from schemas.page import Page
from tests.pdf_files import FONT, canvas


def page_with_words_beside(side: str) -> bytes:
    """A ruled table, and words beside it on the lines of its cells, so near that an engine takes both for one line."""
    sheet, data = canvas()
    sheet.setFont(FONT, 10)
    for x in (100, 200, 400):
        sheet.line(x, 500, x, 740)
    for y in range(500, 741, 40):
        sheet.line(100, y, 400, y)
    for row, y in enumerate(range(720, 500, -40)):
        sheet.drawString(103, y, f"Việc {row + 1}")
        sheet.drawRightString(397, y, "Văn phòng Ủy ban nhân dân xã")
        if side == "right":
            sheet.drawString(402, y, f"ghi{row}")
        else:
            sheet.drawRightString(98, y, f"ghi{row}")
    sheet.save()
    return data.getvalue()


@pytest.mark.parametrize("read", [read_pdfium, read_plumber])
@pytest.mark.parametrize("side", ["left", "right"])
def test_words_beside_a_table_are_kept_once(read: Callable[[bytes], Iterator[Page]], side: str) -> None:
    (blocks,) = [page_blocks(page) for page in read(page_with_words_beside(side))]
    (grid,) = [block for block in blocks if isinstance(block, Grid)]
    assert [row[-1].text for row in grid.rows] == ["Văn phòng Ủy ban nhân dân xã"] * 6
    words = Counter(word for one in list_fragments(blocks) for word in one.text.split())
    assert [words[f"ghi{row}"] for row in range(6)] == [1] * 6
