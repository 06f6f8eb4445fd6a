"""Which mentions are one document: joined by symbol, date and issuer, never across two different
works.

A law is one document whether a text cites it with its number, its date, its year or by its bare
name; a bare name belongs to the only law of that name that the text cites otherwise, and to none
where there are several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
import regex

from normalize.citation.document_kinds import LAW_KINDS
from normalize.citation.laws import law_key
from normalize.citation.references import Reading, without_year
from normalize.writing.text import squeeze

_ASSEMBLY = regex.compile(r"QH\d+$")


class Work(msgspec.Struct):
    """Mentions of one document, and what they say of it together: a text may cite one document ten
    thousand times."""

    readings: list[Reading] = []
    dates: set[str] = set()
    years: set[int] = set()
    issuers: set[str] = set()
    names: set[tuple[str | None, str]] = set()

    def add(self, reading: Reading) -> None:
        """Take one more mention in."""
        self.readings.append(reading)
        if reading.issued_on:
            self.dates.add(reading.issued_on)
        if reading.year:
            self.years.add(reading.year)
        if reading.issuer:
            self.issuers.add(reading.issuer.casefold())
        if reading.symbol is not None:
            self.names.add((reading.kind, reading.symbol.number.lstrip("0")))
        if reading.mention.alias:
            self.names.add((_ALIAS, squeeze(reading.mention.alias).casefold()))


_ALIAS = "short form"

Key = tuple[object, ...]


def work_key(reading: Reading) -> Key:
    """What all mentions of one work share; several works may share it (numbers begin anew every
    year or term)."""
    if reading.symbol is not None:
        group = None
        if _ASSEMBLY.search(reading.symbol.symbol):
            group = "law" if reading.kind in LAW_KINDS else reading.kind
        elif not reading.symbol.bodies:
            group = reading.kind
        return ("code", reading.symbol.key, group)
    if reading.law is not None:
        return ("law", law_key(without_year(reading.law)))
    return ("title", squeeze(reading.mention.text).casefold())


def join_mentions(readings: Sequence[Reading]) -> list[Work]:
    """Mentions grouped into works: first those with a symbol and a date, then the others where one
    work fits."""
    by_key: dict[Key, list[Work]] = {}
    for reading in sorted(readings, key=_rank):
        keys = (work_key(reading), *_law_keys(reading))
        asked = keys if reading.symbol is None else keys[:1]
        works = _each_once(work for key in asked for work in by_key.get(key, ()))
        work = _work_of(reading, works) or Work()
        work.add(reading)
        for key in keys:
            _list_under(by_key.setdefault(key, []), work)
    return _each_once(work for works in by_key.values() for work in works)


def _work_of(reading: Reading, works: list[Work]) -> Work | None:
    """The one work that fits; of several the nearest, if the symbol has its year."""
    fitting = [work for work in works if _fits(reading, work)]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    return _nearest(reading, fitting) if reading.symbol and reading.symbol.year else None


def _law_keys(reading: Reading) -> Iterator[Key]:
    """A law's name, whether printed beside its symbol or not, and its code, whether printed or
    known."""
    if reading.law is not None and reading.symbol is not None:
        yield "law", law_key(without_year(reading.law))
    if reading.kind in LAW_KINDS and reading.code is not None:
        yield "known", reading.code


def _rank(reading: Reading) -> tuple[object, ...]:
    """What says most of its document comes first."""
    by_name = reading.symbol is None and reading.law is not None
    shared = reading.shared_date or reading.shared_issuer
    return (
        by_name,
        reading.issued_on is None,
        shared,
        by_name and reading.year is None,
        reading.mention.span,
    )


def _list_under(works: list[Work], work: Work) -> None:
    if not any(one is work for one in works):
        works.append(work)


def _each_once(works: Iterable[Work]) -> list[Work]:
    return list({id(work): work for work in works}.values())


def _nearest(reading: Reading, works: list[Work]) -> Work:
    place = reading.mention.span[0]
    return min(
        works, key=lambda work: min(abs(one.mention.span[0] - place) for one in work.readings)
    )


def _fits(reading: Reading, work: Work) -> bool:
    """Whether a mention can be of that work: no other date or year, no other issuer."""
    return _fits_in_time(reading, work) and _fits_issuer(reading, work)


def _fits_in_time(reading: Reading, work: Work) -> bool:
    if reading.issued_on and work.dates and reading.issued_on not in work.dates:
        return False
    by_name = reading.law is not None and reading.symbol is None
    return not (by_name and reading.year and work.years and reading.year not in work.years)


def _fits_issuer(reading: Reading, work: Work) -> bool:
    mine = reading.issuer.casefold() if reading.issuer else None
    if mine is None or not work.issuers or mine in work.issuers:
        return True
    if reading.symbol and reading.symbol.year and reading.symbol.issuer:
        return True
    return reading.issued_on in work.dates and any(_akin(mine, one) for one in work.issuers)


def _akin(one: str, other: str) -> bool:
    """Whether one name is the other with less said of it ("ubnd tỉnh", "ubnd tỉnh lào cai")."""
    return (
        one.startswith(other) or other.startswith(one) or one.endswith(other) or other.endswith(one)
    )


def attach_short(reading: Reading, works: list[Work]) -> bool:
    """Join a bare number to the one work of the text with that kind and number, or with that short
    form.

    A title may name by its number what the text below it names in full, so the work may also stand
    after it."""
    mention = reading.mention
    number = (mention.code or "").lstrip("0")
    called = squeeze(f"{mention.kind} {mention.code}").casefold()
    fitting = [
        work
        for work in works
        if ((reading.kind, number) in work.names or (_ALIAS, called) in work.names)
        and (reading.issued_on is None or reading.issued_on in work.dates)
    ]
    if len(fitting) != 1:
        return False
    fitting[0].add(reading)
    return True
