"""What a row of a table, or a duty of the body, says of one task: the words of its fields and where they stand."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import msgspec

from extract.record.evidence import Evidence
from extract.record.repairs import Repairs
from extract.record.tasks.years import PlanYear
from normalize.writing.text import squeeze
from schemas.plan import Header, Problem, Span


class Words(NamedTuple):
    """The words of a field as they are understood, with their line breaks, and where they stand in `Document.text`."""

    text: str
    spans: tuple[Span, ...] = ()


class TaskDraft(NamedTuple):
    """One task before its fields are read.

    ``fields`` go by the names of `schemas.plan.Task` (task, deliverable, lead, coordinating, deadline, marker), in the
    order of their evidence; ``extra`` by the column's name. ``column`` is the header of the deadline, ``headings``
    are those a time of day may take its day from, outermost first. ``sure``: by field, the probability that its words
    mean this at all, 1 where nothing is said. ``in_column``: a column or a label for times holds the deadline, and no
    sentence.
    """

    id: str
    table: str | None
    section: str | None
    group: tuple[str, ...]
    marker: str | None
    fields: dict[str, Words]
    items: tuple[str, ...] = ()
    extra: dict[str, str] = {}  # noqa: RUF012 (a default that is only read)
    column: str = ""
    headings: tuple[str, ...] = ()
    sure: dict[str, float] = {}  # noqa: RUF012
    in_column: bool = True

    def text(self, name: str) -> str | None:
        """The words of a field in one line; None where the draft has none."""
        return squeeze(self.lines(name)) or None

    def lines(self, name: str) -> str:
        """The words of a field with their line breaks, which part one body from the next; "" where it has none."""
        words = self.fields.get(name)
        return words.text if words else ""


class Context(msgspec.Struct):
    """What reading a task needs to know of its document."""

    text: str
    header: Header
    evidence: Evidence
    year: PlanYear
    issued_on: date | None
    repairs: Repairs
    problems: list[Problem] = []
    passed: list[Span] = []
    """Times in the words of tasks that are none of their deadlines."""
