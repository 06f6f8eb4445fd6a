"""Targets as records: numbered, with their evidence, their status in this plan, and what is
doubtful about them.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from extract.record.evidence import Evidence
from schemas.plan import Problem, Target
from schemas.problem import problem


def place_targets(
    targets: tuple[Target, ...], evidence: Evidence, year: int | None
) -> list[Target]:
    """Targets numbered in the order of the text, with their evidence; ``year`` is the first that
    the plan is for.
    """
    from normalize.quantity.mentions import in_plan_of  # as in `extract.pipeline.understand`

    ordered = sorted(targets, key=lambda target: target.span or (0, 0))
    return [
        msgspec.structs.replace(
            in_plan_of(target, year),
            id=f"target-{number}",
            where=evidence.where(target.span or (0, 0)),
        )
        for number, target in enumerate(ordered, 1)
    ]


def check_targets(targets: list[Target]) -> Iterator[Problem]:
    """Phrases that ask for an amount and do not give it, and those of which words are left."""
    for target in targets:
        if "number_missing" in target.flags:
            message = f"'{target.text}' lacks its number"
            yield problem("number-missing", message, target.id, "min", target.where)
        if target.unread:
            message = (
                f"'{target.text}' was read without {', '.join(repr(one) for one in target.unread)}"
            )
            yield problem("partly-read", message, target.id, "text", target.where)
