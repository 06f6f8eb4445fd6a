"""A quantity a plan aims at."""

from __future__ import annotations

from schemas.evidence import Record, Span, Where
from schemas.vocabulary import Comparator, Direction, TargetKind, TargetStatus


class Target(Record, frozen=True, kw_only=True):
    """A quantity the plan aims at, from its text, a task, or a table of targets.
    Decimals are strings, so that no digit is lost.

    ``normalize.quantity.targets`` leaves ``id`` empty and gives ``span`` in the phrase it was
    handed; the record numbers them and moves spans to `Plan.text`.
    """

    told = ("id", "text", "noun", "kind", "period")

    id: str = ""
    """Identifier within the record, in reading order."""

    text: str
    """The phrase as written."""

    span: Span | None = None
    """Start and end of the phrase in `text` of the record. Unit: code points."""

    kind: TargetKind
    """What is measured."""

    change: Direction | None = None
    """Whether the number is a change rather than a level."""

    comparator: Comparator | None = None
    """How the value is to compare with the number."""

    min: str | None = None
    """The value, or the lower bound. Unit: that of `unit` or `currency`, decimal as a string."""

    max: str | None = None
    """The value again, or the upper bound; null where there is none. Unit: as for `min`."""

    of: str | None = None
    """The whole a fraction is taken of: 15 in *11/15 xã*. Example: `15`."""

    unit: str | None = None
    """The unit with its denominators. Unit: UCUM code; people and things are `{person}`,
    `{household}`, `{item}`.
    """

    currency: str | None = None
    """The currency of an amount of money. Unit: ISO 4217."""

    per: tuple[str, ...] = ()
    """What the quantity is counted by: *triệu đồng/người/năm*. Unit: UCUM."""

    noun: str | None = None
    """What is counted or measured, as written."""

    status: TargetStatus | None = None
    """What the value is to the plan; null where nothing says it."""

    period: str | None = None
    """The time the value is for, from its column or its phrase. Unit: EDTF. Example: `2024`."""

    unread: tuple[str, ...] = ()
    """Words of `text` that no part of the reading used (`partly-read`). Example:
    `["so với cùng kỳ"]`.
    """

    flags: tuple[str, ...] = ()
    """Readings that were not plain: `ambiguous_comma`, `dot_decimal`, `baseline:…`, `aspirational`,
    `level:…`, `unit_missing`, `number_missing`, `column:…` (the header of a table's value column).
    Example: `["ambiguous_comma"]`.
    """

    where: tuple[Where, ...] = ()
    """Where the phrase stands."""
