"""Task tables whose units or times are columns of their own, with a mark where they apply."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from random import Random

from scripts.generate.plans.bodies import Body
from scripts.generate.plans.columns import Column, write_header
from scripts.generate.plans.model import Gold, Grid, When, chance, pick
from scripts.generate.plans.times import draw_time
from scripts.generate.plans.work import Duty

Drawn = tuple[Grid, list[Column], list[Gold], list[Gold | None]]
"""The table, its columns, and each row's gold and reading."""

_MARKER = Column("marker", "marker", "TT")


def draw_units(rng: Random, body: Body, when: When, duties: Sequence[Duty]) -> Drawn:
    """One column a unit: "x" where it does the work, or CT and PH where it leads and takes part."""
    units = rng.sample(body.leads, min(len(body.leads), rng.randint(3, 6)))
    lettered = chance(rng, 0.5)
    upper = pick(
        rng, [(50, "Đơn vị thực hiện"), (30, "Phân công thực hiện"), (20, "Cơ quan thực hiện")]
    )
    role = "lead/coordinating" if lettered else "lead"
    columns = [_MARKER, Column("task", "task", "Nội dung công việc"),
               *(Column("unit", role, upper, unit) for unit in units),
               Column("deadline", "deadline", "Thời gian hoàn thành")]  # fmt: skip
    grid = Grid(write_header(columns), [])
    tasks: list[Gold] = []
    readings: list[Gold | None] = []
    tick = rng.choice("xX")
    for number, duty in enumerate(duties, 1):
        lead = rng.sample(units, 1 if lettered or chance(rng, 0.8) else 2)
        helps = [one for one in units if one not in lead and chance(rng, 0.4)] if lettered else []
        marks = dict.fromkeys(units, "") | dict.fromkeys(lead, "CT" if lettered else tick)
        marks |= dict.fromkeys(helps, "PH")
        time = draw_time(rng, when)
        grid.rows.append([str(number), duty.task, *marks.values(), time.raw])
        gold: Gold = {"group": [], "marker": str(number), "task": duty.task}
        gold |= {"deadline_raw": time.raw, "lead_units": sorted(lead, key=units.index)}
        tasks.append(gold | ({"coordinating_units": helps} if helps else {}))
        readings.append(dict(time.reading))
    return grid, columns, tasks, readings


def draw_times(rng: Random, body: Body, when: When, duties: Sequence[Duty]) -> Drawn:
    """One column a quarter or a month."""
    months = chance(rng, 0.4)
    if months:
        names = [rng.choice(("{0}", "T{0}"))] * 12
        names = [name.format(number) for number, name in enumerate(names, 1)]
        word = rng.choice(("Thời gian thực hiện (tháng)", "Tháng", f"Tháng năm {when.year}"))
    else:
        names = [f"Quý {number}" for number in ("I", "II", "III", "IV")]
        word = f"{rng.choice(('Thời gian thực hiện', 'Tiến độ thực hiện'))} năm {when.year}"
    columns = [_MARKER, Column("task", "task", "Nội dung công việc"),
               Column("doer", "lead", "Đơn vị thực hiện"),
               *(Column("time", "deadline", word, name) for name in names)]  # fmt: skip
    grid = Grid(write_header(columns), [])
    tasks: list[Gold] = []
    readings: list[Gold | None] = []
    tick = rng.choice("xX")
    for number, duty in enumerate(duties, 1):
        first = rng.randrange(len(names))
        last = min(len(names) - 1, first + pick(rng, [(60, 0), (30, 1), (10, 3)]))
        marks = [tick if first <= n <= last else "" for n in range(len(names))]
        unit = duty.lead[0]
        grid.rows.append([str(number), duty.task, unit, *marks])
        gold: Gold = {"group": [], "marker": str(number), "task": duty.task, "lead": unit}
        gold["lead_units"] = [unit]
        tasks.append(gold)
        month = last + 1 if months else 3 * (last + 1)
        day = calendar.monthrange(when.year, month)[1]
        readings.append({"due_latest": f"{when.year}-{month:02}-{day}"})
    return grid, columns, tasks, readings
