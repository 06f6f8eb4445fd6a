"""A table of a dataset on its way to the disk: Parquet and CSV side by side, a batch at a time.

Memory does not grow with the number of rows: at most `_ROW_GROUP` rows or `_GROUP_BYTES` wait for
their row group.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import BinaryIO, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from extract.emit.csv import csv_cells, csv_writer
from extract.emit.parquet import COMPRESSION, arrow_batch, arrow_schema
from extract.emit.rows import Row
from schemas.dataset import TableSchema

_BATCH = 256
_ROW_GROUP = 8_192
_GROUP_BYTES = 1 << 20


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


class TableWriter:
    """Rows in, two files out; ``close`` ends both."""

    def __init__(self, table: TableSchema, parquet: Path, csv: Path, delimiter: str = ",") -> None:
        self._table = table
        self._schema = arrow_schema(table)
        arrow_batch(
            table, []
        )  # Arrow imports pandas with its first array: 50 MB that are no growth later
        self._parquet_file = parquet.open("wb")  # Arrow itself opens no path that is not UTF-8
        self._parquet = pq.ParquetWriter(self._parquet_file, self._schema, compression=COMPRESSION)
        self._file = csv.open("wb")
        self._text = _HashedFile(self._file)
        self._csv = csv_writer(self._text, delimiter)
        self._text.write("\ufeff")
        self._csv.writerow(table.columns)
        self._rows: list[Row] = []
        self._batches: list[pa.RecordBatch] = []
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
        self._batches.append(arrow_batch(self._table, self._rows))
        self._rows = []
        waiting = sum(batch.num_rows for batch in self._batches)
        if waiting >= _ROW_GROUP or sum(batch.nbytes for batch in self._batches) >= _GROUP_BYTES:
            self._flush()

    def _flush(self) -> None:
        if self._batches:
            self._parquet.write_table(pa.Table.from_batches(self._batches, schema=self._schema))
            self._batches = []

    def close(self) -> Written:
        """Write what waits and end both files."""
        self._pack()
        self._flush()
        self.abandon()
        return Written(self._written, self._text.size, self._text.sha256)

    def abandon(self) -> None:
        """Let both files go as they are."""
        try:
            self._parquet.close()
        finally:
            self._parquet_file.close()
            self._file.close()
