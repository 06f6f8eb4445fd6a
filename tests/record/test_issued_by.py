"""The decision that issues a plan: in the same file, or named below the plan's title."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract import extract_plan
from schemas.plan import IssuedBy, Plan
from tests.head_files import FORMS, NATION, RECIPIENTS, Sheet

DECISION = Sheet(
    left=("ỦY BAN NHÂN DÂN", "XÃ AN PHÚ", "Số: 15/QĐ-UBND"),
    right=(*NATION, "An Phú, ngày 12 tháng 3 năm 2024"),
    title=("QUYẾT ĐỊNH", "Về việc ban hành Kế hoạch chuyển đổi số năm 2024"),
    body=(
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
        "QUYẾT ĐỊNH:",
        "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch chuyển đổi số năm 2024.",
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.",
    ),
    signature=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn Minh"),
)
PLAN = Sheet(
    left=("ỦY BAN NHÂN DÂN", "XÃ AN PHÚ"),
    title=("KẾ HOẠCH", "Chuyển đổi số xã An Phú năm 2024"),
)
CAPTION = "(Ban hành kèm theo Quyết định số 15/QĐ-UBND ngày 12 tháng 3 năm 2024 của UBND xã)"
ISSUED_BY = IssuedBy(
    code="15/QĐ-UBND",
    kind="Quyết định",
    issued_on="2024-03-12",
    title="Về việc ban hành Kế hoạch chuyển đổi số năm 2024",
)


def read(form: str, *sheets: Sheet) -> Plan:
    return extract_plan(FORMS[form](list(sheets)), name=f"plan.{form}")


def codes(plan: Plan) -> set[str]:
    return {one.code for one in plan.problems}


def markers(plan: Plan) -> list[str]:
    return [section.marker for section in plan.sections]


@pytest.mark.parametrize("form", FORMS)
def test_a_plan_with_a_number_of_its_own_is_the_record(form: str) -> None:
    plan = replace(
        PLAN,
        left=(*PLAN.left, "Số: 16/KH-UBND"),
        right=(*NATION, "An Phú, ngày 14 tháng 3 năm 2024"),
        signature=("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Thị Hoa"),
    )
    found = read(form, DECISION, plan)
    header = found.header
    assert (header.code, header.kind, header.issued_on) == ("16/KH-UBND", "Kế hoạch", "2024-03-14")
    assert header.title == "Chuyển đổi số xã An Phú năm 2024"
    assert header.issuer == "Ủy ban nhân dân xã An Phú"
    assert header.signatory is not None
    assert header.signatory.name == "Trần Thị Hoa"
    assert header.issued_by == ISSUED_BY
    assert markers(found) == ["I."]
    assert "issued_by" in {one.field for one in header.where}
    assert "not-a-plan" not in codes(found)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("caption", [CAPTION, None], ids=["caption", "no-caption"])
def test_a_plan_without_a_number_leaves_the_header_to_the_decision(form: str, caption: str | None) -> None:
    head = PLAN if caption else replace(PLAN, left=(), right=())
    plan = replace(head, title=(*PLAN.title, *((caption,) if caption else ())), recipients=())
    found = read(form, DECISION, plan)
    header = found.header
    assert (header.code, header.kind, header.issued_on) == ("15/QĐ-UBND", "Quyết định", "2024-03-12")
    assert header.signatory is not None
    assert header.signatory.name == "Lê Văn Minh"
    assert [one.name for one in header.recipients] == ["UBND huyện", "Lưu: VT"]
    assert header.issued_by == ISSUED_BY
    assert markers(found) == ["Điều 1.", "Điều 2.", "I."], "the attached plan's own parts are in the tree"
    assert "not-a-plan" not in codes(found)


@pytest.mark.parametrize("form", FORMS)
def test_a_plan_alone_names_its_decision_below_the_title(form: str) -> None:
    plan = replace(PLAN, title=(*PLAN.title, CAPTION), recipients=())
    header = read(form, plan).header
    assert header.kind == "Kế hoạch"
    assert header.title == "Chuyển đổi số xã An Phú năm 2024"
    assert header.issued_by == IssuedBy(code="15/QĐ-UBND", kind="Quyết định", issued_on="2024-03-12")
    assert header.code is None, "the plan itself has no number"


@pytest.mark.parametrize("form", FORMS)
def test_a_caption_in_two_lines_with_a_blank_number(form: str) -> None:
    caption = ("(Kèm theo Quyết định số        /QĐ-UBND ngày     tháng     năm 2024", "của Ủy ban nhân dân xã)")
    header = read(form, replace(PLAN, title=(*PLAN.title, *caption), recipients=())).header
    assert header.issued_by is not None
    assert (header.issued_by.kind, header.issued_by.issued_on) == ("Quyết định", None)


def test_a_title_that_cites_what_another_body_issued() -> None:
    plan = replace(
        PLAN,
        left=("SỞ CÔNG THƯƠNG", "Số: 7/KH-SCT"),
        title=("KẾ HOẠCH", "Thực hiện Đề án số 8", "(Ban hành kèm theo Nghị quyết số 35-NQ/TU ngày 29/12/2025)"),
    )
    assert read("docx", plan).header.issued_by is None


@pytest.mark.parametrize("form", FORMS)
def test_a_decision_with_a_form_for_plans_has_no_plan_attached(form: str) -> None:
    blank = Sheet(right=(), title=("PHỤ LỤC", "KẾ HOẠCH", "Chuyển đổi số của đơn vị"), recipients=RECIPIENTS)
    header = read(form, DECISION, blank).header
    assert header.code == "15/QĐ-UBND"
    assert header.issued_by is None


def test_a_decision_alone() -> None:
    decision = replace(DECISION, title=("QUYẾT ĐỊNH", "Về việc khen thưởng"), body=("Điều 1. Tặng Giấy khen./.",))
    found = read("docx", decision)
    assert found.header.issued_by is None
    assert "not-a-plan" in codes(found)


def test_an_appendix_alone_names_what_issues_it_and_is_no_plan() -> None:
    sheet = Sheet(right=(), title=("PHỤ LỤC", "MẪU BÁO CÁO", CAPTION), recipients=())
    found = read("docx", sheet)
    assert found.header.kind is None
    assert "not-a-plan" in codes(found)
