"""Every field that gold states, judged: right or wrong, announced or silent.

A *field* is one scalar that gold states (a list of agencies is one); of a missed or an invented row each field that is
not null is wrong. *Announced*: its confidence is below `DOUBT`, or a problem of severity warning or error names its
subject and field, or its words stand in `unread`, `coverage.unplaced` or on unexplained ink. *Silent*: wrong and not
announced.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from extract.score.align import loose_key
from extract.score.document import score_document
from extract.score.fields import align_rows, comparable_rows
from extract.score.records import read_record, read_references
from extract.score.references import comparable_mentions, match_mentions
from extract.score.shape import ROW_FIELDS, Annotation, Citation, Row
from extract.score.tally import Judgement
from schemas.plan import Plan, Reference, Task, Where

DOUBT = 0.8
"""A value below this confidence is one to look at."""

_AREAS = ("header", "tasks", "deadlines", "agencies", "references", "targets")
_EVIDENCE = {
    "signatory.name": "signatory",
    "signatory.position": "position",
    "signatory.authority": "authority",
    "signatory.on_behalf_of": "authority",
    "period": "title",
    "level": "issuer",
    "place": "issuer",
}
"""Where a header field that is derived from another one stands."""

_OF_MENTION = {"code": "code", "kind": "kind", "date": "issued_on", "issuer": "issuer", "pinpoint": "pinpoint"}


class JudgedField(NamedTuple):
    """One field of gold; ``confidence`` is 1 where the record gives none."""

    area: str
    name: str
    right: bool
    announced: bool
    confidence: float
    gold: str | None
    found: str | None

    @property
    def silent(self) -> bool:
        """Whether it is wrong and nothing says so."""
        return not self.right and not self.announced


def judge_fields(gold: Annotation, plan: Plan) -> list[JudgedField]:
    """Every field that gold states or the record invents, with what the record says of its doubt."""
    found = read_record(plan)
    doubts = _Doubts(plan)
    rows = _Rows(gold, found, plan)
    mentions = _Mentions(gold, plan)
    judged: list[JudgedField] = []
    for one in score_document(gold, found).sheet.judgements:
        area, _, name = one.measure.partition(".")
        if area not in _AREAS or one.measure in ("references.own", "references.span"):
            continue
        if one.measure == "tasks.rows":
            judged += rows.lost_or_invented(one, doubts)
        elif one.measure == "references.mentions":
            judged += mentions.lost_or_invented(one, doubts)
        elif area == "header":
            judged.append(doubts.judge(one, "header", name, _header_where(plan, name)))
        elif area in ("tasks", "deadlines", "agencies"):
            judged.append(rows.judge(one, area, name, doubts))
        elif area == "references":
            judged.append(mentions.judge(one, name, doubts))
        elif area == "targets" and one.measure != "targets.found":
            judged.append(doubts.judge(one, None, name, ()))
    return judged


class _Doubts:
    """What a record says of its own doubts."""

    def __init__(self, plan: Plan) -> None:
        self._told: dict[str | None, set[str | None]] = defaultdict(set)
        for problem in plan.problems:
            if problem.severity != "info":
                self._told[problem.subject].add(problem.field)
        unplaced = [one.text for one in plan.coverage.unplaced]
        self._unread = loose_key("\n".join([*(one.text for one in plan.unread), *unplaced]))
        self._tables = {
            table.id: loose_key("\n".join("\n".join(row) for row in table.rows))
            for table in plan.tables
            if (table.confidence is not None and table.confidence < DOUBT) or None in self._told[table.id]
        }

    def named(self, subject: str | None, field: str) -> bool:
        """Whether a problem names the field, or its subject as a whole."""
        return subject is not None and not self._told[subject].isdisjoint({field, None})

    def holds(self, text: str | None) -> bool:
        """Whether words stand among those that came into no field, or in a table whose meaning is doubtful."""
        key = loose_key(text or "")
        return bool(key) and (key in self._unread or any(key in rows for rows in self._tables.values()))

    def judge(
        self, one: Judgement, subject: str | None, field: str, where: list[float] | tuple[float, ...]
    ) -> JudgedField:
        """A judgement on a field of a subject whose pieces have these confidences."""
        area, _, name = one.measure.partition(".")
        confidence = min(where, default=1.0)
        evidence = _EVIDENCE.get(field, field)
        announced = (
            confidence < DOUBT
            or self.named(subject, field)
            or self.named(subject, evidence)
            or (area == "header" and field == "code" and (self.named(subject, "number")))
            or (not one.right and self.holds(one.gold))
        )
        return JudgedField(area, name, one.right, announced, confidence, one.gold, one.found)


def _header_where(plan: Plan, name: str) -> list[float]:
    return _weakest(plan.header.where, _EVIDENCE.get(name, name))


def _weakest(where: tuple[Where, ...], field: str | None) -> list[float]:
    return [1.0 if one.confidence is None else one.confidence for one in where if one.field == field]


class _Rows:
    """The rows of gold and of a record, side by side."""

    def __init__(self, gold: Annotation, found: Annotation, plan: Plan) -> None:
        rows = gold.tasks or ()
        others = comparable_rows(gold, found)
        tasks = {id(row): task for row, task in zip(found.tasks or (), plan.tasks, strict=True)}
        self._gold = rows
        self._task = {f"tasks/{i + 1}": tasks[id(others[j])] for i, j in align_rows(rows, others)}
        self._tasks = {_shown(row): tasks[id(row)] for row in others}
        self._others = {_shown(row): row for row in others}

    def judge(self, one: Judgement, area: str, name: str, doubts: _Doubts) -> JudgedField:
        """A field of a row that both sides have."""
        task = self._task[one.key]
        field = "deadline" if area == "deadlines" else name
        where = _weakest(task.where, field)
        if field == "deadline" and task.deadline is not None and task.deadline.confidence is not None:
            where = [*where, task.deadline.confidence]
        return doubts.judge(one, task.id, field, where)

    def lost_or_invented(self, one: Judgement, doubts: _Doubts) -> list[JudgedField]:
        """Every field of a row that only one side has."""
        if one.right:
            return []
        if one.found is None:
            row: Row | None = self._gold[int(one.key.removeprefix("tasks/")) - 1]
            announced = doubts.holds(row.fields.get("task")) if row else False
            task: Task | None = None
        else:
            row, task = self._others.get(one.found), self._tasks.get(one.found)
            announced = False
        fields = row.fields if row else {}
        judged = []
        for name in ROW_FIELDS:
            value = fields.get(name)
            if not value or name in ("group", "extra"):
                continue
            confidence = min(_weakest(task.where, name), default=1.0) if task else 1.0
            told = announced or (task is not None and doubts.named(task.id, name)) or confidence < DOUBT
            lost = one.found is None
            judged.append(
                JudgedField("tasks", name, False, told, confidence, value if lost else None, None if lost else value)
            )
        return judged


def _shown(row: Row) -> str:
    return " ".join(filter(None, (row.fields.get("marker"), row.fields.get("task")))) or "(empty row)"


class _Mentions:
    """The mentions of gold and of a record, side by side."""

    def __init__(self, gold: Annotation, plan: Plan) -> None:
        found = Annotation(id="", references=read_references(plan.references), text=plan.text)
        owners = {
            (mention.span, mention.text): reference for reference in plan.references for mention in reference.mentions
        }
        mentions, others = gold.references or (), comparable_mentions(gold, found)
        placed = gold.text is not None and gold.text == plan.text and all(mention.span for mention in mentions)
        self._gold = mentions
        self._owner: dict[str, Reference] = {}
        for i, j in match_mentions(mentions, others, placed=placed):
            owner = owners.get((others[j].span or (0, 0), others[j].text))
            if owner is not None:
                self._owner[f"references/{i + 1}"] = owner
        self._found = {one.text: owners.get((one.span or (0, 0), one.text)) for one in others}

    def judge(self, one: Judgement, name: str, doubts: _Doubts) -> JudgedField:
        """A part of a mention that both sides have."""
        reference = self._owner.get(one.key)
        where = (
            [value for mention in reference.mentions for value in _weakest(mention.where, None)] if reference else []
        )
        return doubts.judge(one, reference.id if reference else None, _OF_MENTION.get(name, name), where)

    def lost_or_invented(self, one: Judgement, doubts: _Doubts) -> list[JudgedField]:
        """Every stated part of a mention that only one side has."""
        if one.right:
            return []
        if one.found is None:
            mention = self._gold[int(one.key.removeprefix("references/")) - 1]
            told = doubts.holds(one.gold)
            return [JudgedField("references", name, False, told, 1.0, value, None) for name, value in _parts(mention)]
        reference = self._found.get(one.found)
        told = reference is not None and doubts.named(reference.id, "code")
        values = {"code": reference.code, "kind": reference.kind, "date": reference.issued_on} if reference else {}
        return [
            JudgedField("references", name, False, told, 1.0, None, value) for name, value in values.items() if value
        ]


def _parts(mention: Citation) -> list[tuple[str, str]]:
    """The parts of a mention that gold states."""
    stated = {
        "code": next(iter(mention.codes or mention.names), None),
        "kind": mention.kind,
        "date": mention.issued_on,
        "issuer": next(iter(mention.issuers), None),
    }
    return [(name, value) for name, value in stated.items() if value]
