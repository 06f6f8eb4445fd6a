"""Targets (*chỉ tiêu*): what a plan aims at or measures, as numbers with bounds and units.

`read_targets` takes a phrase that is known to state some; running text needs
``normalize.quantity.mentions``.

Flags of a target: "ambiguous_comma" (three digits after a comma), "dot_decimal", "comma_thousands"
(numbers not written the Vietnamese way), "descending_range" (ends swapped), "business_time"
(working days or hours), "aspirational" (phấn đấu), "baseline:…" (the words after "so với", or the
first number of "từ 30% lên 50%"), "level:…" (a level of an ordinal), "number_missing",
"unit_missing" (tables).
"""

from __future__ import annotations

from functools import cache

import regex

from normalize.quantity.amounts import Amount
from normalize.quantity.nouns import read_noun_before
from normalize.quantity.numbers import write_decimal
from normalize.quantity.quantities import Quantity, read_quantities
from schemas.plan import Comparator, Target


def read_targets(text: str) -> tuple[Target, ...]:
    """Every quantity that a phrase states, in order; spans index ``text`` (NFC) and are disjoint.

    ``text`` of a target is the phrase with its comparator and unit, ``noun`` what it counts. Bounds
    that the phrase does not set are None. A level or class ("loại I") is a target of kind "ordinal"
    without values, and only where the phrase states no quantity. Times, dates, references and
    markers are none.

    >>> target, = read_targets("đạt tỷ lệ tối thiểu từ 15% - 20%")
    >>> target.text, target.comparator, target.min, target.max, target.unit
    ('tối thiểu từ 15% - 20%', 'ge_range', '15', '20', '%')
    >>> read_targets("sơ kết 6 tháng đầu năm 2023")
    ()
    """
    targets = tuple(build_target(quantity) for quantity in read_quantities(text))
    return targets or read_ordinals(text)


def read_ordinals(text: str) -> tuple[Target, ...]:
    """Levels, classes and grades: no values, the levels are listed as flags.

    >>> read_ordinals("dịch vụ công mức độ 3 và 4")[0].flags
    ('level:3', 'level:4')
    """
    return tuple(
        Target(
            text=match.group(),
            span=match.span(),
            kind="ordinal",
            flags=tuple(f"level:{level}" for level in match.captures("level")),
        )
        for match in _compile_levels().finditer(text)
    )


@cache
def _compile_levels() -> regex.Pattern[str]:
    return regex.compile(
        r"""
        (?<!\p{L}) (?:mức\sđộ|cấp\sđộ|loại|hạng|mức) \s
        (?P<level>\d(?![.,]?\d|[%/]) | [IVX]{1,4}(?!\p{L}) | [A-D](?!\p{L}))
        (?: \s?(?:,|và|hoặc|-|–)\s? (?P<level>\d(?![.,]?\d|[%/]) | [IVX]{1,4}(?!\p{L})) ){0,5}
        | (?<!\p{L}) (?:xếp\s)?loại \s
          (?P<level>xuất\ssắc|giỏi|tốt|khá|trung\sbình|yếu|kém|đạt) (?!\p{L})
        """,
        regex.VERBOSE | regex.IGNORECASE,
    )


def build_target(quantity: Quantity) -> Target:
    """The record's entry for a quantity, without id and places."""
    amount, text = quantity.amount, quantity.text
    noun = quantity.noun or read_noun_before(text, quantity.low, quantity.noun_start)
    low, high = _bounds(quantity.comparator, amount)
    return Target(
        text=text[quantity.span[0] : quantity.span[1]],
        span=quantity.span,
        kind=quantity.kind,
        change=quantity.change,
        comparator=quantity.comparator,
        min=low,
        max=high,
        of=write_decimal(amount.of) if amount and amount.of is not None else None,
        unit=quantity.ucum,
        currency=amount.unit.currency if amount and amount.unit else None,
        per=tuple(denominator.name for denominator in amount.denominators) if amount else (),
        noun=noun,
        status=quantity.said.status,
        period=quantity.said.period,
        flags=quantity.flags,
    )


def _bounds(comparator: Comparator, amount: Amount | None) -> tuple[str | None, str | None]:
    if amount is None:
        return None, None
    low, high = write_decimal(amount.low), write_decimal(amount.high)
    if comparator in ("ge", "gt"):
        return low, None
    return (None, high) if comparator in ("le", "lt") else (low, high)
