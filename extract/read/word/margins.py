"""Headers and footers of a DOCX: which of them are shown, and their text as furniture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

from extract.read.word.package import RELATION_ID, Element
from extract.read.word.styles import W, is_on
from schemas.document import Block, Fragment, Furniture, Grid

_PAGE_NUMBER = regex.compile(r"[\s\d\-–—|/.]*(?:(?:Trang|Page)[\s\d\-–—|/.:]*)?", regex.IGNORECASE)


class Margin(NamedTuple):
    """A header or footer that is shown: its relation's id,
    and whether it is the first page's header.
    """

    relation: str
    is_header: bool
    is_first: bool


def shown_margins(root: Element, settings: Element | None) -> Iterator[Margin]:
    """The headers and footers of every section in order;
    those for first and even pages where they are switched on.
    """
    for section in root.iter(f"{W}sectPr"):
        for reference in section.iterchildren(f"{W}headerReference", f"{W}footerReference"):
            kind = reference.get(f"{W}type")
            if kind == "first":
                switch = section.find(f"{W}titlePg")
            elif kind == "even":
                switch = None if settings is None else settings.find(f"{W}evenAndOddHeaders")
            if kind not in ("first", "even") or (switch is not None and is_on(switch)):
                header = reference.tag == f"{W}headerReference"
                yield Margin(reference.get(RELATION_ID, ""), header, header and kind == "first")


def furniture(story: list[Block], margin: Margin) -> Iterator[Furniture]:
    """The text of a header or footer, page numbers by themselves."""
    for block in story:
        fragments = tuple(_fragments(block))
        if not fragments:
            continue
        if isinstance(block, Furniture):
            yield block
            continue
        text = " ".join(fragment.text for fragment in fragments)
        if _PAGE_NUMBER.fullmatch(text):
            yield Furniture("page_number", fragments)
        else:
            yield Furniture("header" if margin.is_header else "footer", fragments)


def _fragments(block: Block) -> Iterator[Fragment]:
    if isinstance(block, Grid):
        seen: set[int] = set()
        for cell in (cell for row in block.rows for cell in row):
            if id(cell) not in seen:
                seen.add(id(cell))
                yield from cell.fragments
    else:
        yield from (fragment for fragment in block.fragments if fragment.text)
