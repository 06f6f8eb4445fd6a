"""Traps printed by WeasyPrint: table borders become strokes of every style, footnotes are its own."""

from __future__ import annotations

import html
import warnings
from collections.abc import Iterator

from tests.traps.definition import Trap
from tests.traps.printing import SHEETS, Beside, Line, Placed, Print, Sheet, parts_of, sides

_STYLES = {"solid": "0.5pt solid", "dashed": "0.7pt dashed", "dotted": "0.8pt dotted", "double": "2.2pt double"}
_LOOK = """
p { margin: 0 0 4pt; text-align: justify; text-indent: 1cm }
.c { text-align: center; text-indent: 0 } .b { font-weight: bold }
table { border-collapse: collapse; width: 100%; table-layout: fixed } td { padding: 3pt; vertical-align: top }
.plain td { padding: 0 } .cut { break-before: page } .inner td { border: 0.5pt solid #000 }
.note { float: footnote; font-size: 9pt; text-align: left; text-indent: 0; font-weight: normal }
.note::footnote-call { font-size: 7pt; vertical-align: super }
"""


def print_html(trap: Trap) -> bytes:
    """The PDF."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # about a library of the system it would rather have
        from weasyprint import HTML  # type: ignore[import-untyped]

        pdf = HTML(string=document(trap)).write_pdf()
    assert isinstance(pdf, bytes)
    return pdf


def document(trap: Trap) -> str:
    """The plan as HTML."""
    running = f'@top-center {{ content: "{trap.running_head}"; font-size: 11pt }}' if trap.running_head else ""
    pages = [
        f"@page {_name(size)} {{ size: {width}cm {height}cm; margin: 2cm 2cm 2cm 2.5cm; {running} }}"
        for size, (width, height) in SHEETS.items()
    ]
    font = f"body {{ font-family: 'DejaVu Serif Condensed'; font-size: {trap.size}pt }}"
    return "\n".join([f"<style>{''.join(pages)}{font}{_LOOK}</style>", *_elements(trap), "</section>"])


def _name(size: str) -> str:
    """The name of a kind of page."""
    return size.replace(" ", "-").lower()


def _elements(trap: Trap) -> Iterator[str]:
    for number, part in enumerate(parts_of(trap)):
        match part:
            case Sheet(size, again):
                opened = f"<section style='page: {_name(size)}'>"
                yield "<div class=cut></div>" if again else f"</section>{opened}" if number else opened
            case Line(text, centred):
                yield f"<p class='{'c b' if centred else ''}'>{html.escape(text)}</p>"
            case Beside(left, right):
                yield _side_by_side(left, right)
            case Print():
                yield _table(part)


def _side_by_side(left: list[str], right: list[str]) -> str:
    halves = ["<br>".join(line or "&nbsp;" for line in half) for half in (left, right)]
    return f"<table class=plain><tr><td style='width:45%' class=c>{halves[0]}<td class=c>{halves[1]}</tr></table>"


def _table(piece: Print) -> str:
    columns = "".join(f"<col style='width:{width}cm'>" for width in piece.widths)
    rows: list[str] = []
    for number in range(piece.height):
        cells = "".join(
            f"<td rowspan={one.rows} colspan={one.columns} style='{_borders(piece, one)}"
            f"{';font-weight:bold' if one.bold else ''}{';text-align:center' if one.row < piece.header else ''}"
            f"{';vertical-align:middle' if one.row < piece.header or piece.table.middle else ''}'>{_content(one)}"
            for one in piece.cells
            if one.row == number
        )
        rows.append(f"<tr>{cells}</tr>")
    head = "".join(rows[: piece.header])
    if piece.table.repeat_header:
        head = f"<thead>{head}</thead>"
    return f"<table>{columns}{head}{''.join(rows[piece.header :])}</table>"


def _content(one: Placed) -> str:
    note = f"<span class=note>{html.escape(one.note[1])}</span>" if one.note else ""
    rows = ["".join(f"<td>{html.escape(cell)}" for cell in row) for row in one.inner or []]
    inner = f"<table class=inner>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>" if rows else ""
    return html.escape(one.text) + note + inner


def _borders(piece: Print, one: Placed) -> str:
    """CSS borders of one cell."""
    colour = "#c00000" if piece.table.line == "red" else "#000"
    line = f"{_STYLES.get(piece.table.line, _STYLES['solid'])} {colour}"
    names = ("left", "top", "right", "bottom")
    return ";".join(f"border-{name}:{line}" for name, shown in zip(names, sides(piece, one), strict=True) if shown)
