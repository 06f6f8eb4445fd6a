"""What stands beside the data: set-aside furniture, hidden letters, what came into no field,
corrections.
"""

from __future__ import annotations

from schemas.evidence import BBox, Record, Span, Where
from schemas.vocabulary import CorrectionOp, FurnitureKind, HiddenReason, UnreadKind


class Furniture(Record, frozen=True, kw_only=True):
    """Words of a page that are no part of the document's text:
    page numbers, running heads, stamps.
    """

    kind: FurnitureKind
    """What it is."""

    text: str
    """Its words, once. Example: `Trang 2`."""

    where: tuple[Where, ...] = ()
    """Every place where it stands."""


class Hidden(Record, frozen=True, kw_only=True):
    """Letters that the file holds and the page does not show: never in `text`,
    never data (`hidden-text`).
    """

    reason: HiddenReason
    """Why the page does not show them."""

    text: str | None
    """The letters; null for what was blacked out, unless `--show-redacted` is given."""

    where: tuple[Where, ...] = ()
    """Where they stand."""


class Unread(Record, frozen=True, kw_only=True):
    """Something seen in the text that came into no field."""

    kind: UnreadKind
    """What it looks like."""

    text: str
    """Its words. Example: `trước ngày 20 của tháng cuối quý`."""

    span: Span | None = None
    """Start and end in `text` of the record; null for a picture. Unit: code points."""

    where: tuple[Where, ...] = ()
    """Where it stands."""


class Correction(Record, frozen=True, kw_only=True):
    """A correction by a person that was applied to the record."""

    op: CorrectionOp
    """What was done."""

    subject: str
    """Identifier of the entity, or `header`. Example: `table-1/I/3`."""

    field: str | None = None
    """The field; null for a whole entity."""

    read: str | None = None
    """The value as it was read."""

    value: str | None = None
    """The value that holds."""

    page: int | None = None
    """Page of the words it was taken from, counted from 1. Example: `7`."""

    bbox: BBox | None = None
    """Their box. Unit: points. Example: `[85.3, 158.95, 357.5, 187.05]`."""
