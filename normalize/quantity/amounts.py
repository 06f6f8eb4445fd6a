"""The right-hand side of a quantity: number, range or fraction, multiplier, unit, denominators."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import regex

from normalize.quantity.numbers import BLANK, NUMBER, WORDS, read_number, scale
from normalize.quantity.parts import JOINT, Part, is_joined, read_multiplier, read_part
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


class StatedUnit(NamedTuple):
    """A unit that stands apart from its numbers, in a column of its own or in a header."""

    unit: Unit
    multiplier: Decimal = Decimal(1)
    denominators: tuple[Denominator, ...] = ()


class _Second(NamedTuple):
    """The upper end of a range: a level reached by ``change``, or an end with a bound of its own
    (``closed``)."""

    part: Part
    change: bool
    closed: bool


_UNIT_COUNT = regex.compile(r"(?P<count>1[0-9.,]*)\s{1,2}")
_WORDED_FRACTION = regex.compile(rf"\sphần\s(?P<of>{any_word('number')})(?!\p{{L}})", regex.IGNORECASE)
_FRACTION = regex.compile(
    r"\s?/\s?(?P<of>[0-9]{1,3}(?:\.[0-9]{3})++|[0-9]{1,7})"
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
_GOES_ON = regex.compile(r"[/:]\s?[\d\p{Lu}]|[hH]\d|[-–_]\p{L}|[\p{Lu}]\p{L}*[-/\d]|[)\]]|\.[\p{L}\d]|\s?[xX×*]\s?\d")
# The number of a row or paragraph, where a line begins with it.
_ROW_NUMBER = regex.compile(r"\d{1,3}\s{1,3}\p{Lu}\p{Ll}")
_LINE_START = regex.compile(r"(?r)\n[ \t]{0,8}")
_GLUED = regex.compile(r"\p{L}")
_SIGN_BEFORE = regex.compile(rf"(?r)(?P<before>^|[\n\t]|[^\d\p{{L}}\s])(?P<blank>{BLANK}{{0,3}})[-–−]")
_AFTER_POINTS = frozenset({"trở", "so", "trong", "và", "hoặc", "về", "của", "trên", "đối", "tại", "theo", "vào", "là"})


def parse_unit(text: str) -> StatedUnit | None:
    """The unit that ``text`` is the name of; None where no known unit begins it.

    >>> stated = parse_unit("Tr.đồng/người")
    >>> stated.multiplier, stated.unit.currency, stated.denominators[0].name
    (Decimal('1000000'), 'VND', 'person')
    >>> parse_unit("1.000 con").multiplier
    Decimal('1000')
    """
    text = text.strip().lower()
    count = _UNIT_COUNT.match(text)
    number = read_number(count["count"]) if count else None
    multiplier, end = read_multiplier(text, count.end() if count else 0)
    match = match_unit(text, end)
    if match is None or (count and number is None):
        return None
    unit, end = match
    denominators, _ = match_denominators(text, end, unknown=unit.kind != "ratio")
    return StatedUnit(unit, scale(number.value, multiplier) if number else multiplier, denominators)


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
    sign = _read_sign(text, start, in_cell=stated is not None)
    first = None if sign is None or is_joined(text, start - sign) else read_part(text, start - sign, signed=True)
    if first is None or (_ROW_NUMBER.match(text, start) and _LINE_START.match(text, 0, start)):
        return None
    if first.unit is None and (fraction := _read_fraction(text, first)):
        return fraction if fraction.unit or stated is None else fraction._replace(unit=stated.unit)
    alone = _GOES_ON.match(text, first.end) is not None and text[first.end] not in "-–"
    second = None if alone else _read_second(text, first)
    last = second.part if second else first
    if last.unit is None and (_GOES_ON.match(text, last.end) or _GLUED.match(text, last.end)):
        return None
    if last.unit is None and stated is not None:
        return _with_stated(first, last, stated)
    amount = _build_amount(text, first, second)
    # "Hộ nghèo -15 hộ", "+84 912 345 678": nothing is counted with a sign, which may be a dash or a telephone's
    signed = sign or text[max(0, start - 1) : start] == "+"
    counted = amount.unit is None or amount.unit.kind == "count"
    return None if signed and counted else amount


def _read_sign(text: str, start: int, *, in_cell: bool) -> int | None:
    """1 where a minus stands directly before ``start``, 0 where none does, None where it may be a dash.

    A dash that begins a line or a sentence is a bullet; behind a colon it may be either.
    """
    if start == 0 or text[start - 1] not in "-–−":
        return 0
    match = _SIGN_BEFORE.match(text, 0, start)
    if match is None:
        return int(_AFTER_WORD.match(text, 0, start) is not None)
    before = match["before"]
    if before in ("", "\n", "\t"):
        return int(in_cell)
    if before in ":/-–−" or (not match["blank"] and before not in "([=<>≤≥≈~"):
        return None
    return int(before not in ".;*+•")


_AFTER_WORD = regex.compile(rf"(?r)\p{{L}}{BLANK}{{1,3}}[-–−]")


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
    return Amount(first.value, first.value, span, unit, of=whole, counted=counted, flags=first.number.flags)


def _read_second(text: str, first: Part) -> _Second | None:
    """The upper end of a range, or the level a change leads to; None where what follows is another
    amount."""
    separator = _TO.match(text, first.end)
    signed = separator is not None and separator["dash"] is None
    part = read_part(text, separator.end(), signed=signed) if separator else None
    if separator is None or part is None:
        return None
    if part.unit is None and (first.unit is not None or _GOES_ON.match(text, part.end)):
        return None
    if first.unit is not None and part.unit is not None and first.unit.ucum != part.unit.ucum:
        return None
    return _Second(part, separator["change"] is not None, separator["limit"] is not None)


def _with_stated(first: Part, last: Part, stated: StatedUnit) -> Amount:
    """The amount of numbers without a unit in a cell, in the unit that holds for it."""
    ends = [scale(_settle(part, stated.unit, last.multiplier), stated.multiplier) for part in (first, last)]
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
