"""No made file brings the command down: one clear line, the right exit code, nothing left behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from extract import extract_plan
from tests.hostile.generated import FILES, Hostile, formulas, long_line, outside_entity, page_of

_LENGTHY = {"flate-bomb.pdf", "flate-bomb-twice.pdf"}
_LONG = 300
"""Seconds after which a test gives up on the command; no measure of speed."""


def _run(hostile: Hostile, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    path = folder / hostile.name
    path.write_bytes(hostile.make())
    command = [sys.executable, "-m", "extract", str(path), "-o", str(folder / "plan.json"), *options]
    return subprocess.run(command, capture_output=True, text=True, timeout=_LONG)


def _ends_well(hostile: Hostile, folder: Path, done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode in hostile.codes, done.stderr
    assert "Traceback" not in done.stderr
    assert "error in the program" not in done.stderr
    assert done.stdout == ""
    if done.returncode:
        assert len(done.stderr.strip().splitlines()) == 1
    left = {path.name for path in folder.iterdir()} - {hostile.name}
    assert left == (set() if done.returncode else {"plan.json"})


@pytest.mark.parametrize(
    "hostile",
    [
        pytest.param(one, id=one.name, marks=[pytest.mark.slow] if one.name in _LENGTHY else [])
        for one in FILES
        if not one.endless
    ],
)
def test_every_file_ends_with_a_clear_line(hostile: Hostile, tmp_path: Path) -> None:
    _ends_well(hostile, tmp_path, _run(hostile, tmp_path))


@pytest.mark.parametrize("hostile", [one for one in FILES if one.endless], ids=lambda one: one.name)
def test_limits_end_what_would_not_end(hostile: Hostile, tmp_path: Path) -> None:
    _ends_well(hostile, tmp_path, _run(hostile, tmp_path, "--timeout", "3", "--max-memory", "700"))


def test_no_file_of_the_machine_is_read_into_a_record() -> None:
    with pytest.raises(Exception, match="document type"):
        extract_plan(outside_entity())


def test_formulas_stay_text() -> None:
    plan = extract_plan(formulas())
    assert [task.task for task in plan.tasks][:2] == ["=1+1", '+cmd|"/c calc"!A1']


def test_ten_times_the_digits_take_no_hundred_times_the_time() -> None:
    """A line of digits once made a pattern look at every tail of it; the whole line must come to an end."""
    assert extract_plan(long_line()).header.kind == "Kế hoạch"


def test_thousands_of_mentions_of_one_document_are_joined_quickly() -> None:
    text = "KẾ HOẠCH\nSố: 1/KH-UBND\n" + "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ;\n" * 5_000
    reference = next(one for one in extract_plan(text.encode()).references if one.year == 2020)
    assert len(reference.mentions) == 5_000


def test_an_empty_page_is_no_plan() -> None:
    with pytest.raises(Exception, match=r"."):
        extract_plan(page_of(b""))
