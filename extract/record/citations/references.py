"""Cited documents: mentions read and joined to the works they mean, each work as a reference."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, TypeVar

import msgspec

from extract.record.citations.actors import bind_issuer, own_actor
from extract.record.citations.doubts import Locate, dates_differ, doubts, own_illegible, unresolved
from extract.record.citations.works import Work, attach_short, join_mentions
from normalize.body.issuers import normalize_issuer
from normalize.citation.document_kinds import is_act
from normalize.citation.identifiers import lex_urn, work_iri
from normalize.citation.references import Reading, known_law, read_mention
from normalize.citation.symbols import Symbol, read_symbol
from normalize.writing.text import squeeze
from schemas.mention import ReferenceMention
from schemas.plan import Header, Mention, Problem, Reference

TaskAt = Callable[[int], str | None]


def build_references(
    text: str,
    mentions: tuple[ReferenceMention, ...],
    header: Header,
    locate: Locate,
    task_at: TaskAt,
) -> tuple[tuple[Reference, ...], tuple[Problem, ...]]:
    """One reference for every cited document, in order of first mention, and the problems met.

    "Kế hoạch này" and the like stay out: they name the document itself and nothing else.
    """
    readings = [_read(mention, header) for mention in mentions if mention.form != "self"]
    works, untraced = _works_of(readings, header)
    references: list[Reference] = []
    problems: list[Problem] = []
    for number, work in enumerate(works, 1):
        reference = _build(f"ref-{number}", work, header, locate, task_at)
        references.append(reference)
        problems.extend(_doubts(reference, work, header, locate))
    problems.extend(dates_differ(works, references))
    problems.extend(unresolved(one, locate) for one in untraced)
    return tuple(references), tuple(problems)


def _works_of(readings: list[Reading], header: Header) -> tuple[list[Work], list[Reading]]:
    """The cited works in order of first mention, and the short forms that belong to none."""
    own, others = _parted(readings, lambda one: _is_own_illegible(one.mention, header))
    short, whole = _parted(others, lambda one: one.mention.form == "short")
    works = join_mentions(whole)
    untraced = [one for one in short if not attach_short(one, works)]
    if own:
        works.append(Work([_illegible(one, header) for one in own]))
    for work in works:
        work.readings.sort(key=lambda one: one.mention.span)
    return sorted(works, key=lambda work: work.readings[0].mention.span), untraced


def _parted(
    readings: list[Reading], test: Callable[[Reading], bool]
) -> tuple[list[Reading], list[Reading]]:
    """Those for which a test holds, and the others."""
    found: dict[bool, list[Reading]] = {True: [], False: []}
    for reading in readings:
        found[test(reading)].append(reading)
    return found[True], found[False]


def _doubts(reference: Reference, work: Work, header: Header, locate: Locate) -> Iterable[Problem]:
    if _is_own_illegible(work.readings[0].mention, header):
        return [own_illegible(reference, work, locate)]
    return doubts(reference, work, locate)


def _is_own_illegible(mention: ReferenceMention, header: Header) -> bool:
    """Whether this is the document's own number in its head, or in the caption of its appendix,
    read otherwise.

    A number by hand that could not be read leaves a header with a symbol and no number; what the
    text shows in its place ("Số: 1S/KH-UBND") is no other document's."""
    if header.number is not None or header.symbol is None or mention.code is None:
        return False
    symbol = read_symbol(mention.code, mention.kind)
    if symbol is None or symbol.symbol.upper() != header.symbol.upper():
        return False
    return mention.header or (
        mention.relation == "attached_to" and mention.kind in (None, header.kind)
    )


def _illegible(reading: Reading, header: Header) -> Reading:
    """The document's own mention without the number that was not read."""
    issuer = normalize_issuer(header.issuer) if header.issuer else reading.issuer
    return reading._replace(
        symbol=None, kind=header.kind, issuer=issuer, issued_on=header.issued_on, year=None
    )


def _read(mention: ReferenceMention, header: Header) -> Reading:
    """A mention's values in this document: bodies bound to its place, its own number to its own
    kind and issuer."""
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
    symbol = _symbol(readings)
    issued_on = _own_first(readings, "issued_on", [one.shared_date for one in readings])
    if _same_code(symbol, header):
        issued_on = issued_on or header.issued_on
    own = _is_own(readings[0].mention, symbol, issued_on, header)
    kind = _own_first(readings, "kind", [one.mention.inherited for one in readings])
    year = _first(one.year for one in readings)
    reference = Reference(
        id=identity,
        kind=kind,
        code=symbol.code if symbol else None,
        number=symbol.number if symbol else None,
        year=year,
        symbol=symbol.symbol if symbol else None,
        issued_on=issued_on,
        issuer=_issuer(readings),
        issuer_stated=_own_first(readings, "stated", [one.shared_issuer for one in readings]),
        issuer_inferred=symbol.issuer if symbol else None,
        title=_title(readings, symbol, kind),
        uri=None,
        urn=None,
        mentions=tuple(_mention(one.mention, own, locate, task_at) for one in readings),
    )
    return _identified(reference, symbol, _law_code(readings, symbol, issued_on, year), header)


def _symbol(readings: Sequence[Reading]) -> Symbol | None:
    """The first symbol, one with its year put in before those that lack it."""
    dated = _first(one.symbol for one in readings if one.symbol and "year" in one.symbol.repairs)
    return dated or _first(one.symbol for one in readings)


def _is_own(
    mention: ReferenceMention, symbol: Symbol | None, issued_on: str | None, header: Header
) -> bool:
    """Whether the work is the document itself."""
    same = _same_code(symbol, header) and issued_on in (None, header.issued_on)
    return same or _is_own_illegible(mention, header)


def _issuer(readings: Sequence[Reading]) -> str | None:
    """The issuer of which most is said."""
    return max((one.issuer for one in readings if one.issuer), key=len, default=None)


def _title(readings: Sequence[Reading], symbol: Symbol | None, kind: str | None) -> str | None:
    """A law's name, or what the text says the document is about."""
    law = _law_name(readings)
    if law is not None and (symbol is None or law.casefold() != (kind or "").casefold()):
        return law
    return _first(squeeze(one.mention.title or "") for one in readings)


def _law_code(
    readings: Sequence[Reading], symbol: Symbol | None, issued_on: str | None, year: int | None
) -> str | None:
    """The code of a law that no mention states and that its name and date or year tell."""
    known = known_law(_law_name(readings), issued_on, year) if symbol is None else None
    return known.code if known else None


def _law_name(readings: Sequence[Reading]) -> str | None:
    """A law's name as the text writes it first in usual letters: not all in capitals, not all
    small."""
    names = [one.law for one in readings if one.law]
    return _first(one for one in names if one[0].isupper() and not one.isupper()) or _first(
        iter(names)
    )


Value = TypeVar("Value")


def _first(values: Iterator[Value | None]) -> Value | None:
    """The first value that is none of null and empty."""
    return next((one for one in values if one), None)


def _own_first(readings: Sequence[Reading], field: str, lent: Sequence[bool]) -> Any:
    """A field of the first mention that states it itself, else of the first to which another one
    lends it."""
    stated = (
        getattr(one, field) for one, is_lent in zip(readings, lent, strict=True) if not is_lent
    )
    return _first(stated) or _first(getattr(one, field) for one in readings)


def _identified(
    reference: Reference, symbol: Symbol | None, law_code: str | None, header: Header
) -> Reference:
    """The reference with IRI and urn; with none where kind, issuer, code or every date is
    unknown."""
    code = reference.code or law_code
    kind, year, issued_on = reference.kind, reference.year, reference.issued_on
    when = issued_on or (str(year) if year else None)
    if kind is None or code is None or reference.issuer is None or when is None:
        return reference
    actor = own_actor(reference.issuer, symbol, header)
    uri = work_iri(kind, actor.path, when, code, act=is_act(kind, symbol.year if symbol else year))
    urn = lex_urn(kind, actor.bodies, issued_on, code) if issued_on else None
    return msgspec.structs.replace(reference, uri=uri, urn=urn)


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
