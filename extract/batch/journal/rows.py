"""What the dataset is written from: the manifest by path, the records by content."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from extract.batch.journal.base import Base
from extract.batch.journal.files import PASSED_OVER
from schemas.errors import InputError
from schemas.manifest import OK, PENDING, ManifestRow, plan_id

_ROWS = """
SELECT f.path, f.size, f.sha256, f.error AS unread,
    r.media_type, r.status, r.error, r.exit_code, r.pages, r.problems, r.seconds, r.peak_memory,
    coalesce(r.version, :version) AS version, coalesce(r.options, :options) AS options,
    (SELECT min(o.path) FROM files o WHERE o.sha256 = f.sha256) AS first
FROM files f LEFT JOIN results r ON r.sha256 = f.sha256
WHERE f.error IS NOT :passed_over
ORDER BY f.path
"""

_RECORDS = """
SELECT c.sha256, f.path, c.data, r.media_type FROM records c JOIN results r ON r.sha256 = c.sha256
JOIN files f ON f.path = (SELECT min(path) FROM files WHERE sha256 = c.sha256) ORDER BY c.sha256
"""

# A file is settled by an error of its own, or by a result of its content that is not to be made
# again.
_COUNTS = """
SELECT count(*), total(settled AND ok AND made = :run), total(settled AND ok AND made <> :run),
    total(settled AND NOT ok)
FROM (
    SELECT f.error IS NOT NULL OR (r.sha256 IS NOT NULL AND t.id IS NULL) AS settled,
        f.error IS NULL AND r.status = 'ok' AS ok, r.run AS made
    FROM files f LEFT JOIN results r ON r.sha256 = f.sha256 LEFT JOIN todo t ON t.sha256 = f.sha256
    WHERE f.run = :run AND f.error IS NOT :passed_over
)
"""

# Whether a result is still waited for.
_LEFT = """
SELECT count(*) FROM files f
LEFT JOIN results r ON r.sha256 = f.sha256 LEFT JOIN todo t ON t.sha256 = f.sha256
WHERE f.error IS NULL AND (r.sha256 IS NULL OR t.id IS NOT NULL)
"""

_PENDING = "the run that named it did not finish; run the command on it again"


def manifest_rows(base: Base) -> Iterator[ManifestRow]:
    """The manifest, by path."""
    return map(
        _manifest_row, base.named(_ROWS, {**base.maker._asdict(), "passed_over": PASSED_OVER})
    )


def records(base: Base) -> Iterator[tuple[str, str, bytes, str]]:
    """Every record of a file, by SHA-256: (sha256, first path, compressed JSON,
    media type read).
    """
    return base.execute(_RECORDS)


class Counts(NamedTuple):
    """What became of a run's files: read now, unchanged since an earlier run, failed, or left."""

    files: int
    read: int
    unchanged: int
    failed: int

    @property
    def done(self) -> int:
        """How many are not left."""
        return self.read + self.unchanged + self.failed

    @property
    def left(self) -> int:
        """How many are still to be read."""
        return self.files - self.done


def counts(base: Base) -> Counts:
    """What became of this run's files so far."""
    return Counts(
        *map(int, base.execute(_COUNTS, {"run": base.run, "passed_over": PASSED_OVER}).fetchone())
    )


def left(base: Base) -> int:
    """How many files are still to be read, by this run or an earlier one that did not finish."""
    count: int = base.execute(_LEFT).fetchone()[0]
    return count


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
