"""The likeliest reading of recognised Vietnamese words, by what stands beside them; and what was
changed.

Recognition of Vietnamese errs in marks above all: "tông kêt" for "tổng kết", "KÉT QUÁ" for "KẾT
QUẢ". A line is read as the likeliest path through the variants of its words; a word is changed only
where every path that leaves it as it is is less likely by far. Digits, abbreviations, names and
words of other languages stay.

Source: the noisy-channel model (Kernighan, Church, Gale 1990) with counts of pairs from public acts
(``lexicon/spelling.tsv.gz``, made by scripts/generate/spelling.py).
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Container
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from math import ldexp, log2
from string import digits
from typing import NamedTuple

import regex

from normalize.writing.misread_signs import Repair, apply
from normalize.writing.syllables import is_syllable
from normalize.writing.text import fold, strip_marks

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
"""How often a pair must have been counted to speak for a change: with another pair or for no
syllable, or alone.
"""
_UNKNOWN = -24.0
_BACKOFF = 0.02
"""The share of a pair's likelihood that its second word alone gives."""


class _Counts(NamedTuple):
    """Counts of syllables, by their key; ``spelt`` the spelling of each; ``bare`` those of each
    form without marks.

    ``following`` is what follows each syllable as the table has it, with a blank before every
    entry: of its 50,000 pairs a document asks for few.
    """

    singles: dict[str, float]
    spelt: dict[str, str]
    following: dict[str, str]
    total: float
    bare: dict[str, tuple[str, ...]]


def load_spelling() -> None:
    """Read the table of counts, and make its index, before the first text asks for them."""
    _counts()
    _by_pattern()


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


def _repair_run(text: str, span: tuple[int, int], sure: Container[int]) -> list[Repair]:
    """The changes in a run of words with nothing but single blanks between them."""
    words = [(match.group(), match.span()) for match in _WORD.finditer(text, *span)]
    columns = [
        _variants(word, span[0] in sure or _is_fixed(words, index))
        for index, (word, span) in enumerate(words)
    ]
    if all(len(column) == 1 for column in columns):
        return []
    best = _best_through(columns)
    chosen = [
        max(range(len(column)), key=scores.__getitem__)
        for column, scores in zip(columns, best, strict=True)
    ]
    line = [column[top][0] for column, top in zip(columns, chosen, strict=True)]
    found = []
    for at, ((word, span), top, scores) in enumerate(zip(words, chosen, best, strict=True)):
        rest = max((score for index, score in enumerate(scores) if index != top), default=-1e9)
        if top and scores[top] - rest >= MARGIN and _is_seen(line, at, word):
            found.append(Repair(span, word, _cased(line[at], word)))
    return found


def _is_seen(line: list[str], at: int, read: str) -> bool:
    """Whether the pairs a new word makes were counted.

    For a word that was no syllable one of them is enough, unless it may be a foreign name; else
    both, or often the only one there is.
    """
    beside = list(pairwise(line))[max(0, at - 1) : at + 1]
    times = [_times(_key(left), _key(right)) for left, right in beside]
    if not is_syllable(read):
        return bool(times) and (min(times) if read.istitle() else max(times)) >= FEW
    return bool(times) and min(times) >= (FEW if len(times) > 1 else OFTEN)


def _is_fixed(words: list[tuple[str, tuple[int, int]]], index: int) -> bool:
    """Whether a word may not change: an abbreviation, a letter alone, a syllable inside a name."""
    word = words[index][0]
    if len(word) < 2 or _is_abbreviation(word):
        return True
    if not word.isupper() and not word[1:].islower():
        return not any(letter.islower() for letter in word)
    if not word[0].isupper() or word.isupper() or not is_syllable(word):
        return False
    beside = [words[at][0] for at in (index - 1, index + 1) if 0 <= at < len(words)]
    return index > 0 or any(one[0].isupper() and not one.isupper() for one in beside)


def _is_abbreviation(word: str) -> bool:
    """Whether capitals are initials: all consonants, or no syllable, or but two letters without a
    mark.
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
        for one in _counts().bare.get(bare, ()):
            if _key(one) != _key(lower):
                found[one] = max(
                    found.get(one, -1e9), -cost - (0 if sound else 2.0 * _marks_apart(one, lower))
                )
    return (itself, *found.items())


def _near(bare: str, letters: bool) -> list[tuple[str, float]]:
    """A word without marks, and with ``letters`` the known ones one letter away, with what they
    cost.
    """
    near = [(bare, MARK_COST)]
    if letters:
        for pattern in (*_wildcards(bare), *_gaps(bare)):
            near += [
                (other, LETTER_COST) for other in _by_pattern().get(pattern, ()) if other != bare
            ]
    return near


def _wildcards(bare: str) -> list[str]:
    return [f"{bare[:at]}.{bare[at + 1 :]}" for at in range(len(bare))]


def _gaps(bare: str) -> list[str]:
    """Patterns of words that have one letter more."""
    return [f"{bare[:at]}.{bare[at:]}" for at in range(len(bare) + 1)]


def _marks_apart(left: str, right: str) -> int:
    return sum(one != other for one, other in zip(left, right, strict=False))


def _best_through(columns: list[tuple[tuple[str, float], ...]]) -> list[list[float]]:
    """For every variant of every word the score of the best path through it."""
    keys = [[_key(word) for word, _ in column] for column in columns]
    forward = [[_alone(key) + cost for key, (_, cost) in zip(keys[0], columns[0], strict=True)]]
    for at in range(1, len(columns)):
        before = list(zip(keys[at - 1], forward[-1], strict=True))
        forward.append(
            [
                cost + max(score + _pair(left, key) for left, score in before)
                for key, (_, cost) in zip(keys[at], columns[at], strict=True)
            ]
        )
    backward = [[0.0] * len(columns[-1])]
    for at in range(len(columns) - 2, -1, -1):
        after = [
            (key, cost + score)
            for key, (_, cost), score in zip(
                keys[at + 1], columns[at + 1], backward[0], strict=True
            )
        ]
        backward.insert(
            0, [max(_pair(key, right) + score for right, score in after) for key in keys[at]]
        )
    return [
        [one + other for one, other in zip(*both, strict=True)]
        for both in zip(forward, backward, strict=True)
    ]


def _alone(word: str) -> float:
    counts = _counts()
    times = counts.singles.get(word)
    return _UNKNOWN if times is None else log2(times / counts.total)


@lru_cache(maxsize=200_000)
def _pair(left: str, right: str) -> float:
    """The likelihood of a word after another, in bits: of the pair,
    and in part of the word alone.
    """
    counts = _counts()
    single = counts.singles.get(right)
    if single is None:
        return _UNKNOWN
    alone = single / counts.total
    before = counts.singles.get(left)
    if before is None:
        return log2(alone)
    return log2((1 - _BACKOFF) * _times(left, right) / before + _BACKOFF * alone)


def _cased(word: str, like: str) -> str:
    """A word in the case of another one."""
    if like.isupper():
        return word.upper()
    return word.capitalize() if like[0].isupper() else word


@cache
def _counts() -> _Counts:
    data = (files("normalize") / "lexicon" / "spelling.tsv.gz").read_bytes()
    singles: dict[str, float] = {}
    spelt: dict[str, str] = {}
    following: dict[str, str] = {}
    bare: defaultdict[str, list[str]] = defaultdict(list)
    for line in gzip.decompress(data).decode().splitlines():
        if line.startswith("#"):
            continue
        entry, blank, rest = line.partition(" ")
        word = entry.rstrip(digits)
        key = _key(word)
        singles[key] = _middle(entry[len(word) :])
        spelt[key] = word
        following[key] = blank + rest
        bare[strip_marks(word)].append(word)
    known = {letters: tuple(words) for letters, words in bare.items()}
    return _Counts(singles, spelt, following, sum(singles.values()), known)


def _times(left: str, right: str) -> float:
    """How often a syllable was counted after another; both by their keys."""
    counts = _counts()
    entries, word = counts.following.get(left, ""), f" {counts.spelt.get(right, right)}"
    at = entries.find(word)
    while at >= 0:
        end = at + len(word)
        if entries[end].isdigit():  # else a longer word begins so
            return _middle(entries[end:].partition(" ")[0])
        at = entries.find(word, end)
    return 0.0


def _middle(exponent: str) -> float:
    """The middle of what a count may be that the table has as a power of two."""
    return ldexp(1.5, int(exponent))


@lru_cache(maxsize=20_000)
def _key(word: str) -> str:
    """What two spellings of one syllable share."""
    return fold(word)


@cache
def _by_pattern() -> dict[str, tuple[str, ...]]:
    """Known words without marks by themselves with one letter left open."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for bare in sorted(_counts().bare):
        for pattern in _wildcards(bare):
            found[pattern].append(bare)
    return {pattern: tuple(words) for pattern, words in found.items()}
