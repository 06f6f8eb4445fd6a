"""Random plans: the same for a seed, their gold stands in their own words, and they are measured."""

from __future__ import annotations

import io
from collections import Counter
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from extract.score.align import loose_key
from scripts.generate.plans.draw import draw_plan
from scripts.generate.plans.gold import write_gold
from scripts.generate.plans.write import write_document
from scripts.measure.plans.figures import judge_plans, write_section, write_wrong

SEEDS = range(30)
Gold = dict[str, Any]


def words_of(data: bytes) -> str:
    """Every word of a DOCX, in the order of the file."""
    body = docx.Document(io.BytesIO(data)).element.body
    return loose_key("\n".join(text.text or "" for text in body.iter(qn("w:t"))))


@pytest.fixture(scope="module")
def plans() -> list[tuple[Gold, str]]:
    drafts = [draw_plan(seed) for seed in SEEDS]
    return [(write_gold(draft), words_of(write_document(draft))) for draft in drafts]


def test_a_seed_gives_the_same_plan_and_another_seed_another_one() -> None:
    first, again, other = draw_plan(5), draw_plan(5), draw_plan(6)
    assert write_gold(first) == write_gold(again)
    assert write_document(first) == write_document(again)
    assert write_gold(first) != write_gold(other)


def stated(gold: Gold) -> list[str]:
    """Every string of the gold that the document must hold."""
    header = gold["header"]
    found = [header["issued_at"], header["title"], header.get("parent"), header["recipients"]]
    found += [header["signatory"][name] for name in ("name", "position", "authority")]
    for task in gold["tasks"]:
        numbered = task.get("marker") or ""
        found += [task.get(name) for name in ("task", "deliverable", "lead", "coordinating")]
        found += [task.get("deadline_raw"), "" if numbered else None, *task["group"]]
        found += [*task.get("lead_units", ()), *task.get("coordinating_units", ())]
    for duty in gold["duties"]:
        found += [duty["words"], duty["lead"], duty["coordinating"], duty["raw"]]
    for reference in gold["references"]:
        found += [reference["text"], reference.get("code"), reference.get("issuer")]
    for place in gold["quantities"]:
        found += [place.get("line"), *place.get("cells", ())]
    found += [one["text"] for place in gold["quantities"] for one in place["targets"]]
    return [text for text in found if text]


@pytest.mark.slow
def test_gold_stands_in_its_own_document(plans: list[tuple[Gold, str]]) -> None:
    for gold, words in plans:
        missing = [text for text in stated(gold) if loose_key(text) not in words]
        assert not missing, f"{gold['id']}: {missing[:3]}"


def test_gold_is_whole() -> None:
    for gold in map(write_gold, map(draw_plan, range(200))):
        tasks = gold["tasks"]
        assert {one["task_index"] for one in gold["deadlines"]} <= set(range(len(tasks)))
        for entry in gold["deadlines"]:
            assert entry["due_latest"] is None or entry["due_latest"] >= "2018"
        repeated = [text for text, n in Counter(task["task"] for task in tasks).items() if n > 1]
        assert not repeated, gold["id"]


def test_plans_are_of_many_kinds() -> None:
    golds = [write_gold(draw_plan(seed)) for seed in range(200)]
    assert len({gold["header"]["issuer"] for gold in golds}) > 80
    kinds = Counter(kind for gold in golds for table in gold["tables"] for kind in table["kinds"][:1])
    assert len(kinds) >= 8
    assert kinds["tasks"] > kinds["targets"] > kinds["glossary"]


@pytest.mark.slow
def test_five_plans_are_measured() -> None:
    judged = judge_plans(1, 5)
    assert len(judged) == 5
    fields = [field for found in judged.values() for field in found]
    assert {"header", "tasks", "deadlines", "tables"} <= {field.area for field in fields}
    assert "| all |" in write_section(judged, 1)
    assert all(": gold " in line or " silent in " in line for line in write_wrong(judged, ""))
