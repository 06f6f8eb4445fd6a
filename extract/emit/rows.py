"""A record's tables as typed rows; `schemas.dataset` says where the value of each column stands.

Values are str, int, bool, list or None; dates stay ISO strings and decimals strings until a format
turns them into its own. What is counted or joined, and so stands nowhere in the record, is made
here: one function a table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from schemas.dataset import OF_PLAN, TABLES, TASK_COLUMNS
from schemas.manifest import plan_id
from schemas.plan import Agency, Plan, TableName, Where

__all__ = ["Made", "Row", "TableName", "Value", "columns_of", "read_path", "table_rows"]

Value = str | int | float | bool | list[str] | list[int] | None
Row = dict[str, Value]
Made = tuple[msgspec.Struct, Row]
"""What a row is about, and those of its values that stand nowhere in it."""

_DATASET_ONLY = {"plan_id", "work_id", "position"}
_OF_PLAN = "plan."
_EACH = "[]"


def columns_of(table: TableName) -> tuple[str, ...]:
    """The columns of one document's table; those of the tasks are the contract's."""
    if table == "tasks":
        return TASK_COLUMNS
    return tuple(name for name in TABLES[table].columns if name not in _DATASET_ONLY)


def labels_of(table: TableName) -> tuple[str, ...]:
    """The Vietnamese names of those columns.

    >>> labels_of("tasks")[:3]
    ('Số, ký hiệu kế hoạch', 'Ngày ban hành', 'Cơ quan ban hành')
    """
    labels = {field.name: field.label for field in TABLES[table].fields}
    return tuple(labels[name] for name in columns_of(table))


def table_rows(plan: Plan, table: str) -> Iterator[Row]:
    """The rows of one table in the record's order; ``work_id`` is left to the dataset."""
    about: Row = {"plan_id": plan_id(plan.source.sha256)}
    for field in OF_PLAN:
        about[field.name] = read_path(plan, (field.path or "").removeprefix(_OF_PLAN))
    paths = {one.name: one.path for one in TABLES[table].fields if one.path}
    own = {name: path for name, path in paths.items() if not path.startswith(_OF_PLAN)}
    for one, made in _MAKERS[table](plan):
        yield about | {name: read_path(one, path) for name, path in own.items()} | made


def read_path(one: Any, path: str) -> Any:
    """The value at a path such as "deadline.edtf", "span.0", "lead_agencies[].id"; else None.

    >>> read_path(Where(page=3, span=(5, 9)), "span.1"), read_path(Where(page=3), "span.1")
    (9, None)
    """
    step, _, rest = path.partition(".")
    if one is None:
        return None
    if step.endswith(_EACH):
        found = (read_path(item, rest) for item in getattr(one, step.removesuffix(_EACH)))
        return [value for value in found if value is not None]
    value = one[int(step)] if step.isdecimal() else getattr(one, step)
    if rest:
        return read_path(value, rest)
    return list(value) if isinstance(value, tuple) else value


def _plans(plan: Plan) -> Iterator[Made]:
    made: Row = {
        name: len(getattr(plan, name)) for name in ("tasks", "targets", "references", "problems")
    }
    made["errors"] = sum(problem.severity == "error" for problem in plan.problems)
    made |= {"work_id": None, "preferred": None}  # only a dataset knows them
    yield plan, made | {"confidence": _weakest(plan.header.where)}


def _tasks(plan: Plan) -> Iterator[Made]:
    problems: dict[str | None, list[str]] = defaultdict(list)
    for problem in plan.problems:
        problems[problem.subject].append(problem.code)
    texts = {target.id: target.text for target in plan.targets}
    codes = {reference.id: reference.code or reference.title or "" for reference in plan.references}
    for task in plan.tasks:
        yield (
            task,
            {
                "table": task.table or task.section,
                "lead_names": _names(task.lead_agencies),
                "coordinating_names": _names(task.coordinating_agencies),
                "targets": [texts[one] for one in task.targets],
                "references": [codes[one] for one in task.references],
                "extra": [f"{name}: {value}" for name, value in task.extra.items()],
                "page": _page(task.where),
                "problems": problems[task.id],
                "confidence": _weakest(
                    task.where, task.deadline.confidence if task.deadline else None
                ),
            },
        )


def _names(agencies: tuple[Agency, ...]) -> list[str]:
    return [agency.name or agency.text for agency in agencies]


def _page(where: tuple[Where, ...]) -> int | None:
    return next((one.page for one in where if one.page is not None), None)


def _weakest(where: Iterable[Where], *others: float | None) -> float | None:
    """The least of all confidences; None where there is none."""
    found = (*(one.confidence for one in where), *others)
    return min((one for one in found if one is not None), default=None)


def _references(plan: Plan) -> Iterator[Made]:
    for one in plan.references:
        places = [where for mention in one.mentions for where in mention.where]
        yield one, {"mentions": len(one.mentions), "confidence": _weakest(places)}


def _mentions(plan: Plan) -> Iterator[Made]:
    for one in plan.references:
        for position, mention in enumerate(one.mentions, 1):
            yield (
                mention,
                {
                    "reference": one.id,
                    "position": position,
                    "code": one.code,
                    "page": _page(mention.where),
                    "confidence": _weakest(mention.where),
                },
            )


def _targets(plan: Plan) -> Iterator[Made]:
    for one in plan.targets:
        yield one, {"page": _page(one.where), "confidence": _weakest(one.where)}


def _agencies(plan: Plan) -> Iterator[Made]:
    for task in plan.tasks:
        for role, agencies in (
            ("lead", task.lead_agencies),
            ("coordinating", task.coordinating_agencies),
        ):
            sure = _weakest(where for where in task.where if where.field == role)
            for position, one in enumerate(agencies, 1):
                place: Row = {"task": task.id, "role": role, "position": position}
                yield one, place | {"confidence": sure}


def _problems(plan: Plan) -> Iterator[Made]:
    for position, one in enumerate(plan.problems, 1):
        yield one, {"position": position, "page": _page(one.where)}


def _evidence(plan: Plan) -> Iterator[Made]:
    for entity, identity, places in _places(plan):
        pieces: dict[str, int] = defaultdict(int)
        for where in places:
            field = where.field or "text"
            pieces[field] += 1
            about: Row = {"entity": entity, "id": identity, "field": field}
            yield where, about | {"position": pieces[field]}


def _places(plan: Plan) -> Iterator[tuple[str, str, tuple[Where, ...]]]:
    """What stands somewhere, what it is called, and where."""
    yield "header", "header", plan.header.where
    for task in plan.tasks:
        yield "task", task.id, task.where
    for target in plan.targets:
        yield "target", target.id, target.where
    for reference in plan.references:
        for position, mention in enumerate(reference.mentions, 1):
            yield "mention", f"{reference.id}/{position}", mention.where


_MAKERS: dict[str, Callable[[Plan], Iterator[Made]]] = {
    "plans": _plans,
    "tasks": _tasks,
    "references": _references,
    "mentions": _mentions,
    "targets": _targets,
    "agencies": _agencies,
    "problems": _problems,
    "evidence": _evidence,
}
