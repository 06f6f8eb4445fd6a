"""Which commune, district and province a document comes from."""

from __future__ import annotations

from collections import Counter
from datetime import date

import regex

from normalize.places import resolve_path
from schemas.plan import Header, Place

_NAME = r"\p{Lu}[\p{L}'-]*(?:\s+\p{Lu}[\p{L}'-]*){0,3}"
_UNIT = regex.compile(rf"\b(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh)\s+{_NAME}")
_TIERS = (
    ("commune", ("xã", "phường", "thị trấn", "đặc khu")),
    ("district", ("huyện", "quận", "thị xã", "thành phố")),
    ("province", ("tỉnh", "thành phố")),
)
_ABOVE = {"commune": 0, "district": 1, "province": 2}


def find_own_place(header: Header, text: str) -> Place:
    """The path of units the document names as its own, resolved as of its issue date.

    The issuer names the lowest unit; the units above it are those the document names most often.
    """
    lowest = _ABOVE.get(header.level or "")
    if lowest is None:
        return Place()
    own = [match.group() for match in _UNIT.finditer(f"{header.issuer} {header.parent or ''}")]
    named = Counter(match.group() for match in _UNIT.finditer(f"{header.title or ''}\n{text}"))
    names = list(own)
    for _, kinds in _TIERS[lowest + bool(own) :]:
        best = [name for name, _ in named.most_common() if name.startswith(kinds) and name not in names]
        names.extend(best[:1])
    if not own and header.issued_at:
        names.insert(0, header.issued_at)
    on = date.fromisoformat(header.issued_on) if header.issued_on else None
    return resolve_path(names, on) if names else Place()
