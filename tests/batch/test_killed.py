"""Killed at any moment and resumed, a batch gives the dataset of an undisturbed run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.batch.corpus import make_corpus
from tests.batch.killing import fingerprint, run_batch, run_killed


@pytest.mark.parametrize(("count", "kills"), [(12, 1), pytest.param(60, 4, marks=pytest.mark.slow)])
def test_a_killed_batch_gives_the_same_dataset(count: int, kills: int, tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    make_corpus(plans, count)
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    assert run_batch(plans, whole) == 7
    assert run_killed(plans, killed, kills, float(kills)) == 7
    assert fingerprint(killed) == fingerprint(whole)
    assert len((whole / "manifest.csv").read_text(encoding="utf-8-sig").splitlines()) == count + 1
    assert list((killed / ".extract" / "tmp").iterdir()) == []
