"""The right-hand side of a quantity: number, range or fraction, multiplier, unit, denominators."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import regex

from normalize.quantity.numbers import BLANK, NUMBER, WORDS, read_number, scale
from normalize.quantity.parts import JOINT, Part, is_joined, read_part
from normalize.quantity.signs import read_sign
from normalize.quantity.stated import StatedUnit
from normalize.quantity.units import (
    Denominator,
    Unit,
    load_units,
    match_denominators,
    match_unit,
)
from normalize.quantity.words import any_word


class Amount(NamedTuple):
    """What stands from a number to the end of its unit, without the words around it.

    ``unit`` is None where no known unit follows. ``span`` indexes the text read; ``unit_end`` is
    where a noun may follow. ``baseline`` is the first number of "từ 30% lên 50%". ``closed``: the
    upper end has a bound of its own ("trên 50% đến dưới 100%"). ``counted`` is the unit as written.
    """

    low: Decimal
    high: Decimal
    span: tuple[int, int]
    unit: Unit | None = None
    of: Decimal | None = None
    denominators: tuple[Denominator, ...] = ()
    baseline: Decimal | None = None
    closed: bool = False
    counted: str = ""
    flags: tuple[str, ...] = ()


class _Second(NamedTuple):
    """The upper end of a range: a level reached by ``change``, or an end with a bound of its own
    (``closed``)."""

    part: Part
    change: bool
    closed: bool


_WORDED_FRACTION = regex.compile(
    rf"\sphần\s(?P<of>{any_word('number')})(?!\p{{L}})", regex.IGNORECASE
)
_FRACTION = regex.compile(
    r"(?:\s?/\s?|(?<=(?i:đạt|có|thành)\s\d{1,3})\strên\s)"
    r"(?P<of>[0-9]{1,3}(?:\.[0-9]{3})++|[0-9]{1,7})"
    rf"(?![\d./-]*[\d\p{{Lu}}]|\p{{L}}|{JOINT}\d)"
)
_TO = regex.compile(
    rf"""
    {BLANK}{{0,2}}
    (?: (?P<dash>[-–—÷~]) | (?P<to>đến|tới)
      | (?P<change>(?:tăng\s|giảm\s)?(?:lên|xuống)(?:\s(?:còn|đến|tới|mức|trên|dưới))?|còn) )
    {BLANK}{{0,2}} (?:(?P<limit>dưới|không\squá|tối\sđa)\s|(?:trên|khoảng|hơn)\s)?
    (?=[-–−]?{NUMBER}(?![/:h]\d))
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
# A number goes on as a code, a date, a time, a version, a marker.
_GOES_ON = regex.compile(
    r"[/:]\s?[\d\p{Lu}]|[hH]\d|[-–_]\p{L}|[\p{Lu}]\p{L}*[-/\d]|[)\]]|\.[\p{L}\d]|\s?[xX×*]\s?\d"
)
# The number of a row or paragraph, where a line begins with it.
_ROW_NUMBER = regex.compile(r"\d{1,3}\s{1,3}\p{Lu}\p{Ll}")
_LINE_START = regex.compile(r"(?r)\n[ \t]{0,8}")
_GLUED = regex.compile(r"\p{L}")
_AFTER_POINTS = frozenset(
    {"trở", "so", "trong", "và", "hoặc", "về", "của", "trên", "đối", "tại", "theo", "vào", "là"}
)


def read_amount(text: str, start: int, stated: StatedUnit | None = None) -> Amount | None:
    """The amount whose number begins at ``start``, in digits or as a word; None where it is part of
    something else, or where a sign before it may be a minus or a dash.

    ``stated`` is the unit of a number that has none beside it: the text is a cell then, and a sign
    at its beginning is a minus.

    >>> amount = read_amount("từ 125-135 triệu đồng/ha", 3)
    >>> amount.low, amount.high, amount.unit.currency, amount.denominators[0].name, amount.span
    (Decimal('125000000'), Decimal('135000000'), 'VND', 'ha', (3, 24))
    >>> read_amount("16/02/2023", 0) is None
    True
    """
    in_cell = stated is not None
    sign = read_sign(text, start, in_cell=in_cell)
    if sign is None or is_joined(text, start - sign) or _is_row_number(text, start):
        return None
    first = read_part(text, start - sign, signed=True)
    if first is None:
        return None
    if first.unit is None and (fraction := _read_fraction(text, first)):
        return fraction if fraction.unit or stated is None else fraction._replace(unit=stated.unit)
    amount = _from_first(text, first, stated)
    # "Hộ nghèo -15 hộ", "+84 912 345 678": nothing is counted with a sign, which may be a dash or
    # a telephone's
    return (
        None if amount and not in_cell and _is_signed_count(text, start, sign, amount) else amount
    )


def _from_first(text: str, first: Part, stated: StatedUnit | None) -> Amount | None:
    """The amount that begins with ``first``, with its upper end; None where the number goes on."""
    alone = _GOES_ON.match(text, first.end) is not None and text[first.end] not in "-–"
    second = None if alone else _read_second(text, first)
    last = second.part if second else first
    if last.unit is None:
        if _GOES_ON.match(text, last.end) or _GLUED.match(text, last.end):
            return None
        if stated is not None:
            return _with_stated(first, last, stated)
    return _build_amount(text, first, second)


def _is_row_number(text: str, start: int) -> bool:
    """A number at the beginning of a line with a sentence behind it."""
    begins = _ROW_NUMBER.match(text, start) is not None
    return begins and _LINE_START.match(text, 0, start) is not None


def _is_signed_count(text: str, start: int, sign: int, amount: Amount) -> bool:
    """Something is counted with a sign before the number."""
    signed = sign == 1 or text[max(0, start - 1) : start] == "+"
    return signed and (amount.unit is None or amount.unit.kind == "count")


def _read_fraction(text: str, first: Part) -> Amount | None:
    """ "66/112 thôn", "85/100 điểm", "hai phần ba": numerator of denominator; the other n/m are
    dates and codes."""
    if match := _FRACTION.match(text, first.end):
        number = read_number(match["of"])
        whole = number.value if number else Decimal(0)
    elif match := _WORDED_FRACTION.match(text, first.end):
        whole = WORDS[match["of"].casefold()]
    else:
        return None
    if first.value > whole or whole == 0:
        return None
    unit, end = match_unit(text, match.end()) or (None, match.end())
    counted = " ".join(text[match.end() : end].split())
    span = (first.start, end)
    return Amount(
        first.value, first.value, span, unit, of=whole, counted=counted, flags=first.number.flags
    )


def _read_second(text: str, first: Part) -> _Second | None:
    """The upper end of a range, or the level a change leads to; None where what follows is another
    amount."""
    separator = _TO.match(text, first.end)
    if separator is None:
        return None
    part = read_part(text, separator.end(), signed=separator["dash"] is None)
    if part is None or not _is_end_of(text, first, part):
        return None
    return _Second(part, separator["change"] is not None, separator["limit"] is not None)


def _is_end_of(text: str, first: Part, part: Part) -> bool:
    """Whether two numbers can be the ends of one range: in one unit, stated with the upper one."""
    if part.unit is None:
        return first.unit is None and not _GOES_ON.match(text, part.end)
    return first.unit is None or first.unit.ucum == part.unit.ucum


def _with_stated(first: Part, last: Part, stated: StatedUnit) -> Amount:
    """The amount of numbers without a unit in a cell, in the unit that holds for it."""
    ends = [
        scale(_settle(part, stated.unit, last.multiplier), stated.multiplier)
        for part in (first, last)
    ]
    return Amount(
        min(ends),
        max(ends),
        (first.start, last.end),
        stated.unit,
        None,
        stated.denominators,
        flags=_flags(first, last),
    )


def _build_amount(text: str, first: Part, second: _Second | None) -> Amount:
    last = second.part if second else first
    unit = _unit_of(text, last)
    denominators, end = _denominators_of(text, unit, last.end)
    low, high = (_settle(part, unit, last.multiplier) for part in (first, last))
    notes = _flags(first, last)
    if unit is not None and unit.form.endswith("làm việc"):
        notes = (*notes, "business_time")
    baseline = None
    if second and second.change:
        low, baseline = high, low
    elif low > high:
        low, high = high, low
        notes = (*notes, "descending_range")
    return Amount(
        low,
        high,
        (first.start, end),
        unit,
        None,
        denominators,
        baseline,
        second is not None and second.closed,
        last.counted,
        notes,
    )


def _flags(first: Part, last: Part) -> tuple[str, ...]:
    return tuple(dict.fromkeys(first.number.flags + last.number.flags))


def _unit_of(text: str, part: Part) -> Unit | None:
    """The unit beside the last number, as it is meant there."""
    if part.unit is None:
        return _imply_money(text, part)
    return _read_points(text, part.unit, part.end) if part.unit.kind == "score" else part.unit


def _denominators_of(text: str, unit: Unit | None, end: int) -> tuple[tuple[Denominator, ...], int]:
    if unit is None:
        return (), end
    return match_denominators(text, end, unknown=unit.kind in ("money", "measure"))


def _settle(part: Part, unit: Unit | None, multiplier: Decimal) -> Decimal:
    """The value of one end: an elided multiplier comes from the other end, three digits after a
    comma from the unit."""
    value = part.value
    if part.multiplier == 1 and multiplier > 1 and part.unit is None:
        value = scale(value, multiplier)
    thousands = part.number.thousands
    if thousands is None or part.multiplier > 1 or unit is None or multiplier > 1:
        return value
    counted = unit.kind in ("count", "money") or unit.form in _LARGE_UNITS
    return thousands if counted else value


# Quantities of these run to thousands and are not weighed to the thousandth.
_LARGE_UNITS = frozenset({"tấn", "ha", "tạ", "m2", "m²", "m3", "m³", "kg", "lít"})


def _read_points(text: str, unit: Unit, end: int) -> Unit:
    """ "95 điểm trở lên" is a score, "05 điểm du lịch" counts places."""
    after = _NEXT_WORD.match(text, end)
    if after is None or after["word"] in _AFTER_POINTS:
        return unit
    return load_units()["vị trí"]._replace(form="điểm")


def _imply_money(text: str, part: Part) -> Unit | None:
    """ "59 triệu/người": a large multiplier without any unit is money."""
    if part.multiplier < _SMALLEST_MONEY:
        return None
    after = _NEXT_WORD.match(text, part.end)
    known = after is None or after["word"].casefold() in _AFTER_POINTS
    return load_units()["đồng"] if known else None


_SMALLEST_MONEY = Decimal(10**6)
_NEXT_WORD = regex.compile(r"\s{0,2}(?P<word>\p{L}{1,12})")
