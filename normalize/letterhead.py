"""Words of the head and of the end of a document, by what a line is that holds them.

``lexicon/head_words.tsv`` has a row a phrase with its ``role``: the nation's name and motto,
degrees of urgency and of secrecy, what opens the body, what stands beside a head and is none of it,
what ends the document.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from normalize.lexicon.phrases import any_of
from normalize.lexicon.table import Row, read_table

HeadRole = Literal[
    "nation",
    "union",
    "motto",
    "urgency",
    "secrecy",
    "opening",
    "opens_title",
    "theme",
    "beside",
    "received",
    "recipients",
    "recipient",
    "seal",
    "rank",
    "subject",
    "attached",
    "appendix",
    "issuing",
    "issued",
    "of_place",
]
"""``opens_title``: an opening of the body with which titles begin too; ``issuing`` kinds issue
documents of ``issued`` kinds in the same file; ``union`` stands where the nation does; ``of_place``
are bodies that the name of a place stands behind."""


class HeadWord(Row, frozen=True, kw_only=True, gc=False):
    """A phrase and what a line with it is."""

    phrase: str
    role: HeadRole


@cache
def head_phrases(role: HeadRole) -> tuple[str, ...]:
    """The phrases of a role as the table spells them, in its order.

    >>> head_phrases("recipients")
    ('Nơi nhận',)
    """
    return tuple(row.phrase for row in read_table("head_words", HeadWord) if row.role == role)


@cache
def head_pattern(role: HeadRole, *, capitals: bool = False) -> str:
    """A pattern for the phrases of a role as they are spelled, or in capitals.

    >>> import regex
    >>> bool(regex.fullmatch(head_pattern("urgency", capitals=True), "HỎA TỐC"))
    True
    """
    phrases = "; ".join(head_phrases(role))
    return any_of(phrases.upper() if capitals else phrases)
