"""Posts (*chức vụ*) and powers (*quyền hạn*) of those who sign, and of those who are put in charge.

The tables are ``lexicon/posts.tsv`` and ``lexicon/powers.tsv``; the powers are those of Nghị định 30/2020/NĐ-CP and of
Party documents.
"""

from __future__ import annotations

from functools import cache

from normalize.lexicon.phrases import any_of
from normalize.lexicon.table import Row, read_table


class Post(Row, frozen=True, kw_only=True):
    """One post with its deputy's."""

    post: str
    deputy: str = ""
    signs: bool
    """Whether it stands above a signature."""
    in_charge: bool
    """Whether plans put its holder in charge."""


class Power(Row, frozen=True, kw_only=True):
    """One power, as it stands before a body or a post."""

    power: str
    meaning: str
    dotted: bool
    """Whether only a full stop behind it tells it from other words ("Q.")."""
    own_post: bool
    """Whether the post behind it is the signer's own, not that of the one who is signed for."""


def posts() -> tuple[Post, ...]:
    """All posts, in the table's order."""
    return read_table("posts", Post)


def powers() -> tuple[Power, ...]:
    """All powers, in the table's order."""
    return read_table("powers", Power)


def power_of(word: str) -> Power:
    """The row of a power.

    >>> power_of("Q").own_post, power_of("KT").own_post
    (True, False)
    """
    return next(one for one in powers() if one.power == word)


@cache
def signing_posts() -> tuple[str, ...]:
    """The posts that sign, with their deputies, in capitals as they are printed.

    >>> {"CHỦ TỊCH", "PHÓ CHỦ TỊCH"} <= set(signing_posts())
    True
    """
    names = (name for one in posts() if one.signs for name in (one.post, one.deputy) if name)
    return tuple(dict.fromkeys(name.upper() for name in names))


@cache
def posts_pattern() -> str:
    """A pattern for the posts that plans put in charge, deputies among them."""
    names = (name for one in posts() if one.in_charge for name in (one.post, one.deputy) if name)
    return any_of("; ".join(names))


@cache
def power_pattern() -> str:
    r"""A pattern for a power with what parts it from the body: "TM. ", "T/M ", "Q. ".

    >>> import regex
    >>> [bool(regex.match(power_pattern() + r"\p{Lu}", one)) for one in ("TM. ỦY BAN", "Q. CHỦ TỊCH", "Q CHỦ", "TMA")]
    [True, True, False, False]
    """
    return rf"(?:{power_word(dotted=False)}(?:\s*\.\s*|\s+)|{power_word(dotted=True)}\s*\.\s*)"


@cache
def power_word(*, dotted: bool) -> str:
    """A pattern for the powers that need a full stop, or for the others, and no more."""
    return any_of("; ".join(one.power for one in powers() if one.dotted is dotted))
