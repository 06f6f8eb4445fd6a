"""Tables as Parquet: dates are dates, lists are lists, the same rows give the same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from extract.emit.maker import MAKER
from extract.emit.ours import PARQUET_KEY
from extract.emit.rows import Row, TableName, Value, table_rows
from extract.version import VERSION
from schemas.dataset import TABLES, FieldType, TableSchema
from schemas.plan import Plan

_TYPES: dict[FieldType, Any] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "strings": pa.list_(pa.string()),
    "integers": pa.list_(pa.int64()),
}
COMPRESSION = "zstd"


def parquet_bytes(plan: Plan, table: TableName = "tasks") -> bytes:
    """One table of the record, with the fields of the dataset's table (without ``work_id``)."""
    schema = table_of_one(table)
    sink = io.BytesIO()
    marked = arrow_schema(schema).with_metadata({PARQUET_KEY: f"{MAKER} {VERSION}"})
    with pq.ParquetWriter(sink, marked, compression=COMPRESSION) as writer:
        writer.write_batch(arrow_batch(schema, table_rows(plan, table)))
    return sink.getvalue()


def table_of_one(table: TableName) -> TableSchema:
    """A dataset's table as one record alone can fill it: ``work_id`` needs all of them."""
    schema = TABLES[table]
    return schema._replace(
        fields=tuple(field for field in schema.fields if field.name != "work_id")
    )


def arrow_schema(table: TableSchema) -> pa.Schema:
    """The Arrow schema; every field carries its meaning."""
    return pa.schema(
        [
            pa.field(field.name, _TYPES[field.type], metadata={"description": field.meaning})
            for field in table.fields
        ]
    )


def arrow_batch(table: TableSchema, rows: Iterable[Row]) -> pa.RecordBatch:
    """Rows as one batch, column by column; a date that no calendar holds becomes null."""
    rows = list(rows)
    arrays = [
        pa.array([_native(row[field.name], field.type) for row in rows], type=_TYPES[field.type])
        for field in table.fields
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=arrow_schema(table))


def _native(value: Value, kind: FieldType) -> Any:
    if value is None:
        return None
    if kind == "date":
        return as_date(str(value))
    return _number(str(value)) if kind == "number" else value


def _number(text: str) -> float | None:
    """The record's decimal as a float; the record keeps the exact one."""
    try:
        return float(text)
    except ValueError:
        return None


def as_date(text: str) -> date | None:
    """The day, or None where the text is no full ISO date.

    >>> as_date("2024-02-29"), as_date("2024")
    (datetime.date(2024, 2, 29), None)
    """
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
