"""What labels say inside a point: "Đơn vị chủ trì: …", "(Phòng Nội vụ chủ trì, tháng 9/2026)", "Hoàn thành trước …"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import regex

import normalize
from extract.find.prose.agencies import find_agencies
from extract.find.prose.openings import end_of_list
from normalize.body.duty_words import duty_words_pattern
from normalize.body.labels import label_role
from schemas.plan import Span

Labels = dict[str, Span]
"""What stands behind the labels, by role: task, lead, doing, coordinating, deadline, deliverable, detail."""

_LABEL = regex.compile(r"(?:^|(?<=[;.(]\s?))[\s\-–+*•]*(?P<name>\p{L}[\p{L} ,/&-]{2,60}?)[ ]?:[*]{0,2}(?=\s|$)")
"""A label at the head of a point, or behind the end of another one's words."""
_OFFICES = ("lead", "doing", "coordinating")
_NEXT_SENTENCE = regex.compile(r"(?<=\p{Ll}\p{Ll}|\d)\.\s+(?=\p{Lu})")
_BRACKET = regex.compile(r"\((?P<words>[^()]{4,200})\)[\s.;]*$")
_LONGEST = 2_000
"""Characters of a point that are looked at for labels."""
_MOST_BEFORE = 12
"""Characters before the first name behind a label."""
_JOINT = r"[\s,;:.–-]|và(?!\p{L})|(?:là\s+)?(?:cơ\s+quan|đơn\s+vị)(?!\p{L})|do(?!\p{L})"


class Labelled(NamedTuple):
    """The words of a point before its labels, None where it begins with one; and what stands behind each."""

    words: Span | None
    labels: Labels


def read_labels(text: str, span: Span) -> Labelled:
    """The labels of the point at a span of a text.

    A label of the task itself ("Tên nhiệm vụ: …") stands before its words.
    """
    start, end = span[0], min(span[1], span[0] + _LONGEST)
    found = [(match, role) for match in _LABEL.finditer(text[start:end]) if (role := label_role(match["name"]))]
    if not found:
        return _without_colon(text, span)
    labels: Labels = {}
    stops = [*(start + match.start() for match, _ in found[1:]), end]
    for (match, role), stop in zip(found, stops, strict=True):
        for name, value in _values(text, role, start + match.end(), stop):
            labels.setdefault(name, value)
    words = _stripped(text, start, start + found[0][0].start())
    named = labels.pop("task", None)
    if "lead" not in labels:
        words = _take_bracket(text, words, labels)
    return Labelled(named if words[0] == words[1] else words, labels)


def _take_bracket(text: str, words: Span, labels: Labels) -> Span:
    """The words before a bracket that opens in front of labels and names who does it."""
    bracket = text.rfind("(", *words)
    if bracket < 0 or ")" in text[bracket : words[1]]:
        return words
    inside = _in_bracket(text[bracket + 1 : words[1]])
    for role, (at, stop) in inside.items():
        labels.setdefault(role, (bracket + 1 + at, bracket + 1 + stop))
    return _stripped(text, words[0], bracket) if inside else words


def _values(text: str, role: str, start: int, stop: int) -> Iterator[tuple[str, Span]]:
    """What a label gives: its words up to the next sentence, without the time that ends an office's."""
    sentence = _NEXT_SENTENCE.search(text, start, stop)
    value = _stripped(text, start, sentence.start() if sentence else stop)
    if role not in _OFFICES:
        if value[0] < value[1]:
            yield role, value
        return
    for mention in normalize.find_deadlines(text[slice(*value)]):
        before = _ends().search(text, value[0], value[0] + mention.span[0])
        cut = before.start() if before else value[0] + mention.span[0]
        if text[value[0] : cut].rstrip()[-1:] in ",;(–-":
            yield "deadline", (value[0] + mention.span[0], value[0] + mention.span[1])
            value = _stripped(text, value[0], cut)
            break
    if value[0] < value[1] and _names_office(text, value):
        yield role, value


def _without_colon(text: str, span: Span) -> Labelled:
    """A point that only says when its work ends, or whose last bracket names who does it."""
    words = text[slice(*span)]
    deadlines = normalize.find_deadlines(words)
    if len(deadlines) == 1:
        begin, end = deadlines[0].span
        if _only_ends().fullmatch(words[:begin]) and not words[end:].strip(" .;,"):
            return Labelled(None, {"deadline": (span[0] + begin, span[0] + end)})
    bracket = _BRACKET.search(words)
    labels = _in_bracket(bracket["words"]) if bracket else {}
    if bracket is None or not labels:
        return Labelled(span, {})
    offset = span[0] + bracket.start("words")
    moved = {name: (offset + one[0], offset + one[1]) for name, one in labels.items()}
    return Labelled(_stripped(text, span[0], span[0] + bracket.start()), moved)


def _in_bracket(words: str) -> Labels:
    """Who leads, who helps and by when, where a bracket says this and no more."""
    agencies = find_agencies(words)
    if not agencies or not _filler().fullmatch(words[: agencies[0].span[0]]):
        return {}
    end = end_of_list(words, agencies[0], agencies[1:])
    labels: Labels = {"lead": (agencies[0].span[0], end)}
    rest = words[end:]
    role = _leads().match(rest)
    at = end + (role.end() if role else 0)
    helpers = find_agencies(words[at:])
    helped = bool(helpers) and _helps().search(words, at) is not None
    if helped:
        stop = at + end_of_list(words[at:], helpers[0], helpers[1:])
        labels["coordinating"] = (at + helpers[0].span[0], stop)
        rest = words[at : at + helpers[0].span[0]] + words[stop:]
    else:
        rest = words[at:]
    due = _due(words, at)
    if due is not None:
        labels["deadline"] = due
        rest = rest.replace(words[slice(*due)], "")
    said = role is not None or helped or due is not None
    return labels if said and _filler().fullmatch(rest) else {}


def _due(words: str, at: int) -> Span | None:
    """The time in a bracket: one with a limit, or a piece that is nothing else."""
    for mention in normalize.find_deadlines(words):
        if mention.span[0] >= at:
            return mention.span
    for piece in regex.finditer(r"[^,;]+", words[at:]):
        time = piece.group().strip()
        read = normalize.read_deadline(time) if time else None
        if read is not None and read.kind != "unread" and not read.unread and any(one.isdigit() for one in time):
            start = at + piece.start() + piece.group().index(time)
            return start, start + len(time)
    return None


def _stripped(text: str, start: int, end: int) -> Span:
    """A stretch without blanks, bullets, closing signs and half brackets around it."""
    words = text[start:end]
    start += len(words) - len(words.lstrip(" \n\t-–+*•"))
    stop = max(start, start + len(text[start:end].rstrip(" \n\t.;,*(")))
    return start, stop - (text[start:stop].endswith(")") and "(" not in text[start:stop])


def _names_office(text: str, span: Span) -> bool:
    agencies = find_agencies(text[span[0] : min(span[1], span[0] + 200)])
    return bool(agencies) and agencies[0].span[0] <= _MOST_BEFORE


@cache
def _ends() -> regex.Pattern[str]:
    return regex.compile(rf"(?<!\p{{L}}){duty_words_pattern('ends')}(?!\p{{L}})[^,;]*$", regex.IGNORECASE)


@cache
def _only_ends() -> regex.Pattern[str]:
    words = duty_words_pattern("ends", "label_deadline")
    return regex.compile(rf"(?:[\s\-–+*•]*{words}(?!\p{{L}}))*[\s\-–+*•]*", regex.IGNORECASE)


@cache
def _leads() -> regex.Pattern[str]:
    words = duty_words_pattern("label_lead", "label_doing")
    return regex.compile(rf"(?:{_JOINT})*{words}(?!\p{{L}})", regex.IGNORECASE)


@cache
def _helps() -> regex.Pattern[str]:
    return regex.compile(rf"(?<!\p{{L}}){duty_words_pattern('helps')}(?!\p{{L}})", regex.IGNORECASE)


@cache
def _filler() -> regex.Pattern[str]:
    """What may stand in a bracket beside names and times."""
    words = duty_words_pattern("ends", "helps", "label_when", "label_lead", "label_deadline", "charge")
    return regex.compile(rf"(?:{_JOINT}|{words}(?!\p{{L}}))*", regex.IGNORECASE)
