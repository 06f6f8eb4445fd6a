"""Values whose words were recognised with little confidence, as problems for review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from schemas.plan import Header, Problem, Reference, Task, Where
from schemas.problem import problem

LOW = 0.6
"""Confidence below which a value is to be compared with the page."""

_CODE = "low-confidence"
_LONGEST = 60


def check_confidence(
    text: str, header: Header, tasks: list[Task], references: Iterable[Reference]
) -> Iterator[Problem]:
    """One problem for each field with doubtful words; it names the words' places."""
    yield from _doubts(text, "header", header.where)
    for task in tasks:
        yield from _doubts(text, task.id, task.where)
    for reference in references:
        places = [one for mention in reference.mentions for one in mention.where]
        yield from _doubts(text, reference.id, places)


def _doubts(text: str, subject: str, places: Iterable[Where]) -> Iterator[Problem]:
    """The doubtful ones of the places of a subject, by field in the order of their first place."""
    fields: dict[str | None, list[Where]] = {}
    for one in places:
        if one.confidence is not None and one.confidence < LOW:
            fields.setdefault(one.field, []).append(one)
    for field, where in fields.items():
        told = "; ".join(f"'{_shown(text, one)}' ({one.confidence:.2f})" for one in where)
        message = f"{field or 'the mention'} read with little confidence: {told}"
        yield problem(_CODE, message, subject, field, tuple(where))


def _shown(text: str, where: Where) -> str:
    words = text[where.span[0] : where.span[1]] if where.span else ""
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
