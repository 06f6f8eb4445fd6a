"""Units that stand apart from their numbers: in a column of their own, in a header, in a title."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import regex

from normalize.quantity.numbers import read_number, scale
from normalize.quantity.parts import read_multiplier
from normalize.quantity.units import Denominator, Unit, match_denominators, match_unit

_UNIT_COUNT = regex.compile(r"(?P<count>1[0-9.,]*)\s{1,2}")


class StatedUnit(NamedTuple):
    """A unit that stands apart from its numbers, in a column of its own or in a header."""

    unit: Unit
    multiplier: Decimal = Decimal(1)
    denominators: tuple[Denominator, ...] = ()


def parse_unit(text: str) -> StatedUnit | None:
    """The unit that ``text`` is the name of; None where no known unit begins it.

    >>> stated = parse_unit("Tr.đồng/người")
    >>> stated.multiplier, stated.unit.currency, stated.denominators[0].name
    (Decimal('1000000'), 'VND', 'person')
    >>> parse_unit("1.000 con").multiplier
    Decimal('1000')
    """
    read = _parse(text.strip().lower())
    return read[0] if read else None


def is_unit(text: str) -> bool:
    """Whether ``text`` is the name of a unit and no more; a share says of what.

    >>> is_unit("tạ/ha"), is_unit("% dân số"), is_unit("Người"), is_unit("Người già")
    (True, True, True, False)
    """
    text = text.strip().lower()
    read = _parse(text)
    return read is not None and (
        read[0].unit.kind == "ratio" or not any(map(str.isalnum, text[read[1] :]))
    )


def _parse(text: str) -> tuple[StatedUnit, int] | None:
    """The unit that begins a text, and where it ends."""
    count = _UNIT_COUNT.match(text)
    number = read_number(count["count"]) if count else None
    multiplier, end = read_multiplier(text, count.end() if count else 0)
    match = match_unit(text, end)
    if match is None or (count and number is None):
        return None
    unit, end = match
    denominators, end = match_denominators(text, end, unknown=unit.kind != "ratio")
    return StatedUnit(
        unit, scale(number.value, multiplier) if number else multiplier, denominators
    ), end
