"""Phrases as a tree of words: which phrase of hundreds stands at a place of a text,
word by word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import regex

_WORDS = regex.compile(
    r"\p{L}[\p{L}\p{N}\p{M}’'&.]*(?<!\.)|\p{N}+|[^\s\p{L}\p{N}]"
    r"|\t|(?<![,&–-]|\bvà)\n(?=\s*[\p{N}\p{Lu}•])"
)


class Word(NamedTuple):
    """A word, a number, a sign, or a border that no phrase crosses (of cells,
    of lines that begin anew).
    """

    text: str
    start: int
    end: int


def words_in(text: str) -> list[Word]:
    """The words of a text with their places.

    >>> [one.text for one in words_in("UBND xã An Bình (TN&TKQ), 2/9")]
    ['UBND', 'xã', 'An', 'Bình', '(', 'TN&TKQ', ')', ',', '2', '/', '9']
    """
    return [Word(one.group(), *one.span()) for one in _WORDS.finditer(text, timeout=10)]


def opening_word(text: str) -> str | None:
    """The word that a text begins with; None where it begins with a blank, or is empty."""
    match = _WORDS.match(text)
    return match.group() if match else None


class WordTree:
    """Phrases by their first word, behind it by their number of words, the longest first.

    >>> tree = WordTree(["Ban", "Ban Chỉ đạo"])
    >>> words = words_in("Ban Chỉ đạo xã")
    >>> tree.end(words, 0), tree.end(words, 1)
    (3, 1)
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        by_length: dict[str, dict[int, set[tuple[str, ...]]]] = {}
        for phrase in dict.fromkeys(phrases):
            first, *rest = _WORDS.findall(phrase)
            by_length.setdefault(first, {}).setdefault(len(rest), set()).add(tuple(rest))
        self._phrases = {
            first: sorted(found.items(), reverse=True) for first, found in by_length.items()
        }

    def openings(self) -> frozenset[str]:
        """The first words of all phrases."""
        return frozenset(self._phrases)

    def end(self, words: Sequence[Word], at: int, *, lower: bool = False) -> int:
        """The index behind the longest phrase that begins at a word, in small letters if ``lower``;
        ``at`` if none.
        """
        if at >= len(words):
            return at
        first = words[at].text
        found = self._phrases.get(first.lower() if lower else first)
        if found is None:
            return at
        behind = [one.text for one in words[at + 1 : at + 1 + found[0][0]]]
        if lower:
            behind = [one.lower() for one in behind]
        for length, phrases in found:
            if tuple(behind[:length]) in phrases:
                return at + 1 + length
        return at
