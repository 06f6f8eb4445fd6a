"""Where bodies are named in running text: names of the lexicon, and names told by their form."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from normalize.body.lexicon import agency_names, lexicon_names
from normalize.body.names import Names
from normalize.lexicon.word_tree import WordTree, words_in
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


def load_agencies() -> None:
    """Read the lexicon and the words of names before the first text asks for them."""
    _lexicon()
    find_agencies("Các Phòng")


def find_agencies(text: str) -> tuple[AgencyMention, ...]:
    """The agencies named in a text, in order, none overlapping; of two readings the longer one.

    >>> [one.text for one in find_agencies("Giao Sở Quy hoạch - Kiến trúc chủ trì, báo cáo UBND xã Trà Bình")]
    ['Sở Quy hoạch - Kiến trúc', 'UBND xã Trà Bình']
    """
    words = words_in(text)
    names = Names(words)
    found: list[AgencyMention] = []
    at = 0
    while at < len(words):
        known = _lexicon().end(words, at)
        end = max(names.body(at), names.in_place(known) if known > at else at)
        if end > at:
            span = words[at].start, words[end - 1].end
            found.append(AgencyMention(span, text[slice(*span)]))
        at = max(end, at + 1)
    return tuple(found)
