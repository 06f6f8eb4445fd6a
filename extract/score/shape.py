"""The one shape gold and records are brought into before they are compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

ROW_FIELDS = ("group", "marker", "task", "deliverable", "lead", "coordinating", "deadline", "extra")
"""The fields of a task row, as the document writes them."""

HEADER_FIELDS = (
    "code",
    "kind",
    "issued_on",
    "issued_at",
    "title",
    "period",
    "issuer",
    "level",
    "parent",
    "urgency",
    "secrecy",
    "signatory.name",
    "signatory.position",
    "signatory.authority",
    "signatory.on_behalf_of",
    "recipients",
    "issued_by",
    "place",
)
"""Header fields as reports order them; number, symbol and kind code repeat code and kind."""

Lines = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A deadline as it was read; gold states the fields that ``judged`` names."""

    kind: str | None = None
    edtf: str | None = None
    rrule: str | None = None
    boundary: str | None = None
    due_latest: str | None = None
    judged: frozenset[str] = frozenset({"kind", "edtf", "rrule", "boundary", "due_latest"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One task row; ``fields`` holds every judged field of `ROW_FIELDS`, None where it is empty."""

    table: str | None
    fields: dict[str, str | None]
    items: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    reading: Reading | None = None
    agencies: dict[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One raw table: the header and the body rows as cells of text."""

    columns: tuple[str, ...]
    rows: Lines
    tasks: bool = True
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One mention of another document.

    ``codes``, ``issuers``, ``names``: every spelling that counts as right, the printed one first;
    all empty where gold does not say. ``span`` is None where gold gives no place in a text.
    """

    text: str
    span: tuple[int, int] | None = None
    page: int | None = None
    kind: str | None = None
    codes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    issued_on: str | None = None
    issuers: tuple[str, ...] = ()
    pinpoint: str | None = None
    own: bool | None = None
    code_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One target; ``values`` holds the judged fields as text."""

    text: str
    values: dict[str, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A piece of text where a mention is neither right nor wrong."""

    text: str
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """What is known of one document; a list that is None is not annotated.

    ``sha256`` names the file (two, when its text was annotated apart from it); ``own_code`` is the
    document's own, where gold has no header. ``complete``: made from a record, so that everything
    is judged. ``pages``: only these are annotated. ``shy``: header fields that may be missing with
    a problem (handwriting); ``silent``: those that may be missing without. ``neutral_rows``: texts
    of rows that may be tasks or not. ``coded_only``: mentions without a code are not judged.
    ``problems`` are "code@subject", ``problem_fields`` the header fields some problem is about.
    ``sample``: a paragraph of the text, typed exactly.
    """

    id: str
    sha256: tuple[str, ...] = ()
    kind: str | None = None
    form: str | None = None
    own_code: str | None = None
    complete: bool = False
    pages: tuple[int, int] | None = None
    header: dict[str, str | None] | None = None
    shy: frozenset[str] = frozenset()
    silent: frozenset[str] = frozenset()
    tables: tuple[Grid, ...] | None = None
    tasks: tuple[Row, ...] | None = None
    neutral_rows: tuple[str, ...] = ()
    references: tuple[Citation, ...] | None = None
    zones: tuple[Zone, ...] = ()
    coded_only: bool = False
    targets: tuple[Quantity, ...] | None = None
    problems: tuple[str, ...] | None = None
    problem_fields: frozenset[str] = frozenset()
    text: str | None = None
    sample: str | None = None

    def covers(self, pages: Iterable[int]) -> bool:
        """Whether one of these pages is annotated; of what has no page nothing else can be said."""
        if self.pages is None:
            return True
        first, last = self.pages
        numbers = tuple(pages)
        return not numbers or any(first <= page <= last for page in numbers)
