"""What a quantity counts: the words after it, else those before it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import regex

from normalize.quantity.words import any_word, words

_STOPS = frozenset(words("noun_stop"))
_JOINERS = frozenset(words("joiner"))
# "các", "những", "cả" may begin a noun, the others join it to something else.
_BEGINNERS = frozenset({"các", "những", "cả"})
_TAILS = frozenset(words("noun_tail")) | _JOINERS
_LEADS = regex.compile(rf"(?:(?:{any_word('noun_lead')}|\d[\d/-]*)\s)+", regex.IGNORECASE)
_HEADS = regex.compile(rf"(?<!\p{{L}}){any_word('noun_head')}\s", regex.IGNORECASE)
_AFTER = regex.compile(r"(?:[ \u00a0\n]{1,2}[\p{L}\d&][\p{L}\d&/-]{0,20}){1,12}")
# A line that goes on in lower case belongs to the clause.
_CLAUSE = regex.compile(r"(?r)(?:[^.;:\n\t\"“”…|\d]|\d(?![.)]\s)|\n(?=\p{Ll})|[.,](?=\d)){2,200}")
_COLON = regex.compile(r"(?r)[ ]{0,2}:[ ]{0,2}")
# A word that begins a name or a code, or digits glued to one.
_NAME = regex.compile(r"\p{L}+[-/]?\d|\p{Lu}(?:\p{Ll}|\P{L}|$)|\p{Lu}+[-/]|\p{Ll}+\p{Lu}")
_MARKER = regex.compile(r"^[\s\-+*•–,)]*(?:\p{L}\)|\d+\))?\s*")
_PARENTHESIS = regex.compile(r"\([^()]*\)?")

_LONGEST = 9
_LONGEST_BEFORE = 20


def read_noun_after(text: str, position: int) -> tuple[str, int] | None:
    """The noun phrase that begins at ``position`` (blanks skipped) and where it ends, else None.

    >>> read_noun_after("90% TTHC nội bộ được công khai", 3)
    ('TTHC nội bộ', 15)
    """
    match = _AFTER.match(text, position)
    found = list(_noun_words(match.group().split())) if match else []
    if found and found[0].casefold() in _JOINERS - _BEGINNERS:
        return None
    while found and found[-1] in _JOINERS:
        found.pop()
    return (" ".join(found), _find_end(text, position, found)) if found else None


def _noun_words(following: list[str]) -> Iterator[str]:
    """The words up to one with which something else begins."""
    for number, (word, after) in enumerate(pairwise([*following, ""])):
        pair = f"{word} {after}".casefold()
        if word.casefold() in _STOPS or pair in _STOPS or number == _LONGEST:
            return
        if word[0].isdigit() or _NAME.match(word):
            return
        yield word


def read_noun_before(text: str, low: int, position: int) -> str | None:
    """The words from the beginning of the clause to ``position`` without aims and markers.

    None where there are none.

    >>> read_noun_before("Phấn đấu tỷ lệ hộ nghèo đạt 5%", 0, 23)
    'tỷ lệ hộ nghèo'
    """
    if colon := _COLON.match(text, low, position):
        position = colon.start()
    match = _CLAUSE.match(text, low, position)
    if match is None:
        return None
    clause = match.group()
    if match.start() > low and clause[0].isalpha() and text[match.start() - 1].isalpha():
        clause = clause.partition(" ")[2]
    return _noun_of_clause(" ".join(_MARKER.sub("", _PARENTHESIS.sub(" ", clause)).split()) + " ")


def _noun_of_clause(clause: str) -> str | None:
    """What a clause speaks of: from a word that heads nouns, else behind its last comma."""
    head = _HEADS.search(clause)
    clause = clause[head.start() :] if head else clause.rstrip(", ").rpartition(", ")[2] + " "
    if (lead := _LEADS.match(clause)) and not head:
        clause = clause[lead.end() :]
    left = clause.split()
    while left and (left[-1].casefold().rstrip(",") in _TAILS or not left[-1][0].isalpha()):
        left.pop()
    kept = left[:_LONGEST_BEFORE] if head else left[-_LONGEST_BEFORE:]
    return " ".join(kept).rstrip(",") or None


def _find_end(text: str, position: int, found: list[str]) -> int:
    for word in found:
        position = text.index(word, position) + len(word)
    return position
