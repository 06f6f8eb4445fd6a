"""Where a table's header begins: the row whose words, place and neighbours say most that it names the columns."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from normalize.cells import Shares, is_numbering, kinds_of, measure_cells
from normalize.columns import LEAST, column_role, header_evidence, kind_evidence
from normalize.writing.text import squeeze
from schemas.document import Cell, TableRow

MOST_ROWS = 5
_ENOUGH = 3.0
"""What has to speak for a row that does not name two roles."""

_LONGEST = 120
_SHORT = 60
"""Characters: a header names its column, it does not tell of it."""

_INDEX_CELL = regex.compile(r"\(?\s*(?:\d{1,2}|[A-Za-z])\s*\)?(?:\s*=.*)?")
_BLANK = regex.compile(r"[\s.…_\-–]*")
_FEWEST_NUMBERS = 0.6
_MOST_ALIKE = 0.7
"""The share of cells of a kind from which on a column is of it."""

_TELLING = ("time", "number", "numbering", "verb", "body", "person", "document", "code", "abbreviation", "unit")
"""Kinds of cells that names of columns seldom are."""


def top_row(rows: Sequence[TableRow]) -> int | None:
    """The first row that names columns; None where the table begins with what it holds.

    Two roles are enough. Where the words name fewer, the rows below have a say: numbers, blanks, bare
    letters under bold ones, a row of 1, 2, 3.
    """
    for index, row in enumerate(rows[:MOST_ROWS]):
        if names_two_roles(row) or _weigh(rows, index) >= _ENOUGH:
            return index
    return None


def names_two_roles(row: TableRow) -> bool:
    """Whether at least two different cells of a row name roles."""
    roles = {column_role(squeeze(cell.text)) for cell in _cells(row) if 0 < len(cell.text) < _LONGEST}
    return len(roles - {"other"}) >= 2


def is_index(row: TableRow) -> bool:
    """Whether a row only numbers the columns."""
    filled = [cell for cell in row if cell.text.strip()]
    return len(filled) >= max(2, len(row) - 2) and all(_INDEX_CELL.fullmatch(cell.text.strip()) for cell in filled)


def _cells(row: TableRow) -> list[Cell]:
    """The cells of a row, a merged one once."""
    return list({id(cell): cell for cell in row}.values())


def _weigh(rows: Sequence[TableRow], index: int) -> float:
    """What speaks for a row as a header, beside the roles that it names."""
    row, below = rows[index], rows[index + 1 :]
    texts = [squeeze(cell.text) for cell in _cells(row)]
    if not below or len(texts) < 2 or not all(texts[1:]) or any(map(_is_no_name, filter(None, texts))):
        return 0.0
    named = [_names(text) for text in texts]
    weight = 2.5 if column_role(texts[0]) == "marker" else 0.0
    weight += 3.0 * sum(named) / len(texts)
    weight -= 1.0 * (sum(len(text) > _SHORT for text in texts) / len(texts))
    return weight + _of_rows_below(row, below)


def _is_no_name(text: str) -> bool:
    return len(text) > _LONGEST or text[-1] in ".;:" or _tells_nothing(text)


def _tells_nothing(text: str) -> bool:
    """Whether a cell is a number, a marker or dots: no name of a column."""
    return (is_numbering(text) and column_role(text) == "other") or _BLANK.fullmatch(text) is not None or text.isdigit()


def _names(text: str) -> bool:
    said = (*header_evidence(text).values(), *kind_evidence(text).values())
    return max(said, default=0.0) >= LEAST


def _of_rows_below(row: TableRow, below: Sequence[TableRow]) -> float:
    """What the rows below say of the one above them."""
    first, *others = [measure_cells(one[column].text for one in below) for column in range(len(row))]
    numbers = [one["number"] for one in others if one["empty"] < 1]
    counted = bool(numbers) and len(below) > 1 and sum(numbers) / len(numbers) >= _FEWEST_NUMBERS
    numbered = bool(row[0].text.strip()) and first["numbering"] >= _FEWEST_NUMBERS
    blank = all(one["empty"] == 1 for one in others)
    weight = 2.0 * is_index(below[0]) + 1.0 * _stands_out(row, below) + 1.5 * counted + 1.0 * blank + 1.0 * numbered
    return weight + 3.0 * _differs(row, [first, *others]) * (len(below) > 1)


def _differs(row: TableRow, measured: Sequence[Shares]) -> float:
    """The share of columns whose cells are of one kind, and the one above them is not; those of which it is count
    against it.
    """
    told = 0
    for cell, shares in zip(row, measured, strict=True):
        held = {kind for kind in _TELLING if shares[kind] >= _MOST_ALIKE}
        if held:
            told += -1 if held & kinds_of(squeeze(cell.text)) else 1
    return told / len(row)


def _stands_out(row: TableRow, below: Sequence[TableRow]) -> bool:
    """Whether a row is bold and those below are not."""
    return all(cell.bold for cell in row) and not all(cell.bold for one in below for cell in one if cell.text.strip())
