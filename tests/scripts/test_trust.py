"""What counts as wrong, as announced and as silent, and the figures that follow from it."""

from __future__ import annotations

from dataclasses import replace as replace_gold

import pytest
from msgspec.structs import replace

from extract.score.records import read_record
from schemas.plan import Plan
from schemas.problem import problem
from scripts.measure.announced import JudgedField, judge_fields
from scripts.measure.trust import auroc, calibration_error, upper_bound
from tests.score.plans import make_plan

GOLD = replace_gold(read_record(make_plan()), problems=None)


def silent(plan: Plan) -> list[str]:
    return [f"{one.area}.{one.name}" for one in judge_fields(GOLD, plan) if one.silent]


def with_task(**fields: object) -> Plan:
    plan = make_plan()
    return replace(plan, tasks=(replace(plan.tasks[0], **fields), *plan.tasks[1:]))


def test_a_record_is_right_against_itself() -> None:
    judged = judge_fields(GOLD, make_plan())
    assert judged
    assert all(one.right for one in judged)


def test_a_wrong_cell_is_silent_until_a_problem_names_it() -> None:
    plan = with_task(lead="Phòng khác")
    assert silent(plan) == ["tasks.lead"]
    task = plan.tasks[0].id
    assert silent(replace(plan, problems=(problem("low-confidence", "", task, "lead"),))) == []
    assert silent(replace(plan, problems=(problem("low-confidence", "", task, "marker"),))) == ["tasks.lead"]
    assert silent(replace(plan, problems=(problem("agency-unmatched", "", task, "lead"),))) == ["tasks.lead"]


def test_every_field_of_a_lost_or_invented_row_is_wrong() -> None:
    plan = make_plan()
    lost = silent(replace(plan, tasks=plan.tasks[1:]))
    assert {"tasks.task", "tasks.lead"} <= set(lost)
    invented = replace(plan.tasks[0], id="table-1/x", task="Mua vật tư văn phòng phẩm", marker="99", lead="Kho bạc")
    found = silent(replace(plan, tasks=(*plan.tasks, invented)))
    assert {"tasks.task", "tasks.lead", "tasks.marker"} <= set(found)


@pytest.mark.parametrize(("events", "trials", "bound"), [(0, 1000, 0.00299), (1, 100, 0.04656), (5, 5, 1.0)])
def test_the_bound_is_the_exact_binomial_one(events: int, trials: int, bound: float) -> None:
    assert upper_bound(events, trials) == pytest.approx(bound, abs=5e-5)


def test_confidence_is_judged_by_order_and_by_value() -> None:
    fields = [
        JudgedField("tasks", "lead", right, False, confidence, "", "")
        for right, confidence in ((True, 0.9), (True, 0.9), (False, 0.1), (False, 0.9))
    ]
    assert auroc(fields) == 0.75
    assert calibration_error(fields) == pytest.approx((abs(2.7 - 2) + abs(0.1 - 0)) / 4)
