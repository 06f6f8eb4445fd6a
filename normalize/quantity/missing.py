"""Amounts that a phrase asks for and does not give: "Có ít nhất hoạt động kiểm tra", "đạt tối thiểu
…%"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

from normalize.quantity.cues import COMPARATORS, Cue, read_chain, spelled_forms
from normalize.quantity.nouns import read_noun_after
from normalize.quantity.units import Unit, load_units, match_unit

_GAP = regex.compile(r"\s{1,3}(?=[\p{Ll}.…_])")
_BLANK = regex.compile(r"(?:\.{2,}+|…++|_{2,}+)\s{0,2}")


class Missing(NamedTuple):
    """What should have been counted: its unit and noun, the cues before it, where the phrase
    ends."""

    unit: Unit
    noun: str | None
    end: int
    chain: list[Cue]


def find_worded(text: str) -> Iterator[int]:
    """Where a number word or a missing number may stand: behind a bound that no digit follows.

    >>> list(find_worded("có ít nhất hai mô hình"))
    [11]
    """
    for bound in spelled_forms():
        position = text.find(bound)
        while position >= 0:
            match = _GAP.match(text, position + len(bound))
            if match:
                yield match.end()
            position = text.find(bound, position + len(bound))


def read_missing(text: str, low: int, start: int) -> Missing | None:
    """What a bound that ends before ``start`` asks to be counted; None where it asks for
    nothing."""
    chain = read_chain(text, low, start)
    if not chain or chain[0].meaning not in COMPARATORS:
        return None
    blank = _BLANK.match(text, start)
    match = match_unit(text, blank.end() if blank else start)
    if match:
        return _of_unit(text, match, chain, blank is not None)
    asked = chain[0].meaning == "ge" and len(chain) > 1 and chain[1].meaning == "aim"
    noun = read_noun_after(text, start - 1) if asked and not blank else None
    return Missing(load_units()["nội dung"], *noun, chain) if noun else None


def _of_unit(text: str, match: tuple[Unit, int], chain: list[Cue], blank: bool) -> Missing | None:
    """Behind a blank any unit was to be counted, else only a noun after "ít nhất"."""
    unit, end = match
    counted = blank or (chain[0].meaning == "ge" and unit.kind == "count")
    if unit.kind == "duration" or not counted:
        return None
    after = read_noun_after(text, end)
    form = unit.form if unit.kind == "count" else ""
    return Missing(unit, f"{form} {after[0] if after else ''}".strip() or None, end, chain)
