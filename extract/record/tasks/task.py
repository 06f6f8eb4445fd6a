"""A task of the record from its draft: the same rules for a row of a table and for a duty of the body."""

from __future__ import annotations

import msgspec

import normalize
from extract.record.tasks.draft import Context, TaskDraft
from extract.record.tasks.years import PlanYear, task_year
from normalize.body.agencies import read_agencies
from normalize.body.roles import part_roles
from normalize.rows import is_ditto
from normalize.time.dates import parse_date
from normalize.time.headed import spell_numbers
from schemas.plan import Agency, Deadline, Task, Where
from schemas.problem import problem


def build_task(draft: TaskDraft, context: Context, above: Deadline | None = None) -> Task:
    """The task of a draft; ``above`` is the deadline of the row above, which a mark of repetition takes."""
    lead, coordinating = _roles(draft)
    return Task(
        id=draft.id,
        table=draft.table,
        section=draft.section,
        group=draft.group,
        marker=draft.marker,
        task=draft.text("task") or "",
        items=draft.items,
        deliverable=draft.text("deliverable"),
        lead=draft.text("lead"),
        lead_agencies=_agencies(lead, context),
        coordinating=draft.text("coordinating"),
        coordinating_agencies=_agencies(coordinating, context),
        deadline=_deadline(draft, context, above),
        extra=draft.extra,
        where=tuple(one for name in draft.fields for one in _where(draft, name, context)),
    )


def with_agencies_above(task: Task, above: Task | None) -> Task:
    """A task whose mark of repetition ("-nt-") stands for the bodies of the row above; the words stay as written."""
    again = {name: is_ditto(getattr(task, name) or "") for name in ("lead", "coordinating")}
    names = [f"{name}_agencies" for name, ditto in again.items() if ditto]
    bodies = {name: getattr(above, name) if above else () for name in names}
    return msgspec.structs.replace(task, **bodies) if bodies else task


def _where(draft: TaskDraft, name: str, context: Context) -> tuple[Where, ...]:
    """Evidence of a field, one entry a fragment; it is no surer than that the field's words mean this at all."""
    spans = draft.fields[name].spans
    places = tuple(one for span in spans for one in context.evidence.where(span, name))
    sure = draft.sure.get(name, 1.0)
    if sure == 1.0:
        return places
    return tuple(
        msgspec.structs.replace(one, confidence=min(sure, 1.0 if one.confidence is None else one.confidence))
        for one in places
    )


def _roles(draft: TaskDraft) -> tuple[str, str]:
    """The text that names who leads and the one that names who helps; one field may hold both."""
    lead, coordinating = draft.lines("lead"), draft.lines("coordinating")
    return (lead, coordinating) if coordinating.strip() else part_roles(lead)


def _agencies(text: str, context: Context) -> tuple[Agency, ...]:
    if not text.strip():
        return ()
    return read_agencies(text, level=context.header.level, on=context.issued_on)


def _deadline(draft: TaskDraft, context: Context, above: Deadline | None) -> Deadline | None:
    """When a task is due.

    A mark of repetition takes the reading of the row above, a time of day the day of the nearest heading. Words that
    cannot be read stay, with a problem; so do those that a reading left over.
    """
    raw = draft.text("deadline")
    if raw is None:
        return None
    year = task_year(draft.column, draft.group, context.year, draft.headings[: len(draft.headings) - len(draft.group)])
    deadline = normalize.read_deadline(
        spell_numbers(draft.column, raw),
        year=year.year,
        issued_on=context.issued_on,
        year_source=year.source,
        period=year.period,
        in_column=draft.in_column,
    )
    if deadline is None or (deadline.kind == "ditto" and above is None):
        return _unread(raw, year, draft, context)
    deadline = msgspec.structs.replace(deadline, raw=raw)
    if deadline.unread:
        words = ", ".join(f"'{one}'" for one in deadline.unread)
        _tell("partly-read", f"of the deadline '{raw}' these words were not read: {words}", draft, context)
    if deadline.kind == "ditto" and above is not None:
        return msgspec.structs.replace(above, raw=raw, kind="ditto", year_source="above")
    if "clock_time" in deadline.flags and deadline.edtf is None:
        return _on_day_of_heading(deadline, draft.headings)
    return deadline


def _unread(raw: str, year: PlanYear, draft: TaskDraft, context: Context) -> Deadline:
    """The words of a deadline that cannot be read, or that names a day which no calendar has."""
    impossible = normalize.impossible_time(raw, year=year.year, issued_on=context.issued_on, period=year.period)
    if impossible is not None:
        _tell("date-impossible", f"the deadline '{raw}' names '{impossible}', which no calendar has", draft, context)
    _tell("deadline-unread", f"the deadline '{raw}' could not be read", draft, context)
    return Deadline(raw=raw, kind="unread", unread=(raw,), confidence=0.0)


def _tell(code: str, message: str, draft: TaskDraft, context: Context) -> None:
    context.problems.append(problem(code, message, draft.id, "deadline", _where(draft, "deadline", context)))


def _on_day_of_heading(deadline: Deadline, headings: tuple[str, ...]) -> Deadline:
    """A time of day on the day that the nearest heading names; without one it stays as it is."""
    day = next((found for heading in reversed(headings) if (found := parse_date(heading))), None)
    if day is None:
        return deadline
    return msgspec.structs.replace(
        deadline,
        kind="point",
        edtf=day.isoformat(),
        components=(day.isoformat(),),
        boundary="on",
        due_latest=day.isoformat(),
        condition=None,
        year_source="group",
    )
