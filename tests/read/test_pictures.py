"""Pictures that show lines of text are named where nobody reads them; seals and grounds are not."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader

from extract import Options, extract_plan
from extract.read.pdf.pdfium import read_pdfium
from schemas.plan import Plan
from tests.pdf_files import canvas, sample_lines, write_lines
from tests.read.docx_files import docx
from tests.shared import SHARED, needs_shared

_FONT_FILE = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
PLACES = [(60, 60, 480, 300), (60, 60, 300, 120), (300, 80, 250, 200)]


def picture_of_text(ink: int = 0, ground: int = 255) -> Image.Image:
    """Lines of a plan as a scanner sees them."""
    picture = Image.new("L", (1200, 700), ground)
    pen, font = ImageDraw.Draw(picture), ImageFont.truetype(_FONT_FILE, 26)
    for number, line in enumerate(sample_lines(14)):
        pen.text((30, 20 + 46 * number), line[:70], fill=ink, font=font)
    return picture


def seal() -> Image.Image:
    picture = Image.new("RGB", (400, 400), "white")
    pen = ImageDraw.Draw(picture)
    for width in (10, 40, 90):
        pen.ellipse((width, width, 400 - width, 400 - width), outline=(200, 20, 20), width=8)
    pen.text((120, 180), "UBND XÃ", fill=(200, 20, 20), font=ImageFont.truetype(_FONT_FILE, 40))
    return picture


def gradient() -> Image.Image:
    return Image.linear_gradient("L").resize((600, 400))


def with_picture(picture: Image.Image, place: tuple[int, int, int, int], *, over: bool = False) -> bytes:
    page, data = canvas()
    page.drawImage(ImageReader(picture), *place)
    write_lines(page, sample_lines(12))
    if over:
        write_lines(page, sample_lines(12, 12), top=place[1] + place[3] - 20)
    page.showPage()
    page.save()
    return data.getvalue()


def record(data: bytes, name: str = "plan.pdf") -> Plan:
    return extract_plan(data, Options(ocr="never"), name=name)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("ink", "ground"), [(0, 255), (215, 250)])
def test_a_picture_with_lines_of_text_is_named(place: tuple[int, int, int, int], ink: int, ground: int) -> None:
    (page,) = read_pdfium(with_picture(picture_of_text(ink, ground), place))
    (box,) = page.unread
    assert round(box.x0) == place[0]
    assert round(box.x1) == place[0] + place[2]


@pytest.mark.parametrize("picture", [seal(), gradient(), Image.new("L", (300, 200), 210)])
def test_seals_and_grounds_are_no_text(picture: Image.Image) -> None:
    (page,) = read_pdfium(with_picture(picture, (300, 80, 120, 120)))
    assert page.unread == []


def test_letters_on_a_picture_are_read() -> None:
    (page,) = read_pdfium(with_picture(picture_of_text(), PLACES[0], over=True))
    assert page.unread == []


def test_an_unread_picture_is_a_problem() -> None:
    plan = record(with_picture(picture_of_text(), PLACES[0]))
    assert [one.kind for one in plan.unread if one.kind == "picture"] == ["picture"]
    assert "picture-unread" in [one.code for one in plan.problems]
    assert plan.coverage.ink.pages == 1


def test_a_large_picture_in_a_word_document_is_named() -> None:
    def drawing(across: int, down: int) -> str:
        names = (
            'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
            'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        )
        extent = f'<wp:extent cx="{across * 12700}" cy="{down * 12700}"/>'
        return f"<w:p><w:r><w:drawing><wp:inline {names}>{extent}<a:blip/></wp:inline></w:drawing></w:r></w:p>"

    text = "<w:p><w:r><w:t>Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ;</w:t></w:r></w:p>"
    plan = record(docx(text + drawing(100, 100) + drawing(450, 600)), "plan.docx")
    (found,) = (one for one in plan.unread if one.kind == "picture")
    assert found.where[0].block == 2


@needs_shared
@pytest.mark.parametrize("name", ["pdf_img_40pct.pdf", "pdf_img_bottom_60.pdf", "docx_scanned_appendix.docx"])
def test_pictures_of_the_cases_are_named(name: str) -> None:
    plan = record((SHARED / "cases" / "eye" / name).read_bytes(), name)
    assert "picture" in [one.kind for one in plan.unread]
    assert "picture-unread" in [one.code for one in plan.problems]
