"""The lexicon of the units in charge: ``tables/agencies.tsv``, with validity in time.

Its columns: id, name, aliases (";"), level, valid_from, valid_to.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import regex

from normalize.writing.text import fold
from schemas.plan import Level

_IGNORED = regex.compile(r"[\s\-&,./]|\bvà\b|\bva\b")
_RELATED = regex.compile(r"(?<!\p{L})có\s+(?=liên\s+quan)", regex.IGNORECASE)
LEVEL_TAIL = regex.compile(r"\s+(?P<level>xã|phường|thị\s+trấn|huyện|quận|tỉnh)$")
"""The level at the end of a name, which an office of that level leaves out: "Phòng Tư pháp huyện"."""
# Heads as offices shorten them: "P. VH-XH", "VP Đảng ủy", "TT Y tế".
_SHORT_HEADS = (("Phòng", "P"), ("Văn phòng", "VP"), ("Trung tâm", "TT"))


class Entry(NamedTuple):
    """A row of the lexicon; an empty limit is open."""

    id: str
    name: str
    level: Level
    valid_from: str
    valid_to: str


def key_of(text: str) -> str:
    """A name as the lexicon is asked for it: without marks, capitals, blanks and the signs between words."""
    return _IGNORED.sub("", fold(_RELATED.sub("", text)))


def _rows() -> list[dict[str, str]]:
    """The rows of the lexicon."""
    text = (files("normalize") / "tables" / "agencies.tsv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t"))


@cache
def lexicon() -> dict[str, tuple[Entry, ...]]:
    """Folded alias -> entries."""
    found: dict[str, list[Entry]] = {}
    for row in _rows():
        entry = Entry(row["id"], row["name"], row["level"], row["valid_from"], row["valid_to"])  # type: ignore[arg-type]
        for alias in _spellings(row):
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


def _spellings(row: dict[str, str]) -> list[str]:
    """The name, its aliases, and the name as its own level writes it: "Phòng Tư pháp" for "Phòng Tư pháp huyện"."""
    names = [row["name"], *(alias for alias in row["aliases"].split(";") if alias)]
    bare = [LEVEL_TAIL.sub("", name) for name in names]
    return [*names, *(name for name in bare if len(name.split()) > 1)]


@cache
def lexicon_names() -> tuple[str, ...]:
    """Every name and alias of the lexicon as written."""
    return tuple(dict.fromkeys(one for row in _rows() for one in (row["name"], *row["aliases"].split(";")) if one))


@cache
def agency_names() -> tuple[str, ...]:
    """The full names of the lexicon, also as their own level writes them, without their aliases.

    >>> "Phòng Tư pháp" in agency_names()
    True
    """
    names = (row["name"] for row in _rows())
    return tuple(dict.fromkeys(one for name in names for one in (name, LEVEL_TAIL.sub("", name))))
