"""The journal as a run sees it: its parts, and the steps that touch more than one of them."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from extract.batch.inputs import Shard
from extract.batch.journal import rows
from extract.batch.journal.base import Base, Maker
from extract.batch.journal.files import Files
from extract.batch.journal.listing import keep_listing
from extract.batch.journal.queue import Queue, Wanted
from schemas.errors import OutputError, UsageError
from schemas.manifest import ManifestRow


@contextmanager
def open_journal(file: Path, maker: Maker, retry_failed: bool = False) -> Iterator[Journal]:
    """A journal; what SQLite cannot write is said as every output that cannot be written.

    ``retry_failed``: what was refused for good is read again too.

    Raises:
        OutputError: the disk is full, or the journal cannot be read.
    """
    try:
        with closing(Journal(file, maker, retry_failed)) as journal:
            yield journal
    except sqlite3.DatabaseError as error:
        raise OutputError(
            f"{os.fspath(file)}: cannot be written: {error}; what was done is kept"
        ) from error


class Journal:
    """The journal of one output folder, open for one run."""

    def __init__(self, file: Path, maker: Maker, retry_failed: bool = False) -> None:
        """Open or begin it.

        Raises:
            OutputError: the file is no journal, or a newer program's.
        """
        self.base = Base(file, maker)
        self.files = Files(self.base)
        self.queue = Queue(self.base, retry_failed)

    def close(self) -> None:
        """Keep what was done, and close."""
        self.base.close()

    def end_listing(self, roots: set[str], shard: Shard | None = None) -> None:
        """Forget files that are gone from the inputs, and queue what is known of the others.

        Raises:
            UsageError: an earlier run was about other inputs, and both cannot stand in one dataset,
                or in one shard.
        """
        self.files.forget_gone(roots)
        earlier = self.files.earlier()
        if shard is not None and earlier is not None:
            raise UsageError(
                f"--shard: '{earlier}' is of an input that an earlier run was named, and a part is "
                "cut from the inputs of one command; name all of them, or choose another output"
            )
        keep_listing(self.base, shard)
        self.queue.want_all()
        self.base.commit()

    def end_merge(self) -> None:
        """Forget files that no part of this run has: the whole holds what its parts hold."""
        if self.files.forget_earlier():
            self.base.note_change()
        keep_listing(self.base, None)
        self.base.commit()

    def name_content(self, path: str, sha256: str | None, error: str | None) -> None:
        """Note a file's content, or why it cannot be read; queue the content where it is new."""
        self.files.name_content(path, sha256, error)
        if sha256 is not None:
            self.queue.want_path(path)

    def give_up_file(self, wanted: Wanted, error: str) -> None:
        """Note that a file has changed since it was listed;
        another one with its content is read instead.
        """
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

    def records(self) -> Iterator[tuple[str, str, bytes, str]]:
        """Every record of a file, by SHA-256: (sha256, first path, compressed JSON,
        media type read).
        """
        return rows.records(self.base)

    def left(self) -> int:
        """How many files of the dataset are still to be read."""
        return rows.left(self.base)
