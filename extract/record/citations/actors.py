"""Issuing bodies with their place: "UBND huyện" is that of the document's own district."""

from __future__ import annotations

from typing import NamedTuple

import regex

from normalize.body.issuers import issuers, normalize_issuer
from normalize.citation.symbols import Symbol
from schemas.plan import Header


class Actor(NamedTuple):
    """Who issued a document: ``path`` is the body and the units above it, ``bodies`` are the joint
    issuers."""

    path: tuple[str, ...]
    bodies: tuple[str, ...]


_UNITS = {
    "commune": ("xã", "phường", "thị trấn", "đặc khu"),
    "district": ("huyện", "quận", "thị xã", "thành phố"),
    "province": ("tỉnh", "thành phố"),
}
_COMMITTEES = {
    "tỉnh ủy": "province",
    "thành ủy": "province",
    "huyện ủy": "district",
    "quận ủy": "district",
    "thị ủy": "district",
}
_BARE_UNIT = regex.compile(
    r"\b(?P<unit>xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh)$", regex.IGNORECASE
)
_BARE_COMMITTEE = regex.compile(
    r"(?P<name>tỉnh ủy|thành ủy|huyện ủy|quận ủy|thị ủy)$", regex.IGNORECASE
)
_TYPE = regex.compile(
    r"^(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh)\s+", regex.IGNORECASE
)


def bind_issuer(issuer: str, header: Header) -> str:
    """A body without a name with that of the document's own unit.

    "UBND huyện" in a plan of huyện Triệu Phong is "UBND huyện Triệu Phong", "Tỉnh ủy" is "Tỉnh ủy
    Quảng Trị"."""
    unit = _BARE_UNIT.search(issuer)
    if unit is not None:
        name = _own_unit(unit["unit"].lower(), header)
        return issuer[: unit.start()] + name if name else issuer
    committee = _BARE_COMMITTEE.search(issuer)
    if committee is not None:
        name = _named_tier(_COMMITTEES[committee["name"].lower()], header)
        return f"{issuer} {_TYPE.sub('', name)}" if name else issuer
    return issuer


def own_actor(issuer: str, symbol: Symbol | None, header: Header) -> Actor:
    """The actor of an identifier: a committee for a Party document, the units above a local
    body."""
    bodies = tuple(issuer.split(" + "))
    first = _committee(bodies[0], symbol) if symbol and symbol.party else bodies[0]
    return Actor((first, *_units_above(first, header)), (first, *bodies[1:]))


_OF_COMMITTEE = regex.compile(
    r"^(?:Ban Thường vụ|Ban thường vụ|Ban Chấp hành|BTV|BCH|Thường trực)\s+(?=\p{L}+ ủy\b)",
    regex.IGNORECASE,
)
_OF_PARTY = regex.compile(
    r"^(?:Ban Chấp hành\s+)?Đảng bộ\s+(?P<unit>tỉnh|huyện|quận|thành phố|thị xã)\s+(?P<name>.+)$",
    regex.IGNORECASE,
)
_COMMITTEE_OF = {
    "tỉnh": "Tỉnh ủy",
    "huyện": "Huyện ủy",
    "quận": "Quận ủy",
    "thành phố": "Thành ủy",
    "thị xã": "Thị ủy",
}


def _committee(issuer: str, symbol: Symbol) -> str:
    """The committee that a Party symbol names (TU, HU): not its standing board."""
    if symbol.bodies and symbol.bodies[0] in ("TU", "HU", "QU", "ThU"):
        issuer = _OF_COMMITTEE.sub("", issuer)
        if match := _OF_PARTY.match(issuer):
            return f"{_COMMITTEE_OF[match['unit'].lower()]} {match['name']}"
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
    tiers = [tier for tier, units in _UNITS.items() if unit in units]
    for tier in reversed(tiers):
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
