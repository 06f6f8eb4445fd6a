"""The record as one page for a browser or a printer: what is due comes first.

The page is whole in itself: no script, no font, no picture from elsewhere; every value is escaped.
"""

from __future__ import annotations

from collections.abc import Callable

from extract.emit.agenda.entries import list_entries
from extract.emit.agenda.shown import show_day
from extract.emit.html.due import show_due, show_units
from extract.emit.html.markup import escaped, joined
from extract.emit.html.sections import (
    show_header,
    show_problems,
    show_references,
    show_targets,
    show_tasks,
)
from extract.emit.html.style import STYLE
from extract.emit.words import Language, Words, words_in
from extract.version import VERSION
from schemas.plan import Plan

_SECTIONS: tuple[tuple[str, Callable[[Plan, Words], str]], ...] = (
    ("due", show_due),
    ("units", show_units),
    ("header", show_header),
    ("tasks", show_tasks),
    ("targets", show_targets),
    ("references", show_references),
    ("problems", show_problems),
)
"""Name and content of each; one without content is left out."""

# "default-src 'none'" lets nothing in, even if an escape were forgotten one day
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def html_bytes(plan: Plan, language: Language = "vi") -> bytes:
    """The page, UTF-8; the same record always gives the same bytes."""
    words = words_in(language)
    sections = [(name, words[f"section.{name}"], show(plan, words)) for name, show in _SECTIONS]
    shown = [section for section in sections if section[-1]]
    links = "".join(f'<li><a href="#{name}">{title}</a></li>' for name, title, _ in shown)
    body = "".join(_section(*section) for section in shown)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="generator" content="kehoach {VERSION}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{escaped(_name(plan))}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#main">{words["page.skip"]}</a>\n{_banner(plan, words)}'
        f'<nav aria-label="{words["page.contents"]}"><ul>{links}</ul></nav>\n'
        f'<main id="main">\n{body}</main>\n{_footer(plan, words)}'
        "</body>\n</html>\n"
    ).encode()


def _section(name: str, title: str, content: str) -> str:
    heading = f'<h2 id="{name}">{title}</h2>'
    return f'<section aria-labelledby="{name}">{heading}{content}</section>\n'


def _name(plan: Plan) -> str:
    header = plan.header
    return joined(" ", header.kind, header.code, header.title) or plan.source.name


def _banner(plan: Plan, words: Words) -> str:
    header = plan.header
    issued = words["page.issued"].format(show_day(header.issued_on)) if header.issued_on else None
    above = joined(" · ", header.issuer, header.code, issued)
    title = joined(": ", header.kind, header.title) or plan.source.name
    counts = _counts(plan, words)
    return f"<header><p>{escaped(above)}</p><h1>{escaped(title)}</h1><p>{counts}</p></header>\n"


def _counts(plan: Plan, words: Words) -> str:
    """What the plan holds, in one sentence."""
    dated = {entry.task.id for entry in list_entries(plan) if entry.when.kind == "day"}
    leads = {one.name or one.text for task in plan.tasks for one in task.lead_agencies}
    return words["page.counts"].format(
        len(plan.tasks), len(dated), len(leads), len(plan.references), len(plan.problems)
    )


def _footer(plan: Plan, words: Words) -> str:
    digest = f"<code>{escaped(plan.source.sha256)}</code>"
    made = words["page.made"].format(escaped(plan.source.name), digest, VERSION)
    return f"<footer><p>{made} {words['page.caution']}</p></footer>\n"
