"""From the structured document and what was found in it to the record."""

from __future__ import annotations

from datetime import date

import msgspec

from extract.options import Options
from extract.record.aside import (
    check_hidden,
    check_seen,
    list_furniture,
    list_hidden,
    list_pictures,
)
from extract.record.check import check_kind, check_tasks
from extract.record.citations.references import build_references
from extract.record.confidence import check_confidence
from extract.record.evidence import Evidence, where_of
from extract.record.head.header import build_header
from extract.record.head.places import check_place, find_own_place
from extract.record.repairs import Repairs, without_illegible
from extract.record.targets import check_targets, place_targets
from extract.record.tasks.draft import Context
from extract.record.tasks.duties import build_duties
from extract.record.tasks.tables import TaskFinder, build_tables
from extract.record.tasks.years import document_year, first_year, named_year
from extract.record.unread import Reached, check_unread, list_unread
from schemas.document import Document, Duty, FoundTable, Part, Place
from schemas.document import Source as Read
from schemas.mention import ReferenceMention
from schemas.plan import Coverage, Plan, Problem, Reference, Section, Source, Span, Target, Task
from schemas.problem import problem


class Findings(msgspec.Struct, frozen=True, kw_only=True):
    """What the finders saw in one document."""

    tables: list[FoundTable]
    references: tuple[ReferenceMention, ...]
    targets: tuple[Target, ...]
    duties: list[Duty]
    deadlines: list[Span]


def build_plan(
    source: Source,
    read: Read,
    document: Document,
    findings: Findings,
    coverage: Coverage,
    options: Options,
) -> Plan:
    """The record of one document."""
    evidence = Evidence(document.anchors)
    repairs = Repairs(document.text, evidence)
    repairs.head({**document.head.found(), **document.signature.found()})
    repairs.sections(document.parts)
    document, illegible = without_illegible(document, repairs)
    heading = build_header(document, findings.references, evidence)
    dated = document.head.place_date.text if document.head.place_date is not None else ""
    place = find_own_place(heading.header, document.text, named_year(dated))
    header = msgspec.structs.replace(heading.header, place=place)
    issued_on = date.fromisoformat(header.issued_on) if header.issued_on else None
    year = document_year(header, _about(findings.tables), options.year, dated)
    context = Context(document.text, header, evidence, year, issued_on, repairs)
    tables, tasks, cells = build_tables(findings.tables, context)
    duties = build_duties(findings.duties, findings.deadlines, context)
    tasks = [*tasks, *(task for task, _ in duties)]
    finder = TaskFinder([*cells, *((span, task.id) for task, span in duties)])
    targets = place_targets(findings.targets, evidence, first_year(year, issued_on))
    cited = _cited(findings.references, document, illegible)
    references, doubts = build_references(
        document.text, cited, header, evidence.where, finder.task_at
    )
    tasks = _linked(tasks, targets, references, finder)
    recipients = [one.span for one in document.recipients]
    reached = Reached(
        header, tasks, targets, references, findings.tables, recipients, context.passed
    )
    left = list_unread(document.text, reached, evidence)
    sections = tuple(_section(part) for part in document.parts)
    hidden = list_hidden(read.hidden, show_redacted=options.show_redacted)
    problems = [
        *(_note(code, message, place) for code, message, place in read.notes),
        *heading.problems,
        *check_place(header),
        *illegible,
        *repairs.problems,
        *check_kind(header, tasks),
        *context.problems,
        *check_tasks(header, tasks),
        *check_targets(targets),
        *doubts,
        *check_confidence(document.text, header, tasks, references),
        *check_unread(left, sections),
        *_coverage_problems(coverage),
        *check_hidden(hidden),
        *check_seen(read),
    ]
    return Plan(
        source=source,
        header=header,
        text=document.text,
        sections=sections,
        tables=tuple(tables),
        tasks=tuple(tasks),
        targets=tuple(targets),
        references=references,
        problems=tuple(problems),
        furniture=list_furniture(document),
        hidden=hidden,
        unread=(*left, *list_pictures(read)),
        coverage=coverage,
    )


def _about(tables: list[FoundTable]) -> str | None:
    """What the tables say the plan is about: the title of the tasks, else the first caption."""
    title = next((table.block.title for table in tables if table.kind == "tasks"), None)
    return title or next((table.block.caption for table in tables if table.block.caption), None)


def _cited(
    found: tuple[ReferenceMention, ...], document: Document, illegible: list[Problem]
) -> tuple[ReferenceMention, ...]:
    """The mentions without the head's own number where that cannot be read: it is no other
    document's.
    """
    code = document.head.code
    if code is None or not any(one.field == "number" for one in illegible):
        return found
    return tuple(one for one in found if one.span[1] <= code.span[0] or one.span[0] >= code.span[1])


def _linked(
    tasks: list[Task], targets: list[Target], references: tuple[Reference, ...], finder: TaskFinder
) -> list[Task]:
    """Tasks with the ids of the targets and references that stand in their cells."""
    of_task: dict[str, tuple[list[str], list[str]]] = {task.id: ([], []) for task in tasks}
    for target in targets:
        owner = finder.task_at(target.span[0]) if target.span else None
        if owner in of_task:
            of_task[owner][0].append(target.id)
    for reference in references:
        for owner in dict.fromkeys(mention.task for mention in reference.mentions):
            if owner in of_task:
                of_task[owner][1].append(reference.id)
    return [
        msgspec.structs.replace(
            task, targets=tuple(of_task[task.id][0]), references=tuple(of_task[task.id][1])
        )
        for task in tasks
    ]


def _section(part: Part) -> Section:
    return Section(
        marker=part.marker,
        level=part.level,
        heading=part.heading,
        span=part.span,
        sections=tuple(_section(one) for one in part.parts),
    )


def _note(code: str, message: str, place: Place) -> Problem:
    """A problem met while reading, with the severity its code has."""
    return problem(code, message, where=(where_of(place, None),))


def _coverage_problems(coverage: Coverage) -> list[Problem]:
    """Every piece of text that found no place in the record."""
    return [
        problem(
            code="text-unplaced",
            message=f"'{one.text[:80]}' stands in no part of the record",
            where=(one.where,),
        )
        for one in coverage.unplaced
    ]
