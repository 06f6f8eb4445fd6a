"""Which reader reads what: a file by its bytes, a PDF page by page.

Every page of a PDF is laid out while its engine stands at it and judged at once; the pages the first engine cannot
read well go to the next reader, and come back as blocks in their place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from extract.layout.blocks import open_columns, page_blocks
from extract.layout.furniture import is_signature
from extract.layout.text_rows import Gutter
from extract.layout.verdict import Verdict, judge_page, judge_short_pages
from extract.options import MOST_PAGES, Engine, Options
from extract.pipeline.doubt import find_doubts, is_better, read_doubted
from extract.pipeline.page_clock import PageClock
from extract.read.sniff import MediaType, sniff
from extract.structure.ledger import list_fragments
from schemas.document import Block, Furniture, Place, Source
from schemas.errors import DamagedError, ExtractError, MissingProgramError, NotAdministrativeError
from schemas.page import Page

if TYPE_CHECKING:
    from extract.read.word.chunks import Convert

NEEDS_OCR = (
    "the PDF has no text layer, only pictures of pages, and --ocr never leaves them unread; leave that option out"
)
NEEDS_OCR_AGAIN = (
    "the PDF's text layer is broken, its letters are not those the pages show, and --ocr never leaves "
    "the pages unread; leave that option out"
)

OnPage = Callable[[int, int], None]
PageReader = Callable[[bytes, int | None], Iterator[Page]]


class ReadPage(NamedTuple):
    """One page's blocks, the verdict on its text layer, and the text without furniture that was judged.

    ``recognised``: the blocks were read from the page's picture instead; ``failure``: why they could not be;
    ``repair``: how the letters were understood that the file states wrongly;
    ``understood``: recognised words as they were read and as their ink shows them;
    ``second``: why the second engine read it; ``hidden``: its letters were recognised by another program.
    """

    number: int
    blocks: list[Block]
    verdict: Verdict
    text: str
    recognised: bool = False
    failure: ExtractError | None = None
    repair: str = ""
    second: str = ""
    hidden: bool = False
    understood: tuple[tuple[str, str], ...] = ()


class Watch(NamedTuple):
    """What is called while a document is read.

    ``on_page(done, total)`` after every page; ``meanwhile()`` once while programs beside this one read pictures;
    ``clock`` is asked how long a page may be read, by default as if the document's time began with its recognition.
    """

    on_page: OnPage = lambda done, total: None
    meanwhile: Callable[[], None] = lambda: None
    clock: PageClock | None = None


_UNWATCHED = Watch()


def read_source(data: bytes, options: Options, watch: Watch = _UNWATCHED) -> Source:
    """The blocks of a document of any kind, in reading order.

    Raises:
        ExtractError: there is nothing to go on with; its subclasses say why.
    """
    kind = sniff(data)
    if kind == MediaType.PDF:
        return _read_pdf(data, options, watch)
    if kind == MediaType.DOCX:
        from extract.read.word.docx import read_docx

        return read_docx(data, _converter(options))
    if kind == MediaType.TEXT:
        from extract.read.text.transcript import read_transcript

        return read_transcript(data)
    from extract.read.word.office import read_office

    return read_office(data, kind, _converter(options))


def _converter(options: Options) -> Convert:
    """What makes a DOCX of documents of other kinds."""
    from extract.read.word.soffice import convert_to_docx

    return partial(convert_to_docx, cage=options.cage)


def _engine(name: Engine) -> PageReader:
    """The reader of an engine, imported when it is needed."""
    if name == "pdfplumber":
        from extract.read.pdf.plumber import read_plumber

        return read_plumber
    from extract.read.pdf.pdfium import read_pdfium

    return read_pdfium


def _read_pdf(data: bytes, options: Options, watch: Watch) -> Source:
    """A PDF's pages as blocks; a file that the first engine refuses is read by the second, or written anew."""
    try:
        return _source_of(_engine(options.engine), data, options, watch)
    except DamagedError as refused:
        if options.engine != "pdfium":
            raise
        try:
            source = _source_of(_engine("pdfplumber"), data, options, watch)
        except ExtractError:
            return _read_rewritten(data, options, watch, refused)
        source.notes.append(("second-engine", f"pdfium: {refused}; read by pdfplumber instead", Place(page=1)))
        return source


def _read_rewritten(data: bytes, options: Options, watch: Watch, refused: DamagedError) -> Source:
    """A PDF that no engine opens, written anew once from what can be found in it."""
    from extract.read.pdf.rewrite import rewrite_pdf

    try:
        source = _source_of(_engine("pdfium"), rewrite_pdf(data), options, watch)
    except ExtractError:
        raise refused from None
    source.notes.append(("second-engine", f"pdfium: {refused}; its structure was repaired to read it", Place(page=1)))
    return source


def _source_of(reader: PageReader, data: bytes, options: Options, watch: Watch) -> Source:
    """The pages as one source, those without sound letters recognised."""
    pages = _read_pages(reader, data, options, watch)
    if options.engine == "pdfium":
        pages = _read_again(data, pages, options)
    source = _assembled(_recognised(data, pages, options, watch))
    for page in pages:
        if page.second:
            message = f"{page.second}; read by pdfplumber instead"
            source.notes.append(("second-engine", message, Place(page=page.number)))
    return source


def _read_again(data: bytes, pages: list[ReadPage], options: Options) -> list[ReadPage]:
    """The pages, those the first engine does not see whole read by the second where that sees more."""
    most = options.max_pages or MOST_PAGES
    sound = [page.blocks if page.verdict == "sound" else None for page in pages]
    doubts = {doubt.number: doubt for doubt in find_doubts(data, sound, most)}
    if not doubts:
        return pages
    known = {page.number: page for page in pages}
    for page in read_doubted(data, list(doubts.values())):
        doubt, blocks = doubts[page.number], page_blocks(page)
        before = known[page.number].blocks if page.number in known else []
        if is_better(doubt, before, blocks):
            text = _text_of(blocks)
            known[page.number] = ReadPage(page.number, blocks, judge_page(page, text), text, second=doubt.why)
    return [known[number] for number in sorted(known)]


def _read_pages(reader: PageReader, data: bytes, options: Options, watch: Watch) -> list[ReadPage]:
    """Every page laid out and judged."""
    pages: list[ReadPage] = []
    carried: tuple[Gutter, ...] = ()
    for page in reader(data, options.max_pages or MOST_PAGES):
        blocks = page_blocks(page, carried)
        carried = open_columns(blocks)
        text = _text_of(blocks)
        verdict = judge_page(page, text)
        pages.append(ReadPage(page.number, blocks, verdict, text, repair=page.repair, hidden=page.hidden))
        watch.on_page(page.number, 0)
    verdicts = judge_short_pages([page.verdict for page in pages], [page.text for page in pages])
    return [page._replace(verdict=verdict) for page, verdict in zip(pages, verdicts, strict=True)]


def _text_of(blocks: list[Block]) -> str:
    """What stands on a page besides furniture."""
    content = [block for block in blocks if not isinstance(block, Furniture)]
    return "\n".join(fragment.text for fragment in list_fragments(content))


def _recognised(data: bytes, pages: list[ReadPage], options: Options, watch: Watch) -> list[ReadPage]:
    """The pages, each that asks for it read from its picture.

    Raises:
        MissingProgramError: a program is missing without which nothing of the document can be read.
    """
    wanted = [page for page in pages if options.ocr == "always" or page.verdict != "sound"]
    if options.ocr == "never" or not wanted:
        return pages
    from extract.pipeline.recognise import recognise_pages

    numbers = [page.number for page in wanted]
    clock = watch.clock or PageClock(options)
    drawn = {page.number for page in wanted if page.verdict == "sound" or _own_words(page)}
    found = {page.number: page for page in pages}
    try:
        pages_seen = recognise_pages(data, numbers, drawn, options, watch.meanwhile, clock)
        for done, seen in enumerate(pages_seen, start=1):
            before = found[seen.number]
            seals = [] if seen.number in drawn else [_seal(block) for block in before.blocks]
            found[seen.number] = before._replace(
                blocks=before.blocks if seen.failure else [*seen.blocks, *seals],
                recognised=seen.failure is None,
                failure=seen.failure,
                understood=seen.understood,
            )
            clock.put_off()
            watch.on_page(done, len(wanted))
    except MissingProgramError as missing:
        if options.ocr == "always" or len(wanted) == len(pages):
            raise
        return [page if page.verdict == "sound" else page._replace(failure=missing) for page in pages]
    return list(found.values())


def _own_words(page: ReadPage) -> bool:
    """Whether a page has text besides furniture and the words of a digital signature."""
    return any(line.strip() and not is_signature(line) for line in page.text.split("\n"))


def _seal(block: Block) -> Block:
    """What stands over a page's picture, as furniture."""
    return block if isinstance(block, Furniture) else Furniture("signature_overlay", tuple(list_fragments([block])))


def _assembled(pages: list[ReadPage]) -> Source:
    """The pages as one source; of a broken page that was not recognised nothing is taken.

    Raises:
        MissingProgramError: no page has text, and none was to be recognised.
        ExtractError: no page could be recognised; its class is that of the first page's failure.
    """
    blocks = [block for page in pages if page.recognised or page.verdict != "broken" for block in page.blocks]
    unread = [page for page in pages if page.verdict != "sound" and not page.recognised]
    if unread and (len(unread) == len(pages) or all(isinstance(block, Furniture) for block in blocks)):
        failures = [page.failure for page in unread if page.failure]
        if failures:
            raise type(failures[0])(f"no page could be read: {failures[0]}")
        broken = any(page.verdict == "broken" for page in pages)
        raise MissingProgramError(NEEDS_OCR_AGAIN if broken else NEEDS_OCR)
    if all(isinstance(block, Furniture) for block in blocks):
        raise NotAdministrativeError("no text was recognised on any of its pages")
    source = Source(blocks, "application/pdf", _layer(pages), pages=len(pages))
    source.failure = next((page.failure for page in pages if page.failure), None)
    for page in pages:
        if page.failure or page in unread:
            source.notes.append((*_unread(page), Place(page=page.number)))
        elif page.repair and not page.recognised:
            message = f"the letters of page {page.number} are not those the file states: understood as {page.repair}"
            source.notes.append(("text-layer-repaired", message, Place(page=page.number)))
        if page.understood:
            told = "; ".join(f"'{read}' understood as '{shown}'" for read, shown in page.understood)
            source.notes.append(("ocr-repaired", f"words as their ink shows them: {told}", Place(page=page.number)))
    recognised = [page.number for page in pages if page.recognised]
    if recognised:
        message = f"{len(recognised)} of {len(pages)} pages were read from their pictures; their words may be misread"
        source.notes.append(("text-recognised", message, Place(page=recognised[0])))
    hidden = _hidden_layer(pages)
    if hidden:
        from extract.read.scan.hidden import NEEDS_OPENCV, SEES_RULES

        message = (
            f"{len(hidden)} of {len(pages)} pages hold letters that another program recognised in their pictures; "
            "their words may be misread"
        )
        if not SEES_RULES:
            message = f"{message}, and tables ruled in these pictures are not seen: {NEEDS_OPENCV}"
        source.notes.append(("text-recognised", message, Place(page=hidden[0].number)))
    return source


def _hidden_layer(pages: list[ReadPage]) -> list[ReadPage]:
    """The pages read from letters that another program recognised."""
    return [page for page in pages if page.hidden and page.verdict == "sound" and not page.recognised]


def _layer(pages: list[ReadPage]) -> Literal["digital", "ocr", "mixed", "none"]:
    """What the file itself has of letters, whatever was recognised."""
    sound = [page for page in pages if page.verdict == "sound"]
    hidden = sum(page.hidden for page in sound)
    if not sound:
        return "none"
    if len(sound) < len(pages) or 0 < hidden < len(sound):
        return "mixed"
    return "ocr" if hidden else "digital"


def _unread(page: ReadPage) -> tuple[str, str]:
    """The problem of a page that is not read, and what is wrong with it."""
    reason = f": {page.failure}" if page.failure else ""
    if page.verdict == "broken":
        return "text-layer-broken", f"the letters of page {page.number} are not those it shows; it was left out{reason}"
    if page.verdict == "sound":
        return "page-unread", f"page {page.number} could not be recognised; its own text stands{reason}"
    return "page-unread", f"page {page.number} is a picture without text; it was left out{reason}"
