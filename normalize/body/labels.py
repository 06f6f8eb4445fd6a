"""Labels of what a plan says of a task: "Đơn vị chủ trì:", "Thời gian hoàn thành:"."""

from __future__ import annotations

from functools import cache

import regex

from normalize.body.duty_words import Use, duty_words_pattern
from normalize.writing.text import squeeze


def label_role(name: str) -> str | None:
    """What a label says of a duty; None for words before a colon that are no label.

    >>> [label_role(one) for one in ("Đơn vị chủ trì", "Thời gian hoàn thành", "Sở Nội vụ")]
    ['lead', 'deadline', None]
    """
    name = squeeze(name).lower()
    return next((role for role, pattern in _roles() if pattern.fullmatch(name)), None)


@cache
def _roles() -> tuple[tuple[str, regex.Pattern[str]], ...]:
    """The first that fits; the surer label of an office in charge stands before the other."""

    def of(use: Use) -> str:
        return duty_words_pattern(use)

    who = rf"(?:(?:các\s+)?{of('label_who')}\s+)?"
    when = rf"(?:\s+{of('label_when')})"
    patterns = {
        "lead": rf"{who}{of('label_lead')}{when}?",
        "task": of("label_task"),
        "doing": rf"{who}{of('label_doing')}",
        "coordinating": rf"{who}{of('label_coordinating')}{when}?",
        "deadline": rf"{of('label_deadline')}{when}{{0,2}}",
        "deliverable": rf"{of('label_deliverable')}{when}?",
        "detail": rf"{of('label_detail')}.{{0,30}}",
    }
    return tuple((role, regex.compile(pattern)) for role, pattern in patterns.items())
