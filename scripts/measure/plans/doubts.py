"""A judged value of a record, and what the record says of its own doubts."""

from __future__ import annotations

from extract.score.align import loose_key
from schemas.plan import Plan
from scripts.measure.announced import JudgedField


class Doubts:
    """What a record says of its own doubts, by subject."""

    def __init__(self, plan: Plan) -> None:
        told = [one for one in plan.problems if one.severity != "info"]
        self._told = {(one.subject, one.field) for one in told}
        self._unread = loose_key("\n".join(one.text for one in plan.unread))

    def tells(self, subject: str, field: str | None = None) -> bool:
        """Whether a problem names the field of a subject, or the subject as a whole."""
        return not self._told.isdisjoint({(subject, field), (subject, None)})

    def about(self, subject: str) -> bool:
        """Whether any problem is about the subject or a field of it."""
        return any(one == subject for one, _ in self._told)

    def holds(self, text: str | None) -> bool:
        """Whether the words stand among those that came into no field."""
        key = loose_key(text)
        return bool(key) and key in self._unread


def judged_field(
    area: str, name: str, gold: str | None, found: str | None, announced: bool, *,
    right: bool | None = None,
) -> JudgedField:  # fmt: skip
    same = loose_key(gold) == loose_key(found) if right is None else right
    return JudgedField(area, name, same, announced, 1.0, gold, found)
