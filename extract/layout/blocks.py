"""One page as blocks in reading order: paragraphs (a line each), grids, furniture."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from extract.layout.columns import part_columns, reading_order
from extract.layout.fragments import line_fragment
from extract.layout.furniture import FurnitureKind, furniture_kind, is_signature
from extract.layout.margins import find_margins
from extract.layout.notes import note_paragraphs, notes_border
from extract.layout.overlays import is_received, received_lines, signature_lines, turned_lines
from extract.layout.paragraphs import paragraphs_of
from extract.layout.tables.grids import contains, find_grids
from extract.layout.tables.unruled import find_unruled
from extract.layout.text_rows import Gutter
from schemas.document import Block, Furniture, Grid
from schemas.page import Box, Line, Page, Word, line_of

_OVERHANG = 3.0
"""Points by which a line of a cell may stand over the table's edge."""


def page_blocks(page: Page, carried: tuple[Gutter, ...] = ()) -> list[Block]:
    """The blocks of one page from top to bottom; furniture last.

    ``carried``: see `open_columns` of the page before.
    """
    drawn = find_grids(page, carried)
    grids, stamps = _without_stamps(drawn)
    content, furniture = _without_furniture(page, [box for box, _ in drawn])
    for box, grid in find_unruled(page, content, [box for box, _ in grids], carried):
        content = [line for line in content if not contains(box, line.box)]
        grids = sorted([*grids, (box, grid)], key=lambda one: one[0].top)
    border = notes_border(page, content, [box for box, _ in grids])
    notes = [line for line in content if line.box.top >= border]
    blocks = _in_order(page, [line for line in content if line.box.top < border], grids)
    _mark_page_edges(blocks)
    return [*blocks, *note_paragraphs(page, notes), *_laid_over(page, grids), *stamps, *furniture]


def _without_stamps(grids: list[tuple[Box, Grid]]) -> tuple[list[tuple[Box, Grid]], list[Block]]:
    """The tables of a page, and as furniture those that are a receiver's stamp."""
    stamps: list[Block] = []
    tables = []
    for box, grid in grids:
        cells = {id(cell): cell for row in grid.rows for cell in row}.values()
        if is_received(cell.text for cell in cells):
            stamps.append(
                Furniture("stamp", tuple(part for cell in cells for part in cell.fragments))
            )
        else:
            tables.append((box, grid))
    return tables, stamps


def _without_furniture(page: Page, tables: list[Box]) -> tuple[list[Line], list[Block]]:
    """The lines outside tables, parted at columns, and what of them is no content."""
    furniture: list[Block] = []
    content: list[Line] = []
    for line in _lines_outside(page, tables):
        kind = furniture_kind(page, line)
        if kind:
            furniture.append(_furniture(page, kind, line))
        else:
            content.append(line)
    content = part_columns(page, content)
    signatures, stamped, turned = (
        signature_lines(content),
        received_lines(content),
        turned_lines(page, content, tables),
    )
    furniture += [_furniture(page, "signature_overlay", line) for line in signatures]
    furniture += [_furniture(page, "stamp", line) for line in stamped]
    furniture += [_furniture(page, "margin", line) for line in turned]
    laid = {id(line) for line in (*signatures, *stamped, *turned)}
    return [line for line in content if id(line) not in laid], furniture


def _lines_outside(page: Page, tables: list[Box]) -> list[Line]:
    """The lines outside the tables: an engine may take words
    beside a table into a line of its cells.
    """
    found: list[Line] = []
    across: list[tuple[Line, Box]] = []
    for line in page.lines:
        table = next((box for box in tables if _reaches_into(line.box, box)), None)
        if table is None:
            found.append(line)
        elif line.box.x0 < table.x0 - _OVERHANG or line.box.x1 > table.x1 + _OVERHANG:
            across.append((line, table))
    for line, table in across:
        found.extend(line_of(piece) for piece in _beyond(_own_words(page, line), table))
    return found


def _own_words(page: Page, line: Line) -> list[Word]:
    """The words of a line, without those of other lines that stand in its box."""
    level = (line.box.top + line.box.bottom) / 2
    others = [one.box for one in page.lines if one is not line]
    words = page.words(line.box)
    named = Counter(line.text.split())
    own = set()
    for word in sorted(words, key=lambda one: abs((one.box.top + one.box.bottom) / 2 - level)):
        if named[word.text] > 0 or not any(contains(box, word.box) for box in others):
            named[word.text] -= 1
            own.add(word)
    return [word for word in words if word in own]


def _reaches_into(box: Box, table: Box) -> bool:
    """Whether a line reaches into a table, at the height of one of its rows."""
    return (
        table.top <= (box.top + box.bottom) / 2 <= table.bottom
        and box.x0 < table.x1
        and box.x1 > table.x0
    )


def _beyond(words: list[Word], table: Box) -> list[list[Word]]:
    """The words on the left of a table and those on its right."""
    middles = [(word, (word.box.x0 + word.box.x1) / 2) for word in words]
    sides = (
        [word for word, x in middles if x < table.x0],
        [word for word, x in middles if x > table.x1],
    )
    return [side for side in sides if side]


def _furniture(
    page: Page,
    kind: FurnitureKind | Literal["stamp", "watermark", "margin", "form_field", "annotation"],
    line: Line,
) -> Furniture:
    return Furniture(kind, (line_fragment(page, line),))


def _laid_over(page: Page, grids: list[tuple[Box, Grid]]) -> list[Block]:
    """Text outside the page's own flow: in another direction, of annotations, of stamps; without
    the turned words that a cell has taken.
    """
    turned: list[Block] = [
        _furniture(page, "margin", line)
        for line in page.overlay
        if not any(contains(box, line.box) and _holds(grid, line) for box, grid in grids)
    ]
    turned += [_furniture(page, "watermark", line) for line in page.watermarks]
    turned += [_furniture(page, "form_field", line) for line in page.fields]
    turned += [_furniture(page, "annotation", line) for line in page.notes]
    return turned + [
        _furniture(page, "signature_overlay" if is_signature(line.text) else "stamp", line)
        for line in page.stamps
    ]


def _holds(grid: Grid, line: Line) -> bool:
    """Whether a cell is made of a turned line, and perhaps of others beside it."""
    places = [
        part.place.box
        for row in grid.rows
        for cell in row
        if line.text in cell.text.split("\n")
        for part in cell.fragments
    ]
    return any(box is not None and contains(box, line.box) for box in places)


def open_columns(blocks: list[Block]) -> tuple[Gutter, ...]:
    """The columns of a table without vertical rulings that runs to the foot of its page."""
    last = next(
        (block for block in reversed(blocks) if isinstance(block, Grid) and block.page_bottom), None
    )
    return last.gutters if last is not None else ()


def _in_order(page: Page, lines: list[Line], grids: list[tuple[Box, Grid]]) -> list[Block]:
    """Lines and grids by height: a grid parts the lines above it from those below."""
    margins = find_margins(lines, page.width)
    blocks: list[Block] = []

    def add(part: list[Line]) -> None:
        for run in reading_order(part, margins):
            blocks.extend(paragraphs_of(page, run, margins))

    rest = lines
    for box, grid in grids:
        above = [line for line in rest if (line.box.top + line.box.bottom) / 2 < box.top]
        rest = [line for line in rest if (line.box.top + line.box.bottom) / 2 >= box.top]
        add(above)
        blocks.append(grid)
    add(rest)
    return blocks


def _mark_page_edges(blocks: list[Block]) -> None:
    """Tell the first and the last grid of a page that nothing
    stands between them and the page's edge.
    """
    for block in blocks:
        if isinstance(block, Grid):
            block.page_top = block is blocks[0]
            block.page_bottom = block is blocks[-1]
