"""A record of a random plan against the gold it was drawn with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from extract.score.align import loose_key, overlap, words
from extract.score.fields import align_rows, comparable_rows
from extract.score.gold import read_neutral
from extract.score.records import read_record
from extract.score.shape import Annotation
from schemas.plan import Agency, Plan, Table, Task
from scripts.measure.announced import DOUBT, JudgedField, judge_fields
from scripts.measure.plans.doubts import Doubts, judged_field
from scripts.measure.plans.targets import judge_quantities

Gold = Mapping[str, Any]
_SAME_HEADER = 0.5


def judge_plan(gold: Gold, plan: Plan) -> list[JudgedField]:
    """Every field that the gold of a drawn plan states or the record invents."""
    annotation = read_annotation(gold, plan)
    doubts = Doubts(plan)
    judged = judge_fields(annotation, plan)
    judged = [one for one in judged if one.area != "agencies"]
    judged += _judge_tables(gold, plan, doubts)
    judged += _judge_units(gold, annotation, plan, doubts)
    judged += _judge_duties(gold, plan, doubts)
    judged += judge_quantities(gold, plan, doubts)
    return judged


def read_annotation(gold: Gold, plan: Plan) -> Annotation:
    """The neutral part; of several right names of the issuer the one that was read."""
    found = read_annotation_header(gold, plan)
    annotation = read_neutral(gold, Path(f"{gold['id']}.json"))
    return replace(annotation, header={**(annotation.header or {}), **found}, tables=None)


def read_annotation_header(gold: Gold, plan: Plan) -> dict[str, str | None]:
    """Fields of the header that the neutral form lacks or states in several ways."""
    header = gold["header"]
    names = (header["issuer"], *header["issuer_alt"])
    read = loose_key(plan.header.issuer)
    issuer = next((plan.header.issuer for name in names if loose_key(name) == read), names[0])
    return {"issuer": issuer, "recipients": header["recipients"]}


def _judge_tables(gold: Gold, plan: Plan, doubts: Doubts) -> list[JudgedField]:
    """Kinds of tables and roles of columns; tables that gold does not have.

    A table that goes on below its header printed again may stay in two.
    """
    left, repeated = list(plan.tables), set[str]()
    judged: list[JudgedField] = []
    for stated in gold["tables"]:
        columns = stated["columns"] or [{"name": name} for name in stated["names"]]
        table = _find_table([one["name"] for one in columns], left)
        if table is None:
            judged.append(judged_field("tables", "kind", stated["kinds"][0], None, False))
            continue
        left.remove(table)
        repeated |= {_head(table)} if stated.get("repeated") else set()
        told = doubts.tells(table.id, "kind") or _is_doubtful(table.confidence)
        right = table.kind in stated["kinds"]
        judged.append(
            judged_field("tables", "kind", stated["kinds"][0], table.kind, told, right=right)
        )
        if stated["columns"]:
            judged += _judge_roles(columns, table, doubts)
    for one in left:
        if _head(one) not in repeated:
            shown = f"{one.kind}: {_head(one)}"
            judged.append(judged_field("tables", "kind", None, shown, doubts.about(one.id)))
    return judged


def _head(table: Table) -> str:
    return " | ".join(column.name for column in table.columns)


def _is_doubtful(confidence: float | None) -> bool:
    return confidence is not None and confidence < DOUBT


def _find_table(names: list[str], tables: Sequence[Table]) -> Table | None:
    """The table whose header has these names, the most alike first."""
    wanted = words(" ".join(names))
    ranked = [(overlap(wanted, words(_head(one))), -n, one) for n, one in enumerate(tables)]
    best = max(ranked, key=lambda entry: entry[:2], default=(0.0, 0, None))
    return best[2] if best[0] >= _SAME_HEADER else None


def _judge_roles(columns: Sequence[Gold], table: Table, doubts: Doubts) -> list[JudgedField]:
    told = doubts.tells(table.id)
    if len(columns) != len(table.columns):
        found = f"{len(table.columns)} columns"
        return [judged_field("tables", "role", f"{one['name']}: {one['role']}", found, told)
                for one in columns]  # fmt: skip
    judged = []
    for stated, column in zip(columns, table.columns, strict=True):
        right = column.role in stated["role"].split("/")
        announced = told or _is_doubtful(column.confidence)
        shown = f"{stated['name']}: {stated['role']}"
        judged.append(judged_field("tables", "role", shown, column.role, announced, right=right))
    return judged


def _judge_units(
    gold: Gold, annotation: Annotation, plan: Plan, doubts: Doubts
) -> list[JudgedField]:
    """The single units of each cell, as written."""
    found = read_record(plan)
    by_row = {id(row): task for row, task in zip(found.tasks or (), plan.tasks, strict=True)}
    others = comparable_rows(annotation, found)
    judged = []
    for i, j in align_rows(annotation.tasks or (), others):
        task, stated = by_row[id(others[j])], gold["tasks"][i]
        for role, agencies in (
            ("lead", task.lead_agencies),
            ("coordinating", task.coordinating_agencies),
        ):
            names = stated.get(f"{role}_units")
            if names:
                judged.append(_judge_list(role, names, agencies, task, doubts))
    return judged


def _judge_list(
    role: str, names: list[str], agencies: Sequence[Agency], task: Task, doubts: Doubts
) -> JudgedField:
    found = [one.text for one in agencies]
    right = sorted(_each_body(names)) == sorted(_each_body(found))
    told = doubts.tells(task.id, role) or _confidence(task, role) < DOUBT
    return judged_field(
        "units", role, " | ".join(names), " | ".join(found) or None, told, right=right
    )


def _each_body(names: list[str]) -> list[str]:
    """Names as they are compared; committees that share a head are one body a unit of the state."""
    parted = (one.split(", ") if one.startswith("UBND các ") else [one] for one in names)
    return [loose_key(one) for some in parted for one in some]


def _confidence(task: Task, field: str) -> float:
    """That of the weakest piece of a field."""
    pieces = [one.confidence for one in task.where if one.field == field]
    return min((one for one in pieces if one is not None), default=1.0)


def _judge_duties(gold: Gold, plan: Plan, doubts: Doubts) -> list[JudgedField]:
    """Duties of the body: found, with office, partners and time; those that are none."""
    left = [task for task in plan.tasks if task.table is None]
    judged: list[JudgedField] = []
    neutral = [loose_key(text) for text in gold["neutral"]]
    for duty in gold["duties"]:
        key = loose_key(duty["words"])
        task = next((one for one in left if key in loose_key(_words_of(one))), None)
        if task is None:
            told = doubts.holds(duty["words"])
            judged.append(judged_field("duties", "task", duty["words"], None, told))
            judged.append(judged_field("duties", "lead", duty["lead"], None, told))
            continue
        left.remove(task)
        judged += _judge_duty(duty, task, doubts)
    for task in left:
        key = loose_key(_words_of(task))
        if not any(key in text for text in neutral):
            told = doubts.tells(task.id, "task") or _confidence(task, "task") < DOUBT
            judged.append(judged_field("duties", "task", None, _words_of(task), told))
    return judged


def _words_of(task: Task) -> str:
    return "\n".join([task.task, *task.items])


def _judge_duty(duty: Gold, task: Task, doubts: Doubts) -> list[JudgedField]:
    """The fields of a duty that was found."""

    def told(field: str) -> bool:
        return doubts.tells(task.id, field) or _confidence(task, field) < DOUBT

    deadline = task.deadline
    unsure = told("deadline") or (deadline is not None and _is_doubtful(deadline.confidence))
    due = deadline.due_latest if deadline else None
    judged = [
        judged_field("duties", "task", duty["words"], task.task, False, right=True),
        judged_field("duties", "lead", duty["lead"], task.lead, told("lead")),
    ]
    if duty["coordinating"] or task.coordinating:
        judged.append(
            judged_field(
                "duties",
                "coordinating",
                duty["coordinating"],
                task.coordinating,
                told("coordinating"),
            )
        )
    stated = duty["reading"]
    if stated.get("due_latest") or due:
        shown = f"{duty['raw']}: {stated.get('due_latest')}"
        right = stated.get("due_latest") == due
        read = f"{deadline.raw}: {due}" if deadline else None
        judged.append(judged_field("duties", "due_latest", shown, read, unsure, right=right))
    if "kind" in stated:
        kind = deadline.kind if deadline else None
        right = stated["kind"] == kind
        shown = f"{duty['raw']}: {stated['kind']}"
        judged.append(judged_field("duties", "deadline.kind", shown, kind, unsure, right=right))
    return judged
