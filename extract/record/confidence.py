"""Values whose words were recognised with little confidence, as problems for review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from schemas.plan import Header, Problem, Reference, Task, Where
from schemas.problem import PROBLEMS

LOW = 0.6
"""Confidence below which a value is to be compared with the page."""

_CODE = "low-confidence"
_LONGEST = 60


def check_confidence(
    text: str, header: Header, tasks: list[Task], references: Iterable[Reference]
) -> Iterator[Problem]:
    """One problem for each header field, task or reference with doubtful words; it names the words' places."""
    fields: dict[str, list[Where]] = {}
    for one in header.where:
        fields.setdefault(one.field or "", []).append(one)
    for field, where in fields.items():
        yield from _doubt(text, f"header.{field}", where)
    for task in tasks:
        yield from _doubt(text, task.id, task.where)
    for reference in references:
        yield from _doubt(text, reference.id, [one for mention in reference.mentions for one in mention.where])


def _doubt(text: str, subject: str, where: Iterable[Where]) -> Iterator[Problem]:
    doubtful = [one for one in where if one.confidence is not None and one.confidence < LOW]
    if not doubtful:
        return
    told = "; ".join(f"{_named(one)}'{_shown(text, one)}' ({one.confidence:.2f})" for one in doubtful)
    yield Problem(
        code=_CODE,
        severity=PROBLEMS[_CODE].severity,
        message=f"read with little confidence: {told}",
        subject=subject,
        where=tuple(doubtful),
    )


def _named(where: Where) -> str:
    return f"{where.field} " if where.field else ""


def _shown(text: str, where: Where) -> str:
    words = text[where.span[0] : where.span[1]] if where.span else ""
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
