"""The sections of the page: what is due, the header, tasks, targets, references, problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from extract.emit.html.markup import escaped, group_row, joined, row, show_day, show_page, table
from extract.emit.html.words import DEADLINE_KINDS, LEVELS, PROBLEMS, RELATIONS, SEVERITIES
from schemas.plan import Header, Plan, Problem, Recipient, Reference, Task


def show_due(plan: Plan) -> str:
    """Tasks by their last day, earliest first; then those without one."""
    by_day = sorted(((last_day(task), task) for task in plan.tasks), key=lambda one: one[0] or "9")
    rows: list[str] = []
    month = None
    for day, task in by_day:
        if day[:7] != month:
            month = day[:7]
            title = f"Tháng {show_day(month)}" if month else "Không có ngày hạn cuối"
            rows.append(group_row(5, title))
        rows.append(_due_row(day, task))
    heads = ("Hạn cuối", "Nhiệm vụ", "Chủ trì", "Thời hạn trong văn bản", "Trang")
    return table(heads, rows) if rows else ""


def last_day(task: Task) -> str:
    """The last day in time, ISO; empty where there is none."""
    return (task.deadline.due_latest if task.deadline else None) or ""


def _due_row(day: str, task: Task) -> str:
    deadline = task.deadline
    written = escaped(deadline.raw) if deadline else ""
    kind = DEADLINE_KINDS.get(deadline.kind, "") if deadline else ""
    return row(
        ("day", show_day(day) or '<span class="soft">—</span>'),
        ("task", f'<a href="#task-{escape(task.id)}">{escaped(_in_lines(task))}</a>'),
        ("lead", escaped(task.lead)),
        ("", written or f'<span class="soft">{kind}</span>'),
        ("page", show_page(task.where)),
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


def show_header(plan: Plan) -> str:
    """What the document says of itself, a line each."""
    lines = ((label, escaped(value)) for label, value in _header_lines(plan) if value)
    return f"<dl>{''.join(f'<dt>{label}</dt><dd>{value}</dd>' for label, value in lines)}</dl>"


def _header_lines(plan: Plan) -> Iterator[tuple[str, str | None]]:
    header = plan.header
    yield "Loại văn bản", header.kind
    yield "Số, ký hiệu", header.code
    yield "Ngày ban hành", show_day(header.issued_on)
    yield "Nơi ban hành", header.issued_at
    yield "Trích yếu", header.title
    yield "Thời kỳ", header.period
    yield "Cơ quan ban hành", header.issuer
    yield "Cấp", LEVELS.get(header.level or "")
    yield "Cơ quan chủ quản", header.parent
    yield "Địa bàn", _place(header)
    yield "Người ký", _signatory(header)
    yield "Nơi nhận", "; ".join(map(_recipient, header.recipients))
    yield "Độ khẩn", header.urgency
    yield "Độ mật", header.secrecy
    yield "Số trang", str(plan.source.pages) if plan.source.pages else None


def _recipient(one: Recipient) -> str:
    return f"{one.name} ({one.note})" if one.note else one.name


def _place(header: Header) -> str:
    place = header.place
    names = ", ".join(one.name for one in (place.commune, place.district, place.province) if one)
    successor = place.commune.successor if place.commune else None
    return f"{names} (nay là {successor.name})" if successor else names


def _signatory(header: Header) -> str:
    signatory = header.signatory
    if signatory is None:
        return ""
    power = joined(" ", signatory.authority, signatory.on_behalf_of)
    return joined(", ", signatory.name, signatory.position, power)


def show_tasks(plan: Plan) -> str:
    """All tasks as the plan orders them, under the headings it puts above them."""
    rows: list[str] = []
    group: tuple[str, ...] = ()
    for task in plan.tasks:
        if task.group and task.group != group:
            rows.append(group_row(7, escaped(" · ".join(task.group))))
        group = task.group
        rows.append(_task_row(task))
    heads = ("STT", "Nhiệm vụ", "Sản phẩm", "Chủ trì", "Phối hợp", "Thời hạn", "Trang")
    return table(heads, rows) if rows else ""


def _task_row(task: Task) -> str:
    others = ((name, value) for name, value in task.extra.items() if value)
    extra = "".join(f"\n{escaped(name)}: {escaped(value)}" for name, value in others)
    words = escaped(_in_lines(task))
    return row(
        ("", escaped(task.marker)),
        ("task", f'{words}<span class="soft">{extra}</span>' if extra else words),
        ("", escaped(task.deliverable)),
        ("lead", escaped(task.lead)),
        ("", escaped(task.coordinating)),
        ("", escaped(task.deadline.raw if task.deadline else None)),
        ("page", show_page(task.where)),
        identity=f"task-{task.id}",
    )


def show_targets(plan: Plan) -> str:
    """Every target with what it is about."""
    rows = [
        row(("", escaped(one.text)), ("", escaped(one.noun)), ("page", show_page(one.where)))
        for one in plan.targets
    ]
    return table(("Chỉ tiêu", "Đối tượng", "Trang"), rows) if rows else ""


def show_references(plan: Plan) -> str:
    """Every cited document, with how and on which pages it is cited."""
    rows = [_reference_row(one) for one in plan.references]
    heads = ("Văn bản", "Ngày", "Cơ quan", "Trích yếu", "Quan hệ", "Trang")
    return table(heads, rows) if rows else ""


def _reference_row(one: Reference) -> str:
    places = [where for mention in one.mentions for where in mention.where]
    pages = sorted({where.page for where in places if where.page is not None})
    relations = dict.fromkeys(mention.relation for mention in one.mentions)
    name = joined(" ", one.kind, one.code)
    return row(
        ("", f'<span id="{escape(one.id)}">{escaped(name or one.title)}</span>'),
        ("day", show_day(one.issued_on)),
        ("", escaped(one.issuer)),
        ("", escaped(one.title if name else None)),
        ("", escaped(", ".join(dict.fromkeys(RELATIONS.get(each, each) for each in relations)))),
        ("page", ", ".join(map(str, pages))),
    )


def show_problems(plan: Plan) -> str:
    """The problems, the gravest first, or a sentence that there are none."""
    if not plan.problems:
        return "<p>Không có điểm nào.</p>"
    order = list(SEVERITIES)
    tasks = {task.id: task for task in plan.tasks}
    problems = sorted(plan.problems, key=lambda one: order.index(one.severity))
    rows = [_problem_row(one, tasks) for one in problems]
    return table(("Mức", "Điểm", "Chi tiết", "Về", "Trang"), rows)


def _problem_row(one: Problem, tasks: Mapping[str, Task]) -> str:
    return row(
        ("", f'<span class="mark {one.severity}">{SEVERITIES[one.severity]}</span>'),
        ("", escaped(PROBLEMS.get(one.code, one.code))),
        ("", f'<span lang="en">{escaped(one.message)}</span>'),
        ("", _subject(one.subject or "", tasks)),
        ("page", show_page(one.where)),
    )


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
