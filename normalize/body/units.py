"""Units of the state (*đơn vị hành chính*) and what lies below them: their words, levels and days of validity.

The table ``lexicon/units_of_state.tsv`` has a row a word and tier; "thành phố" is a province's word and was a
district's. A settlement (thôn, tổ dân phố) is no unit of the state, but plans give it work.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Literal, get_args

import regex

from normalize.lexicon.phrases import any_of
from normalize.lexicon.table import Row, read_table
from normalize.writing.text import squeeze
from schemas.plan import Level

Tier = Literal["province", "district", "commune", "settlement"]
STATE: tuple[Tier, ...] = ("commune", "district", "province")
"""The tiers that are units of the state, the lowest first."""


class UnitWord(Row, frozen=True, kw_only=True):
    """One word for units of one tier, in small letters."""

    word: str
    tier: Tier
    short: tuple[str, ...] = ()
    """How names of units shorten it ("TP. Vinh")."""
    not_before: tuple[str, ...] = ()
    """Syllables behind which it is another word ("xã hội")."""
    valid_from: date | None = None
    valid_to: date | None = None

    def is_valid(self, on: date | None) -> bool:
        """Whether such units exist on a day; any that ever did where no day is known."""
        return on is None or (self.valid_from or date.min) <= on <= (self.valid_to or date.max)


def unit_words() -> tuple[UnitWord, ...]:
    """All rows, in the table's order."""
    return read_table("units_of_state", UnitWord)


@cache
def words_of(*tiers: Tier) -> tuple[str, ...]:
    """The words of these tiers, or of the units of the state, in the table's order, none twice."""
    return tuple(dict.fromkeys(one.word for one in unit_words() if one.tier in (tiers or STATE)))


@cache
def unit_pattern(*tiers: Tier) -> str:
    """A pattern for the words of these tiers, or of the units of the state, in small letters."""
    found = {one.word: one.not_before for one in unit_words() if one.tier in (tiers or STATE)}
    return f"(?:{'|'.join(_bounded(word, found[word]) for word in sorted(found, key=len, reverse=True))})"


@cache
def unit_pattern_without(word: str, *tiers: Tier) -> str:
    """As `unit_pattern`, without a word that other tiers have too."""
    found = {one.word: one.not_before for one in unit_words() if one.tier in tiers and one.word != word}
    return f"(?:{'|'.join(_bounded(one, found[one]) for one in sorted(found, key=len, reverse=True))})"


def _bounded(word: str, not_before: tuple[str, ...]) -> str:
    """A word but before syllables that make it another; with a capital these begin a name."""
    pattern = any_of(word)
    if not not_before:
        return pattern
    other = any_of("; ".join((*not_before, *map(str.upper, not_before))))
    return rf"{pattern}(?!\s+(?-i:{other})(?!\p{{L}}))"


@cache
def short_pattern() -> str:
    """A pattern for the shortened words of units, which begin a name ("TP. Vinh")."""
    return any_of("; ".join(short for one in unit_words() for short in one.short))


def level_of_word(word: str, on: date | None = None) -> Level | None:
    """The level of government whose units are called so on a day; None where several are, or none.

    >>> level_of_word("đặc khu"), level_of_word("Huyện"), level_of_word("thành phố"), level_of_word("thôn")
    ('commune', 'district', None, None)
    >>> level_of_word("thành phố", date(2025, 7, 1)), level_of_word("đặc khu", date(2025, 6, 30))
    ('province', None)
    """
    name = squeeze(word).lower()
    found = {one.tier for one in unit_words() if one.word == name and one.tier in STATE and one.is_valid(on)}
    return level_of_tier(found.pop()) if len(found) == 1 else None


def level_of_tier(tier: Tier) -> Level | None:
    """The level of government of a tier; None for settlements."""
    return next((one for one in get_args(Level) if one == tier), None)


@cache
def unit_name_pattern() -> str:
    """A pattern for a unit with its name: "xã Triệu An", "Phường 5", "TP. Vinh", "huyện Cư M'gar"."""
    name = r"\p{Lu}[\p{L}'’-]*(?:\s+\p{Lu}[\p{L}'’-]*){0,3}"
    word = rf"(?i:{unit_pattern()})\s+"
    return rf"(?<!\p{{L}})(?:{word}|{short_pattern()}\s*)(?:{name}|\d{{1,2}}(?!\d))"


def spelled_unit(name: str) -> str:
    """A unit with its word in full and in small letters, as the gazetteer writes it.

    >>> spelled_unit("Phường 5"), spelled_unit("TP. Vinh"), spelled_unit("HUYỆN  Triệu Phong")
    ('phường 5', 'thành phố Vinh', 'huyện Triệu Phong')
    """
    name = squeeze(name)
    for one in unit_words():
        for short in one.short:
            if name.startswith(short):
                return f"{one.word} {name.removeprefix(short).strip()}"
    word = regex.match(rf"(?i:{unit_pattern()})(?=\s)", name)
    return name if word is None else f"{word.group().lower()}{name[word.end() :]}"
