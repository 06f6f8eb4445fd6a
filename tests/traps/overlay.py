"""What offices lay over a finished print: digital signatures, stamps, the numbers a registry fills in.

Each is drawn on a page of its own and then laid over the print, as text of the page or as the appearance of an
annotation, where a word of the print stands (which pdfplumber finds, not the code under test).
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from typing import Any, NamedTuple

import pdfplumber
import pikepdf
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from tests.traps.print_reportlab import register_fonts

SIGNED = [
    "Ký bởi: Ủy ban nhân dân xã Sông Trầu",
    "Email: songtrau@dongnai.gov.vn",
    "Cơ quan: Huyện Trảng Bom, tỉnh Đồng Nai",
    "Ngày ký: 17-03-2025 08:15:24 +07:00",
]
RECEIVED = ["UBND HUYỆN TRẢNG BOM", "CÔNG VĂN ĐẾN", "Số: 1247", "Ngày: 17/3/2025", "Chuyển: Phòng Nội vụ"]
ROUND = "ỦY BAN NHÂN DÂN XÃ SÔNG TRẦU - HUYỆN TRẢNG BOM * "


class Spot(NamedTuple):
    """A place on a print: the number of its page (from 0) and the word's middle in points, y upwards."""

    page: int
    x: float
    y: float


def lay_over(pdf: bytes, names: list[str]) -> bytes:
    """The print with everything named laid over it."""
    for name in names:
        pdf = LAID[name](pdf)
    return pdf


def words_of(names: list[str]) -> list[str]:
    """Lines that must stand neither in the text of the document nor in its values."""
    words = {"signature": SIGNED, "received": RECEIVED}
    return [line for name in names for part, lines in words.items() if part in name for line in lines]


def find_word(pdf: bytes, text: str, *, last: bool = False) -> Spot:
    """Where a word stands, the first or the last time."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        found = [
            Spot(number, (word["x0"] + word["x1"]) / 2, float(page.height) - (word["top"] + word["bottom"]) / 2)
            for number, page in enumerate(document.pages)
            for word in page.extract_words()
            if word["text"] == text
        ]
    return found[-1 if last else 0]


def _drawn(pdf: bytes, page: int, draw: Callable[[Any, float, float], None]) -> pikepdf.Pdf:
    """A page of the same size with a drawing on it, as a document."""
    register_fonts()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        _, _, width, height = (float(number) for number in document.pages[page].MediaBox)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(width, height), invariant=1)
    draw(canvas, width, height)
    canvas.save()
    return pikepdf.open(io.BytesIO(out.getvalue()))


def _as_text(pdf: bytes, page: int, draw: Callable[[Any, float, float], None]) -> bytes:
    """The drawing as part of the page."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document, _drawn(pdf, page, draw) as drawing:
        document.pages[page].add_overlay(drawing.pages[0])
        document.save(out)
    return out.getvalue()


def _as_annotation(pdf: bytes, page: int, draw: Callable[[Any, float, float], None]) -> bytes:
    """The drawing as the appearance of a signature's field."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document, _drawn(pdf, page, draw) as drawing:
        shape = document.copy_foreign(drawing.pages[0].as_form_xobject())
        field = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Sig,
            T=f"Signature{len(document.pages[page].get('/Annots', []))}",
            F=4,
            Rect=document.pages[page].MediaBox,
            AP=pikepdf.Dictionary(N=shape),
        )
        kept = document.make_indirect(field)
        document.pages[page].Annots = pikepdf.Array([*list(document.pages[page].get("/Annots", [])), kept])
        known = list(document.Root.AcroForm.Fields) if "/AcroForm" in document.Root else []
        document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([*known, kept]), SigFlags=3)
        document.save(out)
    return out.getvalue()


def _lines(lines: list[str], x: float, top: float, size: float = 8, framed: bool = False) -> Callable[..., None]:
    def draw(canvas: Any, _: float, __: float) -> None:
        canvas.setFillColorRGB(0.8, 0, 0)
        canvas.setStrokeColorRGB(0.8, 0, 0)
        canvas.setFont("Serif", size)
        for number, line in enumerate(lines):
            canvas.drawString(x + 4, top - (number + 1) * 1.25 * size, line)
        if framed:
            height = (len(lines) + 0.6) * 1.25 * size
            canvas.rect(x, top - height, 120, height)
            canvas.line(x, top - 2.5 * size, x + 120, top - 2.5 * size)

    return draw


def _ring(x: float, y: float) -> Callable[..., None]:
    """A round stamp: two circles, letters along them, a star."""

    def draw(canvas: Any, _: float, __: float) -> None:
        canvas.setStrokeColorRGB(0.85, 0.05, 0.1)
        canvas.setFillColorRGB(0.85, 0.05, 0.1)
        canvas.circle(x, y, 50)
        canvas.circle(x, y, 36)
        canvas.setFont("Serif", 7)
        for number, letter in enumerate(ROUND):
            canvas.saveState()
            canvas.translate(x, y)
            canvas.rotate(90 - number * 360 / len(ROUND))
            canvas.drawCentredString(0, 40, letter)
            canvas.restoreState()
        star = canvas.beginPath()
        star.moveTo(x, y + 14)
        for point in range(1, 6):
            angle = math.pi / 2 + point * 4 * math.pi / 5
            star.lineTo(x + 14 * math.cos(angle), y + 14 * math.sin(angle))
        canvas.drawPath(star, stroke=0, fill=1)

    return draw


def _picture(x: float, y: float) -> Callable[..., None]:
    """The same stamp as a picture with clear ground."""

    def draw(canvas: Any, _: float, __: float) -> None:
        from PIL import Image, ImageDraw
        from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]

        picture = Image.new("RGBA", (400, 400), (255, 255, 255, 0))
        pen = ImageDraw.Draw(picture)
        pen.ellipse((4, 4, 396, 396), outline=(220, 20, 40, 255), width=8)
        pen.ellipse((60, 60, 340, 340), outline=(220, 20, 40, 255), width=4)
        canvas.drawImage(ImageReader(picture), x - 50, y - 50, 100, 100, mask="auto")

    return draw


def _signature_over_head(pdf: bytes) -> bytes:
    return _as_text(pdf, 0, _lines(SIGNED, 330, 838))


def _signature_annotation_over_head(pdf: bytes) -> bytes:
    return _as_annotation(pdf, 0, _lines(SIGNED, 330, 838))


def _signature_over_table(pdf: bytes) -> bytes:
    """In the white of the last row's cells, and beyond them."""
    spot = find_word(pdf, "Tháng", last=True)
    return _as_annotation(pdf, spot.page, _lines(SIGNED, spot.x - 150, spot.y + 10))


def _received(pdf: bytes) -> bytes:
    spot = find_word(pdf, "KẾ")
    return _as_text(pdf, 0, _lines(RECEIVED, 60, spot.y + 7, size=5, framed=True))


def _received_margin(pdf: bytes) -> bytes:
    return _as_text(pdf, 0, _lines(RECEIVED, 20, 838))


def _stamp_over_signature(pdf: bytes) -> bytes:
    spot = find_word(pdf, "Phước")
    return _as_text(pdf, spot.page, _ring(spot.x - 40, spot.y + 25))


def _picture_over_signature(pdf: bytes) -> bytes:
    spot = find_word(pdf, "Phước")
    return _as_text(pdf, spot.page, _picture(spot.x - 40, spot.y + 25))


def _picture_over_table(pdf: bytes) -> bytes:
    spot = find_word(pdf, "Tháng", last=True)
    return _as_text(pdf, spot.page, _picture(spot.x - 20, spot.y))


def _stamp_over_table(pdf: bytes) -> bytes:
    spot = find_word(pdf, "Tháng", last=True)
    return _as_annotation(pdf, spot.page, _ring(spot.x - 20, spot.y))


def _signature_over_signature(pdf: bytes) -> bytes:
    spot = find_word(pdf, "Phước")
    return _as_text(pdf, spot.page, _lines(SIGNED, spot.x - 80, spot.y + 50, size=6))


LAID: dict[str, Callable[[bytes], bytes]] = {
    "signature over head": _signature_over_head,
    "signature annotation over head": _signature_annotation_over_head,
    "signature annotation over table": _signature_over_table,
    "signature over signature": _signature_over_signature,
    "received": _received,
    "received in the margin": _received_margin,
    "round stamp over signature": _stamp_over_signature,
    "picture of a stamp over signature": _picture_over_signature,
    "picture of a stamp over table": _picture_over_table,
    "round stamp over table": _stamp_over_table,
}
