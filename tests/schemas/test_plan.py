"""The record: strict in, deterministic out, and its schema fresh."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import msgspec
import pytest

from schemas.errors import RecordError
from schemas.plan import Coverage, Header, Plan, Signatory, Source, dump_plan, load_plan, plan_schema
from schemas.problem import PROBLEMS

SCHEMA_FILE = Path(__file__).resolve().parents[2] / "schemas" / "plan.schema.json"


def small_plan() -> Plan:
    return Plan(
        source=Source(name="a.pdf", sha256="0", media_type="application/pdf", bytes=1, pages=1, text_layer="digital"),
        header=Header(code="11/KH-UBND", signatory=Signatory(name="Nguyễn Văn A")),
        text="Số: 11/KH-UBND",
        sections=(),
        tables=(),
        tasks=(),
        targets=(),
        references=(),
        problems=(),
        coverage=Coverage(characters=13, placed=13),
    )


def test_round_trip() -> None:
    data = dump_plan(small_plan())
    assert load_plan(data) == small_plan()
    assert dump_plan(load_plan(data)) == data


def test_every_key_is_present() -> None:
    record = json.loads(dump_plan(small_plan()))
    assert record["header"]["urgency"] is None
    assert record["header"]["recipients"] == []
    assert record["header"]["place"] == {"commune": None, "district": None, "province": None, "candidates": []}


def test_checked_in_schema_is_the_derived_one() -> None:
    derived = msgspec.json.decode(msgspec.json.encode(plan_schema()))
    assert json.loads(SCHEMA_FILE.read_text(encoding="utf-8")) == derived


def test_records_are_valid_by_the_schema() -> None:
    validator = jsonschema.Draft202012Validator(plan_schema())
    validator.check_schema(plan_schema())
    validator.validate(json.loads(dump_plan(small_plan())))


@pytest.mark.parametrize(
    "change",
    [
        {"tasks": None},
        {"unknown": 1},
        {"schema_version": "2.0"},
        {"text": 5},
    ],
)
def test_loading_is_strict(change: dict[str, object]) -> None:
    record = json.loads(dump_plan(small_plan())) | change
    with pytest.raises(RecordError):
        load_plan(msgspec.json.encode(record))


def test_loading_refuses_what_is_no_json() -> None:
    with pytest.raises(RecordError):
        load_plan(b"{")


def test_problem_codes_are_words_with_a_meaning() -> None:
    for code, kind in PROBLEMS.items():
        assert code == code.lower()
        assert kind.meaning.endswith(".")
