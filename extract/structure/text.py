"""The document's text in reading order, and the place of every piece in it."""

from __future__ import annotations

from typing import NamedTuple

from msgspec.structs import replace

from normalize.writing.text import squeeze
from schemas.document import Cell, Fragment, Grid, Paragraph, Place, TableBlock

Anchor = tuple[int, int, Place]


class Written(NamedTuple):
    """The document's text, its blocks with their places in it, and where each piece of it stands in
    the source.
    """

    text: str
    blocks: list[Paragraph | TableBlock]
    anchors: list[Anchor]


def write_blocks(blocks: list[Paragraph | Grid], text: str | None) -> Written:
    """The blocks with their spans in the text: that of a source which is text itself, else what
    they make.
    """
    if text is not None:
        anchors: list[Anchor] = []
        return Written(
            text, [_placed(block, anchors) for block in blocks], sorted(anchors, key=_start_and_end)
        )
    builder = TextBuilder()
    written: list[Paragraph | TableBlock] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            written.append(replace(block, span=builder.add_paragraph(block)))
        else:
            span, cells = builder.add_grid(block)
            written.append(TableBlock(_with_cells(block, cells), span=span))
    return Written(builder.text, written, builder.anchors)


def _start_and_end(anchor: Anchor) -> tuple[int, int]:
    return anchor[:2]


def _with_cells(grid: Grid, cells: dict[int, Cell]) -> Grid:
    """A table with other cells in the places of its own."""
    return replace(grid, rows=[[cells[id(cell)] for cell in row] for row in grid.rows])


class TextBuilder:
    """Writes blocks one after another, gives each its span, and remembers which place each piece
    came from.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.anchors: list[Anchor] = []

    @property
    def text(self) -> str:
        """Everything written so far."""
        return "".join(self._parts)

    def add_paragraph(self, paragraph: Paragraph) -> tuple[int, int]:
        """Write a paragraph on a line of its own, its numbering label first; its span."""
        start = self._length
        if paragraph.marker and paragraph.fragments:
            self._write(paragraph.marker + " ", paragraph.fragments[0].place)
        self._add_fragments(paragraph.fragments)
        span = (start, self._length)
        self._write("\n")
        return span

    def add_grid(self, grid: Grid) -> tuple[tuple[int, int], dict[int, Cell]]:
        """Write a table, a line a row, tabs between its cells; its span, and its cells with theirs
        by identity.

        A merged cell stands where it begins.
        """
        start = self._length
        written: dict[int, Cell] = {}
        for row in grid.rows:
            for index, cell in enumerate(row):
                if index:
                    self._write("\t")
                if id(cell) not in written:
                    written[id(cell)] = self._add_cell(cell)
            self._write("\n")
        return (start, self._length), written

    def _add_cell(self, cell: Cell) -> Cell:
        start = self._length
        self._add_fragments(cell.fragments)
        return replace(cell, spans=((start, self._length),) if self._length > start else ())

    def _add_fragments(self, fragments: tuple[Fragment, ...]) -> None:
        for index, fragment in enumerate(fragments):
            if index:
                self._write(" ")
            self._write_words(fragment)

    def _write_words(self, fragment: Fragment) -> None:
        """A fragment as one piece, or as one a word where each was recognised with a confidence of
        its own.
        """
        text = squeeze(fragment.text)
        words = text.split(" ")
        if len(words) != len(fragment.confidences):
            self._write(text, fragment.place)
            return
        for index, (word, confidence) in enumerate(zip(words, fragment.confidences, strict=True)):
            if index:
                self._write(" ")
            self._write(word, fragment.place._replace(confidence=confidence))

    def _write(self, text: str, place: Place | None = None) -> None:
        if place is not None and text:
            self.anchors.append((self._length, self._length + len(text), place))
        self._parts.append(text)
        self._length += len(text)


def _placed(block: Paragraph | Grid, anchors: list[Anchor]) -> Paragraph | TableBlock:
    """A block of a source that is itself text, with the spans of its fragments; their anchors are
    added.
    """
    if isinstance(block, Paragraph):
        spans = _spans(block.fragments, anchors)
        return replace(block, span=(spans[0][0], spans[-1][1]) if spans else (0, 0))
    cells: dict[int, Cell] = {}
    for cell in (cell for row in block.rows for cell in row):
        if id(cell) not in cells:
            cells[id(cell)] = replace(cell, spans=tuple(_spans(cell.fragments, anchors)))
    return TableBlock(_with_cells(block, cells))


def _spans(fragments: tuple[Fragment, ...], anchors: list[Anchor]) -> list[tuple[int, int]]:
    spans = [(fragment.span, fragment.place) for fragment in fragments if fragment.span is not None]
    anchors.extend((span[0], span[1], place) for span, place in spans)
    return [span for span, _ in spans]
