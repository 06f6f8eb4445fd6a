"""What an office wrote into a workbook of ours, and whether that is all that was changed in it.

A line that the program wrote bears a digest of itself, the sheets behind the first one are named by
one in the file's properties: so a workbook that an office filled in, sorted and saved is still told
from one in which something else was changed, which is not the program's to replace.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

import msgspec

from extract.emit.maker import MAKER
from extract.emit.words import in_all
from extract.emit.xlsx.cells import digest_of, plain
from extract.emit.xlsx.kept_row import KeptRow
from extract.emit.xlsx.office import COLUMNS, OFFICE, OWN, mark_of

_MOST_UNPACKED = 256 << 20
_UID = COLUMNS.index("uid")
_MARK = COLUMNS.index("mark")
_STATUS, _NOTE = (COLUMNS.index(name) for name in OFFICE)


def read_kept(data: bytes) -> tuple[KeptRow, ...]:
    """The lines of a workbook's list; none where it has no list of ours."""
    book = _open(data)
    return () if book is None else tuple(_merged(_list_rows(book)))


def is_only_filled_in(data: bytes) -> bool:
    """Whether it is a workbook of ours in which nothing but the office's columns was changed."""
    book = _open(data)
    if book is None or MAKER not in book.custom_doc_props.names:
        return False
    if book.chartsheets or any(map(_has_more, book.worksheets)):
        return False
    lists = [sheet for sheet in book.worksheets if _is_list(sheet)]
    return len(lists) == 1 and _is_filled_in(lists[0]) and _are_as_written(book)


def _is_filled_in(sheet: Any) -> bool:
    return all(map(_is_as_written, _rows(sheet)[1:]))


def _are_as_written(book: Any) -> bool:
    """Whether the sheets behind the list are as the program wrote them."""
    others = [sheet for sheet in book.worksheets if not _is_list(sheet)]
    return bool(
        book.custom_doc_props[MAKER].value == digest_of(row for one in others for row in _rows(one))
    )


def _open(data: bytes) -> Any:
    """The workbook; None for anything that is none, or unpacks to more than one of ours."""
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(one.file_size for one in package.infolist()) > _MOST_UNPACKED:
                return None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(data))
    except Exception:  # whatever a file may hold: the library has no class for it
        return None


def _is_list(sheet: Any) -> bool:
    heads = [plain(cell.value) for cell in sheet[1][: len(COLUMNS)]]
    return len(heads) == len(COLUMNS) and all(
        head in in_all(f"column.{name}") for head, name in zip(heads, COLUMNS, strict=True)
    )


def _has_more(sheet: Any) -> bool:
    """Whether somebody put pictures, charts or comments on a sheet."""
    if sheet._images or sheet._charts:
        return True
    return any(cell.comment for row in sheet.iter_rows() for cell in row)


def _rows(sheet: Any) -> list[list[str]]:
    """The rows of a sheet that hold something, as text."""
    rows = ([plain(one) for one in row] for row in sheet.iter_rows(values_only=True))
    return [row for row in rows if any(row)]


def _is_as_written(row: list[str]) -> bool:
    """Whether a line is as the program wrote it, but for the office's columns."""
    beyond = row[len(COLUMNS) :]
    return not any(beyond) and row[_MARK] == mark_of(tuple(row[: len(OWN)]))


def _list_rows(book: Any) -> Iterator[KeptRow]:
    for sheet in filter(_is_list, book.worksheets):
        for row in sheet.iter_rows(min_row=2, values_only=True):
            cells = [_said(one) for one in (*row, *[None] * len(COLUMNS))]
            if cells[_UID]:
                yield KeptRow(
                    uid=cells[_UID],
                    own=tuple(cells[: len(OWN)]),
                    status=cells[_STATUS],
                    note=cells[_NOTE],
                )


def _said(value: object) -> str:
    """A cell's words, line breaks and all."""
    from openpyxl.utils.escape import unescape

    return unescape(value).strip() if isinstance(value, str) else plain(value)


def _merged(rows: Iterator[KeptRow]) -> Iterator[KeptRow]:
    """One line an entry: where somebody copied a line, all that was written stands in it."""
    found: dict[str, KeptRow] = {}
    for row in rows:
        older = found.get(row.uid)
        if older is not None:
            notes = dict.fromkeys(filter(None, (older.note, row.note)))
            row = msgspec.structs.replace(
                row, status=row.status or older.status, note="\n".join(notes)
            )
        found[row.uid] = row
    yield from found.values()
