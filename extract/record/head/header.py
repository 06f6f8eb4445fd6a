"""The header of the record, field by field, with the evidence for each and what is doubtful."""

from __future__ import annotations

from typing import NamedTuple

from extract.record.evidence import Evidence
from extract.record.head.bodies import is_rubble, read_issuer, read_level, read_parent
from extract.record.head.identity import printed_code, read_code, read_issued_by, read_kind, read_place_date
from extract.record.head.signatory import read_recipients, read_signatory
from normalize.time.dates import parse_date
from normalize.time.periods import read_period
from normalize.writing.text import fold, strip_marks
from schemas.document import Document, Field
from schemas.mention import ReferenceMention
from schemas.plan import Header, Problem, Where
from schemas.problem import problem

_EVIDENCE_NAMES = {"place_date": ("issued_at", "issued_on"), "adopted": ("issued_on",)}


class Heading(NamedTuple):
    """The header and what is doubtful in it."""

    header: Header
    problems: tuple[Problem, ...]


def build_header(
    document: Document, mentions: tuple[ReferenceMention, ...], evidence: Evidence, personal: bool
) -> Heading:
    """The header of the record; names of persons are left out unless ``personal``.

    Where a file holds a decision and the plan it issues, ``document.fields`` are those of the one that has a number.
    """
    fields = document.fields
    code, number, symbol = read_code(fields.get("code"), fields.get("kind"))
    kind, kind_code = read_kind(fields.get("kind"), symbol)
    place_name, issued_on = read_place_date(fields.get("place_date"))
    if "adopted" in fields:
        issued_on = parse_date(fields["adopted"].text)
    issuer = read_issuer(document, place_name)
    parent = read_parent(document)
    title = fields["title"].text if "title" in fields else None
    issuer, parent = (None if name and is_rubble(name) else name for name in (issuer, parent))
    header = Header(
        code=code,
        number=number,
        symbol=symbol,
        kind=kind,
        kind_code=kind_code,
        issued_on=issued_on.isoformat() if issued_on else None,
        issued_at=place_name,
        title=title,
        period=read_period(title or ""),
        issuer=issuer,
        level=read_level(issuer, parent),
        parent=parent if parent and not _names_again(parent, issuer or "") else None,
        signatory=read_signatory(document, personal),
        recipients=read_recipients(document),
        urgency=fields["urgency"].text if "urgency" in fields else None,
        secrecy=fields["secrecy"].text if "secrecy" in fields else None,
        issued_by=read_issued_by(document, mentions),
        where=_where(_shown(document), evidence),
    )
    return Heading(header, (*_missing(header), *_repaired(header, fields)))


def _names_again(parent: str, issuer: str) -> bool:
    """Whether the line above the issuer is the issuer once more, perhaps without its first word or its marks."""
    above, words = strip_marks(parent).split(), strip_marks(issuer).split()
    return fold(parent) == fold(issuer) or (
        len(above) > 2 and above == words[-len(above) :] and len(words) - len(above) < 2
    )


def _shown(document: Document) -> dict[str, Field]:
    """The fields that have evidence, with the line that shows the decision by which the document is issued."""
    issued_by = document.issuing.get("code") or document.issuing.get("kind") or document.caption
    return {**document.fields, **({"issued_by": issued_by} if issued_by is not None else {})}


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


def _repaired(header: Header, fields: dict[str, Field]) -> list[Problem]:
    """What was understood although it is not printed so."""
    found = []
    bare = "".join(fields["code"].text.split()).replace("–", "-") if "code" in fields else ""
    if bare and ("//" in bare or (header.symbol is not None and header.symbol not in bare)):
        printed = printed_code(fields["code"])
        found.append(problem("header-repaired", f"printed '{printed}', understood as {header.code}", "header", "code"))
    if header.kind is not None and header.kind_code is not None and "kind" not in fields:
        message = f"no line names the kind; {header.kind} is what the symbol {header.symbol} says"
        found.append(problem("header-repaired", message, "header", "kind"))
    return found
