"""Killed at any moment and resumed, a batch gives the dataset of an undisturbed run."""

from __future__ import annotations

from pathlib import Path

from tests.batch.corpus import make_corpus
from tests.batch.killing import fingerprint, run_batch, run_killed


def test_a_killed_batch_gives_the_same_dataset(tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    make_corpus(plans, 60)
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    assert run_batch(plans, whole) == 7
    assert run_killed(plans, killed, 4, 4.0) == 7
    assert fingerprint(killed) == fingerprint(whole)
    assert len((whole / "manifest.csv").read_text(encoding="utf-8-sig").splitlines()) == 61
    assert list((killed / ".extract" / "tmp").iterdir()) == []
