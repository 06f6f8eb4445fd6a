"""Which mentions are one document: joined by symbol, date and issuer, never across two different works."""

from __future__ import annotations

from typing import NamedTuple

import regex

from normalize.document_kinds import LAW_KINDS
from normalize.laws import law_key
from normalize.references import Reading
from normalize.text import squeeze

_ASSEMBLY = regex.compile(r"QH\d+$")


class Work(NamedTuple):
    """Mentions of one document, in order of the text."""

    readings: list[Reading]


def work_key(reading: Reading) -> tuple[object, ...]:
    """What all mentions of one work share; several works may share it (numbers begin anew every year or term)."""
    if reading.symbol is not None:
        group = None
        if _ASSEMBLY.search(reading.symbol.symbol):
            group = "law" if reading.kind in LAW_KINDS else reading.kind
        elif not reading.symbol.bodies:
            group = reading.kind
        return ("code", reading.symbol.key, group)
    if reading.law is not None:
        return ("law", law_key(reading.law))
    return ("title", squeeze(reading.mention.text).casefold())


def join_mentions(readings: list[Reading]) -> list[Work]:
    """Mentions grouped into works: first those with a date, then the others where only one work fits."""
    by_key: dict[tuple[object, ...], list[Work]] = {}
    for reading in sorted(readings, key=lambda one: (one.issued_on is None, one.shared, one.mention.span)):
        works = by_key.setdefault(work_key(reading), [])
        fitting = [work for work in works if _fits(reading, work)]
        if len(fitting) > 1:
            fitting = [_nearest(reading, fitting)] if reading.symbol and reading.symbol.year else []
        if fitting:
            fitting[0].readings.append(reading)
        else:
            works.append(Work([reading]))
    joined = [work for works in by_key.values() for work in works]
    for work in joined:
        work.readings.sort(key=lambda one: one.mention.span)
    return joined


def _nearest(reading: Reading, works: list[Work]) -> Work:
    place = reading.mention.span[0]
    return min(works, key=lambda work: min(abs(one.mention.span[0] - place) for one in work.readings))


def _fits(reading: Reading, work: Work) -> bool:
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


def attach_short(reading: Reading, works: list[Work]) -> bool:
    """Join a bare number to the one work of the text with that kind and number, or with that short form.

    A title may name by its number what the text below it names in full, so the work may also stand after it.
    """
    mention = reading.mention
    number = (mention.code or "").lstrip("0")
    called = squeeze(f"{mention.kind} {mention.code}").casefold()
    fitting = [
        work
        for work in works
        if any(_is_numbered(one, reading.kind, number) or _alias(one) == called for one in work.readings)
        and (reading.issued_on is None or reading.issued_on in {one.issued_on for one in work.readings})
    ]
    if len(fitting) != 1:
        return False
    fitting[0].readings.append(reading)
    fitting[0].readings.sort(key=lambda one: one.mention.span)
    return True


def _is_numbered(reading: Reading, kind: str | None, number: str) -> bool:
    return reading.symbol is not None and reading.kind == kind and reading.symbol.number.lstrip("0") == number


def _alias(reading: Reading) -> str | None:
    return squeeze(reading.mention.alias).casefold() if reading.mention.alias else None
