"""Jobs that behave badly, for workers in tests."""

from __future__ import annotations

import contextlib
import os
import signal
import stat
import subprocess
import tempfile
import time
from pathlib import Path

import msgspec
import psutil

from extract.process.page_watch import tell_pages

HANG, ABORT, HOG, RAISE, LITTER, ECHO, PAGES, KEEP, WEIGH, FORGE, LEAVE = (
    f"tests.batch.jobs:{name}"
    for name in ["hang", "abort", "hog", "fail", "litter", "echo", "pages", "keep", "weigh", "forge", "leave"]
)


def hang(argument: bytes) -> bytes:
    """Start a process that would outlive us, and never come back."""
    child = subprocess.Popen(["sleep", "600"], start_new_session=True)
    if argument:
        Path(os.fsdecode(argument)).write_text(f"{os.getpid()} {child.pid}")
    while True:
        time.sleep(60)


def abort(argument: bytes) -> bytes:
    os.kill(os.getpid(), signal.SIGABRT)
    return b""


def hog(argument: bytes) -> bytes:
    return bytes(bytearray(1 << 40))


def fail(argument: bytes) -> bytes:
    raise ValueError("a bug")


def litter(argument: bytes) -> bytes:
    """Leave a file and a process behind; answer their names."""
    child = subprocess.Popen(["sleep", "600"], start_new_session=True)
    handle, name = tempfile.mkstemp()
    os.close(handle)
    return f"{child.pid} {name}".encode()


def pages(argument: bytes) -> bytes:
    """Recognise pages, one after the other, then hang where the argument says so."""
    tell_pages(1, 0)
    for page in range(1, 11):
        time.sleep(0.6)
        tell_pages(page, 10)
    if argument:
        time.sleep(600)
    return b"read"


_kept: list[bytearray] = []


def keep(argument: bytes) -> bytes:
    """Free what pictures take, blocks before and behind one that stays; answer by the bytes of this process before."""
    before = psutil.Process().memory_info().rss
    _ = len(bytearray(b"x") * (16 << 20))  # the C library sees that large blocks are freed, and keeps the next ones
    blocks = [bytearray(b"x") * (9 << 20) for _ in range(40)]
    _kept.append(blocks[20])
    return b"%d" % before


def weigh(argument: bytes) -> bytes:
    """How many bytes this process takes."""
    return b"%d" % psutil.Process().memory_info().rss


def echo(argument: bytes) -> bytes:
    return argument


def _channels() -> list[int]:
    """The sockets of this worker."""
    found = []
    for name in os.listdir("/proc/self/fd"):
        with contextlib.suppress(OSError):
            if int(name) > 2 and stat.S_ISSOCK(os.fstat(int(name)).st_mode):
                found.append(int(name))
    return found


def forge(argument: bytes) -> bytes:
    """Say what a reader says that its document has taken over, and stay."""
    for channel in _channels():
        left = argument
        while left:
            left = left[os.write(channel, left) :]
    time.sleep(600)
    return b""


def leave(argument: bytes) -> bytes:
    """Hang up, and stay."""
    for channel in _channels():
        os.close(channel)
    time.sleep(600)
    return b""


def garble(argument: bytes) -> bytes:
    """Read a document of a batch; for one whose name says so, answer what its document told us to."""
    from extract.process import jobs

    path = msgspec.msgpack.decode(argument, type=jobs.RecordOrder).path
    if b"taken" not in path:
        return jobs.record(argument)
    forged = jobs.Recorded(record=b"no record") if b"empty" in path else None
    return b"" if forged is None else msgspec.msgpack.encode(forged)
