"""GriTS-Con and TEDS on small tables whose values can be counted by hand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.score.tables import compare_tables

A = [("TT", "Việc"), ("1", "Rà soát"), ("2", "Báo cáo")]


def ratios(left: list[tuple[str, ...]], right: list[tuple[str, ...]]) -> tuple[float | None, float | None]:
    score = compare_tables(left, right)
    return score.grits.ratio, score.teds.ratio


def test_equal_tables() -> None:
    assert compare_tables(A, A) == ((6, 6, 6), (10, 10, 10))


def test_a_lost_row() -> None:
    assert compare_tables(A, A[:2]) == ((4, 6, 4), (7, 10, 10))


def test_a_lost_column() -> None:
    assert compare_tables(A, [row[1:] for row in A]) == ((3, 6, 3), (7, 10, 10))


def test_a_changed_cell() -> None:
    grits, teds = compare_tables(A, [*A[:2], ("2", "Báo cáa")])
    assert grits == pytest.approx((5 + 12 / 14, 6, 6))
    assert teds == pytest.approx((10 - 1 / 7, 10, 10))


def test_a_row_cut_in_two_costs_in_both() -> None:
    grits, teds = ratios(A, [A[0], ("1", "Rà"), ("", "soát"), A[2]])
    assert grits is not None
    assert teds is not None
    assert 0.7 < grits < 1
    assert 0.6 < teds < 1


def test_nothing_found() -> None:
    assert compare_tables(A, []) == ((0, 6, 0), (0, 10, 10))


cells = st.sampled_from(["", "1", "Rà soát", "Báo cáo", "Quý II"])
tables = st.integers(1, 3).flatmap(
    lambda width: st.lists(st.tuples(*[cells] * width), min_size=1, max_size=5).map(lambda rows: list(rows))
)


@given(tables, tables)
@settings(max_examples=80, deadline=None)
def test_measures_lie_between_nothing_and_whole(left: list[tuple[str, ...]], right: list[tuple[str, ...]]) -> None:
    for one, other in zip(compare_tables(left, right), compare_tables(right, left), strict=True):
        assert 0 <= one.right <= min(one.gold, one.found) + 1e-9
        assert one.ratio is not None
        assert (one.ratio == 1) == (left == right)
        assert other.ratio is not None
