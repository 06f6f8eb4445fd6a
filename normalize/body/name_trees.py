"""The words that names of bodies in running text are made of, each sort as a tree.

``lexicon/name_words.tsv`` has what names go on with, ``lexicon/name_links.tsv`` what joins a name to another or limits
it ("thuộc", "trên địa bàn").
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from normalize.body.capitals import parts
from normalize.body.heads import Place, body_heads
from normalize.body.offices import posts
from normalize.body.units import STATE, unit_words, words_of
from normalize.body.verbs import duty_verbs
from normalize.lexicon.phrases import any_of
from normalize.lexicon.table import Row, read_table
from normalize.lexicon.word_tree import Word, WordTree

LinkRole = Literal[
    "council",
    "committee",
    "region",
    "remark_1",
    "remark_2",
    "remark_3",
    "below",
    "of_centre",
    "ground",
    "member",
]
"""``remark_1`` to ``remark_3``: what limits
bodies, in this order; ``below``, ``ground``: a body or a unit follows that they belong to; ``member``: of what
follows."""


class NameWord(Row, frozen=True, kw_only=True):
    """Words in small letters that names of bodies go on with."""

    phrase: str
    verb: bool
    """Whether it may be an office's work too, so that what follows decides ("Phòng Kế hoạch tổng hợp số liệu")."""


class NameLink(Row, frozen=True, kw_only=True):
    """A phrase that joins a name to another or limits it."""

    phrase: str
    role: LinkRole


@cache
def links(role: LinkRole) -> WordTree:
    """The phrases of a role."""
    return WordTree(_link_phrases(role))


@cache
def link_pattern(role: LinkRole) -> str:
    """A pattern for the phrases of a role; what bounds it is the caller's."""
    return any_of("; ".join(_link_phrases(role)))


def _link_phrases(role: LinkRole) -> list[str]:
    return [row.phrase for row in read_table("name_links", NameLink) if row.role == role]


class Tree(NamedTuple):
    """Words, and the syllables behind which they are another word."""

    words: WordTree
    unless: dict[str, WordTree]

    def end(self, words: Sequence[Word], at: int, *, lower: bool = False) -> int:
        """As `WordTree.end`; ``at`` where the phrase is the beginning of another word."""
        end = self.words.end(words, at, lower=lower)
        if end == at:
            return at
        phrase = " ".join(one.text.lower() if lower else one.text for one in words[at:end])
        other = self.unless.get(phrase)
        behind = end + (end < len(words) and words[end].text == ",")
        return at if other is not None and other.end(words, behind) > behind else end


class Verbs(NamedTuple):
    """Verbs that end names, and the syllables behind which one of them is part of a longer word."""

    words: WordTree
    behind: dict[str, frozenset[str]]


@cache
def verbs() -> Verbs:
    """The verbs that end names."""
    ending = [one for one in duty_verbs() if one.ends_name]
    behind = {one.verb: frozenset(word.split()[-2] for word in one.part_of) for one in ending if one.part_of}
    return Verbs(WordTree(one.verb for one in ending), behind)


@cache
def heads(place: Place) -> Tree:
    """The heads that count in a place, in small letters but in running text."""
    counted = [one for one in body_heads() if getattr(one, place)]
    spelled = str if place == "prose" else str.lower
    unless = {spelled(one.word): WordTree(one.not_before) for one in counted if one.not_before}
    return Tree(WordTree(spelled(one.word) for one in counted), unless)


@cache
def units() -> Tree:
    """The words of units of the state and of settlements."""
    unless = {one.word: WordTree(one.not_before) for one in unit_words() if one.not_before}
    return Tree(WordTree(words_of("settlement", *STATE)), unless)


@cache
def long_verbs() -> WordTree:
    """Verbs of offices that have more than one syllable."""
    return WordTree(one.verb for one in duty_verbs() if one.states_duty and " " in one.verb)


@cache
def settlements() -> WordTree:
    """Settlements alone."""
    return WordTree(words_of("settlement"))


@cache
def owners() -> Tree:
    """Bodies that offices are named after without a name of their own; in small letters too ("Công đoàn trường")."""
    rows = [one for one in body_heads() if one.owner]
    spelled = [(word, one) for one in rows for word in dict.fromkeys((one.word, one.word.lower()))]
    unless = {word: WordTree(one.not_before) for word, one in spelled if one.not_before}
    return Tree(WordTree(word for word, _ in spelled), unless)


@cache
def small_posts() -> WordTree:
    """Posts in small letters, which count only before settlements ("trưởng các thôn")."""
    return WordTree(name.lower() for name in _posts())


@cache
def held_posts() -> WordTree:
    """The posts whose holders plans put in charge."""
    return WordTree(_posts())


def _posts() -> list[str]:
    held = [one for one in posts() if one.in_charge]
    return [name for one in held for name in (one.post, one.deputy) if name]


@cache
def openings() -> frozenset[str]:
    """The words that a name may begin with."""
    written = heads("prose").words.openings() | held_posts().openings()
    return frozenset(("các", "Các")) | written | small_posts().openings()


@cache
def phrases() -> WordTree:
    """All that names go on with in small letters."""
    return WordTree(one.phrase for one in read_table("name_words", NameWord))


@cache
def phrases_of_work() -> frozenset[str]:
    """Those that may be an office's work too."""
    return frozenset(one.phrase for one in read_table("name_words", NameWord) if one.verb)


@cache
def fixed_names() -> WordTree:
    """Proper nouns of several words, which take no syllable of what follows ("Việt Nam")."""
    return WordTree(one for one in parts("fixed") if all(word[0].isupper() for word in one.split()))
