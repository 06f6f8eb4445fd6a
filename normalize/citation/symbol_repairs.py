"""What copying did to the body of a symbol, undone segment by segment: KH-UBND, TTBCA, QH151, NDCP.

A segment that a table knows stays; others are tried as a code whose hyphen was lost, whose marks
were lost, or that carries a footnote's digit. ``repairs`` gathers what was undone."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from normalize.body.issuers import issuers
from normalize.citation.document_kinds import kind_code, kind_codes
from normalize.writing.text import strip_marks

SEGMENT = regex.compile(r"[^/-]+")
ASSEMBLY = regex.compile(r"^[O0Q]?(?P<name>(?:UBTV)?QH)(?P<term>[\dOlI]+)$")
MISREAD_DIGITS = str.maketrans("oOlI", "0011")
_FOOTNOTE = regex.compile(r"^(?P<body>.*\p{L})(?P<digits>\d{1,2})$")
_TERMS = {9: 1992, 10: 1997, 11: 2002, 12: 2007, 13: 2011, 14: 2016, 15: 2021, 16: 2026, 17: 2031}


class _Segment(NamedTuple):
    """One segment of a body and its place; ``hint`` is the code of the kind that the prose
    names."""

    text: str
    first: bool
    last: bool
    joint: bool
    hint: str | None
    year: int | None


def repair_body(body: str, kind: str | None, year: int | None, repairs: list[str]) -> str:
    """Every segment as its table writes it; lost hyphens and footnote digits settled."""
    segments = SEGMENT.findall(body)
    hint = kind_code(kind) if kind else None
    joint = bool(segments) and segments[0].startswith("TTLT")
    last = len(segments) - 1
    repaired = [
        _repair(_Segment(one, index == 0, index == last, joint, hint, year), repairs)
        for index, one in enumerate(segments)
    ]
    pieces = iter(repaired)
    return SEGMENT.sub(lambda _: next(pieces), body)


_Reading = tuple[str, str | None]
"""A segment as it is understood, and what was undone."""


def _repair(segment: _Segment, repairs: list[str]) -> str:
    """The first reading of a segment that fits."""
    for read in (
        _known,
        _assembly,
        _noted,
        _glued,
        _respelled,
        _doubled,
        _misread_kind,
        _two_bodies,
    ):
        if (found := read(segment)) is None:
            continue
        text, repair = found
        if repair is not None:
            repairs.append(repair)
        # what stands before a footnote's digit may have lost its hyphen
        return _repair(segment._replace(text=text), repairs) if repair == "footnote" else text
    return segment.text


def _known(segment: _Segment) -> _Reading | None:
    """As a table has it; a mark that it lost is that of the kind named."""
    text, hint = segment.text, segment.hint
    if text not in kind_codes() and text not in issuers():
        return None
    return (hint, None) if segment.first and hint and _same_bare(hint, text) else (text, None)


def _assembly(segment: _Segment) -> _Reading | None:
    """QH15 as it is; QH151 is QH15 with a footnote's 1: of the readings with a digit less, the one
    whose term covers the year."""
    match = ASSEMBLY.match(segment.text)
    if match is None:
        return None
    name, term = match["name"], match["term"].translate(MISREAD_DIGITS)
    if len(term) <= 2:
        return name + term, None if segment.text == name + term else "ocr"
    readings = [term[:2], term[1:3], term[0] + term[2:3]]
    fitting = [one for one in readings if segment.year is None or _in_term(int(one), segment.year)]
    if not fitting:
        return segment.text, None
    return name + fitting[0], "ocr" if fitting[0] != term[:2] else "footnote"


def _noted(segment: _Segment) -> _Reading | None:
    """A footnote's digit behind a segment that is known without it."""
    note = _FOOTNOTE.match(segment.text) if segment.last else None
    if note is None:
        return None
    known = note["body"] in issuers() or _split_glued(note["body"], segment.hint)
    return (note["body"], "footnote") if known else None


def _glued(segment: _Segment) -> _Reading | None:
    glued = _split_glued(segment.text, segment.hint) if segment.first else None
    return ("-".join(glued), "hyphen") if glued else None


def _respelled(segment: _Segment) -> _Reading | None:
    """A code that lost its marks or its small letters."""
    spelled = _spellings().get(strip_marks(segment.text).upper())
    if spelled is None or not (segment.first or spelled in issuers()):
        return None
    return spelled, "ocr"


def _doubled(segment: _Segment) -> _Reading | None:
    is_doubled = segment.first and segment.text in ("QĐĐ", "NĐĐ")
    return (segment.text[:2], "ocr") if is_doubled else None


def _misread_kind(segment: _Segment) -> _Reading | None:
    """A code that no table knows: that of the kind the prose names, but for one letter (ĐQ for
    NQ)."""
    hint = segment.hint
    if not segment.first or segment.last or hint is None or len(hint) < 2:
        return None
    if len(segment.text) != len(hint):
        return None
    off = sum(one != other for one, other in zip(segment.text, hint, strict=True))
    return (hint, "ocr") if off == 1 else None


def _two_bodies(segment: _Segment) -> _Reading | None:
    """Two bodies of a joint circular that lost the hyphen between them (BKHĐTBTC)."""
    text, known = segment.text, issuers()
    if segment.first or not segment.joint:
        return None
    cuts = (
        size for size in range(3, len(text) - 2) if text[:size] in known and text[size:] in known
    )
    size = next(cuts, None)
    return None if size is None else (f"{text[:size]}-{text[size:]}", "hyphen")


def assembly_footnote(segment: str, year: int | None) -> bool:
    """Whether the last digit of QH151 is a footnote's: the term without it covers the year.

    >>> assembly_footnote("QH151", 2025), assembly_footnote("QH115", 2025)
    (True, False)
    """
    match = ASSEMBLY.match(segment)
    if match is None or len(match["term"]) != 3 or not match["term"].isdigit():
        return False
    return year is None or _in_term(int(match["term"][:2]), year)


def _in_term(term: int, year: int) -> bool:
    return term in _TERMS and term + 1 in _TERMS and _TERMS[term] <= year <= _TERMS[term + 1]


def _split_glued(segment: str, hint: str | None) -> tuple[str, str] | None:
    """A kind code and a body that lost their hyphen (NĐCP, QĐUBND), longest kind code first.

    An unknown body is split off only where the prose names the kind (Báo cáo … BCQHKT).
    """
    known = issuers()
    for length in range(min(5, len(segment) - 1), 0, -1):
        head, tail = segment[:length], segment[length:]
        if head not in kind_codes() or len(tail) < 2:
            continue
        if tail in known or ASSEMBLY.match(tail):
            return head, tail
        if head == hint and len(tail) >= 3 and tail.isupper() and segment not in known:
            return head, tail
    return None


def _same_bare(one: str, other: str) -> bool:
    return strip_marks(one) == strip_marks(other)


@cache
def _spellings() -> dict[str, str]:
    """Codes by their capitals without marks, where only one code has them."""
    found: dict[str, set[str]] = {}
    for code in (*kind_codes(), *issuers()):
        found.setdefault(strip_marks(code).upper(), set()).add(code)
    return {bare: next(iter(codes)) for bare, codes in found.items() if len(codes) == 1}
