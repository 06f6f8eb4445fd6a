"""How often Vietnamese syllables, and pairs of them, stand in public acts; how likely each is.

Source: counts of pairs in public acts (``lexicon/spelling.tsv.gz``, made by
scripts/generate/spelling.py).
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from math import ldexp, log2
from string import digits
from typing import NamedTuple

from normalize.writing.text import fold, strip_marks

_UNKNOWN = -24.0
_BACKOFF = 0.02
"""The share of a pair's likelihood that its second word alone gives."""


class _Counts(NamedTuple):
    """Counts of syllables, by their key; ``spelt`` the spelling of each;
    ``bare`` those of each form without marks.

    ``following`` is what follows each syllable as the table has it, with a blank before every
    entry: of its 50,000 pairs a document asks for few.
    """

    singles: dict[str, float]
    spelt: dict[str, str]
    following: dict[str, str]
    total: float
    bare: dict[str, tuple[str, ...]]


def load_counts() -> None:
    """Read the table of counts, and make its index, before the first text asks for them."""
    _counts()
    _by_pattern()


@lru_cache(maxsize=20_000)
def key_of(word: str) -> str:
    """What two spellings of one syllable share."""
    return fold(word)


def spelt_without_marks(bare: str) -> tuple[str, ...]:
    """The syllables that are this one when their marks are lost."""
    return _counts().bare.get(bare, ())


def one_letter_away(bare: str) -> Iterator[str]:
    """Known syllables without marks that have one letter of this one otherwise, or one more."""
    for pattern in (*_wildcards(bare), *_gaps(bare)):
        for other in _by_pattern().get(pattern, ()):
            if other != bare:
                yield other


def alone(word: str) -> float:
    """The likelihood of a syllable by itself, in bits; by its key, as below."""
    counts = _counts()
    times = counts.singles.get(word)
    return _UNKNOWN if times is None else log2(times / counts.total)


@lru_cache(maxsize=200_000)
def after(left: str, right: str) -> float:
    """The likelihood of ``right`` after ``left``, in bits: of the pair, and in part of it alone."""
    counts = _counts()
    single = counts.singles.get(right)
    if single is None:
        return _UNKNOWN
    by_itself = single / counts.total
    before = counts.singles.get(left)
    if before is None:
        return log2(by_itself)
    return log2((1 - _BACKOFF) * times(left, right) / before + _BACKOFF * by_itself)


def times(left: str, right: str) -> float:
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
        key = key_of(word)
        singles[key] = _middle(entry[len(word) :])
        spelt[key] = word
        following[key] = blank + rest
        bare[strip_marks(word)].append(word)
    known = {letters: tuple(words) for letters, words in bare.items()}
    return _Counts(singles, spelt, following, sum(singles.values()), known)


def _middle(exponent: str) -> float:
    """The middle of what a count may be that the table has as a power of two."""
    return ldexp(1.5, int(exponent))


@cache
def _by_pattern() -> dict[str, tuple[str, ...]]:
    """Known words without marks by themselves with one letter left open."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for bare in sorted(_counts().bare):
        for pattern in _wildcards(bare):
            found[pattern].append(bare)
    return {pattern: tuple(words) for pattern, words in found.items()}


def _wildcards(bare: str) -> list[str]:
    return [f"{bare[:at]}.{bare[at + 1 :]}" for at in range(len(bare))]


def _gaps(bare: str) -> list[str]:
    """Patterns of words that have one letter more."""
    return [f"{bare[:at]}.{bare[at:]}" for at in range(len(bare) + 1)]
