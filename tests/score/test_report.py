"""Pairs of files, reports and the ratchet."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from extract.score import Report, score_paths
from extract.score.ratchet import compare, dump_ratchet, load_ratchet, make_marks, write_changes
from schemas.errors import InputError
from schemas.plan import Plan, dump_plan
from tests.score.plans import make_plan


def write(folder: Path, **plans: Plan) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, plan in plans.items():
        (folder / f"{name}.json").write_bytes(dump_plan(plan))
    return folder


def other(plan: Plan) -> Plan:
    return replace(plan, source=replace(plan.source, sha256="cd" * 32), header=replace(plan.header, kind="Quyết định"))


def worse(plan: Plan) -> Plan:
    return replace(plan, tasks=(replace(plan.tasks[0], lead="Ai đó"), *plan.tasks[1:]))


def test_two_files(tmp_path: Path) -> None:
    write(tmp_path, gold=make_plan(), found=other(make_plan()))
    report = score_paths(tmp_path / "gold.json", tmp_path / "found.json")
    assert report.total()["tasks.exact"] == (3, 3, 3)
    assert report.total()["header.kind"] == (0, 1, 1)


def test_folders_pair_by_file_then_by_name(tmp_path: Path) -> None:
    plan = make_plan()
    gold = write(tmp_path / "gold", a=plan, b=other(plan))
    found = write(tmp_path / "found", z=plan, y=other(plan), w=replace(plan, source=replace(plan.source, sha256="0")))
    report = score_paths(gold, found)
    assert report.total()["documents.exact"] == (2, 2, 2)
    assert report.unpaired == ("w",)
    assert set(report.by(lambda one: one.kind)) == {"Kế hoạch", "Quyết định"}


def test_gold_without_a_record_is_missed(tmp_path: Path) -> None:
    plan = make_plan()
    report = score_paths(write(tmp_path / "gold", a=plan, b=other(plan)), write(tmp_path / "found", a=plan))
    assert report.total()["tasks.rows"] == (3, 6, 3)
    assert "no record" in report.as_text(by_document=True)


def test_records_of_a_dataset(tmp_path: Path) -> None:
    line = msgspec.json.encode(make_plan())
    records = tmp_path / "found" / "records"
    records.mkdir(parents=True)
    (records / "0.jsonl").write_bytes(line + b"\n")
    (tmp_path / "found" / "datapackage.json").write_text("{}")
    assert score_paths(write(tmp_path / "gold", a=make_plan()), tmp_path / "found").total()["documents.exact"] == (
        1,
        1,
        1,
    )


def test_what_cannot_be_compared_is_refused(tmp_path: Path) -> None:
    gold = write(tmp_path / "gold", a=make_plan())
    with pytest.raises(InputError, match="no such file"):
        score_paths(gold, tmp_path / "nothing")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="no record"):
        score_paths(gold, tmp_path / "empty")
    with pytest.raises(InputError, match="no gold"):
        score_paths(tmp_path / "empty", gold)


def reports(tmp_path: Path) -> tuple[Report, Report]:
    gold = write(tmp_path / "gold", a=make_plan())
    before = score_paths(gold, write(tmp_path / "before", a=make_plan()))
    return before, score_paths(gold, write(tmp_path / "after", a=worse(make_plan())))


def test_text_and_json_show_counts_beside_ratios(tmp_path: Path) -> None:
    before, after = reports(tmp_path)
    text = after.as_text(by_document=True)
    assert next(line.split() for line in text.splitlines() if line.startswith("tasks.lead "))[1:] == [
        "2",
        "3",
        "3",
        "66.7",
        "66.7",
        "66.7",
    ]
    assert 'tasks.lead at tasks/1: gold "Tư pháp", found "Ai đó"' in text
    value = json.loads(after.as_json())
    assert value["total"]["tasks.lead"] == {
        "right": 2,
        "gold": 3,
        "found": 3,
        "precision": 0.666667,
        "recall": 0.666667,
        "f1": 0.666667,
    }
    assert [one["measure"] for one in value["documents"][0]["wrong"]] == ["tasks.lead"]
    assert before.as_json() == before.as_json()


def test_ratchet_names_document_and_field(tmp_path: Path) -> None:
    before, after = reports(tmp_path)
    ratchet = load_ratchet(dump_ratchet(make_marks(before)))
    assert compare(ratchet, before) == []
    (change,) = compare(ratchet, after)
    assert change.document == "a"
    assert [text.split()[0] for text in change.fallen] == [
        "documents.exact",
        "tasks.lead",
        "tasks.lead.loose",
        "tasks.cells.near",
        "tasks.exact",
    ]
    shown = write_changes([change])
    assert shown.startswith("a:\n  fell: documents.exact 100.0 -> 0.0")
    assert '- lost tasks.lead at tasks/1: gold "Tư pháp", found "Ai đó"' in shown


def test_ratchet_shows_gains(tmp_path: Path) -> None:
    before, after = reports(tmp_path)
    (change,) = compare(make_marks(after), before)
    assert not change.fallen
    assert not change.lost
    assert change.gained == ('tasks.lead at tasks/1: gold "Tư pháp", found "Tư pháp"',)


def test_ratchet_keeps_no_text_of_a_document(tmp_path: Path) -> None:
    plan = make_plan()
    stray = replace(plan.tasks[0], id="x", task="Một việc không có trong văn bản", marker="9.")
    gold = write(tmp_path / "gold", a=plan)
    report = score_paths(gold, write(tmp_path / "found", a=replace(plan, tasks=(*plan.tasks, stray))))
    data = dump_ratchet(make_marks(report))
    assert "việc".encode() not in data
    assert compare(load_ratchet(data), report) == []


def test_no_ratchet_file() -> None:
    with pytest.raises(ValueError, match="ratchet"):
        load_ratchet(b"[]")
