"""A record's tables as typed rows: one function a table, fields as `schemas.dataset` names them.

Values are str, int, bool, list or None; dates stay ISO strings and decimals strings until a format turns them
into its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Literal

from schemas.dataset import TABLES, TASK_COLUMNS
from schemas.manifest import plan_id
from schemas.plan import Agency, Plan, Task, Where

TableName = Literal["tasks", "references", "mentions", "targets", "problems"]
Value = str | int | float | bool | list[str] | list[int] | None
Row = dict[str, Value]

_DATASET_ONLY = {"plan_id", "work_id", "position"}


def columns_of(table: TableName) -> tuple[str, ...]:
    """The columns of one document's table; those of the tasks are the contract's."""
    if table == "tasks":
        return TASK_COLUMNS
    return tuple(name for name in TABLES[table].columns if name not in _DATASET_ONLY)


def table_rows(plan: Plan, table: str) -> Iterator[Row]:
    """The rows of one table in the order of the record. ``work_id`` is left to the dataset, which sees all plans."""
    about = _about(plan)
    for row in _ROWS[table](plan):
        yield about | row


def _about(plan: Plan) -> Row:
    header, place = plan.header, plan.header.place
    return {
        "plan_id": plan_id(plan.source.sha256),
        "plan_code": header.code,
        "issued_on": header.issued_on,
        "issuer": header.issuer,
        "commune": place.commune.name if place.commune else None,
        "district": place.district.name if place.district else None,
        "province": place.province.name if place.province else None,
    }


def _plans(plan: Plan) -> Iterator[Row]:
    header, place, source = plan.header, plan.header.place, plan.source
    successor = place.commune.successor if place.commune else None
    signatory = header.signatory
    yield {
        **{name: getattr(header, name) for name in ("kind", "kind_code", "number", "symbol", "issued_at", "title")},
        **{name: getattr(header, name) for name in ("period", "level", "parent", "urgency", "secrecy")},
        "commune_code": place.commune.code if place.commune else None,
        "commune_successor": successor.name if successor else None,
        "commune_successor_code": successor.code if successor else None,
        "district_code": place.district.code if place.district else None,
        "province_code": place.province.code if place.province else None,
        "signatory": signatory.name if signatory else None,
        "signatory_position": signatory.position if signatory else None,
        "signatory_authority": signatory.authority if signatory else None,
        "recipients": [one.name for one in header.recipients],
        "issued_by_code": header.issued_by.code if header.issued_by else None,
        "source_name": source.name,
        **{name: getattr(source, name) for name in ("sha256", "media_type", "bytes", "pages", "text_layer")},
        "characters": plan.coverage.characters,
        "placed": plan.coverage.placed,
        **{name: len(getattr(plan, name)) for name in ("tasks", "targets", "references", "problems")},
        "errors": sum(problem.severity == "error" for problem in plan.problems),
        "schema_version": plan.schema_version,
    }


def _tasks(plan: Plan) -> Iterator[Row]:
    problems: dict[str | None, list[str]] = defaultdict(list)
    for problem in plan.problems:
        problems[problem.subject].append(problem.code)
    texts = {target.id: target.text for target in plan.targets}
    codes = {reference.id: reference.code or reference.title or "" for reference in plan.references}
    for task in plan.tasks:
        yield {
            "id": task.id,
            "table": task.table or task.section,
            "group": list(task.group),
            **{name: getattr(task, name) for name in ("marker", "task", "deliverable", "lead", "coordinating")},
            "lead_names": _names(task.lead_agencies),
            "coordinating_names": _names(task.coordinating_agencies),
            **_deadline(task),
            "targets": [texts[one] for one in task.targets],
            "references": [codes[one] for one in task.references],
            "extra": [f"{name}: {value}" for name, value in task.extra.items()],
            "page": _page(task.where),
            "problems": problems[task.id],
            "items": list(task.items),
            "lead_ids": [one.id for one in task.lead_agencies if one.id],
            "target_ids": list(task.targets),
            "reference_ids": list(task.references),
        }


def _deadline(task: Task) -> Row:
    deadline = task.deadline
    return {
        "deadline": deadline.raw if deadline else None,
        "deadline_kind": deadline.kind if deadline else None,
        "deadline_edtf": deadline.edtf if deadline else None,
        "approximate": deadline.approximate if deadline else None,
        **{
            name: getattr(deadline, name, None)
            for name in ("due_latest", "rrule", "boundary", "operator", "frequency", "condition", "year_source")
        },
    }


def _names(agencies: tuple[Agency, ...]) -> list[str]:
    return [agency.name or agency.text for agency in agencies]


def _page(where: tuple[Where, ...]) -> int | None:
    return next((one.page for one in where if one.page is not None), None)


def _references(plan: Plan) -> Iterator[Row]:
    for one in plan.references:
        yield {
            **{name: getattr(one, name) for name in ("id", "kind", "code", "number", "year", "symbol")},
            "reference_issued_on": one.issued_on,
            "reference_issuer": one.issuer,
            **{name: getattr(one, name) for name in ("issuer_stated", "issuer_inferred", "title", "uri", "urn")},
            "mentions": len(one.mentions),
        }


def _mentions(plan: Plan) -> Iterator[Row]:
    for one in plan.references:
        for position, mention in enumerate(one.mentions, 1):
            yield {
                "reference": one.id,
                "position": position,
                "code": one.code,
                "start": mention.span[0],
                "end": mention.span[1],
                **{name: getattr(mention, name) for name in ("text", "relation", "pinpoint", "self", "task")},
                "page": _page(mention.where),
            }


def _targets(plan: Plan) -> Iterator[Row]:
    plain = ("id", "text", "kind", "change", "comparator", "min", "max", "of", "unit", "currency", "noun")
    for one in plan.targets:
        yield {
            **{name: getattr(one, name) for name in plain},
            "per": list(one.per),
            "start": one.span[0] if one.span else None,
            "end": one.span[1] if one.span else None,
            "page": _page(one.where),
        }


def _agencies(plan: Plan) -> Iterator[Row]:
    for task in plan.tasks:
        for role, agencies in (("lead", task.lead_agencies), ("coordinating", task.coordinating_agencies)):
            for position, one in enumerate(agencies, 1):
                yield {
                    "task": task.id,
                    "role": role,
                    "position": position,
                    **{name: getattr(one, name) for name in ("text", "id", "name", "level", "matched")},
                    "candidates": list(one.candidates),
                }


def _problems(plan: Plan) -> Iterator[Row]:
    for position, one in enumerate(plan.problems, 1):
        yield {
            "position": position,
            **{name: getattr(one, name) for name in ("code", "severity", "message", "subject")},
            "page": _page(one.where),
        }


_ROWS: dict[str, Callable[[Plan], Iterator[Row]]] = {
    "plans": _plans,
    "tasks": _tasks,
    "references": _references,
    "mentions": _mentions,
    "targets": _targets,
    "agencies": _agencies,
    "problems": _problems,
}
