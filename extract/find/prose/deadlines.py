"""Deadline phrases in running text: a limit or a rhythm, and a time.

Precision before recall: a time counts only behind a word that sets a limit ("hoàn thành trước ngày …", "chậm nhất …",
"trong quý II …") or with a rhythm ("ngày 25 hằng tháng"). Dates of cited documents have neither.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from schemas.plan import Span

_DAY = r"\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{4})?|\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?"
_MONTH = r"tháng\s+\d{1,2}(?:\s*/\s*\d{4}|\s+năm\s+\d{4})?|\d{1,2}/\d{4}"
_QUARTER = r"quý\s+(?:IV|I{1,3}|[1-4])(?:\s*(?:/|năm)\s*\d{4})?"
_YEAR = r"năm\s+\d{4}"
_TIME = rf"(?:ngày\s+)?(?:{_DAY}|{_MONTH}|{_QUARTER}|{_YEAR})"
_EVERY = r"(?:\s*(?:của\s+)?(?:tháng|quý|năm)?\s*(?:hằng|hàng|mỗi)\s+(?:tuần|tháng|quý|năm))"
_REPORT = r"(?:báo\s+cáo|tổng\s+hợp|gửi)"
_WEEKDAY = r"(?:(?:ngày\s+)?thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])\s+)"
_LIMIT = r"(?:trước|chậm\s+nhất|muộn\s+nhất|xong\s+trong|hoàn\s+thành\s+(?:trong|vào)|đến\s+hết|không\s+quá)"
_PHRASE = regex.compile(
    rf"""\b(?: {_LIMIT} (?:\s+(?:là|vào|đến))* \s+
            (?: {_TIME} (?:\s+và\s+{_TIME})? {_EVERY}? | (?:ngày\s+)?\d{{1,2}}{_EVERY} )
          | ngày \s+ \d{{1,2}} (?:\s+và\s+\d{{1,2}})? {_EVERY}
          | (?:định\s+kỳ\s+)? {_WEEKDAY}? (?:hằng|hàng) \s+ (?:tuần|tháng|quý|6\s+tháng|năm)
            (?=[^.;\n]{{0,40}}\b{_REPORT})
          | {_WEEKDAY} (?:hằng|hàng) \s+ tuần
          | trong \s+ (?:{_QUARTER} | tháng\s+\d{{1,2}}(?:\s*/\s*\d{{4}}|\s+năm\s+\d{{4}})) )(?![\d/])""",
    regex.VERBOSE | regex.IGNORECASE,
)
# What ended or came before is no duty: "ban hành trước ngày …", "tính đến hết ngày …", "có hiệu lực trước ngày …".
_PAST = regex.compile(
    r"(?:ban\s+hành|có\s+hiệu\s+lực|được\s+cấp|tính|sinh|thành\s+lập|phát\s+sinh|tồn\s+tại|đã\s+\p{L}+|giai\s+đoạn|từ\s+[^.;\n]{0,25})\s*$",
    regex.IGNORECASE,
)


class DeadlineMention(NamedTuple):
    """A deadline phrase as written; ``span`` indexes the text."""

    span: Span
    text: str


def find_deadlines(text: str) -> tuple[DeadlineMention, ...]:
    """The deadline phrases of running text, in order.

    >>> [one.text for one in find_deadlines("Hoàn thành trước ngày 30/6/2024, báo cáo UBND xã.")]
    ['trước ngày 30/6/2024']
    """
    return tuple(
        DeadlineMention(match.span(), match.group())
        for match in _PHRASE.finditer(text, timeout=10)
        if not _PAST.search(text, max(0, match.start() - 40), match.start())
    )
