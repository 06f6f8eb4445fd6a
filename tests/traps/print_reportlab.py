"""Traps printed by ReportLab: one stroke a cell border, text set line by line; pages turned, overlays, stamps."""

from __future__ import annotations

import io
import subprocess
from functools import cache
from html import escape
from typing import Any

from reportlab.lib import colors  # type: ignore[import-untyped]
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4, landscape  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.lib.units import cm  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]
from reportlab.platypus import (  # type: ignore[import-untyped]
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    TableStyle,
)
from reportlab.platypus import Table as Flow  # type: ignore[import-untyped]

from tests.traps.definition import (
    CLOSING,
    HEAD,
    RECIPIENTS,
    SIGNATURE,
    TITLE,
    WIDE,
    Placed,
    Print,
    Table,
    Trap,
    body_of,
    prints,
    sides,
)

_DASHES = {"dashed": (3, 2), "dotted": (0.6, 1.4)}


@cache
def register_fonts() -> None:
    """The faces, found through fontconfig; ReportLab borrows no letter from another font."""
    for name, style in (("Serif", "Condensed"), ("Serif-Bold", "Condensed Bold")):
        query = ["fc-match", "-f", "%{file}", f"DejaVu Serif:style={style}"]
        path = subprocess.run(query, check=True, capture_output=True, text=True).stdout
        pdfmetrics.registerFont(TTFont(name, path))


def print_reportlab(trap: Trap) -> bytes:
    """The PDF."""
    register_fonts()
    out = io.BytesIO()
    page = landscape(A4) if trap.page in WIDE else A4
    document = SimpleDocTemplate(
        out, pagesize=page, leftMargin=2.5 * cm, rightMargin=2 * cm, topMargin=2 * cm, bottomMargin=2 * cm, invariant=1
    )

    def furnish(canvas: Any, _: Any) -> None:
        if trap.running_head:
            canvas.setFont("Serif", 11)
            canvas.drawCentredString(page[0] / 2, page[1] - 1.2 * cm, trap.running_head)

    document.build(_story(trap), onFirstPage=furnish, onLaterPages=furnish)
    return out.getvalue()


def _style(size: float, **more: Any) -> Any:
    return ParagraphStyle("one", fontName="Serif", fontSize=size, leading=size * 1.2, **more)


def _story(trap: Trap) -> list[Any]:
    body = _style(trap.size, alignment=TA_JUSTIFY, firstLineIndent=cm, spaceAfter=4)
    title = ParagraphStyle("title", parent=_style(trap.size, alignment=TA_CENTER), fontName="Serif-Bold")
    story: list[Any] = [_side_by_side([left for left, _ in HEAD], [right for _, right in HEAD], trap.size)]
    story += [Spacer(1, 8), *(Paragraph(line, title) for line in TITLE), Spacer(1, 8)]
    story += [Paragraph(escape(line), body) for line in body_of(trap)]
    tables = [one for table in trap.tables for one in _table(table, trap, title, body)]
    closing = [Paragraph(CLOSING, body), _side_by_side(RECIPIENTS, SIGNATURE, trap.size)]
    return [*story, *tables, *closing] if trap.in_body else [*story, *closing, *tables]


def _side_by_side(left: list[str], right: list[str], size: float) -> Any:
    style = _style(size, alignment=TA_CENTER)
    cells = [[Paragraph("<br/>".join(line or "&nbsp;" for line in half), style) for half in (left, right)]]
    return Flow(cells, colWidths=[7 * cm, 9.5 * cm], style=TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP")]))


def _table(table: Table, trap: Trap, title: Any, body: Any) -> list[Any]:
    flows: list[Any] = [PageBreak()] if table.appendix and not trap.in_body else []
    flows += [Paragraph(one, title) for one in (table.appendix, table.title, table.caption) if one]
    flows.append(Spacer(1, 6))
    for number, piece in enumerate(prints(table)):
        flows += [PageBreak()] if number else []
        flows.append(_piece(table, piece, trap.size))
    return [*flows, Paragraph(table.note, body)] if table.note else flows


def _piece(table: Table, piece: Print, size: float) -> Any:
    faces = {bold: _style(size) for bold in (False, True)}
    faces[True].fontName = "Serif-Bold"
    centred = ParagraphStyle("head", parent=faces[True], alignment=TA_CENTER)
    grid: list[list[Any]] = [[""] * len(table.widths) for _ in range(piece.height)]
    commands: list[Any] = [
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE" if table.middle else "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ]
    for one in piece.cells:
        face = centred if one.row < piece.header else faces[one.bold]
        grid[one.row][one.column] = Paragraph(escape(one.text), face) if one.text else ""
        corner = (one.column, one.row), (one.column + one.columns - 1, one.row + one.rows - 1)
        if one.rows > 1 or one.columns > 1:
            commands.append(("SPAN", *corner))
        if one.row < piece.header:
            commands.append(("VALIGN", *corner, "MIDDLE"))
        commands += _lines(table, piece, one, corner)
    repeat = piece.header if table.repeat_header else 0
    widths = [width * cm for width in table.widths]
    return Flow(grid, colWidths=widths, repeatRows=repeat, splitInRow=1, style=TableStyle(commands))


def _lines(table: Table, piece: Print, one: Placed, corner: Any) -> list[Any]:
    colour = colors.red if table.line == "red" else colors.black
    more: list[Any] = [None, _DASHES.get(table.line)]
    if table.line == "double":
        more += [None, 2, 1.5]
    named = zip(("LINEBEFORE", "LINEABOVE", "LINEAFTER", "LINEBELOW"), sides(table, piece, one), strict=True)
    return [(name, *corner, 0.5, colour, *more) for name, shown in named if shown]
