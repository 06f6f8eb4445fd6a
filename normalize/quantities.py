"""Every amount in a text with what the words around it say: kind, bound, change, denominators.

A `Quantity` is cheap to refuse; `normalize.targets.build_target` turns those that are kept into targets.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple, cast

import regex

from normalize.amounts import Amount, read_amount
from normalize.cues import Cue, read_chain, read_word
from normalize.nouns import read_noun_after
from normalize.numbers import write_decimal
from normalize.units import TIME_UNITS, Denominator, Unit, build_ucum, load_units, match_denominators
from schemas.plan import Comparator, TargetKind

Change = Literal["increase", "decrease"]


class Quantity(NamedTuple):
    """An amount with what the words around it say; `build_target` makes the record's entry of it.

    ``low`` is where the previous quantity ends. ``cues`` are the meanings before the number. ``known`` tells
    a unit of the table from a noun that only follows. ``amount`` is None where the number is missing.
    """

    text: str
    span: tuple[int, int]
    low: int
    kind: TargetKind
    amount: Amount | None
    ucum: str | None
    comparator: Comparator
    change: Change | None
    cues: frozenset[str]
    known: bool
    noun: str | None
    noun_start: int
    flags: tuple[str, ...] = ()


_START = regex.compile(r"(?<![\d\p{Lu}/])(?<!\d[.,])(?<![\p{L}\d][-–_])\d")
_OPEN_END = regex.compile(
    r"\s{1,2}(?:trở\s(?P<way>lên|xuống|lại)|hoặc\s(?P<more>cao|nhiều|lớn|thấp|ít|nhỏ)\shơn)(?!\p{L})", regex.IGNORECASE
)
_COMPARED = regex.compile(r"\s{1,2}so\s(?:với|cùng)\s(?P<base>[^.;,:()\n\t]{1,60})", regex.IGNORECASE)
_FAR_CHANGE = regex.compile(
    r"(?r)(?<!\p{L})(?P<change>tăng|giảm)\s(?!cường|tốc|ca\s|nghèo|thiểu|nhẹ|trưởng\sxanh)[^.;:,()\n\t\d]{1,80}?",
    regex.IGNORECASE,
)
_YEARS = (Decimal(1900), Decimal(2100))

# Words after which a bare number names something instead of counting it.
_LABEL_WORDS = """
    điều khoản mục chương phần số mẫu biểu bảng lục năm tháng ngày quý tuần kỳ khóa khoá lần thứ hình bước trang
    tờ thửa lô tầng  đường lớp khối cấp loại hạng độ đoạn án quyết định hoạch văn tư lệnh luật thị trình tổ thôn
    khu ấp xóm đội cụm nhóm lộ km ql tl  đt nhiệm gói ngõ kiệt hẻm quận phường bản điểm bộ buôn vòng đợt tập
    quyển ô tiết câu bài ca dòng cột phiên hiệp
"""
_LABELS = frozenset(_LABEL_WORDS.split())


def read_quantities(text: str) -> Iterator[Quantity]:
    """Every amount in ``text`` that may be a target, in order and disjoint, bare counts included."""
    low = 0
    for match in _START.finditer(text):
        if match.start() < low:
            continue
        quantity = _read_quantity(text, low, match.start())
        if quantity:
            yield quantity
            low = quantity.span[1]


class _Reading(NamedTuple):
    """What an amount is, before bound and change are known."""

    kind: TargetKind
    ucum: str | None
    end: int
    known: bool
    noun: str | None = None


def _read_quantity(text: str, low: int, start: int) -> Quantity | None:
    amount = read_amount(text, start)
    if amount is None:
        return None
    chain = read_chain(text, low, start)
    if not chain and start and text[start - 1].isalpha():
        return None
    cues = frozenset(cue.meaning for cue in chain)
    outer = chain[-1].start if chain else start
    amount = _add_denominator(text, low, outer, amount, cues)
    reading = _classify(text, low, start, amount, chain, cues)
    if reading is None:
        return None
    end, open_end = _read_open_end(text, reading.end)
    comparator = open_end or _find_comparator(amount, chain, cues)
    if reading.kind == "rank" and "top" in cues:
        comparator = "le"
    change = _find_change(text, low, outer, amount, reading.kind, chain, comparator)
    return Quantity(
        text=text,
        span=(_find_start(chain, start), end),
        low=low,
        kind=reading.kind,
        amount=amount,
        ucum=reading.ucum,
        comparator=_widen(comparator, amount),
        change=change,
        cues=cues,
        known=reading.known,
        noun=reading.noun,
        noun_start=outer,
        flags=_list_flags(text, low, outer, start, end, amount),
    )


def _classify(
    text: str, low: int, start: int, amount: Amount, chain: list[Cue], cues: frozenset[str]
) -> _Reading | None:
    """What kind of quantity the amount is; None where it is none (dates, labels, ages, lone numbers)."""
    unit, end = amount.unit, amount.span[1]
    if _AGE.match(text, end):
        return None
    if cues & {"rank", "top"}:
        noun = read_noun_after(text, end) if "top" in cues else None
        return _Reading("rank", "1", amount.span[1], True, noun[0] if noun else None)
    if unit is None:
        return _classify_unknown(text, low, start, amount, chain)
    if unit.kind == "duration":
        bound = any(cue.value in _DURATION_CUES for cue in chain)
        return _Reading("duration", build_ucum(unit, amount.denominators), end, True) if bound else None
    if unit.kind == "count":
        return _classify_count(text, low, start, amount, chain, cues)
    after = read_noun_after(text, end)
    return _Reading(unit.kind, _build_code(unit, amount), end, True, after[0] if after else None)


def _build_code(unit: Unit, amount: Amount) -> str | None:
    """The UCUM code; a percentage "/100 dân" stays one, only rates in time divide it."""
    if unit.kind == "ratio" and not all(each.name in TIME_UNITS for each in amount.denominators):
        return unit.ucum
    return build_ucum(unit, amount.denominators)


_AGE = regex.compile(r"\s?tuổi(?!\p{L})", regex.IGNORECASE)
_DURATION_CUES = frozenset({"ge", "le", "lt", "increase", "decrease", "level"})


def _classify_unknown(text: str, low: int, start: int, amount: Amount, chain: list[Cue]) -> _Reading | None:
    """A number with a word that is no known unit: a count of it, or a part of it."""
    noun = read_noun_after(text, amount.span[1])
    if noun is None or noun[0].split()[0].casefold() in _NOT_COUNTED or _is_label(text, low, start, amount, chain):
        return None
    if amount.of is not None:
        share = chain or noun[0].split()[0].casefold() in _SHARED
        return _Reading("fraction", "1", amount.span[1], False, noun[0]) if share or amount.of > _DAYS else None
    if not _is_whole(amount):
        return None
    return _Reading("count", "{item}", noun[1], False, noun[0])


_NOT_COUNTED = frozenset({"tuổi", "âm", "dương", "tết", "hàng", "loại", "kỷ"})
# What has parts: "1/3 mức quy định", "2/3 tổng số", where a bare "1/5" is a day.
_SHARED = frozenset({"mức", "tổng", "số", "diện", "dân", "thời", "quân", "nhu", "lượng", "giá", "kinh", "chiều"})
_DAYS = Decimal(31)


def _classify_count(
    text: str, low: int, start: int, amount: Amount, chain: list[Cue], cues: frozenset[str]
) -> _Reading | None:
    unit, end = amount.unit, amount.span[1]
    if unit is None or _is_label(text, low, start, amount, chain):
        return None
    after = read_noun_after(text, end)
    noun = f"{unit.form} {after[0]}" if after else unit.form
    ucum = build_ucum(unit, amount.denominators)
    if amount.of is not None:
        return _Reading("fraction", ucum, end, True, noun)
    if unit.form == "lần":
        if cues & {"times", "increase", "decrease"} or not _is_whole(amount):
            return _Reading("times", "1", end, True)
        return _Reading("measure" if amount.denominators else "count", ucum, end, True, after[0] if after else None)
    if not _is_whole(amount) and not amount.denominators:
        return None
    return _Reading("count", ucum, end, True, noun)


def _is_whole(amount: Amount) -> bool:
    return amount.low == amount.low.to_integral_value() and amount.high == amount.high.to_integral_value()


def _is_label(text: str, low: int, start: int, amount: Amount, chain: list[Cue]) -> bool:
    """The number names something ("Điều 5", "năm 2023", "số 007") instead of counting."""
    if chain:
        return False
    if amount.unit is None and text.startswith("00", start):
        return True
    word = read_word(text, 0, start)
    if word == "năm" and amount.unit is not None and not _YEARS[0] <= amount.low <= _YEARS[1]:
        return False
    return word in _LABELS


def _add_denominator(text: str, low: int, outer: int, amount: Amount, cues: frozenset[str]) -> Amount:
    """The amount with a denominator that stands before it: "mỗi năm giảm 2%", "thuê bao/100 dân: 90%"."""
    if amount.unit is None or amount.denominators or amount.unit.kind == "duration":
        return amount
    slash = text.rfind("/", max(low, outer - _NEAR), outer)
    if slash >= 0:
        denominators, end = match_denominators(text, slash, unknown=False)
        if denominators and not text[end:outer].strip(" :"):
            return amount._replace(denominators=denominators)
    name = "năm" if "year" in cues else ""
    if not name and (each := _EACH_BEFORE.match(text, low, outer)):
        name = each["unit"].casefold()
    unit = load_units().get(name)
    if unit is None or unit.per is None or unit.ucum is None:
        return amount
    if amount.unit.kind == "ratio" and not cues & {"increase", "decrease"}:
        return amount
    return amount._replace(denominators=(Denominator(unit.ucum, unit.per),))


_EACH_BEFORE = regex.compile(r"(?r)(?<!\p{L})mỗi\s(?P<unit>\p{L}{1,9}(?:\s\p{L}{1,9})?)\s", regex.IGNORECASE)


def _read_open_end(text: str, end: int) -> tuple[int, Comparator | None]:
    """ "trở lên", "trở xuống" after the unit."""
    match = _OPEN_END.match(text, end)
    if match is None:
        return end, None
    upwards = (match["way"] or match["more"]).casefold() in ("lên", "cao", "nhiều", "lớn")
    return match.end(), "ge" if upwards else "le"


def _find_comparator(amount: Amount, chain: list[Cue], cues: frozenset[str]) -> Comparator:
    for cue in chain:
        if cue.meaning == "bound":
            return cast(Comparator, cue.value)
    if amount.low == amount.high and amount.baseline is None and chain and chain[0].meaning == "from":
        return "ge" if "rank" not in cues else "eq"
    return "eq"


def _widen(comparator: Comparator, amount: Amount) -> Comparator:
    """The comparator of a range: a floor or a ceiling given as a range keeps both ends."""
    if amount.low == amount.high:
        return comparator
    if comparator in ("ge", "gt"):
        return "ge_range"
    return "le_range" if comparator in ("le", "lt") else "range"


def _find_change(
    text: str, low: int, outer: int, amount: Amount, kind: TargetKind, chain: list[Cue], comparator: Comparator
) -> Change | None:
    """Increase or decrease, where the number is the change itself and not the level it leads to."""
    if kind in ("times", "rank", "fraction") or amount.baseline is not None:
        return None
    for cue in chain:
        if cue.meaning in ("level", "aim"):
            return None
        if cue.meaning in ("increase", "decrease"):
            return cast(Change, cue.meaning)
    if kind != "ratio" or comparator in ("gt", "lt") or amount.high >= _ALL:
        return None
    far = _FAR_CHANGE.match(text, low, outer)
    if far is None:
        return None
    return "increase" if far["change"].casefold() == "tăng" else "decrease"


_ALL = Decimal(100)


def _find_start(chain: list[Cue], start: int) -> int:
    """Where the phrase begins: aims and filling words at its edge are no part of it."""
    for cue in reversed(chain):
        if cue.meaning not in ("aim", "filler"):
            return cue.start
    return start


def _list_flags(text: str, low: int, outer: int, start: int, end: int, amount: Amount) -> tuple[str, ...]:
    flags = list(amount.flags)
    if amount.baseline is not None:
        flags.append(f"baseline:{write_decimal(amount.baseline)}")
    if compared := _COMPARED.match(text, end):
        flags.append("baseline:" + " ".join(compared["base"].split()))
    if "phấn đấu" in text[max(low, outer - _NEAR) : start].casefold():
        flags.append("aspirational")
    return tuple(flags)


_NEAR = 100
