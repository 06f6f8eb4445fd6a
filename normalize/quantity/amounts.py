"""The right-hand side of a quantity: number, range or fraction, multiplier, unit, denominators."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import regex

from normalize.quantity.numbers import MULTIPLIERS, NUMBER, WORDS, Number, read_number, scale
from normalize.quantity.units import Denominator, Unit, load_units, match_denominators, match_unit


class Amount(NamedTuple):
    """What stands from a number to the end of its unit, without the words around it.

    ``unit`` is None where no known unit follows. ``span`` indexes the text read; ``unit_end`` is where a
    noun may follow. ``baseline`` is the first number of "từ 30% lên 50%". ``closed``: the upper end has a bound of
    its own ("trên 50% đến dưới 100%"). ``counted`` is the unit as written.
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
    """The upper end of a range: a level reached by ``change``, or an end with a bound of its own (``closed``)."""

    part: _Part
    change: bool
    closed: bool


class _Part(NamedTuple):
    """One number with its multiplier and unit."""

    number: Number
    value: Decimal
    multiplier: Decimal
    unit: Unit | None
    end: int
    counted: str


_NUMBER = regex.compile(NUMBER)

_NUMBER_WORD = regex.compile(rf"(?:{'|'.join(WORDS)})(?!\p{{L}}|\smươi)", regex.IGNORECASE)

_UNIT_COUNT = regex.compile(r"(?P<count>1[0-9.,]*)\s{1,2}")

# After "gấp" these say how many times, and take no unit.
_TIMES_WORDS = frozenset({"đôi", "rưỡi"})

# "(một)" after "01"; the words are read again only to see that they are a number.
_SPELLED = regex.compile(r"\s?\((?P<word>\p{Ll}++)(?:\s\p{Ll}++){0,6}\)")
_MULTIPLIER = regex.compile(
    r"\s{0,2}(?:(?P<word>chục|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ)(?!\p{L})(?!\s(?:lệ|trọng|suất|giá))"
    r"|(?P<short>tr|tỷ|tỉ)\.?\s?(?=đ(?:ồng)?(?!\p{L})))",
    regex.IGNORECASE,
)
_AND_NUMBER = regex.compile(rf"\s(?P<number>{NUMBER})")
_WORDED_FRACTION = regex.compile(rf"\sphần\s(?P<of>{'|'.join(WORDS)})(?!\p{{L}})", regex.IGNORECASE)
_FRACTION = regex.compile(r"\s?/\s?(?P<of>[0-9]{1,3}(?:\.[0-9]{3})++|[0-9]{1,7})(?![\d./-]*[\d\p{Lu}]|\p{L})")
_TO = regex.compile(
    rf"""
    \s{{0,2}}
    (?: (?P<dash>[-–—÷~]|đến|tới)
      | (?P<change>(?:tăng\s|giảm\s)?(?:lên|xuống)(?:\s(?:còn|đến|tới|mức|trên|dưới))?|còn) )
    \s{{0,2}} (?:(?P<limit>dưới|không\squá|tối\sđa)\s|(?:trên|khoảng|hơn)\s)?
    (?={NUMBER}(?![/:h]\d))
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
# A number goes on as a code, a date, a time, a version, a marker.
_GOES_ON = regex.compile(r"[/:]\s?[\d\p{Lu}]|[hH]\d|[-–_]\p{L}|[\p{Lu}]\p{L}*[-/\d]|[)\]]|\.[\p{L}\d]|\s?[xX×*]\s?\d")
# The number of a row or paragraph, where a line begins with it.
_ROW_NUMBER = regex.compile(r"\d{1,3}\s{1,3}\p{Lu}\p{Ll}")
_LINE_START = regex.compile(r"(?r)\n[ \t]{0,8}")
_GLUED = regex.compile(r"\p{L}")
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
    multiplier, end = _read_multiplier(text, count.end() if count else 0)
    match = match_unit(text, end)
    if match is None or (count and number is None):
        return None
    unit, end = match
    denominators, _ = match_denominators(text, end, unknown=unit.kind != "ratio")
    return StatedUnit(unit, scale(number.value, multiplier) if number else multiplier, denominators)


def read_amount(text: str, start: int, stated: StatedUnit | None = None) -> Amount | None:
    """The amount whose number begins at ``start``, in digits or as a word; None where it is part of something else.

    ``stated`` is the unit of a number that has none beside it.

    >>> amount = read_amount("từ 125-135 triệu đồng/ha", 3)
    >>> amount.low, amount.high, amount.unit.currency, amount.denominators[0].name, amount.span
    (Decimal('125000000'), Decimal('135000000'), 'VND', 'ha', (3, 24))
    >>> read_amount("16/02/2023", 0) is None
    True
    """
    first = _read_part(text, start)
    if first is None or (_ROW_NUMBER.match(text, start) and _LINE_START.match(text, 0, start)):
        return None
    if first.unit is None and (fraction := _read_fraction(text, start, first)):
        return fraction if fraction.unit or stated is None else fraction._replace(unit=stated.unit)
    alone = _GOES_ON.match(text, first.end) is not None and text[first.end] not in "-–"
    second = None if alone else _read_second(text, first)
    last = second.part if second else first
    if last.unit is None and (_GOES_ON.match(text, last.end) or _GLUED.match(text, last.end)):
        return None
    return _build_amount(text, start, first, second, stated)


def _read_part(text: str, start: int) -> _Part | None:
    digits = _NUMBER.match(text, start)
    if digits:
        number = read_number(digits.group())
    else:
        digits = _NUMBER_WORD.match(text, start)
        number = Number(WORDS[digits.group().casefold()]) if digits else None
    if digits is None or number is None:
        return None
    end = digits.end()
    if (spelled := _SPELLED.match(text, end)) and spelled["word"] in WORDS:
        end = spelled.end()
    multiplier, end = _read_multiplier(text, end)
    value = scale(number.value, multiplier)
    if multiplier > 1:
        value, end = _add_smaller(text, value, multiplier, end)
    match = None if digits.group().casefold() in _TIMES_WORDS else match_unit(text, end)
    unit, after = match or (None, end)
    return _Part(number, value, multiplier, unit, after, " ".join(text[end:after].split()))


def _read_multiplier(text: str, position: int) -> tuple[Decimal, int]:
    """The product of the multipliers at ``position`` ("nghìn tỷ"), 1 where none stands."""
    product = Decimal(1)
    while product < _LARGEST and (match := _MULTIPLIER.match(text, position)):
        product *= MULTIPLIERS[(match["word"] or match["short"]).casefold()]
        position = match.end()
    return product, position


_LARGEST = Decimal(10**12)


def _add_smaller(text: str, value: Decimal, multiplier: Decimal, end: int) -> tuple[Decimal, int]:
    """ "1 tỷ 250 triệu": the smaller parts that follow, each with its own smaller multiplier."""
    while match := _AND_NUMBER.match(text, end):
        number = read_number(match["number"])
        smaller, after = _read_multiplier(text, match.end())
        if number is None or not 1 < smaller < multiplier:
            break
        value, multiplier, end = value + scale(number.value, smaller), smaller, after
    return value, end


def _read_fraction(text: str, start: int, first: _Part) -> Amount | None:
    """ "66/112 thôn", "85/100 điểm", "hai phần ba": numerator of denominator; the other n/m are dates and codes."""
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
    flags = first.number.flags
    return Amount(first.value, first.value, (start, end), unit, of=whole, counted=counted, flags=flags)


def _read_second(text: str, first: _Part) -> _Second | None:
    """The upper end of a range, or the level a change leads to; None where what follows is another amount."""
    separator = _TO.match(text, first.end)
    part = _read_part(text, separator.end()) if separator else None
    if separator is None or part is None:
        return None
    if part.unit is None and (first.unit is not None or _GOES_ON.match(text, part.end)):
        return None
    if first.unit is not None and part.unit is not None and first.unit.ucum != part.unit.ucum:
        return None
    return _Second(part, separator["change"] is not None, separator["limit"] is not None)


def _build_amount(text: str, start: int, first: _Part, second: _Second | None, stated: StatedUnit | None) -> Amount:
    last = second.part if second else first
    unit, end = last.unit, last.end
    if unit is None and stated is not None:
        low, high = (scale(_settle(part, stated.unit, last.multiplier), stated.multiplier) for part in (first, last))
        flags = tuple(dict.fromkeys(first.number.flags + last.number.flags))
        return Amount(min(low, high), max(low, high), (start, end), stated.unit, None, stated.denominators, flags=flags)
    if unit is None:
        unit = _imply_money(text, last)
    elif unit.kind == "score":
        unit = _read_points(text, unit, end)
    denominators: tuple[Denominator, ...] = ()
    if unit is not None:
        denominators, end = match_denominators(text, end, unknown=unit.kind in ("money", "measure"))
    low = _settle(first, unit, last.multiplier)
    high = _settle(last, unit, last.multiplier)
    notes = dict.fromkeys(first.number.flags + last.number.flags)
    if unit is not None and unit.form.endswith("làm việc"):
        notes["business_time"] = None
    baseline = None
    if second and second.change:
        low, baseline = high, low
    elif low > high:
        low, high = high, low
        notes["descending_range"] = None
    closed = second is not None and second.closed
    return Amount(low, high, (start, end), unit, None, denominators, baseline, closed, last.counted, tuple(notes))


def _settle(part: _Part, unit: Unit | None, multiplier: Decimal) -> Decimal:
    """The value of one end: an elided multiplier comes from the other end, three digits after a comma from the unit."""
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
    return unit if after is None or after["word"] in _AFTER_POINTS else load_units()["vị trí"]._replace(form="điểm")


def _imply_money(text: str, part: _Part) -> Unit | None:
    """ "59 triệu/người": a large multiplier without any unit is money."""
    if part.multiplier < _SMALLEST_MONEY:
        return None
    after = _NEXT_WORD.match(text, part.end)
    return load_units()["đồng"] if after is None or after["word"].casefold() in _AFTER_POINTS else None


_SMALLEST_MONEY = Decimal(10**6)
_NEXT_WORD = regex.compile(r"\s{0,2}(?P<word>\p{L}{1,12})")
