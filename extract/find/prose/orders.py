"""Where a sentence orders: the verbs of charging that are this document's own, no noun and nobody else's word."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import regex

from extract.find.prose.agencies import find_agencies
from extract.find.prose.openings import LONGEST_HEADING
from normalize.body.duty_words import duty_words, duty_words_pattern
from normalize.writing.text import squeeze
from schemas.plan import Span

SENTENCE_END = regex.compile(r"[.;](?=\s+\p{Lu}|\s*$)|\./\.")
_SENTENCE_START = regex.compile(r"[.;:]\s+|\n")
_CLAUSE = regex.compile(r"[.;]+\s*")
# "Công văn số 5 của Văn phòng đề nghị Sở Nội vụ …": another document's order
_OF_ANOTHER = regex.compile(r"(?<!\p{L})(?:của|do|tại)\s+$")
_FOR_INFORMATION = regex.compile(r"[\W\d]*(?:xin\s+)?thông\s+báo\s[^.;]{0,100}(?<!\p{L})biết(?!\p{L})")
_SHORTEST = 4
"""Characters before an order that are no words of its sentence."""


def find_orders(text: str) -> Iterator[Span]:
    """The verbs of charging that order, each with the blank behind it.

    >>> [one for one in find_orders("Theo đề nghị của Sở Y tế, giao Phòng Nội vụ lập danh sách")]
    [(26, 31)]
    """
    for match in _patterns().charge.finditer(text):
        if _is_order(text, match):
            yield match.span()


def _is_order(text: str, match: regex.Match[str]) -> bool:
    """Whether the verb stands at the head of a sentence, behind an aside, or behind its issuer's name."""
    before = text[max(0, match.start() - 4 * LONGEST_HEADING) : match.start()]
    sentence = _SENTENCE_START.split(before)[-1].strip(" -–+•*\n")
    if not sentence or match.group()[0].isupper():
        short = len(sentence) <= _SHORTEST
        return short or sentence[-1] in ".;:)" or sentence[0].isdigit()
    aside = _patterns().aside.match(sentence) is not None
    if sentence.endswith(",") and aside:
        return True
    tail = sentence[-LONGEST_HEADING:]
    agencies = find_agencies(tail)
    named = bool(agencies) and agencies[-1].span[1] == len(tail)
    issuer = named and not _OF_ANOTHER.search(tail, 0, agencies[-1].span[0])
    return issuer and (aside or len(sentence) < LONGEST_HEADING)


def is_formula(words: str) -> bool:
    """Whether words ask for no more than that the document be carried out.

    >>> is_formula("nghiêm túc triển khai thực hiện Kế hoạch này."), is_formula("thực hiện tuần tra")
    (True, False)
    """
    return all(map(_says_nothing, _CLAUSE.split(squeeze(words))))


def _says_nothing(clause: str) -> bool:
    patterns = _patterns()
    idle = (patterns.closes, patterns.formula, _FOR_INFORMATION)
    return not any(map(str.isalpha, clause)) or any(one.match(clause) for one in idle)


def closes(words: str) -> bool:
    """Whether a sentence begins as the closing words of a document do."""
    return _patterns().closes.match(words) is not None


class _Patterns(NamedTuple):
    charge: regex.Pattern[str]
    aside: regex.Pattern[str]
    formula: regex.Pattern[str]
    closes: regex.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = sorted(duty_words("charge"), key=len, reverse=True)
    order = "|".join(r"\s+".join(one.split()) for word in words for one in (word, f"{word[0].upper()}{word[1:]}"))
    formula, closing = duty_words_pattern("formula"), duty_words_pattern("closes")
    trouble = r"(?:[Nn]ếu|[Tt]rường\s+hợp)\s[^.;]{0,40}(?:vướng\s+mắc|khó\s+khăn)"
    return _Patterns(
        charge=regex.compile(rf"(?<!\p{{L}})(?:{order})(?:\s+cho)?\s+"),
        aside=regex.compile(rf"{duty_words_pattern('aside')}(?!\p{{L}})"),
        formula=regex.compile(rf"(?:[\W\d]*{formula}(?!\p{{L}}))+[\W\d]*$", regex.IGNORECASE),
        closes=regex.compile(rf"\W*(?:(?i:{closing})(?!\p{{L}})|{trouble})"),
    )
