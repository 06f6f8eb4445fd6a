"""Words that say what a row, a cell or a column of a table is to the others: totals, marks of repetition, ticks, ends.

``lexicon/row_words.tsv`` has a row a word with its ``meaning``.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal

import regex

from normalize.lexicon.table import Row, read_table
from normalize.writing.text import fold

Meaning = Literal["total", "ditto", "continued", "start", "end", "leads", "helps"]

_TICK = regex.compile(r"[xX✓✔☑☒•●+]|v(?!\p{L})|V(?!\p{L})")
_QUOTES = regex.compile(r"[-–]?\s*(?:[\"”“″〃']{1,2}|//)\s*[-–]?")
_MOST_BEHIND = 3
"""Words behind those that say that a table goes on: the name of an appendix."""

_EDGES = regex.compile(r"^[\s\-–+*•.():]+|[\s\-–.():;,]+$")


class RowWord(Row, frozen=True, kw_only=True, gc=False):
    """A word and what it means where it stands."""

    word: str
    meaning: Meaning


def is_ditto(text: str) -> bool:
    """Whether a cell says no more than that the one above holds here too.

    >>> is_ditto("-nt-"), is_ditto('"'), is_ditto("-//-"), is_ditto("như trên"), is_ditto("Công an xã")
    (True, True, True, True, False)
    """
    return _QUOTES.fullmatch(text.strip()) is not None or _bare(text) in _words("ditto")


def is_total(text: str) -> bool:
    """Whether a row's first words announce a sum over the others.

    >>> is_total("Tổng thời gian giải quyết"), is_total("Tổng hợp báo cáo"), is_total("Cộng")
    (True, False, True)
    """
    words = _bare(text).split()
    return any(
        words[: len(total)] == total and (len(total) > 1 or len(words) == 1)
        for total in (word.split() for word in _words("total"))
    )


def is_continued(text: str) -> bool:
    """Whether a line says that a table goes on, perhaps with what it belongs to.

    >>> is_continued("(Tiếp theo)"), is_continued("(Tiếp theo Phụ lục I)"), is_continued("Tiếp tục thực hiện")
    (True, True, False)
    """
    words = _bare(text).split()
    phrases = (word.split() for word in _words("continued"))
    longest = max((len(one) for one in phrases if words[: len(one)] == one), default=0)
    return longest > 0 and len(words) - longest <= (_MOST_BEHIND if longest > 1 else 0)


def column_end(name: str) -> Literal["start", "end"] | None:
    """Whether a column's header names where work begins or where it ends.

    >>> column_end("Thời gian thực hiện / Bắt đầu"), column_end("Kết thúc"), column_end("Thời hạn")
    ('start', 'end', None)
    """
    lowest = _bare(name.rpartition(" / ")[2])
    if lowest in _words("start"):
        return "start"
    return "end" if lowest in _words("end") else None


def read_tick(text: str) -> Literal["leads", "helps", "ticked"] | None:
    """What a mark in a unit's own column says: that it leads, that it helps, or only that it is marked.

    >>> read_tick("x"), read_tick("CT"), read_tick("PH"), read_tick("Quý I")
    ('ticked', 'leads', 'helps', None)
    """
    if _TICK.fullmatch(text.strip()):
        return "ticked"
    bare = _bare(text)
    if bare in _words("leads"):
        return "leads"
    return "helps" if bare in _words("helps") else None


@lru_cache(maxsize=4096)  # each cell is asked several things
def _bare(text: str) -> str:
    return _EDGES.sub("", fold(text))


@cache
def _words(meaning: Meaning) -> frozenset[str]:
    return frozenset(fold(row.word) for row in read_table("row_words", RowWord) if row.meaning == meaning)
