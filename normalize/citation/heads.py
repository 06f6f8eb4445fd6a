"""The left part of a mention: which kind word, law or issuer before a symbol belongs to it."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from typing import NamedTuple

import regex

from normalize.citation.codes import Code, has_kind_code, is_of_uncited_kind, number_word
from normalize.citation.copies import Copies
from normalize.citation.document_kinds import LAW_KINDS, is_cited
from normalize.citation.issuer_names import after_of, is_named_body, read_issuer
from normalize.citation.kind_words import Kind, joins_kind
from normalize.citation.law_names import LawName
from normalize.citation.pinpoints import appendices
from normalize.citation.words import loose, phrases_pattern
from normalize.writing.text import strip_marks
from schemas.mention import Form
from schemas.plan import Span


class Head(NamedTuple):
    """The left part of a mention: from the kind word (or *số*, or the symbol) to the end of symbol
    or name."""

    start: int
    end: int
    form: Form
    kind: Kind | None
    code: Code | None
    law: LawName | None
    header: bool = False
    issuer: Span | None = None


_BLANKS = regex.compile(r"\s{1,4}")


def find_heads(
    copies: Copies, codes: list[Code], kinds: list[Kind], laws: list[LawName]
) -> list[Head]:
    """Symbols with the kind words and laws they belong to, and laws by name, in order."""
    law_of = {law.code: law for law in laws if law.code is not None}
    heads = [Head(law.start, law.end, "law", None, None, law) for law in laws if law.code is None]
    ends = [kind.end for kind in kinds]
    for index, code in enumerate(codes):
        if index in law_of:
            law = law_of[index]
            heads.append(Head(law.start, code.span[1], "code", None, code, law))
            continue
        head = _read_head(copies, code, kinds, ends)
        if head is not None:
            heads.append(head)
    return sorted(heads, key=lambda head: head.start)


@cache
def _no_document() -> regex.Pattern[str]:
    phrases = loose("|".join((phrases_pattern("no_document"), *map(strip_marks, appendices()))))
    return regex.compile(rf"(?<![a-z])(?:{phrases})\s{{0,3}}(?:so\s{{0,3}}:?)?\s{{0,3}}$")


_GOODS = regex.compile(r"(?<![a-z])so\s{1,3}hieu\s{0,3}(?:so\s{0,3}:?)?\s{0,3}$")
_DATED_CODE = regex.compile(r"\d{1,6}\s{0,3}/\s{0,3}(?:19|20)\d\d\s{0,3}/")
_LINE_START = regex.compile(r"(?:^|\n)[ \t|*]*$")


def _read_head(copies: Copies, code: Code, kinds: list[Kind], ends: list[int]) -> Head | None:
    """A symbol with what stands before it; None where nothing makes it a reference."""
    word = number_word(copies.bare, code.span[0])
    start = code.span[0] if word is None else word
    found = _kind_before(copies, start, kinds, ends, numbered=word is not None)
    if found is not None:
        return _behind_kind(copies, code, *found)
    header = word is not None and _heads_line(copies, word, code)
    certain = code.solid or header or (word is not None and _continues_list(copies, start))
    if not certain or is_of_uncited_kind(copies, code) or _is_no_document(copies, code, start):
        return None
    return Head(start, code.span[1], "code", None, code, None, header)


def _behind_kind(copies: Copies, code: Code, kind: Kind, issuer: Span | None) -> Head | None:
    """A symbol behind a kind word; "hợp đồng số 12/HĐ-XD" is none, "hợp đồng 68/2000/NĐ-CP" names a
    decree."""
    if not is_cited(kind.name):
        cited = has_kind_code(copies, code) and not is_of_uncited_kind(copies, code)
        return Head(code.span[0], code.span[1], "code", None, code, None) if cited else None
    is_title = kind.name in LAW_KINDS and "\n" in copies.text[: kind.start]
    header = is_title and _own_line(copies, kind.start, code.end)
    return Head(kind.start, code.span[1], "code", kind, code, None, header, issuer)


def _is_no_document(copies: Copies, code: Code, start: int) -> bool:
    """Whether the number is one of a form, a lot or an account, or of goods and posts.

    A number of goods has no document's year: portals head a document's own code with "Số hiệu".
    """
    front = max(0, start - 24)
    if _no_document().search(copies.bare, front, start):
        return True
    goods = _GOODS.search(copies.bare, front, start) is not None
    return goods and not (code.solid and _DATED_CODE.match(copies.plain, code.span[0]))


def _kind_before(
    copies: Copies, start: int, kinds: list[Kind], ends: list[int], *, numbered: bool
) -> tuple[Kind, Span | None] | None:
    """The kind word that a number starting at ``start`` belongs to, and an issuer between the two.

    Between them may stand the issuer ("Quyết định của Thủ tướng Chính phủ số …").
    """
    index = bisect_right(ends, start) - 1
    if index < 0 or start - ends[index] > _FARTHEST_KIND:
        return None
    kind = kinds[index]
    joined = joins_kind(copies, kind, start, numbered=numbered)
    if joined or copies.bare[kind.end : start].strip() == ":":
        return kind, None
    issuer = _issuer_between(copies, kind.end, start)
    return (kind, issuer) if issuer else None


_FARTHEST_KIND = 120


def _issuer_between(copies: Copies, end: int, start: int) -> Span | None:
    """An issuer that fills the space between a kind word's end and a number's start."""
    body = after_of(copies.bare, end)
    if body is None:
        blank = _BLANKS.match(copies.bare, pos=end)
        body = blank.end() if blank and is_named_body(copies, blank.end()) else None
    stop = read_issuer(copies, body) if body is not None else None
    if body is None or stop is None or stop > start:
        return None
    return None if copies.bare[stop:start].strip(" \n\t,:") else (body, stop)


_LIST_BEFORE = regex.compile(r"\d[^.;\n]{0,60}(?:,|;|\bva|\bhoac)\s{0,4}$")


def _continues_list(copies: Copies, start: int) -> bool:
    return _LIST_BEFORE.search(copies.bare, max(0, start - 80), start) is not None


def _heads_line(copies: Copies, word: int, code: Code) -> bool:
    """Whether this is "Số: 11/KH-UBND" at a line's beginning."""
    return (
        copies.text[word].isupper()
        and (word == 0 or _LINE_START.search(copies.plain, max(0, word - 12), word) is not None)
        and (
            ":" in copies.plain[word : code.span[0]]
            or copies.plain[code.end : code.end + 1] in "\n"
        )
    )


def _own_line(copies: Copies, start: int, end: int) -> bool:
    """Whether a mention fills its line, as a law's own number does ("Luật số: 51/2024/QH15")."""
    before = start == 0 or _LINE_START.search(copies.plain, max(0, start - 12), start) is not None
    return (
        before
        and copies.plain[end : end + 3].lstrip(" \t")[:1] in ("\n", "")
        and ":" in copies.plain[start:end]
    )
