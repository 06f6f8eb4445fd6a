"""The record of one document: what users get, what the JSON Schema describes.

Every key is always present: an absent value is ``null``, an absent list ``[]``. The one exception is
`Where`, which carries only the coordinates its kind of source has. Decimals and dates travel as
strings. A ``span`` is ``(start, end)`` in code points of `Plan.text` unless a docstring says otherwise.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from schemas.errors import RecordError

SCHEMA_VERSION = "1.0"

Span = tuple[int, int]
BBox = tuple[float, float, float, float]

Level = Literal["central", "province", "district", "commune", "other"]
Severity = Literal["info", "warning", "error"]
TextLayer = Literal["digital", "ocr", "mixed", "none"]
TableKind = Literal["tasks", "targets", "other"]
ColumnRole = Literal[
    "marker",
    "task",
    "deliverable",
    "lead",
    "coordinating",
    "deadline",
    "budget",
    "target",
    "unit",
    "note",
    "other",
]
DeadlineKind = Literal[
    "point",
    "period",
    "range",
    "before",
    "after",
    "set_all",
    "set_one",
    "continuous",
    "recurring",
    "relative",
    "conditional",
    "composite",
    "data_window",
    "ditto",
    "empty",
]
Boundary = Literal["on", "by", "before", "after", "from"]
YearSource = Literal["cell", "neighbour", "column", "group", "title", "caption", "issue_date", "option"]
TargetKind = Literal[
    "ratio",
    "count",
    "money",
    "measure",
    "duration",
    "score",
    "rank",
    "times",
    "fraction",
    "ordinal",
]
Comparator = Literal["eq", "ge", "gt", "le", "lt", "approx", "range", "ge_range", "le_range"]
Relation = Literal[
    "based_on",
    "implements",
    "cites",
    "attached_to",
    "amends",
    "replaces",
    "repeals",
    "guides",
    "details",
    "corrects",
    "proposed_by",
    "self",
]


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of everything in a record: immutable, named fields, strict when loaded."""


class Where(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Evidence: where in the source a value stands.

    ``bbox`` is ``(x0, top, x1, bottom)`` in points, origin top-left of the upright page; ``page``, ``line``
    count from 1; ``block``, ``row``, ``cell`` count from 0 in the body order of a DOCX ``part``. ``span``
    indexes `Plan.text`. ``confidence`` runs from 0 to 1 and is 1 for text that was not recognised from an image.
    """

    field: str | None = None
    page: int | None = None
    bbox: BBox | None = None
    part: str | None = None
    block: int | None = None
    row: int | None = None
    cell: int | None = None
    line: int | None = None
    span: Span | None = None
    confidence: float | None = None


class Source(Record, frozen=True, kw_only=True):
    """The file a record was made from. ``pages`` is null where the format has none (DOCX, TXT)."""

    name: str
    sha256: str
    media_type: str
    bytes: int
    pages: int | None
    text_layer: TextLayer


class Successor(Record, frozen=True, kw_only=True):
    """The unit that took a place over. ``divided``: its territory went to several units."""

    name: str
    code: str
    from_: str = msgspec.field(name="from")
    divided: bool


class PlaceUnit(Record, frozen=True, kw_only=True):
    """One administrative unit: name with its type ("xã Triệu An"), code of the General Statistics Office."""

    name: str
    code: str | None = None
    successor: Successor | None = None


class Place(Record, frozen=True, kw_only=True):
    """The path of units a document comes from, as of its own date. ``candidates``: names that fit equally well."""

    commune: PlaceUnit | None = None
    district: PlaceUnit | None = None
    province: PlaceUnit | None = None
    candidates: tuple[str, ...] = ()


class Signatory(Record, frozen=True, kw_only=True):
    """Who signed: ``authority`` is the printed power (TM., KT., TL., TUQ., Q.), ``on_behalf_of`` the body."""

    name: str | None = None
    position: str | None = None
    authority: str | None = None
    on_behalf_of: str | None = None


class Recipient(Record, frozen=True, kw_only=True):
    """A line of *Nơi nhận*: ``note`` is the purpose in brackets ("bc": to report)."""

    name: str
    note: str | None = None


class IssuedBy(Record, frozen=True, kw_only=True):
    """The decision that issues the plan, in one of three forms.

    The plan behind it in the file has a number of its own: the header is the plan's. It has none: the header is the
    decision's, and this names the decision too, so that a plan is seen to be attached. The plan stands alone and the
    line below its title names the decision: no title then, and ``code`` and ``issued_on`` are null where it is blank.
    """

    code: str | None = None
    kind: str | None = None
    issued_on: str | None = None
    title: str | None = None


class Header(Record, frozen=True, kw_only=True):
    """What the document says of itself; names as printed, dates ISO 8601, ``period`` EDTF."""

    code: str | None = None
    number: str | None = None
    symbol: str | None = None
    kind: str | None = None
    kind_code: str | None = None
    issued_on: str | None = None
    issued_at: str | None = None
    title: str | None = None
    period: str | None = None
    issuer: str | None = None
    level: Level | None = None
    parent: str | None = None
    place: Place = Place()
    signatory: Signatory | None = None
    recipients: tuple[Recipient, ...] = ()
    urgency: str | None = None
    secrecy: str | None = None
    issued_by: IssuedBy | None = None
    where: tuple[Where, ...] = ()


class Section(Record, frozen=True, kw_only=True):
    """A numbered part of the body. ``span`` covers heading and everything below it; ``level`` counts from 1."""

    marker: str
    level: int
    heading: str
    span: Span
    sections: tuple[Section, ...] = ()


class Column(Record, frozen=True, kw_only=True):
    """A table column: ``name`` is its whole header stack joined by " / "."""

    name: str
    role: ColumnRole


class Table(Record, frozen=True, kw_only=True):
    """A table with its body rows as written: page-cut rows rejoined, merged cells spread, rows rectangular."""

    id: str
    appendix: str | None
    title: str | None
    caption: str | None
    kind: TableKind
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    where: tuple[Where, ...] = ()


class Agency(Record, frozen=True, kw_only=True):
    """A unit in charge. ``text`` as written; ``candidates``: canonical names an ambiguous text may mean."""

    text: str
    id: str | None = None
    name: str | None = None
    level: Level | None = None
    matched: bool = False
    candidates: tuple[str, ...] = ()


class Deadline(Record, frozen=True, kw_only=True):
    """A reading of a time phrase.

    ``edtf`` and ``components`` are EDTF (levels 0-2), ``due_latest`` is the last day on which the task is in
    time, ``rrule`` an RFC 5545 rule without DTSTART, ``frequency`` "n/ISO 8601 duration". ``flags`` are the
    readings that were not plain ("year_inherited", "default_day", "before_issue", "ocr:O->0", ...).
    """

    raw: str
    kind: DeadlineKind
    edtf: str | None = None
    components: tuple[str, ...] = ()
    operator: Literal["all", "one"] | None = None
    boundary: Boundary | None = None
    due_latest: str | None = None
    rrule: str | None = None
    frequency: str | None = None
    condition: str | None = None
    year_source: YearSource | None = None
    approximate: bool = False
    flags: tuple[str, ...] = ()


class Target(Record, frozen=True, kw_only=True):
    """A quantity the plan aims at. Decimals are strings; ``unit`` is UCUM, ``currency`` ISO 4217.

    ``normalize.targets`` leaves ``id`` empty and gives ``span`` in the phrase it was handed;
    the record numbers them and moves spans to `Plan.text`.
    """

    id: str = ""
    text: str
    span: Span | None = None
    kind: TargetKind
    change: Literal["increase", "decrease"] | None = None
    comparator: Comparator | None = None
    min: str | None = None
    max: str | None = None
    of: str | None = None
    unit: str | None = None
    currency: str | None = None
    per: tuple[str, ...] = ()
    noun: str | None = None
    flags: tuple[str, ...] = ()
    where: tuple[Where, ...] = ()


class Task(Record, frozen=True, kw_only=True):
    """Who does what by when: one row of a task table, or one duty found in the body (``section`` set)."""

    id: str
    table: str | None
    section: str | None
    group: tuple[str, ...]
    marker: str | None
    task: str
    items: tuple[str, ...] = ()
    deliverable: str | None = None
    lead: str | None = None
    lead_agencies: tuple[Agency, ...] = ()
    coordinating: str | None = None
    coordinating_agencies: tuple[Agency, ...] = ()
    deadline: Deadline | None = None
    targets: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    extra: dict[str, str] = {}
    where: tuple[Where, ...] = ()


class Mention(Record, frozen=True, kw_only=True):
    """One place where a reference is cited; ``task`` is the id of the row it stands in."""

    text: str
    span: Span
    relation: Relation
    pinpoint: str | None
    self: bool
    task: str | None
    where: tuple[Where, ...] = ()


class Reference(Record, frozen=True, kw_only=True):
    """A cited document: one entry for all its mentions.

    ``code`` is null for a law cited by name (``title``). ``uri`` is the Akoma Ntoso work IRI, ``urn`` an
    unregistered urn:lex alias; both are null when no date is known at all.
    """

    id: str
    kind: str | None
    code: str | None
    number: str | None
    year: int | None
    symbol: str | None
    issued_on: str | None
    issuer: str | None
    issuer_stated: str | None
    issuer_inferred: str | None
    title: str | None
    uri: str | None
    urn: str | None
    mentions: tuple[Mention, ...]


class Problem(Record, frozen=True, kw_only=True):
    """Something to review in this record: ``code`` is stable (see `schemas.problem`), ``subject`` an id or field."""

    code: str
    severity: Severity
    message: str
    subject: str | None = None
    where: tuple[Where, ...] = ()


class Unplaced(Record, frozen=True, kw_only=True):
    """Visible characters that no part of the record holds."""

    text: str
    where: Where


class Coverage(Record, frozen=True, kw_only=True):
    """The ledger: non-blank characters the source shows, and how many of them the record (or furniture) holds."""

    characters: int
    placed: int
    unplaced: tuple[Unplaced, ...] = ()


class Plan(Record, frozen=True, kw_only=True):
    """The record of one document (``CONTRACT`` of the README, section "The record")."""

    schema_version: str = SCHEMA_VERSION
    source: Source
    header: Header
    text: str
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    tasks: tuple[Task, ...]
    targets: tuple[Target, ...]
    references: tuple[Reference, ...]
    problems: tuple[Problem, ...]
    coverage: Coverage


def dump_plan(plan: Plan) -> bytes:
    """The record as UTF-8 JSON, two spaces of indent, final newline; the same plan always gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(plan), indent=2) + b"\n"


def load_plan(data: bytes) -> Plan:
    """Read a record back, strictly.

    Raises:
        RecordError: not JSON, a key unknown or missing, a value of the wrong type, or another major version.
    """
    try:
        plan = msgspec.json.decode(data, type=Plan)
    except msgspec.DecodeError as error:
        raise RecordError(f"not a record of this program: {error}") from error
    if plan.schema_version.split(".")[0] != SCHEMA_VERSION.split(".")[0]:
        raise RecordError(f"record of schema {plan.schema_version}; this program reads {SCHEMA_VERSION}")
    return plan


def plan_schema() -> dict[str, object]:
    """JSON Schema 2020-12 of the record: every key is required, as it is always written."""
    schema = msgspec.json.schema(Plan)
    for name, definition in schema["$defs"].items():
        if definition.get("type") == "object" and "properties" in definition and name != "Where":
            definition["required"] = sorted(definition["properties"])
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "kehoach record", **schema}
    return schema
