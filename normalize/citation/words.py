"""Vocabularies of the reference finder, by group.

The table ``lexicon/reference_words.tsv`` has a row a phrase. ``field``: what a ministry or
department is for; ``central_body``, ``termed_body``: bodies of the centre, the latter with a term
(*khóa*); ``body_head``: first words of other bodies (bare); ``body_stop``, ``body_stop_pair``:
words no name of a body goes on with; ``no_proper_name``: words that begin the next clause, not a
place's name (bare); ``law_stop``, ``law_title_stop``: words that end a law's name; ``issuing``:
verbs between a citation and its date ("do Chính phủ ban hành ngày …"); ``no_document``:
what has numbers like symbols and is no document; ``subject``: what begins the subject behind a
citation; ``committee``: bodies of the Party, ``board``: what acts for one.

Source: names of bodies in published documents; the words are those that follow them there.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from normalize.lexicon.table import Row, read_table
from normalize.writing.text import strip_marks

Group = Literal[
    "field",
    "central_body",
    "termed_body",
    "body_head",
    "body_stop",
    "body_stop_pair",
    "no_proper_name",
    "law_stop",
    "law_title_stop",
    "issuing",
    "no_document",
    "subject",
    "board",
    "committee",
]


class ReferenceWord(Row, frozen=True, kw_only=True):
    """One row of the table."""

    group: Group
    phrase: str


@cache
def _groups() -> dict[Group, frozenset[str]]:
    groups: dict[Group, set[str]] = {}
    for row in read_table("reference_words", ReferenceWord):
        groups.setdefault(row.group, set()).add(row.phrase)
    return {group: frozenset(phrases) for group, phrases in groups.items()}


def words(group: Group) -> frozenset[str]:
    """All phrases of a group.

    >>> "về" in words("body_stop")
    True
    """
    return _groups()[group]


def loose(pattern: str) -> str:
    """A pattern in which a blank stands for one to four blanks or line ends, "~" for up to four.

    >>> loose("bo truong~bo")
    'bo\\\\s{1,4}truong\\\\s{0,4}bo'
    """
    return pattern.replace(" ", r"\s{1,4}").replace("~", r"\s{0,4}")


@cache
def phrases_pattern(group: Group) -> str:
    """A pattern for the phrases of a group on text without marks, longest first; to be passed
    through `loose`.

    "và" also matches "&"; dashes and commas between words may be missing.
    """
    bare = {strip_marks(phrase) for phrase in words(group)}
    loosened = {
        one: one.replace(" - ", "~[-,]?~")
        .replace(", ", "~,?~")
        .replace("&", "~&~")
        .replace(" va ", " (?:va|&)~")
        for one in bare
    }
    return "|".join(loosened[one] for one in sorted(bare, key=lambda one: (-len(one), one)))
