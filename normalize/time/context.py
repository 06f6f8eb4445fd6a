"""What a phrase is read in: the plan's year and day of issue, and what the readers of its parts note on the way."""

from __future__ import annotations

from datetime import date

from normalize.time.times import Time
from schemas.plan import Deadline, YearSource


class Context:
    """One phrase in its context. ``flags`` gather what was not plain; ``inherits``: a part took the plan's year over,
    ``says_year``: a part says one itself; ``before_hour``: "trước 17h00 ngày 25/5" leaves in the day that it names."""

    def __init__(self, raw: str, year: int | None, issued_on: date | None, source: YearSource | None) -> None:
        self.raw = raw
        self.year = year if year is not None else (issued_on.year if issued_on else None)
        self.issued_on = issued_on
        self.source: YearSource | None = source
        self.flags: list[str] = []
        self.inherits = self.says_year = self.approximate = self.before_hour = False

    def made(self, kind: str, **values: object) -> Deadline:
        """A reading of the phrase."""
        return Deadline(raw=self.raw, kind=kind, **values)  # type: ignore[arg-type]

    def dated(self, times: list[Time], next_year: bool = False) -> list[Time]:
        """Every time with its year: its own, else that of the next one on the right, else the plan's."""
        dated: list[Time] = []
        right: Time | None = None
        for time in reversed(times):
            if time.unit in ("lone_day", "lone_number"):
                shared = _sharing(time, right)
                if shared is None:
                    continue
                time = shared
            if time.year is not None:
                self.says_year = True
            elif right is not None and right.year is not None:
                time = time._replace(year=right.year)
            elif self.year is not None:
                self.inherits = True
                time = time._replace(year=self.year + next_year)
            dated.append(time)
            right = time
            self.approximate |= time.third or time.unit in ("week", "school", "season")
        return dated[::-1]


def _sharing(time: Time, right: Time | None) -> Time | None:
    """A bare number with what the time behind it says: "28, 29/4" are days of April, "5-7/2025" months of a year."""
    number = time.first[1]
    if right is None:
        return None
    if right.unit == "day":
        first, last = (right.first[0], number), (right.last[0], number)
    elif right.unit == "month" and time.unit == "lone_number" and 1 <= number <= 12:
        first, last = (number, 1), (number, 31)
    else:
        return None
    return right._replace(first=first, last=last, start=time.start, end=time.end)
