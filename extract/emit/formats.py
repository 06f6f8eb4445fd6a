"""Which format a file name asks for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from extract.emit.rows import TableName
from schemas.errors import UsageError
from schemas.plan import Plan, dump_plan


class TableChoice(NamedTuple):
    """Which table a CSV or Parquet file holds; a CSV's delimiter, and if its dates are guarded."""

    table: TableName = "tasks"
    delimiter: str = ","
    guard_dates: bool = False


Writer = Callable[[Plan, TableChoice], bytes]


def _json(plan: Plan, choice: TableChoice) -> bytes:
    return dump_plan(plan)


def _jsonl(plan: Plan, choice: TableChoice) -> bytes:
    import msgspec

    return msgspec.json.encode(plan) + b"\n"


def _csv(plan: Plan, choice: TableChoice) -> bytes:
    from extract.emit.csv import csv_bytes

    return csv_bytes(plan, choice.table, choice.delimiter, guard_dates=choice.guard_dates)


def _xlsx(plan: Plan, choice: TableChoice) -> bytes:
    from extract.emit.xlsx import xlsx_bytes

    return xlsx_bytes(plan)


def _html(plan: Plan, choice: TableChoice) -> bytes:
    from extract.emit.html.page import html_bytes

    return html_bytes(plan)


def _ics(plan: Plan, choice: TableChoice) -> bytes:
    from extract.emit.ics import ics_bytes

    return ics_bytes(plan)


def _parquet(plan: Plan, choice: TableChoice) -> bytes:
    from extract.emit.parquet import parquet_bytes

    return parquet_bytes(plan, choice.table)


FORMATS: dict[str, Writer] = {
    ".json": _json,
    ".jsonl": _jsonl,
    ".csv": _csv,
    ".xlsx": _xlsx,
    ".html": _html,
    ".ics": _ics,
    ".parquet": _parquet,
}


def format_of(path: Path) -> Writer:
    """The writer for a file name's ending.

    Raises:
        UsageError: the ending names no format.
    """
    try:
        return FORMATS[path.suffix.lower()]
    except KeyError:
        ending = (
            f"no format is called '{path.suffix}'"
            if path.suffix
            else "the name's ending chooses the format"
        )
        raise UsageError(
            f"{path}: {ending}; use {', '.join(FORMATS)} (or a folder for a dataset: {path}/)"
        ) from None


def remark_of(path: Path, plan: Plan) -> str | None:
    """What the format at ``path`` had to leave out, in one line; None where it holds all."""
    if path.suffix.lower() != ".ics":
        return None
    from extract.emit.ics import count_undated, count_unruled

    remarks = []
    if skipped := count_undated(plan):
        why = "no day can be given (no deadline, or one that waits for an event)"
        remarks.append(f"{_tasks(skipped)} not in the calendar: {why}")
    if unruled := count_unruled(plan):
        remarks.append(f"{_tasks(unruled)} due by a rhythm that is no rule, which was left out")
    return "; ".join(remarks) or None


def _tasks(count: int) -> str:
    return "1 task is" if count == 1 else f"{count} tasks are"
