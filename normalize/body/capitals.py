"""Names of bodies that are printed in capitals, in the spelling of running text.

Capitals stand where Nghị định 30/2020/NĐ-CP, Phụ lục II, puts them: the sort of body, its field of activity, places.
Known names (issuers, agencies, provinces) are spelled as their tables spell them; the rest by the rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

import regex

from normalize.body.heads import body_heads
from normalize.body.issuers import issuers
from normalize.body.lexicon import agency_names
from normalize.body.offices import posts
from normalize.body.places import province_names
from normalize.lexicon.table import Row, read_table
from normalize.writing.syllables import is_syllable
from normalize.writing.text import fold

PartRole = Literal["sort", "short_sort", "fixed", "before_name", "numbered"]
"""``sort``: a sort of body, behind which a field of activity begins; ``short_sort``: one of a syllable, which is also a
common word ("an ninh quốc phòng"), so that it counts only at the beginning of a name or behind another sort.
``fixed``: words always spelled so. ``before_name``: the name of a place stands behind it, or that of a person whom a
school is called after. ``numbered``: a Roman number stands behind it."""


class NamePart(Row, frozen=True, kw_only=True, gc=False):
    """Words of bodies' names in their spelling, and what they do there."""

    phrase: str
    role: PartRole
    short: tuple[str, ...] = ()
    """How heads write it at the beginning of a name ("UBND")."""


@cache
def parts(role: PartRole) -> tuple[str, ...]:
    """The words that have a role in names, in the table's order."""
    rows = read_table("name_parts", NamePart)
    return tuple(one.phrase for one in rows if one.role == role)


_JOINTS = frozenset(fold(word) for word in ("và", "-", "&"))
# Vietnamese syllables have a vowel: a word without one is an abbreviation, and so are these and Roman numbers.
_ABBREVIATION = regex.compile(r"(?:[BCDĐGHKLMNPQRSTVX]{1,9}[.&]?)+|UBND|UBMTTQ\w*|UBKT|BHXH|TW|[A-ZĐ]|\P{L}+|.*\d.*")
_ROMAN = regex.compile(r"[IVX]+")
_MOST_WORDS = 12
_MOST_BEFORE = 6
"""Words of the longest phrase behind which something may follow."""


class _State(NamedTuple):
    """What may follow the words so far: a place's name, a field of activity, or neither."""

    place: bool = False
    field: bool = False


def load_names() -> None:
    """Read the tables of known names before the first text asks for them."""
    _names()


def recase(capitals: str, begun: str = "") -> str:
    """A body's name in capitals as running text writes it.

    ``begun`` is the beginning of the name in its spelling, where that is known already.

    >>> recase("ỦY BAN NHÂN DÂN XÃ TRIỆU AN"), recase("SỞ CÔNG THƯƠNG")
    ('Ủy ban nhân dân xã Triệu An', 'Sở Công Thương')
    >>> recase("TRƯỜNG ĐẠI HỌC CÔNG NGHIỆP THỰC PHẨM TP. HỒ CHÍ MINH")
    'Trường Đại học Công nghiệp thực phẩm TP. Hồ Chí Minh'
    >>> recase("PHÒNG VĂN HÓA - XÃ HỘI"), recase("SỞ DU LỊCH VÀ THỂ THAO")
    ('Phòng Văn hóa - Xã hội', 'Sở Du lịch và Thể thao')
    """
    words = capitals.split()
    keys = [_bare(word) for word in words]
    written = begun.split()
    state = _state(keys[: len(written)])
    while (at := len(written)) < len(words):
        phrase = _known(keys, at, state)
        if phrase:
            written.extend(map(_cased, words[at : at + len(phrase)], phrase))
            state = _state(keys[: len(written)])
        else:
            word, state = _alone(words, keys, at, state)
            written.append(word)
        if words[len(written) - 1].endswith((",", ";")):
            state = _State(field=True)
        if at == 0:
            written[0] = written[0][:1].upper() + written[0][1:]
    return " ".join(written)


def _alone(words: list[str], keys: list[str], at: int, state: _State) -> tuple[str, _State]:
    """A word that begins no known phrase, spelled, and what may follow it."""
    word = words[at]
    if keys[at] in _JOINTS:
        return word.lower(), _State(field=True)
    if _ABBREVIATION.fullmatch(word) or _is_number(keys, at):
        return word, state if keys[at] not in _bodies() else _State(field=True)
    begins = at == 0 or any(state)
    sort = keys[at] in _short_sorts() and begins
    return word.capitalize() if begins else word.lower(), _State(state.place and not sort, sort)


def _is_number(keys: list[str], at: int) -> bool:
    """Whether a word is a Roman number: one that no syllable looks like, or behind a word that counts."""
    key = keys[at]
    if _ROMAN.fullmatch(key.upper()) is None:
        return False
    return not is_syllable(key) or any(
        tuple(keys[at - count : at]) in _numbered() for count in range(1, _MOST_BEFORE) if count <= at
    )


def written_out(name: str) -> str:
    """A body's name whose beginning is shortened, in full.

    >>> written_out("UBND xã An Phú"), written_out("BCH Đoàn xã An Phú"), written_out("BCH xã An Phú")
    ('Ủy ban nhân dân xã An Phú', 'Ban Chấp hành Đoàn xã An Phú', 'BCH xã An Phú')
    """
    for short, phrase in _shortened():
        if name.startswith(short) and not name[len(short) : len(short) + 1].isalpha():
            return phrase + name[len(short) :]
    return name


@cache
def _shortened() -> tuple[tuple[str, str], ...]:
    """Shortened beginnings with what they are in full."""
    rows = read_table("name_parts", NamePart)
    return tuple((short, one.phrase) for one in rows for short in one.short)


def is_known_phrase(words: Sequence[str]) -> bool:
    """Whether words are one phrase of bodies' names, whatever their capitals.

    >>> is_known_phrase(["TRUNG", "HỌC", "CƠ", "SỞ"]), is_known_phrase(["CƠ", "SỞ", "TRẦN"])
    (True, False)
    """
    return tuple(map(_bare, words)) in _phrases()


def _known(keys: list[str], at: int, state: _State) -> list[str] | None:
    """The spelling of the longest known phrase that begins at a word."""
    for count in range(min(_MOST_WORDS, len(keys) - at), 0, -1):
        key = tuple(keys[at : at + count])
        spelled = _names().get(key) or (_fields().get(key) if state.field else None)
        if spelled is not None and not (state.place and count == 1):
            return spelled
    return None


def _cased(printed: str, spelled: str) -> str:
    """A printed word with the capitals of a spelling; its own tone marks and comma stay ("HÒA", "Hoà")."""
    small = printed.lower()
    return "".join(
        letter if index < len(spelled) and spelled[index].isupper() else small[index]
        for index, letter in enumerate(printed)
    )


def _state(keys: list[str]) -> _State:
    """What may follow these words."""
    for count in range(min(_MOST_BEFORE, len(keys)), 0, -1):
        end = tuple(keys[-count:])
        if end in _before_names() or end in _sorts():
            return _State(place=end in _before_names(), field=end in _sorts())
    return _State(field=len(keys) == 1 and keys[0] in _short_sorts())


def _bare(word: str) -> str:
    return fold(word).rstrip(",;")


def _key(name: str) -> tuple[str, ...]:
    return tuple(word.rstrip(",;") for word in fold(name).split())


@cache
def _before_names() -> frozenset[tuple[str, ...]]:
    return frozenset(map(_key, parts("before_name")))


@cache
def _sorts() -> frozenset[tuple[str, ...]]:
    return frozenset(map(_key, parts("sort")))


@cache
def _short_sorts() -> frozenset[str]:
    return frozenset(map(fold, parts("short_sort")))


@cache
def _numbered() -> frozenset[tuple[str, ...]]:
    return frozenset(map(_key, parts("numbered")))


@cache
def _bodies() -> frozenset[str]:
    """Shortened names of bodies, behind which another begins ("BCH Đoàn")."""
    return frozenset(fold(one.word) for one in body_heads() if one.word.isupper())


@cache
def _phrases() -> frozenset[tuple[str, ...]]:
    """Phrases of several words that no line's end parts: sorts of bodies, schools, issuers; a place may be called as
    a line begins ("UBND XÃ TAM HẢI" above "PHÒNG NỘI VỤ").
    """
    issuing = (one.name for one in issuers().values())
    known = (*parts("fixed"), *parts("sort"), *parts("before_name"), *issuing)
    return frozenset(_key(name) for name in known if " " in name)


@cache
def _names() -> dict[tuple[str, ...], list[str]]:
    """Spellings of known names by their bare words."""
    issuing = (one.name for one in issuers().values())
    held = (name for one in posts() for name in (one.post, one.deputy))
    known = [*parts("fixed"), *parts("sort"), *held, *issuing, *agency_names(), *province_names()]
    spelled = {_key(name): name.split() for name in parts("before_name")}
    for name in known:
        if " " in name:
            spelled.setdefault(_key(name), name.split())
    return spelled


@cache
def _fields() -> dict[tuple[str, ...], list[str]]:
    """Fields of activity: a ministry's is that of the offices below it ("Bộ Công Thương", "Sở Công Thương")."""
    names = (one.name for one in issuers().values())
    return {_key(name)[1:]: name.split()[1:] for name in names if name.startswith("Bộ ")}
