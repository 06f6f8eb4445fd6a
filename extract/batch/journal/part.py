"""Another journal, made elsewhere: only read, and believed as far as its values have our form.

Whoever sends a part may have made it by hand. It is opened without running anything it holds (no
views, no triggers, only tables as this program makes them), its values are bounded, and every row
is checked before it is taken over.

Source: SQLite, "Defense Against The Dark Arts" (sqlite.org/security.html).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, NamedTuple, TypeVar
from urllib.parse import quote

import msgspec

from extract.batch.inputs import Shard
from extract.batch.journal.base import FORMAT, Base
from extract.batch.journal.listing import listed_paths
from schemas.errors import ExtractError, InputError
from schemas.manifest import PENDING, is_status

MOST_BYTES = 256 << 20
"""Bytes of the largest value: a compressed record, or a piece of a list."""

_LINE = r"^[^\x00-\x1f\x7f]+$"
_Whole = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
_Line = Annotated[str, msgspec.Meta(pattern=_LINE, max_length=1 << 16)]
_Said = Annotated[str, msgspec.Meta(max_length=1 << 16)]
_Digest = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
_Word = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9.+/_-]{1,128}$")]
_Seconds = Annotated[float, msgspec.Meta(ge=0, le=1e9)]


class FileRow(NamedTuple):
    """A row of table ``files``, without the number of its run."""

    path: _Line
    raw: bytes
    real: bytes
    root: _Said
    size: _Whole
    changed_at: _Whole
    sha256: _Digest | None
    error: _Said | None


class ResultRow(NamedTuple):
    """A row of table ``results``, without the number of its run."""

    sha256: _Digest
    version: _Word
    options: _Word
    status: _Said
    error: _Said | None
    exit_code: Annotated[int, msgspec.Meta(ge=0, le=7)]
    media_type: _Word | None
    pages: _Whole | None
    problems: _Whole | None
    seconds: _Seconds
    peak_memory: _Whole
    attempts: _Whole


Row = TypeVar("Row", FileRow, ResultRow)


class Part:
    """A journal that may be hostile; ``name`` is what messages call it."""

    def __init__(self, name: str, base: sqlite3.Connection, shard: Shard | None) -> None:
        self.name = name
        self.shard = shard
        self._base = base

    def listing(self) -> Iterator[str]:
        """The paths of all files that the shards were cut from, sorted.

        Raises:
            InputError: the part is damaged.
        """
        with self._said():
            yield from listed_paths(self._base)

    def files(self) -> Iterator[FileRow]:
        """Its files, by path.

        Raises:
            InputError: as `listing`.
        """
        yield from self._rows(
            f"SELECT {', '.join(FileRow._fields)} FROM files ORDER BY path", FileRow
        )

    def results(self) -> Iterator[ResultRow]:
        """Its results, by content.

        Raises:
            InputError: as `listing`.
        """
        query = f"SELECT {', '.join(ResultRow._fields)} FROM results ORDER BY sha256"
        for row in self._rows(query, ResultRow):
            if not is_status(row.status) or row.status == PENDING:
                raise InputError(
                    f"{self.name}: is damaged: '{row.status[:40]}' is no status of a file"
                )
            yield row

    def record(self, sha256: str) -> bytes | None:
        """The compressed record of a content, None without one.

        Raises:
            InputError: as `listing`.
        """
        with self._said():
            row = self._base.execute(
                "SELECT data FROM records WHERE sha256 = ?", (sha256,)
            ).fetchone()
            return None if row is None else msgspec.convert(row[0], bytes)

    def _rows(self, query: str, kind: type[Row]) -> Iterator[Row]:
        last = ""
        with self._said():
            for values in self._base.execute(query):
                row = msgspec.convert(values, kind)
                if row[0] <= last:
                    raise ValueError("its rows are not sorted")
                last = row[0]
                yield row

    @contextmanager
    def _said(self) -> Iterator[None]:
        with _said_as_damage(self.name):
            yield


@contextmanager
def open_part(name: str, file: Path, ours: Base) -> Iterator[Part]:
    """The journal in ``file`` while the block lasts; its tables must be those of ``ours``.

    Raises:
        InputError: it is no journal of this program, or of another version.
    """
    base = _connect(name, file)
    try:
        with _said_as_damage(name):
            numbers = _numbers(name, base, ours)
        number, parts = numbers.get("shard"), numbers.get("shards")
        yield Part(name, base, Shard(number, parts) if number and parts else None)
    finally:
        base.close()


_TABLES = "SELECT name, type, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name"


def _numbers(name: str, base: sqlite3.Connection, ours: Base) -> dict[str, int]:
    """The numbers a journal keeps of itself, once its tables are seen to be this program's."""
    found, wanted = ({name: made for name, *made in one.execute(_TABLES)} for one in (base, ours))
    if found.get("meta") != wanted["meta"]:
        raise ValueError("it has not the tables of this program")
    numbers = dict(base.execute("SELECT key, value FROM meta WHERE typeof(value) = 'integer'"))
    if numbers.get("format") != FORMAT:
        raise InputError(f"{name}: was made by another version of this program")
    if found != wanted:
        raise ValueError("it has not the tables of this program")
    return numbers


def _connect(name: str, file: Path) -> sqlite3.Connection:
    """A connection that only reads; a journal nobody has open may lie on a read-only disk."""
    alone = "" if Path(f"{file}-wal").exists() else "&immutable=1"
    with _said_as_damage(name):
        base = sqlite3.connect(
            f"file:{quote(str(file))}?mode=ro{alone}", uri=True, isolation_level=None
        )
    base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_BYTES)
    for pragma in (
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "query_only = ON",
        "mmap_size = 0",
    ):
        base.execute(f"PRAGMA {pragma}")
    return base


@contextmanager
def _said_as_damage(name: str) -> Iterator[None]:
    """What a part's values can raise, as one line."""
    try:
        yield
    except ExtractError:
        raise
    except sqlite3.OperationalError as error:
        raise InputError(f"{name}: its journal cannot be read: {error}") from error
    except (sqlite3.Error, msgspec.ValidationError, ValueError, OverflowError) as error:
        raise InputError(f"{name}: is no journal of this program, or damaged: {error}") from error


def columns(kind: type[Any]) -> str:
    """The columns of a kind of row, for a statement."""
    return ", ".join(kind._fields)
