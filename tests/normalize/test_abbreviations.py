"""Every row of the vectors, and the short form that means four things."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import cast, get_args

import pytest
import regex

from normalize.citation.laws import find_law
from normalize.writing.abbreviations import Context, expand_abbreviation
from tests.shared import SHARED, needs_shared

CONTEXTS = {"nơi nhận": "recipient", "header cột": "column", "tên ngành": "agency", "đơn vị hành chính": "place"}


def rows() -> Iterator[tuple[str, Context | None, str]]:
    """(short form, context, meaning), where a row of the vectors lists several forms one each."""
    path = SHARED / "vectors" / "abbreviations.tsv"
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            context = next((name for text, name in CONTEXTS.items() if text in row["abbr"] + row["expansion"]), None)
            context = "recipient" if row["abbr"] == "VT" else context
            forms = regex.sub(r"\s*\([^()]*\)", "", row["abbr"]).split(", ")
            meaning = regex.sub(r"\s*\([^()]*\)", "", row["expansion"])
            meanings = meaning.split(", ") if len(forms) == 5 else [meaning] * len(forms)
            yield from ((form, cast("Context | None", context), one) for form, one in zip(forms, meanings, strict=True))


@needs_shared
@pytest.mark.parametrize(("form", "context", "meaning"), list(rows()))
def test_vectors(form: str, context: Context | None, meaning: str) -> None:
    assert expand_abbreviation(form, context) == meaning


def test_without_a_context_nothing_is_guessed() -> None:
    assert expand_abbreviation("TT") is None
    assert len({expand_abbreviation("TT", context) for context in get_args(Context)}) == 4


@pytest.mark.parametrize("text", ["", "XYZ", "\x00", "TTHCX"])
def test_unknown_forms_have_no_meaning(text: str) -> None:
    assert expand_abbreviation(text) is None


@pytest.mark.parametrize(
    ("name", "year", "code"),
    [
        ("Luật BHYT", 2008, "25/2008/QH12"),
        ("Luật PBGDPL", 2012, "14/2012/QH13"),
        ("LUẬT BHXH", 2024, "41/2024/QH15"),
        ("Luật PCCC&CNCH", 2024, "55/2024/QH15"),
        ("Luật ban hành văn bản QPPL", 2015, "80/2015/QH13"),
        ("Luật BHYT", 2009, None),
        ("Luật XYZ", 2008, None),
    ],
)
def test_a_law_is_found_by_an_abbreviated_name(name: str, year: int, code: str | None) -> None:
    law = find_law(name, None, year)
    assert (law and law.code) == code
