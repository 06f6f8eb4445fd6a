"""A plan that a decision in the same file issues: where it begins, and whether it has a head of its
own.

Offices print it in two ways. It may be a document of its own behind the decision, with a number and
a signature; or it has no number but the decision's, which the line below its title names ("(Ban
hành kèm theo Quyết định số …)").
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from extract.structure.head.attached_line import find_caption, issuing_kinds
from extract.structure.head.head import find_head
from extract.structure.head.lines import KindLine, kind_of_line
from normalize.letterhead import head_pattern
from normalize.writing.text import squeeze
from schemas.document import Paragraph
from schemas.head import Field, Head

_ITEM = regex.compile(r"\s*[-–+*•]\s*\P{Lu}*")
_DIGIT = regex.compile(r"\d")
_MOST_ABOVE = 15
"""Paragraphs a head may take above the line that names the kind."""


class Attached(NamedTuple):
    """The head of a plan behind the document that issues it; ``end`` is its body's first paragraph.

    ``own``: it has a number, a date or an issuer of its own, and no line that makes it part of the
    other document.
    """

    head: Head
    start: int
    end: int
    own: bool


def is_issuing(head: Head) -> bool:
    """Whether a head is that of a document by which offices issue plans."""
    return head.kind is not None and issuing_kinds().fullmatch(head.kind.text) is not None


def find_attached(text: str, paragraphs: list[Paragraph], title: str) -> Attached | None:
    """The plan among the paragraphs behind a decision's signature; None where there is none.

    ``title`` is what the decision says it issues: a plan that it does not name is a form or a
    sample.
    """
    for index, paragraph in enumerate(paragraphs):
        line = squeeze(paragraph.text)
        if _form().match(line):
            return None
        kind = kind_of_line(line) if line == line.upper() else None
        if kind is None or not _is_issued(kind, title):
            continue
        start = _head_start(paragraphs, index)
        head, length = find_head(text, paragraphs[start:])
        if head.kind is None or head.kind.span != paragraph.span:
            continue
        caption = find_caption(paragraphs[start + length :])
        return Attached(head, start, start + length, _has_own(head, caption))
    return None


def _is_issued(kind: KindLine, title: str) -> bool:
    return _issued().match(kind.kind) is not None and kind.kind.casefold() in title.casefold()


def _head_start(paragraphs: list[Paragraph], kind_at: int) -> int:
    """Where the head of a plan begins: behind the recipients and whatever else the decision ends
    with.
    """
    first = max(0, kind_at - _MOST_ABOVE)
    above = range(first, kind_at)
    items = [at for at in above if paragraphs[at].marker or _ITEM.match(paragraphs[at].text)]
    return max(items) + 1 if items else first


def _has_own(head: Head, caption: Field | None) -> bool:
    numbered = head.code is not None and _DIGIT.search(head.code.text.partition("/")[0]) is not None
    if numbered or caption is not None:
        return numbered
    return any(one is not None for one in (head.code, head.place_date, head.issuer))


@cache
def _issued() -> regex.Pattern[str]:
    return regex.compile(head_pattern("issued", capitals=True))


@cache
def _form() -> regex.Pattern[str]:
    return regex.compile(rf"\(?\s*(?:{head_pattern('appendix')}|Mẫu)\b", regex.IGNORECASE)
