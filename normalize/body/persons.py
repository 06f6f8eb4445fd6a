"""Persons in charge: plans of schools and offices put names where others put units.

A name is two to five capitalised syllables that begin with a family name, or any after a form of address ("Thầy",
"T.", "Đ/c"). A person is no agency: the lexicon will never hold one.
"""

from __future__ import annotations

from functools import cache

import regex

from normalize.lexicon.phrases import any_of
from normalize.lexicon.table import Row, read_table
from normalize.writing.syllables import is_syllable
from normalize.writing.text import nfc

_SYLLABLE = r"\p{Lu}\p{Ll}*"
_ADDRESS = r"(?:(?:[Ôô]ng|[Bb]à|[Tt]hầy|[Cc]ô|[Aa]nh|[Cc]hị|[Đđ]ồng\s+chí|[Đđ]/c|[Đđ]c|BS|ThS|TS)\.?|[TC]\.)"


class FamilyName(Row, frozen=True, kw_only=True):
    """A family name of the Vietnamese or of another people of the country."""

    name: str


@cache
def _patterns() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """A person's name, perhaps behind a form of address; a full name by itself."""
    family = any_of("; ".join(one.name for one in read_table("family_names", FamilyName)))
    addressed = rf"{_ADDRESS}\s*{_SYLLABLE}(?:\s+{_SYLLABLE}){{0,4}}"
    return (
        regex.compile(rf"{addressed}|{family}(?:\s+{_SYLLABLE}){{1,4}}"),
        regex.compile(rf"{family}(?:\s+{_SYLLABLE}){{2,4}}"),
    )


@cache
def _address() -> regex.Pattern[str]:
    return regex.compile(rf"{_ADDRESS}\s*(?=\p{{L}})")


def without_address(text: str) -> str:
    """A text without the form of address that it begins with.

    >>> without_address("Đ/c Bí thư chi bộ"), without_address("Văn phòng")
    ('Bí thư chi bộ', 'Văn phòng')
    """
    match = _address().match(text)
    return text[match.end() :] if match else text


def is_full_name(text: str) -> bool:
    """Whether a text is a family name and two to four names, each of them a syllable: hardly by chance, or torn.

    >>> is_full_name("Lê Hoàng Anh"), is_full_name("Hoàng Anh"), is_full_name("Trúc Giang Lê")
    (True, False, False)
    """
    name = nfc(text).strip()
    return _patterns()[1].fullmatch(name) is not None and all(map(is_syllable, name.split()[1:]))


def is_person(text: str) -> bool:
    """Whether a text is the name of one person and nothing else.

    >>> is_person("Nguyễn Thị Hoa"), is_person("T.Phương"), is_person("Văn phòng UBND xã")
    (True, True, False)
    """
    return _patterns()[0].fullmatch(nfc(text).strip()) is not None
