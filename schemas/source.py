"""The file a record was made from, and the ledger of what became of its characters."""

from __future__ import annotations

from schemas.evidence import Record, Where
from schemas.vocabulary import TextLayer


class Source(Record, frozen=True, kw_only=True):
    """The file a record was made from."""

    name: str
    """File name without its folder."""

    sha256: str
    """SHA-256 of the file's bytes, in hexadecimal.
    The first 16 digits are the `plan_id` of datasets.
    """

    media_type: str
    """Media type, told from the bytes and not from the name."""

    bytes: int
    """Size of the file. Unit: bytes."""

    pages: int | None
    """Number of pages; null where the format has none (DOCX, text)."""

    text_layer: TextLayer
    """Where the letters come from."""


class Unplaced(Record, frozen=True, kw_only=True):
    """Visible characters that no part of the record holds."""

    text: str
    """The characters. Example: `Bản sao`."""

    where: Where
    """Where they stand. Example: `{"page": 3, "bbox": [72.0, 700.1, 120.5, 712.0]}`."""


class Ink(Record, frozen=True, kw_only=True):
    """The ledger of ink: what the pages show that no text, rule, picture or furniture explains."""

    pages: int = 0
    """Pages whose ink was looked at: those that have pictures. Example: `13`."""

    unexplained: tuple[Where, ...] = ()
    """Regions of ink without an explanation, each with page and box.
    Example: `[{"page": 2, "bbox": [72.0, 300.0, 523.0, 410.5]}]`."""


class Coverage(Record, frozen=True, kw_only=True):
    """The ledger: what became of every non-blank character the source shows.
    Nothing is dropped in silence.
    """

    characters: int
    """Non-blank characters the source shows. Unit: code points."""

    placed: int
    """How many of them stand in the record's text or are named furniture (page numbers,
    running heads, stamps).
    """

    unplaced: tuple[Unplaced, ...] = ()
    """The others, each with its place; every one is also a problem `text-unplaced`."""

    ink: Ink = Ink()
    """What the pages show without letters."""
