"""From the journal to the dataset: rows by path, records by content, streamed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extract.batch.journal import Journal
from extract.emit.dataset import write_dataset
from extract.jobs import unpack_record


def finish_dataset(folder: Path, journal: Journal) -> None:
    """Write the dataset, where it does not hold the journal's state already.

    Raises:
        OutputError: it cannot be written; the dataset that was there stands.
    """
    if journal.is_written() and (folder / "manifest.csv").exists():
        return
    write_dataset(folder, journal.rows(), _records(journal))
    journal.note_written()


def _records(journal: Journal) -> Iterator[bytes]:
    for _, path, data in journal.records():
        yield unpack_record(data, path.rpartition("/")[2])
