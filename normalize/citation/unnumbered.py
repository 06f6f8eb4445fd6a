"""Documents that stand in a text without their symbol: "Kế hoạch này", "Quyết định 468", a
programme by its title."""

from __future__ import annotations

from bisect import bisect_right

import regex

from normalize.citation.codes import TIMEOUT
from normalize.citation.copies import Copies
from normalize.citation.document_kinds import LAW_KINDS, kinds_cited_by
from normalize.citation.heads import Head
from normalize.citation.issuer_names import is_named_body, read_issuer
from normalize.citation.kind_words import Kind, read_self, read_short
from normalize.citation.tails import Tail, read_tail

_ABOUT = regex.compile(r"\s{1,4}ve\s")
_OF = regex.compile(r"\s{1,4}cua\s{1,4}")
_PROGRAMME = regex.compile(
    r"(?:\s{1,3}[\p{L}\d-]{1,20}){1,16}?\s{1,3}giai\s{1,3}đoạn\s{1,3}"
    r"\d{4}\s?-\s?\d{4}(?=\s{1,3}của\s)"
)
_NO_LIMIT = 1 << 62


def find_unnumbered(
    copies: Copies, kinds: list[Kind], numbered: list[tuple[Head, Tail]]
) -> list[tuple[Head, Tail]]:
    """Self references, bare numbers, and documents by their title, outside of what was found
    already."""
    starts = [head.start for head, _ in numbered]
    found: list[tuple[Head, Tail]] = []
    for kind in kinds:
        index = bisect_right(starts, kind.start) - 1
        if index >= 0 and kind.start < numbered[index][1].end:
            continue
        one = _read(copies, kind)
        if one is not None:
            found.append(one)
    return found


def _read(copies: Copies, kind: Kind) -> tuple[Head, Tail] | None:
    if (end := read_self(copies, kind)) is not None:
        return Head(kind.start, end, "self", kind, None, None), Tail(end)
    if kind.name in LAW_KINDS:
        return None
    if (short := read_short(copies, kind)) is not None:
        end, with_year = short
        head = Head(kind.start, end, "short", kind, None, None)
        tail = read_tail(copies, head, _NO_LIMIT)
        return head, tail._replace(flags=("partial_code",) if with_year else ())
    return (
        _read_titled(copies, kind)
        if kind.capital and kind.name in kinds_cited_by("title")
        else None
    )


def _read_titled(copies: Copies, kind: Kind) -> tuple[Head, Tail] | None:
    """ "Nghị quyết của Chính phủ về …", "Chương trình … giai đoạn 2021-2025 của …"."""
    programme = _PROGRAMME.match(copies.plain, pos=kind.end, timeout=TIMEOUT)
    end = programme.end() if programme else kind.end
    of = _OF.match(copies.bare, pos=end)
    stop = read_issuer(copies, of.end()) if of and is_named_body(copies, of.end()) else None
    if of is None or stop is None or not (programme or _ABOUT.match(copies.bare, pos=stop)):
        return None
    return Head(kind.start, end, "title", kind, None, None), Tail(stop, None, (of.end(), stop))
