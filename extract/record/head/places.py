"""Which commune, district and province a document comes from."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache

import regex

from extract.record.head.bodies import read_level
from normalize.body.capitals import recase
from normalize.body.levels import with_units
from normalize.body.places import resolve_path
from normalize.body.units import STATE, spelled_unit, unit_name_pattern, words_of
from schemas.plan import Header, Place

_ABOVE = {"commune": 0, "district": 1, "province": 2}


def find_own_place(header: Header, text: str, year: int | None = None) -> Place:
    """The path of units the document names as its own, resolved as of its issue date.

    A draft leaves its day blank: the path is then the one that holds through the whole of its ``year``.

    The issuer names the lowest unit; the units above it are those the document names most often.
    """
    level = header.level if header.level in _ABOVE else read_level(header.parent)
    lowest = _ABOVE.get(level or "")
    if lowest is None:
        return Place()
    own = [*_units_in(header.issuer or "", short=True), *_units_in(header.parent or "", short=True)]
    named = Counter([*_units_in(header.title or ""), *_units_in(text)])
    names = list(own)
    for tier in STATE[lowest + bool(own) :]:
        kinds = tuple(f"{word} " for word in words_of(tier))
        best = [name for name, _ in named.most_common() if name.startswith(kinds) and name not in names]
        names.extend(best[:1])
    if not own and header.issued_at:
        names.insert(0, header.issued_at)
    if not names:
        return Place()
    if header.issued_on is None and year is not None:
        first, last = (resolve_path(names, day) for day in (date(year, 1, 1), date(year, 12, 31)))
        return first if first == last else resolve_path(names, None)
    return resolve_path(names, date.fromisoformat(header.issued_on) if header.issued_on else None)


def _units_in(text: str, *, short: bool = False) -> list[str]:
    """The units of the state that a text names, as the gazetteer writes them; those of its capitals where it is all so.

    ``short``: shortened words count too, which initials of persons may be in running text.

    >>> _units_in("UBND HUYỆN TRIỆU PHONG"), _units_in("Huyện ủy Triệu Phong"), _units_in("TP. Vinh", short=True)
    (['huyện Triệu Phong'], ['huyện Triệu Phong'], ['thành phố Vinh'])
    """
    if text and text == text.upper():
        text = recase(text)
    found = (match.group() for match in _unit().finditer(with_units(text)))
    words = (name for name in found if short or "." not in name)
    return [spelled_unit(name) for name in words if not name.split()[0].isupper() or "." in name]


@cache
def _unit() -> regex.Pattern[str]:
    return regex.compile(unit_name_pattern())
