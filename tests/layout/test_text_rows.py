"""Markers one below the other in a cell: several rows', or one that a narrow column broke."""

from __future__ import annotations

import pytest

from extract.layout.text_rows import count_up


@pytest.mark.parametrize("markers", [["1", "2"], ["1.1.", "1.2."], ["I", "II"], ["a)", "b)"], ["A", "B"], ["I", "1"]])
def test_markers_of_several_rows(markers: list[str]) -> None:
    assert count_up(markers)


@pytest.mark.parametrize("markers", [["T", "T"], ["II", "I"], ["VI", "II."], ["I", "V"], ["S", "T", "T"]])
def test_a_marker_that_a_narrow_column_broke(markers: list[str]) -> None:
    assert not count_up(markers)
