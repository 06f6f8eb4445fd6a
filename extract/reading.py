"""Which reader reads what: a file by its bytes, a PDF page by page.

Every page of a PDF is laid out while its engine stands at it and judged at once; the pages the first engine cannot
read well go to the next reader, and come back as blocks in their place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from extract.layout.blocks import page_blocks
from extract.layout.verdict import Verdict, judge_page, judge_short_pages
from extract.options import Engine, Options
from extract.read.sniff import MediaType, sniff
from extract.structure.ledger import list_fragments
from schemas.document import Block, Furniture, Place, Source
from schemas.errors import DamagedError, ExtractError, MissingProgramError
from schemas.page import Page

_RECOGNISE = (
    "reading it needs text recognition, which this version does not have: run the file through an OCR program first "
    "(Debian: ocrmypdf, tesseract-ocr-vie)"
)
NEEDS_OCR = f"the PDF has no text layer, only pictures of pages; {_RECOGNISE}"
NEEDS_OCR_AGAIN = f"the PDF's text layer is broken, its letters are not those the pages show; {_RECOGNISE}"

OnPage = Callable[[int, int], None]
PageReader = Callable[[bytes, int | None], Iterator[Page]]


class ReadPage(NamedTuple):
    """One page's blocks, the verdict on them, and its text without furniture, which was judged."""

    number: int
    blocks: list[Block]
    verdict: Verdict
    text: str


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
    if kind == MediaType.TEXT:
        from extract.read.transcript import read_transcript

        return read_transcript(data)
    from extract.read.office import read_office

    return read_office(data, kind)


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
    pages: list[ReadPage] = []
    for page in reader(data, options.max_pages):
        blocks = page_blocks(page)
        text = _text_of(blocks)
        pages.append(ReadPage(page.number, blocks, judge_page(page, text), text))
        if on_page is not None:
            on_page(page.number, 0)
    verdicts = judge_short_pages([page.verdict for page in pages], [page.text for page in pages])
    return [page._replace(verdict=verdict) for page, verdict in zip(pages, verdicts, strict=True)]


def _text_of(blocks: list[Block]) -> str:
    """What stands on a page besides furniture."""
    content = [block for block in blocks if not isinstance(block, Furniture)]
    return "\n".join(fragment.text for fragment in list_fragments(content))


def _assembled(pages: list[ReadPage]) -> Source:
    """The pages as one source; of a broken page, whose letters are not those it shows, nothing is taken.

    Raises:
        MissingProgramError: no page has text, so that the document would have to be recognised from its pictures.
    """
    blocks = [block for page in pages if page.verdict != "broken" for block in page.blocks]
    unread = [page for page in pages if page.verdict != "sound"]
    if len(unread) == len(pages) or all(isinstance(block, Furniture) for block in blocks):
        broken = any(page.verdict == "broken" for page in pages)
        raise MissingProgramError(NEEDS_OCR_AGAIN if broken else NEEDS_OCR)
    source = Source(blocks, "application/pdf", "mixed" if unread else "digital", pages=len(pages))
    for page in unread:
        source.notes.append((*_unread(page), Place(page=page.number)))
    return source


def _unread(page: ReadPage) -> tuple[str, str]:
    """The problem of a page that is not read, and what is wrong with it."""
    if page.verdict == "picture":
        return "page-unread", f"page {page.number} is a picture without text; it was left out"
    return "text-layer-broken", f"the letters of page {page.number} are not those the page shows; it was left out"
