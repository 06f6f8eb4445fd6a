"""A record in the shape that is compared."""

from __future__ import annotations

from collections.abc import Mapping

from extract.score.shape import Annotation, Citation, Grid, Quantity, Reading, Row
from normalize.citation.document_kinds import LAW_KINDS
from schemas.plan import (
    Agency,
    Deadline,
    Header,
    Mention,
    Place,
    Plan,
    Reference,
    Table,
    Target,
    Task,
    Where,
)

_AS_THEY_ARE = (
    *("kind", "issued_on", "issued_at", "title", "period", "issuer"),
    *("level", "parent", "urgency", "secrecy"),
)
_OF_SIGNATORY = ("name", "position", "authority", "on_behalf_of")
TARGET_FIELDS = ("kind", "change", "comparator", "min", "max", "of", "unit", "currency", "per")


def read_record(plan: Plan, name: str | None = None) -> Annotation:
    """Everything of a record that can be judged; ``name`` replaces its id, the source's name."""
    return Annotation(
        id=name or plan.source.name,
        sha256=(plan.source.sha256,),
        kind=plan.header.kind,
        form=_form(plan),
        complete=True,
        header=_read_header(plan.header),
        tables=tuple(_read_table(table) for table in plan.tables),
        tasks=tuple(_read_task(task) for task in plan.tasks),
        references=read_references(plan.references),
        targets=tuple(_read_target(target) for target in plan.targets),
        problems=tuple(f"{problem.code}@{problem.subject or ''}" for problem in plan.problems),
        problem_fields=frozenset(
            _field(problem.field or "") for problem in plan.problems if problem.subject == "header"
        ),
        text=plan.text,
    )


def _field(field: str) -> str:
    """The header field a problem speaks of; the number is part of the code."""
    return "code" if field in ("number", "symbol") else field


def _form(plan: Plan) -> str:
    media = plan.source.media_type
    if plan.source.text_layer == "ocr":
        return "scan"
    if media == "application/pdf":
        return "PDF"
    return "text" if media.startswith("text/") else "office"


def _read_header(header: Header) -> dict[str, str | None]:
    return {
        **{name: getattr(header, name) for name in _AS_THEY_ARE},
        **{f"signatory.{name}": getattr(header.signatory, name, None) for name in _OF_SIGNATORY},
        "code": header.code or (header.symbol and f"/{header.symbol}"),
        "recipients": _show_recipients(header) or None,
        "issued_by": header.issued_by.code if header.issued_by else None,
        "place": _show_place(header.place) or None,
    }


def _show_recipients(header: Header) -> str:
    return "; ".join(
        f"{one.name} ({one.note})" if one.note else one.name for one in header.recipients
    )


def _show_place(place: Place) -> str:
    """The codes of a place's units, the smallest first; the name of a unit without code."""
    units = (place.commune, place.district, place.province)
    return ", ".join(unit.code or unit.name for unit in units if unit)


def _read_table(table: Table) -> Grid:
    return Grid(
        columns=tuple(column.name for column in table.columns),
        rows=table.rows,
        tasks=table.kind == "tasks",
        pages=_pages(table.where),
    )


def _read_task(task: Task) -> Row:
    return Row(
        table=task.table,
        fields={
            "group": " | ".join(task.group) or None,
            "marker": task.marker,
            "task": task.task,
            "deliverable": task.deliverable,
            "lead": task.lead,
            "coordinating": task.coordinating,
            "deadline": task.deadline.raw or None if task.deadline else None,
            "extra": write_extra(task.extra),
        },
        items=task.items,
        pages=_pages(task.where),
        reading=read_deadline(task.deadline) if task.deadline else Reading(kind="empty"),
        agencies={
            "lead": _names(task.lead_agencies),
            "coordinating": _names(task.coordinating_agencies),
        },
    )


def write_extra(extra: Mapping[str, str | None]) -> str | None:
    """Other columns' cells as one text, whatever their order; None where all are empty."""
    return "; ".join(f"{column}: {text}" for column, text in sorted(extra.items()) if text) or None


def read_deadline(deadline: Deadline) -> Reading:
    """The judged part of a deadline."""
    return Reading(
        kind=deadline.kind,
        edtf=deadline.edtf,
        rrule=deadline.rrule,
        boundary=deadline.boundary,
        due_latest=deadline.due_latest,
    )


def _names(agencies: tuple[Agency, ...]) -> frozenset[str]:
    return frozenset(agency.name or agency.text for agency in agencies)


def _pages(where: tuple[Where, ...]) -> tuple[int, ...]:
    return tuple(sorted({one.page for one in where if one.page is not None}))


def _read_target(target: Target) -> Quantity:
    values: dict[str, str | None] = {name: getattr(target, name) for name in TARGET_FIELDS}
    values["per"] = ", ".join(target.per) or None
    return Quantity(text=target.text, values=values)


def _is_by_name(reference: Reference, mention: Mention) -> bool:
    """Whether a mention calls a law by its name alone: then annotators give it no code."""
    return reference.code is None or (
        reference.kind in LAW_KINDS and (reference.number or "") not in mention.text
    )


def read_references(references: tuple[Reference, ...]) -> tuple[Citation, ...]:
    """Every mention in the order of the text."""
    mentions = [
        Citation(
            text=mention.text,
            span=mention.span,
            page=next((one.page for one in mention.where if one.page), None),
            kind=reference.kind,
            codes=(reference.code,)
            if reference.code and not _is_by_name(reference, mention)
            else (),
            names=(reference.title, mention.text)
            if reference.title and _is_by_name(reference, mention)
            else (),
            issued_on=reference.issued_on,
            issuers=tuple(name for name in (reference.issuer_stated, reference.issuer) if name),
            pinpoint=mention.pinpoint,
            own=mention.self,
        )
        for reference in references
        for mention in reference.mentions
    ]
    return tuple(sorted(mentions, key=lambda mention: mention.span or (0, 0)))
