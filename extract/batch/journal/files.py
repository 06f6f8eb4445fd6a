"""The files of a batch: which are there, and which content each of them has."""

from __future__ import annotations

import os

from extract.batch.journal.base import Base
from extract.batch.listed import Found, show_path
from extract.cloud.address import is_address
from schemas.errors import UsageError

PASSED_OVER = ""
"""The error of a file that is no input: it stands in no row, and is not looked into again."""

# Unchanged files keep what is known of them; everything else about a file is forgotten when it has
# changed.
_SEE = """
INSERT INTO files (path, raw, real, root, size, changed_at, run, error)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (path) DO UPDATE SET
    raw = excluded.raw, real = excluded.real, root = excluded.root, size = excluded.size,
    changed_at = excluded.changed_at, run = excluded.run,
    error = CASE WHEN size = excluded.size AND changed_at = excluded.changed_at
        AND error = '' AND NOT ? THEN '' ELSE excluded.error END,
    sha256 = CASE WHEN size = excluded.size AND changed_at = excluded.changed_at
        AND excluded.error IS NULL THEN sha256 END
"""

_KNOWN = "SELECT real, root, size, error FROM files WHERE path = ?"

_UNDIGESTED = """
SELECT path, raw FROM files WHERE sha256 IS NULL AND error IS NULL AND run = ? AND path > ?
ORDER BY path LIMIT ?
"""

# One file, one row: what this run lists under another path than an earlier one has moved.
_MOVED = "DELETE FROM files WHERE run <> ? AND real IN (SELECT real FROM listed)"

_REPLACED = """
SELECT before, count(*), sum(same), (SELECT count(*) FROM files WHERE root = before AND run <> :run)
FROM replaced GROUP BY before
"""


class Files:
    """The table ``files``: one row a path."""

    def __init__(self, base: Base) -> None:
        self._base = base

    def see(self, found: Found, kept: bool = True) -> bool:
        """Note a file that is there, ``kept`` if it is of this shard;
        False if it was listed already.

        Raises:
            UsageError: another file has that path.
        """
        if not self._list(found):
            return False
        if not kept:
            return True
        known = self._base.execute(_KNOWN, (found.path,)).fetchone()
        real, root, size, error = known or (None, None, None, None)
        if known and real != found.real:
            change = (found.path, root, real, found.real, size == found.size)
            self._base.execute("INSERT INTO replaced VALUES (?, ?, ?, ?, ?)", change)
        if found.error and (not known or error != found.error):
            self._base.note_change()
        about = (found.path, found.raw, found.real, found.root, found.size, found.changed_at)
        self._base.execute(_SEE, (*about, self._base.run, found.error or None, found.named))
        return True

    def _list(self, found: Found) -> bool:
        """Put a file on the list of this run, of which every shard has the whole."""
        query = "INSERT OR IGNORE INTO listed VALUES (?, ?)"
        if self._base.execute(query, (found.path, found.real)).rowcount:
            return True
        row = self._base.execute("SELECT real FROM listed WHERE path = ?", (found.path,)).fetchone()
        if row and row[0] != found.real:
            raise UsageError(
                f"{show_path(row[0])} and {show_path(found.real)} would both be '{found.path}' in "
                "the dataset; name the folder that holds both, or make two datasets"
            )
        return False

    def forget_gone(self, roots: set[str]) -> None:
        """Forget what has gone below these inputs, wherever they were before, and named files.

        Raises:
            UsageError: a file of this run has the path of one of an earlier run that is still
                there.
        """
        gone = self._base.execute(_MOVED, (self._base.run,)).rowcount
        for root in {*roots, *self._moved_roots(roots)}:
            query = "DELETE FROM files WHERE root = ? AND run <> ?"
            gone += self._base.execute(query, (root, self._base.run)).rowcount
        query = "DELETE FROM files WHERE path = ?"
        gone += sum(self._base.execute(query, (path,)).rowcount for path in self._removed())
        if gone:
            self._base.note_change()

    def earlier(self) -> str | None:
        """The path of a file that only an earlier run listed, None where there is none."""
        query = "SELECT path FROM files WHERE run <> ? ORDER BY path LIMIT 1"
        row = self._base.execute(query, (self._base.run,)).fetchone()
        return row and str(row[0])

    def forget_earlier(self) -> int:
        """Forget what only earlier runs listed; how many files that were."""
        return self._base.execute("DELETE FROM files WHERE run <> ?", (self._base.run,)).rowcount

    def _removed(self) -> list[str]:
        """Files that an earlier run was named one by one, and that have left their folders."""
        query = "SELECT path, real, root FROM files WHERE run <> ?"
        earlier = self._base.execute(query, (self._base.run,))
        return [path for path, real, root in earlier if root == show_path(real) and _has_left(real)]

    def _moved_roots(self, roots: set[str]) -> list[str]:
        """Earlier inputs that this run found elsewhere: at least half of their files are there."""
        moved = []
        found = self._base.execute(_REPLACED, {"run": self._base.run}).fetchall()
        for root, replaced, same, left in found:
            if root in roots:
                continue
            if 2 * same >= replaced + left:
                moved.append(root)
            else:
                self._refuse_replaced(root)
        return moved

    def _refuse_replaced(self, root: str) -> None:
        query = "SELECT path, old, new FROM replaced WHERE before = ? ORDER BY path"
        for path, old, new in self._base.execute(query, (root,)):
            if is_address(old) or (os.path.lexists(old) and not _is_same(old, new)):
                raise UsageError(
                    f"{show_path(new)}: would be '{path}' in the dataset, as {show_path(old)} is "
                    "by an earlier run; name both inputs, or the folder that holds both, in one "
                    "command"
                )

    def undigested(self, after: str, count: int) -> list[tuple[str, bytes]]:
        """The next files of this run whose content has no name yet: (path, raw), by path."""
        return self._base.execute(_UNDIGESTED, (self._base.run, after, count)).fetchall()

    def pass_over(self, path: str) -> None:
        """Note that a file is no input."""
        self._base.execute(
            "UPDATE files SET sha256 = NULL, error = ? WHERE path = ?", (PASSED_OVER, path)
        )
        self._base.note_change()

    def passed_over(self) -> int:
        """How many files of this run are no inputs."""
        query = "SELECT count(*) FROM files WHERE run = ? AND error = ?"
        count: int = self._base.execute(query, (self._base.run, PASSED_OVER)).fetchone()[0]
        return count

    def name_content(self, path: str, sha256: str | None, error: str | None) -> None:
        """Note a file's content, or why it cannot be read."""
        self._base.execute(
            "UPDATE files SET sha256 = ?, error = ? WHERE path = ?", (sha256, error, path)
        )
        self._base.note_change()

    def give_up(self, raw: bytes, error: str) -> None:
        """Note that a file is not what it was when it was listed."""
        self._base.execute("UPDATE files SET sha256 = NULL, error = ? WHERE raw = ?", (error, raw))
        self._base.note_change()


def _has_left(real: bytes) -> bool:
    """Whether a file of this machine is no longer in its folder, which is still there."""
    if is_address(real) or os.path.lexists(real):
        return False
    return os.path.isdir(os.path.dirname(real))


def _is_same(one: bytes, other: bytes) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False
