"""Contradictions inside a record, as problems; nothing is ever corrected here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import regex

from normalize.time.periods import read_period
from schemas.plan import Header, Problem, Task
from schemas.problem import problem

_PLANS = ("KH", "CTr", "CTHĐ", "ĐA", "PA")
_NUMBER = regex.compile(r"\d{1,3}")


def check_tasks(header: Header, tasks: list[Task]) -> Iterator[Problem]:
    """Deadlines before the issue date or outside the plan's period, gaps in the numbering, unknown units."""
    for task in tasks:
        yield from _check_deadline(header, task)
    yield from _check_markers(tasks)
    yield from _check_agencies(tasks)


def _check_deadline(header: Header, task: Task) -> Iterator[Problem]:
    deadline = task.deadline
    if deadline is None or deadline.due_latest is None:
        return
    where = tuple(one for one in task.where if one.field == "deadline")
    if header.issued_on is not None and deadline.due_latest < header.issued_on:
        yield problem(
            code="deadline-before-issue",
            message=f"'{deadline.raw}' ends on {deadline.due_latest}; the document was issued on {header.issued_on}",
            subject=task.id,
            field="deadline",
            where=where,
        )
    period = read_period(header.title or "")
    years = regex.findall(r"\d{4}", period or "")
    if years and not deadline.due_latest < (header.issued_on or "") and not _within(deadline.due_latest, years):
        yield problem(
            code="deadline-outside-period",
            message=f"'{deadline.raw}' ends on {deadline.due_latest}; the plan covers {period}",
            subject=task.id,
            field="deadline",
            where=where,
        )


def _within(day: str, years: list[str]) -> bool:
    return years[0] <= day[:4] <= years[-1]


def _check_markers(tasks: list[Task]) -> Iterator[Problem]:
    """Row numbers that skip or go back within one group."""
    groups: dict[tuple[str | None, tuple[str, ...]], list[Task]] = defaultdict(list)
    for task in tasks:
        if task.table is not None and task.marker is not None:
            groups[task.table, task.group].append(task)
    for rows in groups.values():
        before = None
        for task in rows:
            match = _NUMBER.fullmatch((task.marker or "").strip(" .)"))
            number = int(match.group()) if match else None
            if before is not None and number is not None and number not in (before, before + 1):
                yield problem(
                    code="marker-gap",
                    message=f"row number {number} follows {before}",
                    subject=task.id,
                    field="marker",
                    where=tuple(one for one in task.where if one.field == "marker"),
                )
            before = number if number is not None else before


def _check_agencies(tasks: list[Task]) -> Iterator[Problem]:
    """One problem for every unknown unit, at the first task that names it."""
    seen: set[str] = set()
    for task in tasks:
        for name, agencies in (("lead", task.lead_agencies), ("coordinating", task.coordinating_agencies)):
            for agency in agencies:
                if not agency.matched and agency.text not in seen:
                    seen.add(agency.text)
                    known = f"; it may mean {', '.join(agency.candidates)}" if agency.candidates else ""
                    yield problem(
                        code="agency-unmatched",
                        message=f"'{agency.text}' is not in the lexicon of agencies{known}",
                        subject=task.id,
                        field=name,
                        where=tuple(one for one in task.where if one.field == name),
                    )


def check_kind(header: Header, tasks: list[Task]) -> Iterator[Problem]:
    """Whether the document is a plan at all, or a decision with one."""
    titled = "kế hoạch" in (header.title or "").lower()
    attached = header.issued_by is not None and header.issued_by.kind == header.kind
    if not tasks and header.kind_code not in _PLANS and not titled and not attached:
        yield problem(
            code="not-a-plan",
            message=f"the document is a {header.kind or 'document of unknown kind'}, and holds no tasks",
            subject="header",
            field="kind",
        )
