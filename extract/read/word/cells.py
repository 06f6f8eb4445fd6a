"""A Word cell's text, and what stands at the level of blocks in any part of a DOCX."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from extract.read.word.content import PAGE_BREAK, Content
from extract.read.word.package import Element
from extract.read.word.styles import W
from extract.read.word.text import ALTERNATIVES, choose_branch
from schemas.document import Block, Cell, Fragment, Grid, Paragraph, Place

_BLOCKS = frozenset((f"{W}p", f"{W}tbl", f"{W}altChunk"))
_WRAPPERS = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")
)


class CellText(msgspec.Struct):
    """A cell while it is read."""

    place: Place
    lines: list[Fragment] = []
    bold: bool = True
    nested: list[Grid] = []

    def add(self, content: Content, label: str) -> None:
        """Add a paragraph with its label."""
        text = content.text.replace(PAGE_BREAK, "\n")
        shown = f"{label} {text}".strip() if label else text
        if shown:
            self.lines.append(Fragment(shown, self.place))
            self.bold = self.bold and content.bold

    def add_grid(self, grid: Grid) -> None:
        """Add an inner table: its cells' text is text of this cell too."""
        self.nested.append(grid)
        seen: set[int] = set()
        for row in grid.rows:
            for cell in row:
                if id(cell) not in seen:
                    seen.add(id(cell))
                    self.lines.extend(cell.fragments)
                    self.bold = self.bold and (cell.bold or not cell.text)

    def add_blocks(self, blocks: list[Block]) -> None:
        """Add an imported document: its paragraphs and tables are text of this cell."""
        for block in blocks:
            if isinstance(block, Grid):
                self.add_grid(block)
            elif isinstance(block, Paragraph):
                shown = f"{block.marker} {block.text}".strip()
                self.lines.append(Fragment(shown, self.place))
                self.bold = self.bold and block.bold

    def cell(self) -> Cell:
        """The finished cell."""
        text = "\n".join(fragment.text for fragment in self.lines)
        return Cell(text, tuple(self.lines), bold=bool(text) and self.bold)


def block_children(container: Element) -> Iterator[Element]:
    """Paragraphs, tables and imports of a body, a cell or a text box,
    also inside content controls.
    """
    for child in container:
        if child.tag in _BLOCKS:
            yield child
        elif child.tag in _WRAPPERS:
            yield from block_children(child)
        elif child.tag == ALTERNATIVES:
            for branch in choose_branch(child):
                yield from block_children(branch)
