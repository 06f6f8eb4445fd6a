"""The likeliest reading of recognised Vietnamese words, by what stands beside them;
and what was changed.

Recognition of Vietnamese errs in marks above all: "tông kêt" for "tổng kết", "KÉT QUÁ" for "KẾT
QUẢ". A line is read as the likeliest path through the variants of its words; a word is changed only
where every path that leaves it as it is is less likely by far. Digits, abbreviations, names and
words of other languages stay.

Source: the noisy-channel model (Kernighan, Church, Gale 1990) with counts of pairs from public
acts.
"""

from __future__ import annotations

from collections.abc import Container
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import regex

from normalize.writing.misread_signs import Repair, apply
from normalize.writing.syllable_counts import (
    after,
    alone,
    key_of,
    one_letter_away,
    spelt_without_marks,
    times,
)
from normalize.writing.syllables import is_syllable
from normalize.writing.text import strip_marks

_RUN = regex.compile(r"[\p{L}\p{M}]+(?: [\p{L}\p{M}]+)*")
_WORD = regex.compile(r"[\p{L}\p{M}]+")
_CONSONANTS = regex.compile(r"[B-DĐF-HJ-NP-TV-XZ]+")

MARK_COST = 7.0
"""What a changed mark costs in a word that is a syllable, in bits."""
LETTER_COST = 11.0
BROKEN_COST = 30.0
"""What it costs to leave a word that is no syllable."""
MARGIN = 6.0
"""How much likelier, in bits, the changed line must be than any with the word as it stands."""
FEW, OFTEN = 4, 32
"""How often a pair must have been counted to speak for a change:
with another pair or for no syllable, or alone.
"""


def repair(text: str, sure: Container[int] = ()) -> tuple[str, tuple[Repair, ...]]:
    """The text as it is understood, and every word that was changed for it; ``text`` is NFC.

    ``sure`` are offsets in the text at which a piece begins that was recognised too well to be
    changed.

    >>> repair("Tông kêt công tác cải cách hành chính")
    ('Tổng kết công tác cải cách hành chính', (Repair(span=(0, 4), raw='Tông', understood='Tổng'), \
Repair(span=(5, 8), raw='kêt', understood='kết')))
    >>> repair("UBND xã Triệu An 2O23")[1]
    ()
    """
    repairs = [
        one for match in _RUN.finditer(text) for one in _repair_run(text, match.span(), sure)
    ]
    return apply(text, repairs), tuple(repairs)


class _Choice(NamedTuple):
    """The likeliest variant of a word, whether it is another one than was read,
    and by how many bits it leads the next best.
    """

    word: str
    changed: bool
    lead: float


def _choose(column: tuple[tuple[str, float], ...], scores: list[float]) -> _Choice:
    top = max(range(len(column)), key=scores.__getitem__)
    rest = max((score for index, score in enumerate(scores) if index != top), default=-1e9)
    return _Choice(column[top][0], top > 0, scores[top] - rest)


def _repair_run(text: str, span: tuple[int, int], sure: Container[int]) -> list[Repair]:
    """The changes in a run of words with nothing but single blanks between them."""
    words = [(match.group(), match.span()) for match in _WORD.finditer(text, *span)]
    columns = [
        _variants(word, span[0] in sure or _is_fixed(words, index))
        for index, (word, span) in enumerate(words)
    ]
    if all(len(column) == 1 for column in columns):
        return []
    choices = list(map(_choose, columns, _best_through(columns)))
    line = [choice.word for choice in choices]
    return [
        Repair(span, word, _cased(choice.word, word))
        for at, ((word, span), choice) in enumerate(zip(words, choices, strict=True))
        if choice.changed and choice.lead >= MARGIN and _is_seen(line, at, word)
    ]


def _is_seen(line: list[str], at: int, read: str) -> bool:
    """Whether the pairs a new word makes were counted.

    For a word that was no syllable one of them is enough, unless it may be a foreign name; else
    both, or often the only one there is.
    """
    beside = list(pairwise(line))[max(0, at - 1) : at + 1]
    counts = [times(key_of(left), key_of(right)) for left, right in beside]
    if not is_syllable(read):
        return bool(counts) and (min(counts) if read.istitle() else max(counts)) >= FEW
    return bool(counts) and min(counts) >= (FEW if len(counts) > 1 else OFTEN)


def _is_fixed(words: list[tuple[str, tuple[int, int]]], index: int) -> bool:
    """Whether a word may not change: an abbreviation, a letter alone, a syllable inside a name."""
    word = words[index][0]
    if len(word) < 2 or _is_abbreviation(word):
        return True
    if not word.isupper() and not word[1:].islower():
        return not any(letter.islower() for letter in word)
    if not _is_capitalised(word) or not is_syllable(word):
        return False
    beside = [words[at][0] for at in (index - 1, index + 1) if 0 <= at < len(words)]
    return index > 0 or any(map(_is_capitalised, beside))


def _is_capitalised(word: str) -> bool:
    """Whether a word begins with a capital, as a name does, and is no word of capitals."""
    return word[0].isupper() and not word.isupper()


def _is_abbreviation(word: str) -> bool:
    """Whether capitals are initials: all consonants, or no syllable,
    or but two letters without a mark.
    """
    if not word.isupper():
        return False
    bare = word.isascii() and (len(word) < 3 or not is_syllable(word))
    return bare or _CONSONANTS.fullmatch(word) is not None


@lru_cache(maxsize=20_000)
def _variants(word: str, fixed: bool) -> tuple[tuple[str, float], ...]:
    """What a word may be, in lower case, with the cost of each; the word itself first."""
    lower, sound = word.lower(), is_syllable(word)
    itself = (lower, 0.0 if sound or fixed or word.isascii() else -BROKEN_COST)
    if fixed or (word.isascii() and not sound):
        return (itself,)
    found: dict[str, float] = {}
    for bare, cost in _near(strip_marks(lower), letters=not sound):
        for one in spelt_without_marks(bare):
            if key_of(one) != key_of(lower):
                found[one] = max(
                    found.get(one, -1e9), -cost - (0 if sound else 2.0 * _marks_apart(one, lower))
                )
    return (itself, *found.items())


def _near(bare: str, letters: bool) -> list[tuple[str, float]]:
    """A word without marks, with ``letters`` the known ones one letter away, with their costs."""
    near = [(bare, MARK_COST)]
    if letters:
        near += [(other, LETTER_COST) for other in one_letter_away(bare)]
    return near


def _marks_apart(left: str, right: str) -> int:
    return sum(one != other for one, other in zip(left, right, strict=False))


def _best_through(columns: list[tuple[tuple[str, float], ...]]) -> list[list[float]]:
    """For every variant of every word the score of the best path through it."""
    keys = [[key_of(word) for word, _ in column] for column in columns]
    costs = [[cost for _, cost in column] for column in columns]
    return [
        [one + other for one, other in zip(*both, strict=True)]
        for both in zip(_best_up_to(keys, costs), _best_behind(keys, costs), strict=True)
    ]


def _best_up_to(keys: list[list[str]], costs: list[list[float]]) -> list[list[float]]:
    """For every variant the score of the best path that ends with it."""
    found = [[alone(key) + cost for key, cost in zip(keys[0], costs[0], strict=True)]]
    for at in range(1, len(keys)):
        before = list(zip(keys[at - 1], found[-1], strict=True))
        found.append(
            [
                cost + max(score + after(left, key) for left, score in before)
                for key, cost in zip(keys[at], costs[at], strict=True)
            ]
        )
    return found


def _best_behind(keys: list[list[str]], costs: list[list[float]]) -> list[list[float]]:
    """For every variant the score of the best path behind it, to the last word."""
    found = [[0.0] * len(keys[-1])]
    for at in range(len(keys) - 1, 0, -1):
        behind = [
            (key, cost + score)
            for key, cost, score in zip(keys[at], costs[at], found[-1], strict=True)
        ]
        found.append(
            [max(after(key, right) + score for right, score in behind) for key in keys[at - 1]]
        )
    return found[::-1]


def _cased(word: str, like: str) -> str:
    """A word in the case of another one."""
    if like.isupper():
        return word.upper()
    return word.capitalize() if like[0].isupper() else word
