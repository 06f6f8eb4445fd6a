"""What kind of quantity an amount is, or that it is none: dates, labels, ages, codes."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import regex

from normalize.quantity.amounts import Amount
from normalize.quantity.cues import Cue, read_word
from normalize.quantity.nouns import read_noun_after
from normalize.quantity.units import TIME_UNITS, Unit, build_ucum
from schemas.plan import TargetKind

_YEARS = (Decimal(1900), Decimal(2100))

# Words after which a bare number names something instead of counting it.
_LABEL_WORDS = """
    điều khoản mục chương phần số mẫu biểu bảng lục năm tháng ngày quý tuần kỳ khóa khoá lần thứ hình bước trang
    tờ thửa lô tầng  đường lớp khối cấp loại hạng độ đoạn án quyết định hoạch văn tư lệnh luật thị trình tổ thôn
    khu ấp xóm đội cụm nhóm lộ km ql tl  đt nhiệm gói ngõ kiệt hẻm quận phường bản điểm bộ buôn vòng đợt tập
    quyển ô tiết câu bài ca dòng cột phiên hiệp sở
"""
_LABELS = frozenset(_LABEL_WORDS.split())


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


def classify(text: str, low: int, start: int, amount: Amount, chain: list[Cue], cues: frozenset[str]) -> Reading | None:
    """What kind of quantity the amount is; None where it is none (dates, labels, ages, lone numbers)."""
    unit, end = amount.unit, amount.span[1]
    if _AGE.match(text, end) or _is_year(text, start, amount):
        return None
    if cues & {"rank", "top"}:
        return _classify_rank(text, amount, cues)
    if unit is None and "times" in cues:
        return Reading("times", "1", end, True)
    if unit is None:
        return _classify_unknown(text, low, start, amount, chain)
    if unit.kind == "duration":
        bound = any(cue.meaning in _DURATION_CUES for cue in chain)
        return Reading("duration", build_ucum(unit, amount.denominators), end, True) if bound else None
    if unit.kind == "count":
        return _classify_count(text, low, start, amount, chain, cues)
    if unit.form in _LETTERS and (
        _is_label(text, low, start, amount, chain) or amount.high < _SMALLEST_PRICE[unit.form]
    ):
        return None
    after = read_noun_after(text, end)
    return Reading(unit.kind, _build_code(unit, amount), end, True, after[0] if after else None)


def _classify_rank(text: str, amount: Amount, cues: frozenset[str]) -> Reading | None:
    """A place in a ranking; "thuộc nhóm 3" alone names a group."""
    noun = read_noun_after(text, amount.span[1]) if "top" in cues else None
    named = "rank" in cues or noun is not None or amount.unit is not None
    if not named or not _is_whole(amount) or amount.high > _LAST_RANK:
        return None
    return Reading("rank", "1", amount.span[1], True, noun[0] if noun else amount.counted or None)


_LAST_RANK = Decimal(999)


def _build_code(unit: Unit, amount: Amount) -> str | None:
    """The UCUM code; a percentage "/100 dân" stays one, only rates in time divide it."""
    if unit.kind == "ratio" and not all(each.name in TIME_UNITS for each in amount.denominators):
        return unit.ucum
    return build_ucum(unit, amount.denominators)


# Units of one letter also end the names of forms and clauses ("Mẫu 1m", "03đ"); no amount is that small.
_SMALLEST_PRICE = {"m": Decimal(0), "đ": Decimal(100)}
_LETTERS = frozenset(_SMALLEST_PRICE)
_AGE = regex.compile(r"\s?tuổi(?!\p{L})", regex.IGNORECASE)
_DURATION_CUES = frozenset({"ge", "le", "lt", "increase", "decrease", "level"})


def _classify_unknown(text: str, low: int, start: int, amount: Amount, chain: list[Cue]) -> Reading | None:
    """A number with a word that is no known unit: a count of it, or a part of it."""
    if amount.of is not None and amount.low == 1 and amount.of % _SCALE == 0:
        return None
    noun = read_noun_after(text, amount.span[1])
    if noun is None and chain and amount.of is not None and amount.of > _MONTHS:
        return Reading("fraction", "1", amount.span[1], True)
    if noun is None or noun[0].split()[0].casefold() in _NOT_COUNTED or _is_label(text, low, start, amount, chain):
        return None
    if "\n" in text[start : noun[1]].partition(noun[0].split()[0])[0]:
        return None
    if amount.of is not None:
        share = chain or noun[0].split()[0].casefold() in _SHARED
        return Reading("fraction", "1", amount.span[1], False, noun[0]) if share or amount.of > _DAYS else None
    if not _is_whole(amount):
        return None
    return Reading("count", "{item}", noun[1], False, noun[0])


_NOT_COUNTED = frozenset({"tuổi", "âm", "dương", "tết", "hàng", "loại", "kỷ", "sao"})
# What has parts: "1/3 mức quy định", "2/3 tổng số", where a bare "1/5" is a day.
_SHARED = frozenset({"mức", "tổng", "số", "diện", "dân", "thời", "quân", "nhu", "lượng", "giá", "kinh", "chiều"})
_DAYS = Decimal(31)
_MONTHS = Decimal(12)
# Scales of maps and odds: "tỷ lệ 1/500".
_SCALE = Decimal(100)


def _classify_count(
    text: str, low: int, start: int, amount: Amount, chain: list[Cue], cues: frozenset[str]
) -> Reading | None:
    unit, end = amount.unit, amount.span[1]
    if unit is None or _is_label(text, low, start, amount, chain):
        return None
    after = read_noun_after(text, end)
    noun = f"{amount.counted} {after[0]}" if after else amount.counted
    ucum = build_ucum(unit, amount.denominators)
    if amount.of is not None:
        return Reading("fraction", ucum, end, True, noun)
    if unit.form == "lần":
        if cues & {"times", "increase", "decrease"} or not _is_whole(amount):
            return Reading("times", "1", end, True)
        return Reading("measure" if amount.denominators else "count", ucum, end, True, after[0] if after else None)
    if not _is_whole(amount) and not amount.denominators:
        return None
    return Reading("count", ucum, end, True, noun)


def _is_whole(amount: Amount) -> bool:
    return amount.low == amount.low.to_integral_value() and amount.high == amount.high.to_integral_value()


def _is_year(text: str, start: int, amount: Amount) -> bool:
    """Four digits of our time that stand for a year: after "năm", or as both ends of a range."""
    low, high = _YEARS
    if not (low <= amount.low <= high and low <= amount.high <= high and text[start : start + 4].isdecimal()):
        return False
    return (
        amount.low != amount.high
        or read_word(text, 0, start) in _YEAR_WORDS
        or bool(_YEAR_BEFORE.match(text, 0, start))
    )


_YEAR_BEFORE = regex.compile(r"(?r)\d{4}\s?[-–]\s?")
_YEAR_WORDS = frozenset({"năm", "đoạn", "kỳ", "trong", "từ", "đến", "hết", "nay"})


def _is_label(text: str, low: int, start: int, amount: Amount, chain: list[Cue]) -> bool:
    """The number names something ("Điều 5", "năm 2023", "số 007") instead of counting."""
    if chain:
        return False
    if amount.unit is None and text.startswith("00", start):
        return True
    word = read_word(text, 0, start)
    if word == "năm" and amount.unit is not None:
        return False
    return word in _LABELS
