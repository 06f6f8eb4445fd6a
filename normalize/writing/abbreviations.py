"""Abbreviations of plans and what they stand for.

The table is ``tables/abbreviations.tsv``: short form, meaning, context. A short form with several meanings ("TT") has
one in each context and none without: the column, the place or the words around it decide, never a guess.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import Literal

from normalize.writing.text import fold

Context = Literal["column", "recipient", "agency", "place"]
"""Where the short form stands: a table's header, *Nơi nhận*, the name of an office or branch, the name of a unit."""


@cache
def _table() -> dict[tuple[str, str], str]:
    """(folded short form, context) -> meaning."""
    text = (files("normalize") / "tables" / "abbreviations.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t")
    return {(_key(row["abbreviation"]), row["context"]): row["meaning"] for row in rows}


def _key(text: str) -> str:
    return fold(text).replace(".", "").replace("/", "").replace(" ", "")


def expand_abbreviation(text: str, context: Context | None = None) -> str | None:
    """The meaning of a short form; None where it is not known, or has several and ``context`` does not settle it.

    >>> expand_abbreviation("TTHC"), expand_abbreviation("TT"), expand_abbreviation("TT", "place")
    ('thủ tục hành chính', None, 'thị trấn')
    """
    key = _key(text)
    return _table().get((key, context or "")) or _table().get((key, ""))
