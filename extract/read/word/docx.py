"""DOCX by a walk over its body in order: paragraphs and tables as Word shows them.

Source: ECMA-376 part 1, chapter 17 (WordprocessingML).
"""

from __future__ import annotations

import posixpath

from extract.read.gate import sound_text
from extract.read.word.cells import CellText, block_children
from extract.read.word.chunks import Convert, Imports, chunk_package, paragraphs_of_lines
from extract.read.word.content import Content, Note
from extract.read.word.fonts import FontTexts, decoder, may_hold_old_fonts
from extract.read.word.margins import furniture, shown_margins
from extract.read.word.notes import NOTE_KINDS, Notes
from extract.read.word.numbering import Numbering
from extract.read.word.package import RELATION_ID, Element, Package
from extract.read.word.shown import UNKNOWN, Aside, Sight, cell_ground, table_ground
from extract.read.word.soffice import convert_to_docx
from extract.read.word.story import Story, ends_page, paragraphs_of
from extract.read.word.styles import VAL, Style, Styles, W, read_paragraph_format
from extract.read.word.tables import read_grid
from extract.read.word.text import Decode, TextReader, mark_is_deleted
from schemas.document import Block, Cell, Fragment, Furniture, Grid, Paragraph, Place, Source
from schemas.errors import DamagedError, LimitError, UnsupportedError

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MAX_CHUNKS = 3


def read_docx(data: bytes, convert: Convert = convert_to_docx) -> Source:
    """The blocks of a DOCX in reading order, with the places of their pieces (part, block, row,
    cell; from 0).

    Headers come first and footers last, as furniture; a note follows the block its mark stands in;
    a text box follows the paragraph it hangs on. Labels of Word's numbering are the paragraph's
    marker; in a cell they begin its text. ``convert`` makes a DOCX of the web pages and RTF that it
    imports.

    Raises:
        DamagedError: the package or one of its parts is broken.
        EncryptedError: a password is needed.
        LimitError: the package or a table is beyond every document's size.
        UnsupportedError: a part holds what only Word can merge, or what a DOCX must not.
    """
    source = Source([], _MEDIA_TYPE, "none")
    try:
        aside = Aside()
        source.blocks, repaired = _read_package(data, "document", Imports(convert, aside))
    except RecursionError as error:
        raise LimitError(
            "the DOCX nests tables or text boxes deeper than can be followed"
        ) from error
    if repaired:
        source.notes.append(("text-layer-repaired", repaired, Place(part="document", block=0)))
    source.hidden.extend(aside.hidden)
    source.pictures.extend(aside.pictures)
    source.notes.extend(("struck-through", f"'{words}'", place) for words, place in aside.struck)
    return source


def _read_package(data: bytes, name: str, imports: Imports) -> tuple[list[Block], str]:
    """Every block of one package, and what was repaired;
    an imported DOCX is a package of its own.
    """
    package = Package(data)
    main = package.main_part()
    root = package.parse(main)
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise DamagedError("the DOCX is damaged: its document part has no body")
    decode, repaired = None, ""
    if may_hold_old_fonts(package.read(main) or b""):
        texts = FontTexts()
        apart = imports._replace(aside=Aside())
        _Reader(package, main, apart, texts.collect).read(root, name)
        encodings = texts.encodings()
        repaired = "; ".join(
            f"the letters of font '{font}' are those of {one.name}"
            for font, one in encodings.items()
        )
        decode = decoder(encodings) if encodings else None
    return _Reader(package, main, imports, decode).read(root, name), repaired


class _Reader:
    """Reads the stories of one package: body, headers, footers, notes, text boxes."""

    def __init__(
        self, package: Package, main: str, imports: Imports, decode: Decode | None
    ) -> None:
        self._package = package
        self._relations = package.relations(main)
        self._styles = Styles(self._related("styles"))
        self._numbering = Numbering(self._related("numbering"), self._styles)
        self._text = TextReader(self._styles, decode, Sight(self._related("theme")))
        self._decode = decode
        self._settings = self._related("settings")
        self._notes = {
            kind: Notes(kind, self._related(kind), self._settings) for kind in NOTE_KINDS
        }
        self._imports = imports

    def read(self, root: Element, name: str) -> list[Block]:
        """Every block of the package; ``name`` is the body's in places."""
        above, below = self.read_margins(root)
        return [*above, *self.read_story(root.find(f"{W}body"), name), *below]

    def read_story(self, container: Element, part: str) -> list[Block]:
        """The blocks of a body, a header or a note."""
        story = Story(part)
        self._walk(container, story)
        return story.blocks

    def read_margins(self, root: Element) -> tuple[list[Block], list[Block]]:
        """What stands above and below the body: headers and footers, each part once.

        A table in the first page's header is the document's letterhead, which is content.
        """
        above: list[Block] = []
        below: list[Block] = []
        seen: set[str] = set()
        for margin in shown_margins(root, self._settings):
            _, target = self._relations.get(margin.relation, ("", ""))
            part = self._package.parse(target) if target and target not in seen else None
            if part is None:
                continue
            seen.add(target)
            story = self.read_story(part, _stem(target))
            if margin.is_first and any(isinstance(block, Grid) for block in story):
                above.extend(story)
            else:
                (above if margin.is_header else below).extend(furniture(story, margin))
        return above, below

    def _related(self, kind: str) -> Element | None:
        """The root of the one part of a kind that belongs to the document."""
        for found, target in self._relations.values():
            if found == kind:
                return self._package.parse(target)
        return None

    def _walk(self, container: Element, story: Story) -> None:
        """Read blocks one after another. A paragraph whose end
        is deleted goes on in the next one.
        """
        carried: Content | None = None
        for child in block_children(container):
            if carried is not None and child.tag != f"{W}p":
                self._add_paragraph(carried, self._styles.default, "", story)
                carried = None
            if child.tag == f"{W}altChunk":
                story.blocks.extend(self._read_chunk(child))
                continue
            story.number += 1
            if child.tag == f"{W}tbl":
                self._add_table(child, story)
                continue
            style, identifier = self._style_of(child)
            content = self._text.read(child, style, carried)
            carried = content if mark_is_deleted(child) else None
            if carried is None:
                marker = self._label(style, identifier)
                self._add_paragraph(content, style, marker, story)
            if ends_page(child):
                story.blocks.append(Furniture("break", ()))
        if carried is not None:
            self._add_paragraph(carried, self._styles.default, "", story)

    def _add_paragraph(self, content: Content, style: Style, marker: str, story: Story) -> None:
        if style.paragraph.page_break:
            story.blocks.append(Furniture("break", ()))
        story.blocks.extend(paragraphs_of(content, style, marker, story.place))
        story.blocks.extend(
            Furniture("stamp", (Fragment(stamp, story.place),)) for stamp in content.stamps if stamp
        )
        self._imports.aside.take(content, story.place)
        for box in content.boxes:
            inner = Story(story.part, number=story.number - 1)
            with self._text.on(UNKNOWN):
                self._walk(box, inner)
            story.blocks.extend(inner.blocks)
        self._add_notes(content.notes, story)

    def _label(self, style: Style, identifier: str | None) -> str:
        """The label of the next paragraph of a list, in the letters of its paragraph's font."""
        label = self._numbering.next_label(style.paragraph, identifier)
        return sound_text(
            self._decode(label, style.run.font) if label and self._decode is not None else label
        )

    def _style_of(self, element: Element) -> tuple[Style, str | None]:
        """The format a paragraph has in the end, and the id of its style."""
        properties = element.find(f"{W}pPr")
        if properties is None:
            return self._styles.default, None
        named = properties.find(f"{W}pStyle")
        identifier = None if named is None else named.get(VAL)
        style = self._styles.paragraph_style(identifier)
        return Style(read_paragraph_format(properties).over(style.paragraph), style.run), identifier

    def _add_notes(self, notes: list[Note], story: Story) -> None:
        for note in notes:
            story.blocks.extend(self._read_note(note))

    def _read_note(self, reference: Note) -> list[Block]:
        """A note as paragraphs; the first has its number as marker
        unless the text shows a mark of its own.
        """
        note, marker = self._notes[reference.kind].take(reference)
        if note is None:
            return []
        blocks = self.read_story(note, reference.kind)
        paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
        for paragraph in paragraphs:
            paragraph.note = True
        if paragraphs:
            paragraphs[0].marker = paragraphs[0].marker or marker
        return blocks

    def _read_chunk(self, element: Element) -> list[Block]:
        """A document imported by ``w:altChunk``; its places are those of a part of its own.

        Raises:
            UnsupportedError: it is no document that can be read.
        """
        kind, target = self._relations.get(element.get(RELATION_ID, ""), ("", ""))
        data = self._package.read(target) if target else None
        if data is None:
            return []
        if self._imports.depth >= _MAX_CHUNKS:
            raise UnsupportedError(
                "the document imports documents that import documents, deeper than can be followed"
            )
        found = chunk_package(
            data, self._package.content_type(target) or kind, self._imports.convert
        )
        if isinstance(found, bytes):
            return _read_package(found, _stem(target), self._imports.deeper())[0]
        return [*paragraphs_of_lines(found, _stem(target))]

    def _add_table(self, element: Element, story: Story) -> None:
        notes: list[Note] = []
        grid = self._read_table(element, story.place, notes)
        if grid is not None:
            story.blocks.append(grid)
        self._add_notes(notes, story)

    def _read_table(self, element: Element, place: Place, notes: list[Note]) -> Grid | None:
        """A table; the cells of an inner one stand at the place of the cell around them."""

        behind = table_ground(element, self._styles)

        def read_cell(cell: Element, row: int, column: int) -> tuple[Cell, list[Grid]]:
            at = place if place.row is not None else place._replace(row=row, cell=column)
            collected = CellText(at)
            with self._text.on(cell_ground(cell, behind)):
                self._read_cell(cell, collected, notes)
            return collected.cell(), collected.nested

        return read_grid(element, read_cell)

    def _read_cell(self, container: Element, collected: CellText, notes: list[Note]) -> None:
        """Collect the paragraphs, inner tables and text boxes of a cell."""
        carried: Content | None = None
        for child in block_children(container):
            if child.tag == f"{W}tbl":
                grid = self._read_table(child, collected.place, notes)
                if grid is not None:
                    collected.add_grid(grid)
            elif child.tag == f"{W}altChunk":
                collected.add_blocks(self._read_chunk(child))
            elif child.tag == f"{W}p":
                style, identifier = self._style_of(child)
                content = self._text.read(child, style, carried)
                carried = content if mark_is_deleted(child) else None
                if carried is None:
                    self._add_line(content, self._label(style, identifier), collected, notes)
        if carried is not None:
            self._add_line(carried, "", collected, notes)

    def _add_line(
        self, content: Content, label: str, collected: CellText, notes: list[Note]
    ) -> None:
        collected.add(content, label)
        notes.extend(content.notes)
        self._imports.aside.take(content, collected.place)
        for box in content.boxes:
            with self._text.on(UNKNOWN):
                self._read_cell(box, collected, notes)


def _stem(part: str) -> str:
    """The name of a part without folder and ending."""
    return posixpath.splitext(posixpath.basename(part))[0]
