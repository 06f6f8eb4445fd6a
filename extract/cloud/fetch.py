"""Objects behind addresses: fetched to this machine for as long as they are read, written whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from extract.cloud.address import is_address, open_address, said_as
from extract.scratch import scratch_place
from schemas.errors import InputError, OutputError


@contextmanager
def local_copy(path: bytes) -> Iterator[bytes]:
    """A file's own path; for an address, that of a temporary copy while the block lasts.

    How much may be fetched is the process's limit on the files it writes.

    Raises:
        InputError: the address cannot be read.
        LimitError: the object is larger than the limit.
    """
    if not is_address(path):
        yield path
        return
    address = os.fsdecode(path)
    handle, copy = tempfile.mkstemp(prefix="fetched-", dir=scratch_place())
    os.close(handle)
    try:
        with said_as(InputError, address):
            place = open_address(address)
            place.files.get_file(place.path, copy)
        yield os.fsencode(copy)
    finally:
        with suppress(OSError):
            os.unlink(copy)


def read_object(address: str) -> bytes:
    """The bytes behind an address.

    Raises:
        InputError: they cannot be read.
    """
    with said_as(InputError, address):
        place = open_address(address)
        data: bytes = place.files.cat_file(place.path)
        return data


def write_object(address: str, data: bytes) -> None:
    """Put bytes behind an address: object stores show them whole or not at all.

    Raises:
        OutputError: they cannot be written.
    """
    with said_as(OutputError, address):
        place = open_address(address)
        place.files.pipe_file(place.path, data)


def remove_object(address: str) -> None:
    """Remove what stands behind an address; nothing where it has gone already.

    Raises:
        OutputError: it cannot be removed.
    """
    with said_as(OutputError, address), suppress(FileNotFoundError):
        place = open_address(address)
        place.files.rm_file(place.path)
