"""Things of gold beside those found: judged in every part, missed, or found on top."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from extract.score.align import Pairs, exact_key
from extract.score.tally import Sheet

Thing = TypeVar("Thing")


def score_matched(
    sheet: Sheet,
    measure: str,
    gold: Sequence[Thing],
    found: Sequence[Thing],
    pairs: Pairs,
    show: Callable[[Thing], str],
    judge: Callable[[Thing, Thing, str], bool],
) -> int:
    """Count under ``measure`` ("tasks.rows") what of gold was found; how many are wholly right.

    ``judge`` judges the parts of a thing of gold against its partner, under the key it is given.
    """
    partner = dict(pairs)
    exact = 0
    for index, one in enumerate(gold):
        key = f"{_entity(measure)}/{index + 1}"
        if index not in partner:
            sheet.miss(measure, key, show(one))
            continue
        other = found[partner[index]]
        sheet.match(measure, key, show(one), show(other))
        exact += judge(one, other, key)
    return exact


def score_surplus(
    sheet: Sheet, measure: str, surplus: Iterable[Thing], show: Callable[[Thing], str]
) -> None:
    """Count what was found and gold has not; its words are its key."""
    for one in surplus:
        sheet.surplus(measure, f"{_entity(measure)}/+{exact_key(show(one))}", show(one))


def _entity(measure: str) -> str:
    return measure.partition(".")[0]
