"""Which commune, district and province a document comes from."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache

import regex

from extract.record.head.bodies import read_level
from normalize.body.capitals import recase
from normalize.body.levels import with_units
from normalize.body.places import provinces, resolve_path
from normalize.body.units import STATE, spelled_unit, unit_name_pattern, words_of
from schemas.plan import Header, Place, PlaceUnit, Problem
from schemas.problem import problem

_MOST_TOLD = 3
_ABOVE = {"commune": 0, "district": 1, "province": 2}


def find_own_place(header: Header, text: str, year: int | None = None) -> Place:
    """The path of units the document names as its own, resolved as of its issue date.

    A draft leaves its day blank: the path is then the one that holds through the whole of its ``year``.

    The head names the lowest unit. Where it names one above too, and one path holds both, that is the place; else the
    units above are those the document names most often.
    """
    level = _own_level(header)
    if level is None:
        return Place()
    own = _own_units(header)
    if len(own) > 1:
        place = _resolved(own, header.issued_on, year)
        if _unit_of(place, level) is not None:
            return place
    names = [*own, *_units_above(own, _ABOVE[level], f"{header.title or ''}\n{text}")]
    if not own and header.issued_at:
        names.insert(0, header.issued_at)
    return _resolved(names, header.issued_on, year)


def _own_level(header: Header) -> str | None:
    """The level of the issuer, or of the body above a school; None where neither is of one."""
    level = header.level if header.level in _ABOVE else read_level(header.parent)
    return level if level in _ABOVE else None


def _own_units(header: Header) -> list[str]:
    """The units that the head's bodies are called after, the issuer's first; a province may stand without its word."""
    bodies = [name for name in (header.issuer, header.parent) if name]
    units = [unit for name in bodies for unit in _units_in(name, short=True)]
    return units or [unit for name in bodies for unit in _province_at_end(name)]


def _province_at_end(name: str) -> list[str]:
    """The province whose bare name ends a body's ("Sở Y tế Quảng Trị")."""
    return [unit for bare, unit in provinces().items() if name.endswith(f" {bare}")][:1]


def _units_above(own: list[str], lowest: int, text: str) -> list[str]:
    """The units that a text names most often, one of each tier above the lowest, or of it where ``own`` is empty."""
    named = Counter(_units_in(text))
    names: list[str] = []
    for tier in STATE[lowest + bool(own) :]:
        kinds = tuple(f"{word} " for word in words_of(tier))
        others = (name for name, _ in named.most_common() if name not in (*own, *names))
        names += [name for name in others if name.startswith(kinds)][:1]
    return names


def _resolved(names: list[str], issued_on: str | None, year: int | None) -> Place:
    """The path of the names on a day; where only the year is known, the one that holds through it."""
    if not names:
        return Place()
    if issued_on is None and year is not None:
        first, last = (resolve_path(names, day) for day in (date(year, 1, 1), date(year, 12, 31)))
        return first if first == last else resolve_path(names, None)
    return resolve_path(names, date.fromisoformat(issued_on) if issued_on else None)


def _unit_of(place: Place, level: str) -> PlaceUnit | None:
    found = {"commune": place.commune, "district": place.district, "province": place.province}
    return found[level]


def _units_in(text: str, *, short: bool = False) -> list[str]:
    """The units of the state that a text names, as the gazetteer writes them; those of its capitals where it is all so.

    ``short``: shortened words count too, which initials of persons may be in running text.

    >>> _units_in("UBND HUYỆN TRIỆU PHONG"), _units_in("Huyện ủy Triệu Phong"), _units_in("TP. Vinh", short=True)
    (['huyện Triệu Phong'], ['huyện Triệu Phong'], ['thành phố Vinh'])
    """
    if text and text == text.upper():
        text = recase(text)
    found = (match.group() for match in _unit(short).finditer(with_units(text)))
    words = (name for name in found if short or "." not in name)
    return [spelled_unit(name) for name in words if not name.split()[0].isupper() or "." in name]


@cache
def _unit(numbered: bool) -> regex.Pattern[str]:
    """A unit with its name, which a number may end ("xã Đại Ân 1"); in running text a number counts something."""
    return regex.compile(unit_name_pattern() + (r"(?:\s\d{1,2}(?![\d/.]))?" if numbered else ""))


def check_place(header: Header) -> tuple[Problem, ...]:
    """A problem where the unit of the issuer's own level could not be told."""
    level, place = _own_level(header), header.place
    if level is None or _unit_of(place, level) is not None:
        return ()
    named = "; ".join(place.candidates[:_MOST_TOLD])
    message = (
        f"the place fits {len(place.candidates)} units: {named}"
        if place.candidates
        else f"no {level} of the gazetteer is called as the head names the issuer's place"
    )
    return (problem("header-missing", message, "header", "place"),)
