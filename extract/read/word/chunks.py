"""Documents imported by ``w:altChunk``, which Word merges only when it opens the file.

Source: ECMA-376 part 1, 17.17.2.1 (altChunk).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from extract.read.gate import sound_text
from extract.read.sniff import MediaType, decode_text, identify
from extract.read.word.content import BLANKS
from extract.read.word.shown import Aside
from extract.read.word.webpage import harmless_page, page_of_archive
from schemas.document import Fragment, Paragraph, Place
from schemas.errors import UnsupportedError

Convert = Callable[[bytes, str], bytes]
"""A document and the ending of its kind ("rtf") → a DOCX,
as `extract.read.word.soffice.convert_to_docx` makes it.
"""


class Imports(NamedTuple):
    """How imported documents are read, how deep inside one another they stand,
    and where it is kept what all of them hold beside their text.
    """

    convert: Convert
    aside: Aside
    depth: int = 0

    def deeper(self) -> Imports:
        """The same inside an imported document."""
        return self._replace(depth=self.depth + 1)


def chunk_package(data: bytes, stated: str, convert: Convert) -> bytes | list[str]:
    """An imported document as a DOCX, or as the lines of a plain text.

    ``stated`` is the media type the package gives it: pieces of a page do not begin like one.

    Raises:
        MissingProgramError: it is a web page or RTF, and LibreOffice is not installed, or may not
        be run.
        UnsupportedError: it is of another kind.
    """
    kind = identify(data) if data else MediaType.TEXT
    if kind == MediaType.DOCX:
        return data
    if kind == MediaType.WEB_ARCHIVE:
        return convert(harmless_page(page_of_archive(data)), "html")
    if kind == MediaType.HTML or (kind == MediaType.TEXT and "html" in stated):
        return convert(harmless_page(data), "html")
    if kind == MediaType.RTF:
        return convert(data, "rtf")
    text = decode_text(data) if kind == MediaType.TEXT else None
    if text is None or "xml" in stated:
        raise UnsupportedError(
            f"a piece of the document is an import ({stated or kind}) that only Word merges; open "
            "it in Word and save it again"
        )
    return text.splitlines()


def paragraphs_of_lines(lines: list[str], part: str) -> Iterator[Paragraph]:
    """The lines of a plain text as paragraphs of a part."""
    for number, line in enumerate(lines):
        text = sound_text(line.strip(BLANKS))
        if text:
            yield Paragraph(text, (Fragment(text, Place(part=part, block=number)),))
