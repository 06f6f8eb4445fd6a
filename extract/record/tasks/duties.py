"""Duties of the body as tasks: no table, but a section."""

from __future__ import annotations

from collections import Counter
from functools import cache

import regex

import normalize
from extract.record.tasks.doubt import SURE
from extract.record.tasks.draft import Context, TaskDraft, Words
from extract.record.tasks.task import build_task
from normalize.body.duty_words import duty_words_pattern
from normalize.lexicon.phrases import any_of
from normalize.time.words import prose_words
from normalize.writing.text import squeeze
from schemas.document import Duty
from schemas.plan import Span, Task
from schemas.problem import problem

_SHOWN = 60
"""Characters of a task in a message."""


def build_duties(duties: list[Duty], deadlines: list[Span], context: Context) -> list[tuple[Task, Span]]:
    """The tasks stated in the body with the span of each; ``deadlines`` are the deadline phrases of the text."""
    ids: Counter[str] = Counter()
    built = []
    for duty in duties:
        base = f"section/{duty.section or 'body'}"
        ids[base] += 1
        draft = _draft(f"{base}/{ids[base]}", duty, deadlines, context.text)
        task = build_task(draft, context)
        if duty.sure < SURE:
            _tell_doubt(task, context)
        _tell_passed(task, draft, duty, deadlines, context)
        built.append((task, duty.span))
    return built


def _tell_doubt(task: Task, context: Context) -> None:
    """The problem of a duty that no form tells for certain."""
    whose = f"of '{task.lead}'" if task.lead else "of nobody named"
    message = f"'{task.task[:_SHOWN]}' is read as a duty {whose}; its place says so, no word"
    where = tuple(one for one in task.where if one.field == "task")
    context.problems.append(problem("duty-doubtful", message, task.id, "lead", where))


def _tell_passed(task: Task, draft: TaskDraft, duty: Duty, deadlines: list[Span], context: Context) -> None:
    """The problem of a duty that names more times than the one of its deadline; each of them stands in ``passed``."""
    if "deadline" not in draft.fields:
        return
    due = draft.fields["deadline"].spans[0]
    said = {squeeze(context.text[slice(*due)]).lower()}
    passed = []
    for span in _within(duty.span, deadlines):
        words = squeeze(context.text[slice(*span)])
        apart = span[1] <= due[0] or due[1] <= span[0]
        if apart and words.lower() not in said and not _is_scope(words):
            said.add(words.lower())
            passed.append(span)
    if passed:
        words = ", ".join(f"'{squeeze(context.text[slice(*one)])}'" for one in passed)
        message = f"the deadline is '{task.deadline.raw if task.deadline else ''}'; the task also says {words}"
        where = tuple(one for one in task.where if one.field == "deadline")
        context.problems.append(problem("partly-read", message, task.id, "deadline", where))
        context.passed.extend(passed)


def _within(span: Span, deadlines: list[Span]) -> list[Span]:
    return [one for one in deadlines if span[0] <= one[0] and one[1] <= span[1]]


def _draft(identity: str, duty: Duty, deadlines: list[Span], text: str) -> TaskDraft:
    """What a duty says of its task; its deadline is the one given for it, else the first one among its words.

    The years that a sentence only speaks of ("trong giai đoạn 2026-2030") stand back behind those that limit it, and so
    does how often something is done.
    """
    found = _within(duty.span, deadlines)
    due = duty.deadline or min(found, key=lambda one: _looseness(text[slice(*one)]), default=None)
    if due in found:
        due = _with_next(text, due, found[found.index(due) + 1 :])
    due = due or _told(text, duty.span) or _limited(text, duty.span)
    spans = {
        "lead": duty.lead,
        "task": duty.span,
        "coordinating": duty.coordinating,
        "deadline": due,
        "deliverable": duty.deliverable,
    }
    return TaskDraft(
        id=identity,
        table=None,
        section=duty.section,
        group=duty.group,
        marker=duty.marker,
        in_column=duty.deadline is not None,
        sure=dict.fromkeys(("task", "lead"), duty.sure),
        fields={name: Words(_words(text, span, name), (span,)) for name, span in spans.items() if span},
    )


def _with_next(text: str, due: Span, later: list[Span]) -> Span:
    """A time with those behind it in its sentence, where all are read as one: "vào 30/6 và tổng kết vào 15/12"."""
    for span in later:
        said = None
        if span[0] >= due[1] and not _PARTS.search(text, due[1], span[0]):
            said = normalize.read_deadline(squeeze(text[due[0] : span[1]]), in_column=False)
        if said is None or said.unread or said.kind not in _SEVERAL:
            break
        due = due[0], span[1]
    return due


_PARTS = regex.compile(r"[.;:\n]")
_SEVERAL = ("set_all", "composite")


def _told(text: str, span: Span) -> Span | None:
    """A time that is read whole: before a colon, behind "thời gian thực hiện" or "thực hiện"."""
    ahead = _AHEAD.match(text, *span)
    for match in (*([ahead] if ahead else ()), *_times().finditer(text, *span)):
        for end in (match.end("time"), text.find(",", *match.span("time"))):
            words = text[match.start("time") : end].rstrip(" .")
            said = normalize.read_deadline(squeeze(words), in_column=False) if words else None
            if said is not None and said.kind in _TOLD and not said.unread:
                return match.start("time"), match.start("time") + len(words)
    return None


_AHEAD = regex.compile(r"[\s\-–+*•]*(?P<time>[^:\n]{4,45}):")
"""Words before a colon with which a duty begins: "Tháng 11/2026: Ban Biên tập …"."""
_TOLD = ("point", "period", "range", "before", "recurring", "set_all")
"""Kinds of deadlines that a sentence tells without a word that limits."""


@cache
def _times() -> regex.Pattern[str]:
    labels, when = duty_words_pattern("label_deadline"), duty_words_pattern("label_when")
    return regex.compile(
        rf"(?<!\p{{L}})(?:{labels}(?:\s+{when})*\s*:?|(?<=[,;(]\s)thực\s+hiện)\s+"
        r"(?P<time>[^;()\n]{3,60}?)(?=[;()\n]|\.\s|\.?$)",
        regex.IGNORECASE,
    )


def _limited(text: str, span: Span) -> Span | None:
    """Words that limit a duty though no time was found in them: "hoàn thành trước kỳ họp cuối năm".

    A day behind a limit word alone counts only where it cannot be read; what can be read and was not found is past.
    """
    for match in _limits().finditer(text, *span):
        said = normalize.read_deadline(squeeze(match.group()), in_column=False)
        if match["ends"] or said is None:
            return match.span()
    return None


@cache
def _limits() -> regex.Pattern[str]:
    limit = any_of("; ".join([*prose_words("limit"), *prose_words("within")]))
    event = any_of("; ".join([*prose_words("condition"), *prose_words("lunar")]))
    ends = duty_words_pattern("ends")
    return regex.compile(
        rf"(?<!\p{{L}})(?:(?P<ends>{ends}\s+){limit}\s|{limit}\s+ngày\s+(?=[\d…._])"
        rf"|(?P<ends>{limit})\s+(?:ngày\s+|dịp\s+|khi\s+)?(?={event}(?!\p{{L}})))[^,;()\n]{{2,60}}?(?=[,;()\n]|[.]\s|[.]*$)",
        regex.IGNORECASE,
    )


def _looseness(words: str) -> int:
    """0 for words that say when, 1 for those that say only how often, 2 for years that are spoken of."""
    return 2 if _is_scope(words) else int(_TIMES.search(words) is not None)


_TIMES = regex.compile(r"(?<!\p{L})lần(?!\p{L})", regex.IGNORECASE)


def _is_scope(words: str) -> bool:
    found = normalize.read_deadline(squeeze(words), in_column=False)
    return found is not None and "scope_not_deadline" in found.flags


def _words(text: str, span: Span, name: str) -> str:
    """The words of a span; all but a deadline's, whose signs may count, without a transcript's markup."""
    words = text[span[0] : span[1]]
    return squeeze(words) if name == "deadline" else squeeze(words.replace("**", "").replace("#", "")).strip(" *:")
