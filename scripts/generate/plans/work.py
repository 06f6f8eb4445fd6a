"""The work of a plan: tasks with results, units and times, apart from how they are printed."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, field, replace
from random import Random

from scripts.generate.plans.bodies import Body
from scripts.generate.plans.citations import draw_mention
from scripts.generate.plans.model import Gold, When, chance, pick, read_table
from scripts.generate.plans.times import Time, draw_time


@dataclass
class Duty:
    """One row as it is meant; ``lead`` and ``coordinating`` are names of single units."""

    task: str
    deliverable: str
    lead: list[str]
    coordinating: list[str]
    time: Time
    citations: list[Gold] = field(default_factory=list)
    quantity: Gold | None = None


@dataclass(frozen=True)
class Context:
    """What a plan's parts share."""

    sector: str
    topic: str
    body: Body
    when: When
    used: set[str] = field(default_factory=set)


def draw_work(rng: Random, context: Context) -> tuple[str, str]:
    """A task that the plan does not have yet, and its result."""
    rows = read_table("tasks")
    for _ in range(60):
        kind = "any" if chance(rng, 0.5) else context.sector
        row = rng.choice([row for row in rows if row["sector"] == kind])
        task = row["task"].format(topic=context.topic)
        task = f"{task} {rng.choice(_TAILS)}" if chance(rng, 0.25) else task
        if not any(task in other or other in task for other in context.used):
            context.used.add(task)
            return task, row["deliverable"]
    task = f"Thực hiện nội dung số {len(context.used)} về {context.topic}"
    context.used.add(task)
    return task, "Báo cáo"


_TAILS = (
    "trên địa bàn", "theo quy định", "đợt 1", "đợt 2", "cho các đối tượng liên quan",
    "tại cơ sở", "bảo đảm tiến độ, chất lượng", "trong tình hình mới",
    "tại các đơn vị trực thuộc", "theo hướng dẫn của cấp trên",
    "trong toàn cơ quan, đơn vị", "theo từng nhóm đối tượng",
)  # fmt: skip


_PARTS = (
    "Xây dựng kế hoạch chi tiết",
    "Phân công nhiệm vụ cụ thể cho từng thành viên",
    "Tổng hợp, đánh giá kết quả thực hiện",
    "Chuẩn bị cơ sở vật chất, tài liệu",
)


def _trained(rng: Random) -> tuple[str, Gold]:
    number = rng.randint(3, 60) * 5
    gold: Gold = {"min": str(number), "max": str(number)}
    return f" cho {number} cán bộ, công chức", {"text": f"{number} cán bộ", **gold}


def _reached(rng: Random) -> tuple[str, Gold]:
    number = rng.randint(60, 98)
    gold: Gold = {"min": str(number), "max": None, "comparator": "ge", "unit": "%"}
    return f", đạt tối thiểu {number}%", {"text": f"tối thiểu {number}%", **gold}


def _held(rng: Random) -> tuple[str, Gold]:
    number = rng.randint(1, 6)
    gold: Gold = {"min": str(number), "max": None, "comparator": "ge"}
    return f", ít nhất {number:02} cuộc", {"text": f"ít nhất {number:02} cuộc", **gold}


def draw_duty(rng: Random, context: Context) -> Duty:
    """A row of a task table."""
    task, result = draw_work(rng, context)
    citations, quantity = [], None
    if chance(rng, 0.06):
        mention = draw_mention(rng, context.body, context.when)
        task, citations = f"{task} theo {mention.text}", [mention.gold]
    elif chance(rng, 0.1) and not any(one.isdigit() for one in task):
        taught = task.startswith(("Tập huấn", "Tổ chức hội nghị", "Bồi dưỡng", "Đào tạo"))
        tail, quantity = (_trained if taught else rng.choice((_reached, _held)))(rng)
        task = f"{task}{tail}"
    elif chance(rng, 0.04):
        task += ":" + "".join(f"\n- {part}" for part in rng.sample(_PARTS, rng.randint(2, 3)))
    body = context.body
    lead = rng.sample(body.leads, pick(rng, [(88, 1), (10, 2), (2, 3)]))
    others = [one for one in dict.fromkeys(body.partners + body.leads[:4]) if one not in lead]
    weights = pick(rng, [(60, 1), (27, 2), (8, 3), (5, 0)])
    coordinating = rng.sample(others, min(weights, len(others)))
    return Duty(task, result, lead, coordinating, draw_time(rng, context.when), citations, quantity)


def set_months(rng: Random, when: When, duties: list[Duty], *, bare: bool) -> list[Duty]:
    """The same duties in the order of months, each due within one."""
    forms = ["Tháng {0}", "Tháng {0}/{1}", "{0}/{1}", *(["{0}"] if bare else [])]
    form = rng.choice(forms)
    months = sorted(rng.randint(when.first_month, 12) for _ in duties)
    found = []
    for duty, month in zip(duties, months, strict=True):
        last = f"{when.year}-{month:02}-{calendar.monthrange(when.year, month)[1]}"
        reading = {"kind": "period", "edtf": f"{when.year}-{month:02}", "due_latest": last}
        found.append(replace(duty, time=Time(form.format(month, when.year), reading)))
    return found
