"""Heads of bodies: the nouns that names of offices begin with, and where each counts as one.

The table ``lexicon/body_heads.tsv`` says of each word whether it begins a piece of a cell, a name in running text, a
line of a letterhead, a list behind "các"; "not_before" are the syllables behind which it is another word ("Ban hành",
"Bộ phận").
"""

from __future__ import annotations

from functools import cache
from typing import Literal

import regex

from normalize.lexicon.table import Row, read_table
from normalize.writing.text import fold

Place = Literal["cell", "prose", "letterhead", "plural"]


class BodyHead(Row, frozen=True, kw_only=True):
    """One head noun; in small letters where it is no proper noun ("đơn vị")."""

    word: str
    cell: bool
    prose: bool
    letterhead: bool
    plural: bool
    """Whether "các" stands before it where several are meant ("các phòng, ban")."""
    needs_name: bool
    """Whether no body is called so and no more ("Ban Quản lý"; "Văn phòng" is one)."""
    owner: bool
    """Whether offices are named after it without a name of its own ("Thanh tra Sở", "Công đoàn ngành")."""
    not_before: tuple[str, ...] = ()


def body_heads() -> tuple[BodyHead, ...]:
    """All rows, in the table's order."""
    return read_table("body_heads", BodyHead)


@cache
def heads_pattern(place: Place) -> str:
    """A pattern for the heads that count in a place, the longest first, none inside a longer word.

    >>> [bool(regex.match(heads_pattern("prose"), one)) for one in ("Ban Dân tộc", "Ban hành quy chế", "Bản đồ")]
    [True, False, False]
    """
    heads = sorted((one for one in body_heads() if getattr(one, place)), key=lambda one: -len(one.word))
    return f"(?:{'|'.join(map(_bounded, heads))})"


def _bounded(head: BodyHead) -> str:
    word = r"\s+".join(regex.escape(part) for part in head.word.split())
    other = "|".join(r"\s+".join(map(regex.escape, one.split())) for one in head.not_before)
    return rf"{word}(?!\p{{L}})" + (rf"(?!,?\s+(?:{other})(?!\p{{L}}))" if other else "")


def needs_name(text: str) -> bool:
    """Whether a text is the beginning of a body's name and no name yet.

    >>> needs_name("BAN QUẢN LÝ"), needs_name("VĂN PHÒNG"), needs_name("BAN QUẢN LÝ CHỢ")
    (True, False, False)
    """
    return fold(text) in _incomplete()


@cache
def _incomplete() -> frozenset[str]:
    return frozenset(fold(one.word) for one in body_heads() if one.needs_name)
