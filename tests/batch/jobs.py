"""Jobs that behave badly, for workers in tests."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path

HANG, ABORT, HOG, RAISE, LITTER, ECHO = (
    f"tests.batch.jobs:{name}" for name in ["hang", "abort", "hog", "fail", "litter", "echo"]
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


def echo(argument: bytes) -> bytes:
    return argument
