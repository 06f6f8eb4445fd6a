"""A table of targets in the record: one target a row and value column, however the document came."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from extract import extract_plan
from schemas.plan import Plan
from tests.shared import SHARED, needs_shared

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
DOORS = ("txt", "docx", "pdf")
EXPECTED = [
    ("Số xã đạt chuẩn nông thôn mới nâng cao", "Thực hiện năm 2023", "eq", "4"),
    ("Số xã đạt chuẩn nông thôn mới nâng cao", "Kế hoạch năm 2024", "eq", "6"),
    ("Thu nhập bình quân đầu người", "Thực hiện năm 2023", "eq", "54200000"),
    ("Thu nhập bình quân đầu người", "Kế hoạch năm 2024", "eq", "58000000"),
    ("Tỷ lệ hộ nghèo đa chiều", "Thực hiện năm 2023", "eq", "3.4"),
    ("Tỷ lệ hộ nghèo đa chiều", "Kế hoạch năm 2024", "eq", "2.9"),
    ("Tỷ lệ hộ sử dụng nước sạch theo quy chuẩn", "Thực hiện năm 2023", "eq", "71.5"),
    ("Tỷ lệ hộ sử dụng nước sạch theo quy chuẩn", "Kế hoạch năm 2024", "ge", "76"),
    ("Tỷ lệ người dân tham gia bảo hiểm y tế", "Thực hiện năm 2023", "eq", "93.1"),
    ("Tỷ lệ người dân tham gia bảo hiểm y tế", "Kế hoạch năm 2024", "eq", "95"),
    ("Sản phẩm OCOP đạt từ 3 sao trở lên", "Thực hiện năm 2023", "eq", "14"),
    ("Sản phẩm OCOP đạt từ 3 sao trở lên", "Kế hoạch năm 2024", "eq", "19"),
]


@pytest.fixture(params=DOORS)
def plan(request: pytest.FixtureRequest) -> Plan:
    return extract_plan(SAMPLES / f"district-2024.{request.param}")


def test_every_value_is_a_target_with_its_row_and_column(plan: Plan) -> None:
    found = [
        (target.noun, flag.partition(":")[2], target.comparator, target.min)
        for target in plan.targets
        for flag in target.flags
        if flag.startswith("column:") and target.status != "budget"
    ]
    assert found == EXPECTED


def test_a_column_says_what_its_values_are_to_the_plan(plan: Plan) -> None:
    said = {
        (target.status, target.period)
        for target in plan.targets
        for flag in target.flags
        if flag.startswith("column:") and target.status != "budget"
    }
    assert said == {("result", "2023"), ("aim", "2024")}


def test_money_in_a_budget_column_is_a_budget_of_its_task(plan: Plan) -> None:
    budgets = [one for one in plan.targets if one.status == "budget"]
    assert {one.currency for one in budgets} == {"VND"}
    task = next(one for one in plan.tasks if budgets[0].id in one.targets)
    assert task.task == budgets[0].noun


def test_units_come_from_the_unit_column(plan: Plan) -> None:
    income = next(one for one in plan.targets if one.noun == "Thu nhập bình quân đầu người")
    assert (income.kind, income.currency, income.per) == ("money", "VND", ("person", "year"))


def test_values_keep_their_place_and_stand_once(plan: Plan) -> None:
    of_tables = [one for one in plan.targets if any(flag.startswith("column:") for flag in one.flags)]
    for target in of_tables:
        assert target.span is not None
        assert plan.text[slice(*target.span)] == target.text
        assert target.where
    spans = [one.span for one in plan.targets if one.span]
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@needs_shared
def test_blanks_signs_and_per_mille_of_a_table() -> None:
    plan = extract_plan(SHARED / "cases" / "targets-bang-chi-tieu.docx")
    said = {(one.min or one.max, one.unit or one.currency, one.status, one.period) for one in plan.targets}
    assert {
        ("1250000000", "VND", "result", "2023"),
        ("-1.2", "%", "result", "2023"),
        ("12.5", "[ppth]", "result", "2023"),
        ("100", "{household}", "aim", "2024"),
    } < said
    assert len(plan.targets) == 10
