"""Deadlines: what a time phrase of a plan means, as EDTF, RRULE and the last day in time.

    phrase = part (";" part)*             parts of different kinds make a composite
    part   = ditto | window | recurring | relative | continuous | limited | conditional
    limited = ["trước" | "chậm nhất" | "đến hết" | "từ" | "sau" …] time (joint time)*

"Trước X" is exclusive; the other limits include X and keep its precision. Nothing is shifted and no anchor invented.
Source: ISO 8601-2 (EDTF), RFC 5545; DOMAIN rulings of the project's vectors of real phrases.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

import msgspec
import regex

from normalize.rhythms import boundary_of, read_rhythm
from normalize.text import fold_homoglyphs, nfc, squeeze
from normalize.times import Time, edtf, edtf_in_set, end_edtf, find_times, first_day, last_day, start_edtf
from schemas.plan import Boundary, Deadline, YearSource

MAX_LENGTH = 400
"""Characters of a phrase that are read; a longer cell is prose."""

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
_ANY_LIMIT = tuple(
    (name, regex.compile(pattern))
    for name, pattern in (("before", r"\btrước\b"), ("by", r"\b(?:chậm|muộn|trễ)\s+nhất\b|\bkhông\s+quá\b"))
)
# "05/3/2018 ~ 09/3/2018", "01/6 ÷ 15/6", "1/6 –- 15/6": signs that stand for a dash between two dates
_FROM_TO = regex.compile(r"(?<=\d)\s*(?:[-–—]\s?)*[~÷→](?:\s?[-–—])*\s*(?=\d)|(?<=\d)\s*[-–—]\s?[-–—]+\s*(?=\d)")
_DITTO = regex.compile(r"[-\s]*(?:n\.?t\.?|như\s+trên|[\"“”']{1,2}|//)[-\s.]*")
_EMPTY = regex.compile(r"[\s\-.…/]*")
_VISION = regex.compile(r",?\s*(?:định\s+hướng|tầm\s+nhìn)\s+(?:đến\s+)?(?:năm\s+)?(?P<year>\d{4})")
_CONTINUOUS = regex.compile(r"thường\s+xuyên|liên\s+tục|(?:cả|quanh|suốt|trong\s+suốt)\s+năm|h[ằà]ng\s+ngày")
_CONDITION = regex.compile(
    r"\b(?:khi|sau|theo|tùy|tuỳ|đột\s+xuất|tết|âm\s+lịch|phụ\s+thuộc|kỳ\s+họp|thời\s+điểm|lộ\s+trình|từng\s+giai\s+đoạn|ngay|kịp\s+thời)\b"
)
_DURATION = regex.compile(
    r"""(?P<sign>[≤<≥>]|tối\s+đa|không\s+quá|tối\s+thiểu|ít\s+nhất|trong(?:\s+vòng|\s+thời\s+hạn)?)?\s*
        (?P<count>\d{1,3})\s*\(?(?P<unit>ngày|tuần|tháng|năm)(?P<working>\s+làm(?:\s+việc)?)?\)?
        (?P<event>\s+(?:sau\s+khi|kể\s+từ\s+khi|\().*)?""",
    regex.VERBOSE,
)
_HOUR = r"\d{1,2}\s*(?:h(?!\p{L})|giờ|g(?=\d))"
_CLOCK = regex.compile(rf"{_HOUR}\s*(?:\d{{2}})?\s*(?:phút)?(?:\s*(?:-|đến|→|->)\s*(?={_HOUR}))?,?\s*")
_DONE = regex.compile(r"đã\s+(?:hoàn\s+thành|thực\s+hiện|xong|ban\s+hành)")
_LUNAR = regex.compile(r"\btết\b|âm\s+lịch")
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
_NOW = regex.compile(r"từ\s+nay\s+(?:đến|tới)")
_FOLLOWING = regex.compile(
    r"\b(?:và|cho\s+đến)\s+(?:(?:các|những)\s+)?(?P<unit>quý|tháng|năm)\s+(?:tiếp\s+theo|sau|kế\s+tiếp|còn\s+lại)"
)
_RANGE_JOINT = regex.compile(r"\s*(?:-|đến(?:\s+hết)?|tới)\s*(?:ngày\s*)?")
_KIND_CHANGE = regex.compile(
    r"\s*[;,]\s*(?=thường\s+xuyên|h[ằà]ng|định\s+kỳ|khi\s|đột\s+xuất)|(?<=thường\s+xuyên)\s*[,;]?\s*(?:và\s+)?(?=\S)"
    r"|\s+và\s+(?=h[ằà]ng\s|thường\s+xuyên|đột\s+xuất|từng\s+giai\s+đoạn)|\s*;\s*|\s+(?=[≤≥]|dự\s+kiến\s)"
)
_CONDITION_BOUNDARIES: tuple[tuple[tuple[str, ...], Boundary], ...] = (
    (("trước", "đến trước"), "before"),
    (("sau", "ngay sau"), "after"),
    (("ngày",), "on"),
    (("kỳ họp",), "by"),
)
_UNITS = {"ngày": "D", "tuần": "W", "tháng": "M", "năm": "Y"}


@lru_cache(maxsize=8192)
def parse_deadline(
    raw: str, *, year: int | None = None, issued_on: date | None = None, year_source: YearSource | None = None
) -> Deadline | None:
    """The reading of a time phrase; None where it names no time that can be read.

    ``year`` is the plan's year, for phrases that say none (``year_source`` tells where it was taken from);
    ``issued_on`` anchors "kể từ ngày ký" and "từ nay". A ditto mark gives kind ``ditto`` and nothing else.

    >>> parse_deadline("Quý II và IV", year=2023, issued_on=date(2023, 2, 16)).edtf
    '{2023-04..2023-06,2023-10..2023-12}'
    >>> parse_deadline("Trước ngày 30/6", year=2023).due_latest
    '2023-06-29'
    """
    return _Reading(raw, year, issued_on, year_source).deadline()


class _Reading:
    """One phrase read in its context; the flags gather what was not plain."""

    def __init__(self, raw: str, year: int | None, issued_on: date | None, source: YearSource | None) -> None:
        self.raw = raw
        self.year = year if year is not None else (issued_on.year if issued_on else None)
        self.issued_on = issued_on
        self.source: YearSource | None = source
        self.flags: list[str] = []
        self.inherits = self.says_year = self.approximate = False

    def deadline(self) -> Deadline | None:
        text = squeeze(fold_homoglyphs(nfc(self.raw[:MAX_LENGTH]))).lower().strip(" .")
        text = _FROM_TO.sub(" - ", text)
        if _DITTO.fullmatch(squeeze(self.raw).lower()):
            return Deadline(raw=self.raw, kind="ditto")
        if _EMPTY.fullmatch(text):
            return Deadline(raw=self.raw, kind="empty")
        if _DONE.match(text):
            return Deadline(raw=self.raw, kind="empty", flags=("status_not_deadline",))
        clock = _CLOCK.search(text)
        if clock:
            self.flags.append("clock_time")
            text = _CLOCK.sub("", text).strip(" -,.")
            if not text:
                return Deadline(raw=self.raw, kind="conditional", condition=squeeze(self.raw), flags=("clock_time",))
        vision = _VISION.search(text)
        if vision and vision.start() > 0:
            self.flags.append(f"vision={vision['year']}")
            text = text[: vision.start()] + text[vision.end() :]
        parts = [part for piece in _KIND_CHANGE.split(text) if piece and (part := self._part(piece.strip(" .,")))]
        if not parts:
            return None
        if len(parts) > 1 and all(part.kind in ("point", "period") for part in parts):
            parts = [self._limited(text) or self._composite(parts)]  # "30/6; 31/12" is a list like "30/6 và 31/12"
        return self._finished(parts[0] if len(parts) == 1 else self._composite(parts))

    def _part(self, text: str) -> Deadline | None:
        """The first reading that fits, from the most to the least particular."""
        for read in (
            self._window,
            self._recurring,
            self._relative,
            self._duration,
            self._continuous,
            self._limited,
            self._conditional,
        ):
            found = read(text)
            if found is not None:
                return found
        return None

    def _window(self, text: str) -> Deadline | None:
        """The cut-off of a report's data, which is no deadline (NĐ 09/2019/NĐ-CP, Điều 12)."""
        match = _WINDOW.match(text)
        if match is None:
            return None
        days = [_DAY_MONTH.match(match[name]) for name in ("first", "last")]
        if all(days) and self.year is not None and days[0] and days[1]:
            first_year = self.year - ("năm trước" in match["first"])
            first = f"{first_year}-{int(days[0]['month']):02d}-{int(days[0]['day']):02d}"
            window = f"{first}/{self.year}-{int(days[1]['month']):02d}-{int(days[1]['day']):02d}"
            return self._made("data_window", edtf=window, components=(window,))
        return self._made("data_window", frequency="1/P1M" if "tháng" in match["last"] else None)

    def _recurring(self, text: str) -> Deadline | None:
        rhythm = read_rhythm(text)
        if rhythm is None:
            return self._made("recurring") if text == "định kỳ" else None
        limit = next((name for name, pattern in _ANY_LIMIT if pattern.search(text)), None)
        if rhythm.default_day:
            self.flags.append("default_day")
        return self._made(
            "recurring",
            rrule=rhythm.rrule,
            frequency=rhythm.frequency,
            condition=rhythm.condition,
            boundary=boundary_of(rhythm, limit),  # type: ignore[arg-type]
        )

    def _continuous(self, text: str) -> Deadline | None:
        if _CONTINUOUS.search(text) is None:
            return None
        if self.year is None:
            return self._made("continuous")
        self.inherits = True
        return self._made(
            "continuous", edtf=str(self.year), components=(str(self.year),), due_latest=f"{self.year}-12-31"
        )

    def _relative(self, text: str) -> Deadline | None:
        """A span from an anchor: computed where the anchor is known, else a condition."""
        match = _RELATIVE.search(text)
        if match:
            span = f"P{int(match['count'])}{_UNITS[match['unit']]}"
            anchor, name = self._anchor(match["anchor"])
            after = match["cue"] == "sau"
            if anchor is None or match["unit"] != "ngày":
                return self._made("conditional", boundary="after" if after else "by", condition=f"{span} từ {name}")
            day = anchor + timedelta(days=int(match["count"]))
            return self._since(day, f"{span} từ {name}") if after else self._until(day, f"{span} từ {name}")
        return self._since_issue(text)

    def _since_issue(self, text: str) -> Deadline | None:
        """From the day the plan is issued, on or up to a time."""
        head, until, tail = text.partition(" đến ")
        match = _SINCE.match(head if until else text)
        times = self._dated(find_times(tail)) if until and match else []
        if match and self.issued_on and times and times[-1].year and _OUR_ISSUE.fullmatch(match["anchor"]):
            return self._range(str(self.issued_on), times[-1])
        match = _SINCE.match(text)
        if match and self.issued_on and _OUR_ISSUE.fullmatch(match["anchor"]):
            self.approximate |= match["cue"].startswith("ngay")
            return self._since(self.issued_on, f"P0D từ {match['anchor']}" if match["cue"] != "ngay sau" else text)
        return None

    def _anchor(self, text: str) -> tuple[date | None, str]:
        """The day a span is counted from, and its name in the condition."""
        if self.issued_on and _OUR_ISSUE.fullmatch(text):
            return self.issued_on, text
        times = self._dated(find_times(text))
        if times and times[-1].unit != "lone_day" and "kết thúc" in text and times[-1].year is not None:
            day = last_day(times[-1])
            return date.fromisoformat(day), day
        if times and len(times) == 1 and times[0].unit == "day" and times[0].year is not None and times[0].start < 8:
            day = first_day(times[0])
            return date.fromisoformat(day), day
        return None, text

    def _since(self, day: date, condition: str) -> Deadline:
        return self._made("after", edtf=f"{day}/..", components=(f"{day}/..",), boundary="from", condition=condition)

    def _until(self, day: date, condition: str) -> Deadline:
        value = f"[..{day}]"
        return self._made(
            "relative", edtf=value, components=(value,), boundary="by", due_latest=str(day), condition=condition
        )

    def _duration(self, text: str) -> Deadline | None:
        """A length of time whose start is not stated, or is an event."""
        match = _DURATION.fullmatch(text)
        if match is None:
            return None
        condition = f"P{int(match['count'])}{_UNITS[match['unit']]}"
        if match["working"]:
            self.flags.append("business_days")
            condition += " (ngày làm việc)"
        at_least = match["sign"] in ("≥", ">", "tối thiểu", "ít nhất")
        limits = not at_least and (match["sign"] is not None or match["unit"] == "ngày")
        return self._made(
            "conditional", condition=condition + (match["event"] or ""), boundary="by" if limits else None
        )

    def _conditional(self, text: str) -> Deadline | None:
        if _CONDITION.search(text) is None:
            return None
        boundary: Boundary | None = None
        for words, name in _CONDITION_BOUNDARIES:
            if text.startswith(words):
                boundary = name
        return self._made("conditional", condition=text, boundary=boundary)

    def _limited(self, text: str) -> Deadline | None:
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
        times = self._dated(times, next_year="năm sau" in text)
        if any(one.year is None for one in times):
            return None
        if _NOW.search(prefix + " ") and self.issued_on:
            return self._range(str(self.issued_on), times[-1])
        following = _FOLLOWING.search(text)
        if following:
            return self._following(times[0], following["unit"])
        if len(times) > 1 and (limit == "from" or _RANGE_JOINT.fullmatch(text[times[0].end : times[1].start])):
            return self._range(start_edtf(times[0]), times[-1])
        if len(times) > 1:
            within = self._within(times, text)
            return within or self._set(times, one_of=" hoặc " in text)
        return self._single(times[0], limit, named_day=prefix.strip() == "" and text.startswith("ngày"))

    def _within(self, times: list[Time], text: str) -> Deadline | None:
        """ "quý I/2024 (chậm nhất 15/3/2024)": the day that a limit word sets inside the period named before it."""
        period, day = times[0], times[-1]
        if len(times) != 2 or period.unit in ("day", "days", "week") or day.unit != "day":
            return None
        between = text[period.end : day.start]
        limit = next((name for name, pattern in _LIMITS if name in ("before", "by") and pattern.search(between)), None)
        if limit is None or not first_day(period) <= first_day(day) <= last_day(period):
            return None
        return self._single(day, limit, named_day=False)

    def _dated(self, times: list[Time], next_year: bool = False) -> list[Time]:
        """Every time with its year: its own, else that of the next one on the right, else the plan's."""
        dated: list[Time] = []
        right: Time | None = None
        for time in reversed(times):
            if time.unit == "lone_day":
                if right is None or right.unit != "day":
                    continue
                time = right._replace(
                    first=(right.first[0], time.first[1]),
                    last=(right.last[0], time.last[1]),
                    start=time.start,
                    end=time.end,
                )
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

    def _following(self, time: Time, unit: str) -> Deadline:
        """ "X và các quý tiếp theo" runs to the end of the year; years stay open."""
        if unit == "năm":
            value = f"{start_edtf(time)[:4]}/.."
            return self._made("after", edtf=value, components=(value,), boundary="from")
        value = f"{start_edtf(time)}/{time.year}-12"
        return self._made("range", edtf=value, components=(value,), boundary="by", due_latest=f"{time.year}-12-31")

    def _range(self, start: str, last: Time) -> Deadline:
        value = f"{start}/{end_edtf(last)}"
        return self._made("range", edtf=value, components=(value,), boundary="by", due_latest=last_day(last))

    def _set(self, times: list[Time], one_of: bool) -> Deadline:
        brackets = "[]" if one_of else "{}"
        return self._made(
            "set_one" if one_of else "set_all",
            edtf=brackets[0] + ",".join(edtf_in_set(one) for one in times) + brackets[1],
            components=tuple(edtf(one) for one in times),
            operator="one" if one_of else "all",
            boundary="by",
            due_latest=max(last_day(one) for one in times),
        )

    def _single(self, time: Time, limit: Limit | None, named_day: bool) -> Deadline:
        if limit in ("before", "after"):
            step = timedelta(days=1)
            if limit == "after":
                return self._open(f"{date.fromisoformat(last_day(time)) + step}/..", "after")
            day = date.fromisoformat(first_day(time)) - step
            return self._made(
                "before", edtf=f"[..{day}]", components=(f"[..{day}]",), boundary="before", due_latest=str(day)
            )
        if limit == "from":
            return self._open(f"{start_edtf(time)}/..", "from")
        value = f"[..{end_edtf(time)}]" if limit == "by" else edtf(time)
        boundary: Boundary = "on" if time.unit == "day" and named_day and limit is None else "by"
        kind = "before" if limit == "by" else "point" if time.unit == "day" else "period"
        return self._made(kind, edtf=value, components=(value,), boundary=boundary, due_latest=last_day(time))

    def _open(self, value: str, boundary: Boundary) -> Deadline:
        return self._made("after", edtf=value, components=(value,), boundary=boundary)

    def _made(self, kind: str, **values: object) -> Deadline:
        return Deadline(raw=self.raw, kind=kind, **values)  # type: ignore[arg-type]

    def _composite(self, parts: list[Deadline]) -> Deadline:
        """Parts of different kinds: the one with a limit word leads, else the one that ends last."""
        if all(part.kind == "conditional" for part in parts):
            return msgspec.structs.replace(parts[0], condition=squeeze(self.raw).lower())
        limited = [part for part in parts if part.kind in ("before", "after")]
        leading = limited or sorted(parts, key=lambda part: part.due_latest or "")
        return msgspec.structs.replace(
            leading[-1],
            kind="composite",
            components=tuple(one for part in parts for one in part.components),
            rrule=next((part.rrule for part in parts if part.rrule), None),
            frequency=next((part.frequency for part in parts if part.frequency), None),
            condition=next((part.condition for part in parts if part.condition), None),
        )

    def _finished(self, found: Deadline) -> Deadline:
        """The flags of the whole phrase."""
        flags = list(self.flags)
        if self.inherits:
            flags.append("year_inherited")
        if self.approximate:
            flags.append("approximate")
        if self.issued_on and found.due_latest and found.due_latest < self.issued_on.isoformat():
            flags.append("before_issue")
        source: YearSource | None = "cell" if self.says_year else None
        if self.inherits:
            source = "neighbour" if self.says_year else self.source
        return msgspec.structs.replace(
            found, flags=tuple(dict.fromkeys(flags)), approximate=self.approximate, year_source=source
        )
