"""The record's tables as rows of strings: one function a table, columns fixed by the contract."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Literal

from schemas.plan import Agency, Plan, Task

TableName = Literal["tasks", "references", "mentions", "targets", "problems"]
Row = dict[str, str]

_PLAN_COLUMNS = ("plan_code", "issued_on", "issuer", "commune", "district", "province")
COLUMNS: dict[TableName, tuple[str, ...]] = {
    "tasks": (
        *_PLAN_COLUMNS,
        *("table", "group", "marker", "task", "deliverable", "lead", "lead_names", "coordinating"),
        *("coordinating_names", "deadline", "deadline_kind", "deadline_edtf", "due_latest", "rrule"),
        *("targets", "references", "extra", "page", "problems"),
    ),
    "references": (
        *_PLAN_COLUMNS,
        *("id", "kind", "code", "number", "year", "symbol", "reference_issued_on", "reference_issuer"),
        *("issuer_stated", "issuer_inferred", "title", "uri", "urn", "mentions"),
    ),
    "mentions": (
        *_PLAN_COLUMNS,
        *("reference", "code", "text", "start", "end", "relation", "pinpoint", "self", "task", "page"),
    ),
    "targets": (
        *_PLAN_COLUMNS,
        *("id", "text", "kind", "change", "comparator", "min", "max", "of", "unit", "currency", "per", "noun"),
        *("start", "end", "page"),
    ),
    "problems": (*_PLAN_COLUMNS, "code", "severity", "message", "subject", "page"),
}
LIST_SEPARATOR = "; "


def table_rows(plan: Plan, table: TableName) -> Iterator[Row]:
    """The rows of one table in the order of the record; lists joined by "; ", absent values empty."""
    about = _about(plan)
    for row in _ROWS[table](plan):
        yield about | row


def _about(plan: Plan) -> Row:
    header, place = plan.header, plan.header.place
    return {
        "plan_code": header.code or "",
        "issued_on": header.issued_on or "",
        "issuer": header.issuer or "",
        "commune": place.commune.name if place.commune else "",
        "district": place.district.name if place.district else "",
        "province": place.province.name if place.province else "",
    }


def _tasks(plan: Plan) -> Iterator[Row]:
    problems: dict[str | None, list[str]] = defaultdict(list)
    for problem in plan.problems:
        problems[problem.subject].append(problem.code)
    texts = {target.id: target.text for target in plan.targets}
    codes = {reference.id: reference.code or reference.title or "" for reference in plan.references}
    for task in plan.tasks:
        deadline = task.deadline
        yield {
            "table": task.table or task.section or "",
            "group": LIST_SEPARATOR.join(task.group),
            "marker": task.marker or "",
            "task": task.task,
            "deliverable": task.deliverable or "",
            "lead": task.lead or "",
            "lead_names": _names(task.lead_agencies),
            "coordinating": task.coordinating or "",
            "coordinating_names": _names(task.coordinating_agencies),
            "deadline": deadline.raw if deadline else "",
            "deadline_kind": deadline.kind if deadline else "",
            "deadline_edtf": (deadline.edtf or "") if deadline else "",
            "due_latest": (deadline.due_latest or "") if deadline else "",
            "rrule": (deadline.rrule or "") if deadline else "",
            "targets": LIST_SEPARATOR.join(texts[one] for one in task.targets),
            "references": LIST_SEPARATOR.join(codes[one] for one in task.references),
            "extra": LIST_SEPARATOR.join(f"{name}: {value}" for name, value in task.extra.items()),
            "page": _page(task),
            "problems": LIST_SEPARATOR.join(problems[task.id]),
        }


def _names(agencies: tuple[Agency, ...]) -> str:
    return LIST_SEPARATOR.join(agency.name or agency.text for agency in agencies)


def _page(task: Task) -> str:
    return next((str(where.page) for where in task.where if where.page is not None), "")


def _references(plan: Plan) -> Iterator[Row]:
    for one in plan.references:
        yield {
            "id": one.id,
            "kind": one.kind or "",
            "code": one.code or "",
            "number": one.number or "",
            "year": str(one.year or ""),
            "symbol": one.symbol or "",
            "reference_issued_on": one.issued_on or "",
            "reference_issuer": one.issuer or "",
            "issuer_stated": one.issuer_stated or "",
            "issuer_inferred": one.issuer_inferred or "",
            "title": one.title or "",
            "uri": one.uri or "",
            "urn": one.urn or "",
            "mentions": str(len(one.mentions)),
        }


def _mentions(plan: Plan) -> Iterator[Row]:
    for one in plan.references:
        for mention in one.mentions:
            yield {
                "reference": one.id,
                "code": one.code or "",
                "text": mention.text,
                "start": str(mention.span[0]),
                "end": str(mention.span[1]),
                "relation": mention.relation,
                "pinpoint": mention.pinpoint or "",
                "self": "true" if mention.self else "false",
                "task": mention.task or "",
                "page": str(mention.where[0].page or "") if mention.where else "",
            }


def _targets(plan: Plan) -> Iterator[Row]:
    for one in plan.targets:
        yield {
            "id": one.id,
            "text": one.text,
            "kind": one.kind,
            "change": one.change or "",
            "comparator": one.comparator or "",
            "min": one.min or "",
            "max": one.max or "",
            "of": one.of or "",
            "unit": one.unit or "",
            "currency": one.currency or "",
            "per": LIST_SEPARATOR.join(one.per),
            "noun": one.noun or "",
            "start": str(one.span[0]) if one.span else "",
            "end": str(one.span[1]) if one.span else "",
            "page": str(one.where[0].page or "") if one.where else "",
        }


def _problems(plan: Plan) -> Iterator[Row]:
    for one in plan.problems:
        yield {
            "code": one.code,
            "severity": one.severity,
            "message": one.message,
            "subject": one.subject or "",
            "page": str(one.where[0].page or "") if one.where else "",
        }


_ROWS: dict[TableName, Callable[[Plan], Iterator[Row]]] = {
    "tasks": _tasks,
    "references": _references,
    "mentions": _mentions,
    "targets": _targets,
    "problems": _problems,
}
