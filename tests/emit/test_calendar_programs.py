"""Calendars as Evolution, GNOME and KDE read them: libical, the library below them, finds no fault and every day."""

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Iterator
from datetime import date

import pytest

from extract.emit.agenda.entries import list_entries
from extract.emit.ics import IcsKind, ics_bytes
from schemas.plan import Plan
from tests.emit.records import samples
from tests.emit.test_calendar_text import HOSTILE, LONG, with_words
from tests.emit.test_ics import SAID, days_of, said

LIBRARY = ctypes.util.find_library("ical")
VEVENT, VTODO, ANY = 4, 5, 1
"""`icalcomponent_kind` of libical 3: any, an event, a to-do."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(LIBRARY is None, reason="libical is not installed (Debian: libical3)"),
]


class Time(ctypes.Structure):
    """`struct icaltimetype` of libical 3."""

    _fields_ = [
        *((name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second", "is_date", "daylight")),
        ("zone", ctypes.c_void_p),
    ]


Found = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)


class SpanOf(ctypes.Structure):
    """`struct icaltime_span`: seconds since 1970."""

    _fields_ = [("start", ctypes.c_int64), ("end", ctypes.c_int64), ("is_busy", ctypes.c_int)]


def library() -> ctypes.CDLL:
    ical = ctypes.CDLL(LIBRARY)
    ical.icalparser_parse_string.restype = ctypes.c_void_p
    ical.icalparser_parse_string.argtypes = [ctypes.c_char_p]
    for name in ("icalcomponent_count_errors", "icalrestriction_check"):
        getattr(ical, name).argtypes = [ctypes.c_void_p]
    for name in ("icalcomponent_get_first_component", "icalcomponent_get_next_component"):
        getattr(ical, name).restype = ctypes.c_void_p
        getattr(ical, name).argtypes = [ctypes.c_void_p, ctypes.c_int]
    ical.icaltime_from_string.restype = Time
    ical.icaltime_from_string.argtypes = [ctypes.c_char_p]
    ical.icalcomponent_foreach_recurrence.argtypes = [ctypes.c_void_p, Time, Time, Found, ctypes.c_void_p]
    ical.icalcomponent_get_uid.restype = ctypes.c_char_p
    ical.icalcomponent_get_uid.argtypes = [ctypes.c_void_p]
    return ical


def components(ical: ctypes.CDLL, calendar: int, kind: int) -> Iterator[int]:
    one = ical.icalcomponent_get_first_component(calendar, kind)
    while one:
        yield one
        one = ical.icalcomponent_get_next_component(calendar, kind)


def opened(data: bytes) -> tuple[ctypes.CDLL, int]:
    """The library, and the calendar that it reads without a complaint."""
    ical = library()
    calendar = ical.icalparser_parse_string(data)
    assert calendar
    assert ical.icalcomponent_count_errors(calendar) == 0
    assert ical.icalrestriction_check(calendar) == 1
    return ical, calendar


def days_in(data: bytes) -> list[date]:
    ical, calendar = opened(data)
    found: list[date] = []

    def note(component: int, span: int, nothing: int) -> None:
        seconds = SpanOf.from_address(span).start
        found.append(date.fromordinal(date(1970, 1, 1).toordinal() + seconds // 86_400))

    start, end = (ical.icaltime_from_string(day) for day in (b"20000101", b"20400101"))
    for event in components(ical, calendar, VEVENT):
        ical.icalcomponent_foreach_recurrence(event, start, end, Found(note), None)
    return sorted(found)


@pytest.mark.parametrize("phrase", [phrase for phrase, _ in SAID])
def test_every_day_is_found(phrase: str) -> None:
    data = ics_bytes(said(phrase))
    assert days_in(data) == days_of(data)


@pytest.mark.parametrize("kind", ["event", "todo"])
@pytest.mark.parametrize("plan", samples(), ids=lambda plan: plan.source.name)
def test_samples_are_imported_whole(plan: Plan, kind: IcsKind) -> None:
    ical, calendar = opened(ics_bytes(plan, kind, ongoing=True))
    read = [ical.icalcomponent_get_uid(one).decode() for one in components(ical, calendar, ANY)]
    assert sorted(read) == sorted(one.uid for one in list_entries(plan) if one.when.day)


@pytest.mark.parametrize("words", [*HOSTILE, *LONG])
def test_hostile_words_are_imported(words: str) -> None:
    opened(ics_bytes(with_words(words)))
