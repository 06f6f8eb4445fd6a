"""Whether a table goes on from the one before it: numbering, columns, contents and what stands
between say so together.

A sheet's end, a second table of a Word file, a line "(Tiếp theo)" or a running head may stand
between two parts, and the borders of the columns may stand elsewhere: no one sign decides.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extract.structure.tables.row_cuts import marker_column
from normalize.cells import measure_cells
from normalize.columns import column_role
from normalize.rows import counts_columns, is_continued
from schemas.document import Grid, Paragraph, TableRow

ENOUGH = 4.0
"""Evidence from which on a part is one with the table before it."""

_NUMBER = regex.compile(r"\W*(?P<number>\d{1,3})\W*")
_PAGE_NUMBER = regex.compile(r"\W*\d{1,3}(?:\s*/\s*\d{1,3})?\W*")
_KINDS = ("time", "body", "numbering", "number", "verb", "prose", "empty")
_SHORT = 120
"""Characters; a running head is no longer."""


def goes_on(table: Grid, part: Grid, between: Sequence[Paragraph]) -> bool:
    """Whether ``part`` is the rest of ``table``, with only ``between`` standing between the two."""
    if len(table.rows[0]) != len(part.rows[0]) or len(table.rows[0]) < 3 or not _has_header(table):
        return False
    return weigh(table, part, between) >= ENOUGH


def weigh(table: Grid, part: Grid, between: Sequence[Paragraph]) -> float:
    """The evidence for one table, above zero, and against it, below."""
    return (
        _of_numbering(table, part)
        + _of_header(part)
        + _of_contents(table, part)
        + _of_place(table, part)
        + sum(_of_line(line, part) for line in between)
    )


def _of_numbering(table: Grid, part: Grid) -> float:
    """The part's first number follows the table's last one, or begins anew."""
    rows = part.rows[1:] if counts_columns([cell.text for cell in part.rows[0]]) else part.rows
    last, first = _numbers(table.rows), _numbers(rows)
    if not last or not first:
        return 0.0
    if first[0] == last[-1] + 1:
        return 4.0
    return -3.0 if first[0] == 1 else -1.0


def _numbers(rows: list[TableRow]) -> list[int]:
    column = marker_column(rows)
    cells = [_NUMBER.fullmatch(row[0 if column is None else column].text) for row in rows]
    return [int(match["number"]) for match in cells if match]


def _has_header(table: Grid) -> bool:
    return any(_names_roles(row) for row in table.rows[:4])


def _names_roles(row: TableRow) -> bool:
    cells = {id(cell): cell for cell in row}.values()
    return (
        len({column_role(cell.text) for cell in cells if len(cell.text) < _SHORT} - {"other"}) >= 2
    )


def _of_header(part: Grid) -> float:
    """A part with a header of its own is a table of its own."""
    return -8.0 if any(_is_header(row) for row in part.rows[:2]) else 1.0


def _is_header(row: TableRow) -> bool:
    """Whether a row names columns; one that begins with a number of its own tells of work."""
    return _NUMBER.fullmatch(row[0].text) is None and _names_roles(row)


def _of_contents(table: Grid, part: Grid) -> float:
    """Columns that hold the same kinds of things, up to 2."""
    alike = 0.0
    width = len(table.rows[0])
    for index in range(width):
        left = measure_cells(row[index].text for row in table.rows[1:])
        right = measure_cells(row[index].text for row in part.rows)
        alike += 1 - sum(abs(left[kind] - right[kind]) for kind in _KINDS) / 2
    return 3.0 * (alike / width - 0.33)


def _of_place(table: Grid, part: Grid) -> float:
    """Where the two stand: at the foot of one page and on the next, or side by side in a file
    without pages.
    """
    if table.page is None or part.page is None:
        return 1.0
    if part.page != table.page + 1:
        return -4.0
    return 0.5 + (0.5 if table.page_bottom else -2.0) + (0.5 if part.page_top else 0.0)


def _of_line(line: Paragraph, part: Grid) -> float:
    """A line between the two: words that say it goes on, a running head above the part, or a text
    of its own.
    """
    if is_continued(line.text):
        return 2.0
    if _PAGE_NUMBER.fullmatch(line.text):
        return 0.0
    on_its_page = part.page is not None and all(
        one.place.page == part.page for one in line.fragments
    )
    return (
        -1.0
        if on_its_page and len(line.text) < _SHORT and not line.text.endswith((":", ".", ";"))
        else -6.0
    )
