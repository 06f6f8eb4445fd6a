"""Times that are no date on the page: rhythms, spans from a day or an event, all the time, the days a report covers."""

from __future__ import annotations

from datetime import date, timedelta

import regex

from normalize.time.context import Context
from normalize.time.limits import read_range
from normalize.time.rhythms import boundary_of, read_rhythm
from normalize.time.times import find_times, first_day, last_day
from schemas.plan import Boundary, Deadline

_ANY_LIMIT = tuple(
    (name, regex.compile(pattern))
    for name, pattern in (("before", r"\btrước\b"), ("by", r"\b(?:chậm|muộn|trễ)\s+nhất\b|\bkhông\s+quá\b"))
)
_CONTINUOUS = regex.compile(
    r"thường\s+xuyên|liên\s+tục|(?:cả|quanh|suốt)\s+năm|\bsuốt\s+(?:quá\s+trình|thời\s+gian)|h[ằà]ng\s+ngày|\b24/(?:24|7)(?!\d)"
)
_THIS_YEAR = regex.compile(r"(?:(?:hoàn\s+thành|thực\s+hiện|xong)\s+)?trong\s+năm(?:\s+(?:nay|kế\s+hoạch))?")
_CONDITION = regex.compile(
    r"\b(?:khi|sau|theo|tùy|tuỳ|đột\s+xuất|tết|âm\s+lịch|phụ\s+thuộc|kỳ\s+họp|thời\s+điểm|lộ\s+trình|(?:từng|cả|trong|toàn)\s+giai\s+đoạn|ngay|kịp\s+thời)\b"
)
_DURATION = regex.compile(
    r"""(?P<sign>[≤<≥>]|tối\s+đa|không\s+quá|tối\s+thiểu|ít\s+nhất|trong(?:\s+vòng|\s+thời\s+hạn)?)?\s*
        (?P<count>\d{1,3})\s*\(?(?P<unit>ngày|tuần|tháng|năm)(?P<working>\s+làm(?:\s+việc)?)?\)?
        (?P<event>\s+(?:đầu(?:\s+tiên)?|(?:sau\s+khi|kể\s+từ\s+khi|\().*))?""",
    regex.VERBOSE,
)
_WINDOW = regex.compile(
    r"(?:tính\s+)?từ\s+ngày\s+(?P<first>.+?)\s+đến\s+(?:hết\s+)?ngày\s+(?P<last>.+?kỳ\s+báo\s+cáo.*)"
)
_DAY_MONTH = regex.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})")
_RELATIVE = regex.compile(
    r"""(?P<cue>sau|trong(?:\s+vòng|\s+thời\s+hạn)?|chậm\s+nhất|không\s+quá|tối\s+đa)?\s*(?:là\s+)?
        (?P<count>\d{1,3})\s*(?:\([^()]*\)\s*)?(?P<unit>ngày|tuần|tháng|năm)(?:\s+làm\s+việc)?,?\s*,?\s*(?:kể|tính)\s+từ\s+
        (?P<anchor>.+)""",
    regex.VERBOSE,
)
_SINCE = regex.compile(r"(?P<cue>kể\s+từ|từ|ngay\s+sau)\s+(?:khi\s+)?(?P<anchor>.*?\b(?:ký|ban\s+hành)\b.*)")
_OUR_ISSUE = regex.compile(
    r"(?:khi\s+|ngày\s+)?(?:(?:kế\s+hoạch)\s+(?:này\s+)?(?:được\s+)?|được\s+)?(?:ký|ban\s+hành)\b[^,;]*"
)
_CONDITION_BOUNDARIES: tuple[tuple[tuple[str, ...], Boundary], ...] = (
    (("trước", "đến trước"), "before"),
    (("sau", "ngay sau"), "after"),
    (("ngày",), "on"),
    (("kỳ họp",), "by"),
)
_UNITS = {"ngày": "D", "tuần": "W", "tháng": "M", "năm": "Y"}


def read_window(context: Context, text: str) -> Deadline | None:
    """The cut-off of a report's data, which is no deadline (NĐ 09/2019/NĐ-CP, Điều 12)."""
    match = _WINDOW.match(text)
    if match is None:
        return None
    days = [_DAY_MONTH.match(match[name]) for name in ("first", "last")]
    if all(days) and context.year is not None and days[0] and days[1]:
        first_year = context.year - ("năm trước" in match["first"])
        first = f"{first_year}-{int(days[0]['month']):02d}-{int(days[0]['day']):02d}"
        window = f"{first}/{context.year}-{int(days[1]['month']):02d}-{int(days[1]['day']):02d}"
        return context.made("data_window", edtf=window, components=(window,))
    return context.made("data_window", frequency="1/P1M" if "tháng" in match["last"] else None)


def read_recurring(context: Context, text: str) -> Deadline | None:
    """A rhythm, with or without the day it falls on."""
    rhythm = read_rhythm(text)
    if rhythm is None:
        return context.made("recurring") if text == "định kỳ" else None
    limit = next((name for name, pattern in _ANY_LIMIT if pattern.search(text)), None)
    if rhythm.default_day:
        context.flags.append("default_day")
    return context.made(
        "recurring",
        rrule=rhythm.rrule,
        frequency=rhythm.frequency,
        condition=rhythm.condition,
        boundary=boundary_of(rhythm, limit),  # type: ignore[arg-type]
    )


def read_continuous(context: Context, text: str) -> Deadline | None:
    """All the time, the whole of the year that the plan covers; or some time in it, where no year is named."""
    if _THIS_YEAR.fullmatch(text) and context.year is not None:
        context.inherits = True
        year = str(context.year)
        return context.made("period", edtf=year, components=(year,), boundary="by", due_latest=f"{year}-12-31")
    if _CONTINUOUS.search(text) is None:
        return None
    if context.year is None:
        return context.made("continuous")
    context.inherits = True
    return context.made(
        "continuous", edtf=str(context.year), components=(str(context.year),), due_latest=f"{context.year}-12-31"
    )


def read_relative(context: Context, text: str) -> Deadline | None:
    """A span from an anchor: computed where the anchor is known, else a condition."""
    match = _RELATIVE.search(text)
    if match:
        span = f"P{int(match['count'])}{_UNITS[match['unit']]}"
        anchor, name = _anchor(context, match["anchor"])
        after = match["cue"] == "sau"
        if anchor is None or match["unit"] != "ngày":
            return context.made("conditional", boundary="after" if after else "by", condition=f"{span} từ {name}")
        day = anchor + timedelta(days=int(match["count"]))
        return _since(context, day, f"{span} từ {name}") if after else _until(context, day, f"{span} từ {name}")
    return _since_issue(context, text)


def _since_issue(context: Context, text: str) -> Deadline | None:
    """From the day the plan is issued, on or up to a time."""
    head, until, tail = text.partition(" đến ")
    match = _SINCE.match(head if until else text)
    times = context.dated(find_times(tail)) if until and match else []
    if match and context.issued_on and times and times[-1].year and _OUR_ISSUE.fullmatch(match["anchor"]):
        return read_range(context, str(context.issued_on), times[-1])
    match = _SINCE.match(text)
    if match and context.issued_on and _OUR_ISSUE.fullmatch(match["anchor"]):
        context.approximate |= match["cue"].startswith("ngay")
        return _since(context, context.issued_on, f"P0D từ {match['anchor']}" if match["cue"] != "ngay sau" else text)
    return None


def _anchor(context: Context, text: str) -> tuple[date | None, str]:
    """The day a span is counted from, and its name in the condition."""
    if context.issued_on and _OUR_ISSUE.fullmatch(text):
        return context.issued_on, text
    times = context.dated(find_times(text))
    if times and times[-1].unit != "lone_day" and "kết thúc" in text and times[-1].year is not None:
        day = last_day(times[-1])
        return date.fromisoformat(day), day
    if times and len(times) == 1 and times[0].unit == "day" and times[0].year is not None and times[0].start < 8:
        day = first_day(times[0])
        return date.fromisoformat(day), day
    return None, text


def _since(context: Context, day: date, condition: str) -> Deadline:
    return context.made("after", edtf=f"{day}/..", components=(f"{day}/..",), boundary="from", condition=condition)


def _until(context: Context, day: date, condition: str) -> Deadline:
    value = f"[..{day}]"
    return context.made(
        "relative", edtf=value, components=(value,), boundary="by", due_latest=str(day), condition=condition
    )


def read_duration(context: Context, text: str) -> Deadline | None:
    """A length of time whose start is not stated, or is an event."""
    match = _DURATION.fullmatch(text)
    if match is None:
        return None
    condition = f"P{int(match['count'])}{_UNITS[match['unit']]}"
    if match["working"]:
        context.flags.append("business_days")
        condition += " (ngày làm việc)"
    at_least = match["sign"] in ("≥", ">", "tối thiểu", "ít nhất")
    limits = not at_least and (match["sign"] is not None or match["unit"] == "ngày")
    return context.made("conditional", condition=condition + (match["event"] or ""), boundary="by" if limits else None)


def read_conditional(context: Context, text: str) -> Deadline | None:
    """An event, or words that make the time depend on one."""
    if _CONDITION.search(text) is None:
        return None
    boundary: Boundary | None = None
    for words, name in _CONDITION_BOUNDARIES:
        if text.startswith(words) and not text.startswith(tuple(f"{word}," for word in words)):
            boundary = name
    return context.made("conditional", condition=text, boundary=boundary)
