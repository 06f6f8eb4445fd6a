"""Who does what by when."""

from __future__ import annotations

import msgspec

from schemas.deadline import Deadline
from schemas.evidence import Record, Where
from schemas.vocabulary import Level


class Agency(Record, frozen=True, kw_only=True):
    """A unit of a cell *lead* or *coordinating*, looked up in a lexicon whose entries hold for a
    level and a time.
    """

    text: str
    """The unit as written."""

    id: str | None = None
    """Identifier in the lexicon; null for a unit it does not hold."""

    name: str | None = None
    """Full name in the lexicon."""

    level: Level | None = None
    """Level of the unit."""

    matched: bool = False
    """Whether the text means one unit of the lexicon."""

    candidates: tuple[str, ...] = ()
    """Names an ambiguous text may mean. Example: `["Tỉnh ủy", "Thành ủy"]`."""


class Task(Record, frozen=True, kw_only=True):
    """One row of a task table, or one duty found in the body."""

    told = ("id", "task", "lead", "deadline.raw")

    id: str
    """Identifier within the record: the table, the groups' numbers and the row's own,
    or `section/…` in the body.
    """

    table: str | None
    """The table it stands in; null for a duty of the body."""

    section: str | None
    """Path of markers of the section it stands in; null for a row of a table."""

    group: tuple[str, ...]
    """Headings above the row, outermost first, as written."""

    marker: str | None
    """Its number as printed."""

    task: str
    """What is to be done, as written. Source: the column *task*."""

    items: tuple[str, ...] = ()
    """The cell's own bullets, where it has some. Example: `["Rà soát văn bản", "Báo cáo kết quả"]`.
    """

    deliverable: str | None = None
    """What is to be handed in, as written. Source: the column *deliverable*."""

    lead: str | None = None
    """The unit in charge (*cơ quan chủ trì*), as written. Source: the column *lead*,
    or a marked cell of a unit's own column.
    """

    lead_agencies: tuple[Agency, ...] = ()
    """The units of `lead`, one by one."""

    coordinating: str | None = None
    """Units that take part (*cơ quan phối hợp*), as written. Source: the column *coordinating*."""

    coordinating_agencies: tuple[Agency, ...] = ()
    """The units of `coordinating`, one by one."""

    deadline: Deadline | None = None
    """When; null where the row says nothing, or nothing that can be read (`deadline-unread`)."""

    targets: tuple[str, ...] = ()
    """Identifiers of the targets in the row."""

    references: tuple[str, ...] = ()
    """Identifiers of the documents the row cites."""

    extra: dict[str, str] = msgspec.field(default_factory=dict)
    """Cells of the other columns, by the column's name."""

    where: tuple[Where, ...] = ()
    """Where each field stands: one entry a fragment, named by its `field`."""
