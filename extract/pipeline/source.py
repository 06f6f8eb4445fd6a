"""Which reader reads what: a file by its bytes.

Only what reads that kind of file is loaded.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from extract.options import Options
from extract.pipeline.unknown import unknown_letters
from extract.pipeline.watch import UNWATCHED, Watch
from extract.read.sniff import MediaType, sniff
from schemas.document import Source

if TYPE_CHECKING:
    from extract.read.word.chunks import Convert


def read_source(data: bytes, options: Options, watch: Watch = UNWATCHED) -> Source:
    """The blocks of a document of any kind, in reading order.

    Raises:
        ExtractError: there is nothing to go on with; its subclasses say why.
    """
    source = _read(data, options, watch)
    source.notes.extend(unknown_letters(source.blocks))
    return source


def _read(data: bytes, options: Options, watch: Watch) -> Source:
    kind = sniff(data)
    if kind == MediaType.PDF:
        from extract.pipeline.pages import read_pages

        return read_pages(data, options, watch)
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
