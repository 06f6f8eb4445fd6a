"""A plan that a decision in the same file issues: where it begins, and whether it has a head of its own.

Offices print it in two ways. It may be a document of its own behind the decision, with a number and a signature; or
it has no number but the decision's, which the line below its title names ("(Ban hành kèm theo Quyết định số …)").
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from extract.structure.head.head import Head, find_head
from extract.structure.head.lines import kind_of_line
from normalize.lexicon.phrases import any_of
from normalize.writing.text import squeeze
from schemas.document import Field, Paragraph

_PLANS = regex.compile(any_of("KẾ HOẠCH; CHƯƠNG TRÌNH; ĐỀ ÁN; PHƯƠNG ÁN"))
_ISSUING = regex.compile(any_of("QUYẾT ĐỊNH; NGHỊ QUYẾT; CHỈ THỊ; NGHỊ ĐỊNH; THÔNG TƯ"), regex.IGNORECASE)
_CAPTION = regex.compile(
    rf"\(?\s*(?:(?:ban\s+hành\s+)?kèm\s+theo|ban\s+hành\s+theo)\s+{_ISSUING.pattern}(?!\s+này)\b", regex.IGNORECASE
)
_FORM = regex.compile(r"\(?\s*(?:PHỤ\s+LỤC|MẪU|BIỂU\s+MẪU|BIỂU\s+SỐ)\b", regex.IGNORECASE)
_ITEM = regex.compile(r"\s*[-–+*•]\s*\P{Lu}*")
_DIGIT = regex.compile(r"\d")
_MOST_ABOVE = 15
"""Paragraphs a head may take above the line that names the kind."""
_MOST_CAPTION = 4


class Attached(NamedTuple):
    """The head of a plan behind the document that issues it; ``end`` is the index of its body's first paragraph.

    ``own``: it has a number, a date or an issuer of its own, and no line that makes it part of the other document.
    """

    fields: dict[str, Field]
    start: int
    end: int
    own: bool


def is_issuing(head: Head) -> bool:
    """Whether a head is that of a document by which offices issue plans."""
    return "kind" in head.fields and _ISSUING.fullmatch(head.fields["kind"].text) is not None


def find_attached(text: str, paragraphs: list[Paragraph], title: str) -> Attached | None:
    """The plan among the paragraphs behind a decision's signature; None where there is none.

    ``title`` is what the decision says it issues: a plan that it does not name is a form or a sample.
    """
    for index, paragraph in enumerate(paragraphs):
        line = squeeze(paragraph.text)
        if _FORM.match(line):
            return None
        kind = kind_of_line(line) if line == line.upper() else None
        if kind is None or not _PLANS.match(kind["kind"]) or kind["kind"].casefold() not in title.casefold():
            continue
        start = _head_start(paragraphs, index)
        head = find_head(text, paragraphs[start:])
        if "kind" not in head.fields or head.fields["kind"].span != paragraph.span:
            continue
        caption = find_caption(paragraphs[start + head.length :])
        return Attached(head.fields, start, start + head.length, _has_own(head.fields, caption))
    return None


def find_caption(paragraphs: list[Paragraph]) -> Field | None:
    """The line below a plan's title that names the document which issues it."""
    if not paragraphs or not _CAPTION.match(squeeze(paragraphs[0].text)):
        return None
    lines: list[str] = []
    for paragraph in paragraphs[:_MOST_CAPTION]:
        lines.append(squeeze(paragraph.text))
        if not lines[0].startswith("(") or lines[-1].endswith(")"):
            break
    else:
        lines = lines[:1]
    return Field(" ".join(lines), (paragraphs[0].span[0], paragraphs[len(lines) - 1].span[1]))


def _head_start(paragraphs: list[Paragraph], kind_at: int) -> int:
    """Where the head of a plan begins: behind the recipients and whatever else the decision ends with."""
    first = max(0, kind_at - _MOST_ABOVE)
    above = range(first, kind_at)
    items = [at for at in above if paragraphs[at].marker or _ITEM.match(paragraphs[at].text)]
    return max(items) + 1 if items else first


def _has_own(fields: dict[str, Field], caption: Field | None) -> bool:
    numbered = "code" in fields and _DIGIT.search(fields["code"].text.partition("/")[0]) is not None
    if numbered or caption is not None:
        return numbered
    return not fields.keys().isdisjoint(("code", "place_date", "issuer"))
