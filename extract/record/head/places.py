"""Which commune, district and province a document comes from."""

from __future__ import annotations

from collections import Counter
from datetime import date

import regex

from normalize.body.places import resolve_path
from schemas.plan import Header, Place

_NAME = r"\p{Lu}[\p{L}'-]*(?:\s+\p{Lu}[\p{L}'-]*){0,3}"
_KIND = r"(?:[Xx]ã|[Pp]hường|[Tt]hị trấn|[Đđ]ặc khu|[Hh]uyện|[Qq]uận|[Tt]hị xã|[Tt]hành phố|[Tt]ỉnh)"
_UNIT = regex.compile(rf"\b{_KIND}\s+(?:{_NAME}|\d{{1,2}}(?!\d))")
_TIERS = (
    ("commune", ("xã", "phường", "thị trấn", "đặc khu")),
    ("district", ("huyện", "quận", "thị xã", "thành phố")),
    ("province", ("tỉnh", "thành phố")),
)
_ABOVE = {"commune": 0, "district": 1, "province": 2}


def find_own_place(header: Header, text: str, year: int | None = None) -> Place:
    """The path of units the document names as its own, resolved as of its issue date.

    A draft leaves its day blank: the path is then the one that holds through the whole of its ``year``.

    The issuer names the lowest unit; the units above it are those the document names most often.
    """
    lowest = _ABOVE.get(header.level or "")
    if lowest is None:
        return Place()
    own = [_written(match) for match in _UNIT.finditer(f"{header.issuer} {header.parent or ''}")]
    named = Counter(_written(match) for match in _UNIT.finditer(f"{header.title or ''}\n{text}"))
    names = list(own)
    for _, kinds in _TIERS[lowest + bool(own) :]:
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


def _written(match: regex.Match[str]) -> str:
    """A unit with its type in small letters, as the gazetteer writes it."""
    name = match.group()
    return name[0].lower() + name[1:]
