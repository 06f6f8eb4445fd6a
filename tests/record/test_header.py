"""Header fields as values, and what is said of those that were repaired."""

from __future__ import annotations

import pytest

from extract import extract_plan
from schemas.plan import Plan

HEAD = """\
{issuer}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
{code}
{place}
{kind}
Về phòng, chống thiên tai năm 2025

Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;
{text}./.
{signature}
"""
USUAL = {
    "issuer": "ỦY BAN NHÂN DÂN XÃ AN PHÚ",
    "code": "Số: 7/KH-UBND",
    "place": "An Phú, ngày 3 tháng 2 năm 2025",
    "kind": "KẾ HOẠCH",
    "text": "Các đơn vị thực hiện",
    "signature": "CHỦ TỊCH\nLê Văn Minh",
}


def plan_with(**parts: str) -> Plan:
    return extract_plan(HEAD.format(**{**USUAL, **parts}).encode())


def problems(plan: Plan) -> list[tuple[str, str | None, str | None]]:
    return [(one.code, one.subject, one.field) for one in plan.problems if one.code.startswith("header")]


def test_doubled_slash_is_repaired_and_said() -> None:
    plan = plan_with(code="Số: 24/2025//NQ-HĐND", kind="NGHỊ QUYẾT")
    assert plan.header.code == "24/2025/NQ-HĐND"
    assert ("header-repaired", "header", "code") in problems(plan)


def test_act_of_an_assembly_is_dated_by_its_last_sentence() -> None:
    plan = plan_with(
        issuer="QUỐC HỘI",
        code="Luật số: 9/2025/QH15",
        place="",
        kind="LUẬT",
        text="Luật này được Quốc hội khóa XV, kỳ họp thứ 9 thông qua ngày 27 tháng 6 năm 2025",
        signature="CHỦ TỊCH QUỐC HỘI\nLê Văn Minh",
    )
    header = plan.header
    assert (header.issued_on, header.issued_at, header.kind_code) == ("2025-06-27", None, None)
    assert header.signatory is not None
    assert header.signatory.position == "Chủ tịch Quốc hội"
    assert [one.field for one in header.where if one.field and one.field.startswith("issued")] == ["issued_on"]


def test_kind_that_is_not_printed_is_the_symbols() -> None:
    plan = plan_with(kind="V/v")
    assert plan.header.kind == "Kế hoạch"
    assert ("header-repaired", "header", "kind") in problems(plan)


@pytest.mark.parametrize(
    ("signature", "issuer"),
    [
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn Minh", "Ủy ban nhân dân"),
        ("KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nLê Văn Minh", None),
    ],
)
def test_issuer_is_the_body_signed_for_never_an_office(signature: str, issuer: str | None) -> None:
    assert plan_with(issuer="", place="", signature=signature).header.issuer == issuer


def test_parent_body_is_as_printed_with_its_abbreviation() -> None:
    plan = plan_with(issuer="UBND TỈNH LÀO CAI\nSỞ CÔNG THƯƠNG", code="Số: 7/KH-SCT")
    assert plan.header.parent == "UBND tỉnh Lào Cai"


def test_a_kind_whose_marks_were_misread_is_what_the_symbol_says() -> None:
    plan = plan_with(code="Số: 7/QĐ-UBND", kind="QUYÉT ĐỊNH")
    assert (plan.header.kind, plan.header.kind_code) == ("Quyết định", "QĐ")


def test_a_body_whose_letters_are_lost_is_no_value_but_a_problem() -> None:
    plan = plan_with(issuer="TRƯỜNG CAO ĐẲNG T Ự P ẨM")
    assert plan.header.issuer is None
    assert ("header-missing", "header", "issuer") in problems(plan)


def test_a_body_printed_twice_is_not_above_itself() -> None:
    plan = plan_with(issuer="SỞ DU LỊCH VÀ THỂ THAO\nSỞ DU LỊCH\nVÀ THỂ THAO")
    assert plan.header.issuer == "Sở Du lịch và Thể thao"
    assert plan.header.parent is None
