"""A table of a dataset on its way to the disk: Parquet and CSV side by side, a batch at a time.

Memory does not grow with the number of rows. A Parquet file holds the description of all its row groups until its end,
a kilobyte a column and group, so groups must be few, and what waits for its group must not wait in memory: it waits in
a file of Arrow's own format, which is mapped, not read, when the group is written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from extract.emit.csv import csv_cells, csv_writer
from extract.emit.parquet import COMPRESSION, arrow_batch, arrow_schema
from extract.emit.rows import Row
from schemas.dataset import TableSchema

_BATCH = 256
_GROUP_BYTES = 32 << 20
"""How much of Arrow's bytes one row group holds: a tenth to a twentieth of it in the file."""


class Written(NamedTuple):
    """What a table has become: its rows, and size and SHA-256 of its CSV."""

    rows: int
    bytes: int
    sha256: str


class _HashedFile:
    """A binary file that takes text as UTF-8 and knows its own SHA-256."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self.size = 0

    def write(self, text: str) -> int:
        data = text.encode()
        self._digest.update(data)
        self.size += len(data)
        return self._file.write(data)

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


class _Waiting:
    """Batches that wait in a file for their row group."""

    def __init__(self, file: Path, schema: pa.Schema) -> None:
        self._file = file
        self._schema = schema
        self._stream: pa.RecordBatchStreamWriter | None = None
        self.bytes = 0

    def add(self, batch: pa.RecordBatch) -> None:
        """One batch more."""
        if self._stream is None:
            self._stream = pa.ipc.new_stream(str(self._file), self._schema)
        self._stream.write_batch(batch)
        self.bytes += batch.nbytes

    @contextmanager
    def taken(self) -> Iterator[pa.Table]:
        """All that waits, mapped into memory while the block lasts; nothing waits any more then."""
        self._end()
        with pa.memory_map(str(self._file)) as mapped:
            yield pa.ipc.open_stream(mapped).read_all()
        self.discard()

    def discard(self) -> None:
        """Nothing waits any more."""
        self._end()
        self._file.unlink(missing_ok=True)
        self.bytes = 0

    def _end(self) -> None:
        if self._stream is not None:
            self._stream.close()
            self._stream = None


class TableWriter:
    """Rows in, two files out; ``close`` ends both."""

    def __init__(self, table: TableSchema, parquet: Path, csv: Path, delimiter: str = ",") -> None:
        self._table = table
        self._schema = arrow_schema(table)
        arrow_batch(table, [])  # Arrow imports pandas with its first array: 50 MB that are no growth later
        self._parquet = pq.ParquetWriter(parquet, self._schema, compression=COMPRESSION)
        self._file = csv.open("wb")
        self._text = _HashedFile(self._file)
        self._csv = csv_writer(self._text, delimiter)
        self._text.write("\ufeff")
        self._csv.writerow(table.columns)
        self._rows: list[Row] = []
        self._waiting = _Waiting(parquet.with_name(f".{parquet.name}.waiting"), self._schema)
        self._written = 0

    def add(self, row: Row) -> None:
        """One row, with every field of the table."""
        self._rows.append(row)
        self._written += 1
        if len(self._rows) >= _BATCH:
            self._pack()

    def _pack(self) -> None:
        """Waiting rows into the CSV and, as a compact batch, towards the next row group."""
        self._csv.writerows(csv_cells(row, self._table.columns) for row in self._rows)
        self._waiting.add(arrow_batch(self._table, self._rows))
        self._rows = []
        if self._waiting.bytes >= _GROUP_BYTES:
            self._flush()

    def _flush(self) -> None:
        if self._waiting.bytes:
            with self._waiting.taken() as group:
                self._parquet.write_table(group)
            pa.default_memory_pool().release_unused()  # what the encoder took, which Arrow would keep

    def close(self) -> Written:
        """Write what waits and end both files."""
        self._pack()
        self._flush()
        self.abandon()
        return Written(self._written, self._text.size, self._text.sha256)

    def abandon(self) -> None:
        """Let both files go as they are."""
        self._waiting.discard()
        self._parquet.close()
        self._file.close()
