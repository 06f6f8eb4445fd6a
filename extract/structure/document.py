"""The blocks of a source become one document: text, header, numbered body, tables, signature."""

from __future__ import annotations

from itertools import islice
from typing import NamedTuple

import regex

from extract.structure.anchors import find_garbled, understood
from extract.structure.appendices import is_appendix, title_tables
from extract.structure.ending.inked import find_inked_signature
from extract.structure.ending.signature import find_adoption, find_recipients, find_signature, opens_signature
from extract.structure.head.attached import Attached, find_attached, find_caption, is_issuing
from extract.structure.head.head import MAX_HEAD, Head, find_head
from extract.structure.sections import find_parts
from extract.structure.tables.joins import join_blocks
from extract.structure.text import TextBuilder, take_spans
from normalize.writing.text import squeeze
from schemas.document import Cell, Document, Field, Fragment, Grid, Paragraph, Source, TableBlock

_LAYOUT_CELL = regex.compile(
    r"""\s*(?: CỘNG\s+H[ÒO][AÀ]\s+XÃ\s+HỘI | ĐẢNG\s+CỘNG\s+SẢN | Nơi\s+nhận | NƠI\s+NHẬN | Số\s*: .{0,30}/
             | (?:TM|KT|TL|TUQ|T/M|K/T|T/L)\.?\s+\p{Lu}{2} )""",
    regex.VERBOSE,
)
_NATION = regex.compile(r"CỘNG\s+H[ÒO][AÀ]\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA")
_GARBLED = 24
"""Lines in which the halves of a recognised head end, the right one read after the left one's address."""

_MAX_LAYOUT_ROWS, _MAX_LAYOUT_COLUMNS = 12, 4


def build_document(source: Source) -> Document:
    """The structured document; every span in it indexes its ``text``."""
    joined, furniture = join_blocks(source.blocks)
    blocks = [one for block in joined for one in _dissolved(block)]
    if source.text is not None:
        text, anchors = source.text, take_spans(blocks)
        final = [TableBlock(block) if isinstance(block, Grid) else block for block in blocks]
    else:
        builder = TextBuilder()
        final = [_written(builder, block) for block in blocks]
        text, anchors = builder.text, builder.anchors
    title_tables(final)
    return _parted(text, final, Document(text, final, {}, [], [], [], [], furniture, anchors))


def _written(builder: TextBuilder, block: Paragraph | Grid) -> Paragraph | TableBlock:
    if isinstance(block, Paragraph):
        builder.add_paragraph(block)
        return block
    return TableBlock(block, span=builder.add_grid(block))


def _parted(text: str, blocks: list[Paragraph | TableBlock], document: Document) -> Document:
    """Fill in head, body, signature and tables."""
    paragraphs = [block for block in blocks if isinstance(block, Paragraph) and not block.note]
    head = find_head(text, [*understood(paragraphs[:MAX_HEAD], text), *paragraphs[MAX_HEAD:]])
    document.caption = find_caption(paragraphs[head.length :])
    opened = any(_NATION.search(one.text) for one in paragraphs[: head.length])
    ending = _read_ending(text, paragraphs[head.length :], opened)
    document.fields = {**find_garbled(paragraphs[: max(head.length, _GARBLED)]), **head.fields, **ending.fields}
    document.recipients, document.body = ending.recipients, ending.body
    attached = _find_attached(text, head, ending) if is_issuing(head) else None
    if attached is not None:
        document.issuing = head.fields
        behind = ending.behind[attached.end :]
        document.caption = find_caption(behind)
        own = _read_ending(text, behind, True)
        if attached.own:
            document.fields, document.recipients = {**attached.fields, **own.fields}, own.recipients
            document.body = own.body
        else:
            document.body = [*document.body, *own.body]
    dated = head.fields if attached is None or not attached.own else attached.fields
    adopted = find_adoption(text) if "place_date" not in dated else None
    if adopted is not None:
        document.fields["adopted"] = adopted
    document.parts = find_parts(document.body)
    document.tables = [block for block in blocks if isinstance(block, TableBlock)]
    return document


class _Ending(NamedTuple):
    """What a head leaves: the body, the signature's fields, the recipients, and the paragraphs behind all of it."""

    body: list[Paragraph]
    fields: dict[str, Field]
    recipients: list[Field]
    behind: list[Paragraph]


def _read_ending(text: str, rest: list[Paragraph], opened: bool = True) -> _Ending:
    """The parts of a document behind its head, up to its first appendix.

    Where the nation's name opens another document in the file, the signature below that is not this one's; where the
    head has not ``opened`` with it, the right half of a recognised head comes after the left one's address.
    """
    main = rest[: next((index for index, one in enumerate(rest) if is_appendix(one)), len(rest))]
    nations = [at for at, one in enumerate(main) if _NATION.match(one.text)][0 if opened else 1 :]
    next_at = nations[0] if nations else len(main)
    meant = understood(main[:next_at], text)
    signed_at, signature = find_inked_signature(meant)
    if not signature:
        signed_at, signature = find_signature(meant)
    sent_at, recipients = find_recipients(meant)
    ends = [at for at in (signed_at, sent_at) if at is not None]
    last = max((field.span[1] for field in (*signature.values(), *recipients)), default=None)
    behind = [] if last is None else [one for one in main if one.span[0] >= last]
    return _Ending(main[: min(ends)] if ends else main, signature, recipients, behind)


def _find_attached(text: str, head: Head, ending: _Ending) -> Attached | None:
    """The plan behind a decision that names it in its title or its articles."""
    title = head.fields["title"].text if "title" in head.fields else ""
    return find_attached(text, ending.behind, " ".join([title, *(one.text for one in ending.body)]))


def _dissolved(block: Paragraph | Grid) -> list[Paragraph | Grid]:
    """A table that only places header or signature side by side becomes the paragraphs in its columns."""
    if isinstance(block, Paragraph) or not _is_layout(block):
        return [block]
    paragraphs: list[Paragraph | Grid] = []
    seen: set[int] = set()
    for column in range(len(block.rows[0])):
        for row in block.rows:
            cell = row[column]
            if id(cell) not in seen:
                seen.add(id(cell))
                paragraphs.extend(_cell_paragraphs(cell))
    return paragraphs


def _is_layout(grid: Grid) -> bool:
    """Whether a table serves the layout of a head or a signature block."""
    if not grid.rows or len(grid.rows) > _MAX_LAYOUT_ROWS or len(grid.rows[0]) > _MAX_LAYOUT_COLUMNS:
        return False
    if any(_LAYOUT_CELL.match(line) for row in grid.rows for cell in row for line in cell.text.split("\n")):
        return True
    filled = [cell.text for row in grid.rows for cell in row if cell.text.strip()]
    return len(grid.rows) == 1 and any(opens_signature(squeeze(text.split("\n")[0])) for text in filled[-1:])


def _cell_paragraphs(cell: Cell) -> list[Paragraph]:
    """One paragraph a line of the cell."""
    lines = []
    for fragment in cell.fragments:
        pieces = fragment.text.split("\n")
        known = iter(fragment.confidences)
        for piece in pieces:
            own = tuple(islice(known, len(piece.split())))
            if piece.strip():
                one = fragment if len(pieces) == 1 else Fragment(piece, fragment.place, fragment.span, own)
                lines.append(Paragraph(piece.strip(), (one,), bold=cell.bold))
    return lines
