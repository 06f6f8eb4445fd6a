"""Deadline phrases in running text: a word that sets a limit, or a rhythm, and a time.

    mention = limit time (joint time)* ["hằng năm"] | "từ" time "đến" time | "vào ngày" time
            | length "kể từ" anchor | "ngày" number rhythm | weekday rhythm | rhythm … "báo cáo"
            | "," "định kỳ" rhythm at the end of a sentence

Precision before recall: a time counts only behind a word that sets a limit in running text too (the
table of words says which) or with a rhythm; dates of cited documents have neither. Limits and times
are those of `read_deadline`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

from normalize.time.extents import Time
from normalize.time.limits import TAIL, WEEKDAY
from normalize.time.phrases import HOUR, TO_HOUR
from normalize.time.times import more_times, time_at
from normalize.time.words import any_word, pattern_of, prose_words
from normalize.writing.text import fold_homoglyphs
from schemas.plan import Span

_LIMIT = pattern_of(prose_words("limit"))
_WITHIN = pattern_of(prose_words("within"))
_EVERY_WORD = pattern_of(prose_words("every"))
_CLOCK = rf"(?:(?:lúc|vào\s+lúc)\s+)?{HOUR},?\s*(?:ngày\s+)?"
_PERIOD = r"(?:tuần|tháng|quý|năm|(?:6|06|sáu)\s+tháng)(?!\p{L})"
_EVERY = (
    rf"(?:\s*(?:của\s+)?(?:(?:tháng|quý|năm)\s+)?{_EVERY_WORD}\s+{_PERIOD}"
    r"|\s+(?:của\s+)?tháng\s+(?:cuối|đầu)\s+(?:của\s+)?(?:mỗi\s+)?quý(?:\s+sau)?(?!\p{L}))"
)
_OF_MONTH = (
    rf"(?:(?:ngày\s+)?{WEEKDAY}(?:\s+(?:của\s+)?tuần)?\s+(?:thứ\s+)?{any_word('ordinal')}"
    r"(?:\s+(?:tiên|cùng))?|ngày\s+(?:làm\s+việc\s+)?(?:đầu\s+tiên|cuối\s+cùng))"
    rf"\s+(?:của\s+|{_EVERY_WORD}\s+){{1,2}}(?:tháng|quý)(?!\p{{L}}|\s*\d)"
)
_PART_OF_DAY = any_word("part_of_day")
# "02 lần/năm"; behind a bound it is what is aimed at ("ít nhất 02 lần/năm")
_TIMES_A = (
    r"(?<!(?:nhất|thiểu|đa|quá|hơn|dưới|trên|đạt)\s)(?:0?[1-9]|một|hai|ba)\s+lần\s*/\s*"
    r"(?:tuần|tháng|quý|năm)(?!\p{L})|(?:mỗi|từng)\s+(?:tuần|tháng|quý|năm)\s+"
    r"(?:0?[1-9]|một|hai|ba)\s+lần(?!\p{L})"
)
_OWN_DAY = rf"\s*\((?:{_LIMIT}){TAIL}(?:\d|thứ\s)[^()\n]{{0,40}}\)"
# "Hằng tuần, trước 16 giờ ngày thứ Sáu", "hằng quý, chậm nhất ngày 15 tháng cuối quý"
_THEN_DAY = (
    rf"\s*,?\s*(?:{_LIMIT}){TAIL}(?:{_CLOCK})?(?:(?:ngày\s+)?{WEEKDAY}"
    r"|\d{1,2}(?![\d/.-])(?!\s+tháng\s+\d)(?:\s+(?:của\s+)?tháng\s+(?:cuối|đầu)\s+(?:của\s+)?quý)?)"
)
_WITH_LIMIT = (
    rf"(?:định\s+kỳ\s+(?:0?6|sáu)\s+tháng{_OWN_DAY}"
    rf"\s*(?:,|;|và)\s*(?:{_EVERY_WORD}\s+)?năm{_OWN_DAY}"
    rf"|(?:định\s+kỳ\s+)?{_EVERY_WORD}\s+năm,?\s+(?:{_LIMIT}){TAIL}\d{{1,2}}/\d{{1,2}}(?![\d/])"
    rf"|(?:(?:định\s+kỳ|{_EVERY_WORD})\s+){{1,2}}{_PERIOD}(?:{_OWN_DAY}|{_THEN_DAY}))"
)
"""A period with the day of its report: "6 tháng (trước ngày 15/6), năm (trước ngày 15/12)"."""
_DAYS = r"\d{1,2}(?![\d/.-]\d|\d)(?:(?:\s*,\s*|\s+và\s+)(?:ngày\s+)?\d{1,2}(?![\d/.-]\d|\d)){0,5}"
_REPORT = r"(?:báo\s+cáo|tổng\s+hợp|gửi)"
_LENGTH = (
    r"\d{1,5}(?:[.,]\d{1,2})?\s*(?:\([^()\n]{1,20}\)\s*)?"
    r"(?:phút|giờ|ngày|tuần|tháng|năm)(?:\s+làm\s+việc)?"
)
# Where a mention may begin; what stands behind is looked at by `_end_of`.
_START = regex.compile(
    rf"""(?<![\p{{L}}\d])(?:
      (?P<whole>(?:(?:trong(?:\s+(?:vòng|thời\s+hạn))?|chậm\s+nhất|không\s+quá|tối\s+đa)\s+)(?:là
        \s+)?{_LENGTH},?\s+
        (?:kể\s+từ|tính\s+từ|sau)\s+(?:ngày|khi|thời\s+điểm)\s+[^.;,()\n]{{1,80}})
    | (?P<whole>(?:{_LIMIT}){TAIL}(?:{_CLOCK})?(?:
        (?:ngày\s+)?{WEEKDAY}(?:\s+của)?\s+{_EVERY_WORD}\s+tuần
        |{_OF_MONTH}|{_EVERY_WORD}\s+(?:ngày|tuần)(?!\p{{L}}|\s*\d)))
    | (?P<whole>(?:vào\s+)?{_OF_MONTH})
    | (?P<on>(?:vào\s+|(?:vào\s+)?(?:lúc|hồi)\s+){HOUR},?\s*(?:ngày\s+)?
        |vào\s+(?:buổi\s+)?{_PART_OF_DAY}\s+(?:ngày\s+)?|vào\s+(?:các\s+)?ngày\s+
        |(?:từ\s+)?{HOUR}{TO_HOUR},?\s*(?:ngày\s+)?)
    | (?P<limit>{_LIMIT}|{_WITHIN}){TAIL}(?:{_CLOCK})?
    | (?P<range>(?:kể\s+)?từ){TAIL}
    | (?P<whole>ngày\s+{_DAYS}{_EVERY})
    | (?P<whole>{_WITH_LIMIT})
    | (?P<whole>(?:định\s+kỳ\s+)?(?:(?:ngày\s+)?{WEEKDAY}\s+)?(?:hằng|hàng)\s+{_PERIOD}
        (?=[^.;\n]{{0,40}}\b{_REPORT}))
    | (?P<whole>{WEEKDAY}\s+(?:hằng|hàng)\s+tuần)
    | (?P<whole>{_TIMES_A})
    | (?<=[,;(]\s?)(?P<whole>định\s+kỳ\s+(?:{_EVERY_WORD}\s+)?{_PERIOD}
        (?:\s*(?:,|và)\s*{_PERIOD}){{0,2}}(?=\s*(?:[.;)\n]|$)))
    )""",
    regex.VERBOSE,
)
# What `_START` begins with: a search for plain words is many times faster than for all of it.
_FIRST_WORDS = {
    *(phrase.split()[0] for phrase in (*prose_words("limit"), *prose_words("within"))),
    *("trong", "chậm", "không", "tối", "vào", "từ", "kể", "ngày", "định", "hằng", "hàng"),
    *("thứ", "chủ", "lúc", "hồi", "một", "hai", "ba"),
    *(phrase.split()[0] for phrase in prose_words("every")),
}
_OPENING = regex.compile(rf"\d|{'|'.join(sorted(_FIRST_WORDS))}")
_JOINT = regex.compile(
    rf"\s*(?:(?:-|(?:cho\s+)?(?:đến|tới)(?:\s+hết)?)\s*(?P<range>)|(?:,\s*)?(?:và|hoặc)\s+|,\s*"
    rf"(?P<comma>))(?:{_LIMIT}\s+)?(?:ngày\s+(?=\d))?"
)
_EVERY_BEHIND = regex.compile(_EVERY)
_DAYS_EVERY = regex.compile(rf"(?:ngày\s+)?{_DAYS}{_EVERY}")
_ENDS = regex.compile(rf"\s*(?:[.,;:)\n-]|$|(?:và|hoặc|đến)\s+(?:ngày\s+)?\d)|{_EVERY}")
_TORN = regex.compile(r"[\d/]|[.,-]\d")
# What ended or came before is no duty: "ban hành trước ngày …", "tính đến hết ngày …", "có hiệu lực
# trước ngày …".
_PAST = regex.compile(rf"(?<!\p{{L}})(?:{any_word('past')}|đã\s+\p{{L}}+|từ\s+[^.;\n]{{0,25}})\s*$")
_NOT_PAST = regex.compile(rf"(?<!\p{{L}}){any_word('not_past')}\s*$")
_MOST_TIMES = 12
"""Times of one list."""
_LONGEST_POINT = 2000
"""Characters of a text that may be looked at again."""
_COARSE = ("year", "span", "school")


class DeadlineMention(NamedTuple):
    """A deadline phrase as written; ``span`` indexes the text."""

    span: Span
    text: str


def find_deadlines(text: str) -> tuple[DeadlineMention, ...]:
    """The deadline phrases of running text, in order.

    >>> [one.text for one in find_deadlines("Hoàn thành trước ngày 30/6/2024, báo cáo UBND xã.")]
    ['trước ngày 30/6/2024']
    """
    return _of_point(text) if len(text) <= _LONGEST_POINT else _find(text)


@lru_cache(maxsize=512)
def _of_point(text: str) -> tuple[DeadlineMention, ...]:
    """As `_find`; a point is asked for its labels, its zone and its duty."""
    return _find(text)


def _find(text: str) -> tuple[DeadlineMention, ...]:
    lower = fold_homoglyphs(text).lower()
    if len(lower) != len(text):
        lower = "".join(
            one.lower() if len(one.lower()) == 1 else one for one in fold_homoglyphs(text)
        )
    found = []
    at = 0
    for opening in _OPENING.finditer(lower):
        if opening.start() < at or not (match := _START.match(lower, opening.start(), timeout=10)):
            continue
        end = _end_of(lower, match)
        at = end or at
        if end and not _is_past(lower, match.start()):
            found.append((match.start(), end))
    return tuple(DeadlineMention(span, text[slice(*span)]) for span in _with_brackets(text, found))


def _with_brackets(text: str, spans: list[Span]) -> Iterator[Span]:
    """A mention in brackets belongs to the one before them: "hằng quý (trước ngày 20 của tháng cuối
    quý)"."""
    waiting: Span | None = None
    for start, end in spans:
        if waiting and text[waiting[1] : start].strip() == "(" and text[end : end + 1] == ")":
            yield waiting[0], end + 1
            waiting = None
            continue
        if waiting:
            yield waiting
        waiting = (start, end)
    if waiting:
        yield waiting


def _is_past(text: str, at: int) -> bool:
    """Whether the words before a time say that it is behind us, or counts what is."""
    start = max(0, at - 40)
    return _PAST.search(text, start, at) is not None and _NOT_PAST.search(text, start, at) is None


def _end_of(text: str, match: regex.Match[str]) -> int | None:
    """Where the mention that begins here ends; None where no time follows."""
    start = match.end()
    if match["whole"]:
        return _untorn(text, start)
    if (days := _DAYS_EVERY.match(text, start)) and match["range"] is None:
        return days.end()
    time = time_at(text, start) or _named_later(text, match)
    if time is None or (match["limit"] and not _limits(text, match, time)):
        return None
    end, is_range = _list_end(text, time)
    if match["range"] is not None and (not is_range or time.unit in _COARSE):
        return None
    every = _EVERY_BEHIND.match(text, end)
    return _untorn(text, every.end() if every else end)


def _untorn(text: str, end: int) -> int | None:
    """The end, unless a number goes on behind it."""
    return None if _TORN.match(text, end) else end


def _named_later(text: str, match: regex.Match[str]) -> Time | None:
    """A time whose own word was taken for the end of the limit: "chậm nhất ngày 28, 29/4", "trong
    năm"."""
    for word in ("ngày ", "năm"):
        if match[0].endswith(word):
            return time_at(text, match.end() - len(word))
    return None


def _limits(text: str, match: regex.Match[str], time: Time) -> bool:
    """Whether a word sets a limit before such a time: a fraction behind "không quá" is none, a year
    behind "trong" is what is spoken of unless something is to be done in it."""
    if match["limit"] in ("trong", "vào"):
        return time.unit not in ("day", *_COARSE)
    is_date = time.year is not None or any(
        one.isalpha() for one in text[match.end("limit") : time.end]
    )
    return match["limit"] != "không quá" or is_date or _ENDS.match(text, time.end) is not None


def _list_end(text: str, time: Time) -> tuple[int, bool]:
    """Where the times that belong to the first one end, and whether they are a range."""
    end, is_range = time.end, False
    for _ in range(_MOST_TIMES):
        for more in more_times(text, time):
            end = more.end
        joint = _JOINT.match(text, end)
        later = time_at(text, joint.end()) if joint else None
        if joint is None or later is None:
            return end, is_range
        if joint["comma"] is not None and not _ENDS.match(text, later.end):
            return end, is_range
        is_range = is_range or joint["range"] is not None
        time, end = later, later.end
    return end, is_range
