"""A batch on a cluster: a worker that is killed, a file that hangs and one that explodes leave all others done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.batch.corpus import make_corpus
from tests.batch.killing import fingerprint, run_batch
from tests.batch.local_cluster import local_cluster
from tests.batch.test_batch import rows, run
from tests.hostile.generated import long_document

pytest.importorskip("distributed")

_HANGS = "hangs.pdf"
_EXPLODES = "explodes.txt"


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A cluster of two workers: its address, and the workers."""
    with local_cluster(tmp_path, 2) as running:
        yield running


@pytest.mark.slow
def test_a_killed_worker_a_hanging_and_an_exploding_file(
    tmp_path: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    address, workers = cluster
    plans = tmp_path / "plans"
    make_corpus(plans, 198)
    (plans / _HANGS).write_bytes(long_document())
    (plans / _EXPLODES).write_bytes(_memory_bomb())
    limits = ("--timeout", "20", "--max-memory", "900")
    run_batch(plans, tmp_path / "local", *limits)
    command = [sys.executable, "-m", "extract", "plans", "-o", str(tmp_path / "far"), "--cluster", address, *limits]
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE)
    parts = tmp_path / "far" / ".extract" / "tmp"
    sizes: list[int] = []
    end = time.monotonic() + 300
    while time.monotonic() < end and process.poll() is None and not _busy(workers[0]):
        time.sleep(0.1)
    time.sleep(1)  # into the middle of a task
    os.kill(workers[0].pid, signal.SIGKILL)
    killed_early = process.poll() is None
    while process.poll() is None:
        sizes.append(_resident(process.pid))
        time.sleep(0.1)
    said = process.communicate()[1].decode()
    assert killed_early
    assert process.returncode == 7, said
    far = rows(tmp_path / "far")
    assert len(far) == 200
    assert far[_HANGS]["status"] == "timeout"
    assert far[_EXPLODES]["status"] == "memory"
    assert f"{_HANGS}: timeout" in said
    assert f"{_EXPLODES}: memory" in said
    assert [path for path, row in far.items() if row["status"] in ("timeout", "memory")] == [
        _EXPLODES,
        _HANGS,
    ]
    assert {row["status"] for path, row in far.items()}.isdisjoint({"error", "program-error"})
    assert fingerprint(tmp_path / "far") == fingerprint(tmp_path / "local")
    assert list(parts.iterdir()) == []
    assert max(sizes) < 400 << 20  # the client: Dask and the tables' writer, no records


def _memory_bomb() -> bytes:
    """A transcript that is read whole and needs many times its size."""
    return ("KẾ HOẠCH\nSố: 12/KH-UBND\n" + "Rà soát văn bản quy phạm pháp luật\t1\n" * 5_000_000).encode()


def _resident(process: int) -> int:
    try:
        return int(psutil.Process(process).memory_info().rss)
    except psutil.Error:
        return 0


def _busy(worker: subprocess.Popen[bytes]) -> bool:
    """Whether a Dask worker has a supervisor with a worker below it."""
    try:
        return len(psutil.Process(worker.pid).children(recursive=True)) > 1
    except psutil.NoSuchProcess:
        return True


def test_no_cluster_there(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("KẾ HOẠCH")
    done = run(tmp_path / "plan.txt", tmp_path / "plan.txt", "-o", tmp_path / "out", "--cluster", "tcp://127.0.0.1:9")
    assert done.returncode == 3
    assert b"does not answer" in done.stderr
    assert b"Traceback" not in done.stderr
