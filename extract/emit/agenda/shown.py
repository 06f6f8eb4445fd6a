"""What the lists for readers say of an entry: its problems in words, a day as Vietnam writes it."""

from __future__ import annotations

from collections import defaultdict

from extract.emit.words import Words
from schemas.plan import Plan


def problems_of(plan: Plan, words: Words) -> dict[str | None, list[str]]:
    """What is to be looked at in each task, each point once; what is only for the record is not."""
    found: dict[str | None, list[str]] = defaultdict(list)
    for one in plan.problems:
        said = words.get(f"problem.{one.code}", one.code)
        if one.severity != "info" and said not in found[one.subject]:
            found[one.subject].append(said)
    return found


def show_day(iso: str | None) -> str:
    """A day as Vietnam writes it.

    >>> show_day("2024-02-29"), show_day("2024-02"), show_day(None)
    ('29/02/2024', '02/2024', '')
    """
    return "/".join(reversed(iso.split("-"))) if iso else ""
