"""The year of every time of a phrase: its own, another item's of the same phrase, else the plan's.

A year is given leftwards ("29-11 đến 13-12-2021"), in a range to the right too; a range that would
run backwards goes over the turn of the year, and where its years are said both, it is none.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Literal, NamedTuple

from normalize.time.extents import Time, first_day, is_possible, last_day
from normalize.time.reading import Frame
from schemas.plan import Span, YearSource

Origin = Literal["own", "shift", "right", "plan"]


class ImpossibleTimeError(ValueError):
    """A phrase names a time that no calendar has; ``span`` is where it stands in the phrase."""

    def __init__(self, span: Span) -> None:
        super().__init__("no such time")
        self.span = span


class Dated(NamedTuple):
    """Times with their years; ``sources``: where these were taken from."""

    times: list[Time]
    sources: frozenset[YearSource | None]
    inherits: bool
    approximate: bool


def date_times(times: list[Time], ranges: list[bool], frame: Frame) -> Dated | None:
    """Every time with its year; None where one has none, or where a range runs backwards.

    ``ranges`` says of each time but the last whether it begins a range that the next one ends.

    Raises:
        ImpossibleTimeError: one of the times is in no calendar (31/6, 29/02/2025, quý 5).
    """
    _refuse(one for one in times if one.unit == "impossible")
    dated: list[tuple[Time, Origin]] = []
    for time in reversed(times):
        own = _dated(time, dated[0] if dated else None, frame.year)
        if own is None:
            return None
        dated.insert(0, own)
    for index in itertools.compress(range(len(ranges)), ranges):
        pair = _in_order(dated[index], dated[index + 1])
        if pair is None:
            return None
        dated[index : index + 2] = pair
    _refuse(one for one, _ in dated if one.first[1] > 28 and not is_possible(one))
    return _with_sources(dated, frame)


def _refuse(impossible: Iterable[Time]) -> None:
    for time in impossible:
        raise ImpossibleTimeError((time.start, time.end))


def _with_sources(dated: list[tuple[Time, Origin]], frame: Frame) -> Dated:
    """Times with where their years were taken from, all together."""
    origins = {origin for _, origin in dated}
    sources: set[YearSource | None] = {"cell"} if "own" in origins else set()
    sources |= {"neighbour"} if "right" in origins else set()
    inherits = not origins.isdisjoint({"plan", "shift"})
    return Dated(
        [time for time, _ in dated],
        frozenset(sources | ({frame.source} if inherits else set())),
        inherits,
        any(time.third or time.unit in ("week", "school", "season") for time, _ in dated),
    )


def _dated(
    time: Time, right: tuple[Time, Origin] | None, plan: int | None
) -> tuple[Time, Origin] | None:
    """One time with its year and where that was taken from, before ranges are put in order."""
    if time.unit in ("lone_day", "lone_number"):
        return _sharing(time, right) if right else None
    if time.year is not None:
        return time, "own"
    if time.shift is None and right is not None and right[1] in ("own", "right"):
        return time._replace(year=right[0].year), "right"
    if plan is None:
        return None
    return time._replace(year=plan + (time.shift or 0)), "plan" if time.shift is None else "shift"


def _sharing(time: Time, said: tuple[Time, Origin]) -> tuple[Time, Origin] | None:
    """A bare number with what the time behind it says: "28, 29/4" are days of April, "5-7/2025"
    months of a year."""
    number = time.first[1]
    right, origin = said
    if right.unit == "day":
        first, last = (right.first[0], number), (right.last[0], number)
    elif right.unit == "month" and time.unit == "lone_number" and 1 <= number <= 12:
        first, last = (number, 1), (number, 31)
    else:
        return None
    shared = right._replace(first=first, last=last, start=time.start, end=time.end)
    return shared, "right" if origin == "own" else origin


def _in_order(
    left: tuple[Time, Origin], right: tuple[Time, Origin]
) -> list[tuple[Time, Origin]] | None:
    """Both ends of a range with years in which it does not run backwards; None where there are
    none."""
    (first, from_), (last, to) = left, right
    if from_ == "own" and to == "plan":
        last, to = last._replace(year=first.year), "right"
    if first_day(first) <= last_day(last):
        return [(first, from_), (last, to)]
    if from_ == "right":
        first = first._replace(year=(first.year or 0) - 1)
    elif (from_, to) in (("own", "right"), ("plan", "plan")):
        last = last._replace(year=(last.year or 0) + 1)
    return [(first, from_), (last, to)] if first_day(first) <= last_day(last) else None
