"""One plan published as PDF, DOCX and scan is one plan: which files are the same, and which one to
take.

What a plan is, is said by the reference to itself that its head makes; plans without number, date,
issuer or, below the province, without a province cannot be told to be the same and stand alone.

The rows of table plans wait in a SQLite file, so memory does not grow with their number.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec

from extract.emit.dataset.work_ids import work_id
from extract.emit.rows import Row
from schemas.manifest import plan_id
from schemas.plan import Plan

_LAYERS = ("digital", "none", "mixed", "ocr")
"""Where the letters of a document come from, the surest first."""

_TABLES = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE;
CREATE TABLE plans (place INTEGER PRIMARY KEY, work TEXT, layer INTEGER, errors INTEGER, row BLOB);
CREATE INDEX by_work ON plans (work, layer, errors, place);
"""
_ROWS = """
SELECT row, work, place = (
    SELECT best.place FROM plans AS best WHERE best.work = plans.work
    ORDER BY best.layer, best.errors, best.place LIMIT 1
) FROM plans ORDER BY place
"""


class Renditions:
    """The plans of a dataset, one after another; then their rows, each with its work."""

    def __init__(self, path: Path) -> None:
        self._base = sqlite3.connect(path, isolation_level=None)
        self._base.executescript(_TABLES)
        self._base.execute("BEGIN")

    def add(self, plan: Plan, row: Row) -> None:
        """A plan with its row, which lacks ``work_id`` and ``preferred``."""
        layer = _LAYERS.index(plan.source.text_layer)
        errors = sum(problem.severity == "error" for problem in plan.problems)
        self._base.execute(
            "INSERT INTO plans VALUES (NULL, ?, ?, ?, ?)",
            (own_work_id(plan), layer, errors, msgspec.json.encode(row)),
        )

    def rows(self) -> Iterator[Row]:
        """The rows in the order in which their plans came."""
        for row, work, preferred in self._base.execute(_ROWS):
            found: Row = msgspec.json.decode(row)
            yield found | {"work_id": work, "preferred": bool(preferred)}

    def close(self) -> None:
        """End the file; it may be removed then."""
        self._base.close()


def own_work_id(plan: Plan) -> str:
    """What a plan is called as a cited document; an identifier of its own where that is not said.

    Source: the form of ``works.work_id``, so that a plan joins those that cite it.
    """
    for one in plan.references:
        itself = one.code == plan.header.code and any(mention.self for mention in one.mentions)
        if itself and one.uri is not None:
            return work_id(one, plan)
    return f"plan@{plan_id(plan.source.sha256)}"
