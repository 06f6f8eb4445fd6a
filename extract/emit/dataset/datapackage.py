"""``datapackage.json``: every table's fields, types, keys, so that any program can check the CSVs.

Source: Data Package v2 and Table Schema v2 (datapackage.org).
"""

from __future__ import annotations

import json
from typing import Any

from extract.emit.csv import LIST_SEPARATOR
from extract.emit.dataset.tables import Written
from extract.version import VERSION
from schemas.dataset import DATASET_VERSION, TABLES, TableField, TableSchema
from schemas.plan import SCHEMA_VERSION

PACKAGE_NAME = "vietnamese-administrative-plans"
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def data_package(written: dict[str, Written], delimiter: str, left: int) -> bytes:
    """The description as JSON; a Parquet file's path stands beside that of the CSV it equals.

    With files ``left`` to be read it says ``"partial": true`` and ``"files_left"``.
    """
    partial = {"partial": True, "files_left": left} if left else {}
    package: dict[str, Any] = {
        "$schema": _PROFILE,
        "name": PACKAGE_NAME,
        "title": "Vietnamese administrative plans (kế hoạch) as data",
        "version": DATASET_VERSION,
        "description": f"Tables made by kehoach {VERSION} from records of schema {SCHEMA_VERSION}.",
        **partial,
        "resources": [_resource(TABLES[name], one, delimiter) for name, one in written.items()],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def csv_path(table: str) -> str:
    """Where a table's CSV lies in the dataset."""
    return "manifest.csv" if table == "manifest" else f"csv/{table}.csv"


def parquet_path(table: str) -> str:
    """Where a table's Parquet file lies in the dataset."""
    return f"{table}.parquet" if table in ("works", "manifest") else f"data/{table}.parquet"


def _resource(table: TableSchema, written: Written, delimiter: str) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "path": csv_path(table.name),
        "parquet": parquet_path(table.name),
        "description": table.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": written.bytes,
        "hash": f"sha256:{written.sha256}",
        "rows": written.rows,
        "dialect": {
            "delimiter": delimiter,
            "lineTerminator": "\r\n",
            "quoteChar": '"',
            "doubleQuote": True,
        },
        "schema": _schema(table),
    }


def _schema(table: TableSchema) -> dict[str, Any]:
    return {
        "fields": [_field(field, table) for field in table.fields],
        "missingValues": [""],
        "primaryKey": list(table.key),
        "foreignKeys": [
            {
                "fields": list(one.fields),
                "reference": {"resource": one.table, "fields": list(one.target)},
            }
            for one in table.foreign
        ],
    }


def _field(field: TableField, table: TableSchema) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": field.name,
        "title": field.label,
        "description": field.meaning,
    }
    if field.type in ("strings", "integers"):
        # values may hold the separator themselves, so a CSV list is text; Parquet has the list
        described |= {"type": "string", "listSeparator": LIST_SEPARATOR}
    else:
        described |= {"type": field.type}
    if field.name in table.key:
        described["constraints"] = {"required": True}
    return described
