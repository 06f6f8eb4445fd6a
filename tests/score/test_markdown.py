"""Tables for the page of figures, and its sections."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from extract.score.document import score_document
from extract.score.markdown import name_documents, pick, replace_section, write_measures, write_overview
from extract.score.records import read_record
from extract.score.tally import Tally
from tests.score.plans import make_plan


def test_overview_sums_the_exact_fields() -> None:
    plan = make_plan()
    found = replace(plan, header=replace(plan.header, title="x", issuer=None))
    score = score_document(read_record(plan), read_record(found))
    header = pick(score.sheet.tallies, "header.")
    assert header is not None
    assert header.gold - header.right == 2
    fields = pick(score.sheet.tallies, "tasks.")
    assert fields is not None
    assert fields.ratio == 1
    assert fields.gold == sum(
        tally.gold
        for name, tally in score.sheet.tallies.items()
        if name.startswith("tasks.")
        and name not in ("tasks.rows", "tasks.exact", "tasks.cells.near")
        and not name.endswith(".loose")
    )
    page = write_overview(name_documents([score]), "document")
    assert page.startswith("| document | wholly right | header |")
    assert "| plan.pdf | 0.0 (0/1) | " in page


def test_measures_in_the_order_of_the_record() -> None:
    page = write_measures({"tasks.exact": Tally(1, 2, 4), "header.code": Tally(1, 1, 1)})
    assert page.splitlines()[2:] == [
        "| header.code | 1 | 1 | 1 | 100.0 | 100.0 | 100.0 |",
        "| tasks.exact | 1 | 2 | 4 | 25.0 | 50.0 | 33.3 |",
    ]


def test_sections_are_added_and_replaced() -> None:
    page = replace_section("# Accuracy\n\nwritten by hand\n", "total", "1")
    page = replace_section(page, "errors", "2") + "last words\n"
    page = replace_section(page, "total", "3")
    assert page.startswith("# Accuracy\n\nwritten by hand\n\n<!-- begin total -->\n3\n<!-- end total -->\n")
    assert page.endswith("<!-- begin errors -->\n2\n<!-- end errors -->\nlast words\n")


def test_a_section_without_an_end_is_refused() -> None:
    with pytest.raises(ValueError, match="end mark"):
        replace_section("<!-- begin total -->\n", "total", "1")
