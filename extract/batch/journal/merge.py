"""Another journal's files and results, taken over; where both have one, a record counts more than a failure."""

from __future__ import annotations

from pathlib import Path

from extract.batch.journal.base import Base

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


def absorb(base: Base, file: Path) -> None:
    """Take over what the journal in ``file`` holds.

    Raises:
        InputError: it is no journal of this program.
    """
    with base.attached(file):
        for statement in _ABSORB:
            base.execute(statement, {"run": base.run} if ":run" in statement else {})
        base.note_change()
