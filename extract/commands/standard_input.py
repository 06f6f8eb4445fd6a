"""A document from standard input, as a file for as long as it is read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from extract.scratch import Scratch
from extract.shortage import scratch_said
from schemas.errors import InputError, LimitError

STANDARD_INPUT = "-"
NAME = "document"
"""What a record calls a document that has no name."""

_PIECE = 1 << 20


@contextmanager
def spooled(most_bytes: int) -> Iterator[str]:
    """The path of a temporary file that holds all of standard input while the block lasts.

    Raises:
        InputError: standard input is closed or cannot be read.
        LimitError: it is longer than ``most_bytes``, or no temporary file can be written.
    """
    with scratch_said():
        scratch = Scratch()
    with scratch as folder:
        with scratch_said():
            file = (folder / NAME).open("wb")
        with file:
            for piece in _pieces():
                if file.tell() + len(piece) > most_bytes:
                    raise LimitError(
                        f"standard input: is longer than the {most_bytes >> 20} MB of --max-memory"
                    )
                with scratch_said():
                    file.write(piece)
                    file.flush()
        yield str(folder / NAME)


def _pieces() -> Iterator[bytes]:
    try:
        while piece := os.read(0, _PIECE):
            yield piece
    except OSError as error:
        raise InputError(f"standard input: cannot be read: {error.strerror}") from error
