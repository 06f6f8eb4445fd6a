"""The SQLite file of a journal: its tables, transactions, and counters of runs and changes."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from schemas.errors import OutputError

FORMAT = 2
_COMMIT_EVERY = 0.25
"""Seconds; what a killed run has to do again."""

_TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (
    path TEXT PRIMARY KEY, raw BLOB NOT NULL, real BLOB NOT NULL, root TEXT NOT NULL, \
size INTEGER NOT NULL,
    changed_at INTEGER NOT NULL, run INTEGER NOT NULL, sha256 TEXT, error TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS files_by_content ON files (sha256, path);
CREATE INDEX IF NOT EXISTS files_unread ON files (path) WHERE sha256 IS NULL AND error IS NULL;
CREATE TABLE IF NOT EXISTS results (
    sha256 TEXT PRIMARY KEY, version TEXT NOT NULL, options TEXT NOT NULL, run INTEGER NOT NULL,
    status TEXT NOT NULL, error TEXT, exit_code INTEGER NOT NULL, \
media_type TEXT, pages INTEGER, problems INTEGER,
    seconds REAL NOT NULL, peak_memory INTEGER NOT NULL, attempts INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS records (sha256 TEXT PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS todo (
    id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, path TEXT NOT NULL, raw BLOB NOT NULL,
    again INTEGER NOT NULL, taken INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS todo_next ON todo (taken, again, id);
CREATE TABLE IF NOT EXISTS listing (number INTEGER PRIMARY KEY, paths BLOB NOT NULL);
"""

# All files of the inputs, those of other shards too, and those whose path another file had in an
# earlier run.
_OF_THIS_RUN = """
CREATE TEMP TABLE listed (path TEXT PRIMARY KEY, real BLOB NOT NULL UNIQUE) WITHOUT ROWID;
CREATE TEMP TABLE replaced (path TEXT, before TEXT, old BLOB, new BLOB, same INTEGER);
"""


_NO_JOURNAL = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)
_PRIMARY = 0xFF
"""The bits of an error's number that say its kind. Source: sqlite.org/rescode.html."""


class Maker(NamedTuple):
    """What a result was made by: the program's version and a digest of the options."""

    version: str
    options: str


def is_blank(file: Path) -> bool:
    """Whether a journal knows no content yet, so that nothing is lost with it, or is not there."""
    if not file.exists():
        return True
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as base:
            known = base.execute(
                "SELECT EXISTS (SELECT * FROM files WHERE sha256 IS NOT NULL OR error IS NOT NULL)"
                " OR EXISTS (SELECT * FROM results)"
            )
            return bool(known.fetchone() == (0,))
    except sqlite3.Error:
        return False


class Base:
    """The file, open for one run: always within a transaction, which is committed now and then."""

    def __init__(self, file: Path, maker: Maker) -> None:
        """Open or begin it.

        Raises:
            OutputError: the file is no journal, or a newer program's, or it cannot be written.
        """
        self.maker = maker
        self._committed = time.monotonic()
        try:
            self._base = sqlite3.connect(file, isolation_level=None)
            self._base.execute("PRAGMA journal_mode = WAL")
            self._base.execute("PRAGMA synchronous = NORMAL")
            self._base.executescript(_TABLES)
            self._base.executescript(_OF_THIS_RUN)
            form = self.meta("format") or FORMAT
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & _PRIMARY not in _NO_JOURNAL:
                raise OutputError(f"{file}: cannot be written: {error}") from error
            raise OutputError(
                f"{file}: is no journal of this program ({error}); remove it to begin anew"
            ) from error
        if form != FORMAT:
            raise OutputError(
                f"{file}: was made by another version of this program; remove it to begin anew"
            )
        self.run = (self.meta("run") or 0) + 1
        self._base.execute("BEGIN")
        self.set_meta("format", FORMAT)
        self.set_meta("run", self.run)
        self._base.execute("DELETE FROM todo")
        self.commit()

    def execute(self, query: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> sqlite3.Cursor:
        """One statement."""
        return self._base.execute(query, values)

    def named(self, query: str, values: Mapping[str, Any]) -> Iterator[sqlite3.Row]:
        """The rows of a query, their columns by name."""
        cursor = self._base.cursor()
        cursor.row_factory = sqlite3.Row
        return cursor.execute(query, values)

    def close(self) -> None:
        """Keep what was done, and close."""
        if self._base.in_transaction:
            self._base.execute("COMMIT")
        self._base.close()

    def commit(self) -> None:
        """Make everything so far last."""
        self._base.execute("COMMIT")
        self._base.execute("BEGIN")
        self._committed = time.monotonic()

    def rollback(self) -> None:
        """Forget everything since the last commit."""
        if self._base.in_transaction:  # SQLite gives one up by itself where the disk is full
            self._base.execute("ROLLBACK")
        self._base.execute("BEGIN")

    def commit_now_and_then(self) -> None:
        """Commit where the last time is long enough ago."""
        if time.monotonic() - self._committed > _COMMIT_EVERY:
            self.commit()

    def note_change(self) -> None:
        """Something changed that the dataset shows."""
        self._base.execute(
            "INSERT INTO meta VALUES ('changes', 1) ON CONFLICT (key) DO UPDATE SET value = "
            "value + 1"
        )

    def is_written(self, left: int) -> bool:
        """Whether the dataset holds the journal's state, with so many files left to be read."""
        return (self.meta("written"), self.meta("left")) == (self.meta("changes"), left)

    def note_written(self, left: int) -> None:
        """The dataset was written."""
        self.set_meta("written", self.meta("changes") or 0)
        self.set_meta("left", left)
        self.commit()

    def meta(self, key: str) -> int | None:
        """A number that lasts, None where it was never set."""
        row = self._base.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None or row[0] is None else int(row[0])

    def set_meta(self, key: str, value: int | None) -> None:
        """Keep a number, None for none."""
        self._base.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))
