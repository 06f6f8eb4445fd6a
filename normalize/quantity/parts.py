"""One end of an amount: a number with its sign, its multipliers and its unit.

A number is read whole or not at all: digits that a blank or a sign joins to others are never read
without them.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import regex

from normalize.quantity.numbers import (
    BLANK,
    MULTIPLIERS,
    NUMBER,
    PLAIN_NUMBER,
    WORDS,
    Number,
    read_number,
    scale,
)
from normalize.quantity.units import Unit, match_unit
from normalize.quantity.words import any_word, pattern_of, words


class Part(NamedTuple):
    """One number with its multiplier and unit; ``start`` is where its sign or its first digit
    stands.

    ``counted`` is the unit as written.
    """

    number: Number
    value: Decimal
    multiplier: Decimal
    unit: Unit | None
    start: int
    end: int
    counted: str


_NUMBER = regex.compile(NUMBER)
_PLAIN_NUMBER = regex.compile(PLAIN_NUMBER)
_NUMBER_WORD = regex.compile(rf"{any_word('number')}(?!\p{{L}}|\smươi)", regex.IGNORECASE)
_SIGNED = regex.compile(r"(?P<sign>[-–−])(?=[0-9])")

# Digits before a blank or a dash belong to the same number, but for those of a year, a date, a
# label.
_JOINT = rf"(?:{BLANK}{{1,4}}|{BLANK}{{0,2}}[-–—÷~/]{BLANK}{{0,2}})"
JOINT = r"(?:(?![.,]\s)[\s.,/\-–—−÷~](?<!\n)){1,6}"
"""What joins digits to one run; a dot or a comma and a blank part them."""

_RUN_BEFORE = regex.compile(rf"(?r)[0-9]{JOINT}")
_LABELS_APART = pattern_of(word for word, value in words("label").items() if value)
_LABELLED = regex.compile(
    rf"(?r)(?<!(?:{any_word('each')})\s)(?<!\p{{L}}){_LABELS_APART}\s", regex.IGNORECASE
)
_ENDED_BEFORE = regex.compile(
    rf"""(?r)(?:
      (?<!\p{{L}})(?:năm|đoạn|kỳ)\s(?:(?:19|20)\d\d\s?[-–]\s?)?(?:19|20)\d\d
    | (?<![\d.,/-])(?:\d{{1,2}}[/-])?\d{{1,2}}[/-](?:19|20)\d\d
    | (?<!\p{{L}})quý\s(?:[IVX]{{1,3}}|[1-4])\s?/\s?(?:19|20)\d\d
    | (?<!\p{{L}})(?:ngày|tháng)\s\d{{1,2}}[/-]\d{{1,4}}
    | (?<!{any_word("each")}\s)(?<!\p{{L}}){_LABELS_APART}\s\d{{1,3}}
    ){_JOINT}""",
    regex.VERBOSE | regex.IGNORECASE,
)
_RUN_AFTER = regex.compile(rf"{BLANK}{{1,4}}(?!0/00)[0-9]")

# After "gấp" these say how many times, and take no unit.
_TIMES_WORDS = frozenset({"đôi", "rưỡi"})

# "(một)" after "01"; the words are read again only to see that they are a number.
_SPELLED = regex.compile(r"\s?\((?P<word>\p{Ll}++)(?:\s\p{Ll}++){0,6}\)")
_SHORT = ("tr", "tỷ", "tỉ")
_MULTIPLIER = regex.compile(
    rf"{BLANK}{{0,2}}(?:(?P<word>{pattern_of(set(MULTIPLIERS) - {'tr'})})(?!\p{{L}})"
    rf"(?!\s(?:lệ|trọng|suất|giá))|(?P<short>{pattern_of(_SHORT)})\.?\s?(?=đ(?:ồng)?(?!\p{{L}})))",
    regex.IGNORECASE,
)
_AND_NUMBER = regex.compile(rf"\s(?P<number>{NUMBER})")
_LARGEST = Decimal(10**12)


def is_joined(text: str, start: int) -> bool:
    """Whether digits before ``start`` belong to the number that begins there.

    >>> is_joined("12 50 hộ", 3), is_joined("năm 2026 500 hộ", 9), is_joined("tháng 6 500 hộ", 8)
    (True, False, False)
    """
    return (
        _RUN_BEFORE.match(text, 0, start) is not None
        and _ENDED_BEFORE.match(text, 0, start) is None
    )


def read_part(text: str, start: int, *, signed: bool = False) -> Part | None:
    """The number at ``start`` with what belongs to it; None where none begins there or more digits
    behind it belong to it.

    ``signed``: a minus sign may stand before it.

    >>> part = read_part("12 500 triệu đồng", 0)
    >>> part.value, part.unit.currency, part.end
    (Decimal('12500000000'), 'VND', 17)
    """
    sign = _SIGNED.match(text, start) if signed else None
    begin = sign.end() if sign else start
    read = _read_digits(text, begin) or _read_word(text, begin)
    if read is None:
        return None
    number, end, word = read
    if sign:
        number = _negative(number)
    if (spelled := _SPELLED.match(text, end)) and spelled["word"] in WORDS:
        end = spelled.end()
    multiplier, end = read_multiplier(text, end)
    value = scale(number.value, multiplier)
    if multiplier > 1:
        value, end = _add_smaller(text, value, multiplier, end)
    unit, after = (None if word in _TIMES_WORDS else match_unit(text, end)) or (None, end)
    return Part(number, value, multiplier, unit, start, after, " ".join(text[end:after].split()))


def _read_digits(text: str, start: int) -> tuple[Number, int, str] | None:
    """The number in digits at ``start``, and where it ends."""
    pattern = _PLAIN_NUMBER if _LABELLED.match(text, 0, start) else _NUMBER
    match = pattern.match(text, start)
    if match is None or (pattern is _NUMBER and _RUN_AFTER.match(text, match.end())):
        return None
    number = read_number(match.group())
    return (number, match.end(), "") if number else None


def _read_word(text: str, start: int) -> tuple[Number, int, str] | None:
    """The number spelled out at ``start``, where it ends, and the word."""
    match = _NUMBER_WORD.match(text, start)
    if match is None:
        return None
    word = match.group().casefold()
    return Number(WORDS[word]), match.end(), word


def _negative(number: Number) -> Number:
    thousands = None if number.thousands is None else -number.thousands
    return number._replace(value=-number.value, thousands=thousands)


def read_multiplier(text: str, position: int) -> tuple[Decimal, int]:
    """The product of the multipliers at ``position`` ("nghìn tỷ"), 1 where none stands.

    >>> read_multiplier("2 nghìn tỷ đồng", 1)
    (Decimal('1000000000000'), 10)
    """
    product = Decimal(1)
    while product < _LARGEST and (match := _MULTIPLIER.match(text, position)):
        product *= MULTIPLIERS[(match["word"] or match["short"]).casefold()]
        position = match.end()
    return product, position


def _add_smaller(text: str, value: Decimal, multiplier: Decimal, end: int) -> tuple[Decimal, int]:
    """ "1 tỷ 250 triệu": the smaller parts that follow, each with its own smaller multiplier."""
    while match := _AND_NUMBER.match(text, end):
        number = read_number(match["number"])
        smaller, after = read_multiplier(text, match.end())
        if number is None or not 1 < smaller < multiplier:
            break
        value, multiplier, end = value + scale(number.value, smaller), smaller, after
    return value, end
