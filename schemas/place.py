"""Where a piece of the source stands, what it says, and what of it is not shown."""

from __future__ import annotations

from typing import NamedTuple

from schemas.page import Box
from schemas.vocabulary import HiddenReason


class Place(NamedTuple):
    """Where a piece of the source stands; only the coordinates of its kind of source are set.

    PDF: ``page`` (from 1) and ``box`` in points. DOCX: ``part``, ``block``, ``row``, ``cell`` (from
    0). Transcript: ``line`` (from 1). ``confidence`` is how surely its words were recognised (1:
    they are letters of the source), ``placing`` how surely they stand in this cell (1: rulings or
    the source's own table say so).
    """

    page: int | None = None
    box: Box | None = None
    line: int | None = None
    part: str | None = None
    block: int | None = None
    row: int | None = None
    cell: int | None = None
    confidence: float = 1.0
    placing: float = 1.0


class Fragment(NamedTuple):
    """A run of source text at one place: a line of a page, a paragraph of a DOCX,
    a line of a transcript.

    ``span`` is set by readers whose source text is itself the document's text (transcripts).
    ``confidences`` are those of its words where they were recognised from a picture;
    ``place.confidence`` is the weakest.
    """

    text: str
    place: Place
    span: tuple[int, int] | None = None
    confidences: tuple[float, ...] = ()


class HiddenText(NamedTuple):
    """Letters that the source holds and does not show."""

    reason: HiddenReason
    text: str
    place: Place
