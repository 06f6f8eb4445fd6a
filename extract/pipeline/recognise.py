"""Pages without letters of their own: their pictures recognised side by side,
laid out like any other page.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

from extract.layout.blocks import page_blocks
from extract.options import Options
from extract.pipeline.page_clock import PageClock
from extract.shortage import find_shortage
from schemas.document import Block
from schemas.errors import DamagedError, ExtractError, LimitError, MissingProgramError
from schemas.page import Box, Page

if TYPE_CHECKING:
    from extract.read.scan.image import Raster
    from extract.read.scan.ink import Picture
    from extract.read.scan.page import Recogniser
    from extract.read.scan.tesseract import SeenLine
    from extract.read.scan.tesseract_program import Programs

MISSING_LIBRARY = (
    "scanned pages need OpenCV and NumPy: pip install 'kehoach[ocr]' "
    "(or leave scanned pages out with --ocr never)"
)

_LIBRARIES = 192
"""Mebibytes of address space that OpenCV and NumPy take."""
_SAID = 200

_SURE_LETTERS = 0.35
"""The mean confidence below which a page's letters are what the recogniser sees in noise: there it
is 0.11, on the worst of 60 scanned pages that hold text 0.77."""
_FEWEST_LETTERS = 100


class RecognisedPage(NamedTuple):
    """The blocks recognised on a page, or why there are none; its words as they were read and as
    they were understood, where these differ.
    """

    number: int
    blocks: list[Block]
    failure: ExtractError | None = None
    understood: tuple[tuple[str, str], ...] = ()


def recognise_pages(
    data: bytes,
    numbers: list[int],
    drawn: set[int],
    options: Options,
    meanwhile: Callable[[], None] = lambda: None,
    clock: PageClock | None = None,
) -> Iterator[RecognisedPage]:
    """The pages ``numbers`` of a PDF in this order, recognised from their pictures.

    ``drawn`` are the pages that must be taken as they are drawn, text and all, even where one
    picture covers them. ``meanwhile`` is called once, when every program has a page to read and one
    lies ready; ``clock`` says how long a page may take.

    Raises:
        MissingProgramError: what recognition needs is not installed.
        LimitError: it needs more memory, processes or files than there may be.
    """
    _check_programs()
    from extract.read.scan.image import memory_said, take_rasters
    from extract.read.scan.tesseract import BLOCK, SPARSE
    from extract.read.scan.tesseract_program import Programs
    from extract.threads import Threads

    jobs = options.jobs or os.cpu_count() or 1
    waiting: deque[Future[RecognisedPage]] = deque()
    with ExitStack() as stack:
        stack.enter_context(memory_said())
        programs = stack.enter_context(Programs(jobs))
        recogniser = _recogniser(programs, options, clock or PageClock(options))
        # one more thread than programs: a page's second reading is done beside the next page's
        # first
        pool = Threads(min(jobs + 1, len(numbers)) or 1, "recognition")
        stack.callback(pool.shutdown, cancel_futures=True)
        # pdfium is not made for threads, and a picture needs much memory until it is a page: both
        # happen here, one after the other, while the programs read
        for count, raster in enumerate(take_rasters(data, numbers, drawn), start=1):
            dpi = 0.0 if isinstance(raster, int) else raster.dpi
            if dpi and count <= jobs:
                pool.submit(programs.expect, dpi, BLOCK)
            waiting.append(pool.submit(_recognise, _prepared(raster, recogniser)))
            del raster  # the page has a picture of its own
            if dpi and count == 1:  # which nearly always has a head that is looked at again
                pool.submit(programs.expect, dpi, SPARSE)
            if count == min(jobs + 1, len(numbers)):
                meanwhile()
            yield from _done(waiting, jobs + 1)
        yield from _done(waiting, 0)


def _done(waiting: deque[Future[RecognisedPage]], most: int) -> Iterator[RecognisedPage]:
    """The first pages that are done, and as many that no more than ``most`` are left waiting.

    One page lies ready for the program that ends first; a page that is done gives its time back at
    once.
    """
    while len(waiting) > most or (waiting and waiting[0].done()):
        yield waiting.popleft().result()


def _check_programs() -> None:
    """See that all is installed.

    Raises:
        MissingProgramError: it is not.
        LimitError: there is no room for it.
    """
    from extract.read.scan.tesseract_installed import version
    from extract.threads import Threads

    with Threads(
        1
    ) as beside:  # the program takes as long to answer as the libraries to be imported
        answer = beside.submit(version)
        try:
            import cv2  # noqa: F401
            import numpy  # noqa: F401
        except ModuleNotFoundError as error:
            raise MissingProgramError(MISSING_LIBRARY) from error
        except ImportError as error:  # it is there, and cannot be loaded
            said = " ".join(str(error).split())[-_SAID:]
            raise find_shortage(_LIBRARIES) or MissingProgramError(
                f"OpenCV cannot be loaded: {said}"
            ) from error
        answer.result()


def _recogniser(programs: Programs, options: Options, clock: PageClock) -> Recogniser:
    """Tesseract, with what it once read kept where the options allow it."""
    from extract.read.scan import cache as scan_cache
    from extract.read.scan import tesseract

    run = scan_cache.cached(programs.run) if options.cache else programs.run

    def recognise(
        pictures: list[Picture], dpi: float, *, segmentation: int = tesseract.BLOCK
    ) -> list[list[SeenLine]]:
        timeout = clock.page_seconds()
        return tesseract.recognise(
            pictures, dpi, run=run, timeout=timeout, segmentation=segmentation
        )

    return recognise


def _prepared(raster: Raster | int, recogniser: Recogniser) -> Page | int:
    """The page whose letters are to be read; its number alone where there is no picture of it."""
    from extract.read.scan.page import read_scan

    return raster if isinstance(raster, int) else read_scan(raster, recogniser)


def _recognise(page: Page | int) -> RecognisedPage:
    from extract.read.scan.tesseract_program import LateError, RecognitionError

    if isinstance(page, int):
        return RecognisedPage(page, [], DamagedError(f"the picture of page {page} cannot be drawn"))
    try:
        blocks = page_blocks(page)
    except LateError as error:
        return RecognisedPage(page.number, [], LimitError(f"page {page.number}: {error}"))
    except RecognitionError as error:
        return RecognisedPage(page.number, [], DamagedError(f"page {page.number}: {error}"))
    if _shows_noise(page):
        return RecognisedPage(
            page.number,
            [],
            DamagedError(
                f"page {page.number}: its picture shows no letters that could be told from noise"
            ),
        )
    return RecognisedPage(page.number, blocks, understood=tuple(page.understood))


def _shows_noise(page: Page) -> bool:
    """Whether the recogniser is sure of next to nothing that it saw on a page."""
    words = page.words(Box(-page.width, -page.height, 2 * page.width, 2 * page.height))
    letters = sum(len(word.text) for word in words)
    sure = sum(len(word.text) * word.confidence for word in words)
    return letters >= _FEWEST_LETTERS and sure < _SURE_LETTERS * letters
