"""Targets in running text and task cells.

A percentage, an amount of money, a measure or a score is a target wherever it stands. A bare count
("03 xã") is one where something asks for it: a bound ("ít nhất"), a change ("tăng"), an aim before
it ("xây dựng") or at the beginning of its clause, a rate ("/hộ"), a statistic ("tổng số"), its own
cell, bullet or clause, a size that only statistics have, or a list that such a count begins. A span
of time needs a bound, and is a deadline where an event follows it ("không quá 03 ngày kể từ ngày
nhận"); how often something is done ("02 lần/năm") is one without a bound. Ages, dates, references,
markers and the terms of formulas are never targets, and nothing is counted over the border of two
cells (a tab).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

import msgspec
import regex

from normalize.quantity.cues import COMPARATORS, begins_with_aim
from normalize.quantity.quantities import Quantity, read_quantities
from normalize.quantity.rate import TIMES_A
from normalize.quantity.status import status_in
from normalize.quantity.targets import build_target
from normalize.quantity.words import any_word, words
from schemas.plan import Target

_ASKING = COMPARATORS | {"aim", "increase", "decrease", "level", "year", "top", "mean"}
_STATISTIC = Decimal(1000)
_CLAUSE_START = regex.compile(
    r"(?r)(?:^|[\n\t;:(])[\s\-+*•–]{0,4}(?:(?:\p{L}|\d{1,2}"
    r"(?:\.\d{1,2}){0,3})[.)]\s{1,3})?[\s\-+*•–]{0,4}"
    r"(?:(?:bao\s)?gồm\s?:?\s|trong\sđó\s?:?\s(?:có\s)?"
    r"|(?:(?:trong|đến(?:\s(?:hết|cuối))?)\s)?năm\s(?:19|20)\d\d,?\s)?",
    regex.IGNORECASE,
)
# Terms of formulas ("Lb=2,3m", "x 20% x"), two numbers compared ("101 m < 110 m"), sides of a sheet
# ("3cm x 4cm").
_FORMULA = regex.compile(r"(?r)[=×*÷][ ]?|(?<!\p{L})[xX][ ]|\d[ ]?(?:[mc]?m)?[ ]?[xX][ ]?")
_COMPARED = regex.compile(r"(?r)\d[ ]?\p{L}{1,3}[ ]?")
_SIDE = regex.compile(r"[ ]?[xX×][ ]?\d")
# Fines, and the time a procedure may take, are no aims of a plan.
_FINED = regex.compile(r"(?r)(?<!\p{L})phạt\stiền\s(?:đến\s|là\s|bằng\s|mức\s)?", regex.IGNORECASE)
_TERM = regex.compile(
    r"(?r)(?<!\p{L})(?:(?:thời\shạn|trong\sthời\sgian|vòng)\s|trước\s[^.;\n\d]{0,80}?)",
    regex.IGNORECASE,
)
# Between two counts of one list.
_LINK = regex.compile(
    r"[^.;:\n\t\d]{0,40}?(?:,|;|\(|\s(?:và|với|gồm|trong\sđó|có))[^.;:\n\t\d]{0,20}"
)


@cache
def _event() -> regex.Pattern[str]:
    """What makes a duration one that is counted from an event, or no span of time to be taken."""
    return regex.compile(
        rf"[^.;\n]{{0,20}}?\s{any_word('counted_from')}(?!\p{{L}})", regex.IGNORECASE
    )


@cache
def _handed_in() -> regex.Pattern[str]:
    """Papers to hand in, and conditions, are no aims."""
    return regex.compile(rf"(?r)(?<!\p{{L}}){any_word('handed_in')}\s{{1,2}}")


def find_targets(text: str, *, year: int | None = None) -> tuple[Target, ...]:
    """Every target that ``text`` (NFC) states, in order; spans index ``text`` and are disjoint.

    ``year`` is the first year the plan is for: what a year before it reached has the status
    ``result``.

    >>> [one.text for one in find_targets("Xây dựng 02 mô hình, đạt tối thiểu 85% kế hoạch 13")]
    ['02 mô hình', 'tối thiểu 85%']
    """
    return tuple(in_plan_of(target, year) for target in find_stated(text))


def in_plan_of(target: Target, year: int | None) -> Target:
    """A target of `find_stated` with its status in a plan for ``year``."""
    return msgspec.structs.replace(target, status=status_in(target.status, target.period, year))


def find_stated(text: str) -> tuple[Target, ...]:
    """As `find_targets`, with a status only where words say one: the plan's year may not be known
    yet."""
    found: list[Target] = []
    begin = 0
    for cell in text.split("\t"):
        found.extend(_find_in_cell(cell, begin))
        begin += len(cell) + 1
    return tuple(found)


def _find_in_cell(text: str, begin: int) -> Iterator[Target]:
    """The targets of one cell, or of text without cells, which begins at ``begin``."""
    count_end = -1
    for quantity in read_quantities(text):
        if _is_target(quantity, count_end):
            target = build_target(quantity)
            span = (quantity.span[0] + begin, quantity.span[1] + begin)
            yield msgspec.structs.replace(target, span=span) if begin else target
            count_end = quantity.span[1] if quantity.kind in ("count", "fraction") else -1


def _is_term(text: str, start: int, end: int) -> bool:
    """The quantity is part of a formula, a comparison of two numbers, or a format."""
    if _FORMULA.match(text, 0, start) or _SIDE.match(text, end):
        return True
    return text[start] in "<>≤≥" and _COMPARED.match(text, 0, start) is not None


def _is_plain(digits: str) -> bool:
    """Four digits without a dot may be a year or a code; statistics are grouped."""
    return digits[:4].isdecimal() and not digits[4:5].isdecimal()


def _is_target(quantity: Quantity, count_end: int) -> bool:
    text, (start, end) = quantity.text, quantity.span
    if _is_term(text, start, end):
        return False
    match quantity.kind:
        case "duration":
            return not _event().match(text, end) and not _TERM.match(text, 0, start)
        case "money":
            return not _FINED.match(text, 0, start)
        case "count" | "measure" if _is_rhythm(quantity):
            return False
        case "count":
            return not _is_aside(quantity) and _is_aimed_at(quantity, count_end)
        case _:
            return True


def _is_rhythm(quantity: Quantity) -> bool:
    """How often something is done, without a bound: "02 lần/năm"."""
    if quantity.amount is None or quantity.cues & (COMPARATORS | {"increase", "decrease"}):
        return False
    start = quantity.amount.span[0]
    begin = max(0, start - _NEAR)
    window = quantity.text[begin : start + _NEAR].lower()
    return any(one.start() <= start - begin < one.end() for one in TIMES_A.finditer(window))


_NEAR = 30


def _is_aside(quantity: Quantity) -> bool:
    """The count is of papers to hand in, of things already known, or a frame ("trên 03 lĩnh
    vực")."""
    noun, start = quantity.noun or "", quantity.span[0]
    if (
        noun.startswith(tuple(words("paper")))
        or "definite" in quantity.cues
        or _handed_in().match(quantity.text, 0, start)
    ):
        return True
    return (
        noun.startswith(tuple(words("frame")))
        and quantity.text[start : start + 4].casefold() == "trên"
    )


def _is_aimed_at(quantity: Quantity, count_end: int) -> bool:
    """Something asks for the count: see the rules at the head of the module."""
    text, start = quantity.text, quantity.span[0]
    amount = quantity.amount
    if amount is None or quantity.cues & _ASKING or quantity.comparator != "eq":
        return True
    if amount.high >= _STATISTIC and not _is_plain(text[amount.span[0] : amount.span[1]]):
        return True
    if begins_with_aim(text, start) or (quantity.known and amount.denominators):
        return True
    return _stands_out(quantity, count_end)


def _stands_out(quantity: Quantity, count_end: int) -> bool:
    """A count at the beginning of its cell, bullet or clause, or in a list that another one begins;
    of what no table knows only one that is all of its cell, bullet or clause."""
    text, (start, end) = quantity.text, quantity.span
    begins = _CLAUSE_START.match(text, 0, start) is not None
    if not quantity.known:
        return begins and _CLAUSE_END.match(text, end) is not None
    return begins or (count_end >= 0 and _LINK.fullmatch(text, count_end, start) is not None)


_CLAUSE_END = regex.compile(r"\s?(?:[.;\n]|$)")
