"""Cited documents: mentions read, joined to the works they mean, and what is doubtful about them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import regex

from extract.record.citations.actors import Actor, bind_issuer, own_actor
from extract.record.citations.works import Work, attach_short, join_mentions, work_key
from normalize.body.issuers import normalize_issuer, same_body
from normalize.citation.identifiers import is_act, lex_urn, work_iri
from normalize.citation.references import Reading, known_law, read_mention
from normalize.citation.symbols import Symbol, read_symbol
from normalize.writing.text import squeeze
from schemas.mention import ReferenceMention
from schemas.plan import Header, Mention, Problem, Reference, Span, Where
from schemas.problem import problem

Locate = Callable[[Span], tuple[Where, ...]]
TaskAt = Callable[[int], str | None]


def build_references(
    text: str, mentions: tuple[ReferenceMention, ...], header: Header, locate: Locate, task_at: TaskAt
) -> tuple[tuple[Reference, ...], tuple[Problem, ...]]:
    """One reference for every cited document, in order of first mention, and the problems met.

    "Kế hoạch này" and the like stay out: they name the document itself and nothing else.
    """
    readings = [_read(mention, header) for mention in mentions if mention.form != "self"]
    works, unresolved = join_mentions([one for one in readings if one.mention.form != "short"]), []
    for reading in readings:
        if reading.mention.form == "short" and not attach_short(reading, works):
            unresolved.append(reading)
    for work in works:
        work.readings.sort(key=lambda one: one.mention.span)
    works.sort(key=lambda work: work.readings[0].mention.span)
    references, problems = [], []
    for number, work in enumerate(works, 1):
        reference = _build(f"ref-{number}", work, header, locate, task_at)
        references.append(reference)
        problems.extend(_doubts(reference, work, locate))
    problems.extend(_dates_differ(works, references))
    problems.extend(_unresolved(one, locate) for one in unresolved)
    return tuple(references), tuple(problems)


def _read(mention: ReferenceMention, header: Header) -> Reading:
    """A mention's values in this document: bodies bound to its place, its own number to its own kind and issuer."""
    reading = read_mention(mention)
    own = _same_code(reading.symbol, header)
    if own and mention.kind is None and header.kind:
        reading = reading._replace(kind=header.kind)
    if reading.issuer and not (reading.symbol and reading.symbol.issuer):
        reading = reading._replace(issuer=bind_issuer(reading.issuer, header))
    elif reading.issuer is None and own and header.issuer:
        reading = reading._replace(issuer=normalize_issuer(header.issuer))
    return reading


def _same_code(symbol: Symbol | None, header: Header) -> bool:
    own = _own_symbol(header.code) if header.code else None
    return symbol is not None and own is not None and own.key == symbol.key


@lru_cache(maxsize=1)
def _own_symbol(code: str) -> Symbol | None:
    """The document's own symbol, which every mention is compared with."""
    return read_symbol(code)


def _build(identity: str, work: Work, header: Header, locate: Locate, task_at: TaskAt) -> Reference:
    """The reference of one work: each field from the first mention that states it."""
    readings = work.readings
    symbol = next((one.symbol for one in readings if one.symbol and "year" in one.symbol.repairs), None)
    symbol = symbol or next((one.symbol for one in readings if one.symbol), None)
    kind = next((one.kind for one in readings if one.kind and not one.mention.inherited), None)
    kind = kind or next((one.kind for one in readings if one.kind), None)
    own = _same_code(symbol, header)
    issued_on = next((one.issued_on for one in readings if one.issued_on and not one.shared), None)
    issued_on = issued_on or next((one.issued_on for one in readings if one.issued_on), None)
    issued_on = issued_on or (header.issued_on if own else None)
    own = own and issued_on in (None, header.issued_on)
    stated = next((one.stated for one in readings if one.stated and not one.shared), None)
    stated = stated or next((one.stated for one in readings if one.stated), None)
    issuer = max((one.issuer for one in readings if one.issuer), key=len, default=None)
    law = next((one.law for one in readings if one.law), None)
    year = next((one.year for one in readings if one.year), None)
    known = known_law(law, issued_on, year) if symbol is None else None
    uri, urn = _identify(kind, symbol, known.code if known else None, issuer, issued_on, year, header)
    return Reference(
        id=identity,
        kind=kind,
        code=symbol.code if symbol else None,
        number=symbol.number if symbol else None,
        year=year,
        symbol=symbol.symbol if symbol else None,
        issued_on=issued_on,
        issuer=issuer,
        issuer_stated=stated,
        issuer_inferred=symbol.issuer if symbol else None,
        title=law if law and (symbol is None or law.casefold() != (kind or "").casefold()) else _title(readings),
        uri=uri,
        urn=urn,
        mentions=tuple(_mention(one.mention, own, locate, task_at) for one in readings),
    )


def _title(readings: list[Reading]) -> str | None:
    return next((squeeze(one.mention.title) for one in readings if one.mention.title), None)


def _identify(
    kind: str | None,
    symbol: Symbol | None,
    law_code: str | None,
    issuer: str | None,
    issued_on: str | None,
    year: int | None,
    header: Header,
) -> tuple[str | None, str | None]:
    """IRI and urn; none where kind, issuer, code or every date is unknown."""
    code = symbol.code if symbol else law_code
    when = issued_on or (str(year) if year else None)
    if kind is None or code is None or issuer is None or when is None:
        return None, None
    actor: Actor = own_actor(issuer, symbol, header)
    act = is_act(kind, symbol.year if symbol else year)
    uri = work_iri(kind, actor.path, when, code, act=act)
    return uri, lex_urn(kind, actor.bodies, issued_on, code) if issued_on else None


def _mention(mention: ReferenceMention, own: bool, locate: Locate, task_at: TaskAt) -> Mention:
    return Mention(
        text=mention.text,
        span=mention.span,
        relation=mention.relation,
        pinpoint=squeeze(mention.pinpoint) if mention.pinpoint else None,
        self=own,
        task=task_at(mention.span[0]),
        where=locate(mention.span),
    )


_NOTABLE = ("year", "ocr", "homoglyph", "hyphen", "slash", "footnote")
_WHAT = {
    "year": "its year was missing and is taken from the date",
    "ocr": "letters or digits were misread",
    "homoglyph": "look-alike letters stood in it",
    "hyphen": "its hyphen was lost",
    "slash": "a slash was lost",
    "footnote": "a footnote's digit was glued to it",
}


def _doubts(reference: Reference, work: Work, locate: Locate) -> list[Problem]:
    """Repairs, and an issuer in words that is not the symbol's."""
    problems = []
    for reading in work.readings:
        repairs = [one for one in reading.symbol.repairs if one in _NOTABLE] if reading.symbol else []
        if repairs:
            read = squeeze(reading.mention.code or "")
            what = "; ".join(_WHAT[one] for one in repairs)
            message = f"'{read}' is understood as {reading.symbol.code if reading.symbol else read}: {what}"
            problems.append(problem("reference-repaired", message, reference.id, "code", locate(reading.mention.span)))
        inferred = reading.symbol.issuer if reading.symbol else None
        stated = reading.stated if not reading.shared else None
        if (
            stated
            and inferred
            and not any(same_body(stated, one) for one in inferred.split(" + "))
            and not _joint(stated, inferred)
        ):
            message = (
                f"{reading.kind} {reading.symbol.code if reading.symbol else ''} is stated 'của {stated}'; "
                f"the symbol {reading.symbol.symbol if reading.symbol else ''} belongs to {inferred}"
            )
            problems.append(problem("issuer-conflict", message, reference.id, "issuer", locate(reading.mention.span)))
    return problems


def _joint(stated: str, inferred: str) -> bool:
    """Whether a printed list of issuers holds the first body of a joint symbol."""
    name = normalize_issuer(stated).casefold()
    return all(regex.sub(r"^(?:bộ|ủy ban) ", "", one.casefold()) in name for one in inferred.split(" + ")[:1]) and (
        " + " in inferred
    )


def _dates_differ(works: list[Work], references: list[Reference]) -> list[Problem]:
    """One code with two dates: both stay, the later one is flagged."""
    seen: dict[tuple[object, ...], Reference] = {}
    problems = []
    for work, reference in zip(works, references, strict=True):
        if reference.issued_on is None or reference.code is None:
            continue
        key = (work_key(work.readings[0]), reference.issuer)
        first = seen.setdefault(key, reference)
        if first.issued_on != reference.issued_on:
            message = f"{reference.code} is cited with the dates {first.issued_on} and {reference.issued_on}"
            problems.append(
                problem("reference-dates-differ", message, reference.id, "issued_on", reference.mentions[0].where)
            )
    return problems


def _unresolved(reading: Reading, locate: Locate) -> Problem:
    message = f"'{squeeze(reading.mention.text)}' could not be traced to one document of this text"
    return problem("reference-unresolved", message, where=locate(reading.mention.span))
