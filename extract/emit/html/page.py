"""The record as one page for a browser or a printer: what is due first, then everything else, with page numbers.

The page is whole in itself: no script, no font, no picture from elsewhere; every value is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from extract.emit.html.style import STYLE
from extract.emit.html.words import DEADLINE_KINDS, LEVELS, PROBLEMS, RELATIONS, SEVERITIES
from extract.version import VERSION
from schemas.plan import Header, Plan, Problem, Reference, Task, Where

_SECTIONS = (
    ("due", "Việc theo thời hạn"),
    ("header", "Thông tin văn bản"),
    ("tasks", "Toàn bộ nhiệm vụ"),
    ("targets", "Chỉ tiêu"),
    ("references", "Văn bản viện dẫn"),
    ("problems", "Điểm cần xem lại"),
)
# "default-src 'none'" lets nothing in, even if an escape were forgotten one day
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def html_bytes(plan: Plan) -> bytes:
    """The page, UTF-8; the same record always gives the same bytes."""
    parts = {
        "due": _due(plan),
        "header": _header(plan),
        "tasks": _tasks(plan),
        "targets": _targets(plan),
        "references": _references(plan),
        "problems": _problems(plan),
    }
    shown = [(name, title) for name, title in _SECTIONS if parts[name]]
    links = "".join(f'<li><a href="#{name}">{title}</a></li>' for name, title in shown)
    body = "".join(
        f'<section aria-labelledby="{name}"><h2 id="{name}">{title}</h2>{parts[name]}</section>\n'
        for name, title in shown
    )
    return (
        f'<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="generator" content="kehoach {VERSION}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{_text(_name(plan))}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#main">Đến nội dung</a>\n{_banner(plan)}'
        f'<nav aria-label="Mục lục"><ul>{links}</ul></nav>\n<main id="main">\n{body}</main>\n{_footer(plan)}'
        "</body>\n</html>\n"
    ).encode()


def _text(value: str | None) -> str:
    return escape(value) if value else ""


def _day(iso: str | None) -> str:
    """A day as Vietnam writes it: 2024-02-29 is 29/02/2024."""
    return "/".join(reversed(iso.split("-"))) if iso else ""


def _page(where: Iterable[Where]) -> str:
    return next((str(one.page) for one in where if one.page is not None), "")


def _name(plan: Plan) -> str:
    header = plan.header
    return " ".join(one for one in (header.kind, header.code, header.title) if one) or plan.source.name


def _banner(plan: Plan) -> str:
    header = plan.header
    above = " · ".join(
        one for one in (header.issuer, header.code, f"ngày {_day(header.issued_on)}" if header.issued_on else "") if one
    )
    title = ": ".join(one for one in (header.kind, header.title) if one) or plan.source.name
    dated = sum(1 for task in plan.tasks if task.deadline and task.deadline.due_latest)
    leads = {one.name or one.text for task in plan.tasks for one in task.lead_agencies}
    counts = f"{len(plan.tasks)} nhiệm vụ, {dated} có ngày hạn cuối, {len(leads)} đơn vị chủ trì"
    counts += f"; {len(plan.references)} văn bản viện dẫn; {len(plan.problems)} điểm cần xem lại."
    return f"<header><p>{_text(above)}</p><h1>{_text(title)}</h1><p>{counts}</p></header>\n"


def _table(heads: Iterable[str], rows: Iterable[str], caption: str = "") -> str:
    head = "".join(f'<th scope="col">{one}</th>' for one in heads)
    note = f"<caption>{caption}</caption>" if caption else ""
    return (
        f'<div class="scroll"><table>{note}<thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'
    )


def _row(*cells: tuple[str, str], identity: str = "") -> str:
    """A table row of ``(class, escaped content)``."""
    inner = "".join(f'<td class="{kind}">{content}</td>' if kind else f"<td>{content}</td>" for kind, content in cells)
    return f'<tr id="{escape(identity)}">{inner}</tr>' if identity else f"<tr>{inner}</tr>"


def _due(plan: Plan) -> str:
    """Tasks by their last day, earliest first; then those without one."""
    by_day = sorted(((_last_day(task), task) for task in plan.tasks), key=lambda one: one[0] or "9")
    rows: list[str] = []
    month = None
    for day, task in by_day:
        if day[:7] != month:
            month = day[:7]
            title = f"Tháng {_day(month)}" if month else "Không có ngày hạn cuối"
            rows.append(f'<tr class="group"><th colspan="5" scope="rowgroup">{title}</th></tr>')
        rows.append(_due_row(day, task))
    return _table(("Hạn cuối", "Nhiệm vụ", "Chủ trì", "Thời hạn trong văn bản", "Trang"), rows) if rows else ""


def _last_day(task: Task) -> str:
    return (task.deadline.due_latest if task.deadline else None) or ""


def _due_row(day: str, task: Task) -> str:
    deadline = task.deadline
    written = _text(deadline.raw) if deadline else ""
    kind = DEADLINE_KINDS.get(deadline.kind, "") if deadline else ""
    return _row(
        ("day", _day(day) or '<span class="soft">—</span>'),
        ("task", f'<a href="#task-{escape(task.id)}">{_text(_in_lines(task))}</a>'),
        ("lead", _text(task.lead)),
        ("", written or f'<span class="soft">{kind}</span>'),
        ("page", _page(task.where)),
    )


def _in_lines(task: Task) -> str:
    """The task's words, every bullet of its cell on a line of its own."""
    text, start = task.task, 0
    for item in task.items:
        at = text.find(item, start)
        if at < 0:
            return task.task
        mark = text.rfind(" ", start, max(at - 1, start))
        if mark >= start:
            text = f"{text[:mark]}\n{text[mark + 1 :]}"
        start = at + len(item)
    return text


def _header(plan: Plan) -> str:
    lines = "".join(f"<dt>{label}</dt><dd>{_text(value)}</dd>" for label, value in _header_lines(plan) if value)
    return f"<dl>{lines}</dl>"


def _header_lines(plan: Plan) -> Iterator[tuple[str, str | None]]:
    header = plan.header
    yield "Loại văn bản", header.kind
    yield "Số, ký hiệu", header.code
    yield "Ngày ban hành", _day(header.issued_on)
    yield "Nơi ban hành", header.issued_at
    yield "Trích yếu", header.title
    yield "Thời kỳ", header.period
    yield "Cơ quan ban hành", header.issuer
    yield "Cấp", LEVELS.get(header.level or "")
    yield "Cơ quan chủ quản", header.parent
    yield "Địa bàn", _place(header)
    yield "Người ký", _signatory(header)
    yield "Nơi nhận", "; ".join(f"{one.name} ({one.note})" if one.note else one.name for one in header.recipients)
    yield "Độ khẩn", header.urgency
    yield "Độ mật", header.secrecy
    yield "Số trang", str(plan.source.pages) if plan.source.pages else None


def _place(header: Header) -> str:
    place = header.place
    names = ", ".join(one.name for one in (place.commune, place.district, place.province) if one)
    successor = place.commune.successor if place.commune else None
    return f"{names} (nay là {successor.name})" if successor else names


def _signatory(header: Header) -> str:
    signatory = header.signatory
    if signatory is None:
        return ""
    power = " ".join(one for one in (signatory.authority, signatory.on_behalf_of) if one)
    return ", ".join(one for one in (signatory.name, signatory.position, power) if one)


def _tasks(plan: Plan) -> str:
    """All tasks as the plan orders them, under the headings it puts above them."""
    rows: list[str] = []
    group: tuple[str, ...] = ()
    for task in plan.tasks:
        if task.group and task.group != group:
            rows.append(f'<tr class="group"><th colspan="7" scope="rowgroup">{_text(" · ".join(task.group))}</th></tr>')
        group = task.group
        extra = "".join(f"\n{_text(name)}: {_text(value)}" for name, value in task.extra.items() if value)
        rows.append(
            _row(
                ("", _text(task.marker)),
                ("task", _text(_in_lines(task)) + (f'<span class="soft">{extra}</span>' if extra else "")),
                ("", _text(task.deliverable)),
                ("lead", _text(task.lead)),
                ("", _text(task.coordinating)),
                ("", _text(task.deadline.raw if task.deadline else None)),
                ("page", _page(task.where)),
                identity=f"task-{task.id}",
            )
        )
    heads = ("STT", "Nhiệm vụ", "Sản phẩm", "Chủ trì", "Phối hợp", "Thời hạn", "Trang")
    return _table(heads, rows) if rows else ""


def _targets(plan: Plan) -> str:
    rows = [_row(("", _text(one.text)), ("", _text(one.noun)), ("page", _page(one.where))) for one in plan.targets]
    return _table(("Chỉ tiêu", "Đối tượng", "Trang"), rows) if rows else ""


def _references(plan: Plan) -> str:
    rows = [_reference_row(one) for one in plan.references]
    return _table(("Văn bản", "Ngày", "Cơ quan", "Trích yếu", "Quan hệ", "Trang"), rows) if rows else ""


def _reference_row(one: Reference) -> str:
    pages = sorted({where.page for mention in one.mentions for where in mention.where if where.page is not None})
    relations = dict.fromkeys(RELATIONS.get(mention.relation, mention.relation) for mention in one.mentions)
    name = " ".join(part for part in (one.kind, one.code) if part)
    return _row(
        ("", f'<span id="{escape(one.id)}">{_text(name or one.title)}</span>'),
        ("day", _day(one.issued_on)),
        ("", _text(one.issuer)),
        ("", _text(one.title if name else None)),
        ("", _text(", ".join(relations))),
        ("page", ", ".join(map(str, pages))),
    )


def _problems(plan: Plan) -> str:
    order = list(SEVERITIES)
    rows = [_problem_row(plan, one) for one in sorted(plan.problems, key=lambda one: order.index(one.severity))]
    if not rows:
        return "<p>Không có điểm nào.</p>"
    return _table(("Mức", "Điểm", "Chi tiết", "Về", "Trang"), rows)


def _problem_row(plan: Plan, one: Problem) -> str:
    """A problem, with a link to the task or the reference it is about."""
    tasks = {task.id: f"{task.marker or ''} {task.task}".strip() for task in plan.tasks}
    about = _text(one.subject)
    if one.subject in tasks:
        about = f'<a href="#task-{escape(one.subject)}">{_text(_short(tasks[one.subject]))}</a>'
    elif one.subject and one.subject.startswith("ref-"):
        about = f'<a href="#{escape(one.subject)}">{about}</a>'
    return _row(
        ("", f'<span class="mark {one.severity}">{SEVERITIES[one.severity]}</span>'),
        ("", _text(PROBLEMS.get(one.code, one.code))),
        ("", f'<span lang="en">{_text(one.message)}</span>'),
        ("", about),
        ("page", _page(one.where)),
    )


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rstrip() + "…"


def _footer(plan: Plan) -> str:
    source = plan.source
    return (
        f"<footer><p>Lập tự động từ tệp {_text(source.name)} (SHA-256 <code>{_text(source.sha256)}</code>), "
        f"kehoach {VERSION}. Văn bản gốc là căn cứ; số trang chỉ nơi đọc được từng nội dung.</p></footer>\n"
    )
