"""Units as plans write them, to UCUM and ISO 4217.

The table ``lexicon/units.tsv`` has a row a written form: ``form`` in lower case, ``kind`` of target
it makes, ``ucum``, ``currency``, and ``per``, the word for it as a denominator (empty: it is none).

Source: UCUM 2.1 (annotations in braces are ours: person, household, visit, item), ISO 4217.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import NamedTuple

import regex

from normalize.lexicon.table import Row, read_table
from normalize.quantity.numbers import MULTIPLIERS, NUMBER, read_number, scale
from schemas.plan import TargetKind


class WrittenUnit(Row, frozen=True, kw_only=True):
    """One row of the table."""

    form: str
    kind: TargetKind
    ucum: str | None = None
    currency: str | None = None
    per: str | None = None


class Unit(NamedTuple):
    """A written form and what it stands for."""

    form: str
    kind: TargetKind
    ucum: str | None
    currency: str | None
    per: str | None


class Denominator(NamedTuple):
    """What follows a slash: how many of which unit; ``name`` is the record's word ("year", "10000
    person")."""

    ucum: str
    name: str


TIME_UNITS = frozenset({"year", "month", "quarter", "week", "day", "hour", "minute", "second"})

# The next one to five words, or one sign. Blanks may be missing ("140tạ/ha", "06km").
_WORDS = regex.compile(
    r"""
    \s{0,3}(?:
        (?P<sign>
            (?:%\s?[oO0º°]|[0oO]/[0oO]{2})(?!\p{L}|[\s./,–-]{0,4}\d) | [%‰](?!\d) | [$€₫]
          | US\$ | °\s?[cC]
          | [mMgG][bB]/s | [kK][mM]/h | m/s | mg/[lL] | [µμ]g/m[3³] | [đĐ]/[cC]\b
        )
      | (?P<first>\p{L}[\p{L}\d²³]{0,20}+(?:-\p{L}{1,9}+){0,2})
        (?: \s{0,2}(?P<percent>%) | (?:,?\s{1,2}(?P<more>\p{L}{1,12}+)){0,4} )
    )
    """,
    regex.VERBOSE,
)
_SLASH = regex.compile(
    rf"\s?/\s?(?:(?P<count>{NUMBER})\s?(?:(?P<multiplier>nghìn|ngàn|vạn|triệu)\s)?|(?P<lone>nghìn"
    rf"|ngàn|vạn|triệu)\s)?",
    regex.IGNORECASE,
)
_EACH = regex.compile(
    r"\s{1,2}(?:mỗi|một|hằng|hàng)\s(?P<time>năm|quý|tháng|tuần|ngày)(?!\p{L})", regex.IGNORECASE
)


@cache
def load_units() -> dict[str, Unit]:
    """Every unit by its written form, lower case."""
    rows = read_table("units", WrittenUnit)
    return {row.form: Unit(row.form, row.kind, row.ucum, row.currency, row.per) for row in rows}


def match_unit(text: str, position: int) -> tuple[Unit, int] | None:
    """The longest unit that stands at ``position`` (blanks skipped), and where it ends.

    >>> unit, end = match_unit("03 ngày làm việc", 2)
    >>> unit.form, unit.ucum, end
    ('ngày làm việc', 'd', 16)
    """
    words = _WORDS.match(text, position)
    if words is None:
        return None
    if words["sign"]:
        unit = load_units().get(words["sign"].casefold().replace(" ", ""))
        return (unit, words.end()) if unit else None
    if words["first"][0].isupper() and _is_name(text, position, words):
        return None
    return _match_words(text, words)


def _match_words(text: str, words: regex.Match[str]) -> tuple[Unit, int] | None:
    """The longest unit that the next words are."""
    units = load_units()
    first, begin = words["first"].casefold(), words.start("first")
    if words["percent"] and (unit := units.get(f"{first} %")):
        return unit, words.end()
    for end in reversed(words.ends("more")):
        if unit := units.get(" ".join(text[begin:end].casefold().split())):
            return unit, end
    unit = units.get(first)
    # A capital alone is a class or a generation ("4G", "lô M"), no unit.
    is_class = len(first) == 1 and words["first"].isupper()
    return None if unit is None or is_class else (unit, words.end("first"))


def match_denominators(
    text: str, position: int, *, unknown: bool
) -> tuple[tuple[Denominator, ...], int]:
    """The chain of denominators at ``position`` ("/người/năm", "/1 vạn dân", " mỗi năm"), and where
    it ends.

    With ``unknown`` a word outside the table counts as an item ("/cơ sở sản xuất").

    >>> match_denominators("/1 vạn dân", 0, unknown=False)
    ((Denominator(ucum='(10*4.{person})', name='10000 person'),), 10)
    """
    found: list[Denominator] = []
    while len(found) < _LONGEST_CHAIN and (step := _match_denominator(text, position, unknown)):
        found.append(step[0])
        position = step[1]
    if (each := _EACH.match(text, position)) and len(found) < _LONGEST_CHAIN:
        found.append(_build_denominator(load_units()[each["time"].casefold()], Decimal(1)))
        position = each.end()
    return tuple(found), position


def build_ucum(unit: Unit, denominators: tuple[Denominator, ...]) -> str | None:
    """The UCUM code with its denominators; None for money, of which UCUM knows nothing.

    >>> build_ucum(load_units()["tạ"], (Denominator("har", "ha"),))
    'dt/har'
    """
    if unit.ucum is None:
        return None
    return "/".join([unit.ucum, *(denominator.ucum for denominator in denominators)])


_LONGEST_CHAIN = 4
_NAMES = regex.compile(r"\s\p{Lu}")


def _is_name(text: str, position: int, words: regex.Match[str]) -> bool:
    """A capital begins a name or the next line ("31 Đồng Tháp", "2026\\nBộ Xây"), not a unit."""
    start = words.start("first")
    if "\n" in text[position:start]:
        return True
    return words["first"].istitle() and _NAMES.match(text, words.end("first")) is not None


def _match_denominator(text: str, position: int, unknown: bool) -> tuple[Denominator, int] | None:
    slash = _SLASH.match(text, position)
    count = _count_of(slash) if slash else None
    if slash is None or count is None:
        return None
    if match := match_unit(text, slash.end()):
        unit, end = match
        return (_build_denominator(unit, count), end) if unit.per or unknown else None
    words = _WORDS.match(text, slash.end()) if unknown and not slash["count"] else None
    if words is None or not words["first"] or not words["first"].islower():
        return None
    return Denominator("{item}", words["first"]), words.end("first")


def _count_of(slash: regex.Match[str]) -> Decimal | None:
    """How many of its unit a denominator counts by ("/1 vạn dân"); None where that is no number."""
    number = read_number(slash["count"]) if slash["count"] else None
    if slash["count"] and number is None:
        return None
    count = number.value if number else Decimal(1)
    word = slash["multiplier"] or slash["lone"]
    return scale(count, MULTIPLIERS[word.casefold()]) if word else count


def _build_denominator(unit: Unit, count: Decimal) -> Denominator:
    ucum, name = unit.ucum or "1", unit.per or unit.form
    if count == 1 or count <= 0 or count != count.to_integral_value():
        return Denominator(ucum, name)
    digits = format(count.to_integral_value(), "f")
    power = len(digits) - 1
    factor = f"10*{power}" if digits.strip("0") == "1" and power > 1 else digits
    return Denominator(f"({factor}.{ucum})", f"{digits} {name}")
