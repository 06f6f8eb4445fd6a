"""The line in brackets below a plan's title that names the document which issues it."""

from __future__ import annotations

from functools import cache

import regex

from normalize.letterhead import head_pattern
from normalize.writing.text import squeeze
from schemas.document import Paragraph
from schemas.head import Field

_MOST_LINES = 4


def find_caption(paragraphs: list[Paragraph]) -> Field | None:
    """The line that begins the paragraphs and names what issues the plan, with those it
    runs over.
    """
    if not paragraphs or not _names_issuing().match(squeeze(paragraphs[0].text)):
        return None
    lines: list[str] = []
    for paragraph in paragraphs[:_MOST_LINES]:
        lines.append(squeeze(paragraph.text))
        if not lines[0].startswith("(") or lines[-1].endswith(")"):
            break
    else:
        lines = lines[:1]
    return Field(" ".join(lines), (paragraphs[0].span[0], paragraphs[len(lines) - 1].span[1]))


def is_attached(line: str) -> bool:
    """Whether a line in brackets says what a document is attached to."""
    return _in_brackets().match(line) is not None


@cache
def issuing_kinds() -> regex.Pattern[str]:
    """The kinds of documents by which offices issue plans."""
    return regex.compile(head_pattern("issuing"), regex.IGNORECASE)


@cache
def _names_issuing() -> regex.Pattern[str]:
    attached, kinds = head_pattern("attached"), issuing_kinds().pattern
    return regex.compile(rf"\(?\s*{attached}\s+{kinds}(?!\s+này)\b", regex.IGNORECASE)


@cache
def _in_brackets() -> regex.Pattern[str]:
    return regex.compile(rf"\(\s*{head_pattern('attached')}\b", regex.IGNORECASE)
