"""Phrases with weights: what the words of a text speak for, each counted once,
in the longest phrase it is part of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, Literal, NamedTuple, TypeVar

import regex

from normalize.writing.text import fold, strip_marks

_WORDS = regex.compile(r"[\p{L}\p{M}]+|\d+")
_WITHOUT_MARKS = 0.8
"""What a phrase is worth whose marks are lost, as in a bad recognition."""

Name = TypeVar("Name", bound=str)
Place = Literal["any", "whole", "first"]
Evidence = dict[Name, float]
"""How much speaks for each name; a name that nothing speaks for is not in it."""


class Weight(NamedTuple, Generic[Name]):
    """A phrase that speaks for a name, anywhere in a text, or as all of it or its start."""

    phrase: str
    name: Name
    weight: float
    place: Place = "any"


class Said(NamedTuple, Generic[Name]):
    """A phrase that stands in a text: what it speaks for there, and how much."""

    phrase: str
    name: Name
    weight: float


class _Index(NamedTuple, Generic[Name]):
    by_place: dict[Place, dict[tuple[str, ...], list[Said[Name]]]]
    longest: int


class PhraseWeights(Generic[Name]):
    """The phrases of a table by their words."""

    def __init__(self, weights: Iterable[Weight[Name]]) -> None:
        folded = [(fold(one.phrase), one) for one in weights]
        self._marked = _index(folded)
        self._bare = _index([(strip_marks(text), one) for text, one in folded])

    def weigh(self, text: str) -> Evidence[Name]:
        """What the words of a text say, added up."""
        total: Evidence[Name] = {}
        for one in self.said(text):
            total[one.name] = total.get(one.name, 0.0) + one.weight
        return total

    def said(self, text: str) -> list[Said[Name]]:
        """The phrases of a text; one whose marks are lost is held against those without marks."""
        words = _WORDS.findall(fold(text))
        found = _find(words, self._marked)
        bare = [strip_marks(word) for word in words]
        if found or bare != words:
            return found
        return [one._replace(weight=_WITHOUT_MARKS * one.weight) for one in _find(bare, self._bare)]


def _index(weights: list[tuple[str, Weight[Name]]]) -> _Index[Name]:
    """Each phrase, as its text is to be compared, by its words."""
    by_place: dict[Place, dict[tuple[str, ...], list[Said[Name]]]] = {
        "any": {},
        "whole": {},
        "first": {},
    }
    for text, one in weights:
        words = tuple(_WORDS.findall(text))
        said = Said(one.phrase, one.name, one.weight)
        by_place.setdefault(one.place, {}).setdefault(words, []).append(said)
    return _Index(
        by_place, max((len(words) for some in by_place.values() for words in some), default=0)
    )


def _find(words: list[str], index: _Index[Name]) -> list[Said[Name]]:
    """The longest phrases from left to right, none of them inside another."""
    all_said: list[Said[Name]] = []
    at = 0
    while at < len(words):
        length, said = _longest(words, at, index)
        all_said += said
        at += length
    return all_said


def _places(at: int, ends: bool) -> Iterator[Place]:
    """The places at which words may stand, the most telling one first."""
    if at == 0 and ends:
        yield "whole"
    if at == 0:
        yield "first"
    yield "any"


def _longest(words: list[str], at: int, index: _Index[Name]) -> tuple[int, list[Said[Name]]]:
    """How many words the longest phrase there takes, and what it says;
    one word and nothing where there is none.
    """
    for length in range(min(index.longest, len(words) - at), 0, -1):
        key = tuple(words[at : at + length])
        found = None
        for place in _places(at, at + length == len(words)):
            found = found or index.by_place.get(place, {}).get(key)
        if found:
            return length, found
    return 1, []
