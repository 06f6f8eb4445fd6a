"""Days of the week: of every week ("thứ Hai và thứ Năm"), or one of every month ("thứ Sáu tuần cuối
hằng tháng").

Source: RFC 5545 (BYDAY): MO to SU, with the number of the week within the month before it, -1 the
last.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from normalize.time.words import any_word, numbers, words
from schemas.plan import Span

_DAY_CODES, _ORDINALS = words("weekday"), numbers("ordinal")
_WEEKDAY = regex.compile(
    rf"thứ\s+(?P<day>{any_word('weekday')})(?:\s*(?:,|và|-|;)\s*(?:thứ\s+)?(?P<day>[2-7](?!\d)"
    rf"|{any_word('weekday')}))*"
    r"|(?P<sunday>chủ\s+nhật)(?!\p{L})"
)
_WHICH_WEEKDAY = regex.compile(
    rf"(?:\s+(?:của\s+)?tuần)?\s+(?:thứ\s+)?(?P<which>{any_word('ordinal')}|[1-5](?!\d))(?:\s+"
    rf"(?:tiên|cùng))?"
    r"\s+(?:của\s+)?(?:(?:mỗi|hằng|hàng|từng|các)\s+)?tháng(?!\s*\d)"
)


class Weekdays(NamedTuple):
    """The codes of weekdays, joined by commas, Monday first; ``span`` is where they are named."""

    days: str
    span: Span


def weekdays(text: str) -> Weekdays | None:
    """The weekdays that a phrase in lower case names first, one or several.

    >>> weekdays("thứ hai và thứ năm hằng tuần").days
    'MO,TH'
    """
    match = _WEEKDAY.search(text)
    return Weekdays(",".join(_codes(match)), match.span()) if match else None


def weekday_of_month(text: str) -> Weekdays | None:
    """The weekday of a certain week of every month.

    >>> weekday_of_month("thứ sáu tuần cuối hằng tháng").days
    '-1FR'
    """
    match = _WEEKDAY.search(text) if "tháng" in text else None
    which = _WHICH_WEEKDAY.match(text, match.end()) if match else None
    if match is None or which is None:
        return None
    number = _ORDINALS.get(which["which"]) or int(which["which"])
    return Weekdays(
        ",".join(f"{number}{day}" for day in _codes(match)), (match.start(), which.end())
    )


def _codes(match: regex.Match[str]) -> list[str]:
    named = {"SU"} if match["sunday"] else {_DAY_CODES[day] for day in match.captures("day")}
    return [day for day in ("MO", "TU", "WE", "TH", "FR", "SA", "SU") if day in named]
