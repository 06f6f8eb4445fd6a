"""Which reader reads what: a file by its bytes, a PDF page by page.

Every page of a PDF is laid out while its engine stands at it and judged at once; the pages the first engine cannot
read well go to the next reader, and come back as blocks in their place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from extract.layout.blocks import page_blocks
from extract.options import Engine, Options
from extract.read.sniff import MediaType, sniff
from extract.structure.ledger import list_fragments
from normalize.text import reads_as_vietnamese
from schemas.document import Block, Furniture, Place, Source
from schemas.errors import DamagedError, ExtractError, MissingProgramError
from schemas.page import Page

_PICTURE_SHARE = 0.5
_FEWEST_CHARACTERS = 200
"""A page of a plan holds more than this; a digital signature's text, or a gazette's head, less."""

NEEDS_OCR = (
    "the PDF has no text layer, only pictures of pages; reading scans needs text recognition, which this version does "
    "not have: run the file through an OCR program first (Debian: ocrmypdf, tesseract-ocr-vie)"
)

OnPage = Callable[[int, int], None]
PageReader = Callable[[bytes, int | None], Iterator[Page]]

Verdict = Literal["sound", "picture"]
"""What a page turned out to be: ``sound`` is read; ``picture`` shows an image whose letters nobody has read."""


class ReadPage(NamedTuple):
    """One page's blocks and the verdict on them."""

    number: int
    blocks: list[Block]
    verdict: Verdict


def read_source(data: bytes, options: Options, on_page: OnPage | None = None) -> Source:
    """The blocks of a document of any kind, in reading order.

    Raises:
        ExtractError: there is nothing to go on with; its subclasses say why.
    """
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
        return _assembled(_read_pages(_engine(options.engine), data, options, on_page))
    except DamagedError as refused:
        if options.engine != "pdfium":
            raise
        try:
            source = _assembled(_read_pages(_engine("pdfplumber"), data, options, on_page))
        except ExtractError:
            raise refused from None
        source.notes.append(("second-engine", f"pdfium: {refused}; read by pdfplumber instead", Place(page=1)))
        return source


def _read_pages(reader: PageReader, data: bytes, options: Options, on_page: OnPage | None) -> list[ReadPage]:
    """Every page laid out and judged."""
    pages = []
    for page in reader(data, options.max_pages):
        blocks = page_blocks(page)
        pages.append(ReadPage(page.number, blocks, "picture" if _is_picture(page, blocks) else "sound"))
        if on_page is not None:
            on_page(page.number, 0)
    return pages


def _assembled(pages: list[ReadPage]) -> Source:
    """The pages as one source.

    Raises:
        MissingProgramError: no page has text, so that the document would have to be recognised from its pictures.
    """
    blocks = [block for page in pages for block in page.blocks]
    unread = [page.number for page in pages if page.verdict == "picture"]
    if len(unread) == len(pages) or all(isinstance(block, Furniture) for block in blocks):
        raise MissingProgramError(NEEDS_OCR)
    source = Source(blocks, "application/pdf", "mixed" if unread else "digital", pages=len(pages))
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
