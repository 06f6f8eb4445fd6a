"""The patterns of the words with which points and headings begin, compiled once."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from normalize.body.duty_words import Use, duty_words_pattern
from normalize.body.offices import posts_pattern
from normalize.body.verbs import duty_pattern

_WHOLE = r"(?!\p{L})"
"""Behind a word: no longer one goes on."""
_MOST_UNKNOWN = 14
"""Words of a body that no form tells."""


class OpeningWords(NamedTuple):
    """What duties are opened with, and what stands around them."""

    charge: regex.Pattern[str]
    opens: regex.Pattern[str]
    holder: regex.Pattern[str]
    aside: regex.Pattern[str]
    verb: regex.Pattern[str]
    action: regex.Pattern[str]
    between: regex.Pattern[str]
    stub: regex.Pattern[str]
    strong: regex.Pattern[str]
    post: regex.Pattern[str]
    ending: regex.Pattern[str]
    unknown: regex.Pattern[str]
    party: regex.Pattern[str]
    no_office: regex.Pattern[str]


class PointWords(NamedTuple):
    """What a point begins with, or has where its office ends: work, an office by its place, neither."""

    verb: regex.Pattern[str]
    opens: regex.Pattern[str]
    strong: regex.Pattern[str]
    clause: regex.Pattern[str]
    no_office: regex.Pattern[str]
    no_duty: regex.Pattern[str]


@cache
def opening_words() -> OpeningWords:
    """The patterns, compiled at the first call."""
    verbs, between = duty_pattern(), _words("between")
    behind = rf"(?:{verbs}|{between}){_WHOLE}"
    # Behind a comma "tổ chức" is one more body of a list, not what the office does.
    listed = rf",\s*(?!{_words('body_of_list')}\b)"
    more = rf"(?:(?:,|\s[-–])?\s+\p{{L}}+){{0,{_MOST_UNKNOWN}}}?"
    several = rf"(?:các|những|{_words('all_of')})\s"
    return OpeningWords(
        charge=_pattern(rf"{_words('charge')}(?:\s+cho)?{_WHOLE}\s*"),
        opens=_pattern(rf"{_words('opens')}{_WHOLE}\s*"),
        holder=_pattern(rf"(?:các\s+)?(?:{_words('holder')}\s+)+"),
        aside=regex.compile(rf"{_words('aside')}{_WHOLE}"),
        verb=_pattern(rf"{verbs}{_WHOLE}"),
        action=regex.compile(rf"(?:[\s:*]*|\s*{listed}){behind}"),
        between=regex.compile(rf"[\s,]*{between}{_WHOLE}"),
        stub=regex.compile(rf"(?:[\s,:]*{_words('stub')}{_WHOLE})*[\s:.*]*"),
        strong=regex.compile(rf"\s*{_words('strong')}{_WHOLE}"),
        post=regex.compile(rf"{posts_pattern()}{_WHOLE}"),
        ending=regex.compile(rf"\s+(?:{verbs})$"),
        unknown=regex.compile(rf"\p{{L}}+{more}(?=(?:\s+|,\s+(?!{_words('body_of_list')}\b)){behind})"),
        party=_pattern(rf"{several}|{_words('party', 'holder')}{_WHOLE}"),
        no_office=_pattern(rf"{_words('no_office')}{_WHOLE}"),
    )


@cache
def point_words() -> PointWords:
    """The patterns, compiled at the first call."""
    return PointWords(
        verb=_pattern(rf"[\W\d]*{duty_pattern()}{_WHOLE}"),
        opens=_pattern(rf"{_words('opens', 'charge')}\s+"),
        strong=regex.compile(rf"(?P<blank>\s+){_words('strong')}{_WHOLE}"),
        clause=regex.compile(rf"[.;:?!]\s|\d{{3}}|(?<!\p{{L}}){duty_pattern()}{_WHOLE}"),
        no_office=_pattern(rf"[\W\d]*(?:các\s+)?{_words('no_office')}{_WHOLE}"),
        no_duty=_pattern(rf"[\W\d]*{_words('no_duty')}{_WHOLE}"),
    )


def _words(*uses: Use) -> str:
    return duty_words_pattern(*uses)


def _pattern(text: str) -> regex.Pattern[str]:
    """A pattern that holds in small letters and in capitals."""
    return regex.compile(text, regex.IGNORECASE)
