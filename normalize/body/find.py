"""Where bodies are named in running text: names of the lexicon, and names told by their form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from normalize.body.lexicon import agency_names, lexicon_names
from normalize.body.name_trees import openings
from normalize.body.names import Names
from normalize.lexicon.word_tree import Word, WordTree, opening_word, words_in
from schemas.plan import Span

_FEWEST_WORDS = 3
"""Words of a name that says what body it is without its level ("Hội Cựu chiến binh")."""
_SHORTEST = 4
"""Letters of a lexicon's name that is told from other words in running text."""


class AgencyMention(NamedTuple):
    """An agency as written; ``span`` indexes the text."""

    span: Span
    text: str


@cache
def _lexicon() -> WordTree:
    """The names of the lexicon, those of three words and more without their level too.

    "các" stands inside a sentence, "Các" begins one.
    """
    bare = (one for one in agency_names() if len(one.split()) >= _FEWEST_WORDS)
    names = [one for one in dict.fromkeys((*lexicon_names(), *bare)) if len(one) >= _SHORTEST]
    several = [f"{one[0].swapcase()}{one[1:]}" for one in names if one.lower().startswith("các ")]
    return WordTree([*names, *several])


@cache
def _openings() -> frozenset[str]:
    """The words that a body's name may begin with."""
    return openings() | _lexicon().openings()


def load_agencies() -> None:
    """Read the lexicon and the words of names before the first text asks for them."""
    _lexicon()
    find_agencies("Các Phòng")


def find_agencies(text: str) -> tuple[AgencyMention, ...]:
    """The agencies named in a text, in order, none overlapping; of two readings the longer one.

    >>> [one.text for one in find_agencies("Giao Sở Quy hoạch - Kiến trúc chủ trì, báo cáo UBND xã Trà Bình")]
    ['Sở Quy hoạch - Kiến trúc', 'UBND xã Trà Bình']
    """
    return tuple(_each_agency(text))


def find_first_agencies(text: str) -> Iterator[AgencyMention]:
    """As `find_agencies`, one by one, of a text that begins with one; none of another text.

    >>> [one.text for one in find_first_agencies("UBND xã Trà Bình và Sở Nội vụ")]
    ['UBND xã Trà Bình', 'Sở Nội vụ']
    >>> [one.text for one in find_first_agencies("Giao UBND xã Trà Bình")]
    []
    """
    if opening_word(text) not in _openings():
        return
    for at, one in enumerate(_each_agency(text)):
        if at == 0 and one.span[0] > 0:
            return
        yield one


def _each_agency(text: str) -> Iterator[AgencyMention]:
    words = words_in(text)
    names = Names(words)
    at = 0
    while at < len(words):
        end = _end_of_name(words, names, at) if words[at].text in _openings() else at
        if end > at:
            span = words[at].start, words[end - 1].end
            yield AgencyMention(span, text[slice(*span)])
        at = max(end, at + 1)


def _end_of_name(words: Sequence[Word], names: Names, at: int) -> int:
    """Where the name ends that begins at a word; ``at`` where none does."""
    known = _lexicon().end(words, at)
    return max(names.body(at), names.in_place(known) if known > at else at)
