"""Small PDFs for tests: pages of lines, with pictures under them or letters drawn as outlines."""

from __future__ import annotations

import io
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONT = "DejaVuSans"
_FONT_FILE = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
SAMPLE = (Path(__file__).parents[1] / "samples" / "commune-2024.txt").read_text(encoding="utf-8")


def canvas() -> tuple[Canvas, io.BytesIO]:
    """An empty A4 document and the bytes it will write."""
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(FONT, str(_FONT_FILE)))
    data = io.BytesIO()
    return Canvas(data, pagesize=A4, invariant=1), data


def write_lines(page: Canvas, lines: list[str], top: float = 780, *, hidden: bool = False) -> None:
    """Lines from the top of the page down, as text; ``hidden``: as a scanner's program lays it under the picture."""
    page.setFont(FONT, 10)
    for number, line in enumerate(lines):
        page.drawString(60, top - 15 * number, line, mode=3 if hidden else 0)


def sample_lines(count: int = 40, start: int = 0) -> list[str]:
    """Lines of a sample plan."""
    lines = [line.strip().replace("\t", " ")[:90] for line in SAMPLE.splitlines() if line.strip()]
    return lines[start : start + count]


def draw_picture(page: Canvas, share: float) -> None:
    """A grey picture over a share of the page's height, at its full width."""
    from PIL import Image

    picture = Image.new("L", (200, 280), 200)
    page.drawImage(ImageReader(picture), 0, A4[1] * (1 - share), A4[0], A4[1] * share)


def draw_outlines(page: Canvas, words: int) -> None:
    """Shapes with as many segments as words whose letters are drawn as outlines."""
    for word in range(words):
        path = page.beginPath()
        path.moveTo(60, 700 - 14 * word)
        for step in range(120):
            path.lineTo(61 + 3 * step, 700 - 14 * word + (step % 2) * 8)
        path.close()
        page.drawPath(path, stroke=0, fill=1)
