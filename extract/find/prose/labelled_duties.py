"""Tasks whose offices and times stand behind labels: "- Đơn vị chủ trì: …", "- Thời gian hoàn thành: …".

The points above a block of labels are what it speaks of; without any, the heading is. A block that names no office in
charge states no duty, unless it has a day and its points begin with a verb.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import msgspec
import regex

from extract.find.prose.labels import Labels, read_labels
from extract.find.prose.openings import DOUBTFUL
from normalize.body.duty_words import duty_words_pattern
from normalize.body.verbs import duty_pattern
from normalize.writing.text import squeeze
from schemas.document import Document, Duty, Part
from schemas.plan import Span

_OTHERS = ("coordinating", "deadline", "deliverable")
"""The labels beside the one of the office in charge, in the order of a duty's fields."""


class _Point(NamedTuple):
    """A paragraph below a heading, or a marked point with what stands below it: where its own words stand."""

    marker: str | None
    span: Span
    part: Part | None = None


class _Block(msgspec.Struct):
    """Points and the labels that speak of them, with the span of what stands behind each."""

    points: list[_Point] = []
    labels: Labels = {}


class _Place(NamedTuple):
    """A heading with its markers, and the headings down to it."""

    part: Part
    section: str
    headings: tuple[str, ...]


def find_labelled_duties(document: Document) -> Iterator[Duty]:
    """The duties that labels give to an office, a heading's before those below it."""
    for place in _places(document.parts, (), ()):
        for block in _blocks(document, place.part):
            lead = block.labels.get("lead", block.labels.get("doing"))
            if lead is not None:
                yield from _duties(document, place, block, lead)


def find_dated_duties(document: Document) -> Iterator[Duty]:
    """The duties to which labels give a day, and nobody in charge; the labels below a heading come first."""
    for place in reversed(list(_places(document.parts, (), ()))):
        for block in _blocks(document, place.part):
            if "deadline" in block.labels and not {"lead", "doing"} & block.labels.keys():
                for duty in _duties(document, place, block, None):
                    if _verb().match(document.text, duty.span[0]):
                        yield duty._replace(sure=DOUBTFUL)


def _places(parts: list[Part], markers: tuple[str, ...], headings: tuple[str, ...]) -> Iterator[_Place]:
    for part in parts:
        path = (*markers, part.marker.strip(" .)-/"))
        titles = (*headings, squeeze(f"{part.marker} {part.heading}"))
        if not _is_assigning(part.heading):
            yield _Place(part, "/".join(one for one in path if one), titles)
        yield from _places(part.parts, path, titles)


def _duties(document: Document, place: _Place, block: _Block, lead: Span | None) -> Iterator[Duty]:
    heading = _Point(place.part.marker, place.part.words(document.text))
    for point in block.points or [heading]:
        group = place.headings if block.points else place.headings[:-1]
        helper, due, product = (block.labels.get(name) for name in _OTHERS)
        span = (point.span[0], _end_of(point))
        yield Duty(place.section, group, point.marker, span, lead, helper, due, product)


def _end_of(point: _Point) -> int:
    """Where a point ends with what stands below it, but for labels of others."""
    if point.part is None or not point.part.parts:
        return point.span[1]
    return point.part.parts[-1].span[1]


def _is_assigning(heading: str) -> bool:
    """Whether a point says nothing of its own: what stands below it speaks of what stands above it."""
    return _assigning().fullmatch(squeeze(heading).strip("* .:").lower()) is not None


def _blocks(document: Document, part: Part) -> list[_Block]:
    """The blocks of points and labels below one heading."""
    blocks = [_Block()]
    for point in _points(document, part):
        words, labels = read_labels(document.text, point.span)
        if words is None:
            blocks[-1].labels = labels | blocks[-1].labels
            continue
        point = point._replace(span=words)
        if labels:  # labels behind the words of a point speak of it alone
            blocks += [_Block([point], labels), _Block()]
            continue
        if blocks[-1].labels:
            blocks.append(_Block())
        blocks[-1].points.append(point)
    if len(blocks) == 2 and not blocks[0].points and not blocks[1].labels:
        blocks[0].points = blocks[1].points  # the labels stand above all that they speak of
    return blocks


def _points(document: Document, part: Part) -> Iterator[_Point]:
    """What stands right below a heading, in the order of the text.

    Labels without a mark behind a bullet speak of all bullets above them, not of the last one.
    """
    points = [] if _is_bullet(part) else [_Point(None, one.span) for one in part.body]
    points += [_Point(one.marker, one.words(document.text), one) for one in part.parts]
    for point in sorted(points, key=lambda one: one.span):
        if point.part is None:
            yield point
        elif _is_assigning(point.part.heading):
            yield from _points(document, point.part)
        else:
            yield point
            unmarked = [_Point(None, one.span) for one in point.part.body] if _is_bullet(point.part) else []
            yield from (one for one in unmarked if read_labels(document.text, one.span).words is None)


def _is_bullet(part: Part) -> bool:
    return not any(letter.isalnum() for letter in part.marker)


@cache
def _assigning() -> regex.Pattern[str]:
    word = duty_words_pattern("label_assigning")
    return regex.compile(rf"{word}(?:\s+{word})*")


@cache
def _verb() -> regex.Pattern[str]:
    return regex.compile(rf"[\W\d]*{duty_pattern()}(?!\p{{L}})", regex.IGNORECASE)
