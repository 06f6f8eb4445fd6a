"""Traps printed by ReportLab: one stroke a cell border, text set line by line, footnotes right below their table."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from functools import cache
from html import escape
from typing import Any

from reportlab.lib import colors  # type: ignore[import-untyped]
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.lib.units import cm  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]
from reportlab.platypus import (  # type: ignore[import-untyped]
    BaseDocTemplate,
    Frame,
    HRFlowable,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    TableStyle,
)
from reportlab.platypus import Table as Flow

from tests.traps.definition import Trap
from tests.traps.printing import SHEETS, Beside, Line, Placed, Print, Sheet, parts_of, sides

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
    document = BaseDocTemplate(out, invariant=1)

    def furnish(canvas: Any, _: Any) -> None:
        if trap.running_head:
            width, height = canvas._pagesize
            canvas.setFont("Serif", 11)
            canvas.drawCentredString(width / 2, height - 1.2 * cm, trap.running_head)

    sizes = [part.size for part in parts_of(trap) if isinstance(part, Sheet)]
    for size in [sizes[0], *SHEETS]:
        width, height = (length * cm for length in SHEETS[size])
        frame = Frame(2.5 * cm, 2 * cm, width - 4.5 * cm, height - 4 * cm)
        document.addPageTemplates(PageTemplate(size, [frame], onPage=furnish, pagesize=(width, height)))
    document.build([flow for part in parts_of(trap) for flow in _flows(part, trap.size)][2:])
    return out.getvalue()


def _style(size: float, **more: Any) -> Any:
    return ParagraphStyle("one", fontName="Serif", fontSize=size, leading=size * 1.2, **more)


def _flows(part: Sheet | Line | Beside | Print, size: float) -> Iterator[Any]:
    match part:
        case Sheet(sheet):
            yield NextPageTemplate(sheet)
            yield PageBreak()
        case Line(text, centred):
            style = _style(size, alignment=TA_JUSTIFY, firstLineIndent=cm, spaceAfter=4)
            if centred:
                style = ParagraphStyle("title", parent=_style(size, alignment=TA_CENTER), fontName="Serif-Bold")
            yield Paragraph(escape(text), style)
        case Beside(left, right):
            yield _side_by_side(left, right, size)
            yield Spacer(1, 8)
        case Print():
            yield Spacer(1, 6)
            yield _table(part, size)
            if part.notes:
                yield HRFlowable(width="30%", thickness=0.5, color=colors.black, hAlign="LEFT", spaceBefore=14)
            for number, text in part.notes:
                yield Paragraph(f"<super size=6>{number}</super> {escape(text)}", _style(9))


def _side_by_side(left: list[str], right: list[str], size: float) -> Any:
    style = _style(size, alignment=TA_CENTER)
    cells = [[Paragraph("<br/>".join(line or "&nbsp;" for line in half), style) for half in (left, right)]]
    return Flow(cells, colWidths=[7 * cm, 9.5 * cm], style=TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP")]))


def _table(piece: Print, size: float) -> Any:
    faces = {bold: _style(size) for bold in (False, True)}
    faces[True].fontName = "Serif-Bold"
    centred = ParagraphStyle("head", parent=faces[True], alignment=TA_CENTER)
    grid: list[list[Any]] = [[""] * len(piece.widths) for _ in range(piece.height)]
    commands: list[Any] = [
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE" if piece.table.middle else "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ]
    for one in piece.cells:
        grid[one.row][one.column] = _content(one, centred if one.row < piece.header else faces[one.bold])
        corner = (one.column, one.row), (one.column + one.columns - 1, one.row + one.rows - 1)
        if one.rows > 1 or one.columns > 1:
            commands.append(("SPAN", *corner))
        if one.row < piece.header:
            commands.append(("VALIGN", *corner, "MIDDLE"))
        commands += _lines(piece, one, corner)
    repeat = piece.header if piece.table.repeat_header else 0
    widths = [width * cm for width in piece.widths]
    return Flow(grid, colWidths=widths, repeatRows=repeat, splitInRow=1, style=TableStyle(commands))


def _content(one: Placed, face: Any) -> Any:
    note = f"<super size=7>{one.note[0]}</super>" if one.note else ""
    text = Paragraph(escape(one.text) + note, face) if one.text else ""
    if not one.inner:
        return text
    cells = [[Paragraph(escape(cell), face) for cell in row] for row in one.inner]
    return [text, Flow(cells, style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)]), spaceBefore=4)]


def _lines(piece: Print, one: Placed, corner: Any) -> list[Any]:
    colour = colors.red if piece.table.line == "red" else colors.black
    more: list[Any] = [None, _DASHES.get(piece.table.line)]
    if piece.table.line == "double":
        more += [None, 2, 1.5]
    named = zip(("LINEBEFORE", "LINEABOVE", "LINEAFTER", "LINEBELOW"), sides(piece, one), strict=True)
    return [(name, *corner, 0.5, colour, *more) for name, shown in named if shown]
