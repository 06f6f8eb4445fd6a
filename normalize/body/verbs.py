"""What offices do: the verbs behind an office's name, from ``lexicon/duty_verbs.tsv``."""

from __future__ import annotations

from functools import cache

import regex

from normalize.lexicon.phrases import any_of
from normalize.lexicon.table import Row, read_table


class DutyVerb(Row, frozen=True, kw_only=True):
    """One verb, in small letters, and where it counts."""

    verb: str
    states_duty: bool
    """Behind an office's name it says that what follows is the office's work."""
    ends_name: bool
    """In small letters it is no part of an office's name: the name ends before it."""
    part_of: tuple[str, ...] = ()
    """Words whose last syllable it is ("Chương trình"), in which it is no verb."""


def duty_verbs() -> tuple[DutyVerb, ...]:
    """All verbs, in the table's order."""
    return read_table("duty_verbs", DutyVerb)


@cache
def duty_pattern() -> str:
    """A pattern for the verbs that state an office's work; what bounds it is the caller's.

    >>> bool(regex.match(duty_pattern(), "xem xét hồ sơ"))
    True
    """
    return any_of("; ".join(one.verb for one in duty_verbs() if one.states_duty))


@cache
def name_end_pattern() -> str:
    r"""A pattern for the verbs at which an office's name ends; one is no verb inside a longer word.

    >>> [bool(regex.search(rf"\s{name_end_pattern()}\b", one)) for one in ("An lập", "Thành lập")]
    [True, False]
    """
    verbs = [one for one in duty_verbs() if one.ends_name]
    plain = any_of("; ".join(one.verb for one in verbs if not one.part_of))
    return f"(?:{plain}|{'|'.join(map(_outside_words, (one for one in verbs if one.part_of)))})"


def _outside_words(verb: DutyVerb) -> str:
    """The verb where the word before it does not make it part of one of its words."""
    before = "|".join(regex.escape(word.rpartition(" ")[0]) for word in verb.part_of)
    return rf"(?<!(?<!\p{{L}})(?:{before})\s){regex.escape(verb.verb)}"
