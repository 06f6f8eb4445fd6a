"""Finders over a whole document: the text once, and again the cells whose halves stand apart in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from schemas.document import Cell, Document
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
