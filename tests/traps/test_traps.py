"""Every trap, printed by several producers, gives the record its definition means: tables, columns, rows, tasks."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache

import pytest

from extract import extract_plan
from normalize.writing.text import squeeze
from schemas.plan import Plan
from tests.traps.definition import HERE, Trap, expected_rows, expected_tasks, marked, notes_of, read_trap
from tests.traps.overlay import lay_over, words_of
from tests.traps.print_chromium import find_chromium, print_pages
from tests.traps.print_html import print_html
from tests.traps.print_reportlab import print_reportlab
from tests.traps.print_typst import print_typst
from tests.traps.print_word import print_words, write_word
from tests.traps.random_record import tasks_of
from tests.traps.turn import turn

TRAPS = sorted(path.stem for path in HERE.glob("*.toml"))
PRINTERS: dict[str, Callable[[Trap], bytes]] = {
    "weasyprint": print_html,
    "typst": print_typst,
    "reportlab": print_reportlab,
    "word": write_word,
}


@cache
def _libreoffice() -> dict[str, bytes]:
    if shutil.which("soffice") is None and shutil.which("libreoffice") is None:
        pytest.skip("LibreOffice is not installed")
    return print_words([read_trap(name) for name in TRAPS])


@cache
def _chromium() -> dict[str, bytes]:
    if find_chromium() is None:
        pytest.skip("Chromium is not installed")
    return print_pages([read_trap(name) for name in TRAPS if "chromium" not in read_trap(name).skip])


def pdf_of(name: str, producer: str) -> bytes:
    """The trap as this producer prints it."""
    trap = read_trap(name)
    shared = {"libreoffice": _libreoffice, "chromium": _chromium}.get(producer)
    pdf = shared()[name] if shared else PRINTERS[producer](trap)
    pdf = turn(pdf, rotate=trap.page == "rotated") if trap.page in ("rotated", "sideways") else pdf
    return lay_over(pdf, trap.over)


@cache
def record(name: str, producer: str) -> Plan:
    data = write_word(read_trap(name)) if producer == "word" else pdf_of(name, producer)
    return extract_plan(data, name=f"{name}.pdf")


CASES = [
    pytest.param(name, producer, marks=[pytest.mark.slow] if producer == "chromium" else [])
    for name in TRAPS
    for producer in ("weasyprint", "typst", "reportlab", "libreoffice", "chromium", "word")
    if producer not in read_trap(name).skip and not (producer == "word" and read_trap(name).over)
]


@pytest.mark.parametrize(("name", "producer"), CASES)
def test_a_trap_gives_its_record(name: str, producer: str) -> None:
    trap, plan = read_trap(name), record(name, producer)
    trap = trap if producer == "word" else marked(trap)  # a page shows the number of a footnote in its cell
    assert [one.kind for one in plan.tables] == [one.kind for one in trap.tables]
    for found, meant in zip(plan.tables, trap.tables, strict=True):
        assert [column.name for column in found.columns] == meant.columns
        assert [column.role for column in found.columns] == meant.roles
        shown = _once if meant.rules == "none" else list[str]
        rows = [[squeeze(cell) for cell in row] for row in found.rows]
        assert [shown(row) for row in rows] == [shown(row) for row in expected_rows(meant)]
    assert tasks_of(plan) == [task for meant in trap.tables for task in expected_tasks(meant)]


@pytest.mark.parametrize(("name", "producer"), CASES)
def test_every_character_of_a_trap_is_placed(name: str, producer: str) -> None:
    coverage = record(name, producer).coverage
    assert coverage.placed == coverage.characters


@pytest.mark.parametrize(("name", "producer"), CASES)
def test_notes_are_read_and_what_is_laid_over_is_furniture(name: str, producer: str) -> None:
    trap, text = read_trap(name), record(name, producer).text
    assert all(note in text for note in notes_of(trap))
    assert not [line for line in words_of(trap.over) if line in text]


@pytest.mark.parametrize(("name", "producer"), CASES)
def test_the_head_of_a_trap_is_read(name: str, producer: str) -> None:
    header = record(name, producer).header
    assert (header.code, header.issued_on, header.issued_at) == ("58/KH-UBND", "2025-03-14", "Sông Trầu")
    assert header.issuer == "Ủy ban nhân dân xã Sông Trầu"
    assert header.title == "Thực hiện các nhiệm vụ trọng tâm năm 2025"
    assert header.signatory is not None
    assert header.signatory.name == "Lê Hữu Phước"


def _once(row: list[str]) -> list[str]:
    """A row with a title over several columns in the first of them: without rulings no page shows how far it goes."""
    return [cell if at == 0 or cell != row[at - 1] else "" for at, cell in enumerate(row)]
