"""The units in charge: every row of the vectors, and what must hold for any cell."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import cast

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.body.agencies import read_agencies
from schemas.plan import Level
from tests.linear import is_linear
from tests.shared import SHARED, needs_shared

PIECE_TEXT = "UBND xã|, |; | và | & |/| - |\n|các thôn|Công an|Tư pháp|(chủ trì)|phối hợp với |Sở|TN & TKQ|CB, CC|1|:| "
PIECES = st.sampled_from(PIECE_TEXT.split("|"))
LEVELS = {"xa": "commune", "huyen": "district", "tinh": "province", "tw": "central"}


def rows(name: str) -> list[dict[str, str]]:
    path = SHARED / "vectors" / name
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@needs_shared
@pytest.mark.parametrize("row", rows("agency_splits.tsv"), ids=lambda row: row["raw_cell"])
def test_splits(row: dict[str, str]) -> None:
    found = read_agencies(row["raw_cell"].replace("⏎", "\n"), level="commune", on=date(2023, 2, 16))
    assert " | ".join(one.name or one.text for one in found) == row["expected"]
    assert all(one.matched for one in found)


LATER_FACTS = {"PGD NHCSXH"}
"""Aliases that stand under another body since (Nghị định 06/2026/NĐ-CP: the office below the branch)."""


@needs_shared
def test_every_alias_leads_to_its_name_or_to_candidates_that_hold_it() -> None:
    wrong = []
    for row in rows("agencies.tsv"):
        since, _, until = (row["valid"] or "..").partition("..")
        on = date.fromisoformat(since or until or "2023-02-16")
        level = cast("Level", LEVELS.get(row["level"], "other"))
        for alias in [row["canonical"], *filter(None, row["aliases"].split(";"))]:
            found = read_agencies(alias, level=level, on=on)
            names = {one.name for one in found} | {name for one in found for name in one.candidates}
            if row["canonical"] not in names and alias not in LATER_FACTS:
                wrong.append((alias, row["canonical"], sorted(name or "" for name in names)))
    assert wrong == []


def test_unknown_pieces_stay_as_written() -> None:
    (agency,) = read_agencies("Ông Nguyễn Văn A", level="commune")
    assert (agency.text, agency.matched, agency.name) == ("Ông Nguyễn Văn A", False, None)


def test_the_district_level_ends() -> None:
    before = read_agencies("Văn phòng HĐND và UBND", level="commune", on=date(2026, 1, 1))
    assert before[0].name == "Văn phòng HĐND và UBND xã"


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("UBND xãhuyện,;/&-\nvà CBCôngan"), max_size=60))
def test_splitting_loses_no_word(cell: str) -> None:
    words = [word for word in cell.replace(";", " ").replace(",", " ").split() if any(one.isalnum() for one in word)]
    kept = " ".join(one.text for one in read_agencies(cell, level="commune"))
    for word in words:
        for piece in word.replace("/", " ").replace("&", " ").replace("-", " ").split():
            if piece != "và":
                assert piece in kept


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_gives_agencies(cell: str) -> None:
    read_agencies(cell, level=None)


def cells() -> list[dict[str, str]]:
    with (Path(__file__).parent / "agency_cells.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def names_of(row: dict[str, str]) -> str:
    level = cast("Level", row["level"])
    found = read_agencies(row["cell"].replace("\\n", "\n"), level=level, on=date.fromisoformat(row["on"]))
    return " | ".join(one.name if one.matched and one.name else f"?{one.text}" for one in found)


@pytest.mark.parametrize("row", cells(), ids=lambda row: row["cell"])
def test_cells_written_for_the_tests(row: dict[str, str]) -> None:
    assert names_of(row) == row["expected"]


WORD = regex.compile(r"[\p{L}\p{N}]+")


@settings(deadline=None)
@given(st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=14).map("".join)))
def test_splitting_and_joining_loses_no_word(cell: str) -> None:
    """Only "và" between two agencies goes; every other word stands in one of the pieces, in its order."""
    kept = WORD.findall(" ".join(one.text for one in read_agencies(cell, level="commune")))
    words = WORD.findall(cell)
    assert [word for word in kept if word.lower() != "và"] == [word for word in words if word.lower() != "và"]


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["UBND xã, ", "a,", "và ", "(", "Sở Y tế\n", "; ", "UBND xã - ", "phối hợp với "])
def test_time_is_linear(piece: str) -> None:
    assert is_linear(lambda text: read_agencies.__wrapped__(text, level="commune"), piece, 1_500)
