"""Which headings name the office whose duties stand below them; names in running text are `normalize.body.find`'s."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex

from normalize.body.duty_words import duty_words_pattern
from normalize.body.find import AgencyMention, find_agencies, find_first_agencies, load_agencies
from normalize.body.names import Names
from normalize.lexicon.word_tree import words_in
from normalize.writing.text import squeeze

__all__ = [
    "AgencyMention",
    "begins_as_office",
    "find_agencies",
    "find_first_agencies",
    "load_agencies",
    "names_office",
]

_LONGEST = 140
"""Characters of a heading that is a name."""
_MOST_WORDS = 16
"""Words of a name that no table holds."""
_BARE = regex.compile(r"^[\W\d]+|[\s:.;*]+$")
_SENTENCE = regex.compile(r"[.;:?!]\s|\d{3}|[%\"“”]")
_JOINT = regex.compile(r"(?:[\s,;&–-]|và\b|\([^()]*\))*")


def names_office(heading: str) -> bool:
    """Whether a heading is the name of a body or of several, known or not, and nothing else.

    A name that no table holds begins with a head noun, goes on with a capital, a unit of the state or words of names,
    and holds no verb of offices.

    >>> [names_office(one) for one in ("Phòng Khảo thí", "Các tổ chuyên môn", "Ban hành kế hoạch", "Phòng, chống dịch")]
    [True, True, False, False]
    """
    text = _BARE.sub("", squeeze(heading))
    if not text or len(text) > _LONGEST or _SENTENCE.search(text):
        return False
    words = words_in(text)
    named = list(find_first_agencies(text))
    if not named and not Names(words).opens(0):
        return False
    if named and _are_all(text, named):
        return True
    return len(words) <= _MOST_WORDS and Names(words).may_be_name()


def begins_as_office(heading: str) -> bool:
    """Whether a heading begins as names do: with a head noun, a post, or the word for a party.

    >>> [begins_as_office(one) for one in ("Tổ giúp việc Ban Chỉ đạo", "Già làng, trưởng bản", "Chuyển đổi số")]
    [True, True, False]
    """
    text = _SEVERAL.sub("", _BARE.sub("", squeeze(heading)))
    return bool(text) and (_party().match(text) is not None or Names(words_in(text)).opens(0))


_SEVERAL = regex.compile(r"^các\s+", regex.IGNORECASE)


@cache
def _party() -> regex.Pattern[str]:
    return regex.compile(rf"{duty_words_pattern('party', 'holder')}(?!\p{{L}})", regex.IGNORECASE)


def _are_all(text: str, named: Sequence[AgencyMention]) -> bool:
    """Whether the names and the joints between them are the whole text."""
    at = 0
    for one in named:
        if not _JOINT.fullmatch(text, at, one.span[0]):
            return False
        at = one.span[1]
    return _JOINT.fullmatch(text, at) is not None
