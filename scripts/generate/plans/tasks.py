"""Task tables of a plan, in the shapes in which offices print them, with their gold."""

from __future__ import annotations

from random import Random

from scripts.generate.plans import ticks
from scripts.generate.plans.columns import draw_columns
from scripts.generate.plans.model import UP, Draft, Grid, chance, pick
from scripts.generate.plans.plain import PlainTable
from scripts.generate.plans.work import Context, draw_duty, set_months


def add_task_table(rng: Random, context: Context, draft: Draft, title: str | None) -> Grid:
    """Draw a task table, and add what it says to the gold of a draft."""
    count = pick(rng, [(20, 4), (40, 8), (30, 14), (10, 25)]) + rng.randint(0, 3)
    duties = [draw_duty(rng, context) for _ in range(count)]
    columns = draw_columns(rng)
    if columns[0].field == "month":
        duties = set_months(rng, context.when, duties, bare=columns[0].upper == "Tháng")
    shape = pick(rng, [(86, "plain"), (6, "units"), (8, "times")])
    if shape == "plain":
        printed = PlainTable(rng, columns, duties)
        grid, tasks = printed.grid, printed.tasks
        columns, readings = printed.columns, printed.readings
    else:
        draw = ticks.draw_units if shape == "units" else ticks.draw_times
        grid, columns, tasks, readings = draw(rng, context.body, context.when, duties)
    _break_up(rng, grid)
    draft.quantities += [
        {"line": one.task, "targets": [one.quantity]} for one in duties if one.quantity
    ]
    number = len(draft.tables)
    for task, reading in zip(tasks, readings, strict=True):
        if reading is not None:
            draft.deadlines.append({"task_index": len(draft.tasks), **reading})
        draft.tasks.append({"table": number, **task})
    roles = [{"name": n, "role": c.role} for n, c in zip(grid.names, columns, strict=True)]
    draft.tables.append(
        {"kinds": ["tasks"], "columns": roles, "title": title, "repeated": grid.again}
    )
    grid.citations = [one for duty in duties for one in duty.citations]
    return grid


def _break_up(rng: Random, grid: Grid) -> None:
    """Some tables go on in a second one, with the header again or without it."""
    if len(grid.rows) > 6 and chance(rng, 0.07):
        middle = rng.randint(3, len(grid.rows) - 3)
        while middle < len(grid.rows) and (UP in grid.rows[middle] or len(grid.rows[middle]) <= 2):
            middle += 1
        if middle < len(grid.rows):
            grid.cuts, grid.again = (middle,), chance(rng, 0.6)
            grid.bridge = "(Tiếp theo)" if chance(rng, 0.3) else ""
