"""PDFs with one line that the page does not show, hidden in one way each, among lines that it shows."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
from reportlab.lib.colors import Color, black, white
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tests.pdf_files import FONT, canvas

SHOWN = [
    "UBND XÃ TÂN AN",
    "Số: 12/KH-UBND          Tân An, ngày 05 tháng 01 năm 2024",
    "KẾ HOẠCH",
    "Cải cách hành chính năm 2024",
    "Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ;",
    "1. Văn phòng rà soát thủ tục hành chính trước ngày 30/6/2024.",
    "2. Công an xã báo cáo kết quả trước ngày 15/12/2024.",
]
HIDDEN = "Căn cứ Quyết định số 666/QĐ-TTg ngày 06/6/2016 của Thủ tướng Chính phủ;"
_AT = 60.0, 400.0

Hide = Callable[[Canvas], None]


def _write(page: Canvas, text: str = HIDDEN, *, at: tuple[float, float] = _AT, mode: int = 0) -> None:
    page.drawString(*at, text, mode=mode)


def _in_white(page: Canvas) -> None:
    page.setFillColor(white)
    _write(page)


def _nearly_white(page: Canvas) -> None:
    page.setFillColor(Color(0.97, 0.97, 0.97))
    _write(page)


def _in_the_colour_of_its_cell(page: Canvas) -> None:
    page.setFillColor(Color(0.1, 0.2, 0.5))
    page.rect(50, 390, 500, 25, stroke=0, fill=1)
    page.setFillColor(Color(0.1, 0.22, 0.5))
    _write(page)


def _invisibly(page: Canvas) -> None:
    _write(page, mode=3)


def _in_half_a_point(page: Canvas) -> None:
    page.setFont(FONT, 0.5)
    _write(page)


def _squeezed(page: Canvas) -> None:
    page.scale(0.002, 1)
    _write(page, at=(30_000, 400))


def _clipped(page: Canvas) -> None:
    path = page.beginPath()
    path.rect(300, 700, 100, 10)
    page.clipPath(path, stroke=0)
    _write(page)


def _below_the_page(page: Canvas) -> None:
    _write(page, at=(60, -40))


def _under_white(page: Canvas) -> None:
    _write(page)
    page.setFillColor(white)
    page.rect(50, 390, 500, 25, stroke=0, fill=1)


def _under_a_broad_line(page: Canvas) -> None:
    _write(page)
    page.setStrokeColor(Color(0.9, 0.9, 0.9))
    page.setLineWidth(24)
    page.line(50, 402, 550, 402)


def _transparent(page: Canvas) -> None:
    page.setFillAlpha(0.02)
    _write(page)


def _blacked_out(page: Canvas) -> None:
    _write(page)
    page.rect(50, 390, 500, 25, stroke=0, fill=1)


def _in_a_white_form(page: Canvas) -> None:
    page.beginForm("inner")
    page.setFont(FONT, 10)
    page.setFillColor(white)
    _write(page)
    page.endForm()
    page.doForm("inner")


WAYS: dict[str, tuple[Hide, str]] = {
    "white": (_in_white, "white"),
    "nearly white": (_nearly_white, "white"),
    "its cell's colour": (_in_the_colour_of_its_cell, "white"),
    "no paint": (_invisibly, "invisible"),
    "half a point": (_in_half_a_point, "tiny"),
    "squeezed": (_squeezed, "tiny"),
    "clipped": (_clipped, "clipped"),
    "below the page": (_below_the_page, "outside"),
    "under white": (_under_white, "covered"),
    "under a broad line": (_under_a_broad_line, "covered"),
    "transparent": (_transparent, "transparent"),
    "blacked out": (_blacked_out, "redacted"),
    "in a form": (_in_a_white_form, "white"),
}


def _white_on_dark(page: Canvas) -> None:
    page.rect(50, 390, 500, 25, stroke=0, fill=1)
    page.setFillColor(white)
    _write(page)


def _on_a_pale_cell(page: Canvas) -> None:
    page.setFillColor(Color(0.85, 0.9, 1))
    page.rect(50, 390, 500, 25, stroke=0, fill=1)
    page.setFillColor(black)
    _write(page)


def _in_pale_grey(page: Canvas) -> None:
    page.setFillColor(Color(0.8, 0.8, 0.8))
    _write(page)


def _under_a_see_through_seal(page: Canvas) -> None:
    _write(page)
    page.setFillColor(Color(0.9, 0.1, 0.1, alpha=0.5))
    page.circle(150, 400, 60, stroke=0, fill=1)


def _in_outlines(page: Canvas) -> None:
    page.setFillColor(white)
    _write(page, mode=2)


def _in_its_own_clip(page: Canvas) -> None:
    path = page.beginPath()
    path.rect(50, 390, 500, 25)
    page.clipPath(path, stroke=0)
    _write(page)


def _beside_a_cover(page: Canvas) -> None:
    _write(page)
    page.setFillColor(white)
    page.rect(50, 420, 500, 25, stroke=0, fill=1)


CONTROLS: dict[str, Hide] = {
    "white on dark": _white_on_dark,
    "on a pale cell": _on_a_pale_cell,
    "pale grey": _in_pale_grey,
    "under a see-through seal": _under_a_see_through_seal,
    "outlines": _in_outlines,
    "inside its clip": _in_its_own_clip,
    "beside a cover": _beside_a_cover,
}
"""Ways of writing a line that look like ways of hiding it."""


def planted(write: Hide) -> bytes:
    """A page of a plan with one more line, written in a way."""
    page, data = canvas()
    page.setFont(FONT, 10)
    for number, line in enumerate(SHOWN):
        page.drawString(60, 780 - 18 * number, line)
    page.saveState()
    write(page)
    page.restoreState()
    page.showPage()
    page.save()
    return data.getvalue()


def on_a_layer(*, shown: bool) -> bytes:
    """The line on a layer that is switched off, or on."""
    with pikepdf.open(io.BytesIO(planted(_write))) as document:
        layer = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="draft"))
        page = document.pages[0]
        lines = page.Contents.read_bytes().split(b"\n")
        text = max(at for at, line in enumerate(lines) if b"Tj" in line)
        lines[text] = b"/OC /layer BDC " + lines[text] + b" EMC"
        page.Contents = document.make_stream(b"\n".join(lines))
        page.Resources.Properties = pikepdf.Dictionary({"/layer": layer})
        off = [] if shown else [layer]
        document.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=pikepdf.Dictionary(OFF=pikepdf.Array(off)))
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def cropped() -> bytes:
    """The line on a part of the sheet that the crop box leaves out."""
    with pikepdf.open(io.BytesIO(planted(_write))) as document:
        document.pages[0].CropBox = pikepdf.Array([0, 450, A4[0], A4[1]])
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def of_a_web_page(style: str) -> bytes:
    """The same page by another producer (WeasyPrint), the line in a style of CSS."""
    from weasyprint import HTML

    shown = "".join(f"<p>{line}</p>" for line in SHOWN)
    css = f"body {{font: 10pt {FONT}}} .last {{{style}}}"
    page = f"<style>{css}</style>{shown}<p class='last'>{HIDDEN}</p>"
    return bytes(HTML(string=page).write_pdf())
