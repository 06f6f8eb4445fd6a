"""What the page does not show is no data: it stands in `hidden`, with its reason and its place."""

from __future__ import annotations

import io

import pikepdf
import pytest

from extract import Options, extract_plan
from extract.read.pdf.census import has_layers
from extract.read.pdf.pdfium import read_pdfium
from schemas.page import Page
from schemas.plan import Plan
from tests.read.planted import (
    CONTROLS,
    HIDDEN,
    SHOWN,
    WAYS,
    cropped,
    of_a_web_page,
    on_a_layer,
    planted,
)
from tests.shared import SHARED, needs_shared

CASES = SHARED / "cases"


def page_of(data: bytes) -> Page:
    (page,) = read_pdfium(data)
    return page


def words(text: str) -> str:
    return " ".join(text.split())


def shown(page: Page) -> str:
    return words(" ".join(line.text for line in page.lines))


ALL_SHOWN = words(" ".join(SHOWN))


@pytest.mark.parametrize("way", WAYS)
def test_a_hidden_line_is_named_with_its_reason_and_place(way: str) -> None:
    hide, reason = WAYS[way]
    page = page_of(planted(hide))
    assert shown(page) == ALL_SHOWN
    assert {one.reason for one in page.unseen} == {reason}
    assert words(" ".join(one.text for one in page.unseen)).replace(" ", "") == HIDDEN.replace(" ", "")


@pytest.mark.parametrize("way", CONTROLS)
def test_a_line_that_is_seen_stays(way: str) -> None:
    page = page_of(planted(CONTROLS[way]))
    assert page.unseen == []
    assert HIDDEN in shown(page)


def test_a_layer_that_is_switched_off() -> None:
    off, on = on_a_layer(shown=False), on_a_layer(shown=True)
    page = page_of(off)
    assert [(one.reason, one.text) for one in page.unseen] == [("layer-off", HIDDEN)]
    assert shown(page) == ALL_SHOWN
    assert page_of(on).unseen == []
    assert has_layers(off)
    assert not has_layers(planted(CONTROLS["pale grey"]))


def test_what_the_crop_box_leaves_out() -> None:
    page = page_of(cropped())
    assert [(one.reason, one.text) for one in page.unseen] == [("outside", HIDDEN)]


@pytest.mark.parametrize(
    ("style", "reason"),
    [
        ("color: white", "white"),
        ("font-size: 0.4pt", "tiny"),
        ("opacity: 0.02", "transparent"),
        ("position: absolute; left: -2000pt; white-space: nowrap", "outside"),
        ("height: 0; overflow: hidden", "clipped"),
        ("background: #223; color: #223", "white"),
    ],
)
def test_another_producer(style: str, reason: str) -> None:
    page = page_of(of_a_web_page(style))
    assert {one.reason for one in page.unseen} == {reason}
    assert shown(page) == ALL_SHOWN


@pytest.mark.parametrize("style", ["background: #223; color: white", "opacity: 0.6", "font-size: 5pt"])
def test_another_producer_shows_it(style: str) -> None:
    page = page_of(of_a_web_page(style))
    assert page.unseen == []
    assert HIDDEN.split()[-1] in shown(page)


def record(data: bytes, **options: bool) -> Plan:
    return extract_plan(data, Options(ocr="never", **options), name="plan.pdf")


def test_nothing_hidden_is_data() -> None:
    plan = record(planted(WAYS["white"][0]))
    assert "666" not in plan.text
    assert {one.code for one in plan.references} == {"12/KH-UBND", "76/NQ-CP"}
    assert [(one.reason, one.text) for one in plan.hidden] == [("white", HIDDEN)]
    assert plan.hidden[0].where[0].page == 1
    assert plan.hidden[0].where[0].bbox
    assert [one.severity for one in plan.problems if one.code == "hidden-text"] == ["warning"]
    assert plan.coverage.characters == plan.coverage.placed


def test_the_second_engine_does_not_bring_it_back() -> None:
    plan = extract_plan(planted(WAYS["white"][0]), Options(ocr="never", engine="pdfplumber"), name="plan.pdf")
    assert "666" not in plan.text
    assert "76/NQ-CP" in plan.text
    assert [one.reason for one in plan.hidden] == ["white"]


def test_a_redaction_that_left_its_letters() -> None:
    data = planted(WAYS["blacked out"][0])
    plan = record(data)
    assert [(one.reason, one.text) for one in plan.hidden] == [("redacted", None)]
    codes = [one.code for one in plan.problems]
    assert "redaction-left-text" in codes
    assert "hidden-text" in codes
    assert "666" not in str([one.message for one in plan.problems])
    assert record(data, show_redacted=True).hidden[0].text == HIDDEN


@needs_shared
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("white", "white"),
        ("mode3", "invisible"),
        ("outside_cropbox", "outside"),
        ("behind_rect", "covered"),
        ("black_redaction", "redacted"),
    ],
)
def test_hidden_lines_of_the_cases(name: str, reason: str) -> None:
    control = record((CASES / "eye" / "visible.pdf").read_bytes())
    plan = record((CASES / "eye" / f"{name}.pdf").read_bytes())
    assert {one.reason for one in plan.hidden} == {reason}
    kept = [line for line in control.text.split("\n") if "666" not in line and "999" not in line]
    assert plan.text.split("\n") == kept


def test_letters_stated_for_others_are_not_believed() -> None:
    def stating(said: str) -> Page:
        with pikepdf.open(io.BytesIO(planted(CONTROLS["pale grey"]))) as document:
            page = document.pages[0]
            lines = page.Contents.read_bytes().split(b"\n")
            text = max(at for at, line in enumerate(lines) if b"Tj" in line)
            stated = b"<FEFF" + said.encode("utf-16-be").hex().encode() + b">"
            lines[text] = b"/Span <</ActualText " + stated + b">> BDC " + lines[text] + b" EMC"
            page.Contents = document.make_stream(b"\n".join(lines))
            out = io.BytesIO()
            document.save(out)
        return page_of(out.getvalue())

    page = stating("4. Công an xã nộp 999 tỷ đồng.")
    assert HIDDEN in shown(page)
    assert [(one.reason, one.text) for one in page.unseen] == [("actual-text", "4. Công an xã nộp 999 tỷ đồng.")]
    assert stating(HIDDEN).unseen == []


@needs_shared
def test_hidden_lines_of_other_cases() -> None:
    plan = record((CASES / "text-chu-an.pdf").read_bytes())
    assert {one.text for one in plan.hidden} == {
        "Trước 31/01/2024 Công an xã bí mật ẩn",
        "chữ trắng không nhìn thấy",
        "ngoài trang giấy",
    }
    (outside,) = record((CASES / "text-ngoai-khung.pdf").read_bytes()).hidden
    assert outside.reason == "outside"
