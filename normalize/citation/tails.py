"""The right part of a mention: date and issuer after a symbol or name, in any order."""

from __future__ import annotations

from typing import NamedTuple

import regex

from normalize.citation.codes import code_flags
from normalize.citation.copies import Copies
from normalize.citation.heads import Head
from normalize.citation.issuer_names import after_of, is_named_body, read_issuer
from normalize.citation.kind_words import DATE
from schemas.plan import Span


class Tail(NamedTuple):
    """The right part: date and issuer as spans, and where the mention ends."""

    end: int
    date: Span | None = None
    issuer: Span | None = None
    flags: tuple[str, ...] = ()


_BLANKS = regex.compile(r"\s{1,4}")
_GAP = regex.compile(r"\s{0,4},?\s{0,4}")
_STRICT_END = regex.compile(r"\s{0,4}(?:[;.,)]|ve(?![a-z])|quy\s+dinh|ban\s+hanh|sua\s+doi|huong\s+dan|$)")


def read_tail(copies: Copies, head: Head, limit: int) -> Tail:
    """Date and issuer after a symbol or name, in any order."""
    end = head.code.end if head.code else head.end
    date: Span | None = None
    issuer = head.issuer
    last, flags = head.end, list(code_flags(copies, head.code) if head.code else ())
    for _ in range(3):
        if date is None and (found := _read_date(copies, end)):
            date, following = found
            if following > date[1]:
                flags.append("footnote_glued")
            last, end = date[1], following
        elif issuer is None and (body := _read_issuer(copies, end, head, dated=date is not None)):
            issuer, last, end = body, body[1], body[1]
        else:
            break
        if end >= limit:
            break
    return Tail(last, date, issuer, tuple(flags))


def _read_date(copies: Copies, end: int) -> tuple[Span, int] | None:
    """The date at ``end`` and where the text goes on after a footnote's digit; a bare date needs its year whole."""
    gap = _GAP.match(copies.bare, pos=end)
    match = DATE.match(copies.bare, pos=gap.end() if gap else end)
    if match is None or "\n\n" in copies.bare[end : match.end()]:
        return None
    if match["word"] is None and ("," in copies.bare[end : match.start("date")] or len(match["year"]) < 4):
        return None
    return match.span("date"), match.end()


def _read_issuer(copies: Copies, end: int, head: Head, *, dated: bool) -> Span | None:
    """The span of the issuer after *của*; after a date a body of the closed vocabulary may stand without it."""
    start = after_of(copies.bare, end)
    joint = head.kind is not None and ("liên" in head.kind.name or "hợp" in copies.text[head.kind.start : head.end])
    joint = joint or (head.code is not None and "LT" in copies.plain[slice(*head.code.span)])
    if start is not None:
        stop = read_issuer(copies, start, joint=joint)
        return (start, stop) if stop else None
    gap = _BLANKS.match(copies.bare, pos=end)
    if not dated or gap is None or "\n\n" in gap.group() or not is_named_body(copies, gap.end()):
        return None
    stop = read_issuer(copies, gap.end(), joint=joint)
    return (gap.end(), stop) if stop and _STRICT_END.match(copies.bare, pos=stop) else None
