"""Contradictions inside a record, as problems; nothing is ever corrected here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

import regex

from normalize.time.periods import read_period
from schemas.plan import Header, Problem, Task
from schemas.problem import problem

_PLANS = ("KH", "CTr", "CTHĐ", "ĐA", "PA")
_YEAR = regex.compile(r"\d{4}")
_NUMBER = regex.compile(r"\d{1,3}")


def check_tasks(header: Header, tasks: list[Task]) -> Iterator[Problem]:
    """Deadlines before the issue date or outside the plan's period, gaps in the numbering, unknown
    units.
    """
    for task in tasks:
        yield from _check_deadline(header, task)
    yield from _check_markers(tasks)
    yield from _check_agencies(tasks)


def _check_deadline(header: Header, task: Task) -> Iterator[Problem]:
    deadline = task.deadline
    if deadline is None or deadline.due_latest is None:
        return
    last, issued_on = deadline.due_latest, header.issued_on
    said = f"'{deadline.raw}' ends on {last}"
    if issued_on is not None and last < issued_on:
        message = f"{said}; the document was issued on {issued_on}"
        yield _problem_of("deadline-before-issue", message, task, "deadline")
    elif period := _period_without(last, header.title or ""):
        message = f"{said}; the plan covers {period}"
        yield _problem_of("deadline-outside-period", message, task, "deadline")


def _period_without(day: str, title: str) -> str | None:
    """The period that a title names, where a day does not lie in it."""
    period = read_period(title) or ""
    years = _YEAR.findall(period)
    return period if years and not years[0] <= day[:4] <= years[-1] else None


def _problem_of(code: str, message: str, task: Task, name: str) -> Problem:
    """A problem of one field of a task, with where it stands."""
    where = tuple(one for one in task.where if one.field == name)
    return problem(code=code, message=message, subject=task.id, field=name, where=where)


def _check_markers(tasks: list[Task]) -> Iterator[Problem]:
    """Row numbers that skip or go back within one group."""
    groups: dict[tuple[str | None, tuple[str, ...]], list[tuple[int, Task]]] = defaultdict(list)
    for task in tasks:
        number = _number_of(task) if task.table is not None else None
        if number is not None:
            groups[task.table, task.group].append((number, task))
    for rows in groups.values():
        for (before, _), (number, task) in pairwise(rows):
            if number not in (before, before + 1):
                message = f"row number {number} follows {before}"
                yield _problem_of("marker-gap", message, task, "marker")


def _number_of(task: Task) -> int | None:
    """The whole number that a row has; None for any other marker."""
    match = _NUMBER.fullmatch((task.marker or "").strip(" .)"))
    return int(match.group()) if match else None


def _check_agencies(tasks: list[Task]) -> Iterator[Problem]:
    """One problem for every unknown unit, at the first task that names it."""
    seen: set[str] = set()
    for task in tasks:
        for name, agencies in (
            ("lead", task.lead_agencies),
            ("coordinating", task.coordinating_agencies),
        ):
            for agency in agencies:
                if not agency.matched and agency.text not in seen:
                    seen.add(agency.text)
                    known = (
                        f"; it may mean {', '.join(agency.candidates)}" if agency.candidates else ""
                    )
                    message = f"'{agency.text}' is not in the lexicon of agencies{known}"
                    yield _problem_of("agency-unmatched", message, task, name)


def check_kind(header: Header, tasks: list[Task]) -> Iterator[Problem]:
    """Whether the document is a plan at all, or a decision with one."""
    titled = "kế hoạch" in (header.title or "").lower()
    attached = header.issued_by is not None and header.issued_by.kind == header.kind
    if not tasks and header.kind_code not in _PLANS and not titled and not attached:
        kind = header.kind or "document of unknown kind"
        yield problem(
            code="not-a-plan",
            message=f"the document is a {kind}, and holds no tasks",
            subject="header",
            field="kind",
        )
