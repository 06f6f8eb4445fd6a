"""The patterns of the words with which points begin, compiled once."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from normalize.body.duty_words import duty_words_pattern
from normalize.body.offices import posts_pattern
from normalize.body.verbs import duty_pattern

_MOST_UNKNOWN = 14
"""Words of a body that no form tells."""


class OpeningWords(NamedTuple):
    """The patterns of the words of duties, compiled once."""

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


@cache
def opening_words() -> OpeningWords:
    """The patterns, compiled at the first call."""
    verbs, between = duty_pattern(), duty_words_pattern("between")
    # Behind a comma "tổ chức" is one more body of a list, not what the office does.
    action = rf"(?:[\s:*]*(?:{verbs}|{between})|\s*,\s*(?!tổ\s+chức\b)(?:{verbs}|{between}))(?!\p{{L}})"
    stub = rf"(?:[\s,:]*{duty_words_pattern('stub')}(?!\p{{L}}))*"
    flags = regex.IGNORECASE
    return OpeningWords(
        charge=regex.compile(rf"{duty_words_pattern('charge')}(?:\s+cho)?(?!\p{{L}})\s*", flags),
        opens=regex.compile(rf"{duty_words_pattern('opens')}(?!\p{{L}})\s*", flags),
        holder=regex.compile(rf"(?:các\s+)?(?:{duty_words_pattern('holder')}\s+)+", flags),
        aside=regex.compile(rf"{duty_words_pattern('aside')}(?!\p{{L}})"),
        verb=regex.compile(rf"{verbs}(?!\p{{L}})", flags),
        action=regex.compile(action),
        between=regex.compile(rf"[\s,]*{between}(?!\p{{L}})"),
        stub=regex.compile(rf"{stub}[\s:.*]*"),
        strong=regex.compile(rf"\s*{duty_words_pattern('strong')}(?!\p{{L}})"),
        post=regex.compile(rf"{posts_pattern()}(?!\p{{L}})"),
        ending=regex.compile(rf"\s+(?:{verbs})$"),
        unknown=regex.compile(
            rf"\p{{L}}+(?:(?:,|\s[-–])?\s+\p{{L}}+){{0,{_MOST_UNKNOWN}}}?(?=(?:\s+|,\s+(?!tổ\s+chức\b))(?:{verbs}|{between})(?!\p{{L}}))"
        ),
        party=regex.compile(
            rf"(?:các|những|tất\s+cả|toàn\s+thể)\s|{duty_words_pattern('party', 'holder')}(?!\p{{L}})", flags
        ),
        no_office=regex.compile(rf"{duty_words_pattern('no_office')}(?!\p{{L}})", flags),
    )
