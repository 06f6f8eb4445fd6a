"""Targets in running text, task cells and tables of targets.

A percentage, an amount of money, a measure or a score is a target wherever it stands. A bare count ("03 xã")
is one only where something asks for it: a bound ("ít nhất"), a change ("tăng"), an aim ("xây dựng"), or a place
of its own at the beginning of a cell, bullet or clause. A span of time needs a bound, and is a deadline where an
event follows it ("không quá 03 ngày kể từ ngày nhận"). Ages, dates, references and markers are never targets.
"""

from __future__ import annotations

import regex

from normalize.quantities import Quantity, read_quantities
from normalize.targets import build_target
from schemas.plan import Target

_AIMS = frozenset({"bound", "aim", "increase", "decrease", "level", "year", "top"})
_CLAUSE_START = regex.compile(r"(?r)(?:^|[\n\t;:(])[\s\-+*•–]*(?:(?:\p{L}|\d{1,2}(?:\.\d{1,2})*)[.)]\s+)?[\s\-+*•–]*")
_EVENT = regex.compile(
    r"[^.;,\n]{0,20}?\s(?:kể\stừ|tính\stừ|sau\skhi|trước\skhi|trước\sngày|từ\sngày|từ\skhi)", regex.IGNORECASE
)


def find_targets(text: str) -> tuple[Target, ...]:
    """Every target that ``text`` (NFC) states, in order; spans index ``text`` and are disjoint.

    >>> [target.text for target in find_targets("Năm 2023 xây dựng 02 mô hình, đạt tối thiểu 85% kế hoạch 13")]
    ['02 mô hình', 'tối thiểu 85%']
    """
    return tuple(build_target(quantity) for quantity in read_quantities(text) if _is_target(quantity))


def _is_target(quantity: Quantity) -> bool:
    if quantity.kind == "duration":
        return not _EVENT.match(quantity.text, quantity.span[1])
    if quantity.kind != "count" or quantity.cues & _AIMS or quantity.change:
        return True
    return quantity.known and _CLAUSE_START.match(quantity.text, 0, quantity.span[0]) is not None
