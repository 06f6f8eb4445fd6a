"""Whether a page's grid has the columns of the table before it, and shows its header again."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import pairwise

from normalize.writing.text import strip_marks
from schemas.document import Grid, TableRow

_EDGE_TOLERANCE = 5.0
_MOST_SHIFT = 40.0
"""Points by which a table may stand aside on its next page: sheets lie differently in a scanner."""

_MAX_HEADER_ROWS = 4
_FEWEST_SHARED = 3
_SHARE_TOLERANCE = 0.01

_SAME_HEADER, _HEADER_LETTERS = 0.85, 12
"""The share of letters that two recognitions of one header have in common, and how many letters it
takes to tell.
"""


def align(table: Grid, part: Grid) -> bool:
    """Bring both grids to the same columns; False where they have others."""
    if not table.edges or not part.edges or (table.gutters and table.gutters == part.gutters):
        return len(table.rows[0]) == len(part.rows[0])
    same_number = len(table.edges) == len(part.edges)
    if _same_shares(table.edges, part.edges) or (same_number and _shows_header(table, part)):
        part.edges = table.edges
        return True
    moved = _moved_to(table.edges, part.edges)
    if moved is None:
        return False
    if same_number:
        near = (abs(a - b) for a, b in zip(table.edges, moved, strict=True))
        return max(near) <= 2 * _EDGE_TOLERANCE
    part.edges = moved
    fine, coarse = (table, part) if len(table.edges) > len(moved) else (part, table)
    return _refine(coarse, fine.edges)


def _moved_to(edges: tuple[float, ...], below: tuple[float, ...]) -> tuple[float, ...] | None:
    """The edges of a part as if it stood where its table does; None where it is too far aside, or
    not as wide.
    """
    shift = below[0] - edges[0]
    moved = tuple(edge - shift for edge in below)
    too_far = abs(shift) > _MOST_SHIFT or abs(edges[-1] - moved[-1]) > 2 * _EDGE_TOLERANCE
    return None if too_far else moved


def _refine(grid: Grid, edges: tuple[float, ...]) -> bool:
    """Part a grid at the edges that a page shows on which its columns are not merged throughout;
    False where one of its own is none of them.
    """
    found = [_position(edges, edge) for edge in grid.edges]
    starts = [column for column in found if column is not None]
    if len(starts) < len(found):
        return False
    widths = [after - before for before, after in pairwise(starts)]
    grid.rows = [
        [cell for cell, width in zip(row, widths, strict=False) for _ in range(width)]
        for row in grid.rows
    ]
    grid.edges = edges
    return True


def _same_shares(before: tuple[float, ...], after: tuple[float, ...]) -> bool:
    """Whether columns take the same shares of a table's width, as they do where it goes on on a
    larger sheet.
    """
    if len(before) != len(after) or len(before) < 1 + _FEWEST_SHARED:
        return False
    shares = [[(edge - one[0]) / (one[-1] - one[0]) for edge in one] for one in (before, after)]
    return all(abs(a - b) < _SHARE_TOLERANCE for a, b in zip(*shares, strict=True))


def _shows_header(table: Grid, part: Grid) -> bool:
    """Whether a part begins with the table's header, which names at least three columns."""
    header = repeated_header(table, part)
    return (
        header > 0
        and len({text for text in _texts(part.rows[header - 1]) if text}) >= _FEWEST_SHARED
    )


def _position(edges: tuple[float, ...], x: float) -> int | None:
    """The index of the edge at ``x``."""
    for index, edge in enumerate(edges):
        if abs(edge - x) <= _EDGE_TOLERANCE:
            return index
    return None


def repeated_header(table: Grid, part: Grid) -> int:
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
    return (
        len(left) >= _HEADER_LETTERS
        and SequenceMatcher(None, left, right, autojunk=False).ratio() >= _SAME_HEADER
    )


def _texts(row: TableRow) -> list[str]:
    return [" ".join(cell.text.split()).casefold() for cell in row]
