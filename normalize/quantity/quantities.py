"""Every amount in a text with what the words around it say: kind, bound, change, denominators.

A `Quantity` is cheap to refuse; `normalize.quantity.targets.build_target` turns those that are kept into targets.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, cast

import regex

from normalize.quantity.amounts import Amount, StatedUnit, read_amount
from normalize.quantity.bounds import Change, find_change, find_comparator, read_open_end
from normalize.quantity.cues import COMPARATORS, Cue, read_chain
from normalize.quantity.kinds import Reading, classify, read_stated
from normalize.quantity.nouns import read_noun_after, read_noun_before
from normalize.quantity.numbers import write_decimal
from normalize.quantity.units import Denominator, Unit, build_ucum, load_units, match_denominators, match_unit
from schemas.plan import Comparator, TargetKind


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


# The first digit of a number that is no part of a word, a code or a date: the cheap refusals come first.
_FIRST_DIGIT = r"""
    \d (?<![\d\p{Lu}/]\d) (?<!\d[.,]\d) (?<![\p{L}\d][-–_]\d)
    (?!\d*+(?: /\d{1,2}/\d | /(?:19|20)\d\d(?!\d) | [-/][\p{Lu}]{2} ))    # 16/02/2023, 02/2023, 11/KH
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
# Bounds after which a number may stand as a word, or be missing.
_BOUNDS = ("ít nhất", "Ít nhất", "tối thiểu", "Tối thiểu", "tối đa", "Tối đa", "không quá", "Không quá", "gấp", "Gấp")
_BLANK = regex.compile(r"(?:\.{2,}+|…++|_{2,}+)\s{0,2}")
_COMPARED = regex.compile(r"\s{1,2}so\s(?:với|cùng)\s(?P<base>[^.;,:()\n\t]{1,60})", regex.IGNORECASE)


def read_quantities(text: str, stated: StatedUnit | None = None) -> Iterator[Quantity]:
    """Every amount in ``text`` that may be a target, in order and disjoint, bare counts included.

    ``stated`` is the unit of numbers that have none beside them: the text is a value of a table then, and no number
    in it is doubted.
    """
    low = 0
    previous: Quantity | None = None
    worded = set(_find_worded(text))
    digit = _COUNTING_DIGIT if stated is None else _DIGIT
    for start in sorted(worded.union(match.start() for match in digit.finditer(text))):
        if start < low:
            continue
        quantity = _read_quantity(text, low, start, stated)
        if start in worded:
            quantity = quantity or _read_missing(text, low, start)
        if quantity:
            if previous and previous.change and _shares_change(previous, quantity):
                quantity = quantity._replace(change=previous.change)
            yield quantity
            previous, low = quantity, quantity.span[1]


def _find_worded(text: str) -> Iterator[int]:
    """Where a number word or a missing number may stand: after a bound that no digit follows."""
    for bound in _BOUNDS:
        position = text.find(bound)
        while position >= 0:
            match = _GAP.match(text, position + len(bound))
            if match:
                yield match.end()
            position = text.find(bound, position + len(bound))


_GAP = regex.compile(r"\s{1,3}(?=[\p{Ll}.…_])")


def _shares_change(previous: Quantity, quantity: Quantity) -> bool:
    """ "tăng lần lượt 32% và 9,8%": the change of the first number holds for the second."""
    between = quantity.text[previous.span[1] : quantity.span[0]].strip()
    return between in ("và", ",") and previous.ucum == quantity.ucum and quantity.change is None


def _read_missing(text: str, low: int, start: int) -> Quantity | None:
    """A bound without its number: "Có ít nhất hoạt động kiểm tra", "đạt tối thiểu …%"."""
    chain = read_chain(text, low, start)
    if not chain or chain[0].meaning not in COMPARATORS:
        return None
    blank = _BLANK.match(text, start)
    missing = _find_uncounted(text, blank.end() if blank else start, blank is not None, chain)
    if missing is None:
        return None
    unit, noun, end = missing
    return Quantity(
        text=text,
        span=(_find_start(chain, start), end),
        low=low,
        kind=unit.kind,
        amount=None,
        ucum=unit.ucum,
        comparator=cast(Comparator, chain[0].meaning),
        change=None,
        cues=frozenset(cue.meaning for cue in chain),
        known=True,
        noun=noun,
        noun_start=chain[-1].start,
        flags=("number_missing",),
    )


def _find_uncounted(text: str, start: int, blank: bool, chain: list[Cue]) -> tuple[Unit, str | None, int] | None:
    """The unit, noun and end of what should have been counted: after a blank any unit, else a noun after "ít nhất"."""
    match = match_unit(text, start)
    asked = blank or chain[0].meaning == "ge"
    if match and match[0].kind != "duration" and asked and (blank or match[0].kind == "count"):
        unit, end = match
        after = read_noun_after(text, end)
        counted = unit.form if unit.kind == "count" else ""
        return unit, f"{counted} {after[0] if after else ''}".strip() or None, end
    if blank or match or not asked or len(chain) == 1 or chain[1].meaning != "aim":
        return None
    noun = read_noun_after(text, start - 1)
    return (load_units()["nội dung"], *noun) if noun else None


def _read_quantity(text: str, low: int, start: int, stated: StatedUnit | None) -> Quantity | None:
    amount = read_amount(text, start, stated)
    if amount is None:
        return None
    chain = read_chain(text, low, start)
    if not chain and start and text[start - 1].isalpha():
        return None
    cues = frozenset(cue.meaning for cue in chain)
    outer = chain[-1].start if chain else start
    amount = _add_denominator(text, low, outer, amount, cues)
    if stated is not None and amount.unit is not None:
        reading: Reading | None = read_stated(amount)
    else:
        reading = classify(text, low, start, amount, chain, cues)
    if reading is None:
        return None
    end, open_end = read_open_end(text, reading.end)
    if open_end and amount.unit is not None and not amount.denominators:
        denominators, end = match_denominators(text, end, unknown=False)
        if denominators:
            reading = reading._replace(ucum=build_ucum(amount.unit, denominators))
            amount = amount._replace(denominators=denominators)
    comparator = find_comparator(text, low, amount, chain, open_end)
    change = find_change(text, low, outer, amount, reading.kind, chain, comparator)
    return Quantity(
        text=text,
        span=(_find_start(chain, start), end),
        low=low,
        kind=reading.kind,
        amount=amount,
        ucum=reading.ucum,
        comparator=comparator,
        change=change,
        cues=cues,
        known=reading.known,
        noun=reading.noun or _noun_behind(text, low, outer, end, open_end is not None),
        noun_start=outer,
        flags=_list_flags(text, low, outer, start, end, amount),
    )


def _noun_behind(text: str, low: int, outer: int, end: int, opened: bool) -> str | None:
    """What is counted behind "50% trở lên" or "100% (12/12)"; None if words before say it."""
    between = _BETWEEN.match(text, end)
    if (between is None and not opened) or read_noun_before(text, low, outer):
        return None
    noun = read_noun_after(text, between.end() if between else end)
    return noun[0] if noun else None


_BETWEEN = regex.compile(r"\s?\(\d{1,6}/\d{1,6}\)")


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
