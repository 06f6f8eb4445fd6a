"""The patterns that tell what a point's words are: work, an office by its place, neither."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from normalize.body.duty_words import duty_words_pattern
from normalize.body.verbs import duty_pattern


class PointWords(NamedTuple):
    """What a point begins with, or has where its office ends."""

    verb: regex.Pattern[str]
    opens: regex.Pattern[str]
    strong: regex.Pattern[str]
    clause: regex.Pattern[str]
    no_office: regex.Pattern[str]
    no_duty: regex.Pattern[str]


@cache
def point_words() -> PointWords:
    """The patterns, compiled at the first call."""
    flags = regex.IGNORECASE
    return PointWords(
        verb=regex.compile(rf"[\W\d]*{duty_pattern()}(?!\p{{L}})", flags),
        opens=regex.compile(rf"{duty_words_pattern('opens', 'charge')}\s+", flags),
        strong=regex.compile(rf"(?P<blank>\s+){duty_words_pattern('strong')}(?!\p{{L}})"),
        clause=regex.compile(rf"[.;:?!]\s|\d{{3}}|(?<!\p{{L}}){duty_pattern()}(?!\p{{L}})"),
        no_office=regex.compile(rf"[\W\d]*(?:các\s+)?{duty_words_pattern('no_office')}(?!\p{{L}})", flags),
        no_duty=regex.compile(rf"[\W\d]*{duty_words_pattern('no_duty')}(?!\p{{L}})", flags),
    )
