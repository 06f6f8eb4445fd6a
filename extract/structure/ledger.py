"""The ledger: every visible character of the source is claimed once, or listed.

Each piece of source text is a `Fragment`. What the readers hand on is one side of the ledger; what
stands in the structured document (paragraphs, table cells, repeated header rows, furniture) is the
other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from schemas.document import Block, Document, Fragment, Furniture, Grid, Paragraph, TableRow


def list_fragments(blocks: Iterable[Block]) -> list[Fragment]:
    """Every fragment of the blocks, each once, in their order."""
    return [fragment for block in blocks for fragment in _fragments(block)]


def settle(source: list[Fragment], document: Document) -> tuple[int, int, list[Fragment]]:
    """(visible characters of the source, characters placed, fragments not placed).

    ``source`` is `list_fragments` of the blocks as read. A fragment that the document holds twice
    counts once; characters + unplaced characters always equal the source's.
    """
    blocks = [block if isinstance(block, Paragraph) else block.grid for block in document.blocks]
    unplaced = _unplaced(source, list_fragments([*blocks, *document.furniture]))
    characters = _characters(source)
    return characters, characters - _characters(unplaced), unplaced


def _unplaced(source: list[Fragment], placed: list[Fragment]) -> list[Fragment]:
    """The lines of the source's fragments that no placed fragment has."""
    whole, known = set(map(id, placed)), set(map(id, source))
    # most fragments pass through untouched; only those that were cut or copied are compared by
    # their letters
    claims = Counter(_keys([fragment for fragment in placed if id(fragment) not in known]))
    unplaced: list[Fragment] = []
    for fragment in (one for one in source if id(one) not in whole):
        for key, line in zip(_keys([fragment]), _lines(fragment), strict=True):
            if claims[key] > 0:
                claims[key] -= 1
            else:
                unplaced.append(Fragment(line, fragment.place, fragment.span))
    return unplaced


def _characters(fragments: list[Fragment]) -> int:
    return sum(visible(fragment.text) for fragment in fragments)


def visible(text: str) -> int:
    """How many characters of a text are not blank."""
    return len("".join(text.split()))


def _keys(fragments: list[Fragment]) -> list[tuple[object, ...]]:
    """What identifies a line of a fragment: its place and its letters, whatever its blanks."""
    return [
        (fragment.place, fragment.span, "".join(line.split()))
        for fragment in fragments
        for line in _lines(fragment)
    ]


def _lines(fragment: Fragment) -> list[str]:
    return [line for line in fragment.text.split("\n") if line.strip()]


def _fragments(block: Block) -> Iterator[Fragment]:
    if isinstance(block, Grid):
        yield from _cell_fragments([*block.rows, *block.repeated])
    elif isinstance(block, Paragraph | Furniture):
        yield from block.fragments


def _cell_fragments(rows: list[TableRow]) -> Iterator[Fragment]:
    """The fragments of every cell, a merged cell once; nested tables' text stands in their parent's
    cells.
    """
    seen: set[int] = set()
    for row in rows:
        for cell in row:
            if id(cell) not in seen:
                seen.add(id(cell))
                yield from cell.fragments
