"""Traps printed by Typst: rulings as separate strokes, one a cell; footnotes are its own."""

from __future__ import annotations

from collections.abc import Iterator

from tests.traps.definition import Trap
from tests.traps.printing import Beside, Line, Placed, Print, Sheet, parts_of, sides

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


def document(trap: Trap) -> str:
    """The plan as Typst markup."""
    look = [
        f'#set text(font: "Liberation Serif", size: {trap.size}pt, lang: "vi", hyphenate: false)',
        "#set par(justify: true, first-line-indent: (amount: 1cm, all: true))",
    ]
    return "\n\n".join([*look, *_elements(trap)])


def _elements(trap: Trap) -> Iterator[str]:
    head = f"header: align(center)[{_text(trap.running_head)}]," if trap.running_head else ""
    for part in parts_of(trap):
        match part:
            case Sheet(_, again):
                width, height = part.centimetres
                size = f"width: {width}cm, height: {height}cm"
                margin = "margin: (left: 2.5cm, rest: 2cm)"
                yield "#pagebreak()" if again else f"#set page({size}, {head} {margin})"
            case Line(text, centred):
                yield f"#align(center)[*{_text(text)}*]" if centred else _text(text)
            case Beside(left, right):
                yield _side_by_side(left, right)
            case Print():
                yield _table(part)


def _text(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "\\#*_$@<>`[]=-+/~\"'" else letter for letter in text)


def _side_by_side(left: list[str], right: list[str]) -> str:
    halves = [" \\ ".join(_text(line) or "~" for line in half) for half in (left, right)]
    return f"#grid(columns: (45%, 55%), align: center, [{halves[0]}], [{halves[1]}])"


def _table(piece: Print) -> str:
    widths = ", ".join(f"{width}cm" for width in piece.widths)
    cells = [
        f"table.cell(rowspan: {one.rows}, colspan: {one.columns}, stroke: {_stroke(piece, one)}"
        f"{_alignment(piece, one)})[{_content(one)}]"
        for one in piece.cells
    ]
    if piece.header and piece.table.repeat_header:
        count = sum(one.row < piece.header for one in piece.cells)
        cells[:count] = [f"table.header({', '.join(cells[:count])})"]
    return (
        "#{ set par(justify: false, first-line-indent: 0pt)\n"
        f"table(columns: ({widths}), align: left + top, inset: 3.5pt, {', '.join(cells)}) }}"
    )


def _content(one: Placed) -> str:
    text = f"*{_text(one.text)}*" if one.bold and one.text else _text(one.text)
    note = f"#footnote[{_text(one.note[1])}]" if one.note else ""
    if not one.inner:
        return text + note
    cells = ", ".join(f"[{_text(cell)}]" for row in one.inner for cell in row)
    return f"{text}{note}\n\n#table(columns: {len(one.inner[0])}, stroke: 0.5pt, inset: 3pt, {cells})"


def _alignment(piece: Print, one: Placed) -> str:
    if one.row < piece.header:
        return ", align: center + horizon"
    return ", align: left + horizon" if piece.table.middle else ""


def _stroke(piece: Print, one: Placed) -> str:
    named = zip(("left", "top", "right", "bottom"), sides(piece, one), strict=True)
    line = _STROKES[piece.table.line]
    return f"({', '.join(f'{name}: {line if shown else None}' for name, shown in named).lower()})"
