"""Runs of the whole command in one process: its readers read in the same process, so that a run takes a tenth of a
second, and can be killed at any step.

Run as a program (the step, the folder to stand in, the command's arguments), it is one run that ends itself by SIGKILL
at its n-th step: a file opened to be written, made, renamed, linked or removed, a database opened.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self
from unittest import mock

from extract.cli import cli
from extract.process.messages import Job, Outcome
from extract.process.worker import function_named
from schemas.errors import ExtractError

ROOT = Path(__file__).resolve().parents[2]
_STEPS = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.truncate", "sqlite3.connect")


def run(here: Path, arguments: list[str]) -> int:
    """One run in this process, from the folder ``here``; its exit code."""
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    before = os.getcwd()
    os.chdir(here)
    try:
        with _reading_here():
            cli.main(arguments, prog_name="extract", standalone_mode=False)
    except SystemExit as stop:
        return int(stop.code or 0)
    except ExtractError as error:
        return error.exit_code
    finally:
        os.chdir(before)
        for number, handler in handlers.items():
            signal.signal(number, handler)
    return 0


def run_killed(here: Path, arguments: list[str], step: int) -> int:
    """One run in a process of its own that is killed at its n-th step; its exit code, negative where it was."""
    command = [sys.executable, "-m", "tests.layouts.runs", str(step), str(here), *arguments]
    return subprocess.run(command, cwd=ROOT, check=False, stderr=subprocess.DEVNULL).returncode


class _PoolHere:
    """Does every job at once, in this process."""

    capacity = 4

    def __init__(self, *crew: object) -> None:
        self._done: list[Outcome] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        return

    def submit(self, job: Job) -> None:
        self._done.append(_do(job.key, job.task, job.argument))

    def outcomes(self, wait: float | None) -> list[Outcome]:
        done, self._done = self._done, []
        return done


def _do(key: int, task: str, argument: bytes) -> Outcome:
    try:
        return Outcome(key=key, result=function_named(task)(argument))
    except ExtractError as error:
        return Outcome(key=key, status=error.word, error=str(error), exit_code=error.exit_code)


def _run_alone(task: str, argument: bytes, *limits: object, **more: object) -> Outcome:
    return _do(0, task, argument)


@contextmanager
def _reading_here() -> Iterator[None]:
    with (
        mock.patch("extract.batch.run.Pool", _PoolHere),
        mock.patch("extract.commands.one.run_alone", _run_alone),
    ):
        yield


def _main() -> None:
    step, here, *arguments = sys.argv[1:]
    left = int(step)

    def count(event: str, about: tuple[Any, ...]) -> None:
        nonlocal left
        if event in _STEPS or (event == "open" and _writes(about)):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    sys.exit(run(Path(here), arguments))


def _writes(about: tuple[Any, ...]) -> bool:
    return isinstance(about[2], int) and bool(about[2] & (os.O_WRONLY | os.O_RDWR))


if __name__ == "__main__":
    _main()
