"""The header of a table: which rows it takes, and the name of every column."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex

from extract.find.tables.header_row import MOST_ROWS, is_index, top_row
from normalize.columns import column_role
from normalize.rows import counts_columns
from normalize.time.headed import counted_unit
from normalize.writing.text import fold, squeeze
from schemas.document import Cell, TableRow

_FEWEST_SHOWN, _SHOWN_SHARE = 2, 0.7
"""Cells of a repeated header, and the share of them that have to say the same."""

# a narrow column breaks the three letters
_NUMBERS = regex.compile(r"S\s*T\s*T")
_SHORT = 60
"""Characters: a name of a column is no longer."""

_INDEX = regex.compile(r"\(?\s*(?:\d{1,2}|[A-Za-z])\s*\)?(?:\s*=.*)?")
_NUMBERED_NAME = regex.compile(r"(?P<name>.*\p{L}.*?)\s+\(?(?P<number>\d{1,2})\)?")
_FEWEST_NUMBERED = 3
_BODY_MARKER = regex.compile(r"\W*(?:[IVXLC]{1,5}|\d{1,3}(?:\.\d{1,3})*|[A-ZĐ])\s*[.)]?\W*")


class LaidOut(NamedTuple):
    """A table's parts: the rows of its header, the names of its columns, the rows below, and their texts by column.

    A cell that covers several columns says nothing of any of them: its text is left out of ``texts``.
    """

    header: int
    names: list[str]
    body: list[TableRow]
    texts: list[list[str]]


def lay_out(rows: list[TableRow]) -> LaidOut:
    """Part header and body; a header that is shown again, empty rows and columns of nothing are left out."""
    header, names = split_header(rows)
    body = [row for row in rows[header:] if any(cell.text.strip() for cell in row) and not _is_of_header(row, names)]
    names, body = _without_blank_columns(names, body)
    return LaidOut(header, names, body, [_column_texts(body, index) for index in range(len(names))])


def _is_of_header(row: TableRow, names: list[str]) -> bool:
    """Whether a row below the header shows it again, or numbers its columns."""
    return shows_header(row, names) or counts_columns([cell.text for cell in row])


def _column_texts(body: list[TableRow], index: int) -> list[str]:
    return ["" if sum(cell is row[index] for cell in row) > 1 else row[index].text for row in body]


def _without_blank_columns(names: list[str], body: list[TableRow]) -> tuple[list[str], list[TableRow]]:
    """The table without columns that have no header and no text of their own."""
    kept = [
        index
        for index, name in enumerate(names)
        if name or any(row[index].text.strip() and (not index or row[index] is not row[index - 1]) for row in body)
    ]
    if len(kept) == len(names):
        return names, body
    return [names[index] for index in kept], [[row[index] for index in kept] for row in body]


def split_header(rows: list[TableRow]) -> tuple[int, list[str]]:
    """How many rows the header takes, and every column's name; 0 rows where there is no header.

    A name is the stack of header cells above the column, joined by " / ".
    """
    top = top_row(rows)
    if top is None:
        width = len(rows[0]) if rows else 0
        return 0, [""] * width
    bottom = top + 1
    while bottom < min(len(rows), top + MOST_ROWS) and _is_header(rows, top, bottom):
        bottom += 1
    return bottom, _without_index([_stack_name(rows[top:bottom], column) for column in range(len(rows[0]))])


def _is_header(rows: list[TableRow], top: int, index: int) -> bool:
    """Whether a row still belongs to the header: it shares or parts merged cells of it, or numbers
    the columns.
    """
    row = rows[index]
    filled = [cell for cell in row if cell.text.strip()]
    if not filled or is_index(row):
        return bool(filled)
    above = {id(cell) for header in rows[top:index] for cell in header}
    first = row[0].text.strip()
    if not first:
        return _goes_on(rows[index - 1], row, filled) or _takes_part(above, rows[index - 1], row)
    begins_body = id(row[0]) not in above and _BODY_MARKER.fullmatch(first) is not None
    return _takes_part(above, rows[index - 1], row) and not begins_body


def _goes_on(above: TableRow, row: TableRow, filled: list[Cell]) -> bool:
    """Whether a row without a number names only roles, or what the cells above it are parted into."""
    return all(column_role(squeeze(cell.text)) != "other" for cell in filled) or _parts(above, row)


def _takes_part(above: set[int], before: TableRow, row: TableRow) -> bool:
    """Whether a row shares cells with the header, or has more of them than the row before it and
    names roles.
    """
    shared = any(id(cell) in above for cell in row if cell.text.strip())
    split_below = len(set(map(id, before))) < len(set(map(id, row)))
    return shared or (split_below and _names_roles(row))


def _parts(above: TableRow, row: TableRow) -> bool:
    """Whether a row has names only below cells that go over several columns: it says what those are
    parted into.
    """
    below = [(upper, squeeze(cell.text)) for upper, cell in zip(above, row, strict=True) if cell.text.strip()]
    if len(below) < 2 or any(len(text) > _SHORT for _, text in below):
        return False
    months = all(counted_unit(squeeze(upper.text)) for upper, _ in below)
    named = months or not any(text[0].isdigit() for _, text in below)
    return named and all(_goes_over_several(upper, above) for upper, _ in below)


def _goes_over_several(cell: Cell, row: TableRow) -> bool:
    return sum(one is cell for one in row) > 1


def _names_roles(row: TableRow) -> bool:
    return sum(column_role(squeeze(cell.text)) != "other" for cell in row if len(cell.text) < 80) >= 2


def shows_header(row: TableRow, names: list[str]) -> bool:
    """Whether a row below the header shows it again: most of its cells say what stands above their column."""
    shown = [_says(cell.text, name) for cell, name in zip(row, names, strict=True) if cell.text.strip()]
    return len(shown) >= _FEWEST_SHOWN and sum(shown) >= _SHOWN_SHARE * len(shown)


def _says(text: str, name: str) -> bool:
    """Whether a cell says a header's name, or a line of it; what is twice as long is not compared."""
    return len(text) <= 2 * len(name) + _FEWEST_SHOWN and fold(text) in _lines(name)


@lru_cache(maxsize=1024)
def _lines(name: str) -> frozenset[str]:
    return frozenset(map(fold, (name, *name.split(" / "))))


def _stack_name(header: list[TableRow], column: int) -> str:
    """The texts above a column from top to bottom, a merged one once, index rows left out.

    A source that cannot merge cells leaves the second half of a merged one empty; the text on its left holds there.
    """
    levels: list[str] = []
    seen: set[int] = set()
    for number, row in enumerate(header):
        cell = row[column]
        text = _NUMBERS.sub("STT", squeeze(cell.text))
        if not text and number + 1 < len(header):
            cell = _merged_from_left(header, number, column)
            text = squeeze(cell.text)
        if id(cell) in seen or not text:
            continue
        if levels and _INDEX.fullmatch(text) and not _counts_below(header, number, column):
            continue
        seen.add(id(cell))
        levels.append(text)
    return " / ".join(levels)


def _counts_below(header: list[TableRow], number: int, column: int) -> bool:
    """Whether a number stands below a wide cell that counts months or quarters, and does not number the column."""
    above = header[number - 1]
    upper = above[column]
    wide = [at for at, cell in enumerate(above) if cell is upper]
    digits = "".join(letter for letter in header[number][column].text if letter.isdigit())
    return len(wide) > 1 and counted_unit(squeeze(upper.text)) is not None and digits != str(column + 1)


def _without_index(names: list[str]) -> list[str]:
    """The names without the numbers 1, 2, 3 … of their columns, which no ruling parts from them."""
    matches = [_NUMBERED_NAME.fullmatch(name) for name in names]
    numbers = [int(match["number"]) for match in matches if match]
    if len(names) < _FEWEST_NUMBERED or numbers != list(range(1, len(names) + 1)):
        return names
    return [match["name"] for match in matches if match]


def _merged_from_left(header: list[TableRow], number: int, column: int) -> Cell:
    """The cell whose text holds for an empty header cell: the one on its left, where both have a text below them."""
    row, below = header[number], header[number + 1]
    left = column
    while left > 0 and not row[left].text.strip() and below[left].text.strip():
        left -= 1
    return row[left] if below[left].text.strip() and below[left] is not row[left] else row[column]
