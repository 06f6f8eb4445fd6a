"""What notebooks show of records and datasets: small tables, every value escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from extract.emit.html.markup import escaped
from schemas.plan import Plan, Task

_MOST_TASKS = 10
_LONGEST = 200
_CELL = "text-align:left;vertical-align:top"


def record_html(record: Any) -> str:
    """A record as HTML: a plan with its first tasks, anything else field by field."""
    return _plan_html(record) if isinstance(record, Plan) else _fields_html(record)


def dataset_html(name: str, counts: dict[str, int | None], partial: bool) -> str:
    """A dataset as HTML: its tables and how many rows they have."""
    rows = [(table, "" if count is None else str(count)) for table, count in counts.items()]
    remark = "partial: files are still to be read" if partial else ""
    return _caption(name, remark) + _table(("table", "rows"), rows)


def _plan_html(plan: Plan) -> str:
    header = plan.header
    name = " ".join(one for one in (header.kind, header.code, header.title) if one)
    counts = (
        f"{len(getattr(plan, one))} {one}" for one in ("tasks", "targets", "references", "problems")
    )
    about = " · ".join([*(one for one in (header.issuer, header.issued_on) if one), *counts])
    shown = _table(("id", "task", "lead", "deadline", "due"), _task_rows(plan.tasks[:_MOST_TASKS]))
    left = len(plan.tasks) - _MOST_TASKS
    rest = f"<p>{left} more tasks: <code>plan.to_pandas()</code></p>" if left > 0 else ""
    return _caption(name or plan.source.name, about) + (shown if plan.tasks else "") + rest


def _task_rows(tasks: Iterable[Task]) -> Iterator[tuple[str, ...]]:
    for task in tasks:
        deadline = task.deadline
        times = (deadline.raw, deadline.due_latest or "") if deadline else ("", "")
        yield task.id, task.task, task.lead or "", *times


def _fields_html(record: Any) -> str:
    """Every field that has a value."""
    values = ((name, getattr(record, name)) for name in record.__struct_fields__)
    rows = [(name, _in_words(value)) for name, value in values if value not in (None, (), {})]
    return _caption(type(record).__name__, "") + _table(("field", "value"), rows)


def _in_words(value: Any) -> str:
    if isinstance(value, tuple) and any(isinstance(one, msgspec.Struct) for one in value):
        return f"{len(value)} × {type(value[0]).__name__}"
    return value if isinstance(value, str) else repr(value)


def _caption(name: str, about: str) -> str:
    return f"<p><strong>{escaped(name)}</strong><br>{escaped(about)}</p>"


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = "".join(f'<th style="{_CELL}">{one}</th>' for one in heads)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: str) -> str:
    text = value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
    return f'<td style="{_CELL}">{escaped(text)}</td>'
