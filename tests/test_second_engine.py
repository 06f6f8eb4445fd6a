"""What the first PDF engine cannot read: another engine, or the file with its structure written anew."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

import extract.pipeline.pages as reading
from extract import extract_plan
from extract.read.pdf.census import letters_drawn, pages_listed, pages_written
from extract.read.pdf.pdfium import read_pdfium
from extract.read.pdf.rewrite import rewrite_pdf
from schemas.errors import DamagedError
from schemas.page import Page, Rule
from tests.pdf_files import canvas, sample_lines, write_lines

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


def drawn(*pages: bytes) -> bytes:
    """A sample's file with the content of its first pages replaced."""
    out = io.BytesIO()
    with pikepdf.open(SAMPLE) as document:
        for page, content in zip(document.pages, pages, strict=False):
            page.obj["/Contents"] = document.make_stream(content)
        document.save(out)
    return out.getvalue()


def contents() -> list[bytes]:
    with pikepdf.open(SAMPLE) as document:
        return [pikepdf.unparse_content_stream(pikepdf.parse_content_stream(page)) for page in document.pages]


def with_count(stated: int) -> bytes:
    """The sample with another number of pages stated in its page tree than it has."""
    out = io.BytesIO()
    with pikepdf.open(SAMPLE) as document:
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        count = len(document.pages)
    return out.getvalue().replace(b"/Count %d" % count, b"/Count %d" % stated)


def test_pages_that_the_tree_does_not_count_are_read_by_the_second_engine() -> None:
    whole = extract_plan(SAMPLE.read_bytes(), name="plan.pdf")
    assert whole.source.pages is not None
    assert whole.source.pages > 1
    plan = extract_plan(with_count(1), name="plan.pdf")
    assert plan.source.pages == whole.source.pages
    assert len(plan.tasks) == len(whole.tasks)
    assert [one.message for one in plan.problems if one.code == "second-engine"] == [
        f"pdfium sees 1 pages of {whole.source.pages}: page {number} is missing; read by pdfplumber instead"
        for number in range(2, whole.source.pages + 1)
    ]


def test_packed_pages_are_counted() -> None:
    packed, plain = io.BytesIO(), io.BytesIO()
    with pikepdf.open(SAMPLE) as document:
        document.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        document.save(plain, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        count = len(document.pages)
    assert [pages_written(one.getvalue()) for one in (packed, plain)] == [count, count]
    assert pages_listed(packed.getvalue()) == count


def test_an_update_counts_twice_and_is_no_doubt() -> None:
    data = with_count(len(contents()))
    assert notes(data + b"\n9999 0 obj\n<< /Type /Page >>\nendobj\n") == []


def test_a_page_of_which_the_first_engine_sees_a_few_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    def dim(data: bytes, max_pages: int | None = None) -> Iterator[Page]:
        for page in read_pdfium(data, max_pages):
            if page.number == 2:
                page.lines, page.rules = page.lines[:1], []
            yield page

    monkeypatch.setattr(reading, "_engine", lambda name: dim)
    plan = extract_plan(SAMPLE.read_bytes(), name="plan.pdf")
    (message,) = [one.message for one in plan.problems if one.code == "second-engine"]
    assert message.startswith("pdfium sees ")
    assert "letters on page 2, which draws" in message
    monkeypatch.undo()
    assert len(plan.tasks) == len(extract_plan(SAMPLE.read_bytes(), name="plan.pdf").tasks)


def test_a_short_page_is_no_doubt() -> None:
    with pikepdf.open(SAMPLE) as document:
        font = next(iter(document.pages[0].obj["/Resources"]["/Font"].keys()))
    short = f"BT {font} 12 Tf 100 700 Td <0003000400050006> Tj ET".encode()
    assert notes(drawn(short)) == []


def torn_sheet(rules: list[tuple[float, float, float, float]]) -> bytes:
    page, data = canvas()
    write_lines(page, sample_lines(20))
    for rule in rules:
        page.line(*rule)
    for x, y, word in (
        (80, 180, "TT"),
        (160, 180, "Nội dung"),
        (360, 180, "Thời gian"),
        (80, 130, "1"),
        (160, 130, "Rà soát"),
    ):
        page.drawString(x, y, word)  # fmt: skip
    page.showPage()
    page.save()
    return data.getvalue()


RULES = [
    *((60.0, y, 500.0, y) for y in (200.0, 150.0, 100.0)),
    *((x, 100.0, x, 200.0) for x in (60.0, 140.0, 340.0, 500.0)),
]


def test_rulings_that_enclose_no_rectangles(monkeypatch: pytest.MonkeyPatch) -> None:
    def worn(data: bytes, max_pages: int | None = None) -> Iterator[Page]:
        for page in read_pdfium(data, max_pages):
            page.rules = [rule for rule in page.rules if not _is_worn(rule)]
            page.rules.extend([Rule(60, 692, 140, 692), Rule(340, 692, 500, 692), Rule(140, 692, 140, 742)])
            yield page

    def _is_worn(rule: Rule) -> bool:
        across = rule.x1 - rule.x0 > rule.bottom - rule.top
        return (across and abs(rule.top - 692) < 2) or (not across and abs(rule.x0 - 140) < 2)

    data = torn_sheet(RULES)
    whole = extract_plan(data, name="plan.pdf")
    assert notes(data) == []
    monkeypatch.setattr(reading, "_engine", lambda name: worn)
    plan = extract_plan(data, name="plan.pdf")
    assert [one.message for one in plan.problems if one.code == "second-engine"] == [
        "the rulings pdfium sees on page 1 enclose no rectangles; read by pdfplumber instead"
    ]
    assert plan.tables[0].rows == whole.tables[0].rows


def test_what_cannot_be_counted_says_nothing() -> None:
    assert pages_listed(b"%PDF-1.7 nothing") == 0
    assert letters_drawn(b"%PDF-1.7 nothing", [1]) == {}
    assert letters_drawn(SAMPLE.read_bytes(), [1])[1] > 200
