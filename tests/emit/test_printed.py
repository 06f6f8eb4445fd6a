"""The workbook and the Word list as LibreOffice prints and saves them: A4, readable, nothing cut, notes still ours."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pdfplumber
import pytest
import regex

from extract.emit.agenda.entries import by_day, list_entries
from extract.emit.formats import FORMATS, Choices
from extract.emit.ours import is_workbook
from extract.emit.xlsx.book import xlsx_bytes
from extract.emit.xlsx.kept import read_kept
from tests.emit.records import samples
from tests.emit.test_spreadsheet import calc
from tests.emit.test_xlsx import PLAN, filled_in, with_first

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(calc() is None, reason="LibreOffice Calc is not installed (Debian: libreoffice-calc-nogui)"),
]
LONG = with_first(task="Rà soát, đơn giản hóa thủ tục hành chính thuộc thẩm quyền giải quyết của xã; " * 12)
PLANS = {"long": LONG, **{plan.source.name: plan for plan in samples()}}
READABLE = 9
"""Points that letters have on paper, at least."""


def converted(path: Path, ending: str) -> Path:
    folder = path.parent / "made"
    command = ["soffice", f"-env:UserInstallation={(path.parent / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", ending, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"{path.stem}.{ending}"


def letters(text: str) -> str:
    return regex.sub(r"\s+", "", text)


def listed(pdf: Any, ending: str) -> list[Any]:
    """The pages of the list: all of a Word file's, those of a workbook that bear its name."""
    return [page for page in pdf.pages if ending == ".docx" or "DANH MỤC NHIỆM VỤ" in page.extract_text()]


@pytest.mark.parametrize("ending", [".xlsx", ".docx"])
@pytest.mark.parametrize("name", PLANS)
def test_the_list_is_printed_whole(name: str, ending: str, tmp_path: Path) -> None:
    plan = PLANS[name]
    path = tmp_path / f"list{ending}"
    path.write_bytes(FORMATS[ending](plan, Choices()))
    with pdfplumber.open(converted(path, "pdf")) as pdf:
        pages = listed(pdf, ending)
        assert {(round(page.width), round(page.height)) for page in pages} == {(842, 595)}
        printed = "".join(letters(word["text"]) for page in pages for word in page.extract_words())
        assert min(char["size"] for page in pages for char in page.chars) >= READABLE - 1  # the page's number
        body = [char["size"] for page in pages for char in page.chars if char["text"].isalpha()]
        assert sorted(body)[len(body) // 2] >= READABLE
        cells = [
            letters(cell or "") for page in pages for table in page.extract_tables() for row in table for cell in row
        ]
    joined = "".join(cells)
    for entry in by_day(list_entries(plan)):
        words = letters(entry.task.task)
        assert words in cells or words in joined, entry.task.task[:60]
        if entry.when.kind == "day" and entry.when.day:
            assert f"{entry.when.day:%d/%m/%Y}" in printed


@pytest.mark.parametrize("name", PLANS)
def test_a_workbook_outlives_another_program(name: str, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(filled_in(xlsx_bytes(PLANS[name]), I2="đã gửi", H3="Hoàn thành"))
    data = converted(path, "xlsx").read_bytes()
    assert is_workbook(data)
    assert [(row.status, row.note) for row in read_kept(data)][:2] == [("", "đã gửi"), ("Hoàn thành", "")]


def test_another_programs_changes_are_seen(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(converted_book(tmp_path))
    book.worksheets[0]["C2"] = "đơn vị khác"
    book.save(tmp_path / "changed.xlsx")
    assert not is_workbook((tmp_path / "changed.xlsx").read_bytes())


def converted_book(folder: Path) -> Path:
    path = folder / "list.xlsx"
    path.write_bytes(xlsx_bytes(PLAN))
    return converted(path, "xlsx")
