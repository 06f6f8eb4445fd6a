"""Which format a file name asks for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import msgspec

from extract.emit.rows import TableName
from extract.emit.words import Language
from extract.emit.xlsx.kept_row import KeptRow
from schemas.errors import UsageError
from schemas.plan import Plan, dump_plan


class Choices(msgspec.Struct, frozen=True, kw_only=True):
    """What a caller chose about the formats.

    ``table`` is what a CSV or Parquet file holds; ``delimiter``, ``guard_dates`` (`csv.guard`) and
    ``headings`` are about a CSV; ``ics`` and ``ongoing`` about a calendar; ``language`` is that of
    a page, a workbook and a Word file; ``kept`` are the lines of the workbook that is replaced.
    """

    table: TableName = "tasks"
    delimiter: str = ","
    guard_dates: bool = False
    headings: Language = "en"
    ics: Literal["event", "todo"] = "event"
    ongoing: bool = False
    language: Language = "vi"
    kept: tuple[KeptRow, ...] = ()


Writer = Callable[[Plan, Choices], bytes]


def _json(plan: Plan, choices: Choices) -> bytes:
    return dump_plan(plan)


def _jsonl(plan: Plan, choices: Choices) -> bytes:
    import msgspec

    return msgspec.json.encode(plan) + b"\n"


def _csv(plan: Plan, choices: Choices) -> bytes:
    from extract.emit.csv import csv_bytes

    return csv_bytes(
        plan,
        choices.table,
        choices.delimiter,
        guard_dates=choices.guard_dates,
        labelled=choices.headings == "vi",
    )


def _xlsx(plan: Plan, choices: Choices) -> bytes:
    from extract.emit.xlsx.book import xlsx_bytes

    return xlsx_bytes(plan, choices.language, choices.kept)


def _docx(plan: Plan, choices: Choices) -> bytes:
    from extract.emit.docx import docx_bytes

    return docx_bytes(plan, choices.language)


def _html(plan: Plan, choices: Choices) -> bytes:
    from extract.emit.html.page import html_bytes

    return html_bytes(plan, choices.language)


def _ics(plan: Plan, choices: Choices) -> bytes:
    from extract.emit.ics import ics_bytes

    return ics_bytes(plan, choices.ics, ongoing=choices.ongoing)


def _parquet(plan: Plan, choices: Choices) -> bytes:
    from extract.emit.parquet import parquet_bytes

    return parquet_bytes(plan, choices.table)


def _spacy(plan: Plan, choices: Choices) -> bytes:
    from extract.emit.docbin import docbin_bytes

    return docbin_bytes(plan)


FORMATS: dict[str, Writer] = {
    ".json": _json,
    ".jsonl": _jsonl,
    ".csv": _csv,
    ".xlsx": _xlsx,
    ".docx": _docx,
    ".html": _html,
    ".ics": _ics,
    ".parquet": _parquet,
    ".spacy": _spacy,
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


def remark_of(path: Path, plan: Plan, choices: Choices | None = None) -> str | None:
    """What the format at ``path`` had to leave out, in one line; None where it holds all."""
    remarks: list[str] = []
    if path.suffix.lower() == ".ics":
        from extract.emit.ics import remarks_on

        remarks = remarks_on(plan, ongoing=choices is not None and choices.ongoing)
    elif path.suffix.lower() == ".xlsx":
        from extract.emit.xlsx.book import remarks_on as remarks_on_book

        remarks = remarks_on_book(plan)
    return "; ".join(remarks) or None
