"""What pages cut is made whole: lines become paragraphs, parts of tables one table, halves of rows
one row.
"""

from __future__ import annotations

from functools import cache

import regex

from extract.structure.tables.continuations import goes_on
from extract.structure.tables.row_cuts import is_cut
from extract.structure.tables.same_columns import align, repeated_header
from extract.structure.tables.welding import carry_merged, weld
from normalize.citation.document_kinds import kind_codes
from normalize.writing.text import strip_marks
from schemas.document import Block, Furniture, Grid, Paragraph, TableRow

_MOST_BETWEEN = 2
"""Lines that may stand between two parts of a table."""

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
            _take_note(notes, block)
        elif (between := _take_in(joined, block)) is not None:
            furniture.extend(between)
        else:
            joined.extend(notes)
            notes = []
            joined.append(block)
    return [*joined, *notes], furniture


def _take_note(notes: list[Paragraph | Grid], line: Paragraph) -> None:
    """Take a footnote's line into the note before it, or as a note of its own."""
    if line.continues and notes and isinstance(notes[-1], Paragraph):
        _append(notes[-1], line)
    else:
        notes.append(line)


def _take_in(joined: list[Paragraph | Grid], block: Paragraph | Grid) -> list[Furniture] | None:
    """Take a block into the one that it continues; the running heads between the two, None where it
    continues none.
    """
    if joined and _join(joined[-1], block):
        return []
    between = _take_continuation(joined, block) if isinstance(block, Grid) else None
    if between is None:
        return None
    return [Furniture("running_head", line.fragments) for line in between]


def _take_continuation(joined: list[Paragraph | Grid], part: Grid) -> list[Paragraph] | None:
    """Take a part into the table before it that it goes on from; the lines between the two, None
    where it does not.
    """
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
    """Whether a paragraph is a signer's name and no more: whatever begins the next page is another
    text.
    """
    return len(before.fragments) == 1 and _NAME.fullmatch(before.text) is not None


def _names_kind(paragraph: Paragraph) -> bool:
    """Whether a line is the kind of a document in capitals: its title begins below it, wherever
    that stands.
    """
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
    if not (table.page_bottom and part.page_top) or not align(table, part):
        return False
    header = repeated_header(table, part)
    if not header and len(table.rows[0]) != len(part.rows[0]):
        return False
    table.repeated.extend(part.rows[:header])
    _take_rows(table, part, part.rows[header:])
    return True


def _take_rows(table: Grid, part: Grid, body: list[TableRow]) -> None:
    """Put a part's rows below a table's, a row that was cut joined to its beginning."""
    if body and table.rows:
        if is_cut(table, body):
            weld(table, body)
            body = body[1:]
        else:
            carry_merged(table, body)
    table.rows.extend(body)
    table.page, table.page_bottom = part.page, part.page_bottom
    table.nested.extend(part.nested)
    table.repeated.extend(part.repeated)
