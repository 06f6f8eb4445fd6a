"""A reading of a phrase, or of a part of it, as a value: the deadline, the stretches it used, what
was not plain.

Stretches index the phrase as it was prepared (`normalize.time.deadlines`); what no stretch covers
is left unread.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

import msgspec
import regex

from normalize.writing.text import squeeze
from schemas.plan import Deadline, Span, YearSource

_IN = regex.compile(r"\s*(?:trong|suốt|cả)(?!\p{L})")


class Period(NamedTuple):
    """The first and the last year of a plan of several years, and where they were said."""

    first: int
    last: int
    source: YearSource | None = None


class Frame(NamedTuple):
    """What a phrase is read in: its own words, the plan's year and period, its day of issue.

    ``to_the_hour``: "trước 17h00 ngày 25/5" leaves in the day that it names.
    """

    raw: str
    year: int | None = None
    issued_on: date | None = None
    source: YearSource | None = None
    period: Period | None = None
    to_the_hour: bool = False

    def made(self, kind: str, **values: Any) -> Deadline:
        """A deadline of the phrase."""
        return Deadline(raw=self.raw, kind=kind, **values)  # type: ignore[arg-type]


class Reading(NamedTuple):
    """A deadline with what gave it. ``sources``: where the years of its times were taken from."""

    deadline: Deadline
    used: tuple[Span, ...] = ()
    flags: tuple[str, ...] = ()
    sources: frozenset[YearSource | None] = frozenset()
    inherits: bool = False
    approximate: bool = False

    def using(self, *used: Span) -> Reading:
        """The same reading with more stretches that it used."""
        return self._replace(used=(*self.used, *used))


def joined(frame: Frame, parts: list[Reading], text: str) -> Reading:
    """Parts of different kinds: the one with a limit word leads, else the one that ends last.

    What goes on all the time leads only where nothing else is dated; "all the time in X" is one.
    """
    parts = _always(parts, text)
    if len(parts) == 1:
        return parts[0]
    whole = _gathered(parts)
    deadlines = [part.deadline for part in parts]
    if all(one.kind == "conditional" for one in deadlines):
        return whole._replace(
            deadline=msgspec.structs.replace(deadlines[0], condition=squeeze(text))
        )
    deadline = msgspec.structs.replace(
        _leading(deadlines),
        kind="composite",
        components=tuple(itertools.chain(*(one.components for one in deadlines))),
        rrule=_first(one.rrule for one in deadlines),
        frequency=_first(one.frequency for one in deadlines),
        condition=_first(one.condition for one in deadlines),
    )
    return whole._replace(deadline=deadline)


def _always(parts: list[Reading], text: str) -> list[Reading]:
    """The parts, all the time as one: "thường xuyên, liên tục", "liên tục trong năm"."""
    steady = [one for one in parts if one.deadline.kind == "continuous"]
    others = [one for one in parts if one.deadline.kind != "continuous"]
    if not steady or any(not _is_extent(one, steady[0], text) for one in others):
        return parts
    if len(others) > 1:
        return parts
    extent = (others or steady)[0]
    said = extent.deadline
    deadline = msgspec.structs.replace(
        steady[0].deadline, edtf=said.edtf, components=said.components, due_latest=said.due_latest
    )
    whole = _gathered(parts)
    return [whole._replace(deadline=deadline, sources=extent.sources, inherits=extent.inherits)]


def _is_extent(part: Reading, steady: Reading, text: str) -> bool:
    """Whether all of a part is meant: it is the same time, or stands behind "trong"."""
    if part.deadline.kind != "period":
        return False
    behind = text[max(end for _, end in steady.used) : max(end for _, end in part.used)]
    return part.deadline.edtf == steady.deadline.edtf or _IN.match(behind) is not None


def _gathered(parts: list[Reading]) -> Reading:
    """The first part with what all of them used and noted."""
    return parts[0]._replace(
        used=tuple(itertools.chain(*(part.used for part in parts))),
        flags=tuple(itertools.chain(*(part.flags for part in parts))),
        sources=frozenset().union(*(part.sources for part in parts)),
        inherits=any(part.inherits for part in parts),
        approximate=any(part.approximate for part in parts),
    )


def _leading(deadlines: list[Deadline]) -> Deadline:
    """The last part with a limit word, else the one that ends last."""
    limited = [one for one in deadlines if one.kind in ("before", "after")]
    if limited:
        return limited[-1]
    dated = [one for one in deadlines if one.due_latest and one.kind != "continuous"]
    return sorted(dated or deadlines, key=lambda one: one.due_latest or "")[-1]


def _first(values: Iterable[str | None]) -> str | None:
    """The first value that there is."""
    return next(filter(None, values), None)
