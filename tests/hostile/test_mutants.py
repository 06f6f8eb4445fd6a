"""Damaged copies of good files: a record, or one clear line; never an error of the program's own."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.hostile.mutants import make_mutants


@pytest.mark.parametrize("count", [10, pytest.param(100, marks=pytest.mark.slow)])
def test_mutants_give_a_record_or_a_clear_line(count: int, tmp_path: Path) -> None:
    folder = tmp_path / "mutants"
    folder.mkdir()
    for name, data in make_mutants(count, seed=7):
        (folder / name).write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-m", "extract", "mutants", "-o", "dataset"], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode in (0, 7)
    assert "Traceback" not in done.stderr
    with open(tmp_path / "dataset" / "manifest.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    statuses = Counter(row["status"] for row in rows)
    assert statuses["program-error"] == 0, [row for row in rows if row["status"] == "program-error"]
    assert sum(statuses.values()) == count
    assert statuses["ok"] > count / 4
    assert statuses["ok"] < count
    assert all(row["error"] for row in rows if row["status"] != "ok")
