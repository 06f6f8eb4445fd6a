"""Whether a page's end cut a row of a table in two: by its number, and by sentences that go on."""

from __future__ import annotations

from typing import NamedTuple

import regex

from schemas.document import Grid, TableRow

_MARKER_CELL = regex.compile(r"\W*(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|\p{L})?\W*")
# What no cell begins with but one that goes on; a sub-item's letter ("a)") begins anew.
_GOES_ON = regex.compile(r"[\p{Ll},;:.)%&/]")
_INSIDE_SENTENCE = regex.compile(r"\p{Ll}(?![).])")

_NUMBERED, _IN_SENTENCE = 2, 2
"""What it weighs that rows have numbers and the one below has none, and that its task goes on
inside a sentence.
"""
_ENOUGH = 2
"""The weight from which two rows are one."""


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

    A row's own number speaks against it, unless the row above waits for one; cells that begin
    inside a sentence, and cells that are empty where the row above has text, speak for it.
    """
    above, row = table.rows[-1], body[0]
    if not any(cell.text.strip() for cell in row):
        return True
    if _spans_all(row):
        return _spans_all(above) and _GOES_ON.match(row[0].text) is not None
    marker = marker_column([*table.rows, *body])
    if marker is not None and row[marker].text.strip():
        return _awaits_number(table, row, marker)
    if marker is not None and _is_bare(above, marker) and row[marker + 1].text.strip():
        return True
    page_end = _PageEnd(above, row, marker)
    return not page_end.begins_anew() and page_end.seems_cut()


class _PageEnd(NamedTuple):
    """The rows on both sides of a page's end, and the column of their numbers."""

    above: TableRow
    row: TableRow
    marker: int | None

    def begins_anew(self) -> bool:
        """Whether everything behind the merged cells begins anew: a second half of the task
        above.
        """
        filled = self._filled()
        empty_behind = any(at > filled[0] for at in self._gaps())
        return not self._going_on() and len(filled) > 1 and not empty_behind

    def seems_cut(self) -> bool:
        """Whether more speaks for one row than for two: what goes on, what is empty below text."""
        filled, going_on = self._filled(), self._going_on()
        begins = len(filled) - len(going_on)
        left_empty = sum(at != self.marker for at in self._gaps())
        below_text = all(self.above[at].text.strip() for at in filled)
        weight = len(going_on) - begins + left_empty + below_text
        if self.marker is None:
            return weight >= _ENOUGH and bool(going_on)
        return weight + _NUMBERED + _IN_SENTENCE * self._is_in_sentence(self.marker) >= _ENOUGH

    def _is_in_sentence(self, marker: int) -> bool:
        """Whether the task goes on inside a sentence."""
        below = _INSIDE_SENTENCE.match(self.row[marker + 1].text) is not None
        return below and bool(self.above[marker + 1].text.strip())

    def _filled(self) -> list[int]:
        return [at for at, cell in enumerate(self.row) if cell.text.strip()]

    def _going_on(self) -> list[int]:
        """The columns whose cells begin as none does but one that goes on."""
        return [at for at in self._filled() if _GOES_ON.match(self.row[at].text)]

    def _gaps(self) -> list[int]:
        """The columns that are empty where the row above has text."""
        pairs = zip(self.above, self.row, strict=False)
        return [
            at
            for at, (upper, cell) in enumerate(pairs)
            if upper.text.strip() and not cell.text.strip()
        ]


def _is_bare(row: TableRow, marker: int) -> bool:
    """Whether a row has its number and nothing of what it numbers: that comes on the next page."""
    number, task = row[marker].text.strip(), row[marker + 1].text.strip()
    return bool(number) and not task and _MARKER_CELL.fullmatch(number) is not None


def _awaits_number(table: Grid, row: TableRow, marker: int) -> bool:
    """Whether the last row is the upper part of a numbered one: number and task stand at half
    height, below the break.

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
