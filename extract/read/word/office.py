"""DOC, RTF, ODT and web pages that offices send as documents: LibreOffice makes a DOCX of them,
which is read.

Places are those of the DOCX (part, block, row, cell): the order of paragraphs and cells is the same
in both.
"""

from __future__ import annotations

from extract.read.sniff import MediaType
from extract.read.word.chunks import Convert
from extract.read.word.docx import read_docx
from extract.read.word.soffice import convert_to_docx
from extract.read.word.webpage import harmless_page, page_of_archive
from extract.read.zip_limits import check_zip
from schemas.document import Source
from schemas.errors import DamagedError, EncryptedError, ExtractError, LimitError

_ENDINGS = {
    MediaType.DOC: "doc",
    MediaType.RTF: "rtf",
    MediaType.ODT: "odt",
    MediaType.HTML: "html",
    MediaType.WEB_ARCHIVE: "html",
}

_SECTOR = 512
_WORD_HEADER = (b"\xec\xa5", b"\xdc\xa5")
"""How the main stream of Word 97 and of Word 6 begins. Source: [MS-DOC] 2.5.2, FibBase.wIdent."""
_FLAGS = 10
_ENCRYPTED = 0x01
"""Bit 8 of the flags, the first of their second byte."""


def read_office(data: bytes, kind: MediaType, convert: Convert = convert_to_docx) -> Source:
    """The blocks of a document as `read_docx` gives them; the media type is the document's own.

    Raises:
        MissingProgramError: LibreOffice is not installed, or may not be run.
        DamagedError: nothing can be made of the bytes.
        EncryptedError: a password is needed.
        LimitError: the conversion took too long, or the document is beyond every document's size.
    """
    if kind == MediaType.DOC and _is_encrypted(data):
        raise EncryptedError("the document is protected by a password; save a copy without one")
    if kind == MediaType.ODT:
        check_zip(data)
    if kind == MediaType.WEB_ARCHIVE:
        data = page_of_archive(data)
    if kind in (MediaType.HTML, MediaType.WEB_ARCHIVE):
        data = harmless_page(data)
    made = convert(data, _ENDINGS[kind])
    try:
        source = read_docx(made, convert)
    except LimitError:
        raise
    except ExtractError as error:
        raise DamagedError(
            "the document is damaged: LibreOffice made no sound document of it"
        ) from error
    source.media_type = str(kind)
    return source


def _is_encrypted(data: bytes) -> bool:
    """Whether the main stream of a Word 97 document says that it is encrypted."""
    for start in range(_SECTOR, len(data) - _FLAGS - 2, _SECTOR):
        if data.startswith(_WORD_HEADER, start):
            return bool(data[start + _FLAGS + 1] & _ENCRYPTED)
    return False
