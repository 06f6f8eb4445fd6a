"""The right part of a mention: date and issuer after a symbol or name, in any order.

tail  = (mark? (date | issuer))*
date   = [issued] [hour] ["cùng"] "ngày" day      ban hành ngày 05/3/2020, hồi 11 giờ ngày 03/9/2024
issuer = "của" body | ("do" | "được") body issued          do Chính phủ ban hành ngày 08/4/2020
mark   = "[1]" | "(1)" | "(*)" | "¹"                       a footnote's
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from normalize.citation.codes import code_flags
from normalize.citation.copies import Copies
from normalize.citation.heads import Head
from normalize.citation.issuer_names import after_of, is_named_body, read_issuer
from normalize.citation.kind_words import DATE
from normalize.citation.words import loose, phrases_pattern
from normalize.time.phrases import HOUR
from schemas.plan import Span


class Tail(NamedTuple):
    """The right part: date and issuer as spans, and where the mention ends.

    ``after`` is where the text goes on: behind the verb of "do Bộ Nội vụ ban hành". ``same_day``:
    "cùng ngày" stands for the date."""

    end: int
    date: Span | None = None
    issuer: Span | None = None
    flags: tuple[str, ...] = ()
    after: int | None = None
    same_day: bool = False


_BLANKS = regex.compile(r"\s{1,4}")
_GAP = regex.compile(r"\s{0,4},?\s{0,4}")
_STRICT_END = regex.compile(
    r"\s{0,4}(?:[;.,)]|ve(?![a-z])|quy\s+dinh|ban\s+hanh|sua\s+doi|huong\s+dan|$)"
)
_MARK = regex.compile(
    r"\s{0,2}(?:\[\s?\d{1,3}\s?\]|\(\s?(?:\d{1,2}|\*{1,3})\s?\)|[¹²³⁰⁴-⁹]{1,3}|\*{1,3})"
)
_CLOCK = regex.compile(
    rf"(?P<hour>\s{{0,3}},?\s{{0,3}}(?:(?:vào\s{{1,3}})?(?:hồi|lúc)\s{{1,3}})?{HOUR}[’']?"
    r"\s{0,3},?)(?=\s{0,3}ngày)"
)


def read_tail(copies: Copies, head: Head, limit: int) -> Tail:
    """Date and issuer after a symbol or name, in any order."""
    end = head.code.end if head.code else head.end
    flags = code_flags(copies, head.code) if head.code else ()
    tail = Tail(head.end, None, head.issuer, flags, end)
    for _ in range(4):
        if (longer := _read_part(copies, tail, head)) is None:
            break
        tail = longer
        if (tail.after or 0) >= limit:
            break
    return tail


def _read_part(copies: Copies, tail: Tail, head: Head) -> Tail | None:
    """The tail with the date or the issuer that stands next, a footnote's mark before it passed
    over."""
    at = tail.after if tail.after is not None else tail.end
    mark = _MARK.match(copies.plain, pos=at)
    for start in (at, mark.end()) if mark else (at,):
        if tail.date is None and not tail.same_day and (dated := _read_date(copies, tail, start)):
            return dated
        if tail.issuer is None and (issued := _read_issuer(copies, tail, start, head)):
            return issued
    return None


@cache
def _issued() -> str:
    """The verbs of issuing, on the bare copy."""
    return rf"(?:{loose(phrases_pattern('issuing'))})(?![a-z])"


@cache
def _lead() -> regex.Pattern[str]:
    """What may stand between a symbol and its date."""
    verb = rf"(?:{loose('(?:duoc )?')}(?P<verb>{_issued()})\s{{1,4}})"
    return regex.compile(
        rf"(?P<open>\s{{0,4}}[,(]?\s{{0,4}}){verb}?"
        r"(?P<same>cung\s{1,4}(?=ngay))?(?=ngay(?![a-z]))"
    )


_SAME_DAY = regex.compile(r"ngay(?![a-z])(?!\s{0,4}[\doli])")


def _read_date(copies: Copies, tail: Tail, at: int) -> Tail | None:
    """The tail with the date at ``at``; a bare date needs its year whole."""
    clock = _CLOCK.match(copies.plain, pos=at)
    lead = _lead().match(copies.bare, pos=clock.end("hour") if clock else at)
    if lead is None:
        return _bare_date(copies, tail, at)
    if lead["same"] and (same := _SAME_DAY.match(copies.bare, pos=lead.end())):
        return tail._replace(end=same.end(), after=same.end(), same_day=True)
    match = DATE.match(copies.bare, pos=lead.end())
    if match is None or "\n\n" in copies.bare[at : match.end()]:
        return None
    dated = _dated(tail, match)
    closed = "(" in lead["open"] and copies.bare[match.end() : match.end() + 1] == ")"
    return dated._replace(after=match.end() + 1) if closed else dated


def _bare_date(copies: Copies, tail: Tail, at: int) -> Tail | None:
    """A date without *ngày*: right behind the symbol, its year whole."""
    gap = _GAP.match(copies.bare, pos=at)
    match = DATE.match(copies.bare, pos=gap.end() if gap else at)
    if match is None or "\n\n" in copies.bare[at : match.end()]:
        return None
    is_bare = match["word"] is None
    if is_bare and ("," in copies.bare[at : match.start("date")] or len(match["year"]) < 4):
        return None
    return _dated(tail, match)


def _dated(tail: Tail, match: regex.Match[str]) -> Tail:
    noted = match.end() > match.end("date")
    flags = (*tail.flags, "footnote_glued") if noted else tail.flags
    return tail._replace(
        end=match.end("date"), date=match.span("date"), flags=flags, after=match.end()
    )


# without a date only this verb makes the body the document's issuer: "theo Nghị định … do UBND tỉnh
# phê duyệt" speaks of something else
_ISSUED_BEHIND = regex.compile(r"\s{1,4}(?:ky\s{1,4})?ban\s{1,4}hanh(?![a-z])")
_BY = regex.compile(r"\s{0,4},?\s{0,4}(?:do|duoc)\s{1,4}")


def _read_issuer(copies: Copies, tail: Tail, at: int, head: Head) -> Tail | None:
    """The tail with the issuer at ``at``: after *của*, before a verb of issuing, or named whole
    after a date."""
    joint = _is_joint(copies, head)
    start = after_of(copies.bare, at)
    if start is not None:
        stop = read_issuer(copies, start, joint=joint)
        return _issued_by(tail, start, stop) if stop else None
    by = _BY.match(copies.bare, pos=at) if head.form == "code" else None
    if by is not None:
        return _read_agent(copies, tail, by.end(), joint)
    gap = _BLANKS.match(copies.bare, pos=at)
    if tail.date is None or gap is None or "\n\n" in gap.group():
        return None
    return _read_named(copies, tail, gap.end(), joint)


def _is_joint(copies: Copies, head: Head) -> bool:
    """Whether several bodies issue such a document together."""
    kind, code = head.kind, head.code
    if kind is not None and ("liên" in kind.name or "hợp" in copies.text[kind.start : head.end]):
        return True
    return code is not None and "LT" in copies.plain[slice(*code.span)]


def _issued_by(tail: Tail, start: int, stop: int) -> Tail:
    return tail._replace(end=stop, issuer=(start, stop), after=stop)


def _read_named(copies: Copies, tail: Tail, start: int, joint: bool) -> Tail | None:
    """A body of the closed vocabulary without *của*; what follows must be the end of the
    citation."""
    stop = read_issuer(copies, start, joint=joint) if is_named_body(copies, start) else None
    if stop is None or not _STRICT_END.match(copies.bare, pos=stop):
        return None
    return _issued_by(tail, start, stop)


def _read_agent(copies: Copies, tail: Tail, start: int, joint: bool) -> Tail | None:
    """The tail with the body of "do … ban hành", "được … thông qua ngày": the verb must follow."""
    stop = read_issuer(copies, start, joint=joint)
    if stop is None:
        return None
    if (lead := _lead().match(copies.bare, pos=stop)) and lead["verb"]:
        return _issued_by(tail, start, stop)
    verb = _ISSUED_BEHIND.match(copies.bare, pos=stop)
    return _issued_by(tail, start, stop)._replace(after=verb.end()) if verb else None
