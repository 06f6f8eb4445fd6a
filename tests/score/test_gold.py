"""The forms gold comes in, and the leniences each of them states."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from extract.score.document import DocumentScore, score_document
from extract.score.gold import read_gold
from extract.score.records import read_record
from schemas.errors import InputError
from schemas.plan import Plan, Problem, Signatory, Where, dump_plan
from tests.score.plans import TEXT, make_plan
from tests.shared import SHARED, needs_shared

NEUTRAL: dict[str, Any] = {
    "id": "kh11",
    "sha256": "ab" * 32,
    "pages_annotated": [2, 3],
    "header": {
        "code": "11/KH-UBND",
        "kind": "KẾ HOẠCH",
        "issued_on": "2023-02-16",
        "place": "Triệu An",
        "title": "Cải cách hành chính năm 2023",
        "issuer": "ỦY BAN NHÂN DÂN XÃ TRIỆU AN",
        "signatory": {"name": "Nguyễn Văn A", "position": "CHỦ TỊCH", "authority": "TM. ỦY BAN NHÂN DÂN"},
    },
    "columns": ["TT", "Nhiệm vụ", "Sản phẩm", "Chủ trì", "Phối hợp", "Thời gian"],
    "column_roles": {
        "TT": "marker",
        "Nhiệm vụ": "task",
        "Sản phẩm": "deliverable",
        "Chủ trì": "lead",
        "Phối hợp": "coordinating",
        "Thời gian": "deadline_raw",
    },
    "tasks": [
        {
            "table": 0,
            "group": list(task.group),
            "marker": task.marker,
            "task": task.task,
            "deliverable": task.deliverable,
            "lead": task.lead,
            "coordinating": task.coordinating,
            "deadline_raw": task.deadline and task.deadline.raw,
            "extra": dict(task.extra),
            "pages": [2],
        }
        for task in make_plan().tasks
    ],
    "deadlines": [
        {"raw": "Quý II", "kind": "period", "edtf": "2023-34", "due_latest": "2023-06-30"},
        {
            "task_index": "1",
            "raw": "Hằng quý",
            "kind": "recurring",
            "edtf": "",
            "rrule": "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1",
        },
    ],
    "agencies": [{"task_index": [0], "field": "lead", "expected": "Tư pháp xã"}],
    "targets": [
        {"raw": "tối thiểu 15%", "kind": "ratio", "min": "15"},
        {"raw": "20 triệu đồng/người/năm", "max": "20000000"},
    ],
    "references": [
        {
            "text": "Nghị định số 107/2021/NĐ-CP ngày 06/12/2021 của Chính phủ",
            "kind": "Nghị định",
            "code": "107/2021/NĐ-CP",
            "issued_on": "2021-12-06",
            "issuer": "CHÍNH PHỦ",
        },
        {"text": "Kế hoạch số 13/KH-UBND", "kind": "Kế hoạch", "code": "13/KH-UBND", "issued_on": None, "issuer": None},
    ],
}


def score(gold: dict[str, Any], plan: Plan, folder: Path) -> DocumentScore:
    path = folder / "gold.json"
    path.write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    return score_document(read_gold(path), read_record(plan))


def change(**values: Any) -> dict[str, Any]:
    return {**NEUTRAL, **values}


def wrong(one: DocumentScore) -> list[str]:
    return [judgement.measure for judgement in one.sheet.wrong]


def test_neutral_gold_of_a_record(tmp_path: Path) -> None:
    result = score(NEUTRAL, make_plan(), tmp_path)
    assert wrong(result) == []
    assert result.kind == "Kế hoạch"
    tallies = result.sheet.tallies
    assert tallies["tasks.exact"] == (3, 3, 3)
    assert tallies["tables.grits_con"] == (24, 24, 24)
    assert tallies["deadlines.exact"] == (2, 2, 2)
    assert tallies["references.by_code"] == (2, 2, 2)
    assert tallies["references.issuer"] == (1, 1, 1), "a null field is not judged"
    assert tallies["targets.exact"] == (2, 2, 2)
    assert tallies["agencies.lead"] == (1, 1, 1)


def test_full_record_as_gold(tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_bytes(dump_plan(make_plan()))
    gold = read_gold(tmp_path / "plan.json")
    assert gold.complete
    assert gold.id == "plan"


def test_rows_outside_the_annotated_pages_do_not_count(tmp_path: Path) -> None:
    plan = make_plan()
    elsewhere = replace(plan.tasks[0], id="x", task="Việc ở trang khác", where=(Where(page=1),))
    here = replace(elsewhere, where=(Where(page=3),))
    assert wrong(score(NEUTRAL, replace(plan, tasks=(elsewhere, *plan.tasks)), tmp_path)) == []
    assert wrong(score(NEUTRAL, replace(plan, tasks=(here, *plan.tasks)), tmp_path)) == ["tasks.rows"]


def test_duties_of_the_body_are_not_judged_by_a_table(tmp_path: Path) -> None:
    plan = make_plan()
    duty = replace(plan.tasks[0], id="x", task="Giao Văn phòng theo dõi", table=None, section="III")
    assert wrong(score(NEUTRAL, replace(plan, tasks=(*plan.tasks, duty)), tmp_path)) == []


def test_group_row_taken_for_a_task_and_neutral_row(tmp_path: Path) -> None:
    plan = make_plan()
    parent = replace(plan.tasks[0], id="x", marker="I.", task="CẢI CÁCH THỂ CHẾ", lead=None, deliverable=None)
    last = replace(plan.tasks[0], id="y", marker="29.", task="Các phòng ban chức năng", lead="Ban biên tập")
    found = replace(plan, tasks=(parent, *plan.tasks, last))
    gold = change(other_rows=["29. Các phòng ban chức năng (Ban biên tập)"])
    assert wrong(score(gold, found, tmp_path)) == []
    assert wrong(score(change(other_rows=[{"text": "Các phòng ban chức năng"}]), found, tmp_path)) == ["tasks.rows"]


def test_group_rows_and_column_numbers_are_no_cells_of_neutral_tables(tmp_path: Path) -> None:
    plan = make_plan()
    rows = (("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"), ("I. CẢI CÁCH THỂ CHẾ",) * 6, *plan.tables[0].rows)
    found = replace(plan, tables=(replace(plan.tables[0], rows=rows),))
    assert score(NEUTRAL, found, tmp_path).sheet.tallies["tables.grits_con"] == (24, 24, 24)


def test_bullets_kept_apart_are_the_same_task(tmp_path: Path) -> None:
    plan = make_plan()
    split = replace(plan.tasks[0], task="Rà soát văn bản", items=("quy phạm pháp luật",))
    assert wrong(score(NEUTRAL, replace(plan, tasks=(split, *plan.tasks[1:])), tmp_path)) == []


def test_handwriting_may_be_missing_with_a_problem_never_wrong(tmp_path: Path) -> None:
    plan = make_plan()
    gold = change(header={**NEUTRAL["header"], "code_handwritten": True})
    missing = replace(plan, header=replace(plan.header, code=None))
    told = Problem(code="header-missing", severity="warning", message="no number", subject="header", field="code")
    assert wrong(score(gold, replace(missing, problems=(told,)), tmp_path)) == []
    assert wrong(score(gold, missing, tmp_path)) == ["header.code"]
    blank = replace(plan, header=replace(plan.header, code="/KH-UBND"), problems=(replace(told, field="number"),))
    assert wrong(score(gold, blank, tmp_path)) == []
    assert wrong(score(gold, replace(plan, header=replace(plan.header, code="17/KH-UBND")), tmp_path)) == [
        "header.code"
    ]


def test_kind_that_is_not_printed_may_be_missing(tmp_path: Path) -> None:
    plan = make_plan()
    gold = change(header={**NEUTRAL["header"], "kind": "CÔNG VĂN", "kind_printed": False})
    assert wrong(score(gold, replace(plan, header=replace(plan.header, kind=None)), tmp_path)) == []
    assert wrong(score(gold, plan, tmp_path)) == ["header.kind"]


def test_characters_of_a_typed_paragraph(tmp_path: Path) -> None:
    gold = change(text_sample={"page": 1, "text": TEXT[10:60].replace("ngày", "ngay")})
    assert score(gold, make_plan(), tmp_path).sheet.tallies["text.sample"] == (49, 50, 50)


def test_blank_number_of_a_draft(tmp_path: Path) -> None:
    plan = make_plan()
    gold = change(header={**NEUTRAL["header"], "code": "/KH-UBND"})
    assert wrong(score(gold, replace(plan, header=replace(plan.header, code=None, symbol="KH-UBND")), tmp_path)) == []
    assert wrong(score(gold, plan, tmp_path)) == ["header.code"]


@pytest.mark.parametrize(
    ("printed", "authority", "body", "right"),
    [
        ("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH", "TM. KT.", "Ủy ban nhân dân", True),
        ("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH", "KT.", "Ủy ban nhân dân", True),
        ("KT. GIÁM ĐỐC", "KT.", None, True),
        ("KT. GIÁM ĐỐC", "KT. GIÁM ĐỐC", None, True),
        ("KT. GIÁM ĐỐC", "TL.", None, False),
        ("TM. CHÍNH PHỦ", "TM.", "Quốc hội", False),
        ("TM. CHÍNH PHỦ", None, None, False),
        ("T/M BAN CHẤP HÀNH", "T/M", "Ban Chấp hành", True),
    ],
)
def test_authority(tmp_path: Path, printed: str, authority: str | None, body: str | None, right: bool) -> None:
    plan = make_plan()
    gold = change(header={**NEUTRAL["header"], "signatory": {"name": "N", "position": "P", "authority": printed}})
    signer = Signatory(name="N", position="p", authority=authority, on_behalf_of=body)
    found = replace(plan, header=replace(plan.header, signatory=signer))
    assert wrong(score(gold, found, tmp_path)) == ([] if right else ["header.signatory.authority"])


def test_mentions_in_the_same_text_match_by_place(tmp_path: Path) -> None:
    references = [
        {"start": 10, "end": 67, "text": TEXT[10:67], "code": "107/NĐ-CP", "code_alt": ["107/2021/NĐ-CP"]},
        {"start": 71, "end": 93, "text": TEXT[71:93], "code": "13/KH-UBND", "kind": "Sai", "flags": ["column_split"]},
    ]
    (tmp_path / "gold.txt").write_text(TEXT, encoding="utf-8", newline="")
    result = score({"id": "d", "references": references}, make_plan(), tmp_path)
    assert wrong(result) == []
    assert result.sheet.tallies["references.span"] == (1, 2, 2)
    only = score(
        {"id": "d", "references": references[:1], "ignore": [{"start": 80, "end": 85, "text": "x"}]},
        make_plan(),
        tmp_path,
    )
    assert wrong(only) == []
    assert only.sheet.tallies["references.mentions"] == (1, 1, 1)


def test_own_number_and_laws_by_name_of_a_scan_are_neutral(tmp_path: Path) -> None:
    plan = make_plan()
    own = replace(
        plan.references[0],
        code="11/KH-UBND",
        mentions=(replace(plan.references[0].mentions[0], text="Số: 11/KH-UBND", span=(0, 5)),),
    )
    law = replace(
        plan.references[0],
        code=None,
        title="Luật Đất đai",
        mentions=(replace(plan.references[0].mentions[0], text="Luật Đất đai", span=(6, 9)),),
    )
    found = replace(plan, references=(own, law, *plan.references))
    assert wrong(score({**NEUTRAL, "quality": "good"}, found, tmp_path)) == []
    assert wrong(score(NEUTRAL, found, tmp_path)) == ["references.mentions"]


@pytest.mark.parametrize(
    "text", ["[]", "{", "{}", '{"tasks": 3}', '{"schema_version": "1.0"}', '{"references": [{}, 1]}']
)
def test_what_is_no_gold_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"x\.json"):
        read_gold(tmp_path / "x.json")


@needs_shared
def test_every_annotation_at_hand_is_read() -> None:
    golds = [read_gold(path) for path in sorted(SHARED.glob("gold/*/*.json"))]
    assert sum(len(gold.tasks or ()) for gold in golds) == 385, "357 rows of tables, 28 of scans"
    assert sum(len(gold.references or ()) for gold in golds if gold.text and "own-number" not in gold.id) >= 312
    readings = [row.reading for gold in golds for row in gold.tasks or () if row.reading]
    assert len(readings) == 339, "rows whose cells state no time have no reading"
    table, refs = read_gold(SHARED / "seed" / "gold_table.json"), read_gold(SHARED / "seed" / "gold_refs.json")
    assert len(table.tasks or ()) == 39
    assert len(refs.references or ()) == 20, "the own number in the header is no mention"


@needs_shared
@pytest.mark.parametrize("path", sorted(SHARED.glob("gold/*/*.json")), ids=lambda path: path.stem)
def test_every_annotation_against_itself_is_whole(path: Path) -> None:
    gold = read_gold(path)
    sheet = score_document(gold, dataclasses.replace(gold, text=gold.text or gold.sample)).sheet
    assert sheet.wrong == []
    assert all(tally.right == tally.gold == tally.found for tally in sheet.tallies.values())
