"""One piece of a cell looked up in the lexicon: the body of a document's own level on a day.

A name may stand for several bodies ("Thống kê" is an office of each level): the one of the
document's own level is meant, or the only one there is. What a piece says more than a name (a post
before it, a remark or a unit of the state behind it) is taken off before it is looked up again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

import msgspec
import regex

from normalize.body.cell_names import cell_names_pattern
from normalize.body.heads import heads_pattern
from normalize.body.lexicon import Entry, key_of, lexicon
from normalize.body.name_trees import link_pattern
from normalize.body.offices import posts_pattern
from normalize.body.units import level_of_word, unit_pattern
from schemas.plan import Agency, Level

LONGEST_NAME = 120
"""Characters; what is longer is no name but prose."""

_FIELD_WORDS = 2
"""Syllables of a field of activity that stands for its office ("Thống kê", "Tư pháp")."""

_BRACKET = regex.compile(r"\s*\([^()]*\)$")


@cache
def head_or_post() -> regex.Pattern[str]:
    """What a piece of a cell may begin with: a head noun or a post."""
    begins = f"{heads_pattern('cell')}|{posts_pattern()}"
    return regex.compile(rf"(?:{begins})(?!\p{{L}})", regex.IGNORECASE)


@cache
def _remark() -> regex.Pattern[str]:
    """What limits a body behind its name, or says what it does here."""
    settlements = rf"(?:(?:ở|tại|của)\s+)?các\s+{unit_pattern('settlement')}"
    ground = rf"(?:{link_pattern('ground')}|{link_pattern('below')})"
    below = rf"{ground}(?:\s+(?:UBND\s+)?{unit_pattern()})?"
    does = rf"{cell_names_pattern('in_charge_of')}(?:\s.+)?|{cell_names_pattern('does')}"
    return regex.compile(rf"(?<![,;])\s+(?:{settlements}|{below}|{does}|{link_pattern('remark_2')})$")


@cache
def _represented() -> regex.Pattern[str]:
    """Whom a body is represented by, or that there are several: not part of its name."""
    return regex.compile(rf"{cell_names_pattern('held_by')}\s+(?=\S)", regex.IGNORECASE)


@cache
def _unit_at_end() -> regex.Pattern[str]:
    """A unit of the state at the end of a body's name, perhaps with its own name."""
    name = r"\p{Lu}[\p{L}’']*(?:\s+\p{Lu}[\p{L}’']*){0,3}|\d{1,2}"
    return regex.compile(rf"\s(?P<word>{unit_pattern()})(?:\s+(?P<name>{name}))?$")


class Registry(NamedTuple):
    """The lexicon as a document of a level reads it on a day; None where these are not known."""

    level: Level | None
    on: date | None

    def look_up(self, text: str) -> Agency | None:
        """The body of a name; unmatched, with its candidates, where it may be one of several."""
        entries = lexicon().get(key_of(text), ()) if len(text) <= LONGEST_NAME else ()
        if not entries:
            return None
        existing = self._existing(entries)
        chosen = self._chosen(existing, _says_which(text))
        names = dict.fromkeys(one.name for one in chosen or existing or entries)
        if not chosen or len(names) > 1:
            return Agency(text=text, candidates=tuple(names))
        one = chosen[0]
        return Agency(text=text, id=one.id, name=one.name, level=one.level, matched=True)

    def find(self, name: str, text: str) -> Agency | None:
        """The body of a name that stands in ``text``; None unless it is exactly one."""
        found = self.look_up(name)
        return msgspec.structs.replace(found, text=text) if found and found.matched else None

    def without_remark(self, text: str) -> Agency | None:
        """The body of a piece that says more behind its name: "(chủ trì)", "các thôn"."""
        remarks = (pattern.search(text) for pattern in (_BRACKET, _remark()))
        found = (self.find(text[: one.start()], text) for one in remarks if one)
        return next(filter(None, found), None)

    def read_more(self, text: str) -> Agency:
        """A piece that is not in the lexicon as written: without post or unit, else unmatched."""
        return self._represented(text) or self._of_unit(text)

    def _existing(self, entries: Sequence[Entry]) -> Sequence[Entry]:
        """Those that exist on the day; else the abolished ones of the own level: they are still
        named.
        """
        on = self.on
        if on is None:
            return entries
        valid = [one for one in entries if one.is_valid(on)]
        return valid or [one for one in entries if one.level == self.level and one.is_past(on)]

    def _chosen(self, existing: Sequence[Entry], says_which: bool) -> Sequence[Entry]:
        """Those of the own level; else what can be nothing else. A field or a head alone is never
        another level's office.
        """
        own = [one for one in existing if one.level == self.level]
        if own:
            return own
        if says_which:
            return existing[:1] if len({one.name for one in existing}) == 1 else ()
        of_any = self.level is None or all(one.level == "other" for one in existing)
        return existing if len(existing) == 1 and of_any else ()

    def _represented(self, text: str) -> Agency | None:
        """The body behind a post or a word for several."""
        by = _represented().match(text)
        if by is None:
            return None
        held = text[by.end() :]
        found = self.look_up(held) or self.without_remark(held)
        return msgspec.structs.replace(found, text=text) if found and found.matched else None

    def _of_unit(self, text: str) -> Agency:
        """A body with its own unit at the end: "Phòng Tư pháp huyện", "UBND xã Trà Bình"."""
        unit = _unit_at_end().search(text)
        if unit is None:
            return Agency(text=text)
        stated = level_of_word(unit["word"], self.on) or level_of_word(unit["word"])
        there = Registry(stated or (self.level if unit["name"] else None), self.on)
        found = there._look_up_before(unit, text)
        if found is None or not found.matched or found.level != there.level:
            return Agency(text=text, level=stated)
        name = found.name
        if unit["name"] and name and name.endswith(unit["word"]):
            name = f"{name} {unit['name']}"
        return msgspec.structs.replace(found, text=text, name=name)

    def _look_up_before(self, unit: regex.Match[str], text: str) -> Agency | None:
        """The body before a unit: the unit's word may belong to it ("UBND xã"), its name never."""
        body = text[: unit.start()].rstrip()
        with_word = self.look_up(text[: unit.end("word")]) if unit["name"] else None
        return with_word or self.look_up(body)


def _says_which(text: str) -> bool:
    """Whether a text says by itself what body it is, as an abbreviation does ("BHXH"); a field
    alone ("Thống kê") or a head alone is the issuer's own.
    """
    head = head_or_post().match(text)
    if head is not None:
        return head.end() < len(text)
    words = text.split()
    return len(words) > _FIELD_WORDS or any(len(one) > 1 and one[:2].isupper() for one in words)
