"""What a file is, by its bytes; its name is never asked."""

from __future__ import annotations

import io
import zipfile
from enum import StrEnum

import regex

from schemas.errors import DamagedError, EncryptedError, InputError, UnsupportedError

_PDF_WITHIN = 1024
_TEXT_SAMPLE = 65536
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_WORD_STREAM = "WordDocument".encode("utf-16-le")

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"BM", "a BMP image"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x1f\x8b", "a gzip file"),
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a program"),
    (b"ID3", "a sound file"),
    (b"%!PS", "a PostScript file"),
    (b"{\\rtf", "an RTF document"),
)
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_HTML = regex.compile(rb"\s*(?:<!doctype\s+html|<html|<head|<body|<\?xml[^>]*>\s*<html)", regex.IGNORECASE)
_CONTROL = regex.compile(r"[\x00-\x08\x0e-\x1f]")


class MediaType(StrEnum):
    """The kinds of file that are read."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    TEXT = "text/plain"


def sniff(data: bytes) -> MediaType:
    """The kind of a file.

    Raises:
        InputError: the file is empty.
        EncryptedError: an Office document behind a password.
        DamagedError: a ZIP whose directory cannot be read.
        UnsupportedError: anything else, by its name where it is known.
    """
    if not data.strip():
        raise InputError("the file is empty")
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return MediaType.PDF
    if data.startswith(b"PK"):
        return _sniff_zip(data)
    if data.startswith(_OLE):
        raise _ole_error(data)
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise UnsupportedError(f"is {name}, not a PDF, DOCX or text document")
    if _HTML.match(data[:_TEXT_SAMPLE]):
        raise UnsupportedError("is a web page (HTML), not a PDF, DOCX or text document")
    if decode_text(data[:_TEXT_SAMPLE], cut=len(data) > _TEXT_SAMPLE) is not None:
        return MediaType.TEXT
    raise UnsupportedError("is of an unknown kind, not a PDF, DOCX or text document")


def _sniff_zip(data: bytes) -> MediaType:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise DamagedError("the file is a damaged ZIP (a DOCX cut short or overwritten?)") from error
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return MediaType.DOCX
    if "mimetype" in names and "content.xml" in names:
        raise UnsupportedError("is an OpenDocument file; save it as DOCX or PDF")
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        raise UnsupportedError("is an Excel or PowerPoint file, not a text document")
    raise UnsupportedError("is a ZIP archive, not a document; unpack it first")


def _ole_error(data: bytes) -> InputError:
    """What an OLE container is: a password-protected DOCX, an old DOC, or something else."""
    if _ENCRYPTED_PACKAGE in data:
        return EncryptedError("the document is protected by a password; save a copy without one")
    if _WORD_STREAM in data:
        return UnsupportedError("is an old Word document (.doc); save it as DOCX or PDF")
    return UnsupportedError("is an old Office file that is no Word document")


def decode_text(data: bytes, cut: bool = False) -> str | None:
    """The text of UTF-8 or UTF-16 bytes; None where they are no text. ``cut``: the last character may be in pieces."""
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if not cut or error.start < len(data) - 4:
            return None
        text = data[: error.start].decode(encoding, "ignore")
    return None if _CONTROL.search(text) else text
