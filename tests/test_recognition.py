"""Pages without letters are read from their pictures and come out like the digital original."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw

from extract import Options, extract_plan
from extract.pipeline.page_clock import PageClock
from extract.process.messages import Limits
from extract.read.scan import tesseract, tesseract_installed
from schemas.errors import LimitError, MissingProgramError, NotAdministrativeError
from schemas.plan import Plan, dump_plan, load_plan
from tests.own_folder import use_cache_below
from tests.pdf_files import canvas, write_lines
from tests.read.scan_files import SAMPLES, draw_page, picture_pdf, skewed
from tests.shared import SHARED, needs_shared

cv2 = pytest.importorskip("cv2")
scan = pytest.importorskip("extract.read.scan.page")
from extract.read.scan.tesseract_program import (  # noqa: E402
    LateError,
    Programs,
    RecognitionError,
)

pytestmark = pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")

SAMPLE = "commune-2024.pdf"
FRESH = Options(cache=False)


def page_count(name: str) -> int:
    document = pdfium.PdfDocument((SAMPLES / name).read_bytes())
    try:
        return len(document)
    finally:
        document.close()


@cache
def scanned(degrees: float = 0.0, turns: int = 0) -> bytes:
    pages = [draw_page(SAMPLE, number) for number in range(1, page_count(SAMPLE) + 1)]
    return picture_pdf([skewed(page, degrees).rotate(90 * turns, expand=True) for page in pages])


@cache
def digital() -> Plan:
    return extract_plan(SAMPLES / SAMPLE)


def rows(plan: Plan) -> list[tuple[str | None, ...]]:
    return [(one.table, one.marker, *one.group) for one in plan.tasks if one.table is not None]


def letters(text: str) -> str:
    return "".join(text.split())


def share_of_errors(text: str, truth: str) -> float:
    """Errors of letters a letter of the truth."""
    import difflib

    same = sum(
        one.size for one in difflib.SequenceMatcher(None, letters(text), letters(truth), False).get_matching_blocks()
    )
    return 1 - same / len(letters(truth))


@pytest.mark.parametrize(
    ("degrees", "turns"),
    [
        pytest.param(1.2, 0, id="skewed"),
        pytest.param(-0.6, 1, id="sideways", marks=pytest.mark.slow),
        pytest.param(0.4, 2, id="headlong", marks=pytest.mark.slow),
    ],
)
def test_a_scan_comes_out_like_its_original(degrees: float, turns: int) -> None:
    plan = extract_plan(scanned(degrees, turns), FRESH)
    truth = digital()
    assert len(rows(plan)) == len(rows(truth))
    assert plan.source.text_layer == "none"
    assert plan.header.code == truth.header.code
    assert plan.header.issued_on == truth.header.issued_on
    assert {one.code for one in plan.references} == {one.code for one in truth.references}
    assert share_of_errors(plan.text, truth.text) < 0.02
    assert plan.coverage.unplaced == ()
    assert "text-recognised" in {one.code for one in plan.problems}
    seen = [where.confidence for task in plan.tasks for where in task.where]
    assert seen
    assert all(one is not None and 0 <= one < 1 for one in seen)


def test_numbers_come_out_with_their_signs_and_commas() -> None:
    name = "district-2024.pdf"
    pages = [skewed(draw_page(name, number), 0.5) for number in range(1, page_count(name) + 1)]
    truth = extract_plan(SAMPLES / name)
    assert any(one.comparator == "ge" for one in truth.targets)
    assert measures(extract_plan(picture_pdf(pages), FRESH)) == measures(truth)


def measures(plan: Plan) -> list[tuple[str | None, str | None, str | None, str | None]]:
    return [(one.comparator, one.min, one.max, one.unit) for one in plan.targets]


def test_a_name_stamped_in_red_is_the_signers() -> None:
    header = digital().header
    (where,) = [one for one in header.where if one.field == "signatory"]
    assert where.page is not None
    assert where.bbox is not None
    pages = [draw_page(SAMPLE, number).convert("RGB") for number in range(1, page_count(SAMPLE) + 1)]
    left, top, right, bottom = (round(side * 200 / 72) for side in where.bbox)
    letters = pages[where.page - 1].crop((left, top, right, bottom)).convert("L")
    red = Image.composite(
        Image.new("RGB", letters.size, "white"), Image.new("RGB", letters.size, (215, 25, 40)), letters
    )
    pages[where.page - 1].paste(red, (left, top))
    turned = [one.rotate(0.7, resample=Image.Resampling.BICUBIC, fillcolor="white") for one in pages]
    signed = extract_plan(picture_pdf(turned), FRESH).header.signatory
    assert signed is not None
    assert header.signatory is not None
    assert signed.name == header.signatory.name


def test_digital_body_with_scanned_pages() -> None:
    original = pikepdf.open(SAMPLES / SAMPLE)
    pictures = pikepdf.open(io.BytesIO(scanned()))
    count = len(original.pages)
    del original.pages[1:]
    original.pages.extend(pictures.pages[1:count])
    data = io.BytesIO()
    original.save(data)
    plan = extract_plan(data.getvalue(), FRESH)
    assert plan.source.text_layer == "mixed"
    assert len(rows(plan)) == len(rows(digital()))
    for field in ("code", "kind", "issued_on", "issued_at", "title", "issuer", "period", "place"):
        assert getattr(plan.header, field) == getattr(digital().header, field)


def test_any_number_of_jobs_and_any_cache_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_cache_below(tmp_path, monkeypatch)
    data = scanned()
    first = dump_plan(extract_plan(data, Options(jobs=3)))
    entries = sorted((tmp_path / "kehoach" / "ocr").iterdir())
    assert len(entries) >= page_count(SAMPLE)

    def refuse(*_: object) -> str:
        raise AssertionError("everything should come from the cache")

    with monkeypatch.context() as without:
        without.setattr(Programs, "run", refuse)
        assert dump_plan(extract_plan(data, Options(jobs=1))) == first
    assert dump_plan(extract_plan(data, Options(cache=False, jobs=1))) == first
    entries[0].write_bytes(b"damaged")
    assert dump_plan(extract_plan(data)) == first


def test_never_says_how_to_read_a_scan() -> None:
    with pytest.raises(MissingProgramError, match="--ocr never"):
        extract_plan(scanned(), Options(ocr="never"))


def test_without_tesseract_the_command_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    tesseract_installed.version.cache_clear()
    with pytest.raises(MissingProgramError, match="apt-get install tesseract-ocr tesseract-ocr-vie"):
        extract_plan(scanned(), FRESH)


def test_a_failing_page_is_a_problem_not_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = Programs.run
    calls = iter(range(100))

    def fail_once(*arguments: object) -> str:
        if arguments[-1] == tesseract.BLOCK and next(calls) == 1:
            raise RecognitionError("text recognition took more than 1 s")
        return ran(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Programs, "run", fail_once)
    plan = extract_plan(scanned(), Options(cache=False, jobs=1))
    unread = [one for one in plan.problems if one.code == "page-unread"]
    assert [one.where[0].page for one in unread] == [2]
    assert plan.header.code == digital().header.code


@cache
def with_noise(pages: int = 1) -> bytes:
    """A page of text, then pages of noise, which keep the recogniser busy for a minute each."""
    noise = np.random.default_rng(7).integers(0, 256, (1000, 700), dtype=np.uint8)
    joined = pikepdf.open(SAMPLES / SAMPLE)
    del joined.pages[1:]
    joined.pages.extend(pikepdf.open(io.BytesIO(picture_pdf([Image.fromarray(noise)] * pages))).pages)
    data = io.BytesIO()
    joined.save(data)
    return data.getvalue()


def unread_pages(plan: Plan) -> list[int | None]:
    return [one.where[0].page for one in plan.problems if one.code == "page-unread"]


@pytest.mark.slow
def test_pages_of_noise_leave_the_others_their_time(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(with_noise(3))
    command = [sys.executable, "-m", "extract", "plan.pdf", "--timeout", "12", "--no-cache"]
    done = subprocess.run([*command, "-j", "1"], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    plan = load_plan(done.stdout)
    assert unread_pages(plan) == [2, 3, 4]
    assert plan.header.code == digital().header.code


@pytest.mark.slow
@needs_shared
def test_a_page_of_noise_is_unread() -> None:
    plan = extract_plan(SHARED / "cases" / "eye" / "pdf_page2_noise.pdf", Options(timeout=120))
    assert unread_pages(plan) == [2]
    assert plan.header.code == "12/KH-UBND"


def late(*_: object) -> str:
    raise LateError("text recognition took more than 1 s; raise --timeout")


def test_a_document_without_a_page_in_time_hit_that_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Programs, "run", late)
    with pytest.raises(LimitError, match=r"no page could be read: page 1: .*raise --timeout"):
        extract_plan(scanned(), FRESH)


def test_where_the_rest_says_nothing_the_limit_is_the_cause(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Programs, "run", late)
    sheet, data = canvas()
    write_lines(sheet, ["Trang này không có gì."] * 20)
    sheet.save()
    joined = pikepdf.open(io.BytesIO(with_noise()))
    first = pikepdf.open(data)
    joined.pages[0] = first.pages[0]
    data = io.BytesIO()
    joined.save(data)
    with pytest.raises(LimitError, match="raise --timeout"):
        extract_plan(data.getvalue(), FRESH)


def test_what_the_recogniser_sees_in_noise_is_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def seen(pictures: list[object], *_: object) -> str:
        rows = []
        for _picture in pictures:
            rows.append("1\t1\t0\t0\t0\t0\t0\t100\t100\t-1\t")
            rows += [
                f"5\t1\t1\t1\t{line}\t{word}\t{90 * word}\t{30 * line}\t80\t20\t{sure[0]}\tvà"
                for line in range(1, 30)
                for word in range(1, 10)
            ]
        return "\n".join(rows)

    monkeypatch.setattr(Programs, "run", lambda _, *arguments: seen(*arguments))
    sure = [12.0]
    assert unread_pages(extract_plan(with_noise(), FRESH)) == [2]
    sure[0] = 60.0
    assert unread_pages(extract_plan(with_noise(), FRESH)) == []


def test_a_page_may_take_a_part_of_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("extract.pipeline.page_clock.time.monotonic", lambda: now[0])
    for lag in (0, 1):  # pages that wait for a program, for as long as when they began to wait
        now[0] = 0.0
        clock, limits, end = PageClock(Options(timeout=100)), Limits(timeout=100), 100.0
        given = [clock.page_seconds() for _ in range(lag + 1)]
        assert given[0] == 50
        for _ in range(50):
            now[0] += given.pop(0)
            assert now[0] < end, "the document's time is over before its pages are"
            clock.put_off()
            end = limits.put_off(end, now[0])
            given.append(clock.page_seconds())
    assert PageClock(Options()).page_seconds() == 180


def test_a_second_look_that_is_late_leaves_the_first_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = Programs.run

    def fail_at_second_looks(*arguments: object) -> str:
        if arguments[-1] == tesseract.SPARSE:
            raise LateError("text recognition took more than 1 s")
        return ran(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Programs, "run", fail_at_second_looks)
    plan = extract_plan(scanned(), Options(cache=False, jobs=1))
    assert plan.header.code == digital().header.code
    assert "page-unread" not in {one.code for one in plan.problems}


def test_an_error_of_opencv_that_is_no_memory_is_said_as_that(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise cv2.error("std::bad_alloc")  # as its binding says what C++ throws: without a code

    monkeypatch.setattr(scan, "read_scan", fail)
    with pytest.raises(MemoryError):
        extract_plan(scanned(), FRESH)


def test_a_page_without_text_never_succeeds() -> None:
    photo = Image.new("L", (1000, 1400), 255)
    ImageDraw.Draw(photo).ellipse((300, 300, 700, 900), fill=90)
    with pytest.raises(NotAdministrativeError):
        extract_plan(picture_pdf([photo]), FRESH)
