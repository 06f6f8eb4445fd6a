"""Administrative units through time: names to codes, parents and successors, as of a document's own date.

The gazetteer (``lexicon/places.tsv.gz``: code, name, parent, valid_from, valid_to, successors) is one text that is
searched, not parsed; it is opened at the first question. A code does not fix a name: look up by date. A limit that is
the day of a list of units (2024-11-01, 2025-01-01, 2025-06-01) says "not later than". Units that have two spellings
stand in two rows.
"""

from __future__ import annotations

import gzip
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import regex

from normalize.body.units import STATE, Tier, words_of
from normalize.writing.text import fold_homoglyphs, nfc, repair_mojibake, squeeze, strip_marks
from schemas.plan import Place, PlaceUnit, Successor

REFORM = "2025-07-01"


_LARGE = regex.compile(r"\n\d{2,3}\t([^\t]+)")
"""The rows of districts and provinces."""

_NUMBER = regex.compile(r"(?<=\s)\d{1,2}$")
_TONES = "òa-oà óa-oá ỏa-oả õa-oã ọa-oạ òe-oè óe-oé ỏe-oẻ õe-oẽ ọe-oẹ ùy-uỳ úy-uý ủy-uỷ ũy-uỹ ụy-uỵ"
_OLD_TONES = dict(pair.split("-") for pair in _TONES.split())
_NEW_TONES = {new: old for old, new in _OLD_TONES.items()}


_TIERS: dict[int, Tier] = {2: "province", 3: "district"}
"""Tiers by the length of their codes, above communes."""


class Unit(NamedTuple):
    """A row of the gazetteer. An empty limit is open; ``valid_to`` is the first day on which it is no more."""

    code: str
    name: str
    parent: str
    valid_from: str
    valid_to: str
    successors: tuple[str, ...]

    @property
    def tier(self) -> Tier:
        """commune, district or province, by the length of the code."""
        return _TIERS.get(len(self.code), "commune")


@cache
def _table() -> str:
    data = (files("normalize") / "lexicon" / "places.tsv.gz").read_bytes()
    return "\n" + gzip.decompress(data).decode() + "\n"


def _row(start: int) -> Unit:
    table = _table()
    code, name, parent, since, until, after = table[start : table.index("\n", start)].split("\t")
    return Unit(code, name, parent, since, until, tuple(one for one in after.split(",") if one))


def _starts_with(text: str, table: str) -> Iterator[int]:
    """Where the rows begin in which ``text`` stands, which begins or ends with a tab."""
    at = table.find(text)
    while at >= 0:
        yield table.rindex("\n", 0, at + 1) + 1
        at = table.find(text, at + 1)


def _rows_with(text: str) -> Iterator[Unit]:
    """The rows in which ``text`` stands, which begins or ends with a tab."""
    return (_row(start) for start in _starts_with(text, _table()))


@cache
def _lower_table() -> str:
    """The table in small letters; a place in it is the same place in the table."""
    return _table().lower()


def province_names() -> list[str]:
    """The provinces of all times by their bare names ("Lào Cai").

    >>> "Quảng Trị" in province_names()
    True
    """
    return list(provinces())


@cache
def provinces() -> dict[str, str]:
    """The provinces of all times by their bare names, as the gazetteer writes them.

    >>> provinces()["Quảng Trị"], provinces()["Hải Phòng"]
    ('tỉnh Quảng Trị', 'thành phố Hải Phòng')
    """
    kinds = regex.compile(rf"(?:{'|'.join(words_of('province'))})\s+", regex.IGNORECASE)
    names = regex.findall(r"\n\d\d\t([^\t]+)", _table())
    return {kinds.sub("", name, count=1): name for name in names}


@cache
def _bare_names() -> dict[str, frozenset[str]]:
    """Names of districts and provinces without their kind, by their letters without marks."""
    found: dict[str, set[str]] = {}
    for name in _LARGE.findall(_table()):
        kind = next((one for one in words_of("district", "province") if name.startswith(one)), "")
        bare = name[len(kind) :].strip()
        found.setdefault(strip_marks(bare), set()).add(bare)
    return {letters: frozenset(names) for letters, names in found.items()}


def load_bare_names() -> None:
    """Read the names that `spell_place` knows before the first is asked for."""
    _bare_names()


def spell_place(name: str) -> str | None:
    """A district's or province's name with the marks it has, where only one has these letters; None where unknown.

    >>> spell_place("Cân Thơ"), spell_place("Kiên Giang"), spell_place("Văn phòng")
    ('Cần Thơ', 'Kiên Giang', None)
    """
    names = {_moved(one, _NEW_TONES) for one in _bare_names().get(strip_marks(name), ())}
    return next(iter(names)) if len(names) == 1 else None


def _variants(name: str) -> tuple[str, ...]:
    """The ways the gazetteer may write a name: tone on either vowel (Hòa, Hoà), numbers with a zero or without.

    >>> _variants("phường 1"), _variants("xã Tân Hòa")
    (('phường 1', 'phường 01'), ('xã Tân Hòa', 'xã Tân Hoà'))
    """
    numbered = _NUMBER.sub(lambda match: match.group().lstrip("0") or "0", name)
    padded = _NUMBER.sub(lambda match: match.group().zfill(2), name)
    return tuple(dict.fromkeys((name, _moved(name, _OLD_TONES), _moved(name, _NEW_TONES), numbered, padded)))


def _moved(name: str, tones: dict[str, str]) -> str:
    for one, other in tones.items():
        name = name.replace(one, other)
    return name


def _named(name: str, on: str | None) -> list[Unit]:
    """The units of this name on a day; a name without a type stands for any type."""
    name = squeeze(name)
    found = _rows_called(name) or _rows_spelled(name)
    if not found:
        typed = (f"{kind} {name}" for tier in STATE for kind in words_of(tier))
        found = [unit for one in typed for unit in _rows_called(one)]
    return list(dict.fromkeys(unit for unit in found if _is_valid(unit, on)))


def _rows_called(name: str) -> list[Unit]:
    return [unit for one in _variants(name) for unit in _rows_with(f"\t{one}\t")]


def _rows_spelled(name: str) -> list[Unit]:
    """The rows of a name with its type, whatever its capitals and the places of its tones.

    >>> {unit.name for unit in _rows_spelled("TỈNH HOÀ BÌNH")}, _rows_spelled("HÒA")
    ({'tỉnh Hoà Bình'}, [])
    >>> sorted({unit.name for unit in _rows_spelled("XÃ TÂN HÒA")})
    ['xã Tân Hoà', 'xã Tân Hòa']
    """
    if " " not in name:
        return []
    meant = squeeze(repair_mojibake(fold_homoglyphs(nfc(name)))).lower()
    starts = (_starts_with(f"\t{one}\t", _lower_table()) for one in _variants(meant))
    return [_row(start) for found in starts for start in found]


def _is_valid(unit: Unit, on: str | None) -> bool:
    return on is None or ((not unit.valid_from or unit.valid_from <= on) and (not unit.valid_to or on < unit.valid_to))


def _rows_of_code(code: str) -> list[Unit]:
    table = _table()
    found = []
    at = table.find(f"\n{code}\t")
    while at >= 0:
        found.append(_row(at + 1))
        at = table.find(f"\n{code}\t", at + 1)
    return found


def _above(unit: Unit, on: str | None, named: Collection[Unit]) -> list[Unit]:
    """The unit and those above it, as of the day; without a day those that are ``named``, where they are."""
    path = [unit]
    while path[-1].parent:
        day = on or (path[-1].valid_to and _day_before(path[-1].valid_to)) or None
        parents = [one for one in _rows_of_code(path[-1].parent) if _is_valid(one, day)]
        if not parents:
            break
        path.append(next((one for one in parents if one in named), parents[0]))
    return path


def _day_before(day: str) -> str:
    from datetime import timedelta

    return str(date.fromisoformat(day) - timedelta(days=1))


def read_place(
    commune: str | None, *, district: str | None = None, province: str | None = None, on: date | None = None
) -> Place:
    """The path of a commune as of a day; candidates where the names fit more than one.

    >>> read_place("xã Triệu An", district="huyện Triệu Phong", on=date(2023, 2, 16)).commune.code
    '19627'
    """
    return resolve_path([one for one in (commune, district, province) if one], on)


@lru_cache(maxsize=4096)
def _resolve(names: tuple[str, ...], on: str | None) -> Place:
    """Every named unit lies in the path of the lowest; several paths that fit equally are candidates."""
    units = {name: _named(name, on) for name in names}
    paths, fits = _best_paths(units, on)
    if not paths or fits < sum(map(bool, units.values())):
        return Place()
    # A unit above that nobody bears makes what is below it doubtful, however rare its name.
    unknown = [name for name in names if not units[name]]
    doubtful = any(_stands_above(name, paths[0][0]) for name in unknown)
    if doubtful or not _are_one(paths):
        written = {", ".join(unit.name for unit in path) for path in paths}
        return Place(candidates=tuple(sorted(written)))
    return _place(paths[0])


def _are_one(paths: Sequence[Sequence[Unit]]) -> bool:
    """Whether paths differ in the spelling of their names at most."""
    return len({tuple(unit.code for unit in path) for path in paths}) == 1


def _best_paths(units: dict[str, list[Unit]], on: str | None) -> tuple[list[tuple[Unit, ...]], int]:
    """The deepest of the paths in which most of the named units lie, and how many these are."""
    named = {unit for found in units.values() for unit in found}
    paths = [tuple(_above(unit, on, named)) for found in units.values() for unit in found]
    fits = {path: sum(any(one in path for one in found) for found in units.values()) for path in paths}
    most = max(fits.values(), default=0)
    best = [path for path, count in fits.items() if count == most]
    deepest = max(map(len, best), default=0)
    return [path for path in best if len(path) == deepest], most


def _stands_above(name: str, unit: Unit) -> bool:
    """Whether a name says that it is of a tier above the unit's."""
    above = STATE[STATE.index(unit.tier) + 1 :]
    return any(name.startswith(f"{kind} ") for tier in above for kind in words_of(tier))


def resolve_path(names: Sequence[str], on: date | None) -> Place:
    """The path that the names describe, in any order; nothing or candidates where they do not settle it."""
    return _resolve(tuple(dict.fromkeys(filter(None, map(squeeze, names)))), on.isoformat() if on else None)


def _place(path: Sequence[Unit]) -> Place:
    found = {unit.tier: PlaceUnit(name=unit.name, code=unit.code, successor=_successor(unit)) for unit in path}
    return Place(commune=found.get("commune"), district=found.get("district"), province=found.get("province"))


def _successor(unit: Unit) -> Successor | None:
    """The commune of 1 July 2025 that took the unit over; the first where its territory was divided."""
    if not unit.successors:
        return None
    after = next((one for one in _rows_of_code(unit.successors[0]) if one.valid_from == REFORM), None)
    if after is None:
        after = next((one for one in _rows_of_code(unit.successors[0]) if not one.valid_to), None)
    if after is None:
        return None
    return Successor(name=after.name, code=after.code, from_=REFORM, divided=len(unit.successors) > 1)
