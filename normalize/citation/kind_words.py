"""Words around a symbol: kinds of documents, dates, self references, bare numbers."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import regex

from normalize.citation.codes import TIMEOUT
from normalize.citation.copies import Copies
from normalize.citation.document_kinds import (
    LAW_KINDS,
    abbreviated_kinds,
    kind_names,
    kinds_cited_by,
)
from normalize.citation.pinpoints import pinpoint_parts
from normalize.lexicon.phrases import tree_of

_D = r"[\doli]"
DATE = regex.compile(
    rf"""
    (?:(?:,|\()?\s{{0,4}})(?P<word>ngay\s{{0,4}})?
    (?P<date>
        (?P<day>{_D}{{1,2}})\s{{0,3}}
        (?:
            thang\s{{0,3}}(?P<month>{_D}{{1,2}})[\s,]{{0,3}}nam\s{{0,3}}
          | [/.-]\s{{0,2}}(?P<month>{_D}{{1,2}})\s{{0,2}}[/.-]\s{{0,2}}
        )
        (?P<year>(?:19|20|2o)[\do]{{2}}|(?<=[/.-])\d\d(?!\d))
    )
    (?P<note>\d{{1,2}}(?!\d))?(?![\d/])
    """,
    regex.VERBOSE,
)
"""A date with its lead-in, for matching at the end of a symbol, on the bare copy."""

_QUANTITY = frozenset(
    {
        "năm",
        "tháng",
        "ngày",
        "tuần",
        "giờ",
        "lần",
        "người",
        "đồng",
        "triệu",
        "tỷ",
        "tỉ",
        "bộ",
        "bản",
        "phút",
        "mục",
    }
    | {"điểm", "xã", "huyện", "tỉnh", "phòng", "chương", "phần", "giai", "nhiệm", "nhóm"}
)


class Kind(NamedTuple):
    """A kind word: its span, the canonical kind, and whether it is written with a capital."""

    start: int
    end: int
    name: str
    capital: bool


@cache
def _kind_pattern() -> re.Pattern[str]:
    """Every kind word; the standard library's pattern, which is more than twice as fast for a list
    of phrases."""
    names = tree_of((name.split(" ") for name in kind_names()), blank=r"\s{1,4}")
    # "thực hiện Pháp lệnh" reads like "Hiến pháp" without marks
    return re.compile(
        rf"(?<![a-z])(?!hien\s{{1,4}}phap\s{{1,4}}lenh){names}(?=so(?![a-z])|(?![a-z]))"
    )


def load_kinds() -> None:
    """Compile the pattern of all kind words before the first text asks for it."""
    _kind_pattern()


@cache
def _abbreviated() -> regex.Pattern[str]:
    codes = "|".join(sorted(abbreviated_kinds(), key=len, reverse=True))
    return regex.compile(rf"(?<![\p{{L}}/-])(?:{codes})(?=\s(?:số\s)?\d)")


def find_kinds(copies: Copies) -> list[Kind]:
    """Every kind word in order, abbreviations before a number included."""
    names = kind_names()
    kinds = [
        Kind(
            *match.span(),
            names[" ".join(match.group().split())],
            copies.plain[match.start()].isupper(),
        )
        for match in _kind_pattern().finditer(copies.bare)
    ]
    kinds += [
        Kind(*match.span(), abbreviated_kinds()[match.group()], True)
        for match in _abbreviated().finditer(copies.plain, timeout=TIMEOUT)
    ]
    return sorted(kinds)


_BETWEEN = regex.compile(
    r"(?:\s{1,4}(?!(?:của|ngày|tại|theo|và|về|này|do|các|năm|số|mẫu|biểu|phụ|từ|đến|được|có|là"
    r"|trên|như)\b)"
    r"\p{L}{1,12}){0,8}",
    regex.IGNORECASE,
)
_DOTS = regex.compile(r"\s{0,3}(?:\.{2,20}|…)\s{0,3}")


def joins_kind(copies: Copies, kind: Kind, end: int, *, numbered: bool) -> bool:
    """Whether a kind word belongs to the number that starts (with its *số*) at ``end``.

    Nothing, or a few lower-case words that make the kind exact ("Báo cáo thẩm định số"), may stand
    between."""
    between = copies.bare[kind.end : end]
    if not between.strip():
        return True
    if not numbered or kind.name in LAW_KINDS:
        return False
    if _DOTS.fullmatch(between):
        return True
    if not _BETWEEN.fullmatch(copies.plain[kind.end : end].rstrip(), timeout=TIMEOUT):
        return False
    printed = copies.plain[kind.end : end].strip()
    return printed.islower() or printed.isupper() or copies.plain[kind.start : kind.end].isupper()


_SELF = regex.compile(r"(?:\s{1,3}[\p{L}\d-]{1,20}){0,6}?\s{1,3}này\b")


# A part of a document in between is what "này" points at: "hợp đồng Chương này" is no contract of
# ours.
@cache
def _self_stop() -> regex.Pattern[str]:
    names = [row.part for row in pinpoint_parts().values()]
    parts = "|".join(rf"{one}|{one.capitalize()}" for one in names).replace(" ", r"\s+")
    small = r"số|của|tại|theo|ngày|và|về|trong|cho|được|các|có|là|do"
    return regex.compile(rf"\b(?:{small}|{parts})\b")


_SHORT = regex.compile(
    r"(?:[ ]{1,3}|[ ]?\n(?=s[ốô]))(?:s[ốôỐÔ](?:[ ]{1,3}|[ ]?\n))?(?P<number>\d{1,4})"
    r"(?P<year>/(?:19|20)\d\d)?(?![\d/%]|[.,-]\d|\s?[/-]\s?\p{L})"
)
_NEXT_WORD = regex.compile(r"\s{0,3}(?P<word>\p{L}+)?")


def read_self(copies: Copies, kind: Kind) -> int | None:
    """The end of "Kế hoạch này", "Kế hoạch CCHC này" that starts with the kind word."""
    match = _SELF.match(copies.plain, pos=kind.end, endpos=min(len(copies.plain), kind.end + 80))
    if match is None or _self_stop().search(match.group()):
        return None
    return match.end()


def read_short(copies: Copies, kind: Kind) -> tuple[int, bool] | None:
    """The end of "Quyết định 468" or "Nghị định 22/2020" and whether a year is part of it."""
    if not kind.capital or kind.name not in kinds_cited_by("bare"):
        return None
    match = _SHORT.match(copies.plain, pos=kind.end)
    if match is None:
        return None
    number = match["number"]
    if match["year"] is None and (len(number) == 4 and number[:2] in ("19", "20")):
        return None
    following = _NEXT_WORD.match(copies.plain, pos=match.end())
    word = (following["word"] or "").lower() if following else ""
    if word in _QUANTITY and not (word == "ngày" and DATE.match(copies.bare, match.end())):
        return None
    return match.end(), match["year"] is not None
