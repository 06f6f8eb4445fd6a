"""``plan.spacy``: the record's text with spans that lie on their words, and the values beside them."""

from __future__ import annotations

import zlib
from pathlib import Path

import msgspec
import pytest
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from extract.emit.docbin import docbin_bytes
from extract.emit.ours import is_docbin
from schemas.plan import Plan, Section
from tests.emit.records import samples

GROUPS = {"legal_references", "deadlines", "targets", "agencies", "sections"}


def read(data: bytes) -> Doc:
    """The one document, as somebody without this program reads it."""
    (doc,) = DocBin().from_bytes(data).get_docs(Vocab())
    return doc


@pytest.fixture(scope="module", params=samples(), ids=lambda plan: plan.source.name)
def pair(request: pytest.FixtureRequest) -> tuple[Plan, Doc]:
    return request.param, read(docbin_bytes(request.param))


def test_the_text_is_the_records(pair: tuple[Plan, Doc]) -> None:
    plan, doc = pair
    assert doc.text == plan.text
    assert set(doc.spans) == GROUPS
    assert all(len(doc.spans[key]) == len(doc.user_data[key]) for key in GROUPS)


def test_references_and_targets(pair: tuple[Plan, Doc]) -> None:
    plan, doc = pair
    mentions = sorted((mention.span, one.kind, one.code) for one in plan.references for mention in one.mentions)
    spans = doc.spans["legal_references"]
    assert [((one.start_char, one.end_char), one.label_, one.id_) for one in spans] == mentions
    assert [value["code"] for value in doc.user_data["legal_references"]] == [code for *_, code in mentions]
    assert {one.kb_id_ for one in spans} == {one.uri or "" for one in plan.references}
    assert [one.text for one in doc.spans["targets"]] == [
        plan.text[slice(*one.span)] for one in plan.targets if one.span is not None
    ]
    assert [one["text"] for one in doc.user_data["targets"]] == [one.text for one in plan.targets if one.span]


def test_deadlines_and_agencies_stand_where_the_record_says(pair: tuple[Plan, Doc]) -> None:
    plan, doc = pair
    for key, fields in (("deadlines", ("deadline",)), ("agencies", ("lead", "coordinating"))):
        places = [
            (plan.text[slice(*where.span)].strip(), task.id)
            for field in fields
            for task in plan.tasks
            for where in task.where
            if where.field == field and where.span is not None
        ]
        assert [(one.text, one.id_) for one in doc.spans[key]] == places
    due = {task.id: task.deadline and task.deadline.due_latest for task in plan.tasks}
    pairs = zip(doc.spans["deadlines"], doc.user_data["deadlines"], strict=True)
    assert all((value and value["due_latest"]) == due[span.id_] for span, value in pairs)


def test_sections_are_paths(pair: tuple[Plan, Doc]) -> None:
    plan, doc = pair

    def count(sections: tuple[Section, ...]) -> int:
        return sum(1 + count(one.sections) for one in sections)

    assert len(doc.spans["sections"]) == count(plan.sections)
    for span, value in zip(doc.spans["sections"], doc.user_data["sections"], strict=True):
        assert span.label_ == f"level-{value['level']}"
        assert span.id_.endswith(value["marker"])


def test_the_same_bytes_which_are_ours_until_somebody_saves_them() -> None:
    plan = samples()[0]
    data = docbin_bytes(plan)
    assert docbin_bytes(plan) == data
    assert is_docbin(data)
    assert not is_docbin(DocBin().from_bytes(data).to_bytes())
    assert not is_docbin(zlib.compress(b"made by kehoach 0.1.0\n"))
    assert not is_docbin(b"made by kehoach 0.1.0\n")


@pytest.mark.parametrize("text", ["", " ", "\n\n a  b\u00a0\u2028c \t", "e\u0301\u200b. x\u3000", "  kế  hoạch;"])
def test_any_text_comes_back(text: str) -> None:
    plan = msgspec.structs.replace(samples()[0], text=text, tasks=(), targets=(), references=(), sections=())
    assert read(docbin_bytes(plan)).text == text


def test_spacy_itself_reads_the_file(tmp_path: Path) -> None:
    path = tmp_path / "plan.spacy"
    path.write_bytes(docbin_bytes(samples()[0]))
    assert len(DocBin().from_disk(path)) == 1
