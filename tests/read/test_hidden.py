"""Scans with hidden letters: the words are the layer's, the rulings those of the picture."""

from __future__ import annotations

import io
from functools import cache

import pikepdf
import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader

from extract import Options, extract_plan
from extract.options import Engine
from extract.pipeline.source import read_source
from schemas.document import Furniture, Grid
from schemas.plan import Plan
from tests.pdf_files import canvas
from tests.read.scan_files import SAMPLES, searchable_pdf

pytest.importorskip("cv2")

NAMES = ["commune-2024.pdf", "commune-2025.pdf", "district-2024.pdf"]
UNREAD = Options(ocr="never")


@cache
def digital(name: str) -> Plan:
    return extract_plan(SAMPLES / name)


def tasks(plan: Plan) -> list[tuple[object, ...]]:
    return [
        (one.table, one.marker, one.group, one.task, one.lead, one.coordinating, one.deadline) for one in plan.tasks
    ]


@pytest.mark.parametrize("degrees", [0.0, 0.4, -1.0])
@pytest.mark.parametrize("name", NAMES)
def test_tables_ruled_in_the_picture_are_found(name: str, degrees: float) -> None:
    plan = extract_plan(searchable_pdf(name, degrees), UNREAD)
    assert plan.source.text_layer == "ocr"
    assert tasks(plan) == tasks(digital(name))
    assert [[one.name for one in table.columns] for table in plan.tables] == [
        [one.name for one in table.columns] for table in digital(name).tables
    ]


@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
@pytest.mark.parametrize("turn", [90, 270])
def test_a_page_laid_on_its_side(turn: int, engine: Engine) -> None:
    with pikepdf.open(io.BytesIO(searchable_pdf(NAMES[0]))) as document:
        for page in document.pages:
            page.Rotate = turn
        data = io.BytesIO()
        document.save(data)
    assert tasks(extract_plan(data.getvalue(), Options(ocr="never", engine=engine))) == tasks(digital(NAMES[0]))


@pytest.mark.parametrize("degrees", [0.0, -1.0])
def test_the_second_engine_finds_the_same(degrees: float) -> None:
    plan = extract_plan(searchable_pdf(NAMES[0], degrees), Options(ocr="never", engine="pdfplumber"))
    assert plan.source.text_layer == "ocr"
    assert tasks(plan) == tasks(digital(NAMES[0]))


def test_without_opencv_the_note_says_what_is_not_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.read.scan.hidden.SEES_RULES", False)
    source = read_source(searchable_pdf(NAMES[0]), UNREAD)
    (message,) = [message for code, message, _ in source.notes if code == "text-recognised"]
    assert "tables ruled in these pictures are not seen" in message
    assert "kehoach[ocr]" in message


def test_a_running_head_down_the_margin_parts_no_table() -> None:
    sheet, data = canvas()
    width, height = (round(side) for side in sheet._pagesize)
    picture = Image.new("L", (2 * width, 2 * height), 255)
    drawn = ImageDraw.Draw(picture)
    for x in (60, 100, 300, 500):
        drawn.line((2 * x, 120, 2 * x, 2 * height - 120), fill=0, width=2)
    for y in range(60, height, 90):
        drawn.line((120, 2 * y, 1000, 2 * y), fill=0, width=2)
    for _ in range(2):
        sheet.drawImage(ImageReader(picture), 0, 0, width, height)
        for row, top in enumerate(range(60, height - 90, 90)):
            for x, word in ((65, str(row + 1)), (105, "Rà soát thủ tục"), (305, "Văn phòng xã")):
                sheet.drawString(x, height - top - 20, word, mode=3)
        for index, letter in enumerate("CONG BAO SO 86"):
            sheet.drawString(530, 700 - 16 * index, letter, mode=3)
        sheet.showPage()
    sheet.save()
    blocks = read_source(data.getvalue(), UNREAD).blocks
    assert sum(isinstance(block, Grid) for block in blocks) == 2
    heads = [block for block in blocks if isinstance(block, Furniture) and block.kind == "margin"]
    assert len(heads) == 2 * len("CONGBAOSO86")
    assert not [block for block in blocks if not isinstance(block, Grid | Furniture)]
