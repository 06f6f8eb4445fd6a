"""Two checkouts against each other: all processor time is counted, and the interval is an honest one."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest

from scripts.bench import Measure, Taken, interval, list_measures, row, spread

ROOT = Path(__file__).resolve().parents[2]
BUSY = """
import os, sys, time
if os.fork() == 0:  # left behind: nobody waits for it
    os.setsid()
    while time.process_time() < 0.4:
        pass
    os._exit(0)
sys.exit(3)
"""


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A checkout whose command leaves a busy process behind and ends with exit code 3."""
    for package in ("extract", "normalize", "schemas"):
        (tmp_path / package).mkdir()
    (tmp_path / "extract" / "__init__.py").touch()
    (tmp_path / "extract" / "__main__.py").write_text(BUSY)
    return tmp_path


def bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / "bench.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_what_a_command_leaves_running_counts(other: Path) -> None:
    done = bench("--against", str(other), "--only=--version", "--rounds", "1")
    assert done.returncode == 0, done.stderr
    (line,) = [line for line in done.stdout.splitlines() if "--version" in line]
    assert "exit codes differ: [3], [0]" in line
    before, now = (int(cell.split()[0]) for cell in line.split("|")[2:4])
    assert before >= 400
    assert now > 0


def test_a_folder_that_is_no_checkout_is_refused(tmp_path: Path) -> None:
    done = bench("--against", str(tmp_path))
    assert done.returncode == 2
    assert "is no checkout" in done.stderr


@pytest.mark.parametrize(("count", "lost"), [(1, 0), (5, 0), (6, 0), (8, 0), (9, 1), (12, 2), (21, 5)])
def test_the_interval_leaves_out_so_many_at_each_end(count: int, lost: int) -> None:
    values = [float(number) for number in range(count)]
    assert interval(values) == (lost, count - 1 - lost)


def test_the_interval_holds_the_median_in_95_of_100_cases() -> None:
    draw = random.Random(1)
    held = 0
    for _ in range(1000):
        low, high = interval([draw.expovariate(1) for _ in range(9)])
        held += low <= 0.6931 <= high
    assert held >= 950


def test_a_row_states_medians_and_the_ratio_of_the_rounds() -> None:
    one = Measure("reading", (("plan.txt",),), 3)
    before, now = Taken([0.1, 0.2, 0.4], [0]), Taken([0.2, 0.2, 0.4], [0])
    assert row(one, before, now) == "| reading | 200 ms | 200 ms | **1.00** (1.00 to 2.00) |"
    assert median(before.seconds) == 0.2


def test_files_are_spread_by_size(tmp_path: Path) -> None:
    for size in range(10):
        (tmp_path / f"{9 - size}").write_bytes(b"." * size)
    assert [path.stat().st_size for path in spread(tmp_path.iterdir(), 5)] == [1, 3, 5, 7, 9]
    assert len(spread(tmp_path.iterdir(), 20)) == 10


def test_the_short_form_is_a_part_of_the_long_one(tmp_path: Path) -> None:
    quick, whole = list_measures(tmp_path, True), list_measures(tmp_path, False)
    assert len(quick) <= len(whole)
    assert all(one.commands for one in whole)
    assert {word for one in whole for command in one.commands for word in command if word.endswith("tiny.txt")}
