"""Random task tables: every ruled one exact, most of those that only alignment shows."""

from __future__ import annotations

import pytest

from tests.traps.random_record import fault_of
from tests.traps.random_tables import UNRULED, random_trap

SEEDS = range(100, 112)
_MOST_FAULTS = 4
"""Of twelve tables without column borders, or without any; the measure over more is in docs/accuracy.md."""


@pytest.mark.parametrize("seed", SEEDS)
def test_a_ruled_table_is_exact(seed: int) -> None:
    assert fault_of(seed, "all") is None


@pytest.mark.slow
@pytest.mark.parametrize("rules", ["outer", "open", "inner", *UNRULED])
def test_most_tables_with_fewer_rulings_are_exact(rules: str) -> None:
    faults = {seed: fault for seed in SEEDS if (fault := fault_of(seed, rules)) is not None}
    assert len(faults) <= _MOST_FAULTS, faults


def test_a_seed_always_gives_the_same_table() -> None:
    assert random_trap(100, "none") == random_trap(100, "none") != random_trap(101, "none")
