"""The document between the stages: blocks as a reader or the layout sees them,
then the structured whole.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec

from schemas.errors import ExtractError
from schemas.head import Field, Head, Signature
from schemas.place import Fragment as Fragment
from schemas.place import HiddenText as HiddenText
from schemas.place import Place as Place
from schemas.plan import ColumnRole, TableKind, Target

TableRow = list["Cell"]


class Paragraph(msgspec.Struct):
    """One paragraph, or one line of a page before the structure stage joins lines.

    ``marker`` is a numbering label that stands outside the text (Word's own numbering), with its
    trailing punctuation ("1.", "a)", "-"). ``level`` is a heading level the source states (Markdown
    #, Word style), else 0. ``continues``: the line has no sign of a paragraph's beginning;
    ``open_end``: it is full, so that a next line may continue it (lines of pages only). ``note``: a
    footnote. ``span`` in `Document.text` is set by the structure stage.
    """

    text: str
    fragments: tuple[Fragment, ...]
    marker: str = ""
    level: int = 0
    bold: bool = False
    centered: bool = False
    continues: bool = False
    open_end: bool = False
    note: bool = False
    span: tuple[int, int] = (0, 0)


class Cell(msgspec.Struct):
    """One table cell: its text with "\\n" between its lines or paragraphs,
    and where each of them stands.

    A merged cell is one object that stands in every grid position it covers. ``spans`` in
    `Document.text` are set by the structure stage: one, or one a fragment where the source's own
    text keeps a cut cell in pieces.
    """

    text: str
    fragments: tuple[Fragment, ...] = ()
    bold: bool = False
    spans: tuple[tuple[int, int], ...] = ()


class Grid(msgspec.Struct):
    """One table as the source shows it, or the part of it on one page: rectangular rows of cells.

    ``page_top``, ``page_bottom``: nothing but furniture and footnotes stands between this grid and
    that edge of its page, so that it may continue on the neighbouring page. ``edges`` are the x
    positions of the column borders in points (PDF only); ``gutters`` the white between its columns,
    where only the alignment of words shows them. ``nested`` are tables inside cells. ``repeated``
    are header rows that were shown again on later pages. ``torn``: rulings are missing, so that
    they enclose no rectangles somewhere.
    """

    rows: list[TableRow]
    edges: tuple[float, ...] = ()
    gutters: tuple[tuple[float, float], ...] = ()
    page: int | None = None
    page_top: bool = False
    page_bottom: bool = False
    nested: list[Grid] = []
    repeated: list[TableRow] = []
    torn: bool = False


class Furniture(msgspec.Struct):
    """Visible text that is no content: page numbers, running heads, stamps, signature overlays."""

    kind: Literal[
        "page_number",
        "running_head",
        "signature_overlay",
        "stamp",
        "watermark",
        "margin",
        "form_field",
        "annotation",
        "header",
        "footer",
        "break",
    ]
    fragments: tuple[Fragment, ...]


Block = Paragraph | Grid | Furniture


class Source(msgspec.Struct):
    """What a reader hands on: the blocks in reading order and what it knows of the file.

    ``text`` is set by readers whose source is itself text; fragments then carry spans into it.
    ``pages`` is None for formats without pages. ``notes`` are problem codes with messages met while
    reading; ``failure`` is why a page is unread that was to be recognised. No block is ``hidden``.
    ``pictures`` seem to hold text that was not read, ``ink`` is where nothing was recognised,
    on ``looked_at`` pages that have pictures.
    """

    blocks: list[Block]
    media_type: str
    text_layer: Literal["digital", "ocr", "mixed", "none"]
    pages: int | None = None
    text: str | None = None
    notes: list[tuple[str, str, Place]] = []
    failure: ExtractError | None = None
    hidden: list[HiddenText] = []
    pictures: list[Place] = []
    ink: list[Place] = []
    looked_at: int = 0


class Part(msgspec.Struct):
    """A numbered part of the body with everything below it.

    ``paragraph`` carries its marker and heading, ``body`` are the paragraphs without a number right
    below it. ``read`` is the marker as it was recognised, where the sequence of markers says
    another one.
    """

    marker: str
    heading: str
    level: int
    paragraph: Paragraph
    span: tuple[int, int]
    parts: list[Part] = []
    body: list[Paragraph] = []
    read: str | None = None

    def words(self, text: str) -> tuple[int, int]:
        """Where the heading's words stand in the document's text,
        behind the marker up to the paragraph's end.
        """
        start, end = self.paragraph.span
        at = text.find(self.heading[:20], start, end)
        return (at if at >= 0 else start), start + len(text[start:end].rstrip(" *:\n"))


class TableBlock(msgspec.Struct):
    """A joined table with what stands above it: the appendix it belongs to, its title,
    its caption.
    """

    grid: Grid
    appendix: str | None = None
    title: str | None = None
    caption: str | None = None
    span: tuple[int, int] = (0, 0)
    appendix_title: str | None = None
    """The title at the head of the appendix, where other text stands between."""


class Document(msgspec.Struct, frozen=True):
    """The whole document after the structure stage.

    ``recipients`` are the lines of *Nơi nhận*. ``anchors`` are ``(start, end, place)`` of every
    piece of ``text``, sorted: the way from a span to the page. ``body`` are the paragraphs between
    header and signature, ``parts`` its numbered tree. ``issuing`` is the head of the decision that
    issues the plan, where the file holds both; ``caption`` the line below a plan's title that names
    such a decision.
    """

    text: str
    blocks: list[Paragraph | TableBlock]
    head: Head = msgspec.field(default_factory=Head)
    signature: Signature = msgspec.field(default_factory=Signature)
    recipients: tuple[Field, ...] = ()
    body: list[Paragraph] = []
    parts: list[Part] = []
    tables: list[TableBlock] = []
    furniture: list[Furniture] = []
    anchors: list[tuple[int, int, Place]] = []
    issuing: Head | None = None
    caption: Field | None = None


class GroupRow(NamedTuple):
    """A row that names the group of the rows below it: its cells,
    and its marker as read and as understood.

    ``marker`` is None in a row whose marker is no cell of its own.
    """

    marker: Cell | None
    title: Cell
    read: str
    understood: str


class TaskRow(NamedTuple):
    """One task of a table: its cells by role, the other columns by name, the group rows above it.

    ``group`` are their texts with their markers as understood; ``group_rows`` the rows themselves.
    """

    cells: dict[str, Cell]
    extra: dict[str, Cell]
    group: tuple[str, ...]
    group_markers: tuple[str, ...]
    marker: str | None
    group_rows: tuple[GroupRow, ...] = ()


class CellTarget(NamedTuple):
    """A target that one cell of a table of targets states; ``label`` is its column's header."""

    cell: Cell
    target: Target
    label: str


class FoundColumn(NamedTuple):
    """A column: its name, its role, how sure that is,
    and the role it has in the next best reading.
    """

    name: str
    role: ColumnRole
    confidence: float = 1.0
    rival: ColumnRole = "other"


class FoundTable(msgspec.Struct):
    """What a table is: its columns, its kind, the body below the header, its tasks or targets.

    ``confidence`` is that of the kind, ``rival`` the kind it is in the next best reading.
    """

    block: TableBlock
    columns: list[FoundColumn]
    kind: TableKind
    body: list[TableRow]
    tasks: list[TaskRow]
    targets: list[CellTarget] = []
    confidence: float = 1.0
    rival: TableKind = "other"


class Duty(NamedTuple):
    """A task stated in the body: whose it is, what it says, and where it stands.

    ``section`` is the path of markers ("III/2"), ``group`` the headings above it. ``lead``,
    ``coordinating``, ``deadline`` and ``deliverable`` are spans of `Document.text`, as is ``span``,
    which covers the duty's own words. ``sure`` is the probability that this is a duty,
    and this office's.
    """

    section: str
    group: tuple[str, ...]
    marker: str | None
    span: tuple[int, int]
    lead: tuple[int, int] | None
    coordinating: tuple[int, int] | None
    deadline: tuple[int, int] | None = None
    deliverable: tuple[int, int] | None = None
    sure: float = 1.0
