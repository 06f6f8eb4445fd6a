"""Denominators that stand before their number: "mỗi năm giảm 2%", "thuê bao/100 dân: 90%"."""

from __future__ import annotations

import regex

from normalize.quantity.amounts import Amount
from normalize.quantity.units import Denominator, load_units, match_denominators

_NEAR = 100
_EACH_BEFORE = regex.compile(
    r"(?r)(?<!\p{L})mỗi\s(?P<unit>\p{L}{1,9}(?:\s\p{L}{1,9})?)\s", regex.IGNORECASE
)


def add_denominator(
    text: str, low: int, outer: int, amount: Amount, cues: frozenset[str]
) -> Amount:
    """The amount with a denominator that stands before ``outer``, where its phrase begins."""
    if amount.unit is None or amount.denominators or amount.unit.kind == "duration":
        return amount
    slash = text.rfind("/", max(low, outer - _NEAR), outer)
    if slash >= 0:
        denominators, end = match_denominators(text, slash, unknown=False)
        if denominators and not text[end:outer].strip(" :"):
            return amount._replace(denominators=denominators)
    each = _each_before(text, low, outer, cues)
    changes = bool(cues & {"increase", "decrease"})
    return (
        amount
        if each is None or (amount.unit.kind == "ratio" and not changes)
        else amount._replace(denominators=(each,))
    )


def _each_before(text: str, low: int, outer: int, cues: frozenset[str]) -> Denominator | None:
    """What the quantity is counted by: "mỗi hộ", or a cue that says it is a rate a year."""
    name = "năm" if "year" in cues else ""
    if not name and (each := _EACH_BEFORE.match(text, low, outer)):
        name = each["unit"].casefold()
    unit = load_units().get(name)
    return Denominator(unit.ucum, unit.per) if unit and unit.per and unit.ucum else None
