"""Where the second PDF engine is asked: pages that the first one does not list,
or sees too little of.

Sound files pay next to nothing: a search for page objects in the bytes, and a look into the content
of pages that are nearly empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from extract.read.pdf.census import letters_drawn, pages_listed, pages_written
from extract.structure.ledger import list_fragments, visible
from schemas.document import Block, Grid
from schemas.errors import ExtractError
from schemas.page import Page, Unseen

_FEW_LETTERS = 200
"""A page of a plan holds more than this; only pages with fewer are counted anew."""
_MOST_LOST = 50
"""Letters by which half the content of a page may exceed what is seen: blanks,
and letters drawn twice for bold.
"""
_MORE = 1.5
_LESS = 0.98


class Doubt(NamedTuple):
    """Why a page is read again: what the first engine sees of it, for the message."""

    number: int
    why: str
    torn: bool = False


def find_doubts(
    data: bytes,
    pages: list[list[Block] | None],
    most: int,
    unseen: Mapping[int, tuple[Unseen, ...]] = MappingProxyType({}),
) -> list[Doubt]:
    """The pages that the second engine should read.

    ``pages`` are the blocks the first one saw, None for a page that is read from its picture;
    ``most`` is the limit; ``unseen`` what it saw besides, by page, and the page does not show.
    """
    doubts: list[Doubt] = []
    few: dict[int, int] = {}
    for number, blocks in enumerate(pages, 1):
        if blocks is None:
            continue
        besides = _letters_unseen(unseen.get(number, ()))
        if not blocks and not besides:
            doubts.append(Doubt(number, f"pdfium sees no text on page {number}"))
        elif (seen := letters_of(blocks) + besides) < _FEW_LETTERS:
            few[number] = seen
        if is_torn(blocks):
            doubts.append(
                Doubt(
                    number,
                    f"the rulings pdfium sees on page {number} enclose no rectangles",
                    torn=True,
                )
            )
    for number, drawn in letters_drawn(data, list(few)).items() if few else ():
        seen = few[number]
        if drawn > 2 * seen + _MOST_LOST:
            doubts.append(
                Doubt(
                    number,
                    f"pdfium sees {seen} letters on page {number}, which draws {drawn} or more",
                )
            )
    return [*doubts, *_missing(data, len(pages), most)]


def _missing(data: bytes, seen: int, most: int) -> Iterator[Doubt]:
    """The pages that the first engine does not list."""
    listed = pages_listed(data) if pages_written(data) > seen else 0
    for number in range(seen + 1, min(listed, most) + 1):
        yield Doubt(number, f"pdfium sees {seen} pages of {listed}: page {number} is missing")


def _letters_unseen(unseen: tuple[Unseen, ...]) -> int:
    return sum(visible(one.text) for one in unseen)


def read_doubted(
    data: bytes,
    doubts: list[Doubt],
    unseen: Mapping[int, tuple[Unseen, ...]] = MappingProxyType({}),
) -> Iterator[Page]:
    """The pages in doubt as the second engine sees them, without what is known to be ``unseen``;
    none where it cannot read the file.

    It gets the file written anew: objects that refer to each other in a circle keep it busy for
    ever.
    """
    from extract.read.pdf.plumber import read_plumber
    from extract.read.pdf.rewrite import rewrite_pdf

    try:
        only = frozenset(doubt.number for doubt in doubts)
        yield from read_plumber(rewrite_pdf(data), only=only, unseen=unseen)
    except ExtractError:
        return


def is_better(doubt: Doubt, first: list[Block], second: list[Block]) -> bool:
    """Whether the second engine's page is worth more: more text,
    or whole cells where the first one's were torn.
    """
    before, after = letters_of(first), letters_of(second)
    if doubt.torn:
        return (
            any(isinstance(block, Grid) for block in second)
            and not is_torn(second)
            and after >= _LESS * before
        )
    return after > _MORE * before


def letters_of(blocks: list[Block]) -> int:
    """Visible characters of a page."""
    return sum(visible(fragment.text) for fragment in list_fragments(blocks))


def is_torn(blocks: list[Block]) -> bool:
    """Whether a table of a page has rulings that enclose no rectangles."""
    return any(isinstance(block, Grid) and block.torn for block in blocks)
