"""How often something is done in a period: "02 lần/năm", "hai lần trong năm", "mỗi quý 1 lần"."""

from __future__ import annotations

import regex

from normalize.quantity.words import numbers, pattern_of

NUMBERS = {
    word: int(value)
    for word, value in numbers("number").items()
    if value == int(value) and word != "đôi"
}
COUNT = rf"(?<![\d.,/-])(?P<count>\d{{1,3}}(?!\d)|{pattern_of(NUMBERS)}(?!\p{{L}}))"
_UNIT = r"(?P<unit>ngày|tuần|tháng|quý|(?:6|06|sáu)\s+tháng|năm|kỳ)"
TIMES_A = regex.compile(
    rf"{COUNT}\s*(?:lần|đợt|lượt)\s*(?:/|trong|một|mỗi|mỗi\s+một)\s*(?:(?:0?1|một)\s+)?{_UNIT}\b"
    rf"(?!\s*\d)"
    rf"|(?<![\d.,/-])\b(?:mỗi|một|0?1)\s+{_UNIT}\s+{COUNT}\s+(?:lần|đợt|lượt)\b"
)
"""So many times a period, in a phrase in small letters."""
