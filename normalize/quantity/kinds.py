"""What kind of quantity an amount is, or that it is none: dates, labels, ages, codes."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import regex

from normalize.quantity.amounts import Amount
from normalize.quantity.cues import Cue, read_word
from normalize.quantity.nouns import read_noun_after
from normalize.quantity.units import TIME_UNITS, Unit, build_ucum
from normalize.quantity.words import any_word, words
from schemas.plan import TargetKind

_YEARS = (Decimal(1900), Decimal(2100))


class Reading(NamedTuple):
    """What an amount is, before bound and change are known."""

    kind: TargetKind
    ucum: str | None
    end: int
    known: bool
    noun: str | None = None


def read_stated(amount: Amount) -> Reading:
    """The kind of an amount whose unit is beyond doubt: the value of a table."""
    unit, end = amount.unit, amount.span[1]
    if unit is None:
        return Reading("count", None, end, False)
    kind = "fraction" if amount.of is not None and unit.kind == "count" else unit.kind
    return Reading(kind, _build_code(unit, amount), end, True)


# "mỗi tháng 1 200 lượt"
_EACH = regex.compile(rf"(?r)(?<!\p{{L}}){any_word('each')}\s\p{{L}}++\s", regex.IGNORECASE)


class _Spot(NamedTuple):
    """An amount where it stands: ``low`` is the end of the quantity before it, ``cues`` the
    meanings of the words before it."""

    text: str
    low: int
    start: int
    amount: Amount
    chain: list[Cue]
    cues: frozenset[str]

    def noun(self) -> tuple[str, int] | None:
        """What is counted behind the unit, and where its words end."""
        return read_noun_after(self.text, self.amount.span[1])

    def is_label(self) -> bool:
        """Whether the number names something ("Điều 5", "năm 2023", "số 007")."""
        if self.chain:
            return False
        if self.amount.unit is None and self.text.startswith("00", self.start):
            return True
        word = read_word(self.text, 0, self.start)
        if (word == "năm" and self.amount.unit is not None) or _EACH.match(
            self.text, 0, self.start
        ):
            return False
        return word in words("label")


def classify(text: str, low: int, start: int, amount: Amount, chain: list[Cue]) -> Reading | None:
    """What kind of quantity the amount is; None where it is none (dates, labels, ages)."""
    spot = _Spot(text, low, start, amount, chain, frozenset(cue.meaning for cue in chain))
    if _AGE.match(text, amount.span[1]) or _is_year(text, start, amount):
        return None
    if spot.cues & {"rank", "top"}:
        return _classify_rank(spot)
    if amount.unit is None:
        return _classify_unknown(spot)
    return _BY_KIND.get(amount.unit.kind, _classify_plain)(spot, amount.unit)


def _classify_plain(spot: _Spot, unit: Unit) -> Reading | None:
    """Percentages, money, measures, scores: beyond doubt, but for units of one letter."""
    smallest = _SMALLEST_PRICE.get(unit.form)
    if smallest is not None and (spot.is_label() or spot.amount.high < smallest):
        return None
    after = spot.noun()
    noun = after[0] if after else None
    return Reading(unit.kind, _build_code(unit, spot.amount), spot.amount.span[1], True, noun)


# Units of one letter also end the names of forms and clauses ("Mẫu 1m", "03đ"); no amount is that
# small.
_SMALLEST_PRICE = {"m": Decimal(0), "đ": Decimal(100)}
_AGE = regex.compile(r"\s?tuổi(?!\p{L})", regex.IGNORECASE)


def _classify_rank(spot: _Spot) -> Reading | None:
    """A place in a ranking; "thuộc nhóm 3" alone names a group."""
    amount = spot.amount
    noun = spot.noun() if "top" in spot.cues else None
    named = "rank" in spot.cues or noun is not None or amount.unit is not None
    if not named or not _is_whole(amount) or amount.high > _LAST_RANK:
        return None
    return Reading("rank", "1", amount.span[1], True, noun[0] if noun else amount.counted or None)


_LAST_RANK = Decimal(999)


def _build_code(unit: Unit, amount: Amount) -> str | None:
    """The UCUM code; a percentage "/100 dân" stays one, only rates in time divide it."""
    if unit.kind == "ratio" and not all(each.name in TIME_UNITS for each in amount.denominators):
        return unit.ucum
    return build_ucum(unit, amount.denominators)


def _classify_span(spot: _Spot, unit: Unit) -> Reading | None:
    """A span of time, where something bounds it; what is held may be named by its length: "01 ngày
    hội"."""
    amount = spot.amount
    if spot.cues & _DURATION_CUES:
        return Reading("duration", build_ucum(unit, amount.denominators), amount.span[1], True)
    held = spot.chain and spot.chain[0].meaning == "aim" and _is_whole(amount)
    after = spot.noun() if held and not amount.denominators else None
    if after is None or after[0].split()[0].casefold() in words("span_tail"):
        return None
    return Reading("count", "{item}", after[1], False, f"{amount.counted} {after[0]}")


_DURATION_CUES = frozenset({"ge", "le", "lt", "increase", "decrease", "level"})


def _classify_unknown(spot: _Spot) -> Reading | None:
    """A number with a word that is no known unit: a count of it, or a part of it."""
    amount = spot.amount
    if "times" in spot.cues:
        return Reading("times", "1", amount.span[1], True)
    if amount.of is not None:
        return _classify_part(spot, amount.of)
    noun = spot.noun()
    if noun is None or not _is_counted(spot, noun) or not _is_whole(amount):
        return None
    return Reading("count", "{item}", noun[1], False, noun[0])


def _classify_part(spot: _Spot, of: Decimal) -> Reading | None:
    """A part of a whole; days of a month, scales of maps and odds are none."""
    amount, noun = spot.amount, spot.noun()
    if amount.low == 1 and of % _SCALE == 0:
        return None
    if noun is None:
        known = bool(spot.chain) and of > _MONTHS
        return Reading("fraction", "1", amount.span[1], True) if known else None
    shared = bool(spot.chain) or noun[0].split()[0].casefold() in words("shared") or of > _DAYS
    if not shared or not _is_counted(spot, noun):
        return None
    return Reading("fraction", "1", amount.span[1], False, noun[0])


def _is_counted(spot: _Spot, noun: tuple[str, int]) -> bool:
    """The words behind a number say what it counts: in its line, and it names nothing."""
    first = noun[0].split()[0]
    if (
        first.casefold() in words("not_counted")
        or spot.is_label()
        or any(one.isdecimal() for one in first)
    ):
        return False
    return "\n" not in spot.text[spot.start : noun[1]].partition(first)[0]


_DAYS = Decimal(31)
_MONTHS = Decimal(12)
# Scales of maps and odds: "tỷ lệ 1/500".
_SCALE = Decimal(100)


def _classify_count(spot: _Spot, unit: Unit) -> Reading | None:
    """People and things of a known unit."""
    amount = spot.amount
    if spot.is_label():
        return None
    after = spot.noun()
    if unit.form == "lần" and amount.of is None:
        return _classify_times(spot, unit, after[0] if after else None)
    noun = f"{amount.counted} {after[0]}" if after else amount.counted
    ucum = build_ucum(unit, amount.denominators)
    if amount.of is not None:
        return Reading("fraction", ucum, amount.span[1], True, noun)
    if not _is_whole(amount) and not amount.denominators:
        return None
    return Reading("count", ucum, amount.span[1], True, noun)


def _classify_times(spot: _Spot, unit: Unit, noun: str | None) -> Reading:
    """ "gấp 2 lần", "4 lần/năm", "02 lần"."""
    amount = spot.amount
    if spot.cues & {"times", "increase", "decrease"} or not _is_whole(amount):
        return Reading("times", "1", amount.span[1], True)
    kind: TargetKind = "measure" if amount.denominators else "count"
    return Reading(kind, build_ucum(unit, amount.denominators), amount.span[1], True, noun)


_BY_KIND = {"duration": _classify_span, "count": _classify_count}


def _is_whole(amount: Amount) -> bool:
    return (
        amount.low == amount.low.to_integral_value()
        and amount.high == amount.high.to_integral_value()
    )


def _is_year(text: str, start: int, amount: Amount) -> bool:
    """Four digits of our time that stand for a year: after "năm", or as both ends of a range."""
    low, high = _YEARS
    in_time = low <= amount.low <= amount.high <= high
    if not in_time or not text[start : start + 4].isdecimal():
        return False
    if amount.low != amount.high or read_word(text, 0, start) in _YEAR_WORDS:
        return True
    return _YEAR_BEFORE.match(text, 0, start) is not None


_YEAR_BEFORE = regex.compile(r"(?r)\d{4}\s?[-–]\s?")
_YEAR_WORDS = frozenset({"năm", "đoạn", "kỳ", "trong", "từ", "đến", "hết", "nay"})
