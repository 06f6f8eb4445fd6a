"""The lexicon of the units in charge: ``lexicon/agencies.tsv``, with validity in time.

Its columns: id, name, aliases (";"), level, the first and the last day a body existed (empty where open).
"""

from __future__ import annotations

from datetime import date
from functools import cache

import regex

from normalize.lexicon.table import Row, read_table
from normalize.writing.text import fold
from schemas.plan import Level

_IGNORED = regex.compile(r"[\s\-&,./]|\bvà\b|\bva\b")
_RELATED = regex.compile(r"(?<!\p{L})có\s+(?=liên\s+quan)", regex.IGNORECASE)
LEVEL_TAIL = regex.compile(r"\s+(?P<level>xã|phường|thị\s+trấn|huyện|quận|tỉnh)$")
"""The level at the end of a name, which an office of that level leaves out: "Phòng Tư pháp huyện"."""
# Heads as offices shorten them: "P. VH-XH", "VP Đảng ủy", "TT Y tế".
_SHORT_HEADS = (("Phòng", "P"), ("Văn phòng", "VP"), ("Trung tâm", "TT"))


class Entry(Row, frozen=True, kw_only=True):
    """A row of the lexicon."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    level: Level
    valid_from: date | None = None
    valid_to: date | None = None

    def is_valid(self, on: date) -> bool:
        """Whether the body exists on a day."""
        return (self.valid_from or date.min) <= on and not self.is_past(on)

    def is_past(self, on: date) -> bool:
        """Whether the body was abolished before a day."""
        return (self.valid_to or date.max) < on


def key_of(text: str) -> str:
    """A name as the lexicon is asked for it: without marks, capitals, blanks and the signs between words."""
    return _IGNORED.sub("", fold(_RELATED.sub("", text)))


def _rows() -> tuple[Entry, ...]:
    return read_table("agencies", Entry)


@cache
def lexicon() -> dict[str, tuple[Entry, ...]]:
    """Folded alias -> entries."""
    found: dict[str, list[Entry]] = {}
    for entry in _rows():
        for alias in _spellings(entry):
            entries = found.setdefault(key_of(alias), [])
            if entry not in entries:
                entries.append(entry)
    heads = [(key_of(word), key_of(short)) for word, short in _SHORT_HEADS]
    shortened: dict[str, list[Entry]] = {}
    for key, entries in found.items():
        for word, short in heads:
            if key.startswith(word) and (one := short + key.removeprefix(word)) not in found:
                shortened.setdefault(one, []).extend(entries)
    return {key: tuple(entries) for key, entries in (found | shortened).items() if key}


def _spellings(row: Entry) -> list[str]:
    """The name, its aliases, and the name as its own level writes it: "Phòng Tư pháp" for "Phòng Tư pháp huyện"."""
    names = [row.name, *row.aliases]
    bare = [LEVEL_TAIL.sub("", name) for name in names]
    return list(dict.fromkeys((*names, *(name for name in bare if len(name.split()) > 1))))


@cache
def lexicon_names() -> tuple[str, ...]:
    """Every name and alias of the lexicon as written."""
    return tuple(dict.fromkeys(one for row in _rows() for one in (row.name, *row.aliases)))


@cache
def agency_names() -> tuple[str, ...]:
    """The full names of the lexicon, also as their own level writes them, without their aliases.

    >>> "Phòng Tư pháp" in agency_names()
    True
    """
    names = (row.name for row in _rows())
    return tuple(dict.fromkeys(one for name in names for one in (name, LEVEL_TAIL.sub("", name))))
