"""What pages cut is made whole: lines become paragraphs, parts of tables one table, halves of rows one row."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import cache

import regex

from extract.structure.tables.continuations import goes_on
from extract.structure.tables.row_cuts import is_cut, marker_column
from normalize.citation.document_kinds import kind_codes
from normalize.writing.text import join_broken_dates, strip_marks
from schemas.document import Block, Cell, Furniture, Grid, Paragraph, TableRow

_EDGE_TOLERANCE = 5.0
_MOST_SHIFT = 40.0
"""Points by which a table may stand aside on its next page: sheets lie differently in a scanner."""

_MAX_HEADER_ROWS = 4
_MOST_BETWEEN = 2
"""Lines that may stand between two parts of a table."""

_FEWEST_SHARED = 3
_SHARE_TOLERANCE = 0.01

_SAME_HEADER, _HEADER_LETTERS = 0.85, 12
"""The share of letters that two recognitions of one header have in common, and how many letters it takes to tell."""

_NAME = regex.compile(r"\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}*){1,4}")


def join_blocks(blocks: list[Block]) -> tuple[list[Paragraph | Grid], list[Furniture]]:
    """The blocks with lines, tables and rows rejoined, in reading order, and the furniture apart.

    Footnotes that stand between two pieces of one paragraph or table come after it.
    """
    joined: list[Paragraph | Grid] = []
    furniture: list[Furniture] = []
    notes: list[Paragraph | Grid] = []
    for block in blocks:
        if isinstance(block, Furniture):
            furniture.append(block)
        elif isinstance(block, Paragraph) and block.note:
            if block.continues and notes and isinstance(notes[-1], Paragraph):
                _append(notes[-1], block)
            else:
                notes.append(block)
        elif joined and _join(joined[-1], block):
            continue
        elif isinstance(block, Grid) and (between := _take_continuation(joined, block)) is not None:
            furniture.extend(Furniture("running_head", line.fragments) for line in between)
        else:
            joined.extend(notes)
            notes = []
            joined.append(block)
    return [*joined, *notes], furniture


def _take_continuation(joined: list[Paragraph | Grid], part: Grid) -> list[Paragraph] | None:
    """Take a part into the table before it that it goes on from; the lines between the two, None where it does not."""
    between: list[Paragraph] = []
    for block in reversed(joined[-_MOST_BETWEEN - 1 :]):
        if isinstance(block, Grid):
            if not part.rows or not block.rows or not goes_on(block, part, between):
                return None
            del joined[len(joined) - len(between) :]
            part.edges = block.edges
            _take_rows(block, part, part.rows)
            return between[::-1]
        between.append(block)
    return None


def _join(before: Paragraph | Grid, block: Paragraph | Grid) -> bool:
    """Take ``block`` into the block before it where it is its continuation."""
    if isinstance(before, Paragraph) and isinstance(block, Paragraph):
        same_page = before.fragments[-1].place.page == block.fragments[0].place.page
        if _names_kind(before):
            return False
        if block.continues and (same_page or (before.open_end and not _ends_with_name(before))):
            _append(before, block)
            return True
    if isinstance(before, Grid) and isinstance(block, Grid):
        return _join_grids(before, block)
    return False


def _ends_with_name(before: Paragraph) -> bool:
    """Whether a paragraph is a signer's name and no more: whatever begins the next page is another text."""
    return len(before.fragments) == 1 and _NAME.fullmatch(before.text) is not None


def _names_kind(paragraph: Paragraph) -> bool:
    """Whether a line is the kind of a document in capitals: its title begins below it, wherever that stands."""
    return paragraph.text == paragraph.text.upper() and strip_marks(paragraph.text) in _kinds()


@cache
def _kinds() -> frozenset[str]:
    return frozenset(strip_marks(row.kind) for row in kind_codes().values())


def _append(before: Paragraph, line: Paragraph) -> None:
    before.text = f"{before.text} {line.text}"
    before.fragments += line.fragments
    before.open_end = line.open_end
    before.centered = before.centered and line.centered


def _join_grids(table: Grid, part: Grid) -> bool:
    """Take a page's grid into the table that began before it; False where it is another table."""
    if not (table.page_bottom and part.page_top) or not _align(table, part):
        return False
    header = _repeated_header(table, part)
    if not header and len(table.rows[0]) != len(part.rows[0]):
        return False
    table.repeated.extend(part.rows[:header])
    _take_rows(table, part, part.rows[header:])
    return True


def _take_rows(table: Grid, part: Grid, body: list[TableRow]) -> None:
    """Put a part's rows below a table's, a row that was cut joined to its beginning."""
    if body and table.rows:
        if is_cut(table, body):
            _weld(table, body)
            body = body[1:]
        else:
            _carry_merged(table, body)
    table.rows.extend(body)
    table.page, table.page_bottom = part.page, part.page_bottom
    table.nested.extend(part.nested)
    table.repeated.extend(part.repeated)


def _align(table: Grid, part: Grid) -> bool:
    """Bring both grids to the same columns; a page on which a column is merged throughout shows fewer borders."""
    if not table.edges or not part.edges or (table.gutters and table.gutters == part.gutters):
        return len(table.rows[0]) == len(part.rows[0])
    if _same_shares(table.edges, part.edges) or (len(table.edges) == len(part.edges) and _shows_header(table, part)):
        part.edges = table.edges
        return True
    shift = part.edges[0] - table.edges[0]
    moved = tuple(edge - shift for edge in part.edges)
    if abs(shift) > _MOST_SHIFT or abs(table.edges[-1] - moved[-1]) > 2 * _EDGE_TOLERANCE:
        return False
    if len(table.edges) == len(moved):
        return all(abs(a - b) <= 2 * _EDGE_TOLERANCE for a, b in zip(table.edges, moved, strict=True))
    part.edges = moved
    fine, coarse = (table, part) if len(table.edges) > len(part.edges) else (part, table)
    columns = [_position(fine.edges, edge) for edge in coarse.edges]
    if any(column is None for column in columns):
        return False
    starts = [column for column in columns if column is not None]
    coarse.rows = [
        [row[index] for index, start in enumerate(starts[:-1]) for _ in range(starts[index + 1] - start)]
        for row in coarse.rows
    ]
    coarse.edges = fine.edges
    return True


def _same_shares(before: tuple[float, ...], after: tuple[float, ...]) -> bool:
    """Whether columns take the same shares of a table's width, as they do where it goes on on a larger sheet."""
    if len(before) != len(after) or len(before) < 1 + _FEWEST_SHARED:
        return False
    shares = [[(edge - one[0]) / (one[-1] - one[0]) for edge in one] for one in (before, after)]
    return all(abs(a - b) < _SHARE_TOLERANCE for a, b in zip(*shares, strict=True))


def _shows_header(table: Grid, part: Grid) -> bool:
    """Whether a part begins with the table's header, which names at least three columns."""
    header = _repeated_header(table, part)
    return header > 0 and len({text for text in _texts(part.rows[header - 1]) if text}) >= _FEWEST_SHARED


def _position(edges: tuple[float, ...], x: float) -> int | None:
    """The index of the edge at ``x``."""
    for index, edge in enumerate(edges):
        if abs(edge - x) <= _EDGE_TOLERANCE:
            return index
    return None


def _repeated_header(table: Grid, part: Grid) -> int:
    """How many of the part's first rows show the table's first rows again."""
    count = 0
    for shown, again in zip(table.rows[:_MAX_HEADER_ROWS], part.rows, strict=False):
        if not any(cell.text for cell in again) or not _show_the_same(shown, again):
            break
        count += 1
    return count


def _show_the_same(shown: TableRow, again: TableRow) -> bool:
    """Whether two rows have the same texts; recognised ones may differ in a few letters."""
    if _texts(shown) == _texts(again):
        return True
    if not any(fragment.place.confidence < 1 for cell in again for fragment in cell.fragments):
        return False
    left, right = (" ".join(strip_marks(text) for text in _texts(row)) for row in (shown, again))
    return len(left) >= _HEADER_LETTERS and SequenceMatcher(None, left, right, autojunk=False).ratio() >= _SAME_HEADER


def _texts(row: TableRow) -> list[str]:
    return [" ".join(cell.text.split()).casefold() for cell in row]


def _weld(table: Grid, body: list[TableRow]) -> None:
    """Join the first row of ``body`` to the table's last row, cell by cell, in every row that shares the cells."""
    groups: list[list[Cell]] = []
    for pair in zip(table.rows[-1], body[0], strict=True):
        met = [group for group in groups if any(one is cell for one in group for cell in pair)]
        merged = [cell for group in met for cell in group]
        merged += [cell for cell in pair if not any(cell is one for one in merged)]
        groups = [*(group for group in groups if not any(group is one for one in met)), merged]
    above = {id(cell) for cell in table.rows[-1]}
    welded: dict[int, Cell] = {}
    for group in groups:
        cell = _joined_cell(sorted(group, key=lambda one: id(one) not in above))
        welded.update((id(one), cell) for one in group)
    _replace([*table.rows, *body], welded)


def _joined_cell(cells: list[Cell]) -> Cell:
    """One cell with the texts of all, in their order; a cell that merely ends empty stays the object it is."""
    filled = [cell for cell in cells if cell.text] or cells[:1]
    if len(filled) == 1:
        return filled[0]
    text = join_broken_dates("\n".join(cell.text for cell in filled))
    return Cell(text, tuple(part for cell in filled for part in cell.fragments), filled[0].bold)


def _carry_merged(table: Grid, body: list[TableRow]) -> None:
    """Give the empty cells with which merged cells go on behind a page break the cell they belong to."""
    above, first = table.rows[-1], body[0]
    marker = marker_column([*table.rows, *body])
    leading = 0
    if marker is not None and first[marker].text.strip():
        _replace(body, {id(cell): above[at] for at, cell in enumerate(first) if _goes_on_below(table, body, at)})
        return
    if marker is not None:
        while leading < len(first) and not first[leading].text.strip():
            leading += 1
    carried: dict[int, Cell] = {}
    for index, cell in enumerate(first):
        covers_more = len(body) > 1 and body[1][index] is cell
        if not cell.text.strip() and (covers_more or index < leading):
            carried[id(cell)] = above[index]
    _replace(body, carried)


def _replace(rows: list[TableRow], cells: dict[int, Cell]) -> None:
    for row in rows:
        row[:] = [cells.get(id(cell), cell) for cell in row]


def _goes_on_below(table: Grid, body: list[TableRow], index: int) -> bool:
    """Whether an empty cell at the top of a page continues the cell above: one of the two is merged over rows."""
    above, cell = table.rows[-1][index], body[0][index]
    merged = len(table.rows) > 1 and above is table.rows[-2][index]
    merged = merged or (len(body) > 1 and body[1][index] is cell)
    return merged and not cell.text.strip() and bool(above.text.strip())
