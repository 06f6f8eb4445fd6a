"""Traps printed by WeasyPrint: table borders become strokes of every style."""

from __future__ import annotations

import html
import warnings

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

_STYLES = {"solid": "0.5pt solid", "dashed": "0.7pt dashed", "dotted": "0.8pt dotted", "double": "2.2pt double"}


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
    size = "A4 landscape" if trap.page in WIDE else "A4"
    running = f'@top-center {{ content: "{trap.running_head}"; font-size: 11pt }}' if trap.running_head else ""
    parts = [
        f"<style>@page {{ size: {size}; margin: 2cm 2cm 2cm 2.5cm; {running} }}"
        f"body {{ font-family: 'DejaVu Serif Condensed'; font-size: {trap.size}pt }}"
        "p { margin: 0 0 4pt; text-align: justify;"
        "text-indent: 1cm } .c { text-align: center; text-indent: 0 } .b { font-weight: bold }"
        "table { border-collapse: collapse; width: 100%; table-layout: fixed } td { padding: 3pt; vertical-align: top }"
        ".plain td { padding: 0 } .cut { break-before: page }</style>",
        _side_by_side([[left for left, _ in HEAD]], [[right for _, right in HEAD]]),
        *(f"<p class='c b'>{line}</p>" for line in TITLE),
        *(f"<p>{html.escape(line)}</p>" for line in body_of(trap)),
    ]
    tables = [_table(one, index, trap.in_body) for index, one in enumerate(trap.tables)]
    closing = [f"<p>{CLOSING}</p>", _side_by_side([RECIPIENTS], [SIGNATURE])]
    parts += [*tables, *closing] if trap.in_body else [*closing, *tables]
    return "\n".join(parts)


def _side_by_side(left: list[list[str]], right: list[list[str]]) -> str:
    halves = ["<br>".join(line or "&nbsp;" for line in one[0]) for one in (left, right)]
    return f"<table class=plain><tr><td style='width:45%' class=c>{halves[0]}<td class=c>{halves[1]}</tr></table>"


def _table(table: Table, index: int, in_body: bool) -> str:
    above = "".join(f"<p class='c b'>{one}</p>" for one in (table.appendix, table.title, table.caption) if one)
    if table.appendix and not in_body:
        above = f"<div class=cut></div>{above}"
    pieces = [_piece(table, one, cut=number > 0) for number, one in enumerate(prints(table))]
    note = f"<p>{table.note}</p>" if table.note else ""
    return above + "".join(pieces) + note


def _piece(table: Table, piece: Print, cut: bool) -> str:
    columns = "".join(f"<col style='width:{width}cm'>" for width in table.widths)
    rows: list[str] = []
    for number in range(piece.height):
        cells = "".join(
            f"<td rowspan={one.rows} colspan={one.columns} style='{_borders(table, piece, one)}"
            f"{';font-weight:bold' if one.bold else ''}{';text-align:center' if one.row < piece.header else ''}"
            f"{';vertical-align:middle' if one.row < piece.header or table.middle else ''}'>{html.escape(one.text)}"
            for one in piece.cells
            if one.row == number
        )
        rows.append(f"<tr>{cells}</tr>")
    head = "".join(rows[: piece.header])
    if table.repeat_header:
        head = f"<thead>{head}</thead>"
    return f"<table class='{'cut' if cut else ''}'>{columns}{head}{''.join(rows[piece.header :])}</table>"


def _borders(table: Table, piece: Print, one: Placed) -> str:
    """CSS borders of one cell."""
    colour = "#c00000" if table.line == "red" else "#000"
    line = f"{_STYLES.get(table.line, _STYLES['solid'])} {colour}"
    names = ("left", "top", "right", "bottom")
    return ";".join(
        f"border-{name}:{line}" for name, shown in zip(names, sides(table, piece, one), strict=True) if shown
    )
