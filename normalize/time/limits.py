"""Times with a limit word or without one: "Trước 30/6", "chậm nhất quý II", "từ tháng 3 đến tháng
5", "Quý II và IV".

    limited = item (joint item)*      item = [limit] time ["-" time]

A limit word stands for every time of a list. "Trước X" and "sau X" leave X out; the other limits
hold X and keep its precision. A time inside the one before it says it more closely: "Quý I/2024
(chậm nhất 15/3/2024)".
"""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Literal, NamedTuple, cast

import regex

from normalize.time.extents import (
    Time,
    edtf,
    edtf_in_set,
    end_edtf,
    first_day,
    last_day,
    start_edtf,
)
from normalize.time.reading import Frame, Reading, joined
from normalize.time.times import find_times
from normalize.time.words import any_word, pattern_of, prose_words, words
from normalize.time.years import Dated, date_times
from schemas.plan import Boundary, Deadline, Span

Limit = Literal["before", "by", "after", "from"]
LIMITS = words("limit")
WEEKDAY = rf"(?:thứ\s+{any_word('weekday')}|chủ\s+nhật)"
TAIL = rf"(?:\s*(?:{any_word('limit_tail')}|{WEEKDAY}\s*,?|:)){{0,4}}\s*"
LIMIT = rf"(?<!\p{{L}})(?P<limit>{any_word('limit')}){TAIL}"
_LIMIT = regex.compile(LIMIT + "$")
_WITHIN = regex.compile(rf"(?<!\p{{L}})(?:{pattern_of(prose_words('within'))}{TAIL})$")
_LUNAR = regex.compile(rf"\b{any_word('lunar')}")
_NOW = regex.compile(r"từ\s+nay\s+(?:cho\s+)?(?:đến|tới)")
_FOLLOWING = regex.compile(
    r"\b(?:và|cho\s+đến)\s+(?:(?:các|những)\s+)?(?P<unit>quý|tháng|năm)\s+(?:tiếp\s+theo|sau"
    r"|kế\s+tiếp|còn\s+lại)"
)
_RANGE = regex.compile(
    rf"\s*(?:-|(?:cho\s+)?(?:đến|tới))(?:\s+hết)?(?:\s*(?:ngày|{WEEKDAY}\s*,?))*\s*"
)
_DASH = regex.compile(r"\s*-\s*")
_LIST = regex.compile(
    r"(?:\s|[,;+&/]|-(?=\d)|và(?!\p{L})|hoặc(?!\p{L})|ngày(?!\p{L})|trong(?!\p{L})|vào(?!\p{L}))*"
)
_NAMED_DAY = regex.compile(r"(?:vào\s+)?ngày(?!\p{L})")
_BRACKETED = regex.compile(r"\([^()]*\)")
_LONGEST_LEAD = 80
"""Characters before the first time; behind more words a time without a limit word is none of a
deadline."""


class _Item(NamedTuple):
    """A time, or a range up to ``until``, with the limit word that holds for it."""

    time: Time
    limit: Limit | None
    until: Time | None = None
    named_day: bool = False


def limit_before(text: str, start: int, end: int) -> tuple[Limit, Span] | None:
    """The limit word that stands directly before ``end``, and its stretch."""
    if end - start < 2:
        return None
    match = _LIMIT.search(text, max(start, end - 60), end)
    return (cast(Limit, LIMITS[" ".join(match["limit"].split())]), match.span()) if match else None


def is_lunar(text: str) -> bool:
    """Whether a phrase counts by the moon."""
    return _LUNAR.search(text) is not None


def read_limited(frame: Frame, text: str) -> Reading | None:
    """Times with or without a limit word before them."""
    if is_lunar(text) or not (times := find_times(text)):
        return None
    lead = limit_before(text, 0, times[0].start)
    if lead is None and times[0].start > _LONGEST_LEAD:
        return None
    gaps = [(one.end, other.start) for one, other in itertools.pairwise(times)]
    own = [lead, *(limit_before(text, *gap) for gap in gaps)]
    now = _now(frame, text, times[0].start)
    ranges = _ranges(text, gaps, own) if gaps else []
    dated = date_times(times, ranges, frame)
    if dated is None:
        return None
    deadline, more = _made(frame, text, dated, ranges, own, now)
    if deadline is None:
        return None
    used = (
        _used(text, times, own)
        + [gap for gap, is_range in zip(gaps, ranges, strict=True) if is_range]
        + more
    )
    return Reading(deadline, tuple(used), (), dated.sources, dated.inherits, dated.approximate)


_Limits = list[tuple[Limit, Span] | None]


def _used(text: str, times: list[Time], own: _Limits) -> list[Span]:
    """The stretches of times and of the limit words before them."""
    used = [(one.start, one.end) for one in times] + [limit[1] for limit in own if limit]
    start = times[0].start
    if start > 1 and own[0] is None and (within := _WITHIN.search(text, max(0, start - 60), start)):
        used.append(within.span())
    return used


def _ranges(text: str, gaps: list[Span], own: _Limits) -> list[bool]:
    """Of each time but the last, whether a range goes from it to the next."""
    ranges: list[bool] = []
    if len(gaps) > 1 and all(_DASH.fullmatch(text, *gap) for gap in gaps):
        return [False] * len(gaps)  # "tháng 3 - tháng 6 - tháng 9" is a list
    for index, (start, end) in enumerate(gaps):
        before, behind = own[index], own[index + 1]
        until = (
            before is not None and before[0] == "from" and behind is not None and behind[0] == "by"
        )
        is_range = (until or _RANGE.fullmatch(text, start, end) is not None) and not (
            ranges and ranges[-1]
        )
        ranges.append(is_range)
    return ranges


def _now(frame: Frame, text: str, start: int) -> regex.Match[str] | None:
    """ "Từ nay đến" before the first time, where the day of issue is known."""
    if frame.issued_on is None or start <= len("từ nay"):
        return None
    return _NOW.search(text, 0, start + 1)


def _made(
    frame: Frame,
    text: str,
    dated: Dated,
    ranges: list[bool],
    own: _Limits,
    now: regex.Match[str] | None,
) -> tuple[Deadline | None, list[Span]]:
    """The deadline of dated times, and the stretches that only it knows to have been used."""
    times = dated.times
    if now is not None and len(times) == 1:
        return read_range(frame, str(frame.issued_on), times[0]), [now.span()]
    following = _FOLLOWING.search(text, times[0].end) if times[0].end < len(text) else None
    if following:
        return _following(frame, times[0], following["unit"]), [following.span()]
    return _of_items(frame, text, _items(text, times, ranges, own)), []


def _of_items(frame: Frame, text: str, items: list[_Item]) -> Deadline | None:
    """One time, a list under one limit, or parts with limits of their own; None where a limit
    stands before a range."""
    if any(one.until and one.limit in ("before", "after") for one in items):
        return None
    if len(items) == 1:
        return _single(frame, items[0])
    limits = {one.limit for one in items}
    if len(limits) > 1:
        return joined(frame, [Reading(_single(frame, one)) for one in items], text).deadline
    return None if limits & {"from", "after"} else _set(frame, items, one_of=" hoặc " in text)


def _items(text: str, times: list[Time], ranges: list[bool], own: _Limits) -> list[_Item]:
    """Times gathered into ranges, each with its own limit word or the one that stands before its
    list."""
    lead = own[0]
    named = _NAMED_DAY.match(text) is not None and times[0].start <= len("vào ngày ")
    items = [_Item(times[0], lead[0] if lead else None, named_day=named)]
    for index, time in enumerate(times[1:]):
        last, limit = items[-1], own[index + 1]
        if ranges[index]:
            items[-1] = last._replace(
                until=time, limit=None if last.limit in ("from", "by") else last.limit
            )
            continue
        gap = text[times[index].end : time.start]
        word = (
            limit[0] if limit else last.limit if _LIST.fullmatch(_BRACKETED.sub(" ", gap)) else None
        )
        if (limit or "(" in gap) and _is_inside(time, last):
            items[-1] = _Item(time, word if limit else last.limit)
        else:
            items.append(_Item(time, word))
    return items


def _is_inside(time: Time, item: _Item) -> bool:
    """Whether a time says another more closely."""
    if item.until is not None or item.time.unit in ("day", time.unit):
        return False
    return first_day(item.time) <= first_day(time) and last_day(time) <= last_day(item.time)


def _following(frame: Frame, time: Time, unit: str) -> Deadline:
    """ "X và các quý tiếp theo" runs to the end of the year; years stay open."""
    if unit == "năm":
        value = f"{start_edtf(time)}/.."
        return frame.made("after", edtf=value, components=(value,), boundary="from")
    value = f"{start_edtf(time)}/{time.year}-12"
    return frame.made(
        "range", edtf=value, components=(value,), boundary="by", due_latest=f"{time.year}-12-31"
    )


def read_range(frame: Frame, start: str, last: Time) -> Deadline | None:
    """From a day or month in EDTF up to the end of a time; None where that lies before."""
    value = f"{start}/{end_edtf(last)}"
    if last_day(last)[: len(start)] < start:
        return None
    return frame.made(
        "range", edtf=value, components=(value,), boundary="by", due_latest=last_day(last)
    )


def _set(frame: Frame, items: list[_Item], one_of: bool) -> Deadline:
    """Several times, each with the limit that holds for all; a limit that leaves out leads to the
    days before."""
    limit = items[0].limit
    single = [_single(frame, one) for one in items]
    days = [one.due_latest or "" for one in single]
    members = ",".join(days if limit == "before" else map(_member, items))
    kind, edtf_, operator = (
        ("set_one", f"[{members}]", "one") if one_of else ("set_all", f"{{{members}}}", "all")
    )
    return frame.made(
        kind,
        edtf=edtf_,
        components=tuple(itertools.chain(*(one.components for one in single))),
        operator=operator,
        boundary=limit or "by",
        due_latest=max(days),
    )


def _member(item: _Item) -> str:
    """A member of a set; EDTF wants both ends of a range in a set to be equally exact."""
    if item.until is None:
        return edtf_in_set(item.time)
    value = _span(item, "..")
    start, _, end = value.partition("..")
    return value if len(start) == len(end) else f"{first_day(item.time)}..{last_day(item.until)}"


def _span(item: _Item, sign: str) -> str:
    """A range in EDTF; up to the end of its year it goes to that year's last month."""
    start, end = start_edtf(item.time), end_edtf(item.until or item.time)
    return (
        f"{start}{sign}{end}{'-12' if len(end) == 4 < len(start) and start.startswith(end) else ''}"
    )


def _single(frame: Frame, item: _Item) -> Deadline:
    time, limit = item.time, item.limit
    if item.until is not None:
        value = _span(item, "/")
        return frame.made(
            "range", edtf=value, components=(value,), boundary="by", due_latest=last_day(item.until)
        )
    if limit == "after":
        return _open(frame, f"{date.fromisoformat(last_day(time)) + timedelta(days=1)}/..", "after")
    if limit == "before":
        day = date.fromisoformat(first_day(time)) - timedelta(days=0 if frame.to_the_hour else 1)
        value = f"[..{day}]"
        return frame.made(
            "before", edtf=value, components=(value,), boundary="before", due_latest=str(day)
        )
    if limit == "from":
        return _open(frame, f"{start_edtf(time)}/..", "from")
    value = f"[..{end_edtf(time)}]" if limit == "by" else edtf(time)
    boundary: Boundary = "on" if time.unit == "day" and item.named_day and limit is None else "by"
    kind = "before" if limit == "by" else "point" if time.unit == "day" else "period"
    return frame.made(
        kind, edtf=value, components=(value,), boundary=boundary, due_latest=last_day(time)
    )


def _open(frame: Frame, value: str, boundary: Boundary) -> Deadline:
    return frame.made("after", edtf=value, components=(value,), boundary=boundary)
