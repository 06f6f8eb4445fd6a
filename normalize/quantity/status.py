"""What a quantity is to the plan, and the time it is for: an aim, what was reached, what is
expected.

Words directly before a number say it ("hiện nay 75%", "ước đạt 98%"), or the year it stands with:
what a year before the plan's reached is a result.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from normalize.quantity.words import any_word
from schemas.plan import TargetStatus

_YEAR = r"(?:19|20)\d\d(?!\d)"
_LEAD = (
    r"(?:^|[.,;:(\n\-–]\s?|(?<!\p{L})"
    r"(?:trong|vào|kết\squả|thực\shiện|phấn\sđấu|của|cuối|hết|đến|tới|ước|và)\s)"
)
_WHEN = regex.compile(
    rf"""{_LEAD}(?:cả\s)?(?:
      (?:giai\sđoạn|nhiệm\skỳ|thời\skỳ)\s(?P<first>{_YEAR})\s?(?:[-–]|đến)\s?(?P<last>{_YEAR})
    | năm\s(?P<year>{_YEAR})(?!\s?[-–]\s?\d)
    )""",
    regex.VERBOSE | regex.IGNORECASE,
)
_COMPARED = regex.compile(
    r"(?r)(?<!\p{L})(?:so\svới|so\scùng|bằng|gấp|từ)\s(?:\p{L}+\s){0,3}", regex.IGNORECASE
)
_BEHIND = regex.compile(
    rf"[^.;:,()\n\d]{{0,60}}?(?<!\p{{L}})(?:trong|vào|đến|đến\shết|đến\scuối)\snăm\s"
    rf"(?P<year>{_YEAR})"
)
_BEFORE_BRACKET = regex.compile(rf"(?r)(?<!\p{{L}})năm\s(?P<year>{_YEAR})\s?", regex.IGNORECASE)
_STATUS = regex.compile(
    rf"(?<!\p{{L}})(?:(?P<result>{any_word('result')})|(?P<estimate>{any_word('estimate')})"
    rf"|(?P<aim>{any_word('aim')}))(?!\p{{L}})",
    regex.IGNORECASE,
)
_DONE = regex.compile(r"(?:\s\p{L}+){1,3}\s?", regex.IGNORECASE)
_LONGEST_CLAUSE = 200


class Said(NamedTuple):
    """``status`` as words say, None where none does; ``period`` in EDTF, None where no time is
    said."""

    status: TargetStatus | None
    period: str | None


def read_said(text: str, low: int, start: int, end: int) -> Said:
    """What the words around a quantity from ``start`` to ``end`` say of it; ``low`` is the end of
    the one before.

    >>> read_said("Hiện nay 75% hộ dân", 0, 9, 12)
    Said(status='result', period=None)
    >>> read_said("Đến năm 2027, 80% xã đạt chuẩn", 0, 14, 17)
    Said(status=None, period='2027')
    """
    begin = _begin_of(text, start)
    period = _period(text, begin, start, end)
    status = _status_of_words(text, max(begin, low), start)
    return Said(status, period)


def status_in(status: TargetStatus | None, period: str | None, year: int | None) -> TargetStatus:
    """The status of a quantity in a plan for ``year``, where its words say none: what a year before
    it reached is a result, the rest is aimed at.

    >>> status_in(None, "2023", 2024), status_in(None, "2024", 2024)
    ('result', 'aim')
    """
    if status is not None:
        return status
    past = year is not None and period is not None and int(period[-4:]) < year
    return "result" if past else "aim"


def _begin_of(text: str, start: int) -> int:
    """Where the clause or the bracket around a quantity begins."""
    floor = max(0, start - _LONGEST_CLAUSE)
    match = _CLAUSE_BEGIN.search(text, floor, start)
    return match.end() if match else floor


_CLAUSE_BEGIN = regex.compile(r"(?r)(?:[.;](?=\s)|[\n(])")


def _period(text: str, begin: int, start: int, end: int) -> str | None:
    """The time a quantity is for: the nearest before it in its clause, else the one directly
    behind."""
    nearest = None
    for match in _WHEN.finditer(text, max(0, begin - 1), start):
        if not _COMPARED.match(text, begin, match.start()) or text[match.start()] in ".,;:(\n":
            nearest = match
    if nearest is None and text[begin - 1 : begin] == "(":
        nearest = _BEFORE_BRACKET.match(text, 0, begin - 1)
    nearest = nearest or _BEHIND.match(text, end)
    if nearest is None:
        return None
    first, last = nearest.groupdict().get("first"), nearest.groupdict().get("last")
    return f"{first}/{last}" if first else str(nearest["year"])


def _status_of_words(text: str, begin: int, start: int) -> TargetStatus | None:
    """The last word before the quantity that says what it is."""
    found: TargetStatus | None = None
    for match in _STATUS.finditer(text, begin, start):
        if match["result"] is None:
            found = "estimate" if match["estimate"] else "aim"
        elif match["result"].casefold() != "đã" or _DONE.fullmatch(text, match.end(), start):
            found = "result"
    return found
