"""What a file is, by its bytes; its name is never asked."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

import regex

from schemas.errors import DamagedError, EncryptedError, InputError, UnsupportedError

if TYPE_CHECKING:
    import zipfile


class MediaType(StrEnum):
    """The kinds of file that are told apart; `sniff` says which of them are read."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    TEXT = "text/plain"
    DOC = "application/msword"
    RTF = "application/rtf"
    ODT = "application/vnd.oasis.opendocument.text"
    HTML = "text/html"
    WEB_ARCHIVE = "multipart/related"
    ENCRYPTED_OFFICE = "application/encrypted"
    OTHER_OFFICE = "application/vnd.ms-office"
    OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
    ZIP = "application/zip"
    IMAGE = "image"
    UNKNOWN = "application/octet-stream"


CONVERTED = frozenset(
    (MediaType.DOC, MediaType.RTF, MediaType.ODT, MediaType.HTML, MediaType.WEB_ARCHIVE)
)
"""Kinds that LibreOffice makes a DOCX of, to be read."""


_PDF_WITHIN = 1024
_TEXT_SAMPLE = 65536
_HTML_WITHIN = 2048
_MAX_TYPES = 1_000_000
_MAX_CONTROLS = 0.01

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of streams in an OLE container; some writers put them in capitals.
_ENCRYPTED_PACKAGE = tuple(
    name.encode("utf-16-le") for name in ("EncryptedPackage", "ENCRYPTEDPACKAGE")
)
_WORD_STREAM = tuple(name.encode("utf-16-le") for name in ("WordDocument", "WORDDOCUMENT"))
_PDF = regex.compile(rb"%PDF-")
# A PDF whose header was lost begins with an object; readers that look for objects still open it.
_PDF_OBJECT = regex.compile(rb"\b\d{1,6} \d{1,5} obj\b")
_PDF_END = (b"startxref", b"%%EOF")

# Signatures of images, with the name a user knows. Several could also begin a text ("BM"): they are
# asked last.
_IMAGES: tuple[tuple[regex.Pattern[bytes], str], ...] = tuple(
    (regex.compile(pattern, regex.DOTALL), name)
    for pattern, name in (
        (rb"\x89PNG\r\n\x1a\n", "PNG"),
        (rb"\xff\xd8\xff", "JPEG"),
        (rb"GIF8[79]a", "GIF"),
        (rb"II[*+]\x00|MM\x00[*+]", "TIFF"),
        (rb"RIFF.{4}WEBP", "WebP"),
        (rb".{4}ftyp(?:heic|heix|mif1|avif)", "HEIC"),
        (rb"\x00\x00\x00\x0cjP  ", "JPEG 2000"),
        (rb"BM.{4}\x00\x00\x00\x00", "BMP"),
    )
)
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x1f\x8b", "a gzip file"),
    (b"%!PS", "a PostScript file"),
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a program"),
)
_HTML = regex.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.{0,500}?-->\s*)?"
    rb"(?:<!doctype\s+html|<html\b|<head\b|<body\b|<meta\b"
    rb"|<\?xml[^>]{0,200}>\s*(?:<!doctype[^>]{0,300}>\s*)?<html\b)",
    regex.IGNORECASE | regex.DOTALL,
)
# A page saved with its pictures in one file, as Word and browsers write it.
_WEB_ARCHIVE = regex.compile(
    rb"(?:[\w-]{1,40}:[^\r\n]{0,500}\r?\n(?:[ \t][^\r\n]{0,500}\r?\n)*+){0,20}?"
    rb"Content-Type:\s*multipart/related",
    regex.IGNORECASE,
)
_CONTROL = regex.compile(r"[\x00-\x08\x0e-\x1f\ufffe\uffff]")

_REFUSALS = {
    MediaType.OTHER_OFFICE: "is an Excel, PowerPoint or other Office file, not a text document",
    MediaType.OPEN_DOCUMENT: "is an OpenDocument file, but not a text document",
    MediaType.ZIP: "is a ZIP archive, not a document; unpack it first",
}


def sniff(data: bytes) -> MediaType:
    """The kind of a file that is read: PDF, DOCX, TEXT, or one LibreOffice reads (DOC, RTF, ODT,
    HTML, WEB_ARCHIVE).

    Raises:
        InputError: the file is empty.
        EncryptedError: an Office document behind a password.
        DamagedError: a ZIP whose directory cannot be read.
        UnsupportedError: anything else, by its name where it is known.
    """
    kind = identify(data)
    if kind == MediaType.ENCRYPTED_OFFICE:
        raise EncryptedError("the document is protected by a password; save a copy without one")
    if kind in _REFUSALS:
        raise UnsupportedError(_REFUSALS[kind])
    if kind == MediaType.IMAGE:
        raise UnsupportedError(f"is a {_image_name(data)} image, not a document")
    if kind == MediaType.UNKNOWN:
        name = next(
            (name for signature, name in _OTHERS if data.startswith(signature)),
            "of an unknown kind",
        )
        raise UnsupportedError(f"is {name}, not a PDF, DOCX or text document")
    if kind in (MediaType.TEXT, MediaType.HTML, MediaType.DOCX):
        _refuse_data(data)
    return kind


def _refuse_data(data: bytes) -> None:
    """Data files are text to the eye, and our own pages and lists look like plans."""
    from extract.read.data_files import GENERATOR, is_list, name_data

    name = name_data(decode_text(data) or "")
    if is_list(data):
        name = "a list that this program wrote"
    elif GENERATOR in data[:_HTML_WITHIN]:
        name = "a page that this program wrote"
    if name:
        raise UnsupportedError(f"is {name}, not a document")


def identify(data: bytes) -> MediaType:
    """The kind of a file, whether it is read or not.

    Raises:
        InputError: the file is empty.
        DamagedError: a ZIP whose directory cannot be read.
    """
    head = data[:_TEXT_SAMPLE]
    if not head.strip(b" \t\r\n\0") and not data.strip(b" \t\r\n\0"):
        raise InputError("the file is empty")
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _identify_zip(data)
    if data.startswith(_OLE):
        return _identify_ole(data)
    for kind, is_it in _KINDS:
        if is_it(data, head):
            return kind
    return MediaType.UNKNOWN


def decode_text(data: bytes, cut: bool = False) -> str | None:
    """The text of UTF-8 or UTF-16 bytes without their byte order mark; None where they are no text.

    ``cut``: the last character may be in pieces.
    """
    encoding = "utf-8"
    for mark, name in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if data.startswith(mark):
            data, encoding = data[len(mark) :], name
            break
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if not cut or error.start < len(data) - 4:
            return None
        text = data[: error.start].decode(encoding)
    if "\0" in text or len(_CONTROL.findall(text)) > _MAX_CONTROLS * len(text):
        return None
    return text


def _narrowed(head: bytes) -> bytes:
    """The beginning of a file in UTF-8, where a byte order mark says that it is in UTF-16."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[:_HTML_WITHIN].decode("utf-16", "replace").encode()
    return head


def _is_pdf(data: bytes) -> bool:
    """Whether a PDF begins within the first kilobyte, as readers of PDF accept it."""
    if _PDF.search(data, 0, _PDF_WITHIN):
        return True
    return _PDF_OBJECT.search(data, 0, _PDF_WITHIN) is not None and any(
        mark in data for mark in _PDF_END
    )


def _image_name(data: bytes) -> str:
    """The name of an image's format, "" for anything else."""
    return next((name for pattern, name in _IMAGES if pattern.match(data[:64])), "")


def _identify_zip(data: bytes) -> MediaType:
    """What a ZIP holds: its parts and, for Office files with unusual part names,
    their stated types.
    """
    import io
    import zipfile  # not needed for a PDF, and it takes longer to import than a page to read
    import zlib

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {name.lower() for name in archive.namelist()}
            if "[content_types].xml" in names:
                return MediaType.DOCX if _holds_word(archive, names) else MediaType.OTHER_OFFICE
            if "mimetype" in names and "content.xml" in names:
                stated = archive.read("mimetype")[:100].strip()
                if _is_locked(archive):
                    return MediaType.ENCRYPTED_OFFICE
                return (
                    MediaType.ODT
                    if stated.startswith(MediaType.ODT.encode())
                    else MediaType.OPEN_DOCUMENT
                )
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        ValueError,
        KeyError,
        NotImplementedError,
        OSError,
    ) as error:
        raise DamagedError(
            "the file is a damaged ZIP (a DOCX cut short or overwritten?)"
        ) from error
    except RuntimeError:  # zipfile's word for an entry that needs a password
        return MediaType.ENCRYPTED_OFFICE
    return MediaType.ZIP


def _is_locked(archive: zipfile.ZipFile) -> bool:
    """Whether an OpenDocument file states that its parts are encrypted."""
    manifest = next(
        (entry for entry in archive.infolist() if entry.filename == "META-INF/manifest.xml"), None
    )
    if manifest is None or manifest.file_size > _MAX_TYPES:
        return False
    return b":encryption-data" in archive.read(manifest)


def _holds_word(archive: zipfile.ZipFile, names: set[str]) -> bool:
    """Whether an Office package is a Word document."""
    if any(name.startswith("word/") for name in names):
        return True
    entry = next(
        entry for entry in archive.infolist() if entry.filename.lower() == "[content_types].xml"
    )
    return entry.file_size < _MAX_TYPES and b"wordprocessingml.document.main+xml" in archive.read(
        entry
    )


def _identify_ole(data: bytes) -> MediaType:
    """What an OLE container holds: an encrypted Office package, a Word 97-2003 document,
    or something else.
    """
    if any(name in data for name in _ENCRYPTED_PACKAGE):
        return MediaType.ENCRYPTED_OFFICE
    return MediaType.DOC if any(name in data for name in _WORD_STREAM) else MediaType.OTHER_OFFICE


def _is_text(data: bytes, head: bytes) -> bool:
    text = decode_text(head, cut=len(data) > _TEXT_SAMPLE)
    return text is not None and not data.startswith(b"%!PS")


_KINDS: tuple[tuple[MediaType, Callable[[bytes, bytes], object]], ...] = (
    (MediaType.IMAGE, lambda data, _: _image_name(data)),
    (MediaType.PDF, lambda data, _: _is_pdf(data)),
    (MediaType.RTF, lambda data, _: data.lstrip()[:5] == b"{\\rtf"),
    (MediaType.HTML, lambda _, head: _HTML.match(_narrowed(head))),
    (MediaType.WEB_ARCHIVE, lambda _, head: _WEB_ARCHIVE.match(head.lstrip())),
    (MediaType.TEXT, _is_text),
)
"""What a file is by all its bytes and its beginning; of several the first."""
