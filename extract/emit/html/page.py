"""The record as one page for a browser or a printer: what is due comes first.

The page is whole in itself: no script, no font, no picture from elsewhere; every value is escaped.
"""

from __future__ import annotations

from collections.abc import Callable

from extract.emit.html.markup import escaped, joined, show_day
from extract.emit.html.sections import (
    last_day,
    show_due,
    show_header,
    show_problems,
    show_references,
    show_targets,
    show_tasks,
)
from extract.emit.html.style import STYLE
from extract.version import VERSION
from schemas.plan import Plan

_SECTIONS: tuple[tuple[str, str, Callable[[Plan], str]], ...] = (
    ("due", "Việc theo thời hạn", show_due),
    ("header", "Thông tin văn bản", show_header),
    ("tasks", "Toàn bộ nhiệm vụ", show_tasks),
    ("targets", "Chỉ tiêu", show_targets),
    ("references", "Văn bản viện dẫn", show_references),
    ("problems", "Điểm cần xem lại", show_problems),
)
"""Name, title and content of each; one without content is left out."""

# "default-src 'none'" lets nothing in, even if an escape were forgotten one day
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def html_bytes(plan: Plan) -> bytes:
    """The page, UTF-8; the same record always gives the same bytes."""
    sections = [(name, title, show(plan)) for name, title, show in _SECTIONS]
    shown = [section for section in sections if section[-1]]
    links = "".join(f'<li><a href="#{name}">{title}</a></li>' for name, title, _ in shown)
    body = "".join(_section(*section) for section in shown)
    return (
        f'<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="generator" content="kehoach {VERSION}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{escaped(_name(plan))}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#main">Đến nội dung</a>\n{_banner(plan)}'
        f'<nav aria-label="Mục lục"><ul>{links}</ul></nav>\n'
        f'<main id="main">\n{body}</main>\n{_footer(plan)}'
        "</body>\n</html>\n"
    ).encode()


def _section(name: str, title: str, content: str) -> str:
    heading = f'<h2 id="{name}">{title}</h2>'
    return f'<section aria-labelledby="{name}">{heading}{content}</section>\n'


def _name(plan: Plan) -> str:
    header = plan.header
    return joined(" ", header.kind, header.code, header.title) or plan.source.name


def _banner(plan: Plan) -> str:
    header = plan.header
    issued = f"ngày {show_day(header.issued_on)}" if header.issued_on else None
    above = joined(" · ", header.issuer, header.code, issued)
    title = joined(": ", header.kind, header.title) or plan.source.name
    return (
        f"<header><p>{escaped(above)}</p><h1>{escaped(title)}</h1><p>{_counts(plan)}</p></header>\n"
    )


def _counts(plan: Plan) -> str:
    """What the plan holds, in one sentence."""
    dated = sum(1 for task in plan.tasks if last_day(task))
    leads = {one.name or one.text for task in plan.tasks for one in task.lead_agencies}
    tasks = f"{len(plan.tasks)} nhiệm vụ, {dated} có ngày hạn cuối, {len(leads)} đơn vị chủ trì"
    references = f"{len(plan.references)} văn bản viện dẫn"
    return f"{tasks}; {references}; {len(plan.problems)} điểm cần xem lại."


def _footer(plan: Plan) -> str:
    digest = f"SHA-256 <code>{escaped(plan.source.sha256)}</code>"
    made = f"Lập tự động từ tệp {escaped(plan.source.name)} ({digest}), kehoach {VERSION}."
    caution = "Văn bản gốc là căn cứ; số trang chỉ nơi đọc được từng nội dung."
    return f"<footer><p>{made} {caution}</p></footer>\n"
