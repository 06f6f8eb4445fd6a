"""The level of government that a body's name says, and the unit of the state behind the name of a committee.

``lexicon/level_words.tsv`` has the words that say a level beside those for units of the state ("Sở", "Huyện ủy"). They
count with their capital only: "cơ sở" is no department, "Chi bộ" no ministry.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

import regex

from normalize.body.places import resolve_path
from normalize.body.units import STATE, level_of_tier, unit_pattern_without
from normalize.lexicon.phrases import any_of
from normalize.lexicon.table import Row, read_table
from schemas.plan import Level

_CITY = regex.compile(r"thành\s+phố\s+(?P<name>\p{Lu}[\p{L}’']*(?:\s+\p{Lu}[\p{L}’']*){0,3})", regex.IGNORECASE)


NoLevelPart = Literal["cell", "board", "company", "school", "school_code"]
"""``cell``, ``board``: of a company or a school, a board's with words of its own; ``school_code``: more letters may
follow ("Trường THCS")."""


class LevelWord(Row, frozen=True, kw_only=True):
    """One word with its level; ``unit``: that whose name stands behind it ("Huyện ủy Triệu Phong")."""

    word: str
    level: Level
    unit: str = ""
    not_before: tuple[str, ...] = ()


class NoLevelWord(Row, frozen=True, kw_only=True):
    """One phrase that names of companies and schools begin with, or those of their unions and cells."""

    phrase: str
    part: NoLevelPart


def level_words() -> tuple[LevelWord, ...]:
    """All rows, in the table's order."""
    return read_table("level_words", LevelWord)


def level_of_name(name: str) -> Level:
    """The lowest level that the words of a body's name say; "other" where none does.

    >>> level_of_name("Sở Nội vụ"), level_of_name("Trường Trung học cơ sở Lê Lợi"), level_of_name("Chi bộ Quân sự")
    ('province', 'other', 'other')
    >>> level_of_name("Công ty Cổ phần Cấp nước tỉnh Nghệ An"), level_of_name("Trường Mầm non xã Tân Lập")
    ('other', 'other')
    >>> level_of_name("Ủy ban nhân dân thành phố Vinh"), level_of_name("UBND thành phố Hải Phòng")
    ('district', 'province')
    """
    if _of_no_level().match(name):
        return "other"
    level: Level = next((level for level, pattern in _levels() if pattern.search(name)), "other")
    if level == "province" and (city := _CITY.search(name)):
        place = resolve_path([f"thành phố {city['name']}"], None)
        return "district" if place.district is not None else "province"
    return level


def with_units(name: str) -> str:
    """A text whose committees are named by the units they lead: "Huyện ủy Triệu Phong" gives "huyện Triệu Phong"."""
    for word, unit in _units().items():
        name = name.replace(f"{word} ", f"{unit} ")
    return name


@cache
def _of_no_level() -> regex.Pattern[str]:
    """Companies, banks of their own and schools, and their unions and cells: their place is no level of theirs."""

    def of(part: NoLevelPart) -> str:
        rows = read_table("no_level_words", NoLevelWord)
        return any_of("; ".join(one.phrase for one in rows if one.part == part))

    inside = rf"(?:{of('cell')}|{of('board')}(?:\s+\p{{L}}+){{0,3}}?)\s+"
    return regex.compile(rf"(?:{inside})?(?:{of('company')}|{of('school')}(?!\p{{L}})|{of('school_code')})")


@cache
def _units() -> dict[str, str]:
    return {one.word: one.unit for one in level_words() if one.unit}


@cache
def _levels() -> tuple[tuple[Level, regex.Pattern[str]], ...]:
    """The level of a name by its words, the lowest first."""
    words: dict[Level, list[str]] = {}
    for tier in STATE:
        if level := level_of_tier(tier):
            words.setdefault(level, []).append(f"(?i:{unit_pattern_without(_CITY_WORD, tier)})")
    for one in level_words():
        words.setdefault(one.level, []).append(_bounded(one))
    words["province"].append(f"(?i:{any_of(_CITY_WORD)})")
    return tuple(
        (level, regex.compile(rf"(?<!\p{{L}})(?:{'|'.join(parts)})(?!\p{{L}})")) for level, parts in words.items()
    )


_CITY_WORD = "thành phố"


def _bounded(word: LevelWord) -> str:
    """The word but before others; the first word of a name, or a part of one, in any of its spellings."""
    other = any_of("; ".join(word.not_before)) if word.not_before else ""
    return any_of(word.word) + (rf"(?!\s+{other}(?!\p{{L}}))" if other else "")
