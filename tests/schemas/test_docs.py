"""docs/record.md is what its sources say, and they say something of everything."""

from __future__ import annotations

from typing import get_args

import msgspec
import pytest

from extract.emit.words import words_in
from schemas import plan, vocabulary
from schemas.dataset import RECORD_TABLES, TableSchema
from schemas.describe import describe_fields, field_at, structs_below
from schemas.plan import Plan
from schemas.problem import PROBLEMS
from schemas.vocabulary import VOCABULARIES
from scripts.generate.record_docs import PAGE, build_page

STRUCTS = structs_below(Plan)
_JSON = (bool, int, int | None, float | None)


def test_the_page_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == build_page(), "run `make docs`"


def test_every_part_of_a_record_is_described() -> None:
    defined = {one for one in vars(plan).values() if isinstance(one, type) and issubclass(one, plan.Record)}
    assert set(STRUCTS) == defined - {plan.Record}


@pytest.mark.parametrize("struct", STRUCTS, ids=lambda one: one.__name__)
def test_every_field_has_a_meaning(struct: type[msgspec.Struct]) -> None:
    assert (struct.__doc__ or "").strip()
    for field in describe_fields(struct):
        assert field.meaning.endswith((".", "…", ":")), field
        assert field.meaning[0].isupper() or field.meaning.startswith("`"), field


def test_every_example_is_of_the_fields_type() -> None:
    for struct in STRUCTS:
        for field in describe_fields(struct):
            if field.example:
                text = field.example.strip("`")
                value = msgspec.json.decode(text) if text[0] in "[{" or field.type in _JSON else text
                msgspec.convert(value, field.type)


def test_every_word_of_a_vocabulary_has_a_meaning() -> None:
    for one in VOCABULARIES:
        assert tuple(one.words) == get_args(one.type), one.name
    literals = {name for name, value in vars(vocabulary).items() if get_args(value) and name[0].isupper()}
    assert len(literals) == len(VOCABULARIES)


def test_every_problem_code_says_what_to_do_and_has_a_vietnamese_name() -> None:
    for code, kind in PROBLEMS.items():
        assert kind.advice.endswith("."), code
    said = {key.removeprefix("problem.") for key in words_in("vi") if key.startswith("problem.")}
    assert said == set(PROBLEMS)


@pytest.mark.parametrize("table", RECORD_TABLES, ids=lambda one: one.name)
def test_columns_come_from_fields_that_records_have(table: TableSchema) -> None:
    """A path that leads nowhere would be found only where a record happens to have the value."""
    prefix = f"{table.about}." if table.about else ""
    for field in table.fields:
        if field.path is not None:
            path = field.path if field.path.startswith("plan.") else prefix + field.path
            assert field_at(Plan, path.removeprefix("plan.")).meaning
