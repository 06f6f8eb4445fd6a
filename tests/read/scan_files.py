"""Scans made of the project's own samples: pages drawn and put back as pictures, with what scanners do to them."""

from __future__ import annotations

import io
import re
from pathlib import Path
from unicodedata import normalize

import pypdfium2 as pdfium
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth

from extract.read.pdf.pdfium import read_pdfium
from schemas.page import Box
from tests.pdf_files import FONT, canvas

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


_SIZE = 11
_DESCENDS = re.compile("[gjpqy,;()\u0323]")


def draw_page(name: str, page: int, dpi: int = 200) -> Image.Image:
    """A page of a sample as a grey picture."""
    document = pdfium.PdfDocument((SAMPLES / name).read_bytes())
    try:
        return document[page - 1].render(scale=dpi / 72, grayscale=True).to_pil().copy()
    finally:
        document.close()


def picture_pdf(pictures: list[Image.Image], dpi: int = 200) -> bytes:
    """A PDF whose pages are pictures only."""
    data = io.BytesIO()
    first, *others = pictures
    first.save(data, "PDF", resolution=dpi, save_all=True, append_images=others, quality=85)
    return data.getvalue()


def searchable_pdf(name: str, degrees: float = 0.0, dpi: int = 200) -> bytes:
    """A sample as a scanner with a recogniser leaves it: pictures of its pages, its words hidden over them.

    ``degrees``: how far pictures and words are turned against the clock.
    """
    sheet, data = canvas()
    for page in read_pdfium((SAMPLES / name).read_bytes()):
        sheet.setPageSize((page.width, page.height))
        picture = skewed(draw_page(name, page.number, dpi), degrees)
        sheet.drawImage(ImageReader(picture), 0, 0, page.width, page.height)
        sheet.translate(page.width / 2, page.height / 2)
        sheet.rotate(degrees)
        sheet.translate(-page.width / 2, -page.height / 2)
        for text, box, _ in page.words(Box(0, 0, page.width, page.height)):
            below = 0.2 * _SIZE if _DESCENDS.search(normalize("NFD", text)) else 0.0
            word = sheet.beginText(box.x0, page.height - box.bottom + below)
            word.setFont(FONT, _SIZE)
            word.setHorizScale(100 * (box.x1 - box.x0) / (stringWidth(text, FONT, _SIZE) or 1))
            word.setTextRenderMode(3)
            word.textOut(text)
            sheet.drawText(word)
        sheet.showPage()
    sheet.save()
    return data.getvalue()


def skewed(picture: Image.Image, degrees: float) -> Image.Image:
    return picture.rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)
