"""Abbreviations of plans and what they stand for.

The table is ``lexicon/abbreviations.tsv``: short form, meaning, context. A short form with several
meanings ("TT") has one in each context and none without: the column, the place or the words around
it decide, never a guess.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from normalize.lexicon.table import Row, read_table
from normalize.writing.text import fold

Context = Literal["column", "recipient", "agency", "place"]
"""Where the short form stands: a table's header, *Nơi nhận*, the name of an office or branch,
the name of a unit.
"""


class Abbreviation(Row, frozen=True, kw_only=True):
    """One row of the table."""

    abbreviation: str
    meaning: str
    context: Context | None = None


@cache
def _table() -> dict[tuple[str, Context | None], str]:
    """(folded short form, context) -> meaning."""
    rows = read_table("abbreviations", Abbreviation)
    return {(_key(row.abbreviation), row.context): row.meaning for row in rows}


def _key(text: str) -> str:
    return fold(text).replace(".", "").replace("/", "").replace(" ", "")


def expand_abbreviation(text: str, context: Context | None = None) -> str | None:
    """The meaning of a short form; None where it is not known,
    or has several and ``context`` does not settle it.

    >>> expand_abbreviation("TTHC"), expand_abbreviation("TT"), expand_abbreviation("TT", "place")
    ('thủ tục hành chính', None, 'thị trấn')
    """
    key = _key(text)
    return _table().get((key, context)) or _table().get((key, None))
