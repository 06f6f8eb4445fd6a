"""Rulings to cells, with every way in which producers draw them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.layout.tables.lattice import find_lattices
from schemas.page import Rule


def across(y: float, x0: float, x1: float, thick: float = 0.5) -> Rule:
    return Rule(x0, y - thick / 2, x1, y + thick / 2)


def down(x: float, top: float, bottom: float, thick: float = 0.5) -> Rule:
    return Rule(x - thick / 2, top, x + thick / 2, bottom)


def ruled(xs: list[float], ys: list[float]) -> list[Rule]:
    """A full table of single lines."""
    return [across(y, xs[0], xs[-1]) for y in ys] + [down(x, ys[0], ys[-1]) for x in xs]


def test_full_grid() -> None:
    (lattice,) = find_lattices(ruled([10, 60, 200], [10, 30, 80]))
    assert lattice.regions == [[0, 1], [2, 3]]
    assert [tuple(map(round, box)) for box in lattice.boxes] == [
        (10, 10, 60, 30),
        (60, 10, 200, 30),
        (10, 30, 60, 80),
        (60, 30, 200, 80),
    ]


def test_cells_drawn_one_by_one_meet() -> None:
    rules = [Rule(x0, y - 0.2, x1, y + 0.2) for x0, x1 in ((10, 60), (60, 200)) for y in (10, 30, 80)] + [
        down(x, top, bottom) for x in (10, 60, 200) for top, bottom in ((10, 30), (30, 80))
    ]
    (lattice,) = find_lattices(rules)
    assert lattice.regions == [[0, 1], [2, 3]]


def test_missing_piece_of_a_vertical_line_merges_columns() -> None:
    rules = [across(y, 10, 200) for y in (10, 30, 80)] + [down(10, 10, 80), down(200, 10, 80), down(60, 30, 80)]
    (lattice,) = find_lattices(rules)
    assert lattice.regions == [[0, 0], [1, 2]]


def test_missing_piece_of_a_horizontal_line_merges_rows() -> None:
    rules = [across(10, 10, 200), across(80, 10, 200), across(30, 60, 200)] + [down(x, 10, 80) for x in (10, 60, 200)]
    (lattice,) = find_lattices(rules)
    assert lattice.regions == [[0, 1], [0, 2]]


@pytest.mark.parametrize("gap", [1.5, 2.5])
def test_double_lines_are_one_edge(gap: float) -> None:
    rules = ruled([10, 60, 200], [10, 30, 80])
    doubled = rules + [Rule(rule.x0, rule.top + gap, rule.x1, rule.bottom + gap) for rule in rules[:3]]
    (lattice,) = find_lattices(doubled)
    assert lattice.regions == [[0, 1], [2, 3]]


def test_dashed_lines_join() -> None:
    dashes = [Rule(x, 30 - 0.2, x + 6, 30 + 0.2) for x in range(10, 200, 9)]
    rules = [across(10, 10, 200), across(80, 10, 200), *dashes] + [down(x, 10, 80) for x in (10, 60, 200)]
    (lattice,) = find_lattices(rules)
    assert lattice.regions == [[0, 1], [2, 3]]


def test_a_frame_is_no_table() -> None:
    assert find_lattices(ruled([10, 200], [10, 80])) == []


def test_an_underline_is_no_table() -> None:
    assert find_lattices([across(100, 50, 150)]) == []


def test_two_tables_on_a_page() -> None:
    lattices = find_lattices(ruled([10, 60, 200], [300, 320, 380]) + ruled([10, 90, 200], [10, 30, 80]))
    assert [round(lattice.box.top) for lattice in lattices] == [10, 300]


@given(
    st.lists(st.integers(1, 30), min_size=2, max_size=6, unique=True),
    st.lists(st.integers(1, 40), min_size=2, max_size=8, unique=True),
    st.data(),
)
def test_any_rulings_give_rectangular_cells_that_cover_the_table_once(
    columns: list[int], rows: list[int], data: st.DataObject
) -> None:
    xs = sorted(20.0 * x for x in columns)
    ys = sorted(20.0 * y for y in rows)
    rules = ruled(xs, ys)
    kept = [rule for rule in rules if data.draw(st.booleans())]
    for lattice in find_lattices(kept):
        area = sum((box.x1 - box.x0) * (box.bottom - box.top) for box in lattice.boxes)
        assert area == pytest.approx((lattice.xs[-1] - lattice.xs[0]) * (lattice.ys[-1] - lattice.ys[0]))
        assert all(region >= 0 for row in lattice.regions for region in row)


def test_a_name_over_two_columns_ends_where_their_border_begins() -> None:
    rules = [across(y, 10, 400) for y in (10, 50, 200)]
    rules += [down(x, 10, 200) for x in (10, 60, 200, 400)] + [down(300, 30, 200)]
    (lattice,) = find_lattices(rules)
    assert lattice.regions == [[0, 1, 2, 2], [0, 1, 3, 4], [5, 6, 7, 8]]


def test_a_title_over_a_row_ends_for_all_columns_where_their_borders_begin() -> None:
    rules = [across(y, 10, 400) for y in (10, 200)]
    rules += [down(x, 10, 200) for x in (10, 60, 400)] + [down(x, 30, 200) for x in (200, 300)]
    (lattice,) = find_lattices(rules)
    assert lattice.regions == [[0, 1, 1, 1], [2, 3, 4, 5]]


def test_a_table_open_at_all_sides_is_closed_at_all_of_them() -> None:
    rules = [across(y, 10, 400) for y in (60, 90)] + [across(40, 200, 300)]
    rules += [down(x, 20, 120) for x in (60, 200, 300)] + [down(250, 40, 120)]
    (lattice,) = find_lattices(rules)
    assert (lattice.xs, lattice.ys) == ([10, 60, 200, 250, 300, 400], [20, 40, 60, 90, 120])
    assert lattice.regions[:2] == [[0, 1, 2, 2, 3], [0, 1, 4, 5, 3]]


def test_a_table_that_runs_over_the_foot_of_its_page_goes_down_to_its_borders_ends() -> None:
    rules = [across(y, 10, 400) for y in (10, 50)] + [down(x, 10, 700) for x in (10, 60, 400)]
    rules += [down(x, *part) for x in (200, 300) for part in ((10, 50), (80, 400), (430, 700))]
    (lattice,) = find_lattices(rules)
    assert lattice.ys == [10, 50, 80, 400, 430, 700]
    assert [len(set(row)) for row in lattice.regions] == [4, 2, 4, 2, 4]
