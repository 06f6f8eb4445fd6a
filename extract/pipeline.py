"""The straight line from bytes to a record: read, layout, structure, find, record."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from extract.find.deadlines import find_deadlines
from extract.find.duties import find_duties
from extract.find.passages import find_targets_in
from extract.find.references import find_references
from extract.find.targets import find_targets
from extract.find.tasks import find_table
from extract.layout.blocks import page_blocks
from extract.options import Engine, Options
from extract.read.sniff import MediaType, sniff
from extract.record.build import Findings, build_plan
from extract.record.evidence import where_of
from extract.structure.document import build_document
from extract.structure.ledger import list_fragments, settle
from normalize.text import reads_as_vietnamese
from schemas.document import Block, Document, Fragment, Furniture, Place, Source
from schemas.errors import DamagedError, ExtractError, InputError, MissingProgramError, NotAdministrativeError
from schemas.page import Page
from schemas.plan import Coverage, Plan, Unplaced
from schemas.plan import Source as SourceRecord

_PICTURE_SHARE = 0.5
_FEWEST_CHARACTERS = 200
"""A page of a plan holds more than this; a digital signature's text, or a gazette's head, less."""

_NEEDS_OCR = (
    "the PDF has no text layer, only pictures of pages; reading scans needs text recognition, which this version does "
    "not have: run the file through an OCR program first (Debian: ocrmypdf, tesseract-ocr-vie)"
)

OnPage = Callable[[int, int], None]
PageReader = Callable[[bytes, int | None], Iterator[Page]]


def extract_plan(
    source: str | Path | bytes,
    options: Options | None = None,
    *,
    name: str | None = None,
    on_page: OnPage | None = None,
) -> Plan:
    """The record of one document.

    ``source`` is a path or the file's bytes; ``name`` stands in the record for bytes that have no file name.
    ``on_page(done, total)`` is called after every page; ``total`` is 0 while it is not known.

    Raises:
        ExtractError: there is no result; its subclasses carry the command's exit codes.
    """
    options = options or Options()
    data = source if isinstance(source, bytes) else _read_bytes(Path(source))
    name = name or ("document" if isinstance(source, bytes) else Path(source).name)
    read = _read(data, options, on_page)
    fragments = list_fragments(read.blocks)
    document = build_document(read)
    findings = Findings(
        tables=[find_table(block) for block in document.tables],
        references=find_references(document.text),
        targets=find_targets_in(document, find_targets),
        duties=find_duties(document),
        deadlines=[mention.span for mention in find_deadlines(document.text)],
    )
    about = SourceRecord(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=read.media_type,
        bytes=len(data),
        pages=read.pages,
        text_layer=read.text_layer,
    )
    plan = build_plan(about, read, document, findings, _coverage(fragments, document), options)
    if _is_empty(plan):
        if any(code == "page-unread" for code, _, _ in read.notes):
            raise MissingProgramError(_NEEDS_OCR)
        raise NotAdministrativeError(
            "nothing of a Vietnamese administrative document is in it: no header, no reference, no task"
        )
    return plan


def _read_bytes(path: Path) -> bytes:
    """The file's bytes.

    Raises:
        InputError: it is missing, a folder, not readable, or empty.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError("no such file") from None
    except IsADirectoryError:
        raise InputError("is a folder, not a document") from None
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}") from error
    return data


def _read(data: bytes, options: Options, on_page: OnPage | None) -> Source:
    """The blocks of a document of any kind."""
    kind = sniff(data)
    if kind == MediaType.PDF:
        return _read_pdf(data, options, on_page)
    if kind == MediaType.DOCX:
        from extract.read.docx import read_docx

        return read_docx(data)
    from extract.read.transcript import read_transcript

    return read_transcript(data)


def _engine(name: Engine) -> PageReader:
    """The reader of an engine, imported when it is needed."""
    if name == "pdfplumber":
        from extract.read.plumber import read_plumber

        return read_plumber
    from extract.read.pdfium import read_pdfium

    return read_pdfium


def _read_pdf(data: bytes, options: Options, on_page: OnPage | None) -> Source:
    """A PDF's pages as blocks; where the first engine refuses the file, the second one reads it."""
    try:
        return _read_pages(_engine(options.engine), data, options, on_page)
    except DamagedError as refused:
        if options.engine != "pdfium":
            raise
        try:
            source = _read_pages(_engine("pdfplumber"), data, options, on_page)
        except ExtractError:
            raise refused from None
        source.notes.append(("second-engine", f"pdfium: {refused}; read by pdfplumber instead", Place(page=1)))
        return source


def _read_pages(reader: PageReader, data: bytes, options: Options, on_page: OnPage | None) -> Source:
    """Every page read and laid out while its engine stands at it.

    Raises:
        MissingProgramError: no page has text, so that the document would have to be recognised from its pictures.
    """
    blocks: list[Block] = []
    unread: list[int] = []
    count = 0
    for page in reader(data, options.max_pages):
        count = page.number
        found = page_blocks(page)
        blocks.extend(found)
        if _is_picture(page, found):
            unread.append(page.number)
        if on_page is not None:
            on_page(count, 0)
    if len(unread) == count or all(isinstance(block, Furniture) for block in blocks):
        raise MissingProgramError(_NEEDS_OCR)
    source = Source(blocks, "application/pdf", "mixed" if unread else "digital", pages=count)
    if not reads_as_vietnamese("\n".join(fragment.text for fragment in list_fragments(blocks))):
        message = "the text layer does not read as Vietnamese: its letters are not those the pages show"
        source.notes.append(("text-layer-broken", message, Place(page=1)))
    for number in unread:
        message = f"page {number} is a picture without text; it was left out"
        source.notes.append(("page-unread", message, Place(page=number)))
    return source


def _is_picture(page: Page, blocks: list[Block]) -> bool:
    """Whether a page is a scan: a picture covers most of it, and the text over it is furniture or a signature."""
    covered = sum((image.x1 - image.x0) * (image.bottom - image.top) for image in page.images)
    if covered < _PICTURE_SHARE * page.width * page.height:
        return False
    content = [block for block in blocks if not isinstance(block, Furniture)]
    return sum(len(fragment.text) for fragment in list_fragments(content)) < _FEWEST_CHARACTERS


def _coverage(source: list[Fragment], document: Document) -> Coverage:
    characters, placed, unplaced = settle(source, document)
    return Coverage(
        characters=characters,
        placed=placed,
        unplaced=tuple(Unplaced(text=one.text, where=where_of(one.place, one.span)) for one in unplaced),
    )


def _is_empty(plan: Plan) -> bool:
    """Whether nothing of an administrative document was found."""
    header = plan.header
    named = header.code or header.kind or header.issued_on
    return not named and not plan.references and not plan.tasks
