"""Words that say what a row, a cell or a column of a table is to the others: totals, marks of repetition, ticks, ends.

``lexicon/row_words.tsv`` has a row a word with its ``meaning``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Literal

import regex

from normalize.lexicon.table import Row, read_table
from normalize.writing.text import fold

Tick = Literal["leads", "helps", "ticked"]
Meaning = Literal["total", "ditto", "continued", "start", "end", "leads", "helps"]

# what Wingdings and its like have at these places comes from a PDF as it is
_TICK = regex.compile(r"[xX✓✔☑☒•●+\uf0fc\uf0fe\uf050\uf052]|v(?!\p{L})|V(?!\p{L})")
_QUOTES = regex.compile(r"[\"”“″〃']{1,2}|/{2,3}")
_LEGEND = regex.compile(r"(?<!\p{L})(?P<mark>\p{L}{1,2}|[✓✔☑☒●○▲△+*])\s*[:=]\s*(?P<words>[\p{L}\p{M}]+\s[\p{L}\p{M}]+)")
_ASIDE = regex.compile(r"[\p{L}\d]\W*\((?P<words>[^()]+)\)\s*$")
_FEWEST_COUNTED = 4
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
    bare = _bare(text)
    return _QUOTES.fullmatch(bare) is not None or bare in _words("ditto")


def is_total(text: str) -> bool:
    """Whether a row's first words announce a sum over the others.

    >>> is_total("Tổng thời gian giải quyết"), is_total("Tổng hợp báo cáo"), is_total("Cộng: 2 việc")
    (True, False, True)
    """
    said, _, _ = _bare(text).partition(":")
    words = said.split()
    return any(
        words[: len(total)] == total and (len(total) > 1 or len(words) == 1)
        for total in (word.split() for word in _words("total"))
    )


def counts_columns(texts: Sequence[str]) -> bool:
    """Whether a row's cells number the columns and no more: 1, 2, 3 and so on, at least four of them.

    >>> counts_columns(["1", "2", "3", "4", "5"]), counts_columns(["(1)", "(2)", "(3)", "(4)"])
    (True, True)
    >>> counts_columns(["1", "2", "4", "8"]), counts_columns(["1", "2", "3"])
    (False, False)
    """
    numbers = [str(number) for number in range(1, len(texts) + 1)]
    return len(texts) >= _FEWEST_COUNTED and [_bare(text) for text in texts] == numbers


def is_continued(text: str) -> bool:
    """Whether a line says that a table goes on, perhaps with what it belongs to.

    >>> is_continued("(Tiếp theo)"), is_continued("(Tiếp theo Phụ lục I)"), is_continued("Tiếp tục thực hiện")
    (True, True, False)
    >>> is_continued("Phụ lục (tiếp theo)"), is_continued("Kế hoạch kiểm tra năm 2024 (đợt 2)")
    (True, False)
    """
    aside = _ASIDE.search(text)
    if aside is not None and len(text[: aside.start()].split()) <= _MOST_BEHIND:
        text = aside["words"]
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


def read_legend(name: str) -> dict[str, Tick]:
    """What a header says that the marks below it mean.

    >>> read_legend("Đơn vị thực hiện (C: chủ trì; P: phối hợp)")
    {'c': 'leads', 'p': 'helps'}
    """
    said: dict[str, Tick] = {}
    for match in _LEGEND.finditer(fold(name)):
        if match["words"] in _words("leads"):
            said[match["mark"]] = "leads"
        elif match["words"] in _words("helps"):
            said[match["mark"]] = "helps"
    return said


def read_tick(text: str, legend: Mapping[str, Tick] | None = None) -> Tick | None:
    """What a mark in a unit's own column says: that it leads, that it helps, or only that it is marked;
    ``legend``: what the header says of its marks.

    >>> read_tick("x"), read_tick("CT"), read_tick("PH"), read_tick("Quý I"), read_tick("C", {"c": "leads"})
    ('ticked', 'leads', 'helps', None, 'leads')
    """
    bare = _bare(text)
    said = (legend or {}).get(bare or fold(text.strip()))
    if said is not None:
        return said
    if _TICK.fullmatch(text.strip()):
        return "ticked"
    if bare in _words("leads"):
        return "leads"
    return "helps" if bare in _words("helps") else None


@lru_cache(maxsize=4096)  # each cell is asked several things
def _bare(text: str) -> str:
    return _EDGES.sub("", fold(text))


@cache
def _words(meaning: Meaning) -> frozenset[str]:
    return frozenset(fold(row.word) for row in read_table("row_words", RowWord) if row.meaning == meaning)
