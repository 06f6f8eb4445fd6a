"""Vietnamese numbers, read by their shape: comma for decimals and dot for thousands, but not
always.

Values are `decimal.Decimal`; they leave as plain strings that keep the written decimals ("8,0" is
"8.0").
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import regex

from normalize.quantity.words import numbers

BLANK = r"[ \u00a0\u2009\u202f]"
"""A blank inside a line."""

# One number as written: digits with single dots or commas between them. ASCII, as not every digit
# `regex` knows is one to `decimal`.
PLAIN_NUMBER = r"[0-9]++(?:[.,][0-9]++)*+"
NUMBER = rf"(?:[1-9][0-9]{{0,2}}+(?:{BLANK}[0-9]{{3}}(?![0-9]))++(?:,[0-9]++)?+|{PLAIN_NUMBER})"
"""The same, or groups of three digits parted by blanks ("12 500 000")."""

MINUS = r"[-–−]"

# More digits than any amount has: long runs are account numbers, barcodes, damage.
MAX_DIGITS = 18

MULTIPLIERS = numbers("multiplier")
WORDS = numbers("number")

_SHAPE = regex.compile(
    r"""
      (?P<grouped>[1-9]\d{0,2}(?:\.\d{3})++)(?:,(?P<part>\d++))?     # 2.961  1.500.000  1.573,1
    | (?P<comma>(?:0|[1-9]\d{0,2}),\d{3})     # 3,098: decimal by rule, thousands in use
    | (?P<foreign>[1-9]\d{0,2}(?:,\d{3}){2,}+)(?:\.(?P<foreign_part>\d++))?  # 1,500,000
    | (?P<mixed>[1-9]\d{0,2}(?:,\d{3})++\.\d{1,2})                          # 1,573.1
    | (?P<decimal>\d++,\d++)                                                # 7,5
    | (?P<dotted>\d++\.\d++)                                               # 98.4
    | (?P<whole>\d++)                                                       # 01
    """,
    regex.VERBOSE | regex.ASCII,
)


_GROUPS = regex.compile(rf"(?<=[0-9]){BLANK}(?=[0-9]{{3}}(?![0-9]))")


class Number(NamedTuple):
    """A number as read. ``flags`` name a reading that is not the plain Vietnamese one.

    ``thousands`` is the other reading of a single comma before three digits ("3,098"), else None.
    """

    value: Decimal
    flags: tuple[str, ...] = ()
    thousands: Decimal | None = None


def read_number(text: str) -> Number | None:
    """The number that ``text`` is the written form of; None where its shape is no number's
    ("1.2.3").

    >>> read_number("1.573,1").value, read_number("7,5").value
    (Decimal('1573.1'), Decimal('7.5'))
    >>> read_number("98.4")
    Number(value=Decimal('98.4'), flags=('dot_decimal',), thousands=None)
    >>> read_number("3,098")
    Number(value=Decimal('3.098'), flags=('ambiguous_comma',), thousands=Decimal('3098'))
    >>> read_number("12 500 000").value
    Decimal('12500000')
    >>> read_number("1.2.3") is None
    True
    """
    text = _GROUPS.sub("", text)
    if text.isascii() and text.isdecimal():
        return Number(Decimal(int(text))) if len(text) <= MAX_DIGITS else None
    if len(text) > 2 * MAX_DIGITS:
        return None
    match = _SHAPE.fullmatch(text)
    if match is None:
        return None
    plain = text.replace(".", "").replace(",", ".")
    foreign = text.replace(",", "")
    match match.lastgroup:
        case "comma":
            thousands = None if text.startswith("0") else Decimal(foreign)
            return Number(Decimal(plain), ("ambiguous_comma",) if thousands else (), thousands)
        case "foreign" | "foreign_part" | "mixed":
            return Number(Decimal(foreign), ("comma_thousands",))
        case "dotted":
            return Number(Decimal(foreign), ("dot_decimal",))
        case _:
            return Number(Decimal(plain))


def scale(value: Decimal, multiplier: Decimal) -> Decimal:
    """The product without decimals left over from the multiplication.

    >>> scale(Decimal("1573.10"), Decimal(10**9))
    Decimal('1573100000000')
    """
    if multiplier == 1:
        return value
    product = value * multiplier
    whole = product.to_integral_value()
    return whole if product == whole else product


def write_decimal(value: Decimal) -> str:
    """The value as digits with a decimal point at most; written decimals stay.

    >>> write_decimal(Decimal("8.0")), write_decimal(Decimal("1E+3"))
    ('8.0', '1000')
    """
    return format(value, "f")
