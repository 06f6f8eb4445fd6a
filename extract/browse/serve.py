"""A SQLite file shown by datasette, on this machine only, until somebody ends it."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from schemas.errors import LimitError, MissingProgramError, UsageError

HOST = "127.0.0.1"
USUAL_PORT = 8001
_WAIT = 60.0
_SETTINGS = {"default_page_size": "50", "sql_time_limit_ms": "5000", "allow_download": "off"}
_LABELS = {"plans": "title", "tasks": "task", "works": "code", "references": "code"}


def check_installed() -> None:
    """See that datasette is there, before anything is made for it.

    Raises:
        MissingProgramError: it is not.
    """
    if find_spec("datasette") is None:
        raise MissingProgramError(
            "datasette is needed to browse a dataset and is not installed: pip install '.[browse]'"
        )


def free_port(wanted: int | None) -> int:
    """The port that is wanted, or the usual one, or any that is free.

    Raises:
        UsageError: the one that is wanted is taken.
    """
    for port in (wanted,) if wanted is not None else (USUAL_PORT, 0):
        try:
            with socket.socket() as trial:
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                trial.bind((HOST, port))
                return int(trial.getsockname()[1])
        except OSError as error:
            refused = error
    raise UsageError(f"--port {wanted}: {refused.strerror}; --port 0 takes a free one")


@contextmanager
def served(base: Path, title: str, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The server, which answers when the block begins and has ended when it is left.

    Raises:
        LimitError: it cannot be started, or ends at once.
    """
    about = base.with_suffix(".json")
    about.write_text(json.dumps(_metadata(base.stem, title), ensure_ascii=False), encoding="utf-8")
    log = base.with_suffix(".log")
    command = [sys.executable, "-m", "datasette", "serve", "--immutable", str(base)]
    command += ["--host", HOST, "--port", str(port), "--metadata", str(about)]
    command += [part for pair in _SETTINGS.items() for part in ("--setting", *pair)]
    with log.open("wb") as file:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=file, stderr=file, start_new_session=True
        )
    try:
        _await(process, port, log)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _await(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + _WAIT
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection((HOST, port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    said = log.read_text(encoding="utf-8", errors="replace").strip().splitlines() or ["no answer"]
    raise LimitError(f"datasette could not be started: {said[-1]}")


def _metadata(name: str, title: str) -> dict[str, object]:
    tables = {table: {"label_column": column} for table, column in _LABELS.items()}
    return {"title": title, "databases": {name: {"tables": tables}}}
