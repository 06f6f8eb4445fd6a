"""What is due: every date in its month, rhythms, what goes on; then the same by unit in charge."""

from __future__ import annotations

from collections import defaultdict
from html import escape

from extract.emit.agenda.entries import Entry, by_day, list_entries
from extract.emit.agenda.shown import show_day
from extract.emit.html.markup import Table, escaped, show_page
from extract.emit.words import Words
from schemas.plan import Plan, Task


def show_due(plan: Plan, words: Words) -> str:
    """Every time of every task, the earliest first; what has no day comes in groups behind."""
    heads = ("due", "task", "lead", "said", "page")
    table = Table(*(words[f"column.{one}"] for one in heads))
    group = None
    for entry in by_day(list_entries(plan)):
        title = _group_of(entry, words)
        if title != group:
            group = title
            table.group(title)
        table.row(
            ("day", _day_of(entry) or f'<span class="soft">{_no_day(entry, words)}</span>'),
            ("task", _link(entry.task)),
            ("lead", escaped(entry.task.lead)),
            ("", escaped(entry.task.deadline.raw if entry.task.deadline else None)),
            ("page", show_page(entry.task.where)),
        )
    return table.html()


def _group_of(entry: Entry, words: Words) -> str:
    if entry.when.kind == "day" and entry.when.day:
        return words["month"].format(show_day(f"{entry.when.day:%Y-%m}"))
    return words[f"group.{entry.when.kind}"]


def _day_of(entry: Entry) -> str:
    when = entry.when
    return show_day(when.day.isoformat()) if when.kind == "day" and when.day else ""


def _no_day(entry: Entry, words: Words) -> str:
    deadline = entry.task.deadline
    own = words.get(f"deadline.{deadline.kind}") if deadline and entry.when.kind == "open" else None
    return own or words[f"due.{entry.when.kind}"]


def _link(task: Task) -> str:
    return f'<a href="#task-{escape(task.id)}">{escaped(in_lines(task))}</a>'


def in_lines(task: Task) -> str:
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


def show_units(plan: Plan, words: Words) -> str:
    """Every unit in charge with the number of its tasks and its days, each leading to its task."""
    by_unit: dict[str, list[Entry]] = defaultdict(list)
    for entry in by_day(list_entries(plan)):
        names = (one.name or one.text for one in entry.task.lead_agencies)
        for name in dict.fromkeys(names):
            by_unit[name].append(entry)
    table = Table(words["column.lead"], words["column.tasks"], words["column.due"])
    for name, entries in by_unit.items():
        tasks = {entry.task.id for entry in entries}
        days = ", ".join(
            f'<a href="#task-{escape(one.task.id)}">{_day_of(one)}</a>'
            for one in entries
            if one.when.kind == "day"
        )
        table.row(("lead", escaped(name)), ("page", str(len(tasks))), ("days", days))
    return table.html()
