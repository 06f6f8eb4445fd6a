"""Duties of the body as tasks: no table, but a section."""

from __future__ import annotations

from collections import Counter

from extract.record.tasks.tables import Context
from extract.record.tasks.years import task_year
from normalize.body.agencies import split_agencies
from normalize.time.deadlines import parse_deadline
from normalize.writing.text import squeeze
from schemas.document import Duty
from schemas.plan import Agency, Deadline, Span, Task


def build_duties(duties: list[Duty], deadlines: list[Span], context: Context) -> list[tuple[Task, Span]]:
    """The tasks stated in the body with the span of each; ``deadlines`` are the deadline phrases of the text."""
    ids: Counter[str] = Counter()
    built = []
    for duty in duties:
        base = f"section/{duty.section or 'body'}"
        ids[base] += 1
        built.append((_build(f"{base}/{ids[base]}", duty, deadlines, context), duty.span))
    return built


def _build(identity: str, duty: Duty, deadlines: list[Span], context: Context) -> Task:
    lead = _words(context.text, duty.lead)
    together = _words(context.text, duty.coordinating) if duty.coordinating else None
    spans: list[tuple[Span, str]] = [(duty.lead, "lead"), (duty.span, "task")]
    if duty.coordinating:
        spans.append((duty.coordinating, "coordinating"))
    due = duty.deadline or next((one for one in deadlines if duty.span[0] <= one[0] and one[1] <= duty.span[1]), None)
    spans += [(span, name) for span, name in ((due, "deadline"), (duty.deliverable, "deliverable")) if span]
    return Task(
        id=identity,
        table=None,
        section=duty.section,
        group=duty.group,
        marker=duty.marker,
        task=_words(context.text, duty.span),
        deliverable=_words(context.text, duty.deliverable) if duty.deliverable else None,
        lead=lead,
        lead_agencies=_agencies(lead, context),
        coordinating=together,
        coordinating_agencies=_agencies(together, context) if together else (),
        deadline=_deadline(due, duty, context) if due else None,
        where=tuple(one for span, field in spans for one in context.evidence.where(span, field)),
    )


def _words(text: str, span: Span) -> str:
    """The words of a span without a transcript's markup."""
    return squeeze(text[span[0] : span[1]].replace("**", "").replace("#", "")).strip(" *:")


def _agencies(text: str, context: Context) -> tuple[Agency, ...]:
    return split_agencies(text, level=context.header.level, on=context.issued_on)


def _deadline(span: Span, duty: Duty, context: Context) -> Deadline | None:
    year = task_year("", duty.group, context.year)
    raw = squeeze(context.text[span[0] : span[1]])
    return parse_deadline(raw, year=year.year, issued_on=context.issued_on, year_source=year.source)
