"""Times with a limit word or without one: "Trước 30/6", "chậm nhất quý II", "từ tháng 3 đến tháng 5", "Quý II và IV".

    limited = ["trước" | "chậm nhất" | "đến hết" | "từ" | "sau" …] time (joint time)*

"Trước X" and "sau X" leave X out; the other limits hold X and keep its precision.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

import regex

from normalize.time.context import Context
from normalize.time.times import Time, edtf, edtf_in_set, end_edtf, find_times, first_day, last_day, start_edtf
from schemas.plan import Boundary, Deadline

Limit = Literal["before", "by", "after", "from"]
_LIMIT_WORDS: tuple[tuple[Limit, str], ...] = (
    ("before", r"trước"),
    ("by", r"chậm\s+nhất|muộn\s+nhất|trễ\s+nhất|không\s+quá|(?:đến|tới)\s+hết|hết|đến\s+cuối|đến|tới"),
    ("from", r"kể\s+từ|bắt\s+đầu\s+từ|bắt\s+đầu|từ"),
    ("after", r"sau"),
)
_LIMITS = tuple(
    (name, regex.compile(rf"\b(?:{pattern})(?:\s+(?:vào|là|ngày|thời\s+điểm))*\s*:?\s*$"))
    for name, pattern in _LIMIT_WORDS
)
_LUNAR = regex.compile(r"\btết\b|âm\s+lịch")
_NOW = regex.compile(r"từ\s+nay\s+(?:đến|tới)")
_FOLLOWING = regex.compile(
    r"\b(?:và|cho\s+đến)\s+(?:(?:các|những)\s+)?(?P<unit>quý|tháng|năm)\s+(?:tiếp\s+theo|sau|kế\s+tiếp|còn\s+lại)"
)
_RANGE_JOINT = regex.compile(r"\s*(?:-|đến(?:\s+hết)?|tới)\s*(?:ngày\s*)?")


def read_limited(context: Context, text: str) -> Deadline | None:
    """Times with or without a limit word before them."""
    if _LUNAR.search(text):
        return None
    times = find_times(text)
    if not times:
        return None
    prefix = text[: times[0].start]
    limit = next((name for name, pattern in _LIMITS if pattern.search(prefix)), None)
    if limit is None and len(prefix) > 80:
        return None
    times = context.dated(times, next_year="năm sau" in text)
    if any(one.year is None for one in times):
        return None
    if _NOW.search(prefix + " ") and context.issued_on:
        return read_range(context, str(context.issued_on), times[-1])
    following = _FOLLOWING.search(text)
    if following:
        return _following(context, times[0], following["unit"])
    if len(times) > 1 and (limit == "from" or _RANGE_JOINT.fullmatch(text[times[0].end : times[1].start])):
        return read_range(context, start_edtf(times[0]), times[-1])
    if len(times) > 1:
        within = _within(context, times, text)
        return within or _set(context, times, one_of=" hoặc " in text)
    return _single(context, times[0], limit, named_day=prefix.strip() == "" and text.startswith("ngày"))


def _within(context: Context, times: list[Time], text: str) -> Deadline | None:
    """ "quý I/2024 (chậm nhất 15/3/2024)": the day that a limit word sets inside the period named before it."""
    period, day = times[0], times[-1]
    if len(times) != 2 or period.unit in ("day", "days", "week") or day.unit != "day":
        return None
    between = text[period.end : day.start]
    limit = next((name for name, pattern in _LIMITS if name in ("before", "by") and pattern.search(between)), None)
    if limit is None or not first_day(period) <= first_day(day) <= last_day(period):
        return None
    return _single(context, day, limit, named_day=False)


def _following(context: Context, time: Time, unit: str) -> Deadline:
    """ "X và các quý tiếp theo" runs to the end of the year; years stay open."""
    if unit == "năm":
        value = f"{start_edtf(time)}/.."
        return context.made("after", edtf=value, components=(value,), boundary="from")
    value = f"{start_edtf(time)}/{time.year}-12"
    return context.made("range", edtf=value, components=(value,), boundary="by", due_latest=f"{time.year}-12-31")


def read_range(context: Context, start: str, last: Time) -> Deadline:
    """From a day or month in EDTF up to the end of a time."""
    value = f"{start}/{end_edtf(last)}"
    return context.made("range", edtf=value, components=(value,), boundary="by", due_latest=last_day(last))


def _set(context: Context, times: list[Time], one_of: bool) -> Deadline:
    brackets = "[]" if one_of else "{}"
    return context.made(
        "set_one" if one_of else "set_all",
        edtf=brackets[0] + ",".join(edtf_in_set(one) for one in times) + brackets[1],
        components=tuple(edtf(one) for one in times),
        operator="one" if one_of else "all",
        boundary="by",
        due_latest=max(last_day(one) for one in times),
    )


def _single(context: Context, time: Time, limit: Limit | None, named_day: bool) -> Deadline:
    if limit == "after":
        return _open(context, f"{date.fromisoformat(last_day(time)) + timedelta(days=1)}/..", "after")
    if limit == "before":
        day = date.fromisoformat(first_day(time)) - timedelta(days=0 if context.before_hour else 1)
        return context.made(
            "before", edtf=f"[..{day}]", components=(f"[..{day}]",), boundary="before", due_latest=str(day)
        )
    if limit == "from":
        return _open(context, f"{start_edtf(time)}/..", "from")
    value = f"[..{end_edtf(time)}]" if limit == "by" else edtf(time)
    boundary: Boundary = "on" if time.unit == "day" and named_day and limit is None else "by"
    kind = "before" if limit == "by" else "point" if time.unit == "day" else "period"
    return context.made(kind, edtf=value, components=(value,), boundary=boundary, due_latest=last_day(time))


def _open(context: Context, value: str, boundary: Boundary) -> Deadline:
    return context.made("after", edtf=value, components=(value,), boundary=boundary)
