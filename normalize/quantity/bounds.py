"""Bounds and changes: what the cues before a number and the words after its unit make of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, cast

import regex

from normalize.quantity.amounts import Amount
from normalize.quantity.cues import COMPARATORS, Cue
from schemas.plan import Comparator, TargetKind

Change = Literal["increase", "decrease"]

_OPEN_END = regex.compile(
    r"(?:\s(?!loại|mức|hạng|cấp|đạt|từ|đến)\p{Ll}{1,8}){0,3}?\s{1,2}(?:trở\s(?P<way>lên|xuống|lại)"
    r"|hoặc\s(?P<more>cao|nhiều|lớn|thấp|ít|nhỏ)\shơn)(?!\p{L})",
    regex.IGNORECASE,
)
_FAR_CHANGE = regex.compile(
    r"(?r)(?<!\p{L})(?P<change>tăng|giảm|hạ)\s(?!tầng|cường|tốc|ca\s|nghèo|thiểu|nhẹ|trưởng)[^.;:,"
    r"()\n\t\d]{1,80}?",
    regex.IGNORECASE,
)


def read_open_end(text: str, end: int) -> tuple[int, Comparator | None]:
    """Where "trở lên" or "trở xuống" after a unit ends, and the comparator it stands for; ``end``
    itself without one.

    >>> read_open_end("2 xã trở lên", 4)
    (12, 'ge')
    """
    match = _OPEN_END.match(text, end)
    if match is None:
        return end, None
    upwards = (match["way"] or match["more"]).casefold() in ("lên", "cao", "nhiều", "lớn")
    return match.end(), "ge" if upwards else "le"


def find_comparator(
    text: str, low: int, amount: Amount, chain: list[Cue], open_end: Comparator | None
) -> Comparator:
    """The comparator that ``open_end`` or the nearest bound gives; a range as floor or ceiling
    keeps both ends."""
    comparator = open_end or _find_bound(text, low, amount, chain)
    if amount.low == amount.high:
        return comparator
    if comparator in ("ge", "gt"):
        return "range" if amount.closed else "ge_range"
    return "le_range" if comparator in ("le", "lt") else "range"


def _find_bound(text: str, low: int, amount: Amount, chain: list[Cue]) -> Comparator:
    for cue in chain:
        if bound := _bound_of(text, low, cue):
            return bound
    # "từ 95%" alone is a floor; "từ 1 đến 5" has been read as a range.
    single = amount.low == amount.high and amount.baseline is None
    return "ge" if single and chain and chain[0].meaning == "from" else "eq"


def _bound_of(text: str, low: int, cue: Cue) -> Comparator | None:
    """The comparator that a cue stands for; a rank is reached or exceeded."""
    if (
        cue.meaning == "gt"
        and _EXCEEDED.match(text, cue.start)
        and _NEGATED.match(text, low, cue.start)
    ):
        return "le"
    if cue.meaning in COMPARATORS:
        return cast(Comparator, cue.meaning)
    ranks: dict[str, Comparator] = {"rank": "eq", "top": "le"}
    return ranks.get(cue.meaning)


# "không được kết nối quá 02 tổ chức"
_EXCEEDED = regex.compile(r"quá|vượt", regex.IGNORECASE)
_NEGATED = regex.compile(r"(?r)(?<!\p{L})không\s[^.;:,()\n\d]{1,40}?", regex.IGNORECASE)


def find_change(
    text: str,
    low: int,
    outer: int,
    amount: Amount,
    kind: TargetKind,
    chain: list[Cue],
    comparator: Comparator,
) -> Change | None:
    """Increase or decrease, where the number is the change itself and not the level it leads to."""
    if kind in ("times", "rank", "fraction") or amount.baseline is not None:
        return None
    change, led = _said_change(chain)
    if (
        change is None
        and not led
        and kind == "ratio"
        and comparator not in ("gt", "lt")
        and amount.high < _ALL
    ):
        far = _FAR_CHANGE.match(text, low, outer)
        change = _CHANGES[far["change"].casefold()] if far else None
    # what grows below zero is told by its sign
    return None if change == "increase" and amount.low < 0 else change


def _said_change(chain: list[Cue]) -> tuple[Change | None, bool]:
    """The change that the cues before a number say, and whether they say that it leads to a
    level."""
    change: Change | None = None
    for cue in chain:
        if cue.meaning in ("level", "aim"):
            return change, True
        if cue.meaning in ("increase", "decrease"):
            change = cue.meaning
    return change, False


_CHANGES: dict[str, Change] = {"tăng": "increase", "giảm": "decrease", "hạ": "decrease"}
_ALL = Decimal(100)
