"""A document from standard input, as a file for as long as it is read."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from extract.scratch import scratch_place
from schemas.errors import InputError, LimitError, OutputError

STANDARD_INPUT = "-"
NAME = "document"
"""What a record calls a document that has no name."""

_PIECE = 1 << 20


@contextmanager
def spooled(most_bytes: int) -> Iterator[str]:
    """The path of a temporary file that holds all of standard input while the block lasts.

    Raises:
        InputError: standard input is closed or cannot be read.
        LimitError: it is longer than ``most_bytes``.
        OutputError: the folder for temporary files cannot be written.
    """
    folder = tempfile.mkdtemp(prefix="extract-", dir=scratch_place())
    try:
        path = os.path.join(folder, NAME)
        with open(path, "wb") as file:
            for piece in _pieces():
                if file.tell() + len(piece) > most_bytes:
                    raise LimitError(f"standard input: is longer than the {most_bytes >> 20} MB of --max-memory")
                try:
                    file.write(piece)
                    file.flush()
                except OSError as error:
                    raise OutputError(f"{folder}: cannot be written: {error.strerror}; TMPDIR names another") from error
        yield path
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _pieces() -> Iterator[bytes]:
    try:
        while piece := os.read(0, _PIECE):
            yield piece
    except OSError as error:
        raise InputError(f"standard input: cannot be read: {error.strerror}") from error
