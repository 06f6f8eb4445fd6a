"""The record of one document: what users get, what the JSON Schema describes.

Every key is always present: an absent value is ``null``, an absent list ``[]``. The one exception
is `Where`, which carries only the coordinates its kind of source has. Decimals and dates travel as
strings. A ``span`` is ``(start, end)`` in code points of `Plan.text` unless a docstring says
otherwise.

The parts have modules of their own; this one puts them together, writes them and reads them back.
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Literal

import msgspec

from schemas.aside import Correction, Furniture, Hidden, Unread
from schemas.body import Column, Section, Table
from schemas.deadline import Deadline
from schemas.errors import RecordError
from schemas.evidence import BBox, Record, Span, Where
from schemas.header import Header, IssuedBy, Place, PlaceUnit, Recipient, Signatory, Successor
from schemas.problem import Problem
from schemas.reference import Mention, Reference
from schemas.shown import as_frame
from schemas.source import Coverage, Ink, Source, Unplaced
from schemas.target import Target
from schemas.task import Agency, Task
from schemas.vocabulary import (
    Boundary,
    ColumnRole,
    Comparator,
    CorrectionOp,
    DeadlineKind,
    FurnitureKind,
    HiddenReason,
    Level,
    Relation,
    Severity,
    TableKind,
    TargetKind,
    TargetStatus,
    TextLayer,
    UnreadKind,
    YearSource,
)

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "SCHEMA_VERSION",
    "Agency",
    "BBox",
    "Boundary",
    "Column",
    "ColumnRole",
    "Comparator",
    "Correction",
    "CorrectionOp",
    "Coverage",
    "Deadline",
    "DeadlineKind",
    "Furniture",
    "FurnitureKind",
    "Header",
    "Hidden",
    "HiddenReason",
    "Ink",
    "IssuedBy",
    "Level",
    "Mention",
    "Place",
    "PlaceUnit",
    "Plan",
    "Problem",
    "Recipient",
    "Record",
    "Reference",
    "Relation",
    "Section",
    "Severity",
    "Signatory",
    "Source",
    "Span",
    "Successor",
    "Table",
    "TableKind",
    "TableName",
    "Target",
    "TargetKind",
    "TargetStatus",
    "Task",
    "TextLayer",
    "Unplaced",
    "Unread",
    "UnreadKind",
    "Where",
    "YearSource",
    "dump_plan",
    "is_record",
    "load_plan",
    "plan_schema",
]

SCHEMA_VERSION = "1.1"

TableName = Literal["tasks", "references", "mentions", "targets", "problems"]
"""A table of one record."""


class Plan(Record, frozen=True, kw_only=True):
    """The record of one document."""

    told = (
        *("header.kind", "header.code", "header.title", "header.issuer"),
        *("tasks", "targets", "references", "problems"),
    )

    schema_version: str = SCHEMA_VERSION
    """Version of this shape: a new major number renames or removes something, a new minor one adds.
    """

    source: Source
    """The file it was made from."""

    header: Header
    """What the document says of itself."""

    text: str
    """The document in reading order, in its own words (Unicode NFC); every `span` indexes it. Unit:
    code points.
    """

    sections: tuple[Section, ...]
    """The numbered body."""

    tables: tuple[Table, ...]
    """Every table, whatever it is about."""

    tasks: tuple[Task, ...]
    """Who does what by when."""

    targets: tuple[Target, ...]
    """Quantities the plan aims at."""

    references: tuple[Reference, ...]
    """Documents it cites."""

    problems: tuple[Problem, ...]
    """What to look at: contradictions, repairs, what could not be read."""

    furniture: tuple[Furniture, ...] = ()
    """Words of the pages that were set aside, by kind."""

    hidden: tuple[Hidden, ...] = ()
    """Letters that the pages do not show."""

    unread: tuple[Unread, ...] = ()
    """What was seen in the text and came into no field."""

    corrections: tuple[Correction, ...] = ()
    """Corrections by a person that were applied."""

    coverage: Coverage
    """The ledger of its characters."""

    def to_pandas(self, table: TableName = "tasks") -> pd.DataFrame:
        """One table of the record as a data frame: a row a task, reference, mention, target or
        problem, with the columns of the dataset's table.

        Days are ``datetime64[ms]``, text is ``string``, whole numbers ``Int64``, truth values
        ``boolean`` (all with missing values), lists are lists.

        Raises:
            ValueError: no table is called so.
        """
        return as_frame(self, table)


def dump_plan(plan: Plan) -> bytes:
    """The record as UTF-8 JSON, two spaces of indent, final newline;
    the same plan always gives the same bytes.
    """
    return msgspec.json.format(msgspec.json.encode(plan), indent=2) + b"\n"


def load_plan(data: bytes) -> Plan:
    """Read a record back, strictly.

    Raises:
        RecordError: not JSON, a key unknown or missing, a value of the wrong type, or another major
        version; or
            sections nested deeper than any document's.
    """
    try:
        plan = msgspec.json.decode(data, type=Plan)
    except msgspec.DecodeError as error:
        raise RecordError(f"not a record of this program: {error}") from error
    except RecursionError:
        raise RecordError(
            "not a record of this program: its sections nest deeper than those of any document"
        ) from None
    if plan.schema_version.split(".")[0] != SCHEMA_VERSION.split(".")[0]:
        raise RecordError(
            f"record of schema {plan.schema_version}; this program reads {SCHEMA_VERSION}"
        )
    return plan


class _SourceOutline(msgspec.Struct):
    name: str
    sha256: str
    media_type: str


class _Outline(msgspec.Struct):
    """What every version of a record has."""

    schema_version: str
    source: _SourceOutline
    header: msgspec.Raw
    text: str
    tasks: msgspec.Raw


def is_record(data: bytes) -> bool:
    """Whether bytes are a record of this program, of whichever version;
    `load_plan` says whether it can be read.
    """
    data = data.removeprefix(codecs.BOM_UTF8)
    if data[:64].lstrip()[:1] != b"{":
        return False
    try:
        msgspec.json.decode(data, type=_Outline)
    except (msgspec.DecodeError, RecursionError):
        return False
    return True


def plan_schema() -> dict[str, object]:
    """JSON Schema 2020-12 of the record: every key is required, as it is always written,
    and has its meaning.
    """
    from schemas.describe import (
        describe_schema,
    )  # reads source files: only who asks for the schema pays for it

    schema = msgspec.json.schema(Plan)
    for name, definition in schema["$defs"].items():
        if definition.get("type") == "object" and "properties" in definition and name != "Where":
            definition["required"] = sorted(definition["properties"])
    describe_schema(schema["$defs"], Plan)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "kehoach record",
        **schema,
    }
