"""What the first PDF engine cannot read: another engine, or the file with its structure written anew."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

import extract.reading as reading
from extract import extract_plan
from extract.read.pdfium import read_pdfium
from extract.read.rewrite import rewrite_pdf
from schemas.errors import DamagedError
from schemas.page import Page

SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "commune-2024.pdf"


def notes(data: bytes) -> list[str]:
    return [one.message for one in extract_plan(data, name="plan.pdf").problems if one.code == "second-engine"]


def test_a_sound_file_needs_no_second_engine() -> None:
    assert notes(SAMPLE.read_bytes()) == []


def test_a_page_on_which_the_first_engine_sees_nothing_is_read_by_the_second(monkeypatch: pytest.MonkeyPatch) -> None:
    def blind(data: bytes, max_pages: int | None = None) -> Iterator[Page]:
        for page in read_pdfium(data, max_pages):
            if page.number == 2:
                page.lines, page.rules = [], []
            yield page

    monkeypatch.setattr(reading, "_engine", lambda name: blind)
    whole = extract_plan(SAMPLE.read_bytes(), name="plan.pdf")
    assert [one.message for one in whole.problems if one.code == "second-engine"] == [
        "pdfium sees no text on page 2; read by pdfplumber instead"
    ]
    monkeypatch.undo()
    assert len(whole.tasks) == len(extract_plan(SAMPLE.read_bytes(), name="plan.pdf").tasks)


def test_an_empty_page_stays_empty() -> None:
    out = io.BytesIO()
    with pikepdf.open(SAMPLE) as document:
        document.add_blank_page()
        document.save(out)
    assert notes(out.getvalue()) == []


def test_a_file_no_engine_opens_is_written_anew_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []

    def refuse(data: bytes, max_pages: int | None = None) -> Iterator[Page]:
        calls.append(len(data))
        if len(calls) <= 2:
            raise DamagedError("the PDF is damaged")
        return read_pdfium(data, max_pages)

    monkeypatch.setattr(reading, "_engine", lambda name: refuse)
    assert notes(SAMPLE.read_bytes()) == ["pdfium: the PDF is damaged; its structure was repaired to read it"]


def test_a_cut_file_is_repaired() -> None:
    cut = SAMPLE.read_bytes()[:-200]
    with pikepdf.open(io.BytesIO(rewrite_pdf(cut))) as document:
        assert len(document.pages) > 0


def test_what_is_no_pdf_cannot_be_repaired() -> None:
    with pytest.raises(DamagedError):
        rewrite_pdf(b"%PDF-1.7 nothing behind it")
