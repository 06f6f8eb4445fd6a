"""Times that are no date on the page: rhythms, all the time, an event, the days a report covers."""

from __future__ import annotations

from typing import cast

import regex

from normalize.time.limits import LIMITS
from normalize.time.reading import Frame, Reading
from normalize.time.rhythms import boundary_of, read_rhythm
from normalize.time.words import any_word, pattern_of
from schemas.plan import Boundary

_LIMITING = [phrase for phrase, limit in LIMITS.items() if limit in ("before", "by")]
_LOOSE = ("đến", "tới", "hết")
_STRICT = regex.compile(
    rf"(?<!\p{{L}}|năm\s){pattern_of([one for one in _LIMITING if one not in _LOOSE])}"
)
_CONTINUOUS = regex.compile(
    rf"(?<!\p{{L}}){any_word('continuous')}|\b24/24(?![\d/])|trực\s+24/7(?![\d/])"
)
_CONDITION = regex.compile(rf"(?<!\p{{L}})(?:{any_word('condition')}|{any_word('lunar')})")
_AWAITED = regex.compile(
    r"(?:(?:đến\s+)?(?:trước|sau)\s+(?:ngày|lễ|hội|đại\s+hội|vụ|mùa)|(?:kể\s+)?từ\s+(?:ngày|khi"
    r"|lúc))\s+\p{L}[\p{L}\s,-]*"
)
_WINDOW = regex.compile(
    r"(?:tính\s+)?từ\s+ngày\s+(?P<first>.+?)\s+đến\s+(?:hết\s+)?ngày\s+"
    r"(?P<last>.+?kỳ\s+báo\s+cáo.*)"
)
_DAY_MONTH = regex.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})(?![\d/])")
_CONDITION_BOUNDARIES: tuple[tuple[tuple[str, ...], Boundary], ...] = (
    (("trước", "đến trước"), "before"),
    (("sau", "ngay sau"), "after"),
    (("kể từ", "từ ngày", "từ khi"), "from"),
    (("ngày",), "on"),
    (("kỳ họp",), "by"),
)


def read_window(frame: Frame, text: str) -> Reading | None:
    """The cut-off of a report's data, which is no deadline (NĐ 09/2019/NĐ-CP, Điều 12)."""
    match = _WINDOW.match(text) if "kỳ" in text else None
    if match is None:
        return None
    days = [_DAY_MONTH.match(match[name]) for name in ("first", "last")]
    if all(days) and frame.year is not None and days[0] and days[1]:
        first_year = frame.year - ("năm trước" in match["first"])
        first = f"{first_year}-{int(days[0]['month']):02d}-{int(days[0]['day']):02d}"
        window = f"{first}/{frame.year}-{int(days[1]['month']):02d}-{int(days[1]['day']):02d}"
        return Reading(
            frame.made("data_window", edtf=window, components=(window,)), (match.span(),)
        )
    monthly = "1/P1M" if "tháng" in match["last"] else None
    return Reading(frame.made("data_window", frequency=monthly), (match.span(),))


def read_recurring(frame: Frame, text: str) -> Reading | None:
    """A rhythm, with or without the day it falls on."""
    if text == "định kỳ":
        return Reading(frame.made("recurring"), ((0, len(text)),))
    rhythm = read_rhythm(text)
    if rhythm is None:
        return None
    limiting = list(_STRICT.finditer(text))
    limit = LIMITS[" ".join(limiting[0][0].split())] if limiting else None
    deadline = frame.made(
        "recurring",
        rrule=rhythm.rrule,
        frequency=rhythm.frequency,
        condition=rhythm.condition,
        boundary=boundary_of(rhythm, cast(Boundary | None, limit)),
    )
    used = (
        *rhythm.used,
        *(one.span() for one in limiting if LIMITS[" ".join(one[0].split())] == limit),
    )
    return Reading(deadline, used, ("default_day",) * rhythm.default_day)


def read_continuous(frame: Frame, text: str) -> Reading | None:
    """All the time: the whole of the years that the plan covers."""
    match = _CONTINUOUS.search(text)
    if match is None:
        return None
    used = (match.span(),)
    if frame.period is not None:
        first, last, source = frame.period
        value = f"{first}/{last}"
        deadline = frame.made(
            "continuous", edtf=value, components=(value,), due_latest=f"{last}-12-31"
        )
        return Reading(deadline, used, sources=frozenset({source}), inherits=True)
    if frame.year is None:
        return Reading(frame.made("continuous"), used)
    year = str(frame.year)
    deadline = frame.made("continuous", edtf=year, components=(year,), due_latest=f"{year}-12-31")
    return Reading(deadline, used, sources=frozenset({frame.source}), inherits=True)


def read_conditional(frame: Frame, text: str) -> Reading | None:
    """An event, or words that make the time depend on one."""
    if _CONDITION.search(text) is None and _AWAITED.fullmatch(text) is None:
        return None
    boundary: Boundary | None = None
    for phrases, name in _CONDITION_BOUNDARIES:
        if text.startswith(phrases) and not text.startswith(
            tuple(f"{one}{more}" for one in phrases for more in (",", " và ", " hoặc "))
        ):
            boundary = name
    return Reading(frame.made("conditional", condition=text, boundary=boundary), ((0, len(text)),))
