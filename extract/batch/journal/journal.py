"""The journal as a run sees it: its parts, and the steps that touch more than one of them."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extract.batch.journal import merge, rows
from extract.batch.journal.base import Base, Maker
from extract.batch.journal.files import Files
from extract.batch.journal.queue import Queue, Wanted
from schemas.errors import OutputError
from schemas.manifest import ManifestRow


@contextmanager
def open_journal(file: Path, maker: Maker) -> Iterator[Journal]:
    """A journal; what SQLite cannot write is said as every output that cannot be written.

    Raises:
        OutputError: the disk is full, or the journal cannot be read.
    """
    journal = Journal(file, maker)
    try:
        try:
            yield journal
        finally:
            journal.close()
    except sqlite3.DatabaseError as error:
        raise OutputError(f"{os.fspath(file)}: cannot be written: {error}; what was done is kept") from error


class Journal:
    """The journal of one output folder, open for one run."""

    def __init__(self, file: Path, maker: Maker) -> None:
        """Open or begin it.

        Raises:
            OutputError: the file is no journal, or a newer program's.
        """
        self.base = Base(file, maker)
        self.files = Files(self.base)
        self.queue = Queue(self.base)

    def close(self) -> None:
        """Keep what was done, and close."""
        self.base.close()

    def end_listing(self, roots: set[str]) -> None:
        """Forget files that are gone from the inputs, and queue what is known of the others."""
        self.files.forget_gone(roots)
        self.queue.want_all()
        self.base.commit()

    def name_content(self, path: str, sha256: str | None, error: str | None) -> None:
        """Note a file's content, or why it cannot be read; queue the content where it is new."""
        self.files.name_content(path, sha256, error)
        if sha256 is not None:
            self.queue.want_path(path)

    def give_up_file(self, wanted: Wanted, error: str) -> None:
        """Note that a file is not what it was when it was listed; another file with that content is read instead."""
        self.queue.drop(wanted.sha256)
        self.files.give_up(wanted.raw, error)
        self.queue.want_content(wanted.sha256)

    def is_idle(self) -> bool:
        """Whether nothing is left to be read."""
        return self.queue.is_empty() and not self.files.undigested("", 1)

    def counts(self) -> rows.Counts:
        """What became of this run's files so far."""
        return rows.counts(self.base)

    def rows(self) -> Iterator[ManifestRow]:
        """The manifest, by path."""
        return rows.manifest_rows(self.base)

    def records(self) -> Iterator[tuple[str, str, bytes]]:
        """Every record that a file belongs to, by SHA-256: (sha256, first path, compressed JSON)."""
        return rows.records(self.base)

    def absorb(self, file: Path) -> None:
        """Take over what another journal holds.

        Raises:
            InputError: it is no journal of this program.
        """
        merge.absorb(self.base, file)
