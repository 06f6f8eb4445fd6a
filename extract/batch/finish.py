"""From the journal to the dataset: rows by path, records by content, streamed."""

from __future__ import annotations

from collections.abc import Iterator

from extract.batch.folder import Folder
from extract.batch.journal import Journal
from extract.emit.dataset.dataset import write_dataset
from extract.process.jobs import unpack_record


def finish_dataset(folder: Folder, journal: Journal) -> None:
    """Write the dataset, where it does not hold the journal's state already, and bring it where users look for it.

    Where files are left to be read, it says so of itself.

    Raises:
        OutputError: it cannot be written; the dataset that was there stands.
    """
    left = journal.left()
    if not journal.base.is_written(left) or not folder.has_dataset():
        write_dataset(folder.path, journal.rows(), _records(journal), left=left)
        folder.publish()
        journal.base.note_written(left)
    folder.keep_journal()


def _records(journal: Journal) -> Iterator[bytes]:
    for _, path, data in journal.records():
        yield unpack_record(data, path.rpartition("/")[2])
