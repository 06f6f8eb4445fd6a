"""The body of a document: its numbered sections and its tables."""

from __future__ import annotations

from schemas.evidence import Record, Span, Where
from schemas.vocabulary import ColumnRole, TableKind


class Section(Record, frozen=True, kw_only=True):
    """A numbered part of the body (*phần, chương, mục, điểm*), with the parts below it."""

    told = ("marker", "heading", "sections")

    marker: str
    """Number or bullet as printed."""

    level: int
    """Depth, counted from 1."""

    heading: str
    """The words after the marker, in its first paragraph."""

    span: Span
    """Start and end of heading and everything below it in `text`. Unit: code points."""

    sections: tuple[Section, ...] = ()
    """The parts below it, of the same shape."""


class Column(Record, frozen=True, kw_only=True):
    """A table column."""

    name: str
    """Its header as printed; headers of several rows are joined by " / "."""

    role: ColumnRole
    """What it holds, told from its header and its cells."""

    confidence: float | None = None
    """The probability that the role is right; null where it is not weighed. Example: `0.98`."""


class Table(Record, frozen=True, kw_only=True):
    """A table with its body rows as written: rows that a page's end cuts are rejoined,
    merged cells spread.
    """

    told = ("id", "title", "kind", "columns", "rows")

    id: str
    """Identifier within the record, in reading order."""

    appendix: str | None
    """Heading of the appendix it stands in."""

    title: str | None
    """Title above it."""

    caption: str | None
    """Line in brackets under the title."""

    kind: TableKind
    """What it is about."""

    confidence: float | None = None
    """The probability that the kind is right; null where it is not weighed. Example: `1.0`."""

    columns: tuple[Column, ...]
    """Its columns, from left to right."""

    rows: tuple[tuple[str, ...], ...]
    """Body rows as written; every row has one cell a column, header rows are left out."""

    where: tuple[Where, ...] = ()
    """Where it stands: one entry a page."""
