"""The words before a number that say how it is meant: bounds, changes, levels, aims.

A cue chain is what stands directly before a number: "giảm tối thiểu từ" before "15%". The table
``lexicon/cues.tsv`` has a row a cue: ``form`` in lower case, and ``meaning``: a comparator (ge gt
le lt approx), increase, decrease, level (what a change leads to), aim (what is to be done), from,
minus (a number below zero), times, rank, top (of a ranking), mean (a statistic follows), year (a
rate a year), definite ("cả 3 tiêu chí": known things), or filler. ``spelled``: the number behind it
may be spelled out, or be missing.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

import regex

from normalize.lexicon.table import Row, read_table

COMPARATORS = frozenset({"ge", "gt", "le", "lt", "approx"})

_LONGEST_CHAIN = 6
_WORD = regex.compile(r"(?r)(?<!\p{L})(?P<word>\p{L}{1,12}|[≥≤⩾⩽≈~<>=]{1,2})[ \u00a0\n:]{0,3}")
# Too short and too common to tell that a clause says what is to be done.
_WEAK_AIMS = frozenset({"có", "cấp", "thu", "chi", "in", "phát", "chọn", "viết", "treo", "tạo"})


Meaning = Literal[
    "ge", "gt", "le", "lt", "approx", "increase", "decrease", "level", "aim", "from", "minus",
    "times", "rank", "top", "mean", "year", "definite", "filler",
]  # fmt: skip


class CueWord(Row, frozen=True, kw_only=True):
    """One row of the table."""

    form: str
    meaning: Meaning
    spelled: bool = False


class Cue(NamedTuple):
    """One cue: its meaning and where it begins."""

    meaning: Meaning
    start: int


@cache
def load_cues() -> dict[str, Meaning]:
    """The meaning of every cue by its form, lower case."""
    return {row.form: row.meaning for row in read_table("cues", CueWord)}


@cache
def spelled_forms() -> tuple[str, ...]:
    """The cues behind which a number may be spelled out, as they stand in and at the beginning of a
    sentence."""
    forms = [row.form for row in read_table("cues", CueWord) if row.spelled]
    return tuple(each for form in forms for each in (form, form.capitalize()))


@cache
def _load_by_last_word() -> dict[str, list[tuple[tuple[str, ...], Meaning]]]:
    """Each cue, its words from right to left, under its last word; longest first."""
    table: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
    for form, meaning in sorted(load_cues().items(), key=lambda item: -len(item[0].split())):
        words = tuple(reversed(form.split()))
        table.setdefault(words[0], []).append((words, meaning))
    return table


def read_word(text: str, low: int, position: int) -> str:
    """The word before ``position`` in lower case, "" where none stands there.

    >>> read_word("theo Điều 5", 0, 10)
    'điều'
    """
    match = _WORD.match(text, low, position)
    return match["word"].casefold() if match else ""


def read_chain(text: str, low: int, position: int) -> list[Cue]:
    """The cues that stand directly before ``position``, nearest first; nothing before ``low`` is
    looked at.

    >>> [cue.meaning for cue in read_chain("đạt tối thiểu từ 15%", 0, 17)]
    ['from', 'ge', 'aim']
    """
    chain: list[Cue] = []
    while len(chain) < _LONGEST_CHAIN and (cue := _read_cue(text, low, position)):
        chain.append(cue)
        position = cue.start
    return chain


def begins_with_aim(text: str, position: int) -> bool:
    """Whether the clause that leads to ``position`` begins with what is to be done.

    >>> begins_with_aim("- Giải quyết việc làm cho 3.000 lao động", 26)
    True
    """
    low = max(0, position - _LONGEST_CLAUSE)
    begin = max(text.rfind(sign, low, position) for sign in ".;:(\n\t")
    match = _FIRST_WORDS.match(text, begin + 1 if begin >= 0 else low, position)
    if match is None or text.startswith(
        ",", match.end("second") if match["second"] else match.end()
    ):
        return False
    if (match["third"] or "").casefold() in _SUBJECT_FOLLOWS:
        return False
    first, second = match["first"].casefold(), (match["second"] or "").casefold()
    cues = load_cues()
    return cues.get(f"{first} {second}") == "aim" or (
        first not in _WEAK_AIMS and cues.get(first) == "aim"
    )


_LONGEST_CLAUSE = 160
# After "Tổ chức" these show that it is an organisation, not what is to be done.
_SUBJECT_FOLLOWS = frozenset(
    {"được", "đăng", "có", "đề", "nộp", "phải", "không", "cá", "đã", "sẽ", "tham", "tín", "khác"}
)
_FIRST_WORDS = regex.compile(
    r"[\s\-+*•–)]*(?:\p{L}\)\s*)?(?:(?:(?:trong|đến(?:\s(?:hết|cuối))?)\s)?năm\s(?:19|20)\d\d,\s)?"
    r"(?:(?:cơ\sbản|tiếp\stục|cố\sgắng|chỉ\sđạo|từng\sbước)\s)*"
    r"(?P<first>\p{L}{1,12})(?:\s(?P<second>\p{L}{1,12})(?:\s(?P<third>\p{L}{1,12}))?)?",
    regex.IGNORECASE,
)


def _read_cue(text: str, low: int, position: int) -> Cue | None:
    match = _WORD.match(text, low, position)
    entries = _load_by_last_word().get(match["word"].casefold()) if match else None
    if match is None or entries is None:
        return None
    words, starts = [match["word"].casefold()], [match.start()]
    for form, meaning in entries:
        while len(words) < len(form) and (match := _WORD.match(text, low, starts[-1])):
            words.append(match["word"].casefold())
            starts.append(match.start())
        if tuple(words[: len(form)]) == form:
            return Cue(meaning, starts[len(form) - 1])
    return None
