"""Tables that only place the head or the signature side by side: they become the paragraphs in
their columns.
"""

from __future__ import annotations

from functools import cache
from itertools import islice

import regex

from extract.structure.ending.words import opens_signature
from extract.structure.head.lines import PLACE_DATE
from normalize.body.offices import power_pattern
from normalize.columns import column_role
from normalize.letterhead import head_pattern, head_phrases
from normalize.lexicon.phrases import any_of
from normalize.writing.text import squeeze
from schemas.document import Cell, Fragment, Grid, Paragraph, TableRow

_MAX_ROWS, _MAX_COLUMNS = 12, 4
_FEWEST_NAMED, _LONGEST_NAME = 3, 60
_NATION_WORDS = 4
"""Words of the nation's name that a narrow cell has on one line."""


def dissolved(block: Paragraph | Grid) -> list[Paragraph | Grid]:
    """The block itself, or the paragraphs of such a table, column by column."""
    if isinstance(block, Paragraph) or not _is_layout(block):
        return [block]
    cells: dict[int, Cell] = {}
    for column in zip(*block.rows, strict=True):
        for cell in column:
            cells.setdefault(id(cell), cell)
    return [one for cell in cells.values() for one in _paragraphs(cell)]


def _is_layout(grid: Grid) -> bool:
    """Whether a table serves the layout of a head or a signature block."""
    if not grid.rows or len(grid.rows) > _MAX_ROWS or len(grid.rows[0]) > _MAX_COLUMNS:
        return False
    if _names_columns(grid.rows[0]):
        return False
    texts = [cell.text for row in grid.rows for cell in row]
    if any(map(_is_layout_line, "\n".join(texts).split("\n"))):
        return True
    last = next(filter(str.strip, reversed(texts)), "")
    return len(grid.rows) == 1 and opens_signature(squeeze(last.split("\n")[0]))


def _names_columns(row: TableRow) -> bool:
    """Whether a row is the header of a table of work: three cells of it name what columns hold."""
    short = {squeeze(cell.text) for cell in row if 0 < len(cell.text) <= _LONGEST_NAME}
    return len({column_role(text) for text in short} - {"other"}) >= _FEWEST_NAMED


def _is_layout_line(line: str) -> bool:
    dated = PLACE_DATE.fullmatch(line.strip()) is not None
    return dated or _layout_line().match(line) is not None


@cache
def _layout_line() -> regex.Pattern[str]:
    """What no table of contents begins a line with: the nation, a union, the number, a power, the
    recipients.
    """
    nations = [" ".join(one.upper().split()[:_NATION_WORDS]) for one in head_phrases("nation")]
    nations += [one.upper() for one in head_phrases("union")]
    sent = head_pattern("recipients")
    return regex.compile(
        rf"\s*(?:{any_of('; '.join(nations))}|(?i:{sent})|Số\s*:.{{0,30}}/"
        rf"|{power_pattern()}\p{{Lu}}{{2}})"
    )


def _paragraphs(cell: Cell) -> list[Paragraph]:
    """One paragraph a line of the cell."""
    lines = []
    for fragment in cell.fragments:
        pieces = fragment.text.split("\n")
        known = iter(fragment.confidences)
        for piece in pieces:
            own = tuple(islice(known, len(piece.split())))
            if piece.strip():
                whole = len(pieces) == 1
                one = fragment if whole else Fragment(piece, fragment.place, fragment.span, own)
                lines.append(Paragraph(piece.strip(), (one,), bold=cell.bold))
    return lines
