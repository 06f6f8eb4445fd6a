"""The figures of a report, as plain values: what a page shows and nothing more.

Names and titles are the documents' own words; counts are of rows of the dataset's tables. ``None``
stands for what no document says.
"""

from __future__ import annotations

from typing import NamedTuple

LEVELS = ("central", "province", "district", "commune", "other", None)
"""The columns of the coverage, in this order."""

CONFIDENCES = (0.5, 0.8, 0.95, 1.0)
"""Bounds of the classes of confidence: below each of them in turn, and exactly the last."""


class Totals(NamedTuple):
    """How much there is. ``plans`` counts documents, ``works`` different ones among them."""

    files: int
    failed: int
    plans: int
    works: int
    tasks: int
    targets: int
    references: int
    cited: int
    problems: int


class Coverage(NamedTuple):
    """Documents of a province: one count a level, as in `LEVELS`."""

    province: str | None
    counts: tuple[int, ...]


class Year(NamedTuple):
    """Tasks whose last day lies in a year: one count a quarter."""

    year: int
    counts: tuple[int, int, int, int]


class Deadlines(NamedTuple):
    """When tasks are due; ``undated`` counts those without a day by the kind of their deadline."""

    years: tuple[Year, ...]
    undated: tuple[tuple[str | None, int], ...]


class Lead(NamedTuple):
    """A unit in charge, by its name in the lexicon or, unknown there, as written."""

    name: str
    tasks: int
    plans: int
    matched: bool


class Document(NamedTuple):
    """A document of the dataset, with what a reader finds it by."""

    plan_id: str
    name: str
    issuer: str | None
    issued_on: str | None
    file: str
    tasks: int
    problems: int
    confidence: float | None


class Cited(NamedTuple):
    """A cited document with the plans that cite it, by their ids; at most as many as are shown."""

    name: str
    title: str | None
    issued_on: str | None
    plans: int
    mentions: int
    citing: tuple[str, ...]


class Confidence(NamedTuple):
    """Rows of a table by how sure they are: one count a class, then those without a figure."""

    table: str
    counts: tuple[int, ...]


class WeakTask(NamedTuple):
    """One of the tasks that are least sure."""

    plan_id: str
    task: str
    deadline: str | None
    page: int | None
    confidence: float


class ProblemCount(NamedTuple):
    """Problems of a code; ``worst`` are the documents with most of them, each with its count."""

    code: str
    severity: str
    rows: int
    plans: int
    worst: tuple[tuple[str, int], ...]


class Failure(NamedTuple):
    """A file without a record, and why."""

    path: str
    status: str
    error: str | None


class Figures(NamedTuple):
    """All of a report; ``documents`` are those that it links to, by their ids."""

    name: str
    partial: bool
    totals: Totals
    coverage: tuple[Coverage, ...]
    deadlines: Deadlines
    leads: tuple[Lead, ...]
    cited: tuple[Cited, ...]
    confidence: tuple[Confidence, ...]
    weak: tuple[WeakTask, ...]
    problems: tuple[ProblemCount, ...]
    statuses: tuple[tuple[str, int], ...]
    failures: tuple[Failure, ...]
    documents: dict[str, Document]
