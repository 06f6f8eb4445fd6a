"""The markers of rows as their cells hold them."""

from __future__ import annotations

import pytest

from extract.find.tables.row_marks import read_marks
from schemas.document import Cell


@pytest.mark.parametrize(
    ("cell", "marker"),
    [("II\nI", "III"), ("VI\nII.", "VIII."), ("I\nV", "IV"), ("1\n2", "1 2"), ("V\nV", "V V"), ("A\nI", "A I")],
)
def test_a_numeral_that_a_narrow_column_broke(cell: str, marker: str) -> None:
    (mark,) = read_marks([[Cell(cell, ()), Cell("Nội dung", ())]], 0, 1)
    assert mark.understood == mark.read == marker
