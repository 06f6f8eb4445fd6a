"""Sentences that charge an office: "Giao Văn phòng UBND xã đôn đốc …", "Phòng Nội vụ chủ trì …, hoàn thành trước …"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

import normalize
from extract.find.prose.openings import DOUBTFUL, Opening, read_opening
from extract.find.prose.orders import SENTENCE_END, find_orders, is_formula
from extract.find.prose.shapes import make_duty
from extract.find.prose.zones import REST, charges_by_place, zone_below
from normalize.body.duty_words import duty_words_pattern
from normalize.writing.text import squeeze
from schemas.document import Document, Duty, Paragraph, Part

_SENTENCES = regex.compile(r"(?:^|(?<=[.;])\s+)(?=\p{Lu})")


def find_charges(document: Document) -> Iterator[Duty]:
    """The duties that sentences of the body state, wherever they stand."""
    sections = _Sections(document.parts)
    by_place = charges_by_place(document)
    for paragraph in document.body:
        orders = _orders(document.text, paragraph, sections)
        yield from (one for one in orders if by_place or one.sure == 1)
        if by_place:
            yield from _undertakings(document.text, paragraph, sections)
            yield from _must_end(document.text, paragraph, sections)


def _must_end(text: str, paragraph: Paragraph, sections: _Sections) -> Iterator[Duty]:
    """Sentences that say when work must end, and not whose it is: "Việc bàn giao phải hoàn thành trước …"."""
    offset, end = paragraph.span
    for match in _ends_by().finditer(text, offset, end):
        if not normalize.find_deadlines(match.group()):
            continue
        section, headings = sections.at(offset)
        yield make_duty(text, section, headings, None, match.span(), None, DOUBTFUL)


def _orders(text: str, paragraph: Paragraph, sections: _Sections) -> Iterator[Duty]:
    """Sentences with a verb of charging: "Giao …", "…, đề nghị …"."""
    offset, end = paragraph.span
    words = text[offset:end]
    for at, _ in find_orders(words):
        opening = read_opening(words[at:])
        if opening is None or opening.how != "charge" or opening.rest is None:
            continue
        stop = SENTENCE_END.search(words, at + opening.rest)
        sentence = words[at : stop.start() if stop else len(words.rstrip())]
        if sentence.endswith(":") or is_formula(sentence[opening.rest :]):
            continue
        start = offset + at
        section, headings = sections.at(offset)
        span = (start, start + len(sentence))
        lead = opening.moved(start).lead
        yield make_duty(text, section, headings, None, span, lead, opening.sure)


def _undertakings(text: str, paragraph: Paragraph, sections: _Sections) -> Iterator[Duty]:
    """Sentences in which an office takes the lead, or has a day: "Phòng Nội vụ tổng hợp, gửi trước 15/3"."""
    offset, end = paragraph.span
    words = text[offset:end]
    if sections.rests(offset):
        return
    for start in (one.end() for one in _SENTENCES.finditer(words)):
        opening = read_opening(words[start:])
        if opening is None or opening.rest is None or opening.how != "verb":
            continue
        stop = SENTENCE_END.search(words, start + opening.rest)
        sentence = words[start : stop.start() if stop else len(words.rstrip())]
        if not _is_taken_on(sentence, opening):
            continue
        section, headings = sections.at(offset)
        at = offset + start
        span = (at, at + len(sentence))
        lead = opening.moved(at).lead
        yield make_duty(text, section, headings, None, span, lead, opening.sure)


def _is_taken_on(sentence: str, opening: Opening) -> bool:
    """Whether the office's words behind its name take the lead, or name a day, and are no formula."""
    rest = opening.rest or 0
    if sentence.endswith(":") or is_formula(sentence[rest:]):
        return False
    leads = opening.sure == 1.0 and _leads().match(sentence, rest) is not None
    return leads or bool(normalize.find_deadlines(sentence))


class _Sections:
    """The deepest part around each position."""

    def __init__(self, parts: list[Part]) -> None:
        self._paths = list(_flat(parts, ()))

    def at(self, position: int) -> tuple[str, tuple[str, ...]]:
        """The path of markers and the headings of the part around a position."""
        best = self._around(position)
        markers = [part.marker.strip(" .)-/") for part in best]
        return "/".join(one for one in markers if one), tuple(squeeze(f"{one.marker} {one.heading}") for one in best)

    def rests(self, position: int) -> bool:
        """Whether the part around a position charges nobody: aims, states of things."""
        around = [*self._around(position)]
        return any(zone_below(part.heading, _ASSIGNING) == REST for part in around)

    def _around(self, position: int) -> tuple[Part, ...]:
        best: tuple[Part, ...] = ()
        for path in self._paths:
            if path[-1].span[0] <= position < path[-1].span[1] and path[-1].paragraph.span[0] != position:
                best = path
        return best


def _flat(parts: list[Part], path: tuple[Part, ...]) -> Iterator[tuple[Part, ...]]:
    for part in parts:
        yield (*path, part)
        yield from _flat(part.parts, (*path, part))


_ASSIGNING = REST._replace(assigns=True)


@cache
def _ends_by() -> regex.Pattern[str]:
    """A sentence on the work itself, with the words that it must end."""
    return regex.compile(
        rf"(?<![^\n.;]\s)(?<!\p{{L}})Việc\s[^.;:\n]{{5,200}}?\sphải\s(?:được\s)?{duty_words_pattern('ends')}[^.;\n]*"
    )


@cache
def _leads() -> regex.Pattern[str]:
    return regex.compile(rf"[\s,]*{duty_words_pattern('strong')}(?!\p{{L}})")
