"""The parts of a DOCX: a ZIP opened with care, its XML parsed without entities,
strict names as transitional ones.

The package is read here and not by python-docx, which loads pictures and settings as well, gives
every element a class of its own and refuses strict files: opening the seed's plans with it takes
longer than reading them here.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import Any
from urllib.parse import unquote

from lxml import etree

from extract.read.sniff import sniff
from extract.read.zip_limits import check_entries, check_entry
from schemas.errors import DamagedError, UnsupportedError

Element = Any
"""An lxml element; its stubs do not know the tags that are no strings (comments)."""

RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
"""The attribute by which an element names a relation of its part."""

_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = (
    (
        b"http://purl.oclc.org/ooxml/officeDocument/",
        b"http://schemas.openxmlformats.org/officeDocument/2006/",
    ),
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/",
        b"http://schemas.openxmlformats.org/drawingml/2006/",
    ),
)
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_UNREADABLE = "the DOCX is damaged: its ZIP cannot be read; open it in Word and save it again"


_NO_MEMORY = (1, 2)
"""Errors of libxml2 that are none of the document: one of itself, and memory. Source: xmlerror.h,
xmlParserErrors.
"""


class Package:
    """An open DOCX: parts by name, and the relations between them."""

    def __init__(self, data: bytes) -> None:
        """Open the package.

        Raises:
            DamagedError: a ZIP whose directory is broken.
            EncryptedError: a password is needed.
            UnsupportedError: another kind of file.
            LimitError: too many entries, or entries that would grow beyond the limits.
        """
        if not data.startswith(b"PK"):
            sniff(data)
            raise UnsupportedError("is not a DOCX")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise DamagedError(_UNREADABLE) from error
        entries = self._zip.infolist()
        check_entries(entries)
        # Part names are compared without regard to case. Source: ECMA-376 part 2, 6.2.2.3.
        self._entries = {
            entry.filename.replace("\\", "/").lstrip("/").lower(): entry for entry in entries
        }

    def main_part(self) -> str:
        """The name of the part that holds the document's body.

        Raises:
            DamagedError: the package names no such part.
        """
        targets = self.relations("").values()
        for kind, target in targets:
            if kind == "officeDocument" and target.lower() in self._entries:
                return target
        raise DamagedError("the DOCX is damaged: it has no document part")

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """The relations of a part by their id: the last word of their type,
        and the part they lead to.

        Links to the outside of the package are left out. ``part`` "" is the package itself.
        """
        folder, name = posixpath.split(part)
        root = self.parse(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in () if root is None else root.iter(_RELATION):
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(
                    posixpath.join("/", folder, unquote(relation.get("Target", "")))
                )
                kind = relation.get("Type", "").rpartition("/")[2]
                found[relation.get("Id", "")] = (kind, target.lstrip("/"))
        return found

    def read(self, part: str) -> bytes | None:
        """The bytes of a part; None where there is none.

        Raises:
            DamagedError: its bytes are broken.
            LimitError: it would grow beyond the limits.
        """
        entry = self._entries.get(part.lower())
        if entry is None:
            return None
        check_entry(entry)
        try:
            return self._zip.read(entry)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            ValueError,
        ) as error:
            raise DamagedError(f"the DOCX is damaged: {part} cannot be unpacked") from error

    def parse(self, part: str) -> Element | None:
        """The root element of an XML part; None where there is no such part.

        Raises:
            DamagedError: it is no well-formed XML.
            UnsupportedError: it declares a document type, which no DOCX may and which entity bombs
            need.
        """
        data = self.read(part)
        if data is None:
            return None
        if b"<!DOCTYPE" in data:
            raise UnsupportedError(
                f"{part} declares a document type, which a DOCX must not; it was not opened"
            )
        if _STRICT in data:
            for strict, transitional in _TRANSITIONAL:
                data = data.replace(strict, transitional)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            if getattr(error, "code", None) in _NO_MEMORY:
                raise MemoryError from error
            raise DamagedError(
                f"the DOCX is damaged: {part} is no well-formed XML ({error.msg})"
            ) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise UnsupportedError(
                f"{part} declares a document type, which a DOCX must not; it was not opened"
            )
        return root

    def content_type(self, part: str) -> str:
        """The media type the package states for a part, "" where it states none."""
        root = self.parse("[Content_Types].xml")
        extension = part.rpartition(".")[2].lower()
        stated = ""
        for one in () if root is None else root:
            if one.get("PartName", "").lstrip("/").lower() == part.lower():
                return str(one.get("ContentType", ""))
            if one.get("Extension", "").lower() == extension:
                stated = one.get("ContentType", "")
        return stated
