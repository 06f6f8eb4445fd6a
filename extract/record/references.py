"""Cited documents: mentions read, joined to the works they mean, and what is doubtful about them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import regex

from extract.record.reference_actors import Actor, bind_issuer, own_actor
from normalize.dates import parse_date
from normalize.document_kinds import LAW_KINDS
from normalize.identifiers import is_act, lex_urn, work_iri
from normalize.issuers import normalize_issuer, same_body
from normalize.laws import find_law, law_key
from normalize.symbols import Symbol, parse_symbol
from normalize.text import squeeze
from schemas.mention import ReferenceMention
from schemas.plan import Header, Mention, Problem, Reference, Span, Where
from schemas.problem import PROBLEMS

Locate = Callable[[Span], tuple[Where, ...]]
TaskAt = Callable[[int], str | None]


class Reading(NamedTuple):
    """What one mention says: the symbol, the ISO date, the issuer as stated and as its symbol implies.

    ``shared``: date or issuer are those of a later mention in the same list.
    """

    mention: ReferenceMention
    kind: str | None
    symbol: Symbol | None
    issued_on: str | None
    stated: str | None
    issuer: str | None
    law: str | None
    year: int | None
    shared: bool


class _Work(NamedTuple):
    """Mentions of one document, in order."""

    readings: list[Reading]


def build_references(
    text: str, mentions: tuple[ReferenceMention, ...], header: Header, locate: Locate, task_at: TaskAt
) -> tuple[tuple[Reference, ...], tuple[Problem, ...]]:
    """One reference for every cited document, in order of first mention, and the problems met.

    "Kế hoạch này" and the like stay out: they name the document itself and nothing else.
    """
    readings = [read_mention(mention, header) for mention in mentions if mention.form != "self"]
    works, unresolved = _join([one for one in readings if one.mention.form != "short"], header), []
    for reading in readings:
        if reading.mention.form == "short" and not _attach_short(reading, works):
            unresolved.append(reading)
    works.sort(key=lambda work: min(one.mention.span for one in work.readings))
    references, problems = [], []
    for number, work in enumerate(works, 1):
        reference = _build(f"ref-{number}", work, header, locate, task_at)
        references.append(reference)
        problems.extend(_doubts(reference, work, locate))
    problems.extend(_dates_differ(works, references))
    problems.extend(_unresolved(one, locate) for one in unresolved)
    return tuple(references), tuple(problems)


def read_mention(mention: ReferenceMention, header: Header) -> Reading:
    """The pieces of a mention as values."""
    printed_date = mention.date or mention.later_date
    issued_on = _read_date(printed_date)
    stated = mention.issuer or mention.later_issuer
    year = int(issued_on[:4]) if issued_on else None
    symbol = parse_symbol(mention.code, mention.kind, year) if mention.code and mention.form == "code" else None
    if mention.later_date and symbol and symbol.year and symbol.year != year:
        issued_on, symbol = None, parse_symbol(mention.code or "", mention.kind)
    kind = mention.kind or (_kind_of(symbol) if symbol else None)
    if mention.header and header.kind and header.code and mention.kind is None and _same_code(symbol, header):
        kind = header.kind
    law_year = regex.search(r"(?:19|20)\d\d", mention.law) if mention.law and mention.form == "law" else None
    return Reading(
        mention=mention,
        kind=kind,
        symbol=symbol,
        issued_on=issued_on,
        stated=_unglue(stated) if stated else None,
        issuer=_issuer(kind, symbol, stated, header),
        law=_law_name(mention),
        year=symbol.year if symbol else int(law_year.group()) if law_year else year if mention.form == "law" else None,
        shared=bool(mention.later_date or mention.later_issuer),
    )


_BETWEEN_NUMBERS = regex.compile(r"[^\doOlI]*[^\doOlI\s][^\doOlI]*|\s+")


def _read_date(text: str | None) -> str | None:
    """The ISO date of a printed date, whatever a scan made of the words in it; None where no such day exists."""
    found = parse_date(_BETWEEN_NUMBERS.sub("/", text.strip())) if text else None
    if found and found.year >= 2060:
        found = found.replace(year=found.year - 100)
    return found.isoformat() if found else None


def _kind_of(symbol: Symbol) -> str | None:
    """The kind where only the symbol tells it; a symbol without a kind code is an official letter's."""
    if symbol.kind:
        return symbol.kind
    if not symbol.bodies or regex.search(r"QH\d+$", symbol.symbol):
        return "Nghị quyết" if symbol.symbol.startswith("UBTVQH") else None
    return "Công văn" if symbol.code.startswith(f"{symbol.number}/") else None


_GLUED = regex.compile(r"(?<=[\p{Ll}]{2})(?=\p{Lu}\p{Ll})")


def _unglue(text: str) -> str:
    """A printed name with the blanks that copying lost ("Bộ trưởngBộ Nội vụ")."""
    return _GLUED.sub(" ", squeeze(text))


def _law_name(mention: ReferenceMention) -> str | None:
    return squeeze(mention.law) if mention.law else None


def _issuer(kind: str | None, symbol: Symbol | None, stated: str | None, header: Header) -> str | None:
    """The canonical issuer: the one the symbol belongs to, else the stated one with its own place."""
    if symbol and symbol.issuer:
        return symbol.issuer
    if stated:
        return bind_issuer(normalize_issuer(stated), header)
    if symbol is None and kind in ("Luật", "Bộ luật", "Hiến pháp"):
        return "Quốc hội"
    if symbol is None and kind == "Pháp lệnh":
        return "Ủy ban Thường vụ Quốc hội"
    if _same_code(symbol, header) and header.issuer:
        return normalize_issuer(header.issuer)
    return None


def _same_code(symbol: Symbol | None, header: Header) -> bool:
    own = parse_symbol(header.code) if header.code else None
    return symbol is not None and own is not None and own.key == symbol.key


def _key(reading: Reading) -> tuple[object, ...]:
    """What all mentions of one work share; several works may share it (numbers begin anew every year or term)."""
    if reading.symbol is not None:
        group = None
        if regex.search(r"QH\d+$", reading.symbol.symbol):
            group = "law" if reading.kind in LAW_KINDS else reading.kind
        elif not reading.symbol.bodies:
            group = reading.kind
        return ("code", reading.symbol.key, group)
    if reading.law is not None:
        return ("law", law_key(reading.law))
    return ("title", squeeze(reading.mention.text).casefold())


def _join(readings: list[Reading], header: Header) -> list[_Work]:
    """Mentions grouped into works: first those with a date, then the others where only one work fits."""
    by_key: dict[tuple[object, ...], list[_Work]] = {}
    for reading in sorted(readings, key=lambda one: (one.issued_on is None, one.shared, one.mention.span)):
        works = by_key.setdefault(_key(reading), [])
        fitting = [work for work in works if _fits(reading, work)]
        if len(fitting) > 1:
            fitting = [_nearest(reading, fitting)] if reading.symbol and reading.symbol.year else []
        if fitting:
            fitting[0].readings.append(reading)
        else:
            works.append(_Work([reading]))
    joined = [work for works in by_key.values() for work in works]
    for work in joined:
        work.readings.sort(key=lambda one: one.mention.span)
    return joined


def _nearest(reading: Reading, works: list[_Work]) -> _Work:
    place = reading.mention.span[0]
    return min(works, key=lambda work: min(abs(one.mention.span[0] - place) for one in work.readings))


def _fits(reading: Reading, work: _Work) -> bool:
    """Whether a mention can be of that work: no other date, no other issuer."""
    dates = {one.issued_on for one in work.readings if one.issued_on}
    if reading.issued_on and dates and reading.issued_on not in dates:
        return False
    if reading.law and not reading.symbol and reading.issued_on is None and dates:
        return False
    issuers = {body for body in map(_body, work.readings) if body}
    mine = _body(reading)
    if mine is None or not issuers or mine in issuers:
        return True
    if reading.symbol and reading.symbol.year and reading.symbol.issuer:
        return True
    return bool(reading.issued_on and reading.issued_on in dates and any(_akin(mine, one) for one in issuers))


def _body(reading: Reading) -> str | None:
    return reading.issuer.casefold() if reading.issuer else None


def _akin(one: str, other: str) -> bool:
    """Whether one name is the other with less said of it ("ubnd tỉnh", "ubnd tỉnh lào cai")."""
    return one.startswith(other) or other.startswith(one) or one.endswith(other) or other.endswith(one)


def _attach_short(reading: Reading, works: list[_Work]) -> bool:
    """Join a bare number to the one work before it with that kind and number, or with that short form."""
    mention = reading.mention
    number = (mention.code or "").lstrip("0")
    called = squeeze(f"{mention.kind} {mention.code}").casefold()
    candidates = [
        work
        for work in works
        for first in work.readings[:1]
        if first.mention.span[0] < mention.span[0]
        and (
            (first.symbol and first.symbol.number.lstrip("0") == number and first.kind == reading.kind)
            or any(one.mention.alias and squeeze(one.mention.alias).casefold() == called for one in work.readings)
        )
    ]
    fitting = [
        work
        for work in candidates
        if reading.issued_on is None or reading.issued_on in {one.issued_on for one in work.readings}
    ]
    if len(fitting) != 1:
        return False
    fitting[0].readings.append(reading)
    fitting[0].readings.sort(key=lambda one: one.mention.span)
    return True


def _build(identity: str, work: _Work, header: Header, locate: Locate, task_at: TaskAt) -> Reference:
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
    known = find_law(_bare_law(law), issued_on, year) if law and symbol is None else None
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
        title=law if symbol is None and law else _title(readings),
        uri=uri,
        urn=urn,
        mentions=tuple(_mention(one.mention, own, locate, task_at) for one in readings),
    )


def _bare_law(law: str) -> str:
    return regex.sub(r",?\s*\(?năm\s*\d{4}\)?$", "", law)


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


def _problem(code: str, message: str, subject: str | None, where: tuple[Where, ...]) -> Problem:
    return Problem(code=code, severity=PROBLEMS[code].severity, message=message, subject=subject, where=where)


_NOTABLE = ("year", "ocr", "homoglyph", "hyphen", "slash", "footnote")
_WHAT = {
    "year": "its year was missing and is taken from the date",
    "ocr": "letters or digits were misread",
    "homoglyph": "look-alike letters stood in it",
    "hyphen": "its hyphen was lost",
    "slash": "a slash was lost",
    "footnote": "a footnote's digit was glued to it",
}


def _doubts(reference: Reference, work: _Work, locate: Locate) -> list[Problem]:
    """Repairs, and an issuer in words that is not the symbol's."""
    problems = []
    for reading in work.readings:
        repairs = [one for one in reading.symbol.repairs if one in _NOTABLE] if reading.symbol else []
        if repairs:
            read = squeeze(reading.mention.code or "")
            what = "; ".join(_WHAT[one] for one in repairs)
            message = f"'{read}' is understood as {reading.symbol.code if reading.symbol else read}: {what}"
            problems.append(_problem("reference-repaired", message, reference.id, locate(reading.mention.span)))
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
            problems.append(_problem("issuer-conflict", message, reference.id, locate(reading.mention.span)))
    return problems


def _joint(stated: str, inferred: str) -> bool:
    """Whether a printed list of issuers holds the first body of a joint symbol."""
    name = normalize_issuer(stated).casefold()
    return all(regex.sub(r"^(?:bộ|ủy ban) ", "", one.casefold()) in name for one in inferred.split(" + ")[:1]) and (
        " + " in inferred
    )


def _dates_differ(works: list[_Work], references: list[Reference]) -> list[Problem]:
    """One code with two dates: both stay, the later one is flagged."""
    seen: dict[tuple[object, ...], Reference] = {}
    problems = []
    for work, reference in zip(works, references, strict=True):
        if reference.issued_on is None or reference.code is None:
            continue
        key = (_key(work.readings[0]), reference.issuer)
        first = seen.setdefault(key, reference)
        if first.issued_on != reference.issued_on:
            message = f"{reference.code} is cited with the dates {first.issued_on} and {reference.issued_on}"
            problems.append(_problem("reference-dates-differ", message, reference.id, reference.mentions[0].where))
    return problems


def _unresolved(reading: Reading, locate: Locate) -> Problem:
    message = f"'{squeeze(reading.mention.text)}' could not be traced to one document of this text"
    return _problem("reference-unresolved", message, None, locate(reading.mention.span))
