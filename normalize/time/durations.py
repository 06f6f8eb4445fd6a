"""Lengths of time: from an anchor that is known or not, ahead of an event, or alone.

    relative = ["trong" | "sau" | …] count unit ["làm việc"] ("kể từ" | "sau khi") anchor
    ahead    = "trước" event count unit | count unit "trước" event

No anchor is ever invented. Working days are counted where the days off of their year are known,
else the day is null.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

import regex

from normalize.time.extents import first_day, last_day, start_edtf
from normalize.time.limits import read_range
from normalize.time.reading import Frame, Reading
from normalize.time.times import find_times
from normalize.time.working_days import add_working_days
from normalize.time.years import date_times
from schemas.plan import Deadline

_HALF = r"(?P<half>0?1/0?2(?![\d/])|½|nửa)"
_COUNT = rf"(?<![\d.,/-])(?P<count>\d{{1,5}}(?:[.,]\d{{1,2}})?(?![\d/]|[.,]\d)|{_HALF})"
_LENGTH = (
    rf"{_COUNT}\s*(?:\([^()\d]*\)\s*)?\(?(?P<unit>phút|giờ|ngày|tuần|tháng|năm)(?!\p{{L}})\)?"
    r"(?P<working>\s+\(?làm(?:\s+việc)?\)?)?"
)
_LENGTH_ALONE = regex.compile(
    rf"""(?P<sign>[≤<≥>]|tối\s+đa|không\s+quá|tối\s+thiểu|ít\s+nhất|chậm\s+nhất|trong(?:\s+vòng|
          \s+thời\s+(?:hạn|gian))?|thời\s+gian)?\s*
        (?:là\s+)?{_LENGTH}(?P<event>\s+(?:đầu(?:\s+tiên)?|(?:sau\s+khi|kể\s+từ\s+khi|\().*))?""",
    regex.VERBOSE,
)
_RELATIVE = regex.compile(
    rf"""(?P<cue>sau|trong(?:\s+vòng|\s+thời\s+hạn)?|chậm\s+nhất(?:\s+trong)?|không\s+quá|tối
          \s+đa)?\s*(?:là\s+)?
        {_LENGTH},?\s*,?\s*\(?
        (?:(?:kể|tính)\s+từ\s+|từ\s+(?=ngày\s+(?:ký|ban\s+hành|nhận)))(?P<anchor>[^()]+)\)?""",
    regex.VERBOSE,
)
_AHEAD = regex.compile(
    rf"""(?:ít\s+nhất\s+|tối\s+thiểu\s+|chậm\s+nhất\s+)?
        (?:trước\s+(?P<event>(?:ngày|khi|thời\s+điểm|lúc|dịp|lễ|hội)\s+[^\d]*?[^\d\s,]),?\s+(?:ít
          \s+nhất\s+|tối\s+thiểu\s+)?{_LENGTH}
          |(?:trước\s+)?{_LENGTH}\s+(?:trước|so\s+với)\s+(?P<event>.+)
          |trước\s+(?P<event>(?:ngày\s+)?[\d/.-]+\d),?\s+{_LENGTH})""",
    regex.VERBOSE,
)
_SINCE = regex.compile(
    r"(?P<cue>kể\s+từ|từ|ngay\s+sau)\s+(?:khi\s+)?(?P<anchor>.*?\b(?:ký|ban\s+hành)\b.*)"
)
_OUR_ISSUE = regex.compile(
    r"(?:khi\s+|ngày\s+)?(?:(?:kế\s+hoạch)\s+(?:này\s+)?(?:được\s+)?|được\s+)?(?:ký"
    r"|ban\s+hành)\b[^,;]*"
)
_HAS_LENGTH = regex.compile(r"(?:\d|½|nửa)\s*\(?(?:phút|giờ|ngày|tuần|tháng|năm|\()")
_UNITS = {"ngày": "D", "tuần": "W", "tháng": "M", "năm": "Y", "giờ": "H", "phút": "M"}
_AT_LEAST = ("≥", ">", "tối thiểu", "ít nhất")


class _Length(NamedTuple):
    """A length of time as ISO 8601 and in days or months; ``words`` say too that they are working
    days."""

    words: str
    days: int | None
    working: bool
    months: int | None = None

    def after(self, anchor: date) -> date | None:
        """The day on which it ends; None where it is counted in hours or in parts."""
        if self.months is not None:
            return _months_after(anchor, self.months)
        if self.days is None:
            return None
        if self.working:
            return add_working_days(anchor, self.days)
        return anchor + timedelta(days=self.days)


def _months_after(day: date, months: int) -> date | None:
    """The same day so many months later, or the last of its month; None beyond the calendar."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > date.max.year:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _length(match: regex.Match[str]) -> _Length:
    count = "0.5" if match["half"] else match["count"].replace(",", ".")
    number = (
        count.lstrip("0")
        if "." not in count
        else count.lstrip("0").rjust(len(count.partition(".")[2]) + 2, "0")
    )
    sign = "PT" if match["unit"] in ("giờ", "phút") else "P"
    whole = int(count) if "." not in count else None
    days = whole if match["unit"] == "ngày" else None
    if match["unit"] == "tuần" and whole is not None:
        days = 7 * whole
    months = {"tháng": 1, "năm": 12}.get(match["unit"])
    span = f"{sign}{number or 0}{_UNITS[match['unit']]}"
    working = match["working"] is not None
    words = f"{span} ({match['unit']} làm việc)" if working else span
    return _Length(words, days, working, months * whole if months and whole is not None else None)


def read_length(frame: Frame, text: str) -> Reading | None:
    """A length of time in any of its forms, or what begins when the plan is issued."""
    if _HAS_LENGTH.search(text) is None:
        return _since_issue(frame, text)
    return _ahead(frame, text) or _relative(frame, text) or _alone(frame, text)


def _relative(frame: Frame, text: str) -> Reading | None:
    """A length of time from an anchor: computed where the anchor is known, else a condition."""
    match = _RELATIVE.search(text) if "từ" in text else None
    if match is None:
        return _since_issue(frame, text)
    length = _length(match)
    flags = ("business_days",) * length.working
    anchor, name = _anchor(frame, match["anchor"].strip())
    after = match["cue"] == "sau"
    condition = f"{length.words} từ {name}"
    day = length.after(anchor) if anchor else None
    if anchor is None or (length.days is None and length.months is None):
        deadline = frame.made(
            "conditional", boundary="after" if after else "by", condition=condition
        )
        return Reading(deadline, (match.span(),), flags)
    made = _since if after else _until
    return Reading(made(frame, day, condition), (match.span(),), flags)


def _since_issue(frame: Frame, text: str) -> Reading | None:
    """From the day the plan is issued, on or up to a time."""
    if frame.issued_on is None or ("ký" not in text and "ban" not in text):
        return None
    if until_then := _from_issue_until(frame, text):
        return until_then
    match = _SINCE.match(text)
    if match is None or not _OUR_ISSUE.fullmatch(match["anchor"]):
        return None
    condition = f"P0D từ {match['anchor']}" if match["cue"] != "ngay sau" else text
    near = match["cue"].startswith("ngay")
    return Reading(_since(frame, frame.issued_on, condition), (match.span(),), approximate=near)


def _from_issue_until(frame: Frame, text: str) -> Reading | None:
    """From the day the plan is issued up to a time."""
    head, until, tail = text.partition(" đến ")
    match = _SINCE.match(head)
    times = find_times(tail)[-1:]
    if match is None or not times or not _OUR_ISSUE.fullmatch(match["anchor"]):
        return None
    dated = date_times(times, [], frame)
    deadline = read_range(frame, str(frame.issued_on), dated.times[0]) if dated else None
    if dated is None or deadline is None:
        return None
    start = len(head) + len(until)
    used = (match.span(), (len(head), start), (start + times[0].start, start + times[0].end))
    return Reading(deadline, used, sources=dated.sources, inherits=dated.inherits)


def _anchor(frame: Frame, text: str) -> tuple[date | None, str]:
    """The day a length is counted from, and its name in the condition."""
    if frame.issued_on and _OUR_ISSUE.fullmatch(text):
        return frame.issued_on, text
    dated = (
        date_times(times, [False] * (len(times) - 1), frame)
        if (times := find_times(text))
        else None
    )
    if dated and dated.times and "kết thúc" in text:
        day = last_day(dated.times[-1])
        return date.fromisoformat(day), day
    if (
        dated
        and len(dated.times) == 1
        and dated.times[0].unit == "day"
        and dated.times[0].start < 8
    ):
        day = first_day(dated.times[0])
        return date.fromisoformat(day), day
    return None, text


def _since(frame: Frame, day: date | None, condition: str) -> Deadline:
    if day is None:
        return frame.made("after", boundary="from", condition=condition)
    return frame.made(
        "after", edtf=f"{day}/..", components=(f"{day}/..",), boundary="from", condition=condition
    )


def _until(frame: Frame, day: date | None, condition: str) -> Deadline:
    if day is None:
        return frame.made("relative", boundary="by", condition=condition)
    value = f"[..{day}]"
    return frame.made(
        "relative",
        edtf=value,
        components=(value,),
        boundary="by",
        due_latest=str(day),
        condition=condition,
    )


def _ahead(frame: Frame, text: str) -> Reading | None:
    """A length of time ahead of an event, or of a day that is known."""
    match = _AHEAD.match(text) if "trước" in text else None
    if match is None:
        return None
    length, event = _length(match), match["event"].strip()
    condition = f"{length.words} trước {event}"
    times = find_times(event)
    dated = date_times(times, [], frame) if len(times) == 1 else None
    flags = ("business_days",) * length.working
    if dated and length.days is not None and not length.working and dated.times[0].unit == "day":
        day = date.fromisoformat(start_edtf(dated.times[0])) - timedelta(days=length.days)
        reading = Reading(_until(frame, day, condition), (match.span(),), sources=dated.sources)
        return reading._replace(inherits=dated.inherits)
    return Reading(
        frame.made("conditional", boundary="before", condition=condition), (match.span(),), flags
    )


def _alone(frame: Frame, text: str) -> Reading | None:
    """A length of time whose start is not stated, or is an event."""
    match = _LENGTH_ALONE.fullmatch(text)
    if match is None:
        return None
    length = _length(match)
    limits = match["sign"] not in _AT_LEAST and (
        match["sign"] is not None or match["unit"] == "ngày"
    )
    condition = length.words + (match["event"] or "")
    deadline = frame.made("conditional", condition=condition, boundary="by" if limits else None)
    return Reading(deadline, (match.span(),), ("business_days",) * length.working)
