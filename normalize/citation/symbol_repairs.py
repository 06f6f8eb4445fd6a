"""What copying did to the body of a symbol, undone segment by segment: KH-UBND, TTBCA, QH151, NDCP.

A segment that a table knows stays; others are tried as a code whose hyphen was lost, whose marks were lost, or that
carries a footnote's digit. ``repairs`` gathers what was undone.
"""

from __future__ import annotations

from functools import cache

import regex

from normalize.body.issuers import issuers
from normalize.citation.document_kinds import kind_code, kind_codes
from normalize.writing.text import strip_marks

SEGMENT = regex.compile(r"[^/-]+")
ASSEMBLY = regex.compile(r"^[O0Q]?(?P<name>(?:UBTV)?QH)(?P<term>[\dOlI]+)$")
MISREAD_DIGITS = str.maketrans("oOlI", "0011")
_FOOTNOTE = regex.compile(r"^(?P<body>.*\p{L})(?P<digits>\d{1,2})$")
_TERMS = {9: 1992, 10: 1997, 11: 2002, 12: 2007, 13: 2011, 14: 2016, 15: 2021, 16: 2026, 17: 2031}


def repair_body(body: str, kind: str | None, year: int | None, repairs: list[str]) -> str:
    """Every segment as its table writes it; lost hyphens and footnote digits settled."""
    segments = SEGMENT.findall(body)
    if not segments:
        return body
    hint = kind_code(kind) if kind else None
    repaired = [_repair_segment(one, index, segments, hint, year, repairs) for index, one in enumerate(segments)]
    pieces = iter(repaired)
    return SEGMENT.sub(lambda _: next(pieces), body)


def _repair_segment(
    segment: str, index: int, segments: list[str], hint: str | None, year: int | None, repairs: list[str]
) -> str:
    codes, known = kind_codes(), issuers()
    if segment in codes or segment in known:
        return hint if index == 0 and hint and hint != segment and _same_bare(hint, segment) else segment
    if assembly := ASSEMBLY.match(segment):
        return _repair_assembly(segment, assembly["name"], assembly["term"].translate(MISREAD_DIGITS), year, repairs)
    note = _FOOTNOTE.match(segment)
    if note and index == len(segments) - 1 and (note["body"] in known or _split_glued(note["body"], hint)):
        repairs.append("footnote")
        segment = note["body"]
    if segment in known:
        return segment
    if index == 0 and (glued := _split_glued(segment, hint)):
        repairs.append("hyphen")
        return "-".join(glued)
    spelled = _spellings().get(strip_marks(segment).upper())
    if spelled and spelled != segment and (index == 0 or spelled in known):
        repairs.append("ocr")
        return spelled
    if index == 0 and segment in ("QĐĐ", "NĐĐ"):
        repairs.append("ocr")
        return segment[:2]
    if index == 0 and hint and len(segments) > 1 and _is_one_letter_off(segment, hint):
        repairs.append("ocr")
        return hint
    if index and segments[0].startswith("TTLT") and (pair := _split_bodies(segment)):
        repairs.append("hyphen")
        return "-".join(pair)
    return segment


def _is_one_letter_off(segment: str, hint: str) -> bool:
    """Whether a segment that no table knows is the code of the kind the prose names, but for one letter (ĐQ for NQ)."""
    return len(segment) == len(hint) > 1 and sum(one != other for one, other in zip(segment, hint, strict=True)) == 1


def _split_bodies(segment: str) -> tuple[str, str] | None:
    """Two bodies of a joint circular that lost the hyphen between them (BKHĐTBTC)."""
    known = issuers()
    cuts = (size for size in range(3, len(segment) - 2) if segment[:size] in known and segment[size:] in known)
    size = next(cuts, None)
    return None if size is None else (segment[:size], segment[size:])


def assembly_footnote(segment: str, year: int | None) -> bool:
    """Whether the last digit of QH151 is a footnote's: the term without it covers the year.

    >>> assembly_footnote("QH151", 2025), assembly_footnote("QH115", 2025)
    (True, False)
    """
    match = ASSEMBLY.match(segment)
    if match is None or len(match["term"]) != 3 or not match["term"].isdigit():
        return False
    return year is None or _in_term(int(match["term"][:2]), year)


def _repair_assembly(segment: str, name: str, term: str, year: int | None, repairs: list[str]) -> str:
    """QH151 is QH15 with a footnote's 1: of the readings with a digit less, the one whose term covers the year."""
    if len(term) <= 2:
        if segment != name + term:
            repairs.append("ocr")
        return name + term
    readings = [term[:2], term[1:3], term[0] + term[2:3]]
    fitting = [one for one in readings if year is None or _in_term(int(one), year)]
    if not fitting:
        return segment
    repairs.append("footnote" if fitting[0] == term[:2] else "ocr")
    return name + fitting[0]


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
