"""The tables of one page: what stands inside the lattice its rulings draw."""

from __future__ import annotations

import regex

from extract.layout.fragments import cell_fragment
from extract.layout.tables.alignment import Aligned, align, split_tall
from extract.layout.tables.lattice import Lattice, find_lattices
from extract.layout.tables.nesting import part_nested
from extract.layout.text_rows import Gutter
from normalize.writing.text import join_broken_dates
from schemas.document import Cell, Fragment, Grid
from schemas.page import Box, Line, Page

INSET = 0.6
"""Points by which a cell's box is shrunk, so that letters touching a border are not read twice."""

ALIGNED = 0.9
"""Confidence in cells that no ruling parts."""

MIXED = 0.5
"""Confidence in cells whose letters are mixed with a neighbour's."""

_WORD = regex.compile(r"\p{L}+")

_MOST_LONE = 2
_MIN_CELL = 4.0

# A narrow column breaks a unit such as "triệu đồng/người/năm" where it ends: no syllable is all
# consonants.
_BROKEN_WORD = regex.compile(r"(/[bcdđghklmnpqrstvx]{1,3})\n(?=\p{Ll})")


def find_grids(page: Page, carried: tuple[Gutter, ...] = ()) -> list[tuple[Box, Grid]]:
    """The ruled tables of a page with their rectangles, from top to bottom;
    nested ones inside their parents.

    ``carried`` are the columns of a table without vertical rulings that ran to the foot of the page
    before.
    """
    rules, nested = part_nested(page.rules) if page.recognise is None else (page.rules, [])
    lattices = [
        lattice for one in (rules, *nested) for lattice in filter(_is_table, find_lattices(one))
    ]
    outer = _outermost(lattices)
    inner = [lattice for lattice in lattices if lattice not in outer]
    if page.recognise is not None:
        page.recognise([box for lattice in outer for box in lattice.boxes])
    grids = []
    for lattice in outer:
        grid = _open_grid(page, lattice, carried) or _ruled_grid(page, lattice, inner)
        if grid is not None:
            grids.append((lattice.box, grid))
    return grids


def _outermost(lattices: list[Lattice]) -> list[Lattice]:
    """The tables that lie in no larger one."""
    return [
        lattice
        for lattice in lattices
        if not any(
            _area(other.box) > _area(lattice.box) and contains(other.box, lattice.box)
            for other in lattices
        )
    ]


def _open_grid(page: Page, lattice: Lattice, carried: tuple[Gutter, ...]) -> Grid | None:
    """A table of lines across only, its columns by alignment; None for another one."""
    if len(lattice.xs) > 2:
        return None
    aligned = align(page, lattice.box, lattice.ys, carried)
    return None if aligned is None else aligned_grid(page, aligned)


def _ruled_grid(page: Page, lattice: Lattice, inner: list[Lattice]) -> Grid | None:
    """A ruled table with those inside its cells; None where nothing is in it."""
    texts = _texts(page, lattice)
    parted = split_tall(page, lattice, texts)
    if parted is not None:
        lattice, texts = parted, [page.clip_words(box) for box in parted.boxes]
    if not any(texts):
        return None
    within = [one for one in inner if contains(lattice.box, one.box)]
    texts = [_composed(page, *one, within) for one in zip(lattice.boxes, texts, strict=True)]
    texts = [text or _turned(page, box) for text, box in zip(texts, lattice.boxes, strict=True)]
    grid = _grid(page, lattice, texts)
    if page.recognise is None:
        _doubt_mixed(page, grid)
    grid.nested = [_grid(page, one, _texts(page, one)) for one in within]
    return grid


def _doubt_mixed(page: Page, grid: Grid) -> None:
    """Doubt the rows with words that no line of the page has: text that runs over a border stands
    between the letters of its neighbour.
    """
    known = {word for line in page.lines for word in _WORD.findall(line.text)}
    for row in grid.rows:
        words = {word for cell in row for word in _WORD.findall(cell.text)} - known
        if not all(_is_joined(word, known) for word in words):
            for cell in row:
                cell.fragments = tuple(_doubted(part, MIXED) for part in cell.fragments)


def _is_joined(word: str, known: set[str]) -> bool:
    """Whether a word is two of the page's: a narrow column broke it."""
    return any(word[:at] in known and word[at:] in known for at in range(1, len(word)))


def _turned(page: Page, box: Box) -> str:
    """The words in another direction in a cell that has no upright ones: narrow columns are headed
    from the foot upwards, the first line on the left.
    """
    lines = [line for line in page.overlay if contains(box, line.box) and _fits(box, line.box)]
    return "\n".join(line.text for line in sorted(lines, key=lambda line: line.box.x0))


def _fits(box: Box, inner: Box) -> bool:
    """Whether a line stands inside a cell; one that runs over its border is laid over the table."""
    inside = box.x0 - INSET <= inner.x0 and inner.x1 <= box.x1 + INSET
    return inside and box.top - INSET <= inner.top and inner.bottom <= box.bottom + INSET


def _area(box: Box) -> float:
    """Square points."""
    return (box.x1 - box.x0) * (box.bottom - box.top)


def _composed(page: Page, box: Box, text: str, nested: list[Lattice]) -> str:
    """The text of a cell with the tables inside it cell by cell, row by row."""
    within = sorted((one for one in nested if contains(box, one.box)), key=lambda one: one.ys[0])
    if not within:
        return text
    pieces, top = [], box.top
    for inner in within:
        pieces.append(page.clip_words(Box(box.x0, top, box.x1, inner.ys[0])))
        pieces.extend(page.clip_words(one) for one in inner.boxes)
        top = inner.ys[-1]
    pieces.append(page.clip_words(Box(box.x0, top, box.x1, box.bottom)))
    composed = "\n".join(piece for piece in pieces if piece)
    return composed if _count(composed) == _count(text) else text


def aligned_grid(page: Page, found: Aligned) -> Grid:
    """A table found by alignment, its cells read word by word."""
    grid = _grid(page, found.lattice, [page.clip_words(box) for box in found.lattice.boxes])
    for cell in {id(cell): cell for row in grid.rows for cell in row}.values():
        cell.fragments = tuple(_doubted(fragment, ALIGNED) for fragment in cell.fragments)
    grid.gutters = found.gutters
    return grid


def _doubted(fragment: Fragment, placing: float) -> Fragment:
    """The fragment with less confidence in where its text belongs."""
    return fragment._replace(place=fragment.place._replace(placing=placing))


def contains(outer: Box, inner: Box) -> bool:
    """Whether the middle of one rectangle lies inside another."""
    return (
        outer.x0 <= (inner.x0 + inner.x1) / 2 <= outer.x1
        and outer.top <= (inner.top + inner.bottom) / 2 <= outer.bottom
    )


def _is_table(lattice: Lattice) -> bool:
    """Whether a lattice has at least two cells one can write into; page frames have one."""
    roomy = sum(
        box.x1 - box.x0 > 2 * _MIN_CELL and box.bottom - box.top > 2 * _MIN_CELL
        for box in lattice.boxes
    )
    return roomy >= 2


def _texts(page: Page, lattice: Lattice) -> list[str]:
    """The text of every cell; recounted from words where the quick way loses,
    doubles or tears letters.
    """
    boxes = [_shrunk(box) for box in lattice.boxes]
    texts = [page.clip(box) for box in boxes]
    lines = [line.text for line in _inside(page.lines, lattice.box)]
    if (
        _count("".join(texts)) != sum(map(_count, lines))
        or _lone(texts) > _lone(lines) + _MOST_LONE
    ):
        texts = [page.clip_words(box) for box in lattice.boxes]
    return [_BROKEN_WORD.sub(r"\1", text) for text in texts]


def _lone(texts: list[str]) -> int:
    """Letters that stand alone: the quick way may tear words
    that the page's own lines hold together.
    """
    return sum(len(word) == 1 and word.isalpha() for text in texts for word in text.split())


def _inside(lines: list[Line], box: Box) -> list[Line]:
    return [line for line in lines if contains(box, line.box)]


def _count(text: str) -> int:
    """Visible characters."""
    return len("".join(text.split()))


def _shrunk(box: Box) -> Box:
    return Box(box.x0 + INSET, box.top + INSET, box.x1 - INSET, box.bottom - INSET)


def _grid(page: Page, lattice: Lattice, texts: list[str]) -> Grid:
    """The lattice with its texts; a merged cell is one object in all its positions."""
    texts = [join_broken_dates(text) for text in texts]
    cells = [
        Cell(text, (cell_fragment(page, text, box),) if text else ())
        for text, box in zip(texts, lattice.boxes, strict=True)
    ]
    rows = [[cells[region] for region in row] for row in lattice.regions]
    return Grid(rows, edges=tuple(lattice.xs), page=page.number, torn=lattice.torn)
