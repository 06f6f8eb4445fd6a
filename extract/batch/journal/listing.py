"""The whole list that a shard was cut from, kept so that `extract merge` tells gaps and overlaps.

Paths are sorted and kept in compressed pieces: a million of them take some megabytes in every part.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator

from extract.batch.inputs import Shard
from extract.batch.journal.base import Base

_PATHS_A_PIECE = 4096
MOST_PIECE = 128 << 20
"""Bytes that a piece may unpack to: so many paths of the greatest length."""


def keep_listing(base: Base, shard: Shard | None) -> None:
    """Keep what this run listed and which part of it this is; nothing where it is the whole."""
    base.set_meta("shard", shard.number if shard else None)
    base.set_meta("shards", shard.parts if shard else None)
    base.execute("DELETE FROM listing")
    if shard is None:
        return
    paths = base.execute("SELECT path FROM listed ORDER BY path")
    while piece := paths.fetchmany(_PATHS_A_PIECE):
        packed = zlib.compress("\n".join(path for (path,) in piece).encode())
        base.execute("INSERT INTO listing (paths) VALUES (?)", (packed,))


def unpack_piece(data: bytes) -> list[str]:
    """The paths of a piece.

    Raises:
        ValueError: it is not a piece, or unpacks to more than any.
    """
    unpacker = zlib.decompressobj()
    try:
        plain = unpacker.decompress(data, MOST_PIECE)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if not unpacker.eof:
        raise ValueError("it is cut, or unpacks to more than any list")
    return plain.decode().split("\n")


def listed_paths(base: sqlite3.Connection) -> Iterator[str]:
    """The list kept in another journal, sorted.

    Raises:
        ValueError: it is no such list.
    """
    last = ""
    for (data,) in base.execute("SELECT paths FROM listing ORDER BY number"):
        for path in unpack_piece(data):
            if path <= last:
                raise ValueError("its paths are not sorted")
            last = path
            yield path
