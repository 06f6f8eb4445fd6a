"""Whether bytes are an output of this program, by what they hold: only those may be replaced.

Light on purpose: it is asked before anything is read, in the process that forks the reader.
"""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import regex

from extract.emit.maker import MAKER
from extract.emit.rows import TableName, columns_of, labels_of
from schemas.plan import is_record

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
# Who opens an Office file and saves it puts the time, and mostly a name of their own, into these.
_OFFICE_FILE = (
    b"<dc:creator>kehoach</dc:creator>",
    b"<cp:lastModifiedBy>kehoach</cp:lastModifiedBy>",
    b'<dcterms:modified xsi:type="dcterms:W3CDTF">1980-01-01T00:00:00Z</dcterms:modified>',
)
_ZLIB = b"\x78"
_DOCBIN = regex.compile(regex.escape(DOCBIN_MARK) + rb"[\w.+-]+\n\z")
_MOST_MARK = 64
_ZIP = b"PK\x03\x04"
_WORD, _BOOK = b"word/document.xml", b"xl/workbook.xml"
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
    heads = (columns_of(table) for table in get_args(TableName))
    labels = (labels_of(table) for table in get_args(TableName))
    return any(_is_head(head, columns) for columns in (*heads, *labels))


def is_workbook(data: bytes) -> bool:
    """Whether it is a workbook of this program that nobody has saved since, or one in which only
    the columns of the office were filled in.
    """
    if not data.startswith(_ZIP):
        return False
    if _BOOK in data and _is_unsaved(data):
        return True
    from extract.emit.xlsx.kept import is_only_filled_in

    return is_only_filled_in(data)


def is_word(data: bytes) -> bool:
    """Whether it is a Word file of this program that nobody has saved since."""
    return data.startswith(_ZIP) and _is_unsaved(data) and _WORD in data


def _is_unsaved(data: bytes) -> bool:
    """Whether an Office file's properties are those that this program writes."""
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
    return all(mark in properties for mark in _OFFICE_FILE)


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
    """Whether a line holds exactly these columns, whatever parts them."""
    between = {letter for letter in head if not letter.isalnum()} - {'"', "\r"}
    return any(_head_line(columns, one) == head for one in between)


def _head_line(columns: tuple[str, ...], delimiter: str) -> str:
    line = io.StringIO()
    csv.writer(line, delimiter=delimiter, lineterminator="").writerow(columns)
    return line.getvalue()


_TELLERS: dict[str, Callable[[bytes], bool]] = {
    ".json": is_record,
    ".jsonl": is_record,
    ".csv": is_table,
    ".xlsx": is_workbook,
    ".docx": is_word,
    ".html": is_page,
    ".ics": is_calendar,
    ".parquet": is_parquet,
    ".spacy": is_docbin,
}


def teller_of(path: Path) -> Callable[[bytes], bool]:
    """What tells outputs of the format that a file name's ending chooses."""
    return _TELLERS[path.suffix.lower()]
