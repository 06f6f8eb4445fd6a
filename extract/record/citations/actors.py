"""Issuing bodies with their place: "UBND huyện" is that of the document's own district."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from normalize.body.issuers import issuers, normalize_issuer
from normalize.body.units import Tier, unit_pattern, words_of
from normalize.citation.copies import copy_text
from normalize.citation.symbols import Symbol
from normalize.citation.words import words
from normalize.writing.text import strip_marks
from schemas.plan import Header


class Actor(NamedTuple):
    """Who issued a document: ``path`` is the body and the units above it, ``bodies`` are the joint
    issuers."""

    path: tuple[str, ...]
    bodies: tuple[str, ...]


_TIERS: tuple[Tier, ...] = ("province", "district", "commune")


@cache
def _bare_unit() -> regex.Pattern[str]:
    """A unit's word at the end of a body's name."""
    return regex.compile(rf"\b(?P<unit>{unit_pattern()})$", regex.IGNORECASE)


@cache
def _type() -> regex.Pattern[str]:
    """A unit's word at the beginning of its name."""
    return regex.compile(rf"^{unit_pattern()}\s+", regex.IGNORECASE)


@cache
def _committees() -> dict[str, tuple[Tier, str]]:
    """The committees of units (Tỉnh ủy, Thị ủy), each with its tier and the unit's word.

    Their name has the first syllable of the unit's word; of two tiers the higher one's.
    """
    found: dict[str, tuple[Tier, str]] = {}
    for tier in _TIERS[:2]:
        for word in words_of(tier):
            found.setdefault(f"{word.split()[0]} ủy", (tier, word))
    return found


@cache
def _bare_committee() -> regex.Pattern[str]:
    names = "|".join(_committees())
    return regex.compile(rf"(?P<name>{names})$", regex.IGNORECASE)


def bind_issuer(issuer: str, header: Header) -> str:
    """A body without a name with that of the document's own unit.

    "UBND huyện" in a plan of huyện Triệu Phong is "UBND huyện Triệu Phong", "Tỉnh ủy" is "Tỉnh ủy
    Quảng Trị"."""
    unit = _bare_unit().search(issuer)
    if unit is not None:
        name = _own_unit(unit["unit"].lower(), header)
        return issuer[: unit.start()] + name if name else issuer
    committee = _bare_committee().search(issuer)
    if committee is not None:
        name = _named_tier(_committees()[committee["name"].lower()][0], header)
        return f"{issuer} {_type().sub('', name)}" if name else issuer
    return issuer


def own_actor(issuer: str, symbol: Symbol | None, header: Header) -> Actor:
    """The actor of an identifier: a committee for a Party document, the units above a local
    body."""
    bodies = tuple(issuer.split(" + "))
    first = _committee(bodies[0], symbol) if symbol and symbol.party else bodies[0]
    return Actor((first, *_units_above(first, header)), (first, *bodies[1:]))


@cache
def _of_committee() -> regex.Pattern[str]:
    """The board of a committee before its name."""
    boards = "|".join(sorted(words("board"), key=len, reverse=True))
    return regex.compile(rf"^(?:{boards})\s+(?=\p{{L}}+ ủy\b)", regex.IGNORECASE)


@cache
def _of_party() -> regex.Pattern[str]:
    """A unit's Party organisation (on text without marks): "Ban Chấp hành Đảng bộ huyện …"."""
    units = "|".join(strip_marks(word) for _, word in _committees().values())
    return regex.compile(rf"^(?:ban chap hanh )?dang bo (?P<unit>{units}) (?P<name>.+)$")


def _committee(issuer: str, symbol: Symbol) -> str:
    """The committee that a Party symbol names (TU, HU): not its standing board."""
    if symbol.bodies and symbol.bodies[0] in ("TU", "HU", "QU", "ThU"):
        issuer = _of_committee().sub("", issuer)
        if match := _of_party().match(copy_text(issuer).bare):
            names = {strip_marks(word): name for name, (_, word) in _committees().items()}
            return f"{names[match['unit']].capitalize()} {issuer[match.start('name') :]}"
    return issuer


def _units_above(body: str, header: Header) -> tuple[str, ...]:
    """The units above the one a body belongs to, as far as the document's own path names them."""
    if any(one.name == body and one.scope == "central" for one in issuers().values()):
        return ()
    place = header.place
    units = [unit.name for unit in (place.commune, place.district, place.province) if unit]
    lowered = body.casefold()
    for index, name in enumerate(units):
        if lowered.endswith(name.casefold()):
            return tuple(units[index + 1 :])
    return ()


def _own_unit(unit: str, header: Header) -> str | None:
    """The document's own unit of a type; a city is the province if the province is one."""
    for tier in (tier for tier in _TIERS if unit in words_of(tier)):
        name = _named_tier(tier, header)
        if name and name.casefold().startswith(unit):
            return name
    return _issuer_unit(unit, header)


def _issuer_unit(unit: str, header: Header) -> str | None:
    """The unit in the name of the document's own issuer or of its parent body."""
    for name in (header.issuer, header.parent):
        match = regex.search(rf"\b{unit}\s+\p{{Lu}}.*$", normalize_issuer(name)) if name else None
        if match:
            return match.group()
    return None


def _named_tier(tier: str, header: Header) -> str | None:
    place = header.place
    unit = {"commune": place.commune, "district": place.district, "province": place.province}[tier]
    return unit.name if unit else None
