"""Finders over a whole document: the text once, and again the cells whose halves stand apart in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable

import msgspec

from schemas.document import Cell, Document, FoundTable
from schemas.plan import Span, Target


def find_targets_in(document: Document, finder: Callable[[str], Iterable[Target]]) -> tuple[Target, ...]:
    """The targets of a document, spans in its text.

    A transcript keeps the two halves of a row cut by a page apart; such a cell is read once more as one phrase, and
    what is found there replaces what its halves gave.
    """
    found = list(finder(document.text))
    for cell in _cut_cells(document):
        found = [one for one in found if one.span is None or not _touches(one.span, cell.spans)]
        pieces = [document.text[start:end] for start, end in cell.spans]
        for one in finder(" ".join(pieces)):
            if one.span is not None:
                found.append(msgspec.structs.replace(one, span=_mapped(one.span, cell.spans)))
    return tuple(sorted(found, key=lambda one: one.span or (0, 0)))


def with_table_targets(targets: Iterable[Target], tables: Iterable[FoundTable], text: str) -> tuple[Target, ...]:
    """The targets of running text and those of tables of targets, in the order of the text.

    A value of such a table is read with its row and column, so what its cell alone seemed to say goes. The flag
    "column:…" keeps the header of the value's column, which says for which year or whom it holds.
    """
    stated = [one for table in tables for one in table.targets if one.cell.spans]
    cells = _in_order(span for one in stated for span in one.cell.spans)
    found = [one for one in targets if one.span is None or not _touches_sorted(one.span, cells)]
    for one in stated:
        start, end = one.cell.spans[0]
        at = text.find(one.target.text, start, end)
        span = (at, at + len(one.target.text)) if at >= 0 else (start, end)
        flags = (*one.target.flags, f"column:{one.label}") if one.label else one.target.flags
        found.append(msgspec.structs.replace(one.target, span=span, flags=flags))
    return tuple(sorted(found, key=lambda one: one.span or (0, 0)))


def _in_order(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, each once."""
    return sorted(set(spans))


def _touches_sorted(span: Span, others: list[Span]) -> bool:
    """As `_touches`, for disjoint spans in order."""
    index = bisect_left(others, (span[1], 0)) - 1
    return index >= 0 and others[index][1] > span[0]


def _cut_cells(document: Document) -> list[Cell]:
    """The cells with more than one span, each once."""
    cells = {id(cell): cell for table in document.tables for row in table.grid.rows for cell in row}
    return [cell for cell in cells.values() if len(cell.spans) > 1]


def _touches(span: Span, others: tuple[Span, ...]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


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
