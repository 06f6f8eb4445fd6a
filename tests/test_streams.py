"""Standard streams that are closed or full, a working directory that is gone: the answer is what it is without that."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
PLAN = SAMPLES / "commune-2024.txt"
EXTRACT = f"{sys.executable} -m extract"


def run(command: str, cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    """A line of the shell."""
    return subprocess.run(["sh", "-c", command], capture_output=True, cwd=cwd, check=False, timeout=120)


@pytest.fixture(scope="module")
def record() -> bytes:
    return run(f"{EXTRACT} {PLAN}").stdout


@pytest.mark.parametrize("closed", ["2>&-", "2>/dev/full", "0<&- 1>&- 2>&-"])
def test_closed_streams_change_nothing(closed: str, record: bytes, tmp_path: Path) -> None:
    done = run(f"{EXTRACT} {PLAN} -o plan.json {closed}", tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert [path.name for path in tmp_path.iterdir()] == ["plan.json"]
    assert (tmp_path / "plan.json").read_bytes() == record
    assert run(f"{EXTRACT} missing.pdf {closed}", tmp_path).returncode == 3
    assert run(f"{EXTRACT} --nothing {closed}", tmp_path).returncode == 2


def test_nothing_that_is_opened_becomes_a_closed_stream(record: bytes, tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "plan.txt").write_bytes(PLAN.read_bytes())
    (tmp_path / "plans" / "bad.txt").write_text("nothing")
    done = run(f"{EXTRACT} plans -o data --log-json log 0<&- 1>&- 2>&-", tmp_path)
    assert done.returncode == 7
    log = (tmp_path / "log").read_text()
    assert all(line.startswith('{"event"') for line in log.splitlines())
    assert (tmp_path / "data" / "manifest.csv").read_bytes().count(b"\n") == 3


@pytest.mark.parametrize("command", [str(PLAN), "schema", "--help", "--version"])
@pytest.mark.parametrize(("output", "why"), [(">/dev/full", "No space left on device"), (">&-", "it is closed")])
def test_standard_output_that_takes_nothing_is_said(command: str, output: str, why: str) -> None:
    done = run(f"{EXTRACT} {command} {output}")
    assert done.returncode == 5
    assert done.stderr.decode() == f"extract: standard output cannot be written: {why}\n"


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    done = run(f"({EXTRACT} {PLAN}; echo $? >&2) | head -c 10")
    assert done.stderr.decode().splitlines()[-1] == "0"


@pytest.mark.parametrize("wanted", ["plan.json", "data"])
def test_a_working_directory_that_is_gone_is_not_missed(wanted: str, record: bytes, tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    plans = f"{PLAN} {SAMPLES / 'commune-2025.txt'}" if wanted == "data" else PLAN
    extract = f"{Path(sys.executable).parent}/extract"
    done = run(f"cd here && rmdir ../here && {extract} {plans} -o {tmp_path / wanted}", tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    made = tmp_path / wanted / "manifest.csv" if wanted == "data" else tmp_path / wanted
    assert wanted == "data" or made.read_bytes() == record
    assert made.exists()


def test_modules_in_the_folder_where_the_user_stands_are_not_run(tmp_path: Path) -> None:
    for name in ("msgspec", "socket", "extract"):
        (tmp_path / f"{name}.py").write_text("open('run', 'w')")
    extract = f"{Path(sys.executable).parent}/extract"
    plans = f"{PLAN} {SAMPLES / 'commune-2025.txt'}"
    assert run(f"{extract} {plans} -o data", tmp_path).returncode == 0
    assert not (tmp_path / "run").exists()
