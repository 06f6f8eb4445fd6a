"""A cited document and the places where it is cited."""

from __future__ import annotations

from schemas.evidence import Record, Span, Where
from schemas.vocabulary import Relation


class Mention(Record, frozen=True, kw_only=True):
    """One place where a document is cited."""

    told = ("text", "relation", "pinpoint", "task")

    text: str
    """The citation as written."""

    span: Span
    """Its start and end in `text` of the record. Unit: code points."""

    relation: Relation
    """What the document does with the cited one."""

    pinpoint: str | None
    """The article, clause or point that is meant, as written. Example: `khoản 2 Điều 12`."""

    self: bool
    """Whether the document speaks of itself."""

    task: str | None
    """Identifier of the task it stands in."""

    where: tuple[Where, ...] = ()
    """Where it stands."""


class Reference(Record, frozen=True, kw_only=True):
    """A cited document: one entry for all its mentions. The document's own number and its mentions
    of itself are an entry too, all of whose mentions have `self`.
    """

    told = ("id", "kind", "code", "title", "issued_on", "mentions")

    id: str
    """Identifier within the record, in reading order."""

    kind: str | None
    """Kind of document, from the words or from its symbol."""

    code: str | None
    """Number and symbol, damage repaired (`reference-repaired`); null for a law cited by name."""

    number: str | None
    """The number without year and symbol."""

    year: int | None
    """The year in the symbol; null where it has none. Example: `2021`."""

    symbol: str | None
    """The symbol without number and year."""

    issued_on: str | None
    """The date that the mentions state; several dates are a problem `reference-dates-differ`.
    Unit: ISO 8601 date, or a year alone."""

    issuer: str | None
    """The body that issued it: as the symbol says where that is certain, else as stated."""

    issuer_stated: str | None
    """The issuer in the document's own words."""

    issuer_inferred: str | None
    """The issuer the symbol belongs to. Example: `Chính phủ`."""

    title: str | None
    """Its title as cited. Example: `về đẩy mạnh cải cách hành chính`."""

    uri: str | None
    """Work IRI; null where no date is known at all. Unit: Akoma Ntoso Naming Convention 1.0."""

    urn: str | None
    """An alias, registered nowhere. Unit: urn:lex (RFC 9676)."""

    mentions: tuple[Mention, ...]
    """Every place where it is cited, in reading order."""
