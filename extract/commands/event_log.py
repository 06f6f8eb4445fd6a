"""The file that `--log-json` appends to: never a document, never what somebody else wrote."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from extract.emit.dataset.made import is_given
from extract.emit.dataset.place import HIDDEN
from schemas.errors import OutputError
from schemas.manifest import is_event

_FIRST_LINE = 1 << 16


def check_log(log: str | None, output: str) -> None:
    """See that a log may be written: a new or empty file, an earlier run's log, a pipe;
    no dataset's name.

    Raises:
        OutputError: it may not.
    """
    if log is None:
        return
    name = os.path.relpath(os.path.realpath(log), os.path.realpath(output))
    if is_given(name) or name.partition("/")[0] == HIDDEN:
        raise OutputError(f"{log}: belongs to the dataset; choose another file for the log")
    path = Path(log)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return
        with path.open("rb") as file:
            first = file.readline(_FIRST_LINE)
    except FileNotFoundError:
        return
    except OSError as error:
        raise OutputError(f"{log}: cannot be written: {error.strerror}") from error
    if first and not is_event(first):
        raise OutputError(
            f"{log}: exists, and is no log of this program; choose another file for the log"
        )


@contextmanager
def open_log(log: str | None) -> Iterator[IO[str] | None]:
    """The log, to append to; None where none is asked for.

    Raises:
        OutputError: it cannot be written.
    """
    if log is None:
        yield None
        return
    try:
        # closed below: errors of the block are not the log's
        file = open(log, "a", encoding="utf-8")  # noqa: SIM115
    except OSError as error:
        raise OutputError(f"{log}: cannot be written: {error.strerror}") from error
    try:
        yield file
    finally:
        with suppress(OSError):  # every line was written whole, or said that it was not
            file.close()
