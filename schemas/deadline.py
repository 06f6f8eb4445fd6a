"""The reading of a time phrase."""

from __future__ import annotations

from schemas.evidence import Record
from schemas.vocabulary import Boundary, DeadlineKind, Operator, YearSource


class Deadline(Record, frozen=True, kw_only=True):
    """The reading of a time phrase. No anchor and no day is invented;
    the phrase itself is kept in `raw`.

    EDTF is the Extended Date/Time Format (ISO 8601-2, levels 0 to 2): `2023-34` is the second
    quarter of 2023, `[..2024-06-29]` any day up to the 29th of June.
    """

    raw: str
    """The phrase as written. Source: the cell of the column *deadline*, or the words of the body.
    """

    kind: DeadlineKind
    """What form the time has."""

    edtf: str | None = None
    """The whole time; null where it cannot be dated (recurring, conditional). Unit: EDTF."""

    components: tuple[str, ...] = ()
    """The times it is made of, one by one. Unit: EDTF."""

    operator: Operator | None = None
    """Whether every time of a set counts. Example: `all`."""

    boundary: Boundary | None = None
    """How the time limits the work; null where nothing says it."""

    due_latest: str | None = None
    """The last day on which the task is in time; null where there is none. Unit: ISO 8601 date."""

    rrule: str | None = None
    """The rhythm, without DTSTART; null where it repeats more than once a period. Unit:
    RFC 5545 RRULE. Example: `FREQ=MONTHLY;BYMONTHDAY=15`.
    """

    frequency: str | None = None
    """How often: times, a slash, a duration. Unit: n/ISO 8601 duration. Example: `1/P3M`."""

    condition: str | None = None
    """The event a deadline depends on, in the words of the cell, or a duration and its anchor.
    Example: `P10D từ ngày ký`."""

    year_source: YearSource | None = None
    """Where the year was taken from; null without a year."""

    approximate: bool = False
    """Whether the phrase says or implies *about*: *dự kiến*, *đầu tháng*, weeks and seasons."""

    unread: tuple[str, ...] = ()
    """Words of `raw` that no part of the reading used (`partly-read`). Example: `["sau khi họp"]`.
    """

    confidence: float | None = None
    """The probability that the reading is right; null where it is not weighed. Example: `1.0`."""

    flags: tuple[str, ...] = ()
    """Readings that were not plain: `year_inherited`, `default_day`, `before_issue`,
    `business_days`, `clock_time`, `approximate`, `scope_not_deadline`, `status_not_deadline`,
    `hours_not_deadline`, `vision=YYYY`, `part_of_day=morning`. Example: `["year_inherited"]`.
    """
