"""The tables of a dataset and its records in one SQLite file, linked and searchable.

Rows have a key of one column (`plan_id:id`), since that is what programs that show tables can
follow; full-text search finds words with and without their marks ("ke hoach" finds "kế hoạch",
"dia phuong" finds "địa phương"). Source: SQLite FTS5, tokenizer unicode61.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from extract.frames.dataset import Dataset
from normalize.writing.text import strip_marks
from schemas.dataset import TABLES
from schemas.errors import LimitError
from schemas.manifest import plan_id

_PRAGMAS = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
_TYPES = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_FTS = """
CREATE VIRTUAL TABLE {name} USING fts5({columns}, content="{table}", tokenize='{tokens}')
"""
_TOKENS = "unicode61 remove_diacritics 2"
_UNMARKED = "unmarked"


class _Link(NamedTuple):
    """A column that names a row of another table: its name, that table, and the columns (or the
    first, where the row's ``entity`` is ``of``) whose values follow the plan's in the key.
    """

    column: str
    table: str
    source: str
    of: str | None = None


_KEYED = ("tasks", "targets", "references")
"""Tables whose rows have a key that others point to."""

_LINKS = {
    "agencies": (_Link("task_key", "tasks", "task"),),
    "mentions": (
        _Link("reference_key", "references", "reference"),
        _Link("task_key", "tasks", "task"),
    ),
    "evidence": (
        _Link("task_key", "tasks", "id", "task"),
        _Link("target_key", "targets", "id", "target"),
        _Link("reference_key", "references", "id", "mention"),
    ),
}
_PLAIN = {
    "references": (("work_id", "works", "work_id"),),
    "manifest": (("plan_id", "plans", "plan_id"),),
}
_SEARCHED = {
    "plans": ("title", "plan_code", "issuer", "commune", "province"),
    "tasks": ("task", "deliverable", "lead", "coordinating", "deadline"),
    "records": ("text",),
    "works": ("code", "titles"),
}
"""Columns that full-text search looks in."""


def build_base(dataset: Dataset, path: Path) -> None:
    """Write the SQLite file; what is there must be nothing.

    Raises:
        InputError: a table or a record cannot be read.
        LimitError: the disk is full.
    """
    try:
        _build(dataset, path)
    except sqlite3.Error as error:
        raise LimitError(f"temporary file {path}: cannot be written: {error}") from error


def _build(dataset: Dataset, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.executescript(_PRAGMAS)
        base.execute("BEGIN")
        for table in dataset.tables:
            if table in TABLES:
                _fill_table(base, dataset, table)
        _fill_records(base, dataset)
        for table, columns in _SEARCHED.items():
            _index(base, table, columns)
        base.execute("COMMIT")
        base.execute("ANALYZE")


def _fill_table(base: sqlite3.Connection, dataset: Dataset, table: str) -> None:
    held = dataset.arrow(table)
    names = [name for name in TABLES[table].columns if name in held.column_names]
    links = [one.column for one in _LINKS.get(table, ())]
    columns = _columns(table, names)
    base.execute(f'CREATE TABLE "{table}" ({", ".join(columns)})')
    marks = ", ".join("?" * len(columns))
    base.executemany(f'INSERT INTO "{table}" VALUES ({marks})', _rows(held, table, names))
    for name in ("plan_id", "work_id", *links):
        if name in (*names, *links) and TABLES[table].key != (name,):
            base.execute(f'CREATE INDEX "{table}_{name}" ON "{table}" ("{name}")')


def _columns(table: str, names: list[str]) -> list[str]:
    """The columns of a table as SQL has them: its key first, its links last."""
    schema = TABLES[table]
    types = {field.name: _TYPES.get(field.type, "TEXT") for field in schema.fields}
    columns = [f'"{name}" {types[name]}{_reference(table, name)}' for name in names]
    if table in _KEYED:
        columns.insert(0, '"key" TEXT PRIMARY KEY')
    elif len(schema.key) == 1:
        columns[names.index(schema.key[0])] += " PRIMARY KEY"
    links = _LINKS.get(table, ())
    return columns + [f'"{one.column}" TEXT REFERENCES "{one.table}" ("key")' for one in links]


def _reference(table: str, column: str) -> str:
    """What a column points to."""
    for name, other, target in _PLAIN.get(table, ()):
        if name == column:
            return f' REFERENCES "{other}" ("{target}")'
    if column == "plan_id" and table != "plans":
        return ' REFERENCES "plans" ("plan_id")'
    return ""


def _rows(held: Any, table: str, names: list[str]) -> Iterator[list[Any]]:
    for batch in held.select(names).to_batches():
        for row in batch.to_pylist():
            values = [_value(row[name]) for name in names]
            key = [f"{row['plan_id']}:{row['id']}"] if table in _KEYED else []
            yield [*key, *values, *(_target(row, one) for one in _LINKS.get(table, ()))]


def _target(row: dict[str, Any], link: _Link) -> str | None:
    """The key that a row points to; of a mention (`ref-1/2`) that of its reference."""
    if row[link.source] is None or (link.of is not None and row["entity"] != link.of):
        return None
    name = row[link.source].rpartition("/")[0] if link.of == "mention" else row[link.source]
    return f"{row['plan_id']}:{name}"


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _fill_records(base: sqlite3.Connection, dataset: Dataset) -> None:
    base.execute(
        'CREATE TABLE "records" ("plan_id" TEXT PRIMARY KEY REFERENCES "plans" ("plan_id"), '
        '"text" TEXT, "record" TEXT)'
    )
    base.executemany(
        'INSERT INTO "records" VALUES (?, ?, ?)',
        (
            (plan_id(plan.source.sha256), plan.text, msgspec.json.encode(plan).decode())
            for plan in dataset.records()
        ),
    )


def _index(base: sqlite3.Connection, table: str, columns: Iterable[str]) -> None:
    """A full-text index of columns as they are, and of their words without any marks."""
    columns = tuple(columns)
    listed = ", ".join(f'"{name}"' for name in columns)
    name = f"{table}_fts"
    base.execute(
        _FTS.format(name=name, columns=f"{listed}, {_UNMARKED}", table=table, tokens=_TOKENS)
    )
    marks = ", ".join("?" * (len(columns) + 2))
    rows = base.execute(f'SELECT rowid, {listed} FROM "{table}"')
    base.executemany(
        f"INSERT INTO {name} (rowid, {listed}, {_UNMARKED}) VALUES ({marks})",
        ((*row, strip_marks(" ".join(one for one in row[1:] if one))) for row in rows),
    )
