"""What every part of a record is made of, and where in the source it was read."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from schemas.shown import as_html, in_short

Span = tuple[int, int]
"""Start and end (exclusive) in code points of `Plan.text`, unless a docstring says otherwise."""

BBox = tuple[float, float, float, float]
"""``(x0, top, x1, bottom)`` in points, origin top-left of the upright page."""


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of everything in a record: immutable, named fields, strict when loaded.

    ``told`` are the fields that its short ``repr`` names, as paths; a record without them shows
    all of its fields.
    """

    told: ClassVar[tuple[str, ...]] = ()

    def __repr__(self) -> str:
        return in_short(self, self.told) if self.told else super().__repr__()

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return as_html(self)


class Where(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Evidence: where in the source a value stands.
    It carries only the coordinates its kind of source has:

    page and box for a PDF, part, block, row and cell for a DOCX (and for DOC, RTF, ODT, which are
    read as DOCX), line for a text. A value has one entry a fragment: a cell cut by a page's end has
    two.
    """

    field: str | None = None
    """The field the fragment belongs to, where the list is that of several. Example: `deadline`."""

    page: int | None = None
    """Page, counted from 1. Example: `7`."""

    bbox: BBox | None = None
    """Box `[x0, top, x1, bottom]` on the upright page, origin top-left. Unit: points (1/72 inch).
    Example: `[85.3, 158.95, 357.5, 187.05]`."""

    part: str | None = None
    """Part of a DOCX: `document`, or the name of a note or text box part. Example: `document`."""

    block: int | None = None
    """Paragraph or table of that part in the order of the file, counted from 0. Example: `41`."""

    row: int | None = None
    """Row of that table, counted from 0. Example: `3`."""

    cell: int | None = None
    """Grid column of that row, counted from 0. Example: `2`."""

    line: int | None = None
    """Line of a text file, counted from 1. Example: `118`."""

    span: Span | None = None
    """Start and end of the fragment in `text`. Unit: code points. Example: `[2061, 2112]`."""

    confidence: float | None = None
    """How surely the words were read, that of the weakest word: 1 for text that the file itself
    holds, less for words recognised from a picture, 0.9 in tables whose columns were told by
    alignment alone. Example: `1.0`.
    """
