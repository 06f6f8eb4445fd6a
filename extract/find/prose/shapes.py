"""A duty from its words: where they end, and who helps."""

from __future__ import annotations

from functools import cache

import regex

from extract.find.prose.agencies import find_agencies
from extract.find.prose.openings import LONGEST_HEADING, end_of_list, unknown_end
from normalize.body.duty_words import duty_words_pattern
from schemas.document import Duty
from schemas.plan import Span

_JOINT = regex.compile(r"(?:\s*[,;]|\s+và)\s+")
_MOST_BEFORE = 5
"""Characters between the word that names who helps and the first name."""


def make_duty(
    text: str,
    section: str,
    headings: tuple[str, ...],
    marker: str | None,
    span: Span,
    lead: Span | None,
    sure: float = 1.0,
) -> Duty:
    """A duty whose words stand at a span, without the blanks behind them, with who helps."""
    start = span[0]
    end = start + len(text[start : span[1]].rstrip())
    return Duty(section, headings, marker, (start, end), lead, find_helpers(text, (start, end)), sure=sure)


def find_helpers(text: str, span: Span) -> Span | None:
    """The offices behind "phối hợp với", or before "phối hợp" behind the one in charge."""
    match = _together().search(text, span[0], min(span[1], span[0] + 3 * LONGEST_HEADING))
    if match is None:
        return None
    start, stop = match.end(), min(span[1], match.end() + 2 * LONGEST_HEADING)
    behind = text[start:stop]
    end = _end_of_helpers(behind)
    if end:
        return start, start + end
    before = text[span[0] : match.start()].rstrip()
    tail = before[-LONGEST_HEADING:]
    named = find_agencies(tail)
    if not named or named[-1].span[1] != len(tail):
        return None
    offset = span[0] + len(before) - len(tail)
    return offset + named[-1].span[0], offset + named[-1].span[1]


def _end_of_helpers(behind: str) -> int:
    """Where names of helpers end; 0 where none begins here."""
    agencies = find_agencies(behind)
    if not agencies or agencies[0].span[0] > _MOST_BEFORE:
        return unknown_end(behind, 0)
    end = end_of_list(behind, agencies[0], agencies[1:])
    joint = _JOINT.match(behind, end)
    return unknown_end(behind, joint.end()) if joint and unknown_end(behind, joint.end()) > joint.end() else end


@cache
def _together() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?<!\p{{L}}){duty_words_pattern('helps')}(?!\p{{L}})(?:\s+(?:chặt\s+chẽ|với|cùng))*\s*", regex.IGNORECASE
    )
