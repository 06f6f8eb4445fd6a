"""Laws that texts cite by name: the names, and the code a name has together with its date or year.

The table ``lexicon/laws.tsv`` has a row a law: ``name``, ``code`` and ``issued_on`` (the day it was
passed), each empty where not known, and ``aliases``. A law that amends another stands under its own
name. A name alone belongs to several laws of different years; only name and date together are
looked up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

import regex

from normalize.lexicon.table import Row, read_table
from normalize.writing.abbreviations import expand_abbreviation
from normalize.writing.text import squeeze, strip_marks

_WORD = regex.compile(r"[a-z0-9]+")
_SHORT_FORM = regex.compile(r"(?<![\p{L}\d])\p{Lu}{3,}(?:&\p{Lu}{2,})?(?![\p{L}\d])")
"""Capitals that may be an abbreviation; of two letters most have several meanings."""


class Law(Row, frozen=True, kw_only=True):
    """One row of the table."""

    name: str
    code: str | None = None
    issued_on: date | None = None
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The law's title, then what texts call it as well."""
        return self.name, *self.aliases

    @property
    def year(self) -> int | None:
        """The year in the code."""
        parts = (self.code or "").split("/")
        return int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else None


def laws() -> tuple[Law, ...]:
    """All rows."""
    return read_table("laws", Law)


def law_key(name: str) -> str:
    """The key of a law's name: no marks, no punctuation, known abbreviations written out.

    >>> law_key("Luật tổ chức HĐND và UBND"), law_key("Luật BHYT")
    ('luat to chuc hoi dong nhan dan va uy ban nhan dan', 'luat bao hiem y te')
    """
    written = _SHORT_FORM.sub(
        lambda found: expand_abbreviation(found.group()) or found.group(), squeeze(name)
    )
    return " ".join(_WORD.findall(strip_marks(written)))


def find_law(name: str, issued_on: str | None, year: int | None) -> Law | None:
    """The one law of that name and date, or of that year; None where it is not known or not the
    only one.

    >>> find_law("Luật Tổ chức chính quyền địa phương", "2015-06-19", None).code
    '77/2015/QH13'
    >>> find_law("Luật Tổ chức chính quyền địa phương", None, None) is None
    True
    """
    named = _by_key().get(law_key(name), ())
    if issued_on is not None:
        exact = [law for law in named if law.issued_on == date.fromisoformat(issued_on)]
        if exact:
            return _only(exact)
        named = tuple(law for law in named if not law.issued_on)
        year = int(issued_on[:4])
    return _only([law for law in named if law.year == year]) if year is not None else None


def _only(found: Sequence[Law]) -> Law | None:
    return found[0] if len(found) == 1 else None


@cache
def _by_key() -> dict[str, tuple[Law, ...]]:
    found: dict[str, list[Law]] = {}
    for law in laws():
        if law.code:
            for key in {law_key(name) for name in law.names}:
                found.setdefault(key, []).append(law)
    return {key: tuple(rows) for key, rows in found.items()}
