"""A random table printed and read back: what of it came out as meant."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from extract import extract_plan
from normalize.writing.text import squeeze
from schemas.plan import Plan, Task
from tests.traps.definition import TASK_ROLES, Trap, expected_tasks
from tests.traps.print_html import print_html
from tests.traps.print_reportlab import print_reportlab
from tests.traps.print_typst import print_typst
from tests.traps.random_tables import random_trap

PRINTERS: tuple[Callable[[Trap], bytes], ...] = (print_reportlab, print_typst, print_html)


def fault_of(seed: int, rules: str) -> str | None:
    """What is wrong with the tasks read from random table ``seed``; None where every one is as meant."""
    trap = random_trap(seed, rules)
    plan = extract_plan(PRINTERS[seed % len(PRINTERS)](trap), name=f"{trap.name}.pdf")
    meant = [task for table in trap.tables for task in expected_tasks(table)]
    found = tasks_of(plan)
    if len(found) != len(meant):
        return f"{len(found)} tasks of {len(meant)}"
    for one, other in zip(found, meant, strict=True):
        wrong = {name: (one[name], other[name]) for name in other if one[name] != other[name]}
        if wrong:
            return str(wrong)
    return None


def tasks_of(plan: Plan) -> list[dict[str, Any]]:
    """The tasks of a record's tables as `expected_tasks` writes them."""
    return [
        {
            "group": tuple(squeeze(one) for one in task.group),
            **{role: _field(task, role) for role in TASK_ROLES},
            "extra": {name: squeeze(text) for name, text in task.extra.items()},
        }
        for task in plan.tasks
        if task.table is not None
    ]


def _field(task: Task, role: str) -> str | None:
    text = (task.deadline.raw if task.deadline else None) if role == "deadline" else getattr(task, role)
    return squeeze(text) if text else None
