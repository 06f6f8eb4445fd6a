"""The words of quantities, by group: the one door to ``lexicon/quantity_words.tsv``.

``number`` (spelled out; value: the number), ``multiplier`` (value: the factor), ``label`` (a number
behind the word names something and counts nothing; value ``apart``: its number never goes on as the
thousands of another), ``each`` (before such a word it counts after all: "mỗi tháng 1 200 lượt"),
``span_tail`` (behind "03 ngày" these go on with a span of time, where other words make it a thing:
"01 ngày hội"), ``not_counted``, ``shared`` (what has parts: "2/3 tổng số"), ``noun_stop`` (a noun
ends before it), ``joiner`` (and with it), ``noun_head`` (a noun begins with it), ``noun_lead`` and
``noun_tail`` (no part of a noun at its beginning, at its end), ``paper`` and ``handed_in`` (papers,
and what stands before their number), ``frame`` ("trên 3 lĩnh vực"), ``counted_from`` (behind a
duration), ``result``, ``estimate``, ``aim``
(words before a number that say what it is to the plan), ``column_result``, ``column_estimate``,
``column_aim``, ``column_budget`` (the same in the header of a column), ``column_compared`` and
``column_other`` (its numbers compare, or are no values).
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Literal

from normalize.lexicon.table import Row, read_table

Group = Literal[
    "number",
    "multiplier",
    "label",
    "each",
    "span_tail",
    "not_counted",
    "shared",
    "noun_stop",
    "joiner",
    "noun_head",
    "noun_lead",
    "noun_tail",
    "paper",
    "handed_in",
    "frame",
    "counted_from",
    "result",
    "estimate",
    "aim",
    "column_result",
    "column_estimate",
    "column_aim",
    "column_budget",
    "column_compared",
    "column_other",
]


class QuantityWord(Row, frozen=True, kw_only=True):
    """One row of the table."""

    group: Group
    phrase: str
    value: str = ""


@cache
def _groups() -> dict[str, dict[str, str]]:
    groups: dict[str, dict[str, str]] = {}
    for row in read_table("quantity_words", QuantityWord):
        groups.setdefault(row.group, {})[row.phrase] = row.value
    return groups


def words(group: Group) -> dict[str, str]:
    """The phrases of a group with their values.

    >>> words("number")["rưỡi"]
    '1.5'
    """
    return _groups()[group]


def numbers(group: Group) -> dict[str, Decimal]:
    """The phrases of a group whose values are numbers.

    >>> numbers("multiplier")["tỷ"]
    Decimal('1000000000')
    """
    return {phrase: Decimal(value) for phrase, value in words(group).items()}


def pattern_of(phrases: Iterable[str]) -> str:
    r"""A pattern for any of the phrases, the longest first; it does not say where a word ends.

    >>> pattern_of(["đã", "hiện nay"])
    '(?:hiện\\snay|đã)'
    """
    longest_first = sorted(phrases, key=len, reverse=True)
    return "(?:" + "|".join(phrase.replace(" ", r"\s") for phrase in longest_first) + ")"


def any_word(group: Group) -> str:
    """A pattern for any phrase of a group."""
    return pattern_of(words(group))
