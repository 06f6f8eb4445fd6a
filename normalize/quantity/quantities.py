"""Every amount in a text with what the words around it say: kind, bound, change, denominators.

A `Quantity` is cheap to refuse; `normalize.quantity.targets.build_target` turns those that are kept
into targets.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, cast

import regex

from normalize.quantity.amounts import Amount, read_amount
from normalize.quantity.bounds import Change, find_change, find_comparator, read_open_end
from normalize.quantity.cues import Cue, read_chain
from normalize.quantity.denominators import add_denominator
from normalize.quantity.kinds import Reading, classify, read_stated
from normalize.quantity.missing import find_worded, read_missing
from normalize.quantity.nouns import read_noun_after, read_noun_before
from normalize.quantity.numbers import write_decimal
from normalize.quantity.stated import StatedUnit
from normalize.quantity.status import Said, read_said
from normalize.quantity.units import build_ucum, match_denominators
from schemas.plan import Comparator, TargetKind


class Quantity(NamedTuple):
    """An amount with what the words around it say; `build_target` makes the record's entry of it.

    ``low`` is where the previous quantity ends. ``cues`` are the meanings before the number.
    ``known`` tells a unit of the table from a noun that only follows. ``amount`` is None where the
    number is missing.
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
    said: Said
    flags: tuple[str, ...] = ()


# The first digit of a number that is no part of a word, a code or a date (16/02/2023, 02/2023,
# 11/KH): the cheap refusals come first.
_FIRST_DIGIT = r"""
    \d (?<![\d\p{Lu}/]\d) (?<!\d[.,]\d) (?<![\p{L}\d][-–_]\d)
    (?!\d*+(?: /\d{1,2}/\d | /(?:19|20)\d\d(?!\d) | [-/][\p{Lu}]{2} ))
    (?<! năm[ ] (?=(?:19|20)\d\d(?![\d.,%])) \d ) (?<! Điều[ ]\d )
"""
# In running text nothing can be counted where no word follows the number, unless it is a rank.
_FOLLOWED = r"""
    (?: (?<=(?:thứ|hạng|bậc|trí|gấp|top)[ ]\d)
      | (?! \d*+ (?:[.,]\d++)*+ [ ]*+ (?: \Z | \n(?!\p{Ll}) | [.,](?!\d) | [;:)\]|”"’'º\t] ) )
    )
"""
_DIGIT = regex.compile(_FIRST_DIGIT, regex.VERBOSE)
_COUNTING_DIGIT = regex.compile(_FIRST_DIGIT + _FOLLOWED, regex.VERBOSE)
_COMPARED = regex.compile(
    r"\s{1,2}so\s(?:với|cùng)\s(?P<base>[^.;,:()\n\t]{1,60})", regex.IGNORECASE
)


def read_quantities(text: str, stated: StatedUnit | None = None) -> Iterator[Quantity]:
    """Every amount in ``text`` that may be a target, in order and disjoint, bare counts included.

    ``stated`` is the unit of numbers that have none beside them: the text is a value of a table
    then, and no number in it is doubted.
    """
    low = 0
    previous: Quantity | None = None
    worded = set(find_worded(text))
    digit = _COUNTING_DIGIT if stated is None else _DIGIT
    for start in sorted(worded.union(match.start() for match in digit.finditer(text))):
        if start < low:
            continue
        quantity = _read_quantity(text, low, start, stated)
        if start in worded:
            quantity = quantity or _missing(text, low, start)
        if quantity:
            if previous and previous.change and _shares_change(previous, quantity):
                quantity = quantity._replace(change=previous.change)
            yield quantity
            previous, low = quantity, quantity.span[1]


def _shares_change(previous: Quantity, quantity: Quantity) -> bool:
    """ "tăng lần lượt 32% và 9,8%": the change of the first number holds for the second."""
    between = quantity.text[previous.span[1] : quantity.span[0]].strip()
    return between in ("và", ",") and previous.ucum == quantity.ucum and quantity.change is None


def _missing(text: str, low: int, start: int) -> Quantity | None:
    """A bound without its number."""
    found = read_missing(text, low, start)
    if found is None:
        return None
    begin = _find_start(found.chain, start)
    return Quantity(
        text=text,
        span=(begin, found.end),
        low=low,
        kind=found.unit.kind,
        amount=None,
        ucum=found.unit.ucum,
        comparator=cast(Comparator, found.chain[0].meaning),
        change=None,
        cues=frozenset(cue.meaning for cue in found.chain),
        known=True,
        noun=found.noun,
        noun_start=found.chain[-1].start,
        said=read_said(text, low, start, found.end),
        flags=("number_missing",),
    )


def _read_quantity(text: str, low: int, digit: int, stated: StatedUnit | None) -> Quantity | None:
    amount = read_amount(text, digit, stated)
    if amount is None:
        return None
    start = amount.span[0]
    chain = read_chain(text, low, start)
    if not chain and _is_glued(text, start, digit):
        return None
    cues = frozenset(cue.meaning for cue in chain)
    outer = chain[-1].start if chain else start
    amount = add_denominator(text, low, outer, _signed(amount, cues), cues)
    reading = _reading(text, low, start, amount, chain, stated)
    if reading is None or ("minus" in cues and reading.kind == "count"):
        return None
    end, open_end = read_open_end(text, reading.end)
    if open_end:
        amount, reading, end = _with_rate_behind(text, amount, reading, end)
    comparator = find_comparator(text, low, amount, chain, open_end)
    begin = _find_start(chain, start)
    return Quantity(
        text=text,
        span=(begin, end),
        low=low,
        kind=reading.kind,
        amount=amount,
        ucum=reading.ucum,
        comparator=comparator,
        change=find_change(text, low, outer, amount, reading.kind, chain, comparator),
        cues=cues,
        known=reading.known,
        noun=reading.noun or _noun_behind(text, low, outer, end, open_end is not None),
        noun_start=outer,
        said=read_said(text, low, start, end),
        flags=_list_flags(text, low, outer, start, end, amount),
    )


def _is_glued(text: str, start: int, digit: int) -> bool:
    """A number without a sign, directly behind a letter."""
    return start == digit and text[max(0, start - 1) : start].isalpha()


def _signed(amount: Amount, cues: frozenset[str]) -> Amount:
    """The amount below zero behind "âm"."""
    if "minus" not in cues or amount.low < 0:
        return amount
    return amount._replace(low=-amount.high, high=-amount.low)


def _reading(
    text: str, low: int, start: int, amount: Amount, chain: list[Cue], stated: StatedUnit | None
) -> Reading | None:
    if stated is not None and amount.unit is not None:
        return read_stated(amount)
    return classify(text, low, start, amount, chain)


def _with_rate_behind(
    text: str, amount: Amount, reading: Reading, end: int
) -> tuple[Amount, Reading, int]:
    """ "50 triệu đồng trở lên/người": the denominator behind an open end."""
    if amount.unit is None or amount.denominators:
        return amount, reading, end
    denominators, end = match_denominators(text, end, unknown=False)
    if denominators:
        reading = reading._replace(ucum=build_ucum(amount.unit, denominators))
        amount = amount._replace(denominators=denominators)
    return amount, reading, end


def _noun_behind(text: str, low: int, outer: int, end: int, opened: bool) -> str | None:
    """What is counted behind "50% trở lên" or "100% (12/12)"; None if words before say it."""
    between = _BETWEEN.match(text, end)
    if (between is None and not opened) or read_noun_before(text, low, outer):
        return None
    noun = read_noun_after(text, between.end() if between else end)
    return noun[0] if noun else None


_BETWEEN = regex.compile(r"\s?\(\d{1,6}/\d{1,6}\)")


def _find_start(chain: list[Cue], start: int) -> int:
    """Where the phrase begins: aims and filling words at its edge are no part of it."""
    for cue in reversed(chain):
        if cue.meaning not in ("aim", "filler"):
            return cue.start
    return start


def _list_flags(
    text: str, low: int, outer: int, start: int, end: int, amount: Amount
) -> tuple[str, ...]:
    flags = list(amount.flags)
    if amount.baseline is not None:
        flags.append(f"baseline:{write_decimal(amount.baseline)}")
    if compared := _COMPARED.match(text, end):
        flags.append("baseline:" + " ".join(compared["base"].split()))
    if "phấn đấu" in text[max(low, outer - _NEAR) : start].casefold():
        flags.append("aspirational")
    return tuple(flags)


_NEAR = 100
