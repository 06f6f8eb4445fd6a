"""The targets of a record against those of a drawn plan, line by line and row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from extract.score.align import loose_key
from schemas.plan import Plan, Target
from scripts.measure.announced import JudgedField
from scripts.measure.plans.doubts import Doubts, judged_field

Gold = Mapping[str, Any]
_OF_TARGET = ("min", "max", "comparator", "unit", "currency", "change", "period")


def judge_quantities(gold: Gold, plan: Plan, doubts: Doubts) -> list[JudgedField]:
    """Targets, line by line and row by row."""
    judged: list[JudgedField] = []
    start = 0
    for place in gold["quantities"]:
        text = place["line"].removeprefix("- ") if "line" in place else "\t".join(place["cells"])
        at = plan.text.find(text, start)
        at = plan.text.find(text) if at < 0 else at
        inside = [one for one in plan.targets if one.span and at <= one.span[0] < at + len(text)]
        judged += _judge_place(place["targets"], inside if at >= 0 else [], doubts)
    return judged


def _judge_place(stated: Sequence[Gold], found: list[Target], doubts: Doubts) -> list[JudgedField]:
    judged: list[JudgedField] = []
    for gold in stated:
        target = _find_target(gold, found)
        if target is None:
            told = doubts.holds(gold["text"])
            judged.append(judged_field("targets", "found", gold["text"], None, told))
            continue
        found.remove(target)
        judged.append(
            judged_field("targets", "found", gold["text"], target.text, False, right=True)
        )
        for name in _OF_TARGET:
            if name in gold and (gold[name] or getattr(target, name)):
                judged.append(_judge_value(gold, target, name, doubts))
    judged += [
        judged_field("targets", "found", None, one.text, doubts.tells(one.id)) for one in found
    ]
    return judged


def _judge_value(gold: Gold, target: Target, name: str, doubts: Doubts) -> JudgedField:
    read = getattr(target, name)
    shown = None if gold[name] is None else f"{gold['text']}: {gold[name]}"
    right = _number(gold[name]) == _number(read)
    return judged_field("targets", name, shown, read, doubts.tells(target.id, name), right=right)


def _find_target(gold: Gold, found: Sequence[Target]) -> Target | None:
    """The target with the same bounds, else with the same number, else the first one."""
    for same in (
        lambda one: (
            _bounds(one.min, one.max) == _bounds(gold["min"], gold["max"]) and _fits(gold, one)
        ),
        lambda one: _number(one.min or one.max) == _number(gold["min"] or gold["max"]),
        lambda one: loose_key(one.text) in loose_key(gold["text"]) or len(found) == 1,
    ):
        match = next((one for one in found if same(one)), None)
        if match is not None:
            return match
    return None


def _bounds(low: str | None, high: str | None) -> tuple[object, object]:
    return _number(low), _number(high)


def _number(value: str | None) -> object:
    """15 and 15.0 are one value; words stay words."""
    try:
        return None if value is None else Decimal(value)
    except InvalidOperation:
        return value


def _fits(gold: Gold, target: Target) -> bool:
    """Whether both are for one time, where gold states one and the record too."""
    return "period" not in gold or target.period in (None, gold["period"])
