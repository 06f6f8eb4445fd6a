"""The full records as a Parquet file beside their JSON Lines: what reads a dataset's card reads all
of its configurations as one format.

Source: the `datasets` library of Hugging Face, which infers one loader from the first
configuration of a card and uses it for every other.
"""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from extract.emit.parquet import COMPRESSION
from schemas.manifest import plan_id
from schemas.plan import Plan

RECORD_TABLE = "data/records.parquet"
"""Where it lies in the dataset."""

_GROUP_BYTES = 1 << 17
_SCHEMA = pa.schema(
    [
        pa.field("plan_id", pa.string(), metadata={"description": "Joins the other tables."}),
        pa.field("text", pa.string(), metadata={"description": "The text that spans index."}),
        pa.field("record", pa.string(), metadata={"description": "The whole record as JSON."}),
    ]
)


class RecordTable:
    """Records in, one file out; at most `_GROUP_BYTES` and one record wait for their row group."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")  # Arrow itself opens no path that is not UTF-8
        self._writer = pq.ParquetWriter(self._file, _SCHEMA, compression=COMPRESSION)
        self._rows: list[tuple[str, str, str]] = []
        self._waiting = 0

    def add(self, plan: Plan, record: bytes) -> None:
        """A record, and its JSON."""
        self._rows.append((plan_id(plan.source.sha256), plan.text, record.decode()))
        self._waiting += len(record)
        if self._waiting >= _GROUP_BYTES:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            columns = [pa.array(values, pa.string()) for values in zip(*self._rows, strict=True)]
            self._writer.write_table(pa.Table.from_arrays(columns, schema=_SCHEMA))
        self._rows, self._waiting = [], 0

    def close(self) -> None:
        """Write what waits and end the file."""
        self._flush()
        self.abandon()

    def abandon(self) -> None:
        """Let the file go as it is."""
        try:
            self._writer.close()
        finally:
            self._file.close()
