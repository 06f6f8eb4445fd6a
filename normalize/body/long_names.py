"""Pieces of a cell that commas part and one name holds together: "Các khoa, phòng", "Trung tâm A, B và C"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import regex

from normalize.body.cell_names import cell_names_pattern
from normalize.body.heads import heads_pattern
from normalize.body.name_trees import link_pattern
from normalize.body.offices import posts_pattern
from normalize.body.units import STATE, unit_pattern

_AND = regex.compile(r"\s+và\s+")
_MOST_WORDS = 8
"""Words of two fields in a name ("Nông nghiệp và Phát triển nông thôn" has seven)."""


def pieces_of_name(pieces: Sequence[str], is_known: Callable[[str], bool]) -> int:
    """How many of the pieces, which follow each other behind commas, are one name; ``is_known`` asks the lexicon.

    >>> pieces_of_name(["Hội Nông dân các xã", "phường", "Công an"], lambda text: False)
    2
    >>> pieces_of_name(["Các khoa", "phòng"], lambda text: False)
    2
    >>> pieces_of_name(["Ban Văn hóa", "Thông tin và Truyền thông"], lambda text: False)
    2
    """
    return max(_units(pieces), _listed(pieces, is_known), _fields(pieces, is_known))


def _units(pieces: Sequence[str]) -> int:
    """Units of the state behind "các", but for bodies that each unit has by its word alone ("UBND các xã")."""
    if not _of_units().search(pieces[0]) or _each().match(pieces[0]):
        return 1
    return 1 + _run(pieces[1:], lambda one: _unit().fullmatch(one) is not None)


def _listed(pieces: Sequence[str], is_known: Callable[[str], bool]) -> int:
    """Sorts of bodies in small letters behind "các"."""
    if not _several().match(pieces[0]):
        return 1
    alone = is_known(pieces[0])

    def fits(text: str) -> bool:
        return text[0].islower() and not _begins(text) and not (alone and is_known(text))

    return 1 + _run(pieces[1:], fits)


def _fields(pieces: Sequence[str], is_known: Callable[[str], bool]) -> int:
    """Fields of one office, the last two joined by "và"; none is a body, alone or behind the office's head.

    Where the first piece alone is no body, some of them may be one ("Ban Xây dựng, Tài chính và Đầu tư").
    """
    head = _head().match(pieces[0])
    if head is None or _AND.search(pieces[0]):
        return 1
    holds = any if is_known(pieces[0]) else all
    for count, piece in enumerate(pieces[1:], 2):
        fields = _AND.split(piece)
        bodies = [is_known(one) or is_known(f"{head[0]} {one}") for one in dict.fromkeys((*fields, piece))]
        if not all(map(_is_field, (*fields, piece))) or holds(bodies):
            return 1
        if len(fields) > 1:
            return count
    return 1


def _is_field(text: str) -> bool:
    short = text[:1].isupper() and len(text.split()) <= _MOST_WORDS
    return short and not (_head().match(text) or _begins(text))


def _run(pieces: Sequence[str], fits: Callable[[str], bool]) -> int:
    return next((at for at, one in enumerate(pieces) if not fits(one)), len(pieces))


def _begins(text: str) -> bool:
    """Whether a body of its own begins, a post or another list among them."""
    return _own().match(text) is not None


@cache
def _of_units() -> regex.Pattern[str]:
    return regex.compile(rf"\scác\s+{unit_pattern(*STATE, 'settlement')}$")


@cache
def _each() -> regex.Pattern[str]:
    chair, bodies = cell_names_pattern("chair"), cell_names_pattern("each_unit")
    return regex.compile(rf"(?:{chair}\s+)?{bodies}\s+các\s")


@cache
def _unit() -> regex.Pattern[str]:
    limits = rf"{link_pattern('remark_2')}|{link_pattern('ground')}.*"
    return regex.compile(rf"{unit_pattern(*STATE, 'settlement')}(?:\s+(?:{limits}))?")


@cache
def _several() -> regex.Pattern[str]:
    return regex.compile(rf"[Cc]ác\s+(?i:{heads_pattern('plural')})(?:$|\s*,)")


@cache
def _head() -> regex.Pattern[str]:
    return regex.compile(heads_pattern("prose"))


@cache
def _own() -> regex.Pattern[str]:
    """What begins a body however it is written: "các", a post, a head of which there are not several."""
    small = rf"(?!{heads_pattern('plural')}){heads_pattern('cell')}"
    return regex.compile(rf"(?:các\s|{posts_pattern()}(?!\p{{L}})|{small})", regex.IGNORECASE)
