"""The dataset of a batch: every record in tables, streamed, and put in place as a whole.

Memory does not grow with the number of files; the same records and rows always give the same bytes
(but for the measured seconds and bytes of the manifest).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import BinaryIO

import msgspec

from extract.emit.dataset.card import card
from extract.emit.dataset.consensus import Consensus
from extract.emit.dataset.datapackage import data_package
from extract.emit.dataset.place import check_folder
from extract.emit.dataset.record_table import RECORD_TABLE, RecordTable
from extract.emit.dataset.renditions import Renditions
from extract.emit.dataset.swap import replaced_whole
from extract.emit.dataset.tables import TableWriter, Written
from extract.emit.dataset.work_ids import work_id
from extract.emit.rows import Row, table_rows
from schemas.dataset import RECORD_TABLES, TABLES
from schemas.errors import OutputError
from schemas.manifest import ManifestRow
from schemas.plan import Plan, load_plan

_SHARD_BYTES = 64 << 20


def write_dataset(
    folder: Path,
    rows: Iterable[ManifestRow],
    records: Iterable[bytes],
    *,
    delimiter: str = ",",
    left: int = 0,
) -> dict[str, int]:
    """Write the dataset and return how many rows every table has.

    ``rows`` come sorted by path, one an input file; ``records`` are the JSON bytes of records
    sorted by the SHA-256 of their sources, each source once. ``delimiter`` is that of the CSV
    files. A dataset with files ``left`` to be read says of itself that it is partial.

    Raises:
        OutputError: the folder is not the program's to write, not writable, or the disk is full;
            what was there stays.
        RecordError: a record is of another version than this program reads.
        ValueError: rows or records are not sorted, or one comes twice.
    """
    check_folder(folder)
    with _said_as_output_error(folder), replaced_whole(folder) as new:
        written = _Build(new, delimiter, left).run(rows, records)
    return {name: one.rows for name, one in written.items()}


def holds_errors(folder: Path) -> bool:
    """Whether a problem of severity ``error`` is in a dataset."""
    import pyarrow.parquet as pq

    with (folder / "data" / "problems.parquet").open("rb") as data, pq.ParquetFile(data) as file:
        batches = file.iter_batches(columns=["severity"])
        return any("error" in batch.column("severity").to_pylist() for batch in batches)


@contextmanager
def _said_as_output_error(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written: {error.strerror or error}") from error
    except sqlite3.Error as error:
        raise OutputError(f"{folder}: cannot be written: {error}") from error


class _Build:
    """The dataset in the making, in a folder of its own."""

    def __init__(self, folder: Path, delimiter: str, left: int) -> None:
        for name in ("records", "data", "csv"):
            (folder / name).mkdir()
        self._folder = folder
        self._delimiter = delimiter
        self._left = left
        self._written: dict[str, Written] = {}
        self._open = ExitStack()

    def run(self, rows: Iterable[ManifestRow], records: Iterable[bytes]) -> dict[str, Written]:
        scratch, waiting = self._folder / "consensus.sqlite", self._folder / "renditions.sqlite"
        with (
            self._open,
            closing(Consensus(scratch)) as consensus,
            closing(Renditions(waiting)) as renditions,
        ):
            self._write_records(records, consensus, renditions)
            statuses = self._write_manifest(rows, consensus)
        scratch.unlink()
        waiting.unlink()
        written = {name: self._written[name] for name in TABLES}
        (self._folder / "README.md").write_bytes(card(written, statuses, self._left))
        package = data_package(written, self._delimiter, self._left)
        (self._folder / "datapackage.json").write_bytes(package)
        return written

    def _table(self, name: str) -> TableWriter:
        inner = self._folder / "data" if name not in ("works", "manifest") else self._folder
        text = self._folder / ("manifest.csv" if name == "manifest" else f"csv/{name}.csv")
        writer = TableWriter(TABLES[name], inner / f"{name}.parquet", text, self._delimiter)
        self._open.callback(writer.abandon)
        return writer

    def _write_records(
        self, records: Iterable[bytes], consensus: Consensus, renditions: Renditions
    ) -> None:
        """All tables but the manifest, and the records themselves, in one pass."""
        writers = {table.name: self._table(table.name) for table in RECORD_TABLES}
        shards = self._open.enter_context(closing(_Shards(self._folder / "records")))
        table = RecordTable(self._folder / RECORD_TABLE)
        self._open.callback(table.abandon)
        last = ""
        for record in records:
            plan = load_plan(record)
            if plan.source.sha256 <= last:
                raise ValueError(
                    f"records are not sorted by their sources' SHA-256: {plan.source.sha256}"
                )
            last = plan.source.sha256
            encoded = msgspec.json.encode(plan)
            shards.add(encoded)
            table.add(plan, encoded)
            row = _add_plan(plan, writers, consensus)
            renditions.add(plan, row)
        for row in renditions.rows():
            writers["plans"].add(row)
        table.close()
        works = self._table("works")
        for row in consensus.works():
            works.add(row)
        for row in consensus.lone_dates():
            writers["problems"].add(row)
        self._written |= {
            name: writer.close() for name, writer in {**writers, "works": works}.items()
        }

    def _write_manifest(self, rows: Iterable[ManifestRow], consensus: Consensus) -> dict[str, int]:
        """The manifest; a row names a record only where the dataset has it.
        Returns how many files have each status.
        """
        writer = self._table("manifest")
        statuses: dict[str, int] = {}
        last: str | None = None
        for one in rows:
            if last is not None and one.path <= last:
                raise ValueError(f"rows of the manifest are not sorted by path: {one.path}")
            last = one.path
            row: Row = msgspec.structs.asdict(one)
            if not consensus.has_plan(one.plan_id):
                row["plan_id"] = None
            writer.add(row)
            statuses[one.status] = statuses.get(one.status, 0) + 1
        self._written["manifest"] = writer.close()
        return dict(sorted(statuses.items()))


def _add_plan(plan: Plan, writers: dict[str, TableWriter], consensus: Consensus) -> Row:
    """Write all rows of a plan but its own in table plans, which is returned."""
    (own,) = table_rows(plan, "plans")
    works = [work_id(one, plan) for one in plan.references]
    for name, writer in writers.items():
        rows = list(table_rows(plan, name)) if name != "plans" else []
        if name == "references":
            for row, work in zip(rows, works, strict=True):
                row["work_id"] = work
        for row in rows:
            writer.add(row)
    consensus.add(plan, {field: own[field] for field in TABLES["plans"].columns[:7]}, works)
    return own


class _Shards:
    """Records as JSON Lines, in files of at most 64 MB (a larger record has one of its own)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._number = 0
        self._file = self._open()

    def _open(self) -> BinaryIO:
        return (self._folder / f"records-{self._number:05}.jsonl").open("wb")

    def add(self, record: bytes) -> None:
        if self._file.tell() and self._file.tell() + len(record) >= _SHARD_BYTES:
            self._file.close()
            self._number += 1
            self._file = self._open()
        self._file.write(record + b"\n")

    def close(self) -> None:
        self._file.close()
