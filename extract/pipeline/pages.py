"""A PDF page by page: every page is laid out while its engine stands at it and judged at once; the
pages the first engine cannot read well go to the next reader, and come back as blocks in their
place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from extract.layout.blocks import open_columns, page_blocks
from extract.layout.furniture import is_signature
from extract.layout.text_rows import Gutter
from extract.layout.verdict import judge_page, judge_short_pages
from extract.options import MOST_PAGES, Engine, Options
from extract.pipeline.assemble import ReadPage, assemble
from extract.pipeline.doubt import find_doubts, is_better, read_doubted
from extract.pipeline.page_clock import PageClock
from extract.pipeline.watch import Watch
from extract.structure.ledger import list_fragments
from schemas.document import Block, Furniture, Place, Source
from schemas.errors import DamagedError, ExtractError, MissingProgramError
from schemas.page import Page

if TYPE_CHECKING:
    from extract.pipeline.recognise import RecognisedPage

PageReader = Callable[[bytes, int | None], Iterator[Page]]


def read_pages(data: bytes, options: Options, watch: Watch) -> Source:
    """A PDF's pages as blocks; a file that the first engine refuses is read by the second,
    or written anew.

    Raises:
        ExtractError: there is nothing to go on with; its subclasses say why.
    """
    try:
        return _source_of(_engine(options.engine), data, options, watch)
    except DamagedError as refused:
        if options.engine != "pdfium":
            raise
        try:
            source = _source_of(_engine("pdfplumber"), data, options, watch)
        except ExtractError:
            return _read_rewritten(data, options, watch, refused)
        source.notes.append(
            ("second-engine", f"pdfium: {refused}; read by pdfplumber instead", Place(page=1))
        )
        return source


def _engine(name: Engine) -> PageReader:
    """The reader of an engine, imported when it is needed."""
    if name == "pdfplumber":
        from extract.read.pdf.plumber import read_shown

        return read_shown
    from extract.read.pdf.pdfium import read_pdfium

    return read_pdfium


def _read_rewritten(data: bytes, options: Options, watch: Watch, refused: DamagedError) -> Source:
    """A PDF that no engine opens, written anew once from what can be found in it."""
    from extract.read.pdf.rewrite import rewrite_pdf

    try:
        source = _source_of(_engine("pdfium"), rewrite_pdf(data), options, watch)
    except ExtractError:
        raise refused from None
    source.notes.append(
        (
            "second-engine",
            f"pdfium: {refused}; its structure was repaired to read it",
            Place(page=1),
        )
    )
    return source


def _source_of(reader: PageReader, data: bytes, options: Options, watch: Watch) -> Source:
    """The pages as one source, those without sound letters recognised."""
    pages = _judged_pages(reader, data, options, watch)
    if options.engine == "pdfium":
        pages = _read_again(data, pages, options)
    source = assemble(_recognised(data, pages, options, watch))
    for page in pages:
        if page.second:
            message = f"{page.second}; read by pdfplumber instead"
            source.notes.append(("second-engine", message, Place(page=page.number)))
    return source


def _read_again(data: bytes, pages: list[ReadPage], options: Options) -> list[ReadPage]:
    """The pages, those the first engine does not see whole
    read by the second where that sees more.
    """
    most = options.max_pages or MOST_PAGES
    sound = [page.blocks if page.verdict == "sound" else None for page in pages]
    unseen = {page.number: page.unseen for page in pages if page.unseen}
    doubts = {doubt.number: doubt for doubt in find_doubts(data, sound, most, unseen)}
    if not doubts:
        return pages
    known = {page.number: page for page in pages}
    for page in read_doubted(data, list(doubts.values()), unseen):
        doubt, blocks = doubts[page.number], page_blocks(page)
        if is_better(doubt, _blocks(known.get(page.number)), blocks):
            known[page.number] = _read_page(page, blocks)._replace(second=doubt.why)
    return [known[number] for number in sorted(known)]


def _blocks(page: ReadPage | None) -> list[Block]:
    return page.blocks if page is not None else []


def _read_page(page: Page, blocks: list[Block]) -> ReadPage:
    """A page laid out, with the verdict on it."""
    text = _text_of(blocks)
    return ReadPage(
        page.number,
        blocks,
        judge_page(page, text),
        text,
        repair=page.repair,
        hidden=page.hidden,
        unseen=tuple(page.unseen),
        pictures=tuple(page.unread),
        pictured=bool(page.images),
    )


def _judged_pages(
    reader: PageReader, data: bytes, options: Options, watch: Watch
) -> list[ReadPage]:
    """Every page laid out and judged."""
    pages: list[ReadPage] = []
    carried: tuple[Gutter, ...] = ()
    for page in reader(data, options.max_pages or MOST_PAGES):
        blocks = page_blocks(page, carried)
        carried = open_columns(blocks)
        pages.append(_read_page(page, blocks))
        watch.on_page(page.number, 0)
    verdicts = judge_short_pages([page.verdict for page in pages], [page.text for page in pages])
    return [page._replace(verdict=verdict) for page, verdict in zip(pages, verdicts, strict=True)]


def _text_of(blocks: list[Block]) -> str:
    """What stands on a page besides furniture."""
    content = [block for block in blocks if not isinstance(block, Furniture)]
    return "\n".join(fragment.text for fragment in list_fragments(content))


def _recognised(
    data: bytes, pages: list[ReadPage], options: Options, watch: Watch
) -> list[ReadPage]:
    """The pages, each that asks for it read from its picture.

    Raises:
        MissingProgramError: a program is missing without which nothing of the document can be read.
    """
    wanted = [page for page in pages if options.ocr == "always" or page.verdict != "sound"]
    if options.ocr == "never" or not wanted:
        return pages
    try:
        seen = _recognise(data, wanted, options, watch)
    except MissingProgramError as missing:
        if options.ocr == "always" or len(wanted) == len(pages):
            raise
        seen = {page.number: page._replace(failure=missing) for page in wanted}
    return [seen.get(page.number, page) for page in pages]


def _recognise(
    data: bytes, wanted: list[ReadPage], options: Options, watch: Watch
) -> dict[int, ReadPage]:
    """The pages ``wanted``, by their numbers, with what was recognised on them."""
    from extract.pipeline.recognise import recognise_pages

    numbers = [page.number for page in wanted]
    drawn = {page.number for page in wanted if page.verdict == "sound" or _own_words(page)}
    clock = watch.clock or PageClock(options)
    before = {page.number: page for page in wanted}
    found: dict[int, ReadPage] = {}
    for seen in recognise_pages(data, numbers, drawn, options, watch.meanwhile, clock):
        covers = seen.number in drawn
        found[seen.number] = _with_letters(before[seen.number], seen, covers=covers)
        clock.put_off()
        watch.on_page(len(found), len(wanted))
    return found


def _with_letters(page: ReadPage, seen: RecognisedPage, *, covers: bool) -> ReadPage:
    """A page with what was recognised on it; unless that ``covers`` all that was drawn,
    what stands over its picture is a seal.
    """
    blocks = page.blocks
    if seen.failure is None:
        blocks = [*seen.blocks, *([] if covers else map(_seal, blocks))]
    return page._replace(
        blocks=blocks,
        recognised=seen.failure is None,
        failure=seen.failure,
        understood=seen.understood,
    )


def _own_words(page: ReadPage) -> bool:
    """Whether a page has text besides furniture and the words of a digital signature."""
    return any(line.strip() and not is_signature(line) for line in page.text.split("\n"))


def _seal(block: Block) -> Block:
    """What stands over a page's picture, as furniture."""
    return (
        block
        if isinstance(block, Furniture)
        else Furniture("signature_overlay", tuple(list_fragments([block])))
    )
