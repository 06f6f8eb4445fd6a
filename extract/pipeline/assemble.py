"""Pages as one source: what is taken of each, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from extract.layout.verdict import Verdict
from schemas.document import Block, Furniture, HiddenText, Place, Source
from schemas.errors import ExtractError, MissingProgramError, NotAdministrativeError
from schemas.page import Box, Unseen

NEEDS_OCR = (
    "the PDF has no text layer, only pictures of pages, and --ocr never leaves them unread; "
    "leave that option out"
)
NEEDS_OCR_AGAIN = (
    "the PDF's text layer is broken, its letters are not those the pages show, and --ocr never "
    "leaves the pages unread; leave that option out"
)


Remark = tuple[str, str, Place]
"""A problem of reading: its code, what is wrong, and where."""


class ReadPage(NamedTuple):
    """One page's blocks, the verdict on its text layer,
    and the text without furniture that was judged.

    ``recognised``: the blocks were read from the page's picture instead; ``failure``: why they
    could not be; ``repair``: how the letters were understood that the file states wrongly;
    ``understood``: recognised words as they were read and as their ink shows them; ``second``: why
    the second engine read it; ``hidden``: its letters were recognised by another program;
    ``unseen``: letters that it does not show; ``pictures`` show lines of text,
    ``pictured``: it has pictures, which were looked at.
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
    unseen: tuple[Unseen, ...] = ()
    pictures: tuple[Box, ...] = ()
    pictured: bool = False


def assemble(pages: list[ReadPage]) -> Source:
    """The pages as one source; of a broken page that was not recognised nothing is taken.

    Raises:
        MissingProgramError: no page has text, and none was to be recognised.
        ExtractError: no page could be recognised; its class is that of the first page's failure.
    """
    blocks = [
        block
        for page in pages
        if page.recognised or page.verdict != "broken"
        for block in page.blocks
    ]
    without_text = all(isinstance(block, Furniture) for block in blocks)
    _check_read(pages, without_text)
    if without_text:
        raise NotAdministrativeError("no text was recognised on any of its pages")
    source = Source(blocks, "application/pdf", _layer(pages), pages=len(pages))
    source.failure = next((page.failure for page in pages if page.failure), None)
    source.notes.extend(note for page in pages for note in _page_notes(page))
    source.notes.extend(_document_notes(pages))
    source.hidden.extend(_hidden_text(pages))
    source.pictures.extend(_pictures(pages, recognised=False))
    source.looked_at = sum(page.pictured for page in pages)
    source.ink.extend(_pictures(pages, recognised=True))
    return source


def _hidden_text(pages: list[ReadPage]) -> Iterator[HiddenText]:
    """What the pages do not show."""
    for page in pages:
        for one in page.unseen:
            yield HiddenText(one.reason, one.text, Place(page=page.number, box=one.box))


def _pictures(pages: list[ReadPage], *, recognised: bool) -> Iterator[Place]:
    """The pictures with lines of text on pages that were read by their letters; or those of pages
    on whose picture no letters were recognised.
    """
    for page in pages:
        if page.verdict == "sound" and not page.recognised:
            wanted = not recognised
        else:
            wanted = recognised and page.recognised and not page.blocks
        yield from (Place(page=page.number, box=box) for box in page.pictures if wanted)


def _is_unread(page: ReadPage) -> bool:
    return page.verdict != "sound" and not page.recognised


def _check_read(pages: list[ReadPage], without_text: bool) -> None:
    """Raise where no page is read, or none of those that have more than furniture."""
    unread = [page for page in pages if _is_unread(page)]
    if not unread or (len(unread) < len(pages) and not without_text):
        return
    failures = [page.failure for page in unread if page.failure]
    if failures:
        raise type(failures[0])(f"no page could be read: {failures[0]}")
    broken = any(page.verdict == "broken" for page in pages)
    raise MissingProgramError(NEEDS_OCR_AGAIN if broken else NEEDS_OCR)


def _page_notes(page: ReadPage) -> Iterator[Remark]:
    """What is to be said of one page."""
    place = Place(page=page.number)
    if page.failure or _is_unread(page):
        yield (*_unread(page), place)
    elif page.repair and not page.recognised:
        message = (
            f"the letters of page {page.number} are not those the file states: "
            f"understood as {page.repair}"
        )
        yield "text-layer-repaired", message, place
    if page.understood:
        told = "; ".join(f"'{read}' understood as '{shown}'" for read, shown in page.understood)
        yield "ocr-repaired", f"words as their ink shows them: {told}", place


def _document_notes(pages: list[ReadPage]) -> Iterator[Remark]:
    """What is to be said once of all pages that were recognised, here or by another program."""
    recognised = [page.number for page in pages if page.recognised]
    if recognised:
        message = (
            f"{len(recognised)} of {len(pages)} pages were read from their pictures; "
            "their words may be misread"
        )
        yield "text-recognised", message, Place(page=recognised[0])
    hidden = _hidden_layer(pages)
    if hidden:
        from extract.read.scan.hidden import NEEDS_OPENCV, SEES_RULES

        message = (
            f"{len(hidden)} of {len(pages)} pages hold letters that another program recognised in "
            "their pictures; their words may be misread"
        )
        if not SEES_RULES:
            message = f"{message}, and tables ruled in these pictures are not seen: {NEEDS_OPENCV}"
        yield "text-recognised", message, Place(page=hidden[0].number)


def _hidden_layer(pages: list[ReadPage]) -> list[ReadPage]:
    """The pages read from letters that another program recognised."""
    return [
        page for page in pages if page.hidden and page.verdict == "sound" and not page.recognised
    ]


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
        return (
            "text-layer-broken",
            f"the letters of page {page.number} are not those it shows; it was left out{reason}",
        )
    if page.verdict == "sound":
        return (
            "page-unread",
            f"page {page.number} could not be recognised; its own text stands{reason}",
        )
    return "page-unread", f"page {page.number} is a picture without text; it was left out{reason}"
