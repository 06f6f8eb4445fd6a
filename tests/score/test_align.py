"""Alignment against brute force, similarities against their definitions."""

from __future__ import annotations

from itertools import combinations
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.score.align import (
    align,
    common_length,
    edit_distance,
    exact_key,
    loose_key,
    overlap,
    similar_pairs,
    window_distance,
    words,
)

short = st.text(alphabet="abcđ ", max_size=9)
scores = st.lists(st.lists(st.sampled_from([0.0, 0.2, 0.5, 0.9, 1.0]), min_size=4, max_size=4), max_size=4)


@given(scores)
@settings(max_examples=80, deadline=None)
def test_alignment_is_ordered_and_best(table: list[list[float]]) -> None:
    pairs = align(len(table), 4, lambda i, j: table[i][j])
    assert pairs == sorted(pairs)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert all(table[i][j] > 0 for i, j in pairs)
    best = 0.0
    for size in range(len(table) + 1):
        for left in combinations(range(len(table)), size):
            for right in combinations(range(4), size):
                best = max(best, sum(table[i][j] for i, j in zip(left, right, strict=True)))
    assert abs(sum(table[i][j] for i, j in pairs) - best) < 1e-9


def test_floor_keeps_strangers_apart() -> None:
    assert align(1, 1, lambda i, j: 0.4, floor=0.4) == []


def common_slow(left: str, right: str) -> int:
    table = [[0] * (len(right) + 1)]
    for letter in left:
        row = [0]
        for j, other in enumerate(right):
            row.append(table[-1][j] + 1 if letter == other else max(table[-1][j + 1], row[j]))
        table.append(row)
    return table[-1][-1]


def distance_slow(left: str, right: str) -> int:
    before = list(range(len(right) + 1))
    for i, letter in enumerate(left, start=1):
        row = [i]
        for j, other in enumerate(right, start=1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != other)))
        before = row
    return before[-1]


@given(short, short)
@settings(max_examples=200, deadline=None)
def test_bit_parallel_measures(left: str, right: str) -> None:
    assert common_length(left, right) == common_slow(left, right)
    assert edit_distance(left, right) == distance_slow(left, right)
    pieces = {right[i:j] for i in range(len(right) + 1) for j in range(i, len(right) + 1)}
    assert window_distance(left, right) == min(distance_slow(left, piece) for piece in pieces)


def test_keys() -> None:
    assert exact_key("“Quý  II” – IV") == exact_key('"Quý II" - IV')
    assert exact_key("Quý II") != exact_key("quý II")
    assert exact_key(None) == loose_key(None) == ""
    assert loose_key("2..") == loose_key("2")
    assert loose_key("Phấn đấu") != loose_key("Phản đầu")
    assert overlap(words(None), words("")) == 1
    assert overlap(words("a b"), words("b c")) == 0.5


def test_long_lists_stay_quick() -> None:
    left = [words(f"việc {n} của xã") for n in range(300)]
    right = [words(f"việc {n} của xã") for n in range(20, 320)]
    start = process_time()
    assert len(align(300, 300, lambda i, j: overlap(left[i], right[j]))) >= 280
    assert process_time() - start < 10, "quadratic, not worse"


SETS = st.lists(st.frozensets(st.sampled_from("abcdefghij"), max_size=8), max_size=8)


@given(SETS, SETS, st.sampled_from([0.3, 0.5, 0.6, 2 / 3, 0.8, 1.0]))
def test_similar_pairs_are_those_that_comparing_all_finds(
    left: list[frozenset[str]], right: list[frozenset[str]], floor: float
) -> None:
    found = set(similar_pairs(dict(enumerate(left)), dict(enumerate(right)), floor))
    assert found == {
        (score, i, j)
        for i, one in enumerate(left)
        for j, other in enumerate(right)
        if one and other and (score := overlap(one, other)) >= floor
    }


def test_many_different_rows_are_not_all_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0

    def counted(one: frozenset[str], other: frozenset[str]) -> float:
        nonlocal compared
        compared += 1
        return overlap(one, other)

    rows = {n: frozenset({"rà", "soát", f"thôn{n}", f"tổ{n}", f"hộ{n}", f"đợt{n}"}) for n in range(1000)}
    monkeypatch.setattr("extract.score.align.overlap", counted)
    assert [(i, j) for _, i, j in similar_pairs(rows, rows, 0.6)] == [(n, n) for n in range(1000)]
    assert compared == 1000
