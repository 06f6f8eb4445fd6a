"""The words of times, by group: the one door to ``lexicon/time_words.tsv``.

``limit`` (value: before, by, after, from), ``within`` (words that set a limit only before a time),
``limit_tail`` (what may stand between a limit and its time), ``month``, ``quarter``, ``third`` (of
a month, a quarter, a year; 0 to 2), ``ordinal`` (of a week), ``spelled`` (numbers in words),
``weekday`` (the code of RFC 5545), ``year_shift`` (years from the plan's), ``every``,
``continuous``, ``part_of_day``, ``season`` (first and last month), ``condition`` (words of what is
awaited), ``lunar``, ``former`` (words before a time that holds no longer), ``working_hours`` (hours
in which work is done, no deadline), ``filler`` (words that say nothing of when), ``past`` and
``not_past`` (words before a time that is behind us, and words that only look so). ``prose``: the
word counts in running text too, not only in cells.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Literal

from normalize.lexicon.table import Row, read_table

Group = Literal[
    "limit",
    "within",
    "limit_tail",
    "month",
    "quarter",
    "third",
    "ordinal",
    "spelled",
    "weekday",
    "year_shift",
    "every",
    "continuous",
    "part_of_day",
    "season",
    "condition",
    "lunar",
    "former",
    "filler",
    "working_hours",
    "past",
    "not_past",
]


class TimeWord(Row, frozen=True, kw_only=True):
    """One row of the table."""

    group: Group
    phrase: str
    value: str = ""
    prose: bool = False


@cache
def _groups() -> dict[str, dict[str, TimeWord]]:
    groups: dict[str, dict[str, TimeWord]] = {}
    for row in read_table("time_words", TimeWord):
        groups.setdefault(row.group, {})[row.phrase] = row
    return groups


def words(group: Group) -> dict[str, str]:
    """The phrases of a group with their values.

    >>> words("limit")["chậm nhất"]
    'by'
    """
    return {phrase: row.value for phrase, row in _groups()[group].items()}


def numbers(group: Group) -> dict[str, int]:
    """The phrases of a group whose values are numbers.

    >>> numbers("month")["chạp"]
    12
    """
    return {phrase: int(value) for phrase, value in words(group).items()}


def prose_words(group: Group) -> list[str]:
    """The phrases of a group that count in running text."""
    return [phrase for phrase, row in _groups()[group].items() if row.prose]


def pattern_of(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, the longest first, as whole words; a blank stands for any
    run of blanks.

    Phrases are letters and digits; nothing in them means anything to a pattern.

    >>> pattern_of(["đến", "đến hết"])
    '(?:đến\\\\s+hết|đến)(?![\\\\p{L}\\\\d])'
    """
    longest_first = sorted(phrases, key=len, reverse=True)
    return (
        "(?:"
        + "|".join(phrase.replace(" ", r"\s+") for phrase in longest_first)
        + r")(?![\p{L}\d])"
    )


def any_word(group: Group) -> str:
    """A pattern for any phrase of a group.

    >>> any_word("lunar")
    '(?:âm\\\\s+lịch|tết|rằm)(?![\\\\p{L}\\\\d])'
    """
    return pattern_of(_groups()[group])
