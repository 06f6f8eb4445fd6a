"""Runs the command with its n-th call of a function failing; how it ended, and what it left."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import struct
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

import psutil
import pytest

HERE = Path(__file__).parent
_WRAPPERS = "fiu/fiu_posix_preload.so"
_PLACES = ("/usr/lib", "/usr/local/lib", "/usr/lib64")
_BEGUN = 1 << 62
SECONDS = 150.0
"""A command that takes longer hangs."""

_START = """
import ctypes, sys
sys.argv[0] = "extract"
from extract.__main__ import main
ctypes.CDLL(None).fault_begin()
main()
"""


class Call(NamedTuple):
    """A function of the system that fails: libfiu's points, the error, how many forks below the command it counts."""

    points: str
    error: int
    depth: int = 0


CALLS = {
    "open": Call("posix/io/oc/open,posix/stdio/oc/fopen", errno.EMFILE),
    "write": Call(
        "posix/io/rw/write,posix/io/rw/pwrite,posix/io/rw/writev,posix/io/rw/pwritev,posix/stdio/rw/fwrite",
        errno.ENOSPC,
    ),
    "fork": Call("posix/proc/fork", errno.EAGAIN),
    "malloc": Call("libc/mm/malloc,libc/mm/calloc,libc/mm/realloc", errno.ENOMEM, depth=2),
}


class End(NamedTuple):
    """How a command ended: its exit code (None where it hung), what it said, the calls it made, what lives on."""

    code: int | None
    said: str
    calls: int
    alive: int


def wrappers() -> str | None:
    """libfiu's library of wrappers; None where it is not installed."""
    return next((f"{place}/{_WRAPPERS}" for place in _PLACES if os.path.exists(f"{place}/{_WRAPPERS}")), None)


needs_fiu = pytest.mark.skipif(
    wrappers() is None or shutil.which("gcc") is None or not os.path.exists("/usr/include/fiu.h"),
    reason="libfiu is not installed (apt-get install fiu-utils libfiu-dev gcc)",
)


@cache
def build(folder: Path) -> Path:
    """The library that counts, built into a folder."""
    made = folder / "nth.so"
    command = ["gcc", "-shared", "-fPIC", "-O2", "-Wall", "-o", str(made), str(HERE / "nth.c"), "-lfiu"]
    subprocess.run(command, check=True, capture_output=True)
    return made


def run_failing(arguments: list[str], call: Call, nth: int, work: Path, environment: dict[str, str]) -> End:
    """Run `extract` in the folder ``work`` with the ``nth`` call failing, none where it is 0."""
    counter = work / "count"
    counter.write_bytes(bytes(8))
    faults = {
        "LD_PRELOAD": f"{wrappers()}:{build(work.parent)}",
        "FAULT_COUNT": str(counter),
        "FAULT_POINTS": call.points,
        "FAULT_NTH": str(nth),
        "FAULT_ERRNO": str(call.error),
        "FAULT_DEPTH": str(call.depth),
        # its thread starts while Arrow is loaded, and then libfiu and the dynamic loader wait for each other
        "JE_ARROW_MALLOC_CONF": "background_thread:false",
    }
    end = run_watched([sys.executable, "-c", _START, *arguments], work, {**environment, **faults})
    (count,) = struct.unpack("q", counter.read_bytes())
    counter.unlink()
    return end._replace(calls=count & ~_BEGUN)


def run_watched(command: list[str], work: Path, environment: dict[str, str], mark: str = "FAULT_MARK") -> End:
    """Run a command; one that hangs, and whatever it leaves running, is ended."""
    environment = {**environment, mark: str(work)}
    process = subprocess.Popen(
        command,
        cwd=work,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        said, _ = process.communicate(timeout=SECONDS)
        code: int | None = process.returncode
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        said, _ = process.communicate()
        code = None
    alive = _living(f"{mark}={work}")
    for one in alive:
        one.kill()
    process.wait()
    return End(code, said.decode("utf-8", "replace"), 0, len(alive))


def _living(mark: str) -> list[psutil.Process]:
    """The processes that bear a mark in their environment and have not ended."""
    found = []
    for one in psutil.process_iter():
        try:
            marked = mark.encode() in Path(f"/proc/{one.pid}/environ").read_bytes().split(b"\0")
            if marked and one.status() != psutil.STATUS_ZOMBIE:
                found.append(one)
        except (OSError, psutil.Error):
            continue
    return found
