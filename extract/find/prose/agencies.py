"""Where agencies are named in running text: lexicon names and head nouns with a proper name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import regex

from normalize.body.lexicon import lexicon_names
from normalize.body.verbs import name_end_pattern
from normalize.lexicon.phrases import any_of, tree_of
from schemas.plan import Span

# Small words that no name goes on with; the verbs among them stand in the table of verbs.
_SMALL = any_of("""
    để; và; cùng; với; trong; theo; về; được; đã; sẽ; phải; cho; tại; từ; đến; trên; của; các; những; nếu; khi; thì;
    hoặc
""")
_HEADS = (
    r"(?:Bộ|Sở|Phòng|Ban|Chi\s+cục|Tổng\s+cục|Cục|Trung\s+tâm|Trường|Hội|Trạm|Viện|Ủy\s+ban|UBND|Công\s+an|Văn\s+phòng)"
)
# A capitalised syllable and those that belong to it: "Nông nghiệp", "Quy hoạch", "QLHC".
_NAME_WORD = rf"\p{{Lu}}[\p{{L}}\-]*(?:\s+(?!(?:{_SMALL}|{name_end_pattern()})(?!\p{{L}}))\p{{Ll}}+)?"
_PROPER = r"(?:\s+\p{Lu}[\p{L}\-]*)"
_LEVEL = r"(?:xã|phường|thị\s+trấn|đặc\s+khu|huyện|quận|thị\s+xã|thành\s+phố|tỉnh)"
_UNITS = r"(?:thôn|bản|ấp|buôn|khu\s+phố|tổ\s+dân\s+phố|tiểu\s+khu|xã|phường|trạm|công\s+ty|hợp\s+tác\s+xã)"
_LISTED = r"(?:ban|ngành|đoàn\s+thể|đơn\s+vị|cơ\s+quan|cá\s+nhân|tổ\s+chức|doanh\s+nghiệp|địa\s+phương)"
_NAMED = (
    rf"(?:UBND|Ủy\s+ban\s+nhân\s+dân|HĐND|Công\s+an|Văn\s+phòng\s+UBND|VP\s+UBND|Chủ\s+tịch\s+UBND)\s+(?:các\s+)?"
    rf"{_LEVEL}{_PROPER}{{0,3}}"
    rf"|{_HEADS}\s+{_NAME_WORD}(?:(?:\s*,\s*|\s+[\-–]\s+|\s+)(?:và\s+)?(?!{_HEADS}\b){_NAME_WORD}){{0,5}}(?:\s+{_LEVEL}\b)?"
    rf"|[Cc]ác\s+(?:ban,?\s+)?(?:sở|bộ|ngành|ban|phòng|trường|hội|{_UNITS}|{_LISTED})"
    rf"(?:,?\s+(?:và\s+)?(?:{_UNITS}|{_LISTED})(?!\p{{L}}))*"
    r"(?:\s+(?:chuyên\s+môn|liên\s+quan|có\s+liên\s+quan))?(?:\s+thuộc\s+UBND\s+\p{Ll}+)?"
)


class AgencyMention(NamedTuple):
    """An agency as written; ``span`` indexes the text."""

    span: Span
    text: str


_NAMED_PATTERN = regex.compile(rf"(?<!\p{{L}})(?:{_NAMED})(?!\p{{L}})")
_FIRST_LETTERS = regex.compile(r"\p{L}+")


@cache
def _lexicon() -> dict[str, list[list[str]]]:
    """The names of the lexicon, word by word as patterns, by the letters each begins with."""
    found: dict[str, list[list[str]]] = {}
    for name in lexicon_names():
        first, *rest = (word if word.isalnum() else regex.escape(word) for word in name.split())
        # "các" stands inside a sentence, "Các" begins one
        heads = ("Các", "các") if first.lower() == "các" else (first,)
        for head in heads if len(name) > 3 else ():
            found.setdefault(_FIRST_LETTERS.findall(head)[0], []).append([head, *rest])
    return found


def load_agencies() -> None:
    """Read the lexicon before the first text asks for it."""
    _lexicon()


@cache
def _names_with(letters: str) -> regex.Pattern[str] | None:
    """The names that begin with these letters, each with its place; compiled only when a text has one."""
    names = _lexicon().get(letters)
    if names is None:
        return None
    return regex.compile(rf"{tree_of(names)}(?:\s+{_LEVEL}\b)?(?:(?<={_LEVEL}){_PROPER}{{1,4}})?(?!\p{{L}})")


def _known_spans(text: str) -> Iterator[Span]:
    """Where names of the lexicon stand, none overlapping, the longest of those that begin at one place."""
    end = 0
    for letters in _FIRST_LETTERS.finditer(text, timeout=10):
        names = _names_with(letters.group()) if letters.start() >= end else None
        match = names.match(text, letters.start(), timeout=10) if names else None
        if match:
            end = match.end()
            yield match.span()


def find_agencies(text: str) -> tuple[AgencyMention, ...]:
    """The agencies named in a text, in order, none overlapping; of two readings the longer one.

    >>> [one.text for one in find_agencies("Giao Sở Quy hoạch - Kiến trúc chủ trì, báo cáo UBND xã Trà Bình")]
    ['Sở Quy hoạch - Kiến trúc', 'UBND xã Trà Bình']
    """
    spans = [*_known_spans(text), *(match.span() for match in _NAMED_PATTERN.finditer(text, timeout=10))]
    found: list[AgencyMention] = []
    end = 0
    for start, stop in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= end:
            found.append(AgencyMention((start, stop), text[start:stop]))
            end = stop
    return tuple(found)
