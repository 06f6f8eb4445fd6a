"""The header of the record, field by field, with the evidence for each and what is doubtful."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from extract.record.evidence import Evidence
from extract.record.head.bodies import is_rubble, read_issuer, read_level, read_parent
from extract.record.head.identity import printed_code, read_code, read_issued_by, read_kind, read_place_date
from extract.record.head.signatory import read_recipients, read_signatory
from extract.record.tasks.years import named_year
from normalize.letterhead import head_pattern
from normalize.time.dates import parse_date
from normalize.time.periods import read_period
from normalize.writing.text import fold, squeeze, strip_marks
from schemas.document import Document
from schemas.head import Field, Head
from schemas.mention import ReferenceMention
from schemas.plan import Header, Problem, Where
from schemas.problem import problem

_EVIDENCE_NAMES = {"place_date": ("issued_at", "issued_on"), "adopted": ("issued_on",)}


_OF_A_YEAR = ("Kế hoạch", "Chương trình")
"""Kinds that lay out the work of a time: plans and programmes."""

_DASHES = regex.compile(r"[‐‑‒–—−\u200b\u2060\ufeff]+-?|-[\u200b\u2060\ufeff]+")
"""What is printed for a hyphen."""


class Heading(NamedTuple):
    """The header and what is doubtful in it."""

    header: Header
    problems: tuple[Problem, ...]


def build_header(document: Document, mentions: tuple[ReferenceMention, ...], evidence: Evidence) -> Heading:
    """The header of the record.

    Where a file holds a decision and the plan it issues, the head is that of the one that has a number.
    """
    head = document.head
    code, number, symbol = read_code(head.code, head.kind)
    kind, kind_code = read_kind(head.kind, symbol)
    place_name, issued_on = read_place_date(head.place_date)
    if head.adopted is not None:
        issued_on = parse_date(head.adopted.text)
    issuer, parent = read_issuer(document, place_name), read_parent(document)
    issuer, parent = (None if name and is_rubble(name) else name for name in (issuer, parent))
    title = _text(head.title)
    header = Header(
        code=code,
        number=number,
        symbol=symbol,
        kind=kind,
        kind_code=kind_code,
        issued_on=issued_on.isoformat() if issued_on else None,
        issued_at=place_name,
        title=title,
        period=_period(title, kind, issued_on.year if issued_on else _dated_year(head)),
        issuer=issuer,
        level=read_level(issuer, parent),
        parent=parent if parent and not _names_again(parent, issuer or "") else None,
        signatory=read_signatory(document.signature),
        recipients=read_recipients(document.recipients),
        urgency=_text(head.urgency),
        secrecy=_text(head.secrecy),
        issued_by=read_issued_by(document, mentions),
        where=_where(_shown(document), evidence),
    )
    problems = (*_missing(header), *_unsigned(document), *_repaired(header, document))
    return Heading(header, problems)


def _period(title: str | None, kind: str | None, year: int | None) -> str | None:
    """What the title says is covered; a plan without a year in its title is one for the year of its date."""
    said = read_period(title or "")
    return str(year) if said is None and year is not None and kind in _OF_A_YEAR else said


def _dated_year(head: Head) -> int | None:
    """The year of a date whose day or month is left blank."""
    return named_year(head.place_date.text) if head.place_date is not None else None


def _text(field: Field | None) -> str | None:
    return field.text if field is not None else None


def _names_again(parent: str, issuer: str) -> bool:
    """Whether the line above the issuer is the issuer once more, perhaps without its first word or its marks."""
    above, words = strip_marks(parent).split(), strip_marks(issuer).split()
    return fold(parent) == fold(issuer) or (
        len(above) > 2 and above == words[-len(above) :] and len(words) - len(above) < 2
    )


def _shown(document: Document) -> dict[str, Field]:
    """The fields that have evidence, with the line that shows the decision by which the document is issued."""
    issuing = document.issuing or Head()
    issued_by = issuing.code or issuing.kind or document.caption
    shown = {**document.head.found(), **document.signature.found()}
    return shown if issued_by is None else {**shown, "issued_by": issued_by}


def _where(fields: dict[str, Field], evidence: Evidence) -> tuple[Where, ...]:
    """Evidence for every field that was found, in the order of the text."""
    found: list[Where] = []
    for name, field in sorted(fields.items(), key=lambda item: item[1].span):
        for public in _EVIDENCE_NAMES.get(name, (name,)):
            found.extend(evidence.where(field.span, public))
    return tuple(found)


def _missing(header: Header) -> list[Problem]:
    """What a document of this kind should say and does not."""
    missing = [name for name in ("code", "kind", "issued_on", "title", "issuer") if getattr(header, name) is None]
    if header.code is not None and header.number is None:
        missing.append("number")
    return [
        problem("header-missing", f"the document does not show its {name.replace('_', ' ')}", "header", name)
        for name in missing
    ]


def _unsigned(document: Document) -> list[Problem]:
    """What the end of a document in letters shows and does not tell: a post without a name, a list without lines.

    Several lists of recipients are those of forms.
    """
    signature = document.signature
    if any(place.confidence < 1 for _, _, place in document.anchors):
        return []  # a scan's stamps and pens are told of with what they lie over
    found = []
    if signature.found() and signature.signatory is None:
        message = "the signature names nobody"
        found.append(problem("header-missing", message, "header", "signatory"))
    if not document.recipients and len(_sent().findall(document.text)) == 1:
        message = "the recipients are named, and could not be read"
        found.append(problem("header-missing", message, "header", "recipients"))
    return found


@cache
def _sent() -> regex.Pattern[str]:
    """A line that opens a list of recipients."""
    return regex.compile(rf"^\s*(?i:{head_pattern('recipients')})\s*:\s*$", regex.MULTILINE)


def _repaired(header: Header, document: Document) -> list[Problem]:
    """What was understood although it is not printed so."""
    head, found = document.head, []
    if head.code is not None and _is_mended(head.code.text, header.symbol):
        printed = printed_code(head.code)
        message = f"printed '{printed}', understood as {header.code}"
        found.append(problem("header-repaired", message, "header", "code"))
    if head.kind is None and header.kind is not None and header.kind_code is not None:
        message = f"no line names the kind; {header.kind} is what the symbol {header.symbol} says"
        found.append(problem("header-repaired", message, "header", "kind"))
    if head.kind is not None:
        printed = squeeze(document.text[slice(*head.kind.span)])
        if _is_in_letters(head.kind, document) and head.kind.text not in printed:
            message = f"printed '{printed[:60]}', understood as {header.kind}"
            found.append(problem("header-repaired", message, "header", "kind"))
    return found


_PARTED = regex.compile(r"\d\s+\d")
"""A blank within a number."""


def _is_mended(printed: str, symbol: str | None) -> bool:
    """Whether a number differs from what is printed by more than blanks and dashes around its parts."""
    bare = _DASHES.sub("-", "".join(printed.split()))
    return "//" in bare or _PARTED.search(printed) is not None or (symbol is not None and symbol not in bare)


def _is_in_letters(field: Field, document: Document) -> bool:
    """Whether a field's words are letters of the source; what recognition read is told of elsewhere."""
    start, end = field.span
    return all(place.confidence == 1 for at, to, place in document.anchors if at < end and start < to)
