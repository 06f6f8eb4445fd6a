"""The document's text in reading order, and the place of every piece in it."""

from __future__ import annotations

from normalize.writing.text import squeeze
from schemas.document import Cell, Fragment, Grid, Paragraph, Place

Anchor = tuple[int, int, Place]


class TextBuilder:
    """Writes blocks one after another, gives each its span, and remembers which place each piece came from."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.anchors: list[Anchor] = []

    @property
    def text(self) -> str:
        """Everything written so far."""
        return "".join(self._parts)

    def add_paragraph(self, paragraph: Paragraph) -> None:
        """Write a paragraph on a line of its own, its numbering label first."""
        start = self._length
        if paragraph.marker and paragraph.fragments:
            self._write(paragraph.marker + " ", paragraph.fragments[0].place)
        self._add_fragments(paragraph.fragments)
        paragraph.span = (start, self._length)
        self._write("\n")

    def add_grid(self, grid: Grid) -> tuple[int, int]:
        """Write a table, a line a row, tabs between its cells; a merged cell stands where it begins."""
        start = self._length
        written: set[int] = set()
        for row in grid.rows:
            for index, cell in enumerate(row):
                if index:
                    self._write("\t")
                if id(cell) not in written:
                    written.add(id(cell))
                    self._add_cell(cell)
            self._write("\n")
        return start, self._length

    def _add_cell(self, cell: Cell) -> None:
        start = self._length
        self._add_fragments(cell.fragments)
        cell.spans = ((start, self._length),) if self._length > start else ()

    def _add_fragments(self, fragments: tuple[Fragment, ...]) -> None:
        for index, fragment in enumerate(fragments):
            if index:
                self._write(" ")
            self._write_words(fragment)

    def _write_words(self, fragment: Fragment) -> None:
        """A fragment as one piece, or as one a word where each was recognised with a confidence of its own."""
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


def take_spans(blocks: list[Paragraph | Grid]) -> list[Anchor]:
    """Give blocks the spans of their fragments in a source that is itself text; the anchors in order."""
    anchors: list[Anchor] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            spans = _spans(block.fragments, anchors)
            block.span = (spans[0][0], spans[-1][1]) if spans else (0, 0)
            continue
        seen: set[int] = set()
        for cell in (cell for row in block.rows for cell in row):
            if id(cell) not in seen:
                seen.add(id(cell))
                cell.spans = tuple(_spans(cell.fragments, anchors))
    return sorted(anchors, key=lambda anchor: anchor[:2])


def _spans(fragments: tuple[Fragment, ...], anchors: list[Anchor]) -> list[tuple[int, int]]:
    spans = [(fragment.span, fragment.place) for fragment in fragments if fragment.span is not None]
    anchors.extend((span[0], span[1], place) for span, place in spans)
    return [span for span, _ in spans]
