"""One page as blocks in reading order: paragraphs (a line each), grids, furniture."""

from __future__ import annotations

from extract.layout.alignment import Gutter
from extract.layout.fragments import line_fragment
from extract.layout.furniture import furniture_kind
from extract.layout.grids import contains, find_grids
from extract.layout.lines import find_margins, paragraphs_of, part_columns, reading_order
from extract.layout.notes import note_paragraphs, notes_border
from extract.layout.unruled import find_unruled
from schemas.document import Block, Furniture, Grid
from schemas.page import Box, Line, Page


def page_blocks(page: Page, carried: tuple[Gutter, ...] = ()) -> list[Block]:
    """The blocks of one page from top to bottom; furniture last.

    ``carried``: see `open_columns` of the page before.
    """
    grids = find_grids(page, carried)
    furniture: list[Block] = [Furniture("running_head", (line_fragment(page, line),)) for line in page.overlay]
    furniture.extend(Furniture("stamp", (line_fragment(page, line),)) for line in page.stamps)
    content: list[Line] = []
    for line in page.lines:
        if any(contains(box, line.box) for box, _ in grids):
            continue
        kind = furniture_kind(page, line)
        if kind:
            furniture.append(Furniture(kind, (line_fragment(page, line),)))
        else:
            content.append(line)
    content = part_columns(page, content)
    for box, grid in find_unruled(page, content, [box for box, _ in grids], carried):
        content = [line for line in content if not contains(box, line.box)]
        grids = sorted([*grids, (box, grid)], key=lambda one: one[0].top)
    border = notes_border(page, content, [box for box, _ in grids])
    notes = [line for line in content if line.box.top >= border]
    blocks = _in_order(page, [line for line in content if line.box.top < border], grids)
    _mark_page_edges(blocks)
    return [*blocks, *note_paragraphs(page, notes), *furniture]


def open_columns(blocks: list[Block]) -> tuple[Gutter, ...]:
    """The columns of a table without vertical rulings that runs to the foot of its page."""
    last = next((block for block in reversed(blocks) if isinstance(block, Grid) and block.page_bottom), None)
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
    """Tell the first and the last grid of a page that nothing stands between them and the page's edge."""
    for block in blocks:
        if isinstance(block, Grid):
            block.page_top = block is blocks[0]
            block.page_bottom = block is blocks[-1]
