"""What many plans say of one cited document, and the plan that stands alone with another date.

Nothing is changed by it: a date that contradicts a clear majority is a problem to look at. A
majority is clear when at least `FEWEST_PLANS` plans and `SHARE` percent of those that give a date
give the same one.

The citations wait in a SQLite file, so memory does not grow with the number of plans.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec

from extract.emit.rows import Row
from schemas.plan import Plan, Reference
from schemas.problem import PROBLEMS

FEWEST_PLANS = 3
SHARE = 80
_MOST_NAMES = 10
_CODE = "date-against-consensus"
_TABLES = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE;
CREATE TABLE plans (plan TEXT PRIMARY KEY, about BLOB, problems INTEGER) WITHOUT ROWID;
CREATE TABLE cited (
    work TEXT, plan TEXT, reference TEXT, kind TEXT, code TEXT, day TEXT, issuer TEXT, title TEXT,
    mentions INTEGER, page INTEGER
);
CREATE TABLE alone (plan TEXT, reference TEXT, message TEXT, page INTEGER);
"""
_WORKS = """
SELECT work, count(DISTINCT CASE WHEN mentions THEN plan END), sum(mentions) FROM cited
GROUP BY work ORDER BY work
"""
_DATED = "SELECT count(DISTINCT plan) FROM cited WHERE work = ? AND day IS NOT NULL"
_NOTE_ALONE = """
INSERT INTO alone SELECT plan, reference, coalesce(kind || ' ', '') || coalesce(code, title, '')
    || ' is cited with the date ' || day || '; ' || ? || ' of ' || ? || ' plans say ' || ?, page
FROM cited WHERE work = ? AND day != ?
"""
_ALONE = """
SELECT plans.plan, about, problems, reference, message, page FROM alone JOIN plans USING (plan)
ORDER BY plans.plan, length(reference), reference
"""
# The commonest values of one column of a work, equal ones in alphabetical order.
_COMMONEST = """
SELECT {0}, count(DISTINCT plan) AS plans FROM cited WHERE work = ? AND {0} IS NOT NULL
GROUP BY {0} ORDER BY plans DESC, {0}
"""


class Consensus:
    """The citations of a dataset, plan by plan; then its works and its lone dates."""

    def __init__(self, path: Path) -> None:
        self._base = sqlite3.connect(path, isolation_level=None)
        self._base.executescript(_TABLES)
        self._base.execute("BEGIN")

    def add(self, plan: Plan, about: Row, works: list[str]) -> None:
        """The references of one plan; ``works`` are their identifiers, in the same order."""
        mine = str(about["plan_id"])
        self._base.execute(
            "INSERT INTO plans VALUES (?, ?, ?)",
            (mine, msgspec.json.encode(about), len(plan.problems)),
        )
        self._base.executemany(
            "INSERT INTO cited VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (_citation(work, mine, one) for work, one in zip(works, plan.references, strict=True)),
        )

    def has_plan(self, plan: str | None) -> bool:
        """Whether a record of that id is in the dataset."""
        return (
            self._base.execute("SELECT 1 FROM plans WHERE plan = ?", (plan,)).fetchone() is not None
        )

    def works(self) -> Iterator[Row]:
        """The rows of table works, by identifier; lone dates are noted on the way."""
        self._base.execute("CREATE INDEX by_work ON cited (work, plan)")
        for work, plans, mentions in self._base.execute(_WORKS):
            days = self._commonest("day", work)
            agreed = self._agreed(work, days)
            codes, kinds = self._commonest("code", work), self._commonest("kind", work)
            yield {
                "work_id": work,
                "kind": kinds[0][0] if kinds else None,
                "code": codes[0][0] if codes else None,
                "issued_on": agreed,
                "dates": [day for day, _ in days],
                "date_plans": [count for _, count in days],
                "issuers": [name for name, _ in self._commonest("issuer", work)[:_MOST_NAMES]],
                "titles": [title for title, _ in self._commonest("title", work)[:_MOST_NAMES]],
                "plans": plans,
                "mentions": mentions,
            }

    def _commonest(self, column: str, work: str) -> list[tuple[str, int]]:
        return self._base.execute(_COMMONEST.format(column), (work,)).fetchall()

    def _agreed(self, work: str, days: list[tuple[str, int]]) -> str | None:
        """The date of a clear majority; who gives another one is noted."""
        if not days or days[0][1] < FEWEST_PLANS:
            return None
        day, agreeing = days[0]
        (dated,) = self._base.execute(_DATED, (work,)).fetchone()
        if agreeing * 100 < SHARE * dated:
            return None
        if len(days) > 1:
            self._base.execute(_NOTE_ALONE, (agreeing, dated, day, work, day))
        return day

    def lone_dates(self) -> Iterator[Row]:
        """Rows of table problems, by plan; `works` must have been read to its end."""
        last, position = None, 0
        for plan, about, problems, reference, message, page in self._base.execute(_ALONE):
            position = position + 1 if plan == last else problems + 1
            last = plan
            row: Row = msgspec.json.decode(about)
            yield row | {
                "position": position,
                "code": _CODE,
                "severity": PROBLEMS[_CODE].severity,
                "message": message,
                "subject": reference,
                "field": "issued_on",
                "page": page,
            }

    def close(self) -> None:
        """End the file; it may be removed then."""
        self._base.close()


def _citation(work: str, plan: str, one: Reference) -> tuple[str | int | None, ...]:
    """One line of table cited; a document's mentions of itself give a date, but are no citation."""
    day = one.issued_on if one.issued_on and len(one.issued_on) == 10 else None
    page = next(
        (where.page for mention in one.mentions for where in mention.where if where.page), None
    )
    mentions = sum(not mention.self for mention in one.mentions)
    return work, plan, one.id, one.kind, one.code, day, one.issuer, one.title, mentions, page
