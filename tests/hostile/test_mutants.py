"""Damaged copies of good files: a record, or one clear line; never an error of the program's own."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.hostile.mutants import make_mutants

COUNT = 100


def test_mutants_give_a_record_or_a_clear_line(tmp_path: Path) -> None:
    folder = tmp_path / "mutants"
    folder.mkdir()
    for name, data in make_mutants(COUNT, seed=7):
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
    assert sum(statuses.values()) == COUNT
    assert statuses["ok"] > COUNT / 4
    assert statuses["ok"] < COUNT
    assert all(row["error"] for row in rows if row["status"] != "ok")
