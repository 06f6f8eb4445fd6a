"""Which format a file name asks for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from extract.emit.rows import TableName
from schemas.errors import UsageError
from schemas.plan import Plan, dump_plan

Writer = Callable[[Plan, TableName, str], bytes]


def _json(plan: Plan, table: TableName, delimiter: str) -> bytes:
    return dump_plan(plan)


def _jsonl(plan: Plan, table: TableName, delimiter: str) -> bytes:
    import msgspec

    return msgspec.json.encode(plan) + b"\n"


def _csv(plan: Plan, table: TableName, delimiter: str) -> bytes:
    from extract.emit.csv import csv_bytes

    return csv_bytes(plan, table, delimiter)


FORMATS: dict[str, Writer] = {".json": _json, ".jsonl": _jsonl, ".csv": _csv}


def format_of(path: Path) -> Writer:
    """The writer for a file name's ending.

    Raises:
        UsageError: the ending names no format.
    """
    try:
        return FORMATS[path.suffix.lower()]
    except KeyError:
        raise UsageError(f"{path}: no format is called '{path.suffix}'; use {', '.join(FORMATS)}") from None
