"""Whether a page's end cut a row of a table in two: by its number, and by sentences that go on."""

from __future__ import annotations

import regex

from schemas.document import Grid, TableRow

_MARKER_CELL = regex.compile(r"\W*(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|\p{L})?\W*")
# What no cell begins with but one that goes on; a sub-item's letter ("a)") begins anew.
_GOES_ON = regex.compile(r"[\p{Ll},;:.)%&/]")
_INSIDE_SENTENCE = regex.compile(r"\p{Ll}(?![).])")


def marker_column(rows: list[TableRow]) -> int | None:
    """The column that numbers the rows: the first one if most of its cells are markers."""
    if not rows or len(rows[0]) < 2:
        return None
    cells = [row[0].text for row in rows if row[0] is not row[-1]]
    filled = [text for text in cells if text.strip()]
    marked = sum(_MARKER_CELL.fullmatch(text) is not None for text in filled)
    return 0 if filled and marked >= 0.6 * len(filled) else None


def is_cut(table: Grid, body: list[TableRow]) -> bool:
    """Whether the first row on a page is the rest of the last row on the page before.

    A row's own number speaks against it, unless the row above waits for one; cells that begin inside a sentence, and
    cells that are empty where the row above has text, speak for it.
    """
    above, row = table.rows[-1], body[0]
    filled = [index for index, cell in enumerate(row) if cell.text.strip()]
    if not filled:
        return True
    if _spans_all(row):
        return _spans_all(above) and _GOES_ON.match(row[0].text) is not None
    marker = marker_column([*table.rows, *body])
    if marker is not None and marker in filled:
        return _awaits_number(table, row, marker)
    if marker is not None and _is_bare(above, marker) and row[marker + 1].text.strip():
        return True
    goes_on = sum(_GOES_ON.match(row[index].text) is not None for index in filled)
    begins = len(filled) - goes_on
    gaps = [index for index, cell in enumerate(row) if not cell.text.strip() and above[index].text.strip()]
    if not goes_on and begins > 1 and not any(index > filled[0] for index in gaps):
        return False  # everything behind the merged cells begins anew: a second half of the task above
    left_empty = len(gaps) - (marker in gaps)
    only_below_text = all(above[index].text.strip() for index in filled)
    score = goes_on - begins + left_empty + only_below_text + (2 if marker is not None else 0)
    if marker is not None and _INSIDE_SENTENCE.match(row[marker + 1].text) and above[marker + 1].text.strip():
        score += 2
    return score >= 2 and (marker is not None or goes_on > 0)


def _is_bare(row: TableRow, marker: int) -> bool:
    """Whether a row has its number and nothing of what it numbers: that comes on the next page."""
    number, task = row[marker].text.strip(), row[marker + 1].text.strip()
    return bool(number) and not task and _MARKER_CELL.fullmatch(number) is not None


def _awaits_number(table: Grid, row: TableRow, marker: int) -> bool:
    """Whether the last row is the upper part of a numbered one: number and task stand at half height, below the break.

    Its cells are no part of merged ones, and what they hold goes on below inside a sentence.
    """
    above = table.rows[-1]
    if above[marker].text.strip() or above[marker + 1].text.strip() or len(table.rows) < 2:
        return False
    if above[marker] is table.rows[-2][marker]:
        return False
    filled = [index for index, cell in enumerate(above) if cell.text.strip()]
    return bool(filled) and all(_GOES_ON.match(row[index].text) is not None for index in filled)


def _spans_all(row: TableRow) -> bool:
    """Whether one merged cell covers the whole row."""
    return len(row) > 1 and all(cell is row[0] for cell in row)
