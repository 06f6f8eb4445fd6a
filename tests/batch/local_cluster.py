"""A Dask cluster on this machine's loopback."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

_PATIENCE = 120


@contextmanager
def local_cluster(folder: Path, workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and its workers, of one thread each, until the block ends: its address, and the workers."""
    file = folder / "scheduler.json"
    place = ("--scheduler-file", str(file))
    scheduler = _start(
        "distributed.cli.dask_scheduler", *place, "--host", "127.0.0.1", "--port", "0", "--dashboard-address", ":0"
    )
    started = [scheduler]
    try:
        end = time.monotonic() + _PATIENCE
        while not file.exists() and time.monotonic() < end:
            time.sleep(0.1)
        address = json.loads(file.read_text())["address"]
        for number in range(workers):
            started.append(
                _start(
                    "distributed.cli.dask_worker",
                    *(address, "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard"),
                    *("--local-directory", str(folder / f"dask-{number}")),
                )
            )
        yield address, started[1:]
    finally:
        for process in reversed(started):
            for child in psutil.Process(process.pid).children(recursive=True) if process.poll() is None else ():
                child.kill()
            process.kill()
            process.wait()


def _start(*words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", *words]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
