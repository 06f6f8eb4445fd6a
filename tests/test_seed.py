"""The real plan in the study material: one text, seven doors, one record."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import msgspec
import pytest

from extract import Options, extract_plan
from normalize.writing.text import nfc, squeeze
from schemas.plan import Plan, Section
from tests.shared import SHARED, needs_shared

pytestmark = needs_shared

SEED = SHARED / "seed"
DOORS = [
    ("plan.txt", "pdfium"),
    *((f"plan_{layout}.docx", "pdfium") for layout in ("portrait", "landscape", "merged")),
    *(
        (f"plan_{layout}.pdf", engine)
        for layout in ("portrait", "landscape", "merged")
        for engine in ("pdfium", "pdfplumber")
    ),
]


@cache
def record(door: tuple[str, Any]) -> Plan:
    return extract_plan(SEED / door[0], Options(engine=door[1]))


@pytest.fixture(params=DOORS, ids=[f"{name}-{engine}" for name, engine in DOORS])
def plan(request: pytest.FixtureRequest) -> Plan:
    return record(request.param)


def same(text: str | None) -> str:
    return squeeze(nfc(text or ""))


def test_every_field_of_every_task(plan: Plan) -> None:
    gold = json.loads((SEED / "gold_table.json").read_text(encoding="utf-8"))
    expected = [
        [f"{group['tt']} {group['title']}"]
        + [same(task[name]) for name in ("tt", "nhiem_vu", "san_pham", "chu_tri", "phoi_hop", "thoi_gian")]
        for group in gold["groups"]
        for task in group["tasks"]
    ]
    found = [
        [
            *task.group,
            *(same(one) for one in (task.marker, task.task, task.deliverable, task.lead, task.coordinating)),
            same(task.deadline.raw if task.deadline else None),
        ]
        for task in plan.tasks
        if task.table is not None
    ]
    assert found == expected
    assert len(found) == 39
    assert len({task.group for task in plan.tasks if task.table}) == 7


def test_header(plan: Plan) -> None:
    header = plan.header
    assert (header.code, header.kind, header.issued_on, header.issued_at, header.period) == (
        "11/KH-UBND",
        "Kế hoạch",
        "2023-02-16",
        "Triệu An",
        "2023",
    )
    assert header.title == "Cải cách hành chính nhà nước xã Triệu An năm 2023"
    assert header.issuer == "Ủy ban nhân dân xã Triệu An"
    assert header.level == "commune"
    assert header.signatory is not None
    assert (header.signatory.name, header.signatory.position, header.signatory.authority) == (
        "Nguyễn Văn Phương",
        "Chủ tịch",
        "TM.",
    )
    assert [one.name for one in header.recipients][:2] == ["UBND huyện", "Phòng Nội vụ huyện"]


def test_place_of_its_own_time(plan: Plan) -> None:
    place = plan.header.place
    assert place.commune is not None
    assert place.district is not None
    assert place.province is not None
    assert (place.commune.name, place.commune.code) == ("xã Triệu An", "19627")
    assert place.commune.successor is not None
    assert (place.commune.successor.name, place.commune.successor.code) == ("xã Nam Cửa Việt", "19639")
    assert (place.district.name, place.province.name, place.province.code) == (
        "huyện Triệu Phong",
        "tỉnh Quảng Trị",
        "45",
    )


def outline(sections: tuple[Section, ...]) -> list[Any]:
    return [(one.marker, one.heading, outline(one.sections)) for one in sections]


def comparable(plan: Plan) -> dict[str, Any]:
    """What all doors must agree in: everything but the places and the spans."""
    header = msgspec.to_builtins(plan.header)
    header.pop("where")
    return {
        "header": header,
        "sections": outline(plan.sections),
        "tasks": [
            (one.id, one.task, one.lead, one.lead_agencies, one.coordinating_agencies, one.deadline)
            for one in plan.tasks
        ],
        "references": [
            (one.code, one.kind, one.issued_on, one.issuer, one.uri, len(one.mentions)) for one in plan.references
        ],
        "targets": [(one.text, one.kind, one.comparator, one.min, one.max, one.unit) for one in plan.targets],
        "problems": sorted((one.code, one.subject or "") for one in plan.problems),
    }


@pytest.mark.parametrize("name", ["header", "sections", "tasks", "references", "targets", "problems"])
def test_all_doors_agree(plan: Plan, name: str) -> None:
    assert comparable(plan)[name] == comparable(record(DOORS[0]))[name]


def test_numbered_references_at_their_spans() -> None:
    plan = record(DOORS[0])
    gold = json.loads((SEED / "gold_refs.json").read_text(encoding="utf-8"))["numbered"]
    cited = [one for one in gold if one["start"] > 2]
    found = {mention.span: (mention.text, reference) for reference in plan.references for mention in reference.mentions}
    for one in cited:
        text, reference = found[one["start"], one["end"]]
        assert text == one["text"] == plan.text[one["start"] : one["end"]]
        assert reference.kind == one["kind"]
        assert reference.code == one["number"].replace(" ", "")
        assert reference.issued_on == one["date"]
        assert reference.issuer_stated == one["issuer"]


def test_fourteen_cited_codes(plan: Plan) -> None:
    gold = json.loads((SEED / "gold_refs.json").read_text(encoding="utf-8"))["numbered"]
    expected = {one["number"].replace(" ", "") for one in gold if one["role"] == "cite"}
    found = {one.code for one in plan.references if one.code and not any(mention.self for mention in one.mentions)}
    assert found == expected
    assert len(found) == 14


def test_contradictions_are_problems(plan: Plan) -> None:
    codes = [problem.code for problem in plan.problems]
    assert codes.count("deadline-before-issue") == 5
    assert codes.count("number-missing") == 1
    assert codes.count("issuer-conflict") == 1


def test_two_pieces_of_a_cut_row_stay_as_evidence() -> None:
    plan = record(("plan.txt", "pdfium"))
    cut = next(task for task in plan.tasks if task.id == "table-1/II/6")
    assert len([where for where in cut.where if where.field == "task"]) == 2


def test_every_visible_character_is_placed(plan: Plan) -> None:
    assert plan.coverage.placed == plan.coverage.characters
    assert plan.coverage.unplaced == ()


def test_spans_and_evidence(plan: Plan) -> None:
    for task in plan.tasks:
        assert task.where
        for where in task.where:
            assert where.span is not None
            assert where.page is not None or where.line is not None or where.block is not None
    for reference in plan.references:
        for mention in reference.mentions:
            assert mention.where
            assert plan.text[mention.span[0] : mention.span[1]] == mention.text
