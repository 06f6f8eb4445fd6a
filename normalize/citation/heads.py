"""The left part of a mention: which kind word, law or issuer before a symbol belongs to it."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

import regex

from normalize.citation.codes import Code, has_kind_code, is_of_uncited_kind, number_word
from normalize.citation.copies import Copies
from normalize.citation.document_kinds import LAW_KINDS, is_cited
from normalize.citation.issuer_names import after_of, is_named_body, read_issuer
from normalize.citation.kind_words import Kind, joins_kind
from normalize.citation.law_names import LawName
from schemas.mention import Form
from schemas.plan import Span


class Head(NamedTuple):
    """The left part of a mention: from the kind word (or *số*, or the symbol) to the end of symbol or name."""

    start: int
    end: int
    form: Form
    kind: Kind | None
    code: Code | None
    law: LawName | None
    header: bool = False
    issuer: Span | None = None


_BLANKS = regex.compile(r"\s{1,4}")


def find_heads(copies: Copies, codes: list[Code], kinds: list[Kind], laws: list[LawName]) -> list[Head]:
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


_TEMPLATE = regex.compile(
    r"(?<![a-z])(?:mau|bieu|bieu\s{1,3}mau|bang|thua|thua\s{1,3}dat|to\s{1,3}ban\s{1,3}do|lo|nha|ngo|duong|tai\s{1,3}khoan|qcvn|tcvn|tcxdvn|iso|"
    r"xe|phu\s{1,3}luc|danh\s{1,3}muc|ho\s{1,3}so|ma)\s{0,3}(?:so\s{0,3}:?)?\s{0,3}$"
)
# A number of goods or posts, unless it has a document's year: portals head a document's own code with "Số hiệu".
_GOODS = regex.compile(r"(?<![a-z])so\s{1,3}hieu\s{0,3}(?:so\s{0,3}:?)?\s{0,3}$")
_DATED_CODE = regex.compile(r"\d{1,6}\s{0,3}/\s{0,3}(?:19|20)\d\d\s{0,3}/")
_LINE_START = regex.compile(r"(?:^|\n)[ \t|*]*$")


def _read_head(copies: Copies, code: Code, kinds: list[Kind], ends: list[int]) -> Head | None:
    """A symbol with what stands before it; None where nothing makes it a reference."""
    word = number_word(copies.bare, code.span[0])
    start = code.span[0] if word is None else word
    found = _kind_before(copies, start, kinds, ends, numbered=word is not None)
    if found is not None and not is_cited(found[0].name):
        # "hợp đồng số 12/HĐ-XD" is none, "hợp đồng 68/2000/NĐ-CP" names a decree
        return Head(code.span[0], code.span[1], "code", None, code, None) if _is_of_cited_kind(copies, code) else None
    if found is not None:
        kind, issuer = found
        header = "\n" in copies.text[:start] and kind.name in LAW_KINDS and _own_line(copies, kind.start, code.end)
        return Head(kind.start, code.span[1], "code", kind, code, None, header, issuer)
    if _TEMPLATE.search(copies.bare, max(0, start - 24), start):
        return None
    if _GOODS.search(copies.bare, max(0, start - 24), start) and not (
        code.solid and _DATED_CODE.match(copies.plain, code.span[0])
    ):
        return None
    if is_of_uncited_kind(copies, code):
        return None
    header = word is not None and _heads_line(copies, word, code)
    if not code.solid and not header and (word is None or not _continues_list(copies, start)):
        return None
    return Head(start, code.span[1], "code", None, code, None, header)


def _is_of_cited_kind(copies: Copies, code: Code) -> bool:
    return has_kind_code(copies, code) and not is_of_uncited_kind(copies, code)


def _kind_before(
    copies: Copies, start: int, kinds: list[Kind], ends: list[int], *, numbered: bool
) -> tuple[Kind, Span | None] | None:
    """The kind word that a number starting at ``start`` belongs to, and an issuer between the two.

    Between them may stand the issuer ("Quyết định của Thủ tướng Chính phủ số …").
    """
    index = bisect_right(ends, start) - 1
    if index < 0 or start - ends[index] > 120:
        return None
    kind = kinds[index]
    if copies.bare[kind.end : start].strip() == ":" or joins_kind(copies, kind, start, numbered=numbered):
        return kind, None
    blank = _BLANKS.match(copies.bare, pos=kind.end)
    body = after_of(copies.bare, kind.end) or (blank.end() if blank and is_named_body(copies, blank.end()) else None)
    stop = read_issuer(copies, body) if body else None
    if body is None or stop is None or copies.bare[stop:start].strip(" \n\t,:"):
        return None
    return (kind, (body, stop)) if stop <= start else None


_LIST_BEFORE = regex.compile(r"\d[^.;\n]{0,60}(?:,|;|\bva|\bhoac)\s{0,4}$")


def _continues_list(copies: Copies, start: int) -> bool:
    return _LIST_BEFORE.search(copies.bare, max(0, start - 80), start) is not None


def _heads_line(copies: Copies, word: int, code: Code) -> bool:
    """Whether this is "Số: 11/KH-UBND" at a line's beginning."""
    return (
        copies.text[word].isupper()
        and (word == 0 or _LINE_START.search(copies.plain, max(0, word - 12), word) is not None)
        and (":" in copies.plain[word : code.span[0]] or copies.plain[code.end : code.end + 1] in "\n")
    )


def _own_line(copies: Copies, start: int, end: int) -> bool:
    """Whether a mention fills its line, as a law's own number does ("Luật số: 51/2024/QH15")."""
    before = start == 0 or _LINE_START.search(copies.plain, max(0, start - 12), start) is not None
    return before and copies.plain[end : end + 3].lstrip(" \t")[:1] in ("\n", "") and ":" in copies.plain[start:end]
