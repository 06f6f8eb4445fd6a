"""Where the walk through a part of a Word document stands, and what its paragraphs become."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from extract.read.word.content import BLANKS, PAGE_BREAK, Content
from extract.read.word.package import Element
from extract.read.word.styles import VAL, Style, W
from schemas.document import Block, Fragment, Furniture, Paragraph, Place


class Story(msgspec.Struct):
    """Where the walk stands in a part: the blocks so far,
    and the number of the last one in the source.
    """

    part: str
    blocks: list[Block] = []
    number: int = -1

    @property
    def place(self) -> Place:
        """The place of the block the walk stands at."""
        return Place(part=self.part, block=self.number)


def paragraphs_of(content: Content, style: Style, marker: str, place: Place) -> Iterator[Block]:
    """A paragraph as blocks: one, or several where pages end inside it."""
    for index, piece in enumerate(content.text.split(PAGE_BREAK)):
        if index:
            yield Furniture("break", ())
        text = piece.strip(BLANKS)
        if text or (marker and not index):
            yield Paragraph(
                text,
                (Fragment(text, place),),
                marker="" if index else marker,
                level=style.paragraph.level or 0,
                bold=bool(text) and content.bold,
                centered=bool(style.paragraph.centered),
            )


def ends_page(paragraph: Element) -> bool:
    """Whether a section that is followed by a new page ends with this paragraph."""
    section = paragraph.find(f"{W}pPr/{W}sectPr")
    if section is None:
        return False
    kind = section.find(f"{W}type")
    return kind is None or kind.get(VAL) != "continuous"
