"""Deadlines in the record: the years of a plan, and what is said of those that cannot be read whole."""

from __future__ import annotations

import pytest

from extract import Options, extract_plan
from extract.record.tasks.years import PlanYear, document_year, named_year, task_year
from normalize.time.reading import Period
from schemas.plan import Header, Plan

_PLAN = """ỦY BAN NHÂN DÂN XÃ MẪU\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 1/KH-UBND\tMẫu, ngày {day}
KẾ HOẠCH
{title}
I. NHIỆM VỤ
TT\tNội dung\tCơ quan chủ trì\tThời gian
{rows}
"""


def plan_of(*deadlines: str, title: str = "Công tác năm 2024", day: str = "02 tháng 01 năm 2024") -> Plan:
    rows = "\n".join(f"{n}\tXây dựng kế hoạch số {n}\tVăn phòng UBND xã\t{one}" for n, one in enumerate(deadlines, 1))
    return extract_plan(_PLAN.format(day=day, title=title, rows=rows).encode(), Options(ocr="never"))


@pytest.mark.parametrize(
    ("title", "issued_on", "expected"),
    [
        ("Công tác năm 2024", "2023-12-20", PlanYear(2024, "title")),
        ("Phát triển giai đoạn 2026-2030", "2026-02-01", PlanYear(2026, "issue_date", Period(2026, 2030, "title"))),
        ("Phát triển giai đoạn 2026-2030", "2025-12-20", PlanYear(None, None, Period(2026, 2030, "title"))),
        ("Đầu tư trung hạn 5 năm 2026 - 2030", "2026-04-16", PlanYear(2026, "issue_date", Period(2026, 2030, "title"))),
        ("Dạy và học năm học 2024-2025", "2024-09-01", PlanYear(2024, "issue_date")),
    ],
)
def test_the_years_of_a_plan(title: str, issued_on: str, expected: PlanYear) -> None:
    assert document_year(Header(title=title, issued_on=issued_on), None, None, "") == expected


def test_a_group_of_several_years_has_them() -> None:
    whole = PlanYear(2026, "issue_date")
    assert task_year("", ("I. GIAI ĐOẠN 2026-2030",), whole).period == Period(2026, 2030, "group")
    assert task_year("", ("I. NĂM 2027",), whole) == PlanYear(2027, "group")


def test_what_stands_above_a_table_says_more_than_the_day_of_issue() -> None:
    above = ("NHIỆM VỤ GIAI ĐOẠN 1 (2023 - 2025)", "", "II. NHIỆM VỤ CỤ THỂ")
    issued = PlanYear(2022, "issue_date")
    assert task_year("", (), issued, above).period == Period(2023, 2025, "caption")
    assert task_year("", (), issued, ("", "KẾ HOẠCH NĂM 2024")) == PlanYear(2024, "caption")
    titled = PlanYear(2022, "title")
    assert task_year("", (), titled, above) == titled
    assert task_year("", ("I. NĂM 2025",), issued, above) == PlanYear(2025, "group")


def test_what_goes_on_all_the_time_goes_over_all_years() -> None:
    plan = plan_of("Thường xuyên", "Quý II", title="Phát triển giai đoạn 2026-2030", day="20 tháng 12 năm 2025")
    always, quarter = (task.deadline for task in plan.tasks)
    assert always is not None
    assert quarter is not None
    assert (always.edtf, always.due_latest, always.year_source) == ("2026/2030", "2030-12-31", "title")
    assert quarter.kind == "unread"


def test_words_left_over_and_impossible_days_are_told() -> None:
    plan = plan_of("Trước 30/6 nếu Sở đồng ý", "31/6/2024", "Quý II")
    partly, impossible, whole = (task.deadline for task in plan.tasks)
    assert partly is not None
    assert impossible is not None
    assert whole is not None
    assert (partly.due_latest, partly.unread) == ("2024-06-29", ("nếu Sở đồng ý",))
    assert (impossible.kind, impossible.raw, impossible.edtf) == ("unread", "31/6/2024", None)
    assert whole.unread == ()
    told = {(one.code, one.subject) for one in plan.problems if one.field == "deadline"}
    ids = [task.id for task in plan.tasks]
    assert told == {("partly-read", ids[0]), ("date-impossible", ids[1]), ("deadline-unread", ids[1])}


@pytest.mark.parametrize(
    ("heading", "year"),
    [
        ("Triển khai Chỉ thị số 1928-CT/TU của Tỉnh ủy", None),
        ("Thực hiện Kết luận số 1975 - KL/TU năm 2025", 2025),
        ("Thực hiện Quyết định số 1956 của Thủ tướng Chính phủ", None),
        ("Chuyển đổi số 2025", 2025),
        ("Công tác năm 2025-UBND xã", 2025),
    ],
)
def test_the_number_of_a_document_is_no_year(heading: str, year: int | None) -> None:
    assert named_year(heading) == year


@pytest.mark.parametrize(("title", "period"), [("Công tác năm 2025", "2025"), ("Công tác bảo vệ môi trường", "2024")])
def test_a_plan_covers_what_its_title_says_else_the_year_of_its_date(title: str, period: str) -> None:
    assert plan_of("Quý II", title=title).header.period == period


def test_a_day_after_the_year_of_the_date_is_no_doubt_where_no_title_says_the_year() -> None:
    found = plan_of("30/6/2025", title="Công tác bảo vệ môi trường", day="20 tháng 12 năm 2024")
    assert "deadline-outside-period" not in [one.code for one in found.problems]


def test_times_beside_the_deadline_of_a_duty_are_named() -> None:
    plan = extract_plan(
        "ỦY BAN NHÂN DÂN XÃ MẪU\nSố: 1/KH-UBND\nMẫu, ngày 02 tháng 01 năm 2026\nKẾ HOẠCH\nCông tác năm 2026\n"
        "I. TỔ CHỨC THỰC HIỆN\n1. Công an xã\n"
        "- Rà soát xong trước ngày 15/3/2026; gửi danh sách trước ngày 20/4/2026.\n"
        "- Tuần tra trước ngày 30/6 và 30/9/2026.\n".encode(),
        Options(ocr="never"),
    )
    assert [one.deadline and one.deadline.due_latest for one in plan.tasks] == ["2026-03-14", "2026-09-29"]
    (told,) = (one for one in plan.problems if one.field == "deadline")
    assert (told.code, told.subject) == ("partly-read", plan.tasks[0].id)
    assert "'trước ngày 20/4/2026'" in told.message
    assert [(one.kind, one.text) for one in plan.unread] == [("time", "trước ngày 20/4/2026")]
