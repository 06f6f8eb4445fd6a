"""Scans made of the project's own samples: pages drawn and put back as pictures, with what scanners do to them."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


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


def skewed(picture: Image.Image, degrees: float) -> Image.Image:
    return picture.rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)
