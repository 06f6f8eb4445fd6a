"""The sections of the page behind what is due: header, tasks, targets, references, problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

import regex

from extract.emit.agenda.shown import show_day
from extract.emit.html.due import in_lines
from extract.emit.html.markup import Table, escaped, joined, show_page
from extract.emit.words import Words
from schemas.plan import Header, Plan, Problem, Recipient, Reference, Task

_SEVERITIES = ("error", "warning", "info")
_QUOTED = regex.compile(r"(?<![\p{L}\p{N}])'([^']{1,200})'(?![\p{L}\p{N}])")
"""The document's own words in a message."""


def show_header(plan: Plan, words: Words) -> str:
    """What the document says of itself, a line each."""
    lines = (
        (words[f"header.{name}"], escaped(value))
        for name, value in _header_lines(plan, words)
        if value
    )
    return f"<dl>{''.join(f'<dt>{label}</dt><dd>{value}</dd>' for label, value in lines)}</dl>"


def _header_lines(plan: Plan, words: Words) -> Iterator[tuple[str, str | None]]:
    header = plan.header
    yield "kind", header.kind
    yield "code", header.code
    yield "issued_on", show_day(header.issued_on)
    yield "issued_at", header.issued_at
    yield "title", header.title
    yield "period", header.period
    yield "issuer", header.issuer
    yield "level", words.get(f"level.{header.level}")
    yield "parent", header.parent
    yield "place", _place(header, words)
    yield "signatory", _signatory(header)
    yield "recipients", "; ".join(map(_recipient, header.recipients))
    yield "urgency", header.urgency
    yield "secrecy", header.secrecy
    yield "pages", str(plan.source.pages) if plan.source.pages else None


def _recipient(one: Recipient) -> str:
    return f"{one.name} ({one.note})" if one.note else one.name


def _place(header: Header, words: Words) -> str:
    place = header.place
    names = ", ".join(one.name for one in (place.commune, place.district, place.province) if one)
    successor = place.commune.successor if place.commune else None
    return f"{names} ({words['page.now'].format(successor.name)})" if successor else names


def _signatory(header: Header) -> str:
    signatory = header.signatory
    if signatory is None:
        return ""
    power = joined(" ", signatory.authority, signatory.on_behalf_of)
    return joined(", ", signatory.name, signatory.position, power)


def show_tasks(plan: Plan, words: Words) -> str:
    """All tasks as the plan orders them, under the headings it puts above them."""
    heads = ("marker", "task", "deliverable", "lead", "coordinating", "deadline", "page")
    table = Table(*(words[f"column.{one}"] for one in heads))
    group: tuple[str, ...] = ()
    for task in plan.tasks:
        if task.group and task.group != group:
            table.group(escaped(" · ".join(task.group)))
        group = task.group
        _add_task(table, task)
    return table.html()


def _add_task(table: Table, task: Task) -> None:
    others = ((name, value) for name, value in task.extra.items() if value)
    extra = "".join(f"\n{escaped(name)}: {escaped(value)}" for name, value in others)
    words = escaped(in_lines(task))
    table.row(
        ("", escaped(task.marker)),
        ("task", f'{words}<span class="soft">{extra}</span>' if extra else words),
        ("", escaped(task.deliverable)),
        ("lead", escaped(task.lead)),
        ("", escaped(task.coordinating)),
        ("", escaped(task.deadline.raw if task.deadline else None)),
        ("page", show_page(task.where)),
        identity=f"task-{task.id}",
    )


def show_targets(plan: Plan, words: Words) -> str:
    """Every target with what it is about."""
    table = Table(*(words[f"column.{one}"] for one in ("target", "noun", "page")))
    for one in plan.targets:
        table.row(("", escaped(one.text)), ("", escaped(one.noun)), ("page", show_page(one.where)))
    return table.html()


def show_references(plan: Plan, words: Words) -> str:
    """Every cited document, with how and on which pages it is cited."""
    heads = ("document", "day", "issuer", "title", "relation", "page")
    table = Table(*(words[f"column.{one}"] for one in heads))
    for one in plan.references:
        _add_reference(table, one, words)
    return table.html()


def _add_reference(table: Table, one: Reference, words: Words) -> None:
    places = [where for mention in one.mentions for where in mention.where]
    pages = sorted({where.page for where in places if where.page is not None})
    relations = dict.fromkeys(
        words.get(f"relation.{mention.relation}", mention.relation) for mention in one.mentions
    )
    name = joined(" ", one.kind, one.code)
    table.row(
        ("", f'<span id="{escape(one.id)}">{escaped(name or one.title)}</span>'),
        ("day", show_day(one.issued_on)),
        ("", escaped(one.issuer)),
        ("", escaped(one.title if name else None)),
        ("", escaped(", ".join(relations))),
        ("page", ", ".join(map(str, pages))),
    )


def show_problems(plan: Plan, words: Words) -> str:
    """The problems, the gravest first, or a sentence that there are none."""
    if not plan.problems:
        return f"<p>{words['page.none']}</p>"
    tasks = {task.id: task for task in plan.tasks}
    table = Table(
        *(words[f"column.{one}"] for one in ("severity", "point", "detail", "about", "page"))
    )
    for one in sorted(plan.problems, key=lambda one: _SEVERITIES.index(one.severity)):
        severity = words[f"severity.{one.severity}"]
        table.row(
            ("", f'<span class="mark {one.severity}">{severity}</span>'),
            ("", escaped(words.get(f"problem.{one.code}", one.code))),
            ("", _detail(one, words)),
            ("", _subject(one.subject or "", tasks)),
            ("page", show_page(one.where)),
        )
    return table.html()


def _detail(one: Problem, words: Words) -> str:
    """The document's own words that a problem is about, and what to do; a message is in English."""
    advice = words.get(f"advice.{one.code}", "")
    if words["language"] == "en":
        return joined("\n", escaped(one.message), f'<span class="soft">{escaped(advice)}</span>')
    quoted = dict.fromkeys(_QUOTED.findall(one.message))
    said = escaped("; ".join(f"“{each}”" for each in quoted))
    return joined("\n", said, f'<span class="soft">{escaped(advice)}</span>' if advice else "")


def _subject(subject: str, tasks: Mapping[str, Task]) -> str:
    """What a problem is about, with a link to it where it is a task or a reference."""
    if subject in tasks:
        task = tasks[subject]
        words = _short(f"{task.marker or ''} {task.task}".strip())
        return f'<a href="#task-{escape(subject)}">{escaped(words)}</a>'
    if subject.startswith("ref-"):
        return f'<a href="#{escape(subject)}">{escaped(subject)}</a>'
    return escaped(subject)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rstrip() + "…"
