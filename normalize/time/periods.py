"""What a title says a plan covers.

The value is EDTF: a year, a range of years, a quarter (2024-33 to 36), a half (2024-40, 41), a
month.
"""

from __future__ import annotations

import regex

_PERIOD = regex.compile(
    r"(?:giai\s+đoạn(?:\s+(?:\d|[IVX]{1,3})(?=\s*[:(]))?|năm\s+học|nhiệm\s+kỳ|các\s+năm|năm)"
    r"\s*[\s:(]\s*(?P<from>(?:19|20)\d\d)(?:\s*[-–]\s*(?P<to>(?:19|20)\d\d))?",
    regex.IGNORECASE,
)
_QUARTER = regex.compile(
    r"\bquý\s+(?P<quarter>I{1,3}|IV|[1-4])[\s/,]*(?:năm\s+)?(?P<year>(?:19|20)\d\d)",
    regex.IGNORECASE,
)
_MONTH = regex.compile(
    r"\btháng\s+(?P<month>\d{1,2})[\s/,]*(?:năm\s+)?(?P<year>(?:19|20)\d\d)", regex.IGNORECASE
)
_HALF = regex.compile(
    r"6\s+tháng\s+(?P<half>đầu|cuối)\s+năm\s+(?P<year>(?:19|20)\d\d)", regex.IGNORECASE
)
_DATED = regex.compile(r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}", regex.IGNORECASE)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}


def read_period(title: str) -> str | None:
    """What a title says the plan covers, as EDTF.

    >>> read_period("Cải cách hành chính nhà nước xã Triệu An năm 2023")
    '2023'
    >>> read_period("Chuyển đổi số giai đoạn 2021 - 2025, định hướng đến năm 2030")
    '2021/2025'
    >>> read_period("Trung tâm dữ liệu, giai đoạn 1 (2023 - 2025)")
    '2023/2025'
    >>> read_period("Công tác quý II năm 2024")
    '2024-34'
    """
    title = _DATED.sub("", title)
    half, quarter, month = _HALF.search(title), _QUARTER.search(title), _MONTH.search(title)
    if half:
        return f"{half['year']}-{40 if half['half'].lower() == 'đầu' else 41}"
    if quarter:
        number = _ROMAN.get(quarter["quarter"].upper()) or int(quarter["quarter"])
        return f"{quarter['year']}-{32 + number}"
    if month and 1 <= int(month["month"]) <= 12:
        return f"{month['year']}-{int(month['month']):02d}"
    for match in _PERIOD.finditer(title):
        before = title[: match.start()].rstrip().lower()
        if not before.endswith(("đến", "tới", "hướng", "nhìn")):
            return f"{match['from']}/{match['to']}" if match["to"] else match["from"]
    return None
