"""Traps printed by Typst: rulings as separate strokes, one a cell."""

from __future__ import annotations

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

_STROKES = {
    "solid": "0.5pt + black",
    "dashed": '(paint: black, thickness: 0.6pt, dash: "dashed")',
    "dotted": '(paint: black, thickness: 0.8pt, dash: "dotted")',
    "red": "0.7pt + red",
    "double": "0.5pt + black",
}


def print_typst(trap: Trap) -> bytes:
    """The PDF."""
    import typst

    pdf = typst.compile(document(trap).encode())
    assert isinstance(pdf, bytes)
    return pdf


def _text(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "\\#*_$@<>`[]=-+/~\"'" else letter for letter in text)


def document(trap: Trap) -> str:
    """The plan as Typst markup."""
    head = f"header: align(center)[{_text(trap.running_head)}]," if trap.running_head else ""
    flipped = "true" if trap.page in WIDE else "false"
    parts = [
        f'#set page(paper: "a4", flipped: {flipped}, {head} margin: (left: 2.5cm, rest: 2cm))',
        f'#set text(font: "Liberation Serif", size: {trap.size}pt, lang: "vi", hyphenate: false)',
        "#set par(justify: true, first-line-indent: (amount: 1cm, all: true))",
        _side_by_side([left for left, _ in HEAD], [right for _, right in HEAD]),
        *(f"#align(center)[*{_text(line)}*]" for line in TITLE),
        *(_text(line) for line in body_of(trap)),
    ]
    tables = [_table(one, trap.in_body) for one in trap.tables]
    closing = [_text(CLOSING), _side_by_side(RECIPIENTS, SIGNATURE)]
    parts += [*tables, *closing] if trap.in_body else [*closing, *tables]
    return "\n\n".join(parts)


def _side_by_side(left: list[str], right: list[str]) -> str:
    halves = [" \\ ".join(_text(line) or "~" for line in one) for one in (left, right)]
    return f"#grid(columns: (45%, 55%), align: center, [{halves[0]}], [{halves[1]}])"


def _table(table: Table, in_body: bool) -> str:
    above = [f"#align(center)[*{_text(one)}*]" for one in (table.appendix, table.title, table.caption) if one]
    if table.appendix and not in_body:
        above.insert(0, "#pagebreak()")
    pieces = "\n#pagebreak()\n".join(_piece(table, one) for one in prints(table))
    return "\n\n".join([*above, pieces, _text(table.note)])


def _piece(table: Table, piece: Print) -> str:
    widths = ", ".join(f"{width}cm" for width in table.widths)
    cells = [
        f"table.cell(rowspan: {one.rows}, colspan: {one.columns}, stroke: {_stroke(table, piece, one)}"
        f"{_alignment(table, piece, one)})"
        f"[{'*' if one.bold and one.text else ''}{_text(one.text)}{'*' if one.bold and one.text else ''}]"
        for one in piece.cells
    ]
    if piece.header and table.repeat_header:
        count = sum(one.row < piece.header for one in piece.cells)
        cells[:count] = [f"table.header({', '.join(cells[:count])})"]
    return (
        "#{ set par(justify: false, first-line-indent: 0pt)\n"
        f"table(columns: ({widths}), align: left + top, inset: 3.5pt, {', '.join(cells)}) }}"
    )


def _alignment(table: Table, piece: Print, one: Placed) -> str:
    if one.row < piece.header:
        return ", align: center + horizon"
    return ", align: left + horizon" if table.middle else ""


def _stroke(table: Table, piece: Print, one: Placed) -> str:
    named = zip(("left", "top", "right", "bottom"), sides(table, piece, one), strict=True)
    return f"({', '.join(f'{name}: {_STROKES[table.line] if shown else None}' for name, shown in named).lower()})"
