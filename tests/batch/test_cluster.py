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
from tests.batch.test_batch import rows, run
from tests.hostile.generated import form_doubling

pytest.importorskip("distributed")

_HANGS = "hangs.pdf"


def _start(*words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", *words]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and two workers on this machine's loopback: its address, and the workers."""
    file = tmp_path / "scheduler.json"
    place = ("--scheduler-file", str(file))
    scheduler = _start(
        "distributed.cli.dask_scheduler", *place, "--host", "127.0.0.1", "--port", "0", "--dashboard-address", ":0"
    )
    end = time.monotonic() + 120
    while not file.exists() and time.monotonic() < end:
        time.sleep(0.1)
    import json

    address = json.loads(file.read_text())["address"]
    workers = [
        _start(
            "distributed.cli.dask_worker",
            *(address, "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard"),
            *("--local-directory", str(tmp_path / f"dask-{number}")),
        )
        for number in (1, 2)
    ]
    yield address, workers
    for process in (*workers, scheduler):
        for child in psutil.Process(process.pid).children(recursive=True) if process.poll() is None else ():
            child.kill()
        process.kill()
        process.wait()


def test_a_killed_worker_and_a_hanging_file(tmp_path: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]]) -> None:
    address, workers = cluster
    plans = tmp_path / "plans"
    make_corpus(plans, 150)
    (plans / _HANGS).write_bytes(form_doubling())
    limits = ("--timeout", "20")
    run_batch(plans, tmp_path / "local", *limits)
    command = [sys.executable, "-m", "extract", "plans", "-o", str(tmp_path / "far"), "--cluster", address, *limits]
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE)
    log = tmp_path / "far" / ".extract" / "tmp"
    end = time.monotonic() + 120
    while time.monotonic() < end and process.poll() is None and not _busy(workers[0]):
        time.sleep(0.1)
    os.kill(workers[0].pid, signal.SIGKILL)
    _, said = process.communicate()
    assert process.returncode == 7, said
    far = rows(tmp_path / "far")
    assert len(far) == 151
    assert far[f"plans/{_HANGS}"]["status"] in ("timeout", "memory", "crash: signal 6")
    assert {row["status"] for path, row in far.items()}.isdisjoint({"error", "program-error"})
    assert fingerprint(tmp_path / "far") == fingerprint(tmp_path / "local")
    assert list(log.iterdir()) == []


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
