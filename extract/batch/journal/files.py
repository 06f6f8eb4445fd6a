"""The files of a batch: which are there, and which content each of them has."""

from __future__ import annotations

from extract.batch.inputs import Found
from extract.batch.journal.base import Base

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

_UNDIGESTED = """
SELECT path, raw FROM files WHERE sha256 IS NULL AND error IS NULL AND run = ? AND path > ? ORDER BY path LIMIT ?
"""


class Files:
    """The table ``files``: one row a path."""

    def __init__(self, base: Base) -> None:
        self._base = base

    def see(self, found: Found) -> None:
        """Note a file that is there."""
        values = (found.path, found.raw, found.root, found.size, found.changed_at, self._base.run, found.error or None)
        if found.error and self._base.execute(_SAME, (found.path, found.error)).fetchone() is None:
            self._base.note_change()
        self._base.execute(_SEE, values)

    def forget_gone(self, roots: set[str]) -> None:
        """Forget what an earlier run found below these inputs and this one did not."""
        for root in roots:
            query = "DELETE FROM files WHERE root = ? AND run <> ?"
            if self._base.execute(query, (root, self._base.run)).rowcount:
                self._base.note_change()

    def undigested(self, after: str, count: int) -> list[tuple[str, bytes]]:
        """The next files of this run whose content has no name yet: (path, raw), by path."""
        return self._base.execute(_UNDIGESTED, (self._base.run, after, count)).fetchall()

    def name_content(self, path: str, sha256: str | None, error: str | None) -> None:
        """Note a file's content, or why it cannot be read."""
        self._base.execute("UPDATE files SET sha256 = ?, error = ? WHERE path = ?", (sha256, error, path))
        self._base.note_change()

    def give_up(self, raw: bytes, error: str) -> None:
        """Note that a file is not what it was when it was listed."""
        self._base.execute("UPDATE files SET sha256 = NULL, error = ? WHERE raw = ?", (error, raw))
        self._base.note_change()
