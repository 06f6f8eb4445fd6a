"""Targets of a whole document: each cell and the text between them on its own, tables of targets by row and column."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator

import msgspec

from schemas.document import Cell, Document, FoundTable
from schemas.plan import Span, Target

Finder = Callable[[str], Iterable[Target]]


def find_targets_in(
    document: Document, tables: Iterable[FoundTable], deadlines: Iterable[Span], finder: Finder
) -> tuple[Target, ...]:
    """The targets of a document in the order of the text, their spans in it.

    Nothing is counted over the border of two cells. A transcript keeps the two halves of a row cut by a page apart;
    such a cell is read as one phrase. A value of a table of targets is read with its row and column, so what its cell
    alone seemed to say goes; so does what stands in a deadline.
    """
    tables = list(tables)
    pieces = [*_pieces(document)]
    found = [one for spans in pieces for one in _found(document.text, spans, finder)]
    values = (span for table in tables for span in _value_cells(table))
    taken = sorted({*deadlines, *_deadline_cells(tables), *values})
    kept = [one for one in found if one.span is None or not _touches(one.span, taken)]
    return tuple(sorted([*kept, *_stated(tables, document.text)], key=lambda one: one.span or (0, 0)))


def _pieces(document: Document) -> Iterator[tuple[Span, ...]]:
    """Each cell, in one or more stretches of the text, and each stretch between cells."""
    cells = {id(cell): cell for table in document.tables for row in table.grid.rows for cell in row}
    yield from ((span,) for span in _between(document.text, cells.values()))
    yield from (cell.spans for cell in cells.values())


def line_above(text: str, start: int) -> str:
    """The last line before ``start`` that holds anything; "" where there is none."""
    return text[:start].rstrip().rpartition("\n")[2] if start else ""


def _between(text: str, cells: Iterable[Cell]) -> Iterator[Span]:
    """The stretches of the text that no cell holds."""
    at = 0
    for start, end in sorted(span for cell in cells for span in cell.spans):
        if at < start:
            yield at, start
        at = max(at, end)
    if at < len(text):
        yield at, len(text)


def _found(text: str, spans: tuple[Span, ...], finder: Finder) -> Iterator[Target]:
    """What one phrase states that stands in one or more stretches of the text."""
    phrase = " ".join(text[start:end] for start, end in spans)
    for one in finder(phrase) if any(letter.isdecimal() for letter in phrase) or len(phrase) > _SHORT else ():
        span = one.span or (0, len(phrase))
        yield msgspec.structs.replace(one, span=_mapped(span, spans))


_SHORT = 12
"""Characters in which no amount can stand that has no digit."""


def _stated(tables: Iterable[FoundTable], text: str) -> Iterator[Target]:
    """The targets of tables of targets; the flag "column:…" keeps the header of the value's column."""
    for one in (one for table in tables for one in table.targets if one.cell.spans):
        start, end = one.cell.spans[0]
        at = text.find(one.target.text, start, end)
        span = (at, at + len(one.target.text)) if at >= 0 else (start, end)
        flags = (*one.target.flags, f"column:{one.label}") if one.label else one.target.flags
        yield msgspec.structs.replace(one.target, span=span, flags=flags)


def _value_cells(table: FoundTable) -> Iterator[Span]:
    for one in table.targets:
        yield from one.cell.spans


def _deadline_cells(tables: Iterable[FoundTable]) -> Iterator[Span]:
    for table in tables:
        for task in table.tasks:
            if cell := task.cells.get("deadline"):
                yield from cell.spans


def _touches(span: Span, others: list[Span]) -> bool:
    """Whether a span shares letters with one of the others, which are in order."""
    index = bisect_left(others, (span[1], 0)) - 1
    return any(others[at][1] > span[0] for at in range(max(0, index - 1), index + 1))


def _mapped(span: Span, pieces: tuple[Span, ...]) -> Span:
    """A span of the joined pieces in the text; one that runs over a joint ends with its first piece."""
    offset = 0
    for start, end in pieces:
        length = end - start
        if span[0] < offset + length:
            first = start + max(0, span[0] - offset)
            return first, min(end, start + span[1] - offset)
        offset += length + 1
    return pieces[-1]
