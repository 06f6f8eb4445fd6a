"""Deadlines: what a time phrase of a plan means, as EDTF, RRULE and the last day in time.

    phrase = part (";" part)*             parts of different kinds make a composite
    part   = ditto | window | recurring | relative | continuous | limited | conditional
    limited = ["trước" | "chậm nhất" | "đến hết" | "từ" | "sau" …] time (joint time)*

"Trước X" is exclusive; the other limits include X and keep its precision. Nothing is shifted and no anchor invented.
Source: ISO 8601-2 (EDTF), RFC 5545; DOMAIN rulings of the project's vectors of real phrases.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache

import msgspec
import regex

from normalize.time.context import Context
from normalize.time.forms import (
    read_conditional,
    read_continuous,
    read_duration,
    read_recurring,
    read_relative,
    read_window,
)
from normalize.time.limits import read_limited
from normalize.time.times import find_times
from normalize.writing.text import fold_homoglyphs, nfc, squeeze
from schemas.plan import Deadline, YearSource

MAX_LENGTH = 400
"""Characters of a phrase that are read; a longer cell is prose."""

# The first reading that fits counts: from the most to the least particular.
_READERS: tuple[Callable[[Context, str], Deadline | None], ...] = (
    read_window,
    read_recurring,
    read_relative,
    read_duration,
    read_continuous,
    read_limited,
    read_conditional,
)

# "05/3/2018 ~ 09/3/2018", "01/6 ÷ 15/6", "1/6 –- 15/6": signs that stand for a dash between two dates
_FROM_TO = regex.compile(r"(?<=\d)\s*(?:[-–—]\s?)*[~÷→](?:\s?[-–—])*\s*(?=\d)|(?<=\d)\s*[-–—]\s?[-–—]+\s*(?=\d)")
_DITTO = regex.compile(r"[-\s]*(?:n\.?t\.?|như\s+trên|[\"“”']{1,2}|//)[-\s.]*")
_EMPTY = regex.compile(r"[\s\-.…/]*")
_VISION = regex.compile(r",?\s*(?:định\s+hướng|tầm\s+nhìn)\s+(?:đến\s+)?(?:năm\s+)?(?P<year>\d{4})")
_DONE = regex.compile(r"đã\s+(?:được\s+)?(?:hoàn\s+thành|thực\s+hiện|triển\s+khai|xong|ban\s+hành)")
_UNDER_WAY = regex.compile(r"đang\s+(?:thực\s+hiện|triển\s+khai|tiến\s+hành)\b|chưa\s+(?:xác\s+định|có)\b")
_HOUR = r"\d{1,2}\s*(?:h(?!\p{L})|giờ|g(?=\d))"
_CLOCK = regex.compile(rf"{_HOUR}\s*(?:\d{{2}})?\s*(?:phút)?(?:\s*(?:-|đến|→|->)\s*(?={_HOUR}))?,?\s*")
_BEFORE_HOUR = regex.compile(rf"\btrước\s+(?:lúc\s+)?{_HOUR}")
_KIND_CHANGE = regex.compile(
    r"\s*[;,]\s*(?=thường\s+xuyên|h[ằà]ng|định\s+kỳ|khi\s|đột\s+xuất)|(?<=thường\s+xuyên)\s*[,;]?\s*(?:và\s+)?(?=\S)"
    r"|\s+và\s+(?=h[ằà]ng\s|thường\s+xuyên|đột\s+xuất|từng\s+giai\s+đoạn)|\s*;\s*|\s+(?=[≤≥]|dự\s+kiến\s)"
)


@lru_cache(maxsize=8192)
def parse_deadline(
    raw: str, *, year: int | None = None, issued_on: date | None = None, year_source: YearSource | None = None
) -> Deadline | None:
    """The reading of a time phrase; None where it names no time that can be read.

    ``year`` is the plan's year, for phrases that say none (``year_source`` tells where it was taken from);
    ``issued_on`` anchors "kể từ ngày ký" and "từ nay". A ditto mark gives kind ``ditto`` and nothing else.

    >>> parse_deadline("Quý II và IV", year=2023, issued_on=date(2023, 2, 16)).edtf
    '{2023-04..2023-06,2023-10..2023-12}'
    >>> parse_deadline("Trước ngày 30/6", year=2023).due_latest
    '2023-06-29'
    """
    return _read(Context(raw, year, issued_on, year_source))


def _read(context: Context) -> Deadline | None:
    """The whole phrase: what it says without a time, its parts, and what becomes of them together."""
    text = squeeze(fold_homoglyphs(nfc(context.raw[:MAX_LENGTH]))).lower().strip(" .")
    text = _FROM_TO.sub(" - ", text)
    if _DITTO.fullmatch(squeeze(context.raw).lower()):
        return Deadline(raw=context.raw, kind="ditto")
    if _EMPTY.fullmatch(text):
        return Deadline(raw=context.raw, kind="empty")
    if _DONE.match(text) or (_UNDER_WAY.match(text) and not find_times(text)):
        return Deadline(raw=context.raw, kind="empty", flags=("status_not_deadline",))
    text = _without_clock(context, text)
    if not text:
        return Deadline(raw=context.raw, kind="conditional", condition=squeeze(context.raw), flags=("clock_time",))
    text = _without_vision(context, text)
    parts = [part for piece in _KIND_CHANGE.split(text) if piece and (part := _part(context, piece.strip(" .,")))]
    if not parts:
        return None
    if len(parts) > 1 and all(part.kind in ("point", "period") for part in parts):
        parts = [
            read_limited(context, text) or _composite(context, parts)
        ]  # "30/6; 31/12" is a list like "30/6 và 31/12"
    return _finished(context, parts[0] if len(parts) == 1 else _composite(context, parts))


def _without_clock(context: Context, text: str) -> str:
    """The phrase without its hours; a deadline is a day."""
    if _CLOCK.search(text) is None:
        return text
    context.flags.append("clock_time")
    context.before_hour = _BEFORE_HOUR.search(text) is not None
    return _CLOCK.sub("", text).strip(" -,.")


def _without_vision(context: Context, text: str) -> str:
    """The phrase without the year that a plan only looks ahead to: "tầm nhìn đến năm 2050"."""
    vision = _VISION.search(text)
    if vision is None or vision.start() == 0:
        return text
    context.flags.append(f"vision={vision['year']}")
    return text[: vision.start()] + text[vision.end() :]


def _part(context: Context, text: str) -> Deadline | None:
    """The first reading that fits, from the most to the least particular."""
    for read in _READERS:
        found = read(context, text)
        if found is not None:
            return found
    return None


def _composite(context: Context, parts: list[Deadline]) -> Deadline:
    """Parts of different kinds: the one with a limit word leads, else the one that ends last."""
    if all(part.kind == "conditional" for part in parts):
        return msgspec.structs.replace(parts[0], condition=squeeze(context.raw).lower())
    limited = [part for part in parts if part.kind in ("before", "after")]
    leading = limited or sorted(parts, key=lambda part: part.due_latest or "")
    return msgspec.structs.replace(
        leading[-1],
        kind="composite",
        components=tuple(one for part in parts for one in part.components),
        rrule=next((part.rrule for part in parts if part.rrule), None),
        frequency=next((part.frequency for part in parts if part.frequency), None),
        condition=next((part.condition for part in parts if part.condition), None),
    )


def _finished(context: Context, found: Deadline) -> Deadline:
    """The flags of the whole phrase."""
    flags = list(context.flags)
    if context.inherits:
        flags.append("year_inherited")
    if context.approximate:
        flags.append("approximate")
    if context.issued_on and found.due_latest and found.due_latest < context.issued_on.isoformat():
        flags.append("before_issue")
    source: YearSource | None = "cell" if context.says_year else None
    if context.inherits:
        source = "neighbour" if context.says_year else context.source
    return msgspec.structs.replace(
        found, flags=tuple(dict.fromkeys(flags)), approximate=context.approximate, year_source=source
    )
