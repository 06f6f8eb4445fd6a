"""The annotations of our own are sound: they say of themselves what a reader of gold relies on.

These checks need no study material; only the last one looks for the documents themselves.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extract.score.gold import read_gold
from scripts.measure.annotated import OWN_GOLD, corpus_files
from tests.shared import needs_shared

FILES = sorted(OWN_GOLD.glob("*.json"))
ROLES = {"marker", "task", "deliverable", "lead", "coordinating", "deadline_raw", "extra"}

by_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem[:8])


def _load(path: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return value


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield name
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def test_there_are_some_and_no_two_share_a_name() -> None:
    names = [_load(path)["id"] for path in FILES]
    assert names
    assert len(set(names)) == len(names)


@by_file
def test_a_file_is_named_by_its_documents_hash(path: Path) -> None:
    assert read_gold(path).sha256 == (path.stem,)


@by_file
def test_text_is_composed_and_folded(path: Path) -> None:
    for text in _strings(_load(path)):
        assert text == unicodedata.normalize("NFC", text)
        assert text == " ".join(text.split())


@by_file
def test_every_column_has_a_role_and_every_cell_a_column(path: Path) -> None:
    gold = _load(path)
    columns, roles = gold.get("columns", []), gold.get("column_roles", {})
    assert list(roles) == columns
    assert set(roles.values()) <= ROLES
    absent = ROLES - {"extra"} - set(roles.values())
    for task in gold.get("tasks", []):
        assert all(task[name] is None for name in absent)
        assert set(task["extra"]) == {column for column, role in roles.items() if role == "extra"}


@by_file
def test_rows_lie_on_the_annotated_pages_in_order(path: Path) -> None:
    gold = _load(path)
    pages = [task["pages"] for task in gold.get("tasks", [])]
    if gold["pages_annotated"] is None:
        assert not any(pages)
        return
    first, last = gold["pages_annotated"]
    assert all(row and row == sorted(row) and first <= row[0] <= row[-1] <= last for row in pages)
    assert pages == sorted(pages)


@by_file
def test_agencies_point_at_cells_that_are_filled(path: Path) -> None:
    gold = _load(path)
    for entry in gold.get("agencies", []):
        assert entry["names"]
        assert all(gold["tasks"][row][entry["field"]] for row in entry["rows"])
    judged = [row.agencies for row in read_gold(path).tasks or () if row.agencies]
    assert len(judged) == len({row for entry in gold.get("agencies", []) for row in entry["rows"]})


@needs_shared
@by_file
def test_the_document_is_in_the_corpus_and_no_scan(path: Path) -> None:
    source, scanned = corpus_files()[path.stem]
    assert source.is_file()
    assert not scanned
