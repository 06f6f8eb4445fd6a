"""Gold against itself is 100 %; every kind of planted error is found, and counted once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from extract.score.document import score_document
from extract.score.records import read_record
from extract.score.tally import Sheet
from schemas.plan import Agency, Place, PlaceUnit, Plan, Problem, Target
from tests.score.plans import TEXT, make_plan, make_reference

Change = Callable[[Plan], Plan]


def judge(found: Plan, gold: Plan | None = None) -> Sheet:
    return score_document(read_record(gold or make_plan()), read_record(found)).sheet


def header(**values: Any) -> Change:
    return lambda plan: replace(plan, header=replace(plan.header, **values))


def signatory(**values: Any) -> Change:
    return lambda plan: header(signatory=replace(plan.header.signatory, **values))(plan)  # type: ignore[type-var]


def task(index: int, **values: Any) -> Change:
    def change(plan: Plan) -> Plan:
        tasks = list(plan.tasks)
        tasks[index] = replace(tasks[index], **values)
        return replace(plan, tasks=tuple(tasks))

    return change


def deadline(index: int, **values: Any) -> Change:
    return lambda plan: task(index, deadline=replace(plan.tasks[index].deadline, **values))(plan)  # type: ignore[type-var]


def reference(index: int, **values: Any) -> Change:
    def change(plan: Plan) -> Plan:
        references = list(plan.references)
        references[index] = replace(references[index], **values)
        return replace(plan, references=tuple(references))

    return change


def mention(index: int, **values: Any) -> Change:
    return lambda plan: reference(index, mentions=(replace(plan.references[index].mentions[0], **values),))(plan)


def target(index: int, **values: Any) -> Change:
    def change(plan: Plan) -> Plan:
        targets = list(plan.targets)
        targets[index] = replace(targets[index], **values)
        return replace(plan, targets=tuple(targets))

    return change


def table(rows: Callable[[Any], Any] = lambda rows: rows, **values: Any) -> Change:
    return lambda plan: replace(plan, tables=(replace(plan.tables[0], rows=rows(plan.tables[0].rows), **values),))


def drop(name: str, index: int) -> Change:
    return lambda plan: replace(plan, **{name: (*getattr(plan, name)[:index], *getattr(plan, name)[index + 1 :])})


def add(name: str, value: Any) -> Change:
    return lambda plan: replace(plan, **{name: (*getattr(plan, name), value)})


STRAY = replace(make_plan().tasks[0], id="x", task="Một việc không có trong văn bản", marker="9.", lead="Ai đó")
ODD_TABLE = replace(make_plan().tables[0], id="table-2", columns=make_plan().tables[0].columns[:1], rows=(("lạ",),))

PLANTED: list[tuple[str, str, Change]] = [
    ("code", "header.code", header(code="12/KH-UBND")),
    ("kind of document", "header.kind", header(kind="Quyết định")),
    ("date of issue", "header.issued_on", header(issued_on="2023-02-15")),
    ("no date of issue", "header.issued_on", header(issued_on=None)),
    ("place of issue", "header.issued_at", header(issued_at="Triệu Ân")),
    ("title", "header.title", header(title="Cải cách hành chính")),
    ("title in another case", "header.title", header(title="cải cách hành chính năm 2023")),
    ("period", "header.period", header(period="2024")),
    ("issuer", "header.issuer", header(issuer="Ủy ban nhân dân xã Triệu Ái")),
    ("invented parent", "header.parent", header(parent="UBND huyện")),
    ("level", "header.level", header(level="district")),
    ("recipients", "header.recipients", lambda plan: header(recipients=plan.header.recipients[:1])(plan)),
    ("units", "header.place", header(place=Place(commune=PlaceUnit(name="xã Triệu An", code="19639")))),
    ("signer", "header.signatory.name", signatory(name="Nguyễn Văn Á")),
    ("position", "header.signatory.position", signatory(position="Phó Chủ tịch")),
    ("authority", "header.signatory.authority", signatory(authority="KT.")),
    ("row lost", "tasks.rows", drop("tasks", 1)),
    ("row invented", "tasks.rows", add("tasks", STRAY)),
    ("row doubled", "tasks.rows", lambda plan: add("tasks", plan.tasks[2])(plan)),
    ("group", "tasks.group", task(0, group=("II. TÀI CHÍNH",))),
    ("marker", "tasks.marker", task(1, marker="3.")),
    ("task cut", "tasks.task", task(0, task="Rà soát văn bản")),
    ("wrong letter", "tasks.task", task(2, task="Công khai ngân sách xả")),
    ("deliverable", "tasks.deliverable", task(0, deliverable=None)),
    ("lead", "tasks.lead", task(0, lead="Tư pháp - Hộ tịch")),
    ("coordinating invented", "tasks.coordinating", task(0, coordinating="Đài")),
    ("deadline as written", "tasks.deadline", deadline(0, raw="Quý I")),
    ("extra column", "tasks.extra", task(1, extra={"Kinh phí": "20"})),
    ("lead agency", "agencies.lead", task(0, lead_agencies=(Agency(text="Tư pháp", name="Sở Tư pháp"),))),
    ("one agency of two", "agencies.coordinating", task(1, coordinating_agencies=())),
    ("kind of deadline", "deadlines.kind", deadline(0, kind="range")),
    ("days", "deadlines.edtf", deadline(0, edtf="2023-33")),
    ("days open at the other end", "deadlines.edtf", deadline(2, edtf="2023-06-29/..")),
    ("due day", "deadlines.due_latest", deadline(0, due_latest="2023-06-29")),
    ("boundary", "deadlines.boundary", deadline(2, boundary="by")),
    ("rule", "deadlines.rrule", deadline(1, rrule="FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1")),
    ("mention lost", "references.mentions", drop("references", 1)),
    (
        "mention invented",
        "references.mentions",
        add("references", make_reference("ref-3", "Luật", "1/QH", None, "x", (0, 9))),
    ),
    ("code of a reference", "references.code", reference(0, code="107/2020/NĐ-CP")),
    ("date of a reference", "references.date", reference(0, issued_on="2021-12-16")),
    ("issuer of a reference", "references.issuer", reference(0, issuer="Thủ tướng", issuer_stated="Thủ tướng")),
    ("kind of a reference", "references.kind", reference(1, kind="Quyết định")),
    ("pinpoint", "references.pinpoint", mention(1, pinpoint=None)),
    ("own document", "references.own", mention(1, self=True)),
    ("target lost", "targets.found", drop("targets", 0)),
    ("target invented", "targets.found", add("targets", Target(text="3 lần", kind="times", min="3"))),
    ("bound of a target", "targets.min", target(0, min="51")),
    ("comparator", "targets.comparator", target(0, comparator="gt")),
    ("unit", "targets.unit", target(0, unit=None)),
    ("problem not raised", "problems", drop("problems", 0)),
    (
        "problem raised in vain",
        "problems",
        add("problems", Problem(code="page-unread", severity="error", message="no")),
    ),
    ("cell of a raw table", "tables.exact", table(lambda rows: (("1.", "Rà xoát", *rows[0][2:]), *rows[1:]))),
    ("row of a raw table lost", "tables.exact", table(lambda rows: rows[:2])),
    ("column of a raw table lost", "tables.exact", table(lambda rows: tuple(row[:-1] for row in rows))),
    ("raw table lost", "tables.exact", drop("tables", 0)),
    ("raw table invented", "tables.exact", add("tables", ODD_TABLE)),
]


def test_gold_against_itself_is_whole() -> None:
    sheet = judge(make_plan())
    assert not sheet.wrong
    assert all(tally.right == tally.gold == tally.found > 0 for tally in sheet.tallies.values())
    assert {"documents.exact", "tables.teds", "tasks.exact", "deadlines.exact", "references.exact"} <= set(
        sheet.tallies
    )


@pytest.mark.parametrize(("measure", "change"), [row[1:] for row in PLANTED], ids=[row[0] for row in PLANTED])
def test_planted_error_is_found_and_counted_once(measure: str, change: Change) -> None:
    sheet = judge(change(make_plan()))
    assert [one.measure for one in sheet.wrong] == [measure]
    tally = sheet.tallies[measure]
    assert tally.gold + tally.found - 2 * tally.right in (1, 2), "one missing, one too many, or one wrong"
    assert sheet.tallies["documents.exact"] == (0, 1, 1)


def test_planted_errors_add_up() -> None:
    plan = make_plan()
    changes = [deadline(0, edtf="2023-33"), task(1, marker="3."), reference(0, issued_on=None), header(period=None)]
    for change in changes:
        plan = change(plan)
    assert len(judge(plan).wrong) == len(changes)


SPELLINGS: list[tuple[str, Change]] = [
    ("blanks and line ends", task(0, task="Rà soát  văn bản\nquy phạm pháp luật")),
    ("decomposed letters", task(0, lead="Tư pha\u0301p")),
    ("quarter as months", deadline(0, edtf="2023-04/2023-06")),
    ("rule in another order", deadline(1, rrule="FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=12,9,6,3")),
    ("blank in a code", reference(0, code="107/2021/NĐ - CP")),
    ("capitals of the kind", header(kind="KẾ HOẠCH")),
    ("decimal with a zero", target(0, min="15.0")),
    ("issuer resolved, as stated", reference(1, issuer="Ủy ban nhân dân huyện Triệu Phong")),
]


@pytest.mark.parametrize("change", [row[1] for row in SPELLINGS], ids=[row[0] for row in SPELLINGS])
def test_spelling_is_no_error(change: Change) -> None:
    assert not judge(change(make_plan())).wrong


def test_row_errors_reach_whole_rows_and_loose_fields() -> None:
    sheet = judge(task(0, lead="TƯ PHÁP.")(make_plan()))
    assert sheet.tallies["tasks.lead"] == (2, 3, 3)
    assert sheet.tallies["tasks.lead.loose"] == (3, 3, 3)
    assert sheet.tallies["tasks.exact"] == (2, 3, 3)
    assert sheet.tallies["tasks.rows"] == (3, 3, 3)


def test_a_long_cell_with_one_wrong_letter_is_near() -> None:
    long = "Công khai ngân sách xã năm 2023 trên trang thông tin điện tử"
    sheet = judge(task(2, task=long.replace("xã", "xả"))(make_plan()), task(2, task=long)(make_plan()))
    assert sheet.tallies["tasks.task"].right == 2
    assert sheet.tallies["tasks.cells.near"].right == sheet.tallies["tasks.cells.near"].gold


def test_span_of_a_mention_is_counted_apart() -> None:
    sheet = judge(mention(0, span=(10, 50), text=TEXT[10:50])(make_plan()))
    assert not sheet.wrong
    assert sheet.tallies["references.span"] == (1, 2, 2)


def test_no_record_misses_everything() -> None:
    score = score_document(read_record(make_plan()), None)
    assert score.missing
    assert all(tally.right == 0 for tally in score.sheet.tallies.values())
    assert score.sheet.tallies["tasks.rows"] == (0, 3, 0)


def test_order_matters() -> None:
    plan = make_plan()
    sheet = judge(replace(plan, tasks=plan.tasks[::-1]))
    assert sheet.tallies["tasks.rows"].right == 1
