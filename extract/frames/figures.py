"""The figures of a report, counted in the tables of a dataset."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from extract.emit.report.figures import (
    CONFIDENCES,
    LEVELS,
    Cited,
    Confidence,
    Coverage,
    Deadlines,
    Document,
    Failure,
    Figures,
    Lead,
    ProblemCount,
    Totals,
    WeakTask,
    Year,
)
from extract.frames.dataset import Dataset
from schemas.manifest import OK

MOST_LEADS = 25
MOST_CITED = 20
MOST_CITING = 30
MOST_WEAK = 15
MOST_WORST = 3
MOST_FAILURES = 200
_SURE = ("tasks", "targets", "references", "agencies")
_SEVERITIES = ["error", "warning", "info"]


def report_figures(dataset: Dataset) -> Figures:
    """Count everything that a report says.

    Raises:
        InputError: a table is missing or cannot be read.
    """
    plans, tasks = _plans(dataset), _tasks(dataset)
    problems = dataset.frame("problems", ("plan_id", "code", "severity"))
    works = dataset.frame("works")
    manifest = dataset.frame("manifest", ("path", "status", "error"))
    cited = _cited(dataset, works)
    counted = _problems(problems)
    weak = _weak(tasks)
    linked = {
        *(plan for one in cited for plan in one.citing),
        *(plan for one in counted for plan, _ in one.worst),
        *(one.plan_id for one in weak),
    }
    failed = manifest[manifest["status"] != OK]
    return Figures(
        name=dataset.path.resolve().name,
        partial=dataset.partial,
        totals=_totals(dataset, manifest, plans, tasks, works, problems),
        coverage=_coverage(plans),
        deadlines=_deadlines(tasks),
        leads=_leads(dataset),
        cited=cited,
        confidence=tuple(_confidence(dataset, table) for table in _SURE),
        weak=weak,
        problems=counted,
        statuses=_counted(manifest["status"]),
        failures=tuple(
            Failure(one.path, one.status, _none(one.error))
            for one in _rows(failed.sort_values(["status", "path"]).head(MOST_FAILURES))
        ),
        documents=_documents(plans, linked),
    )


def _plans(dataset: Dataset) -> pd.DataFrame:
    columns = (
        *("plan_id", "plan_code", "kind", "title", "issuer", "issued_on", "province", "level"),
        *("source_name", "tasks", "problems", "confidence", "work_id"),
    )
    return dataset.frame("plans", columns)


def _tasks(dataset: Dataset) -> pd.DataFrame:
    columns = ("plan_id", "task", "deadline", "deadline_kind", "due_latest", "page", "confidence")
    return dataset.frame("tasks", columns)


def _totals(
    dataset: Dataset, manifest: pd.DataFrame, plans: pd.DataFrame, tasks: pd.DataFrame, *others: Any
) -> Totals:
    works, problems = others
    return Totals(
        files=len(manifest),
        failed=int((manifest["status"] != OK).sum()),
        plans=len(plans),
        works=plans["work_id"].nunique(),
        tasks=len(tasks),
        targets=len(dataset.frame("targets", ("plan_id",))),
        references=len(dataset.frame("references", ("plan_id",))),
        cited=int((works["plans"] > 0).sum()),
        problems=len(problems),
    )


def _coverage(plans: pd.DataFrame) -> tuple[Coverage, ...]:
    """The provinces with most documents first, equal ones by name; last those without one."""
    sizes: dict[Any, int] = plans.groupby(["province", "level"], dropna=False).size().to_dict()
    counts: dict[str | None, dict[str | None, int]] = {}
    for (province, level), count in sizes.items():
        counts.setdefault(_none(province), {})[_none(level)] = int(count)
    found = [
        Coverage(province, tuple(levels.get(level, 0) for level in LEVELS))
        for province, levels in counts.items()
    ]
    return tuple(
        sorted(found, key=lambda one: (one.province is None, -sum(one.counts), one.province or ""))
    )


def _deadlines(tasks: pd.DataFrame) -> Deadlines:
    due = tasks["due_latest"].dropna()
    sizes: dict[Any, int] = due.groupby([due.dt.year, due.dt.quarter]).size().to_dict()
    years = sorted({year for year, _ in sizes})
    undated = tasks.loc[tasks["due_latest"].isna(), "deadline_kind"]
    return Deadlines(
        tuple(
            Year(int(year), _four(int(sizes.get((year, quarter), 0)) for quarter in range(1, 5)))
            for year in years
        ),
        _counted(undated),
    )


def _four(counts: Iterable[int]) -> tuple[int, int, int, int]:
    first, second, third, fourth = counts
    return first, second, third, fourth


def _leads(dataset: Dataset) -> tuple[Lead, ...]:
    columns = ("plan_id", "task", "role", "text", "name", "matched")
    units = dataset.frame("agencies", columns)
    units = units[units["role"] == "lead"]
    units = units.assign(
        shown=units["name"].fillna(units["text"]), of=units["plan_id"] + " " + units["task"]
    )
    grouped = units.groupby("shown").agg(
        tasks=("of", "nunique"), plans=("plan_id", "nunique"), matched=("matched", "any")
    )
    top = grouped.reset_index().sort_values(
        ["tasks", "plans", "shown"], ascending=[False, False, True]
    )
    return tuple(
        Lead(one.shown, int(one.tasks), int(one.plans), bool(one.matched))
        for one in _rows(top.head(MOST_LEADS))
    )


def _cited(dataset: Dataset, works: pd.DataFrame) -> tuple[Cited, ...]:
    top = works[works["plans"] > 0].sort_values(
        ["plans", "mentions", "work_id"], ascending=[False, False, True]
    )
    top = top.head(MOST_CITED)
    mentions = dataset.frame("mentions", ("plan_id", "reference", "self"))
    others = mentions.loc[~mentions["self"], ["plan_id", "reference"]].drop_duplicates()
    references = dataset.frame("references", ("plan_id", "id", "work_id"))
    references = references[references["work_id"].isin(top["work_id"])]
    citing = references.merge(others, left_on=["plan_id", "id"], right_on=["plan_id", "reference"])
    plans = citing.groupby("work_id")["plan_id"].unique()
    return tuple(
        Cited(
            *_name_of(one),
            _day(one.issued_on),
            int(one.plans),
            int(one.mentions),
            tuple(sorted(plans.get(one.work_id, ())))[:MOST_CITING],
        )
        for one in _rows(top)
    )


def _name_of(work: Any) -> tuple[str, str | None]:
    """What a cited document is called, and its title where that is something else."""
    title = work.titles[0] if work.titles else None
    if _none(work.code) is None:
        return title or _none(work.kind) or work.work_id, None
    return " ".join(filter(None, (_none(work.kind), work.code))), title


def _confidence(dataset: Dataset, table: str) -> Confidence:
    sure = dataset.frame(table, ("confidence",))["confidence"]
    counts, below = [], 0
    for bound in CONFIDENCES:
        under = int((sure < bound).sum())
        counts.append(under - below)
        below = under
    whole = int((sure >= CONFIDENCES[-1]).sum())
    return Confidence(table, (*counts, whole, int(sure.isna().sum())))


def _weak(tasks: pd.DataFrame) -> tuple[WeakTask, ...]:
    known = tasks[tasks["confidence"] < CONFIDENCES[-1]]
    known = known.sort_values(["confidence", "plan_id", "page"], kind="stable")
    return tuple(
        WeakTask(
            one.plan_id,
            one.task,
            _none(one.deadline),
            None if pd.isna(one.page) else int(one.page),
            float(one.confidence),
        )
        for one in _rows(known.head(MOST_WEAK))
    )


def _problems(problems: pd.DataFrame) -> tuple[ProblemCount, ...]:
    """The gravest first, then the commonest."""
    found = []
    groups: Iterable[Any] = problems.groupby(["severity", "code"])
    for (severity, code), rows in groups:
        by_plan = rows.groupby("plan_id").size().reset_index(name="rows")
        worst = by_plan.sort_values(["rows", "plan_id"], ascending=[False, True]).head(MOST_WORST)
        named = tuple((one.plan_id, int(one.rows)) for one in _rows(worst))
        found.append(ProblemCount(code, severity, len(rows), len(by_plan), named))
    return tuple(
        sorted(found, key=lambda one: (_SEVERITIES.index(one.severity), -one.rows, one.code))
    )


def _documents(plans: pd.DataFrame, wanted: set[str]) -> dict[str, Document]:
    found = plans[plans["plan_id"].isin(wanted)].sort_values("plan_id")
    return {
        one.plan_id: Document(
            one.plan_id,
            " ".join(str(part) for part in (one.kind, one.plan_code, one.title) if _none(part))
            or one.source_name,
            _none(one.issuer),
            _day(one.issued_on),
            one.source_name,
            int(one.tasks),
            int(one.problems),
            None if pd.isna(one.confidence) else float(one.confidence),
        )
        for one in _rows(found)
    }


def _counted(values: pd.Series) -> tuple[tuple[Any, int], ...]:
    """Each value with its count, the commonest first, equal ones by name; last what is missing."""
    counts = {
        _none(value): int(count) for value, count in values.value_counts(dropna=False).items()
    }
    return tuple(sorted(counts.items(), key=lambda one: (one[0] is None, -one[1], one[0] or "")))


def _rows(frame: pd.DataFrame) -> Iterable[Any]:
    """The rows, each with its columns as attributes."""
    return frame.itertuples(index=False)


def _none(value: Any) -> Any:
    """The value, or None where it is missing."""
    return None if pd.isna(value) else value


def _day(value: Any) -> str | None:
    return None if pd.isna(value) else str(value.date())
