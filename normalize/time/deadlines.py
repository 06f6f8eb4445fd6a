"""Deadlines: what a time phrase of a plan means, as EDTF, RRULE and the last day in time.

    phrase = part (";" part)*             parts of different kinds make a composite
    part   = ditto | window | recurring | relative | continuous | limited | conditional
    limited = ["trước" | "chậm nhất" | "đến hết" | "từ" | "sau" …] time (joint time)*

"Trước X" is exclusive; the other limits include X and keep its precision. Nothing is shifted and no
anchor invented. What no part of the reading used, beyond words that say nothing of when, is left
unread and named. Source: ISO 8601-2 (EDTF), RFC 5545; DOMAIN rulings of the project's vectors of
real phrases.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache

import msgspec
import regex

from normalize.time.durations import read_length
from normalize.time.forms import read_conditional, read_continuous, read_recurring, read_window
from normalize.time.limits import read_limited
from normalize.time.phrases import Phrase, prepare, unread_words
from normalize.time.reading import Frame, Period, Reading, joined
from normalize.time.times import find_times
from normalize.time.words import any_word, words
from normalize.time.years import ImpossibleTimeError
from schemas.plan import Deadline, Span, YearSource

PARTLY = 0.7
"""The confidence of a reading that left words unread."""

# The first reading that fits counts: from the most to the least particular.
_READERS: tuple[Callable[[Frame, str], Reading | None], ...] = (
    read_window,
    read_recurring,
    read_length,
    read_continuous,
    read_limited,
    read_conditional,
)

_WITHOUT_TIME = regex.compile(
    r"""(?P<ditto>[-\s]*(?:n\.?t\.?|như\s+trên|["“”']{1,2}|//)[-\s.]*$)
      | (?P<empty>[\s\-.…/]*$)
      | \s*(?P<done>đã\s+(?:được\s+)?(?:hoàn\s+thành|thực\s+hiện|triển\s+khai|xong|ban\s+hành))
      | \s*(?P<under_way>đang\s+(?:thực\s+hiện|triển\s+khai|tiến\s+hành)\b
          |chưa\s+(?:xác\s+định|có)\b)
      | \s*(?:(?:trong|vào|theo)\s+)?(?P<hours>"""
    + any_word("working_hours")
    + r""")[\s.]*$""",
    regex.VERBOSE,
)
_NEXT_PART = regex.compile(
    rf"(?<!\p{{L}}){any_word('continuous')}(?P<cut>\s*+[,;]?\s*+(?:và\s+)?)(?=\S)"
    r"|(?P<cut>\s*+[;,]\s*+)(?=thường\s+xuyên|h[ằà]ng|định\s+kỳ|khi\s|đột\s+xuất|theo\s)|"
    r"(?P<cut>\s+(?:và|hoặc)\s+)"
    r"(?=h[ằà]ng\s|(?:\p{L}+\s+){0,3}thường\s+xuyên|đột\s+xuất|từng\s+giai\s+đoạn|theo\s|"
    r"(?:ngay\s+)?(?:sau\s+)?khi\s)"
    r"|(?P<cut>\s*+;\s*+)(?!(?:\d{1,2}|[ivx]+)\s*(?:[;,]|$))|(?P<cut>\.\s+)(?=\p{L})|(?P<cut>\s+)"
    r"(?=[≤≥]|dự\s+kiến\s)"
)
_MAY_PART = regex.compile(
    "|".join(["[;,≤≥]|[.][ ]|[ ](?:và|hoặc)[ ]|dự kiến", *words("continuous")]).replace(
        " kiến", r"\s+kiến"
    )
)
"""Every phrase of several parts holds one of these."""
_SCOPE = regex.compile(
    rf"(?:(?:{any_word('within')}|{any_word('filler')})\s+)*(?:giai\s+đoạn|nhiệm\s+kỳ)\s[\d\s-]+"
    rf"(?:đến(?:\s+năm)?\s+\d+)?\s*"
)


@lru_cache(maxsize=8192)
def read_deadline(
    phrase: str,
    *,
    year: int | None = None,
    issued_on: date | None = None,
    year_source: YearSource | None = None,
    period: Period | None = None,
    in_column: bool = True,
) -> Deadline | None:
    """The reading of a time phrase; None where it names no time that can be read, or one that no
    calendar has.

    ``year`` is the plan's year, for phrases that say none (``year_source`` tells where it was taken
    from); ``period`` the years of a plan of several years, for what goes on all the time;
    ``issued_on`` anchors "kể từ ngày ký" and "từ nay". ``in_column``: the phrase is all that a
    column or a label for times says; elsewhere a lone *giai đoạn* is a scope. A ditto mark gives
    kind ``ditto`` and nothing else. Words left over stand in ``unread``.

    >>> read_deadline("Quý II và IV", year=2023, issued_on=date(2023, 2, 16)).edtf
    '{2023-04..2023-06,2023-10..2023-12}'
    >>> read_deadline("Trước ngày 30/6", year=2023).due_latest
    '2023-06-29'
    >>> read_deadline("Trước 30/6/2023 nếu Sở đồng ý").unread
    ('nếu Sở đồng ý',)
    """
    try:
        return _read(phrase, _frame(phrase, year, issued_on, year_source, period), in_column)
    except ImpossibleTimeError:
        return None


def impossible_time(
    phrase: str,
    *,
    year: int | None = None,
    issued_on: date | None = None,
    period: Period | None = None,
) -> str | None:
    """The words of a phrase that name a time no calendar has; None where there are none.

    >>> impossible_time("Trước 31/6/2024")
    '31/6/2024'
    """
    try:
        _read(phrase, _frame(phrase, year, issued_on, None, period), in_column=True)
    except ImpossibleTimeError as error:
        start, end = error.span
        return prepare(phrase).shown[start:end].strip()
    return None


def _frame(
    phrase: str,
    year: int | None,
    issued_on: date | None,
    source: YearSource | None,
    period: Period | None,
) -> Frame:
    """The plan's year is the one given, else that of the issue, where a plan of several years holds
    it."""
    if (
        year is None
        and issued_on is not None
        and (period is None or period.first <= issued_on.year <= period.last)
    ):
        year = issued_on.year
    return Frame(phrase, year, issued_on, source, period)


def _read(raw: str, frame: Frame, in_column: bool) -> Deadline | None:
    """The whole phrase: what it says without a time, its parts, and what becomes of them
    together."""
    phrase = prepare(raw)
    text = phrase.text.strip(" .")
    if phrase.only_clock:
        return frame.made("conditional", condition=phrase.shown, flags=phrase.flags, confidence=1.0)
    if (said := _WITHOUT_TIME.match(phrase.text)) and not (said["under_way"] and find_times(text)):
        return _without_time(frame, said)
    frame = frame._replace(to_the_hour=phrase.to_the_hour)
    parts = _parts(frame, phrase)
    if not parts:
        return None
    whole = joined(frame, parts, phrase.text)
    if _cuts_a_number(phrase.text, whole.used):
        return None
    return _finished(
        frame, phrase, whole, scope=not in_column and _SCOPE.fullmatch(text) is not None
    )


def _without_time(frame: Frame, said: regex.Match[str]) -> Deadline:
    """A mark of repetition, nothing, how things stand, or the hours in which work is done."""
    if said["ditto"]:
        return frame.made("ditto", confidence=1.0)
    flags = ("status_not_deadline",) if said["done"] or said["under_way"] else ()
    return frame.made(
        "empty", flags=("hours_not_deadline",) if said["hours"] else flags, confidence=1.0
    )


def _parts(frame: Frame, phrase: Phrase) -> list[Reading]:
    """The parts of a phrase that could be read; times of one kind and limit are one list: "30/6;
    31/12"."""
    parts = []
    start = 0
    cuts = (
        [one.span("cut") for one in _NEXT_PART.finditer(phrase.text)]
        if _MAY_PART.search(phrase.text)
        else []
    )
    for end, after in [*cuts, (len(phrase.text), 0)]:
        piece = phrase.text[start:end]
        begin = start + len(piece) - len(piece.lstrip(" .,"))
        said = piece.strip(" .,")
        reading = _part(frame, said) if said else None
        if reading is not None:
            used = tuple((begin + one, begin + other) for one, other in reading.used)
            parts.append(reading._replace(used=used))
        start = after
    if len(parts) > 1 and {part.deadline.kind for part in parts} <= {
        "point",
        "period",
        "range",
        "set_all",
        "before",
    }:
        whole = read_limited(frame, phrase.text)
        return [whole] if whole else parts
    return parts


def _part(frame: Frame, text: str) -> Reading | None:
    """The first reading that fits, from the most to the least particular."""
    for read in _READERS:
        found = read(frame, text)
        if found is not None:
            return found
    return None


def _cuts_a_number(text: str, used: tuple[Span, ...]) -> bool:
    """Whether a stretch begins or ends inside a number."""
    for span in used:
        for edge in span:
            if 0 < edge < len(text) and text[edge].isdecimal() and text[edge - 1].isdecimal():
                return True
    return False


def _finished(frame: Frame, phrase: Phrase, reading: Reading, scope: bool) -> Deadline:
    """The deadline with the flags of the whole phrase, what it left unread and how sure it is."""
    found = reading.deadline
    approximate = reading.approximate or "dự kiến" in phrase.text
    flags = [*phrase.flags, *reading.flags]
    flags += ["year_inherited"] if reading.inherits else []
    flags += ["approximate"] if approximate else []
    if frame.issued_on and found.due_latest and found.due_latest < frame.issued_on.isoformat():
        flags.append("before_issue")
    if scope:
        flags.append("scope_not_deadline")
    unread = unread_words(phrase, reading.used)
    return msgspec.structs.replace(
        found,
        due_latest=None if scope else found.due_latest,
        condition=found.condition or phrase.condition,
        flags=tuple(dict.fromkeys(flags)),
        approximate=approximate,
        year_source=_weakest(reading, frame),
        unread=unread,
        confidence=PARTLY if unread else 1.0,
    )


def _weakest(reading: Reading, frame: Frame) -> YearSource | None:
    """Where the year was taken from: what the plan gave, before what another item gave, before the
    item's own."""
    if reading.inherits:
        return next(
            (one for one in reading.sources if one not in ("cell", "neighbour")), frame.source
        )
    if "neighbour" in reading.sources:
        return "neighbour"
    return "cell" if "cell" in reading.sources else None
