"""The year of a row where the plan goes over several: what stands above its table may name one of them."""

from __future__ import annotations

import pytest

from extract.record.tasks.years import PlanYear, task_year
from normalize.time.reading import Period

WHOLE = PlanYear(2024, "title", Period(2024, 2026, "title"))


@pytest.mark.parametrize(
    ("above", "year"),
    [
        (("NHIỆM VỤ NĂM 2025",), PlanYear(2025, "caption")),
        (("Kèm theo Kế hoạch", "CÔNG VIỆC NĂM 2026"), PlanYear(2026, "caption")),
        (("Theo Luật năm 2019",), WHOLE),
        ((), WHOLE),
    ],
)
def test_a_table_for_one_of_the_years(above: tuple[str, ...], year: PlanYear) -> None:
    assert task_year("Thời gian", (), WHOLE, above) == year


def test_a_plan_for_one_year_keeps_it() -> None:
    plan = PlanYear(2024, "title")
    assert task_year("Thời gian", (), plan, ("NHIỆM VỤ NĂM 2025",)) == plan
