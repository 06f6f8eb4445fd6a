"""What is doubtful about cited documents: repairs, days that do not exist, contradictions, short
forms left open."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import regex

from extract.record.citations.works import Work, work_key
from normalize.body.issuers import normalize_issuer, same_body
from normalize.citation.references import Reading
from normalize.writing.text import squeeze, strip_marks
from schemas.plan import Problem, Reference, Span, Where
from schemas.problem import problem

Locate = Callable[[Span], tuple[Where, ...]]

_WHAT = {
    "year": "its year was missing and is taken from the date",
    "ocr": "letters or digits were misread",
    "homoglyph": "look-alike letters stood in it",
    "hyphen": "its hyphen was lost",
    "slash": "a slash was lost",
    "footnote": "a footnote's digit was glued to it",
    "number": "a blank stood within its number",
    "order": "its year stood behind its body",
}
"""What was repaired, of the repairs that are announced."""


def doubts(reference: Reference, work: Work, locate: Locate) -> Iterator[Problem]:
    """Repairs, impossible days, and issuers in words that are not the symbol's."""
    for reading in work.readings:
        for found in (_repaired(reading), _unread(reading), _conflict(reading)):
            if found is not None:
                code, message, field = found
                yield problem(code, message, reference.id, field, locate(reading.mention.span))


_Doubt = tuple[str, str, str]
"""A problem's code, message and field."""


def _repaired(reading: Reading) -> _Doubt | None:
    symbol = reading.symbol
    repairs = [_WHAT[one] for one in symbol.repairs if one in _WHAT] if symbol else []
    if symbol is None or not repairs:
        return None
    read = squeeze(reading.mention.code or "")
    return (
        "reference-repaired",
        f"'{read}' is understood as {symbol.code}: {'; '.join(repairs)}",
        "code",
    )


def _unread(reading: Reading) -> _Doubt | None:
    """A printed piece that gave no value: a date that is no day of the calendar, or a code."""
    if not reading.unread:
        return None
    piece = reading.unread[0]
    if reading.mention.date is None or piece != squeeze(reading.mention.date):
        return "partly-read", f"'{piece}' is no symbol that could be read", "code"
    named = squeeze(f"{reading.kind or 'a document'} {reading.mention.code or ''}")
    said = f"'{piece}', the date of {named}, is no day of the calendar"
    return "date-impossible", said, "issued_on"


def _conflict(reading: Reading) -> _Doubt | None:
    """A printed issuer that is not the one the symbol belongs to."""
    symbol, stated = reading.symbol, reading.stated if not reading.shared_issuer else None
    if symbol is None or symbol.issuer is None or stated is None:
        return None
    if any(same_body(stated, one) for one in symbol.issuer.split(" + ")) or _joint(
        stated, symbol.issuer
    ):
        return None
    said = f"{reading.kind} {symbol.code} is stated 'của {stated}'"
    return (
        "issuer-conflict",
        f"{said}; the symbol {symbol.symbol} belongs to {symbol.issuer}",
        "issuer",
    )


_SORT = regex.compile(r"^(?:bo|uy ban) ")


def _joint(stated: str, inferred: str) -> bool:
    """Whether a printed list of issuers holds the first body of a joint symbol."""
    first, joint, _ = inferred.partition(" + ")
    named = strip_marks(normalize_issuer(stated))
    return bool(joint) and _SORT.sub("", strip_marks(first)) in named


def dates_differ(works: list[Work], references: list[Reference]) -> list[Problem]:
    """One code with two dates: both stay, the later one is flagged."""
    seen: dict[tuple[object, ...], Reference] = {}
    problems = []
    for work, reference in zip(works, references, strict=True):
        if reference.issued_on is None or reference.code is None:
            continue
        key = (work_key(work.readings[0]), reference.issuer)
        first = seen.setdefault(key, reference)
        if first.issued_on != reference.issued_on:
            dates = f"{first.issued_on} and {reference.issued_on}"
            message = f"{reference.code} is cited with the dates {dates}"
            where = reference.mentions[0].where
            problems.append(
                problem("reference-dates-differ", message, reference.id, "issued_on", where)
            )
    return problems


def own_illegible(reference: Reference, work: Work, locate: Locate) -> Problem:
    """The document's own number where a hand wrote it and the head could not be read."""
    mention = work.readings[0].mention
    message = f"'{squeeze(mention.text)}' is the document's own number, which could not be read"
    return problem("field-illegible", message, reference.id, "code", locate(mention.span))


def unresolved(reading: Reading, locate: Locate) -> Problem:
    """A short form that belongs to no one document of the text."""
    message = f"'{squeeze(reading.mention.text)}' could not be traced to one document of this text"
    return problem("reference-unresolved", message, where=locate(reading.mention.span))
