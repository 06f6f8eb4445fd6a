"""What a batch has done so far, in one SQLite file beside the dataset: files by path, results by content.

A result belongs to bytes, not to a path: identical files are read once. It counts as made while its program version
and options are those of the run; every other result is made anew. Killed at any moment, the journal holds everything
up to its last commit, and the next run goes on from there.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from extract.batch.inputs import Found
from schemas.errors import InputError, OutputError
from schemas.manifest import OK, PENDING, ManifestRow, plan_id

FORMAT = 1
_COMMIT_EVERY = 0.25
"""Seconds; what a killed run has to do again."""

_TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (
    path TEXT PRIMARY KEY, raw BLOB NOT NULL, root TEXT NOT NULL, size INTEGER NOT NULL, changed_at INTEGER NOT NULL,
    run INTEGER NOT NULL, sha256 TEXT, error TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS files_by_content ON files (sha256, path);
CREATE INDEX IF NOT EXISTS files_unread ON files (path) WHERE sha256 IS NULL AND error IS NULL;
CREATE TABLE IF NOT EXISTS results (
    sha256 TEXT PRIMARY KEY, version TEXT NOT NULL, options TEXT NOT NULL, run INTEGER NOT NULL,
    status TEXT NOT NULL, error TEXT, exit_code INTEGER NOT NULL, media_type TEXT, pages INTEGER, problems INTEGER,
    seconds REAL NOT NULL, peak_memory INTEGER NOT NULL, attempts INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS records (sha256 TEXT PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS todo (
    id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, raw BLOB NOT NULL, again INTEGER NOT NULL,
    taken INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS todo_next ON todo (taken, again, id);
"""

# Unchanged files keep what is known of them; everything else about a file is forgotten when it has changed.
_SEE = """
INSERT INTO files (path, raw, root, size, changed_at, run, error) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (path) DO UPDATE SET
    raw = excluded.raw, root = excluded.root, size = excluded.size, changed_at = excluded.changed_at,
    run = excluded.run, error = excluded.error,
    sha256 = CASE WHEN size = excluded.size AND changed_at = excluded.changed_at AND excluded.error IS NULL
        THEN sha256 END
"""

_SAME = "SELECT 1 FROM files WHERE path = ? AND error = ?"

# What is to be read: contents without a result of this version and these options; those that failed come last.
_WANT = """
INSERT OR IGNORE INTO todo (sha256, raw, again)
SELECT f.sha256, f.raw, r.sha256 IS NOT NULL AND r.status <> 'ok'
FROM files f LEFT JOIN results r ON r.sha256 = f.sha256
WHERE f.run = :run AND f.sha256 IS NOT NULL AND {which}
    AND (r.sha256 IS NULL OR r.version <> :version OR r.options <> :options OR (r.status <> 'ok' AND r.run <> :run))
ORDER BY f.path
"""

_ROWS = """
SELECT f.path, f.size, f.sha256, f.error AS unread, r.media_type, r.status, r.error, r.exit_code, r.pages, r.problems,
    r.seconds, r.peak_memory, coalesce(r.version, :version) AS version, coalesce(r.options, :options) AS options,
    (SELECT min(o.path) FROM files o WHERE o.sha256 = f.sha256) AS first
FROM files f LEFT JOIN results r ON r.sha256 = f.sha256
ORDER BY f.path
"""

# Another journal's files and results; where both have one, a record counts more than a failure.
_ABSORB = (
    """INSERT INTO files SELECT path, raw, root, size, changed_at, :run, sha256, error FROM other.files WHERE true
    ON CONFLICT (path) DO UPDATE SET size = excluded.size, changed_at = excluded.changed_at, run = excluded.run,
        sha256 = excluded.sha256, error = excluded.error WHERE excluded.sha256 IS NOT NULL""",
    """INSERT INTO records SELECT o.sha256, o.data FROM other.records o LEFT JOIN records r ON r.sha256 = o.sha256
    WHERE r.sha256 IS NULL""",
    """INSERT INTO results SELECT sha256, version, options, :run, status, error, exit_code, media_type, pages, problems,
        seconds, peak_memory, attempts FROM other.results WHERE true
    ON CONFLICT (sha256) DO UPDATE SET version = excluded.version, options = excluded.options, run = excluded.run,
        status = excluded.status, error = excluded.error, exit_code = excluded.exit_code,
        media_type = excluded.media_type, pages = excluded.pages, problems = excluded.problems,
        seconds = excluded.seconds, peak_memory = excluded.peak_memory, attempts = excluded.attempts
        WHERE results.status <> 'ok' AND excluded.status = 'ok'""",
)

_PENDING = "the run that named it did not finish; run the command on it again"


class Maker(NamedTuple):
    """What a result was made by: the program's version and a digest of the options."""

    version: str
    options: str


class Wanted(NamedTuple):
    """A content that is to be read, and a file that has it."""

    sha256: str
    raw: bytes


class Result(NamedTuple):
    """What reading a content gave; ``record`` is compressed JSON, None without one."""

    sha256: str
    status: str
    error: str | None
    exit_code: int
    media_type: str | None
    pages: int | None
    problems: int | None
    seconds: float
    peak_memory: int
    attempts: int
    record: bytes | None


class Journal:
    """The journal of one output folder, open for one run."""

    def __init__(self, file: Path, maker: Maker) -> None:
        """Open or begin it.

        Raises:
            OutputError: the file is no journal, or a newer program's.
        """
        self._maker = maker
        self._base = sqlite3.connect(file, isolation_level=None)
        self._committed = time.monotonic()
        try:
            self._base.execute("PRAGMA journal_mode = WAL")
            self._base.execute("PRAGMA synchronous = NORMAL")
            self._base.executescript(_TABLES)
            form = self._meta("format") or FORMAT
        except sqlite3.DatabaseError as error:
            raise OutputError(f"{file}: is no journal of this program ({error}); remove it to begin anew") from error
        if form != FORMAT:
            raise OutputError(f"{file}: was made by another version of this program; remove it to begin anew")
        self.run = (self._meta("run") or 0) + 1
        self._base.execute("BEGIN")
        self._set_meta("format", FORMAT)
        self._set_meta("run", self.run)
        self._base.execute("DELETE FROM todo")
        self.commit()

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

    def commit_now_and_then(self) -> None:
        """Commit where the last time is long enough ago."""
        if time.monotonic() - self._committed > _COMMIT_EVERY:
            self.commit()

    def see(self, found: Found) -> None:
        """Note a file that is there."""
        values = (found.path, found.raw, found.root, found.size, found.changed_at, self.run, found.error or None)
        if found.error and self._base.execute(_SAME, (found.path, found.error)).fetchone() is None:
            self._changed()
        self._base.execute(_SEE, values)

    def end_listing(self, roots: set[str]) -> None:
        """Forget files that are gone from the inputs, and queue what is known of the others."""
        for root in roots:
            gone = self._base.execute("DELETE FROM files WHERE root = ? AND run <> ?", (root, self.run)).rowcount
            if gone:
                self._changed()
        self._want("1")
        self.commit()

    def undigested(self, after: str, count: int) -> list[tuple[str, bytes]]:
        """The next files of this run whose content has no name yet: (path, raw), by path."""
        query = """SELECT path, raw FROM files WHERE sha256 IS NULL AND error IS NULL AND run = ? AND path > ?
            ORDER BY path LIMIT ?"""
        return self._base.execute(query, (self.run, after, count)).fetchall()

    def name_content(self, path: str, sha256: str | None, error: str | None) -> None:
        """Note a file's content, or why it cannot be read; queue the content where it is new."""
        self._base.execute("UPDATE files SET sha256 = ?, error = ? WHERE path = ?", (sha256, error, path))
        self._changed()
        if sha256 is not None:
            self._want("f.path = :path", path=path)

    def is_idle(self) -> bool:
        """Whether nothing is left to be read."""
        waiting = self._base.execute("SELECT EXISTS (SELECT 1 FROM todo)").fetchone()[0]
        return not waiting and not self.undigested("", 1)

    def take(self) -> Wanted | None:
        """The next content to be read; None where none waits."""
        query = "SELECT id, sha256, raw FROM todo WHERE taken = 0 ORDER BY again, id LIMIT 1"
        row = self._base.execute(query).fetchone()
        if row is None:
            return None
        self._base.execute("UPDATE todo SET taken = 1 WHERE id = ?", row[:1])
        return Wanted(*row[1:])

    def finish(self, result: Result) -> None:
        """Keep a result."""
        marks = ", ".join("?" * 13)
        values = (result.sha256, *self._maker, self.run, *result[1:-1])
        self._base.execute(f"INSERT OR REPLACE INTO results VALUES ({marks})", values)
        self._base.execute("DELETE FROM records WHERE sha256 = ?", (result.sha256,))
        if result.record is not None:
            self._base.execute("INSERT INTO records VALUES (?, ?)", (result.sha256, result.record))
        self._base.execute("DELETE FROM todo WHERE sha256 = ?", (result.sha256,))
        self._changed()

    def give_up_file(self, wanted: Wanted, error: str) -> None:
        """Note that a file is not what it was when it was listed; another file with that content is read instead."""
        self._base.execute("DELETE FROM todo WHERE sha256 = ?", (wanted.sha256,))
        self._base.execute("UPDATE files SET sha256 = NULL, error = ? WHERE raw = ?", (error, wanted.raw))
        self._changed()
        self._want("f.sha256 = :sha256", sha256=wanted.sha256)

    def counts(self) -> tuple[int, int]:
        """How many files this run is about, and how many of them are settled."""
        query = """SELECT count(*), sum(f.error IS NOT NULL OR (r.sha256 IS NOT NULL AND t.id IS NULL))
            FROM files f LEFT JOIN results r ON r.sha256 = f.sha256 LEFT JOIN todo t ON t.sha256 = f.sha256
            WHERE f.run = ?"""
        total, settled = self._base.execute(query, (self.run,)).fetchone()
        return total, settled or 0

    def rows(self) -> Iterator[ManifestRow]:
        """The manifest, by path."""
        cursor = self._base.cursor()
        cursor.row_factory = sqlite3.Row
        for row in cursor.execute(_ROWS, self._maker._asdict()):
            yield _manifest_row(row)

    def records(self) -> Iterator[tuple[str, str, bytes]]:
        """Every record that a file belongs to, by SHA-256: (sha256, first path, compressed JSON)."""
        query = """SELECT c.sha256, f.path, c.data FROM records c
            JOIN files f ON f.path = (SELECT min(path) FROM files WHERE sha256 = c.sha256) ORDER BY c.sha256"""
        yield from self._base.execute(query)

    def absorb(self, file: Path) -> None:
        """Take over what another journal holds.

        Raises:
            InputError: it is no journal of this program.
        """
        self.commit()
        self._base.execute("COMMIT")
        try:
            self._base.execute("ATTACH ? AS other", (str(file),))
            self._base.execute("BEGIN")
            if self._base.execute("SELECT value FROM other.meta WHERE key = 'format'").fetchone() != (FORMAT,):
                raise InputError(f"{file}: was made by another version of this program")
            for statement in _ABSORB:
                self._base.execute(statement, {"run": self.run} if ":run" in statement else {})
            self._changed()
        except sqlite3.OperationalError as error:
            raise InputError(f"{file}: is no journal of this program ({error})") from error
        finally:
            if self._base.in_transaction:
                self._base.execute("COMMIT")
            self._base.execute("DETACH other")
            self._base.execute("BEGIN")

    def is_written(self) -> bool:
        """Whether the dataset holds the state of the journal."""
        return self._meta("written") == self._meta("changes")

    def note_written(self) -> None:
        """The dataset was written."""
        self._set_meta("written", self._meta("changes") or 0)
        self.commit()

    def _want(self, which: str, **values: str) -> None:
        self._base.execute(_WANT.format(which=which), {"run": self.run, **self._maker._asdict(), **values})

    def _changed(self) -> None:
        self._base.execute("INSERT INTO meta VALUES ('changes', 1) ON CONFLICT (key) DO UPDATE SET value = value + 1")

    def _meta(self, key: str) -> int | None:
        row = self._base.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else int(row[0])

    def _set_meta(self, key: str, value: int) -> None:
        self._base.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


def _manifest_row(row: sqlite3.Row) -> ManifestRow:
    status, error, exit_code = row["status"], row["error"], row["exit_code"]
    if row["unread"] is not None:
        status, error, exit_code = InputError.word, row["unread"], InputError.exit_code
    elif status is None:
        status, error, exit_code = PENDING, _PENDING, InputError.exit_code
    return ManifestRow(
        path=row["path"],
        bytes=row["size"],
        sha256=row["sha256"],
        plan_id=plan_id(row["sha256"]) if status == OK else None,
        duplicate_of=row["first"] if row["sha256"] and row["first"] != row["path"] else None,
        media_type=row["media_type"],
        status=status,
        error=error,
        exit_code=exit_code,
        pages=row["pages"],
        problems=row["problems"],
        seconds=row["seconds"] or 0.0,
        peak_memory=row["peak_memory"] or 0,
        version=row["version"],
        options=row["options"],
    )
