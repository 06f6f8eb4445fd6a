"""Every field of a record against gold, with the confidence and the problems that stand beside it."""

from __future__ import annotations

from typing import NamedTuple

from extract.score.align import exact_key
from extract.score.fields import align_rows
from extract.score.records import read_record
from extract.score.shape import ROW_FIELDS, Annotation
from extract.score.tally import Sheet
from schemas.plan import Plan, Where

SURE = 0.95
"""A field at or above this confidence is handed on without a look."""

_EVIDENCE = {"signatory.name": "signatory", "signatory.position": "position", "signatory.authority": "authority"}
_DERIVED = {"period": "title", "level": "issuer", "place": "issuer", "signatory.on_behalf_of": "authority"}


class JudgedField(NamedTuple):
    """``name`` as in the scores; ``confidence`` is that of its weakest piece, None where the field was not found.

    ``announced``: the reader was told to look, by a problem about the field or by a confidence below `SURE`.
    """

    name: str
    right: bool
    confidence: float | None
    announced: bool
    gold: str | None
    found: str | None


def judge_fields(gold: Annotation, plan: Plan) -> list[JudgedField]:
    """Header fields and cells of the tasks that gold states, in its order."""
    return [*_judge_header(gold, plan), *_judge_cells(gold, plan)]


def _judge_header(gold: Annotation, plan: Plan) -> list[JudgedField]:
    from extract.score.fields import score_header

    sheet = Sheet()
    score_header(gold, read_record(plan), sheet)
    told = {problem.field for problem in plan.problems if problem.subject == "header"}
    told |= {"code"} if told & {"number", "symbol"} else set()
    judged = []
    for one in sheet.judgements:
        name = one.measure.removeprefix("header.")
        printed = _DERIVED.get(name, name)
        confidence = weakest(plan.header.where, _EVIDENCE.get(printed, printed)) if one.found else None
        about = {name, printed, name.partition(".")[2] or name}
        announced = bool(told & about) or (1.0 if confidence is None else confidence) < SURE
        judged.append(JudgedField(one.measure, one.right, confidence, announced, one.gold, one.found))
    return judged


def _judge_cells(gold: Annotation, plan: Plan) -> list[JudgedField]:
    rows = gold.tasks or ()
    tasks = [task for task in plan.tasks if task.table is not None]
    record = read_record(plan)
    others = [row for row in record.tasks or () if row.table is not None]
    told = {(problem.subject, problem.field) for problem in plan.problems}
    judged = []
    for i, j in align_rows(rows, others):
        for name in ROW_FIELDS:
            left, right = rows[i].fields.get(name), others[j].fields.get(name)
            if name not in rows[i].fields or not (left or right) or name in ("group", "extra"):
                continue
            confidence = weakest(tasks[j].where, name) if right else None
            named = not told.isdisjoint({(tasks[j].id, name), (tasks[j].id, None)})
            announced = named or (1.0 if confidence is None else confidence) < SURE
            same = exact_key(left) == exact_key(right)
            judged.append(JudgedField(f"tasks.{name}", same, confidence, announced, left, right))
    return judged


def weakest(where: tuple[Where, ...], name: str) -> float | None:
    """The lowest confidence of a field's pieces; None without evidence for it."""
    found = [1.0 if one.confidence is None else one.confidence for one in where if one.field == name]
    return min(found, default=None)
