"""The record as a spaCy `DocBin`: its text as one document, with span groups for what was read.

Every span lies exactly on its words, since tokens end where a span does. The values stand in
``doc.user_data`` under the keys of the span groups, in their order, so that they are there without
any code of ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import msgspec
import regex
from spacy.tokens import Doc, DocBin, SpanGroup
from spacy.vocab import Vocab

from extract.emit.ours import DOCBIN_MARK
from extract.version import VERSION
from schemas.plan import Plan, Section, Task

_PIECE = regex.compile(r"\s|\w+|[^\w\s]")


class _Mark(NamedTuple):
    """A span to be: its place in the text, label, identifiers and value."""

    span: tuple[int, int]
    label: str
    id: str
    value: Any
    kb_id: str = ""


def docbin_bytes(plan: Plan) -> bytes:
    """The `DocBin`, as ``plan.spacy`` holds it; the same record always gives the same bytes.

    Behind it stands what tells it from others'; spaCy reads up to there.
    """
    marks = {key: _in_words(plan.text, found) for key, found in _marks(plan).items()}
    doc = _document(plan.text, [one.span for found in marks.values() for one in found])
    doc.user_data["record"] = {
        "schema_version": plan.schema_version,
        "source": msgspec.to_builtins(plan.source),
        "header": msgspec.to_builtins(plan.header),
    }
    for key, found in marks.items():
        _set_spans(doc, key, found)
    packed = DocBin(docs=[doc], store_user_data=True).to_bytes()
    return bytes(packed) + DOCBIN_MARK + f"{VERSION}\n".encode()


def _marks(plan: Plan) -> dict[str, list[_Mark]]:
    return {
        "legal_references": sorted(_references(plan), key=_by_place),
        "deadlines": list(_of_tasks(plan, "deadline")),
        "targets": list(_targets(plan)),
        "agencies": [*_of_tasks(plan, "lead"), *_of_tasks(plan, "coordinating")],
        "sections": list(_sections(plan.sections, "")),
    }


def _by_place(mark: _Mark) -> tuple[tuple[int, int], str]:
    return mark.span, mark.id


def _references(plan: Plan) -> Iterator[_Mark]:
    for one in plan.references:
        about = msgspec.to_builtins(one)
        del about["mentions"]
        for mention in one.mentions:
            told = {"relation": mention.relation, "pinpoint": mention.pinpoint}
            value = {**about, **told, "task": mention.task, "text": mention.text}
            name = one.code or one.title or one.id
            yield _Mark(mention.span, one.kind or "unknown", name, value, one.uri or "")


def _of_tasks(plan: Plan, field: str) -> Iterator[_Mark]:
    """The pieces of one field of every task: a cell that a page's end cuts has two."""
    for task in plan.tasks:
        label, value = _read(task, field)
        for one in task.where:
            if one.field == field and one.span is not None:
                yield _Mark(one.span, label, task.id, value)


def _read(task: Task, field: str) -> tuple[str, Any]:
    """Label and value of a task's field."""
    if field != "deadline":
        agencies = task.lead_agencies if field == "lead" else task.coordinating_agencies
        return field, msgspec.to_builtins(agencies)
    return task.deadline.kind if task.deadline else "unread", msgspec.to_builtins(task.deadline)


def _targets(plan: Plan) -> Iterator[_Mark]:
    for one in plan.targets:
        if one.span is not None:
            value = msgspec.to_builtins(one)
            del value["where"]
            yield _Mark(one.span, one.kind, one.id, value)


def _sections(sections: tuple[Section, ...], above: str) -> Iterator[_Mark]:
    for one in sections:
        path = f"{above}/{one.marker}" if above else one.marker
        value = {"marker": one.marker, "level": one.level, "heading": one.heading}
        yield _Mark(one.span, f"level-{one.level}", path, value)
        yield from _sections(one.sections, path)


def _in_words(text: str, marks: list[_Mark]) -> list[_Mark]:
    """The marks without blanks at their ends; those of nothing but blanks are none."""
    found = []
    for one in marks:
        words = text[slice(*one.span)]
        start = one.span[0] + len(words) - len(words.lstrip())
        end = one.span[0] + len(words.rstrip())
        if start < end:
            found.append(one._replace(span=(start, end)))
    return found


def _document(text: str, spans: list[tuple[int, int]]) -> Doc:
    """The text as tokens: words and signs, cut wherever a span begins or ends."""
    cuts = {0, len(text)}.union(*spans, *(piece.span() for piece in _PIECE.finditer(text)))
    pieces = [text[start:end] for start, end in pairwise(sorted(cuts))]
    words: list[str] = []
    spaces: list[bool] = []
    for piece in pieces:
        if piece == " " and words and not spaces[-1] and not words[-1].isspace():
            spaces[-1] = True
        else:
            words.append(piece)
            spaces.append(False)
    return Doc(Vocab(), words=words, spaces=spaces)


def _set_spans(doc: Doc, key: str, marks: list[_Mark]) -> None:
    spans = []
    for one in marks:
        span = doc.char_span(*one.span, label=one.label, kb_id=one.kb_id)
        if span is None:
            raise ValueError(f"{key}: no tokens at {one.span}")
        span.id_ = one.id
        spans.append(span)
    doc.spans[key] = SpanGroup(doc, name=key, spans=spans)
    doc.user_data[key] = [one.value for one in marks]
