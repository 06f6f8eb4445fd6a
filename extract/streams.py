"""The standard streams as the commands need them, whatever they were started with.

A stream that was closed is held by something that can be neither read nor written: what is opened
next must not be taken for it. Data that standard output does not take is an error of the output;
what standard error does not take is lost, and changes nothing.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import TYPE_CHECKING, TextIO

from schemas.errors import OutputError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_HELD = ((0, os.O_WRONLY), (1, os.O_RDONLY), (2, os.O_WRONLY))
"""Closed streams, and how the null device stands in for each:
who reads or writes data there is told so.
"""


def settle_streams() -> None:
    """Take over standard output and standard error; called before anything is opened."""
    for number, way in _HELD:
        try:
            os.fstat(number)
        except OSError:  # the lowest number that is free is given, which is this one
            os.set_inheritable(os.open(os.devnull, way), True)
    sys.stdin = sys.stdin or io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)))
    sys.stdout = _text(_Output(1, "w", closefd=False), sys.stdout)
    sys.stderr = _text(_Voice(2, "w", closefd=False), sys.stderr)


def _text(raw: io.FileIO, before: TextIO | None) -> io.TextIOWrapper:
    """A text stream that writes as the one before it did, where there was one."""
    return io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding=before.encoding if before else "utf-8",
        errors=before.errors if before else "backslashreplace",
        line_buffering=raw.isatty() or isinstance(raw, _Voice),
    )


class _Output(io.FileIO):
    """Standard output."""

    _given_up = False

    def write(self, data: ReadableBuffer) -> int:
        """Write what is taken at once.

        Raises:
            OutputError: nothing is taken any more; said once, for Python would write again at its
            end.
            SystemExit: its reader has seen enough.
        """
        if self._given_up:
            return memoryview(data).nbytes
        try:
            return super().write(data)
        except OSError as error:
            self._given_up = True
            if isinstance(error, BrokenPipeError):
                raise SystemExit(0) from None
            said = "it is closed" if error.errno == errno.EBADF else error.strerror
            raise OutputError(f"standard output cannot be written: {said}") from error


class _Voice(io.FileIO):
    """Standard error."""

    def write(self, data: ReadableBuffer) -> int:
        """Write what is taken; the rest is lost."""
        try:
            return super().write(data)
        except OSError:
            return memoryview(data).nbytes
