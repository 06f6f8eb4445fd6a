"""Quantities a plan aims at, and problems raised."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal, InvalidOperation

from extract.score.align import align, overlap, words
from extract.score.matched import score_matched, score_surplus
from extract.score.shape import Annotation, Quantity
from extract.score.tally import Sheet, Tally

_SAME_TARGET = 0.4


def score_targets(gold: Annotation, found: Annotation, sheet: Sheet) -> None:
    """Targets found, in order, and every field of them; whole targets exact."""
    targets, others = gold.targets or (), found.targets or ()
    left, right = [_fingerprint(one) for one in targets], [_fingerprint(one) for one in others]
    pairs = align(
        len(left), len(right), lambda i, j: overlap(left[i], right[j]), floor=_SAME_TARGET
    )

    def judge(target: Quantity, other: Quantity, key: str) -> bool:
        return _score_values(target, other, key, sheet)

    exact = score_matched(sheet, "targets.found", targets, others, pairs, _show, judge)
    taken = {j for _, j in pairs}
    surplus = [other for j, other in enumerate(others) if j not in taken]
    score_surplus(sheet, "targets.found", surplus, _show)
    if targets or others:
        sheet.add("targets.exact", Tally(exact, len(targets), len(others)))


def _show(target: Quantity) -> str:
    return target.text


def score_problems(gold: Annotation, found: Annotation, sheet: Sheet) -> None:
    """Problems that gold names and further ones; by code alone where gold names no subject."""
    raised = Counter(found.problems or ())
    for problem in gold.problems or ():
        left = (one for one in raised if raised[one])
        fits = next((one for one in left if problem in (one, one.partition("@")[0])), None)
        if fits is None:
            sheet.miss("problems", f"problems/{problem}", problem)
        else:
            raised[fits] -= 1
            sheet.match("problems", f"problems/{problem}", problem, fits)
    for problem in raised.elements():
        sheet.surplus("problems", f"problems/+{problem}", problem)


def _fingerprint(target: Quantity) -> frozenset[str]:
    """Words and values: one phrase may hold two quantities."""
    values = (f"{name}={_number(target.values.get(name))}" for name in ("min", "max"))
    return words(target.text) | frozenset(values)


def _score_values(target: Quantity, other: Quantity, key: str, sheet: Sheet) -> bool:
    whole = True
    for name, value in target.values.items():
        found = other.values.get(name)
        if value is not None or found is not None:
            whole &= sheet.judge(
                f"targets.{name}", key, _number(value) == _number(found), value, found
            )
    return whole


def _number(value: str | None) -> str | None:
    """15 and 15.0 are one value."""
    try:
        return None if value is None else str(Decimal(value).normalize())
    except InvalidOperation:
        return value
