"""Phrases with weights: what the words of a text speak for, each counted once, in the longest
phrase it is part of.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

import regex

from normalize.writing.text import fold, strip_marks

_WORDS = regex.compile(r"[\p{L}\p{M}]+|\d+")
_WITHOUT_MARKS = 0.8
"""What a phrase is worth whose marks are lost, as in a bad recognition."""

Name = TypeVar("Name", bound=str)
Evidence = dict[Name, float]
"""How much speaks for each name; a name that nothing speaks for is not in it."""


class Weight(NamedTuple, Generic[Name]):
    """A phrase that speaks for a name; ``whole``: only where it is all of the text."""

    phrase: str
    name: Name
    weight: float
    whole: bool = False


class _Index(NamedTuple, Generic[Name]):
    anywhere: dict[tuple[str, ...], list[tuple[Name, float]]]
    whole: dict[tuple[str, ...], list[tuple[Name, float]]]
    longest: int


class PhraseWeights(Generic[Name]):
    """The phrases of a table by their words."""

    def __init__(self, weights: Iterable[Weight[Name]]) -> None:
        some = list(weights)
        self._marked = _index(some, bare=False)
        self._bare = _index(some, bare=True)

    def weigh(self, text: str) -> Evidence[Name]:
        """What the words of a text say; one whose marks are lost is held against the phrases
        without marks.
        """
        words = _WORDS.findall(fold(text))
        found = _weigh(words, self._marked)
        bare = [strip_marks(word) for word in words]
        if found or bare != words:
            return found
        return {name: _WITHOUT_MARKS * weight for name, weight in _weigh(bare, self._bare).items()}


def _index(weights: list[Weight[Name]], *, bare: bool) -> _Index[Name]:
    anywhere: dict[tuple[str, ...], list[tuple[Name, float]]] = {}
    whole: dict[tuple[str, ...], list[tuple[Name, float]]] = {}
    for one in weights:
        text = fold(one.phrase)
        words = tuple(_WORDS.findall(strip_marks(text) if bare else text))
        (whole if one.whole else anywhere).setdefault(words, []).append((one.name, one.weight))
    return _Index(anywhere, whole, max(map(len, (*anywhere, *whole)), default=0))


def _weigh(words: list[str], index: _Index[Name]) -> Evidence[Name]:
    """The weights of the longest phrases from left to right,
    none of them counted inside another.
    """
    total: Evidence[Name] = {}
    at = 0
    while at < len(words):
        length, found = _longest(words, at, index)
        for name, weight in found:
            total[name] = total.get(name, 0.0) + weight
        at += length
    return total


def _longest(
    words: list[str], at: int, index: _Index[Name]
) -> tuple[int, list[tuple[Name, float]]]:
    """How many words the longest phrase there takes, and what it says; one word and nothing where
    there is none.
    """
    for length in range(min(index.longest, len(words) - at), 0, -1):
        key = tuple(words[at : at + length])
        found = index.whole.get(key) if length == len(words) else None
        found = found or index.anywhere.get(key)
        if found:
            return length, found
    return 1, []
