"""The columns of task tables: how offices name them, and in which order they stand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from random import Random

from scripts.generate.plans.model import pick, read_table

_ROLES = {
    "doer": "lead",
    "both": "lead",
    "month": "deadline",
    "note": "note",
    "budget": "budget",
} | dict.fromkeys(("oversee", "place", "audience", "basis", "submit"), "other")
_COMMON = [
    (16, "marker task lead coordinating deadline deliverable"),
    (14, "marker task lead coordinating deadline"),
    (12, "marker task deliverable lead coordinating deadline"),
    (9, "marker task lead coordinating deadline note"),
    (8, "marker task doer deadline"),
    (8, "marker task doer deadline note"),
    (6, "marker task lead coordinating deliverable deadline"),
    (5, "marker task deadline lead coordinating"),
    (4, "marker task deadline doer note"),
    (4, "marker task deadline deliverable lead coordinating"),
    (4, "marker task doer coordinating deadline deliverable note"),
    (3, "marker task oversee lead coordinating deadline deliverable"),
    (3, "marker task lead coordinating deadline oversee"),
    (3, "marker task lead coordinating deadline budget"),
    (3, "marker task deliverable doer deadline budget note"),
    (2, "marker deadline task doer"),
    (2, "deadline task doer"),
    (2, "deadline task place doer"),
    (2, "task doer deadline"),
    (2, "marker task place deadline doer"),
    (2, "marker task audience place deadline doer"),
    (2, "marker task basis lead coordinating deadline deliverable"),
    (2, "marker task lead coordinating submit deadline"),
    (1, "marker lead task deadline"),
    (1, "marker deliverable lead coordinating submit deadline task"),
    (1, "marker task deadline"),
    (3, "marker task both deadline"),
    (2, "marker task deliverable both deadline"),
    (4, "month task doer"),
    (3, "month task doer note"),
]


@dataclass(frozen=True)
class Column:
    """A column; ``field`` says what its cells are, ``role`` what a record calls it."""

    field: str
    role: str
    upper: str
    lower: str = ""


def draw_columns(rng: Random) -> list[Column]:
    """The columns of a table in which every row states its own units and times."""
    fields = pick(rng, _COMMON).split()
    columns = [_draw_column(rng, field) for field in fields]
    if "lead" in fields and "coordinating" in fields and _together(fields):
        join = pick(rng, [(80, _alike), (20, partial(_under_one, rng))])
        columns = join(columns)
    if "deadline" in fields and pick(rng, [(93, False), (7, True)]):
        columns = _start_and_end(rng, columns)
    return columns


def _draw_column(rng: Random, field: str) -> Column:
    return Column(field, _ROLES.get(field, field), _draw_name(rng, field))


def _draw_name(rng: Random, field: str) -> str:
    """A name that offices give such a column."""
    rows = [row for row in read_table("columns") if row["field"] == field]
    return pick(rng, [(float(row["weight"]), row["name"]) for row in rows])


def _together(fields: list[str]) -> bool:
    return fields.index("coordinating") == fields.index("lead") + 1


def _under_one(rng: Random, columns: list[Column]) -> list[Column]:
    """Both kinds of units below one name."""
    upper = _draw_name(rng, "above lead")
    lower = {"lead": "Chủ trì", "coordinating": "Phối hợp"}
    return [
        Column(one.field, one.role, upper, lower[one.field]) if one.field in lower else one
        for one in columns
    ]


def _alike(columns: list[Column]) -> list[Column]:
    """Names of both kinds of units mostly use the same word."""
    lead = next(one.upper for one in columns if one.field == "lead")
    word = next(
        (w for w in ("Cơ quan, đơn vị", "Cơ quan", "Đơn vị", "Bộ phận") if lead.startswith(w)), None
    )
    name = f"{word} phối hợp" if word else "Phối hợp"
    return [
        Column(one.field, one.role, name) if one.field == "coordinating" else one for one in columns
    ]


def _start_and_end(rng: Random, columns: list[Column]) -> list[Column]:
    """Two columns for the time."""
    upper = _draw_name(rng, "above deadline")
    names = pick(rng, [(70, ("Bắt đầu", "Kết thúc")), (30, ("Bắt đầu", "Hoàn thành"))])
    found: list[Column] = []
    for one in columns:
        if one.field != "deadline":
            found.append(one)
        else:
            found += [Column(field, "deadline", upper, name)
                      for field, name in zip(("start", "end"), names, strict=True)]  # fmt: skip
    return found


def write_header(columns: list[Column]) -> list[list[str]]:
    """The rows of the header; what lies below a name that covers it is empty."""
    if not any(one.lower for one in columns):
        return [[one.upper for one in columns]]
    upper = [
        "" if index and one.lower and one.upper == columns[index - 1].upper else one.upper
        for index, one in enumerate(columns)
    ]
    return [upper, [one.lower for one in columns]]
