"""From the journal to the dataset: rows by path, records by content, streamed."""

from __future__ import annotations

from collections.abc import Iterator

from extract.batch.folder import Folder
from extract.batch.journal import Journal
from extract.emit.dataset.dataset import write_dataset
from extract.pipeline.given import RECORD_TYPE
from extract.process.jobs import unpack_record


def finish_dataset(folder: Folder, journal: Journal) -> None:
    """Write the dataset, unless it holds the journal's state already, and bring it to its place.

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
    for _, path, data, media_type in journal.records():
        # a record that was given as such keeps the name of the document it was made from
        yield unpack_record(data, None if media_type == RECORD_TYPE else path.rpartition("/")[2])
