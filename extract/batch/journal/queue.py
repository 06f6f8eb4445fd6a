"""Which contents are to be read, and what came of them."""

from __future__ import annotations

from typing import NamedTuple

from extract.batch.journal.base import Base
from schemas.manifest import REFUSED

# What is to be read: contents without a result of this version and these options, and those that
# failed for a cause that may have passed; these come last.
_WANT = """
INSERT OR IGNORE INTO todo (sha256, path, raw, again)
SELECT f.sha256, f.path, f.raw, r.sha256 IS NOT NULL AND r.status <> 'ok'
FROM files f LEFT JOIN results r ON r.sha256 = f.sha256
WHERE f.run = :run AND f.sha256 IS NOT NULL AND {which}
    AND (r.sha256 IS NULL OR r.version <> :version OR r.options <> :options OR
        (r.status <> 'ok' AND r.run <> :run AND (:retry OR r.status NOT IN ({refused}))))
ORDER BY f.path
"""

_NEXT = "SELECT id, sha256, path, raw FROM todo WHERE taken = 0 ORDER BY again, id LIMIT 1"


class Wanted(NamedTuple):
    """A content to be read, and a file that has it: its path in the dataset,
    what it is opened by.
    """

    sha256: str
    path: str
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


class Queue:
    """The table ``todo``, which lasts for one run; ``results`` and ``records``, which stay."""

    def __init__(self, base: Base, retry_failed: bool) -> None:
        self._base = base
        self._retry = retry_failed

    def want_all(self) -> None:
        """Queue the contents of all files of this run that have no result yet."""
        self._want("1")

    def want_path(self, path: str) -> None:
        """The same for one file."""
        self._want("f.path = :path", path=path)

    def want_content(self, sha256: str) -> None:
        """The same for one content."""
        self._want("f.sha256 = :sha256", sha256=sha256)

    def is_empty(self) -> bool:
        """Whether no content waits or is being read."""
        return not self._base.execute("SELECT EXISTS (SELECT 1 FROM todo)").fetchone()[0]

    def take(self) -> Wanted | None:
        """The next content to be read; None where none waits."""
        row = self._base.execute(_NEXT).fetchone()
        if row is None:
            return None
        self._base.execute("UPDATE todo SET taken = 1 WHERE id = ?", row[:1])
        return Wanted(*row[1:])

    def drop(self, sha256: str) -> None:
        """Take a content out of the queue."""
        self._base.execute("DELETE FROM todo WHERE sha256 = ?", (sha256,))

    def finish(self, result: Result) -> None:
        """Keep a result in place of the one there was."""
        marks = ", ".join("?" * 13)
        values = (result.sha256, *self._base.maker, self._base.run, *result[1:-1])
        self._base.execute(f"INSERT OR REPLACE INTO results VALUES ({marks})", values)
        self._base.execute("DELETE FROM records WHERE sha256 = ?", (result.sha256,))
        if result.record is not None:
            self._base.execute("INSERT INTO records VALUES (?, ?)", (result.sha256, result.record))
        self.drop(result.sha256)
        self._base.note_change()

    def _want(self, which: str, **values: str) -> None:
        about = {
            "run": self._base.run,
            "retry": self._retry,
            **self._base.maker._asdict(),
            **values,
        }
        refused = ", ".join(f"'{word}'" for word in sorted(REFUSED))
        self._base.execute(_WANT.format(which=which, refused=refused), about)
