"""Whether bytes are an output of this program, by what they hold: only those may be replaced.

Light on purpose: it is asked before anything is read, in the process that forks the reader.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import regex

from extract.emit.rows import TableName, columns_of
from schemas.plan import is_record

MAKER = "kehoach"
"""What outputs name as their maker; followed by the version where the format has a place for it."""

PARQUET_KEY = "made_by"
DOCBIN_MARK = b"made by kehoach "
"""Stands behind a spaCy `DocBin`, followed by the version and a line's end; who saves one with
spaCy leaves it out.
"""
_CORE = "docProps/core.xml"
_MOST_CORE = 1 << 16
_PAGE = regex.compile(
    rb'<!DOCTYPE html>\s*<html lang="\w+">\s*<head>\s*<meta charset="utf-8">\s*'
    rb'<meta name="generator" content="kehoach [\w.+-]+">'
)
_CALENDAR = regex.compile(rb"BEGIN:VCALENDAR\r?\n(?:(?!BEGIN:)[^\n]*\n){0,9}?PRODID:-//kehoach//")
# Who opens a workbook and saves it puts the time, and mostly a name of their own, into these.
_WORKBOOK = (
    b"<dc:creator>kehoach</dc:creator>",
    b"<cp:lastModifiedBy>kehoach</cp:lastModifiedBy>",
    b'<dcterms:modified xsi:type="dcterms:W3CDTF">1980-01-01T00:00:00Z</dcterms:modified>',
)
_ZLIB = b"\x78"
_DOCBIN = regex.compile(regex.escape(DOCBIN_MARK) + rb"[\w.+-]+\n\z")
_MOST_MARK = 64
_BOM = b"\xef\xbb\xbf"


def is_page(data: bytes) -> bool:
    """Whether it is an HTML page of this program."""
    return bool(_PAGE.match(data))


def is_calendar(data: bytes) -> bool:
    """Whether it is a calendar of this program."""
    return bool(_CALENDAR.match(data))


def is_table(data: bytes) -> bool:
    """Whether it is a CSV with exactly the columns of a table of this program."""
    head = (
        data.removeprefix(_BOM).partition(b"\n")[0].removesuffix(b"\r").decode("utf-8", "replace")
    )
    return any(_is_head(head, columns_of(table)) for table in get_args(TableName))


def is_workbook(data: bytes) -> bool:
    """Whether it is a workbook of this program that nobody has saved since."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, package.open(_CORE) as file:
            properties = file.read(_MOST_CORE)
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        OSError,
        EOFError,
        ValueError,
        RuntimeError,
        NotImplementedError,
    ):
        return False
    return all(mark in properties for mark in _WORKBOOK)


def is_parquet(data: bytes) -> bool:
    """Whether a Parquet footer says that it is ours. Source: Apache Parquet, file format."""
    if len(data) < 12 or data[:4] != b"PAR1" or data[-4:] != b"PAR1":
        return False
    length = int.from_bytes(data[-8:-4], "little")
    footer = data[-8 - length : -8] if length <= len(data) - 12 else b""
    return PARQUET_KEY.encode() in footer and f"{MAKER} ".encode() in footer


def is_docbin(data: bytes) -> bool:
    """Whether it is a spaCy `DocBin` of this program that nobody has saved since."""
    return data[:1] == _ZLIB and bool(_DOCBIN.search(data[-_MOST_MARK:]))


def _is_head(head: str, columns: tuple[str, ...]) -> bool:
    between = head[len(columns[0]) : len(columns[0]) + 1]
    return bool(between) and head == between.join(columns)


_TELLERS: dict[str, Callable[[bytes], bool]] = {
    ".json": is_record,
    ".jsonl": is_record,
    ".csv": is_table,
    ".xlsx": is_workbook,
    ".html": is_page,
    ".ics": is_calendar,
    ".parquet": is_parquet,
    ".spacy": is_docbin,
}


def teller_of(path: Path) -> Callable[[bytes], bool]:
    """What tells outputs of the format that a file name's ending chooses."""
    return _TELLERS[path.suffix.lower()]
