"""What a PDF's structure says it holds, to hold against what an engine sees: pages,
and the letters they draw.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import Any

_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_PACKED = re.compile(rb"/Type\s*/ObjStm\b[^>]*>>.{0,40}?stream\r?\n", re.DOTALL)
_MOST_BYTES = 1 << 22
"""Bytes of a packed stream that are looked at."""
_DEEPEST = 3
_SHOWS = ("Tj", "'", '"')


def pages_written(data: bytes) -> int:
    """How many page objects stand in the bytes, packed ones too;
    what an update replaced counts again.

    It costs a search and no parsing; encrypted streams hide theirs.
    """
    return sum(len(_PAGE.findall(part)) for part in (data, *_unpacked(data)))


def has_layers(data: bytes) -> bool:
    """Whether the catalogue has layers (optional content), as far as it can be read without
    parsing; True where the file is encrypted. Source: ISO 32000-1, 8.11.4.
    """
    if b"/OCProperties" in data or b"/Encrypt" in data:
        return True
    return any(b"/OCProperties" in part for part in _unpacked(data))


def _unpacked(data: bytes) -> Iterator[bytes]:
    """The streams of packed objects, each up to a bound."""
    for match in _PACKED.finditer(data):
        try:
            yield zlib.decompressobj().decompress(
                data[match.end() : match.end() + _MOST_BYTES], _MOST_BYTES
            )
        except zlib.error:
            continue


def pages_listed(data: bytes) -> int:
    """How many pages the page tree has by its leaves, whatever counts it states;
    0 where it cannot be opened.
    """
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            return len(document.pages)
    except (pikepdf.PdfError, pikepdf.PasswordError):
        return 0


def letters_drawn(data: bytes, numbers: list[int]) -> dict[int, int]:
    """At least how many letters the content streams of pages draw, by page number from 1;
    blanks count, too.

    A letter takes one byte or two, so half the bytes are letters for sure.
    """
    import pikepdf

    found: dict[int, int] = {}
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            for number in numbers:
                found[number] = _bytes_shown(document.pages[number - 1].obj, 0) // 2
    except (pikepdf.PdfError, pikepdf.PasswordError, IndexError, TypeError, ValueError):
        pass  # a stream that cannot be parsed says nothing
    return found


def _bytes_shown(holder: Any, depth: int) -> int:
    """The bytes of the strings that a page or a form draws."""
    import pikepdf

    shown = 0
    steps: Any = pikepdf.parse_content_stream(holder)
    for operands, operator in steps:
        name = str(operator)
        if name in _SHOWS:
            shown += len(bytes(operands[-1]))
        elif name == "TJ":
            shown += sum(
                len(bytes(piece)) for piece in operands[0] if isinstance(piece, pikepdf.String)
            )
        elif name == "Do" and depth < _DEEPEST:
            drawn = holder.get("/Resources", {}).get("/XObject", {}).get(str(operands[0]))
            if drawn is not None and drawn.get("/Subtype") == "/Form":
                shown += _bytes_shown(drawn, depth + 1)
    return shown
