"""Issuing bodies: what a symbol's code stands for, and a printed name in its canonical form.

The table ``lexicon/issuers.tsv`` has a row a code: ``name``, ``scope`` (central, local, party), and
whether the code belongs to one body (``unique``); UBND or TU say only what sort of body it is.
``lexicon/issuer_spellings.tsv`` has a row for each way to write a part of such a name: ``printed``
is written ``canonical``.

Source: symbols of published documents; DOMAIN notes on Party symbols (Hướng dẫn 36-HD/VPTW).
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal

import regex

from normalize.body.offices import posts_pattern, powers
from normalize.body.units import STATE, words_of
from normalize.lexicon.phrases import any_of
from normalize.lexicon.table import Row, read_table
from normalize.writing.text import fold_homoglyphs, folded, nfc, squeeze, strip_marks


class Issuer(Row, frozen=True, kw_only=True):
    """One row of the table."""

    code: str
    name: str
    scope: Literal["central", "local", "party"]
    unique: bool


class IssuerSpelling(Row, frozen=True, kw_only=True):
    """One way to write a part of a body's name."""

    printed: str
    canonical: str


@cache
def issuers() -> dict[str, Issuer]:
    """Every issuer code with its row."""
    return {row.code: row for row in read_table("issuers", Issuer)}


# ñ is đ under a broken font map; "uỷ" and "ủy" are two ways to place one tone.
_LETTERS = str.maketrans("ñÑ", "đĐ")
_GLUED_BODY = regex.compile(r"(?<=trưởng)(?=bộ\b)", regex.IGNORECASE)


@lru_cache(maxsize=4096)
def normalize_issuer(text: str) -> str:
    """A printed issuer in its canonical form: full names of ministries, UBND and HĐND abbreviated,
    known spellings.

    >>> normalize_issuer("Ủy ban nhân dân tỉnh")
    'UBND tỉnh'
    >>> normalize_issuer("Bộ Nông nghiệp và PTNT")
    'Bộ Nông nghiệp và Phát triển nông thôn'
    >>> normalize_issuer("CHÍNH PHỦ"), normalize_issuer("Chỉnh phủ")
    ('Chính phủ', 'Chính phủ')
    """
    name = squeeze(fold_homoglyphs(nfc(text)).translate(_LETTERS)).strip(" ,;")
    name = name.replace("uỷ", "ủy").replace("Uỷ", "Ủy")
    name = _spelled(_GLUED_BODY.sub(" ", name))
    if known := _known_names().get(strip_marks(name)):
        return known
    head, blank, rest = name.partition(" ")
    return head + blank + _unit_word().sub(lambda match: match[1].lower(), rest)


def _spelled(name: str) -> str:
    """A name with its parts written as the table has them, whatever marks and blanks they lost."""
    flat = folded(name)
    for match in reversed(list(_spellings_pattern().finditer(flat.text))):
        start, end = flat.span(*match.span())
        name = name[:start] + _spellings()[_spelling_key(match.group())] + name[end:]
    return name


def _spelling_key(printed: str) -> str:
    return strip_marks(printed).replace(" ", "")


@cache
def _spellings() -> dict[str, str]:
    rows = read_table("issuer_spellings", IssuerSpelling)
    return {_spelling_key(row.printed): row.canonical for row in rows}


@cache
def _spellings_pattern() -> regex.Pattern[str]:
    """A pattern for all spellings on the folded text, the longest first; blanks may be lost, or
    stand beside "&"."""
    rows = read_table("issuer_spellings", IssuerSpelling)
    printed = sorted((strip_marks(row.printed) for row in rows), key=len, reverse=True)
    escaped = (regex.escape(one, literal_spaces=True) for one in printed)
    parts = (one.replace(" ", " ?").replace("\\&", "&").replace("&", " ?& ?") for one in escaped)
    return regex.compile(rf"(?<![a-z\d])(?:{'|'.join(parts)})(?![a-z\d])")


@cache
def _unit_word() -> regex.Pattern[str]:
    """A unit's word with a capital before its name or at the end ("UBND Huyện"); in "Tỉnh ủy" it is
    none."""
    words = "|".join(regex.escape(one[0].upper() + one[1:]) for one in words_of(*STATE))
    return regex.compile(rf"\b({words})(?=$|\s+(?![ỦU][ỷyY]\b|Đoàn\b)\p{{Lu}})")


def same_body(stated: str, inferred: str) -> bool:
    """Whether a printed issuer can be the body a symbol belongs to; a minister signs for the
    ministry.

    >>> same_body("Bộ trưởng Bộ Nội vụ", "Bộ Nội vụ"), same_body("Thủ tướng Chính phủ", "Chính phủ")
    (True, False)
    >>> same_body("Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ", "Văn phòng Chính phủ")
    True
    >>> same_body("Tổng Kiểm toán nhà nước", "Kiểm toán nhà nước")
    True
    >>> same_body("Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XIV", "Quốc hội")
    True
    """
    printed, key = normalize_issuer(stated), strip_marks(inferred)
    if strip_marks(printed) in _known_names():
        return strip_marks(printed) == key
    # a post stands before the body, or makes one word with it ("Tổng Thanh tra Chính phủ")
    names = (printed, normalize_issuer(_post().sub("", printed)), printed.removeprefix("Tổng "))
    bare = {_OF_A_TERM.sub("", strip_marks(one)) for one in names}
    return key in bare or key.removesuffix(" viet nam") in bare


_OF_A_TERM = regex.compile(
    r"(?: nuoc cong hoa xa hoi chu nghia viet nam)?"
    r"(?:,? \(?khoa (?:[ivxl]+|\d+)\)?)?$"
)


@cache
def _post() -> regex.Pattern[str]:
    """The post of who signs, or several, before the body: "Thừa lệnh Bộ trưởng, Chủ nhiệm"."""
    post = rf"(?:Quyền\s+|Phó\s+)?{posts_pattern()}"
    power = any_of("; ".join(one.meaning for one in powers()))
    return regex.compile(rf"^(?:{power}\s+)?{post}(?:,\s+{post})?\s+", regex.IGNORECASE)


@cache
def _known_names() -> dict[str, str]:
    """Canonical names by their bare form, for all capitals and lost marks."""
    names = [one.name for one in issuers().values() if one.scope == "central" or one.unique]
    return {strip_marks(name): name for name in (*names, *_spellings().values())}
