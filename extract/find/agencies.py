"""Where agencies are named in running text: lexicon names and head nouns with a proper name."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from normalize.agencies import lexicon_names
from schemas.plan import Span

_PROPER = r"(?:\s+\p{Lu}[\p{L}\-]*)"
_NAMED = (
    rf"(?:UBND|Ủy\s+ban\s+nhân\s+dân|HĐND|Công\s+an|Văn\s+phòng\s+UBND|VP\s+UBND|Chủ\s+tịch\s+UBND)\s+(?:các\s+)?"
    rf"(?:xã|phường|thị\s+trấn|huyện|quận|thị\s+xã|thành\s+phố|tỉnh){_PROPER}{{0,3}}"
    rf"|(?:Bộ|Sở|Phòng|Ban|Chi\s+cục|Cục|Trung\s+tâm|Trường|Hội|Trạm){_PROPER}(?:[\s,\-–]+(?:và\s+)?\p{{Lu}}\p{{L}}*|\s+và\s+\p{{L}}+|\s+\p{{Ll}}+(?=\s+xã|\s+huyện|\s+tỉnh)){{0,5}}(?:\s+(?:xã|huyện|tỉnh)\b)?"
    r"|[Cc]ác\s+(?:ban,?\s+)?(?:sở|bộ|ngành|ban|phòng|đơn\s+vị|cơ\s+quan|đoàn\s+thể|tổ\s+chức|thôn|trường|hội)(?:[,\s]+(?:và\s+)?(?:ban|ngành|đoàn\s+thể|đơn\s+vị|cơ\s+quan|cá\s+nhân))*"
    r"(?:\s+(?:chuyên\s+môn|liên\s+quan|có\s+liên\s+quan))?(?:\s+thuộc\s+UBND\s+\p{Ll}+)?"
)


class AgencyMention(NamedTuple):
    """An agency as written; ``span`` indexes the text."""

    span: Span
    text: str


@cache
def _pattern() -> regex.Pattern[str]:
    """Every name of the lexicon, longest first, then the head nouns."""
    names = sorted((name for name in lexicon_names() if len(name) > 3), key=len, reverse=True)
    known = "|".join(regex.escape(name).replace(r"\ ", r"\s+") for name in names)
    return regex.compile(rf"(?<!\p{{L}})(?:{_NAMED}|(?:{known})(?:\s+(?:xã|huyện|tỉnh))?)(?!\p{{L}})")


def find_agencies(text: str) -> tuple[AgencyMention, ...]:
    """The agencies named in a text, in order, none overlapping.

    >>> [one.text for one in find_agencies("Giao Văn phòng UBND xã đôn đốc")]
    ['Văn phòng UBND xã']
    """
    return tuple(AgencyMention(match.span(), match.group()) for match in _pattern().finditer(text, timeout=10))
