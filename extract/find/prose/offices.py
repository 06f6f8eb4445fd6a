"""Duties of points: an office as heading with what stands below it, an office with its verb, an order's points."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

import normalize
from extract.find.prose.by_place import office_by_place
from extract.find.prose.labels import read_labels
from extract.find.prose.opening_words import point_words
from extract.find.prose.openings import DOUBTFUL, LONGEST_HEADING, Opening, is_stub, read_opening
from extract.find.prose.orders import closes, find_orders, is_formula
from extract.find.prose.shapes import make_duty
from extract.find.prose.zones import Zone, charges_by_place, find_zones, flat, zone_below, zone_of_run
from normalize.writing.text import squeeze
from schemas.document import Document, Duty, Paragraph, Part
from schemas.plan import Span

_LONGEST_BEHIND = 40
"""Characters behind an office's name that are part of a heading."""
_WITH_DAY = regex.compile(r"\d\s*[/.-]\s*\d|tháng|quý", regex.IGNORECASE)
_SHORTEST = 25
"""Characters of a paragraph that is work without a verb at its beginning."""
_OF_DOCUMENT = regex.compile(r"(?<!\p{L})này(?!\p{L})")
_FEWEST_KNOWN = 3
"""Of so many siblings one must be an office by its name for the others to be told by their place."""


class _Trail(NamedTuple):
    """The markers and headings on the way to a point."""

    markers: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()

    def below(self, part: Part) -> _Trail:
        """The trail of what stands below a part."""
        marker = part.marker.strip(" .)-/")
        return _Trail((*self.markers, marker), (*self.headings, squeeze(f"{part.marker} {part.heading}")))

    @property
    def section(self) -> str:
        """The path of markers."""
        return "/".join(one for one in self.markers if one)


def find_office_duties(document: Document) -> Iterator[Duty]:
    """The duties that points give by an office they name, or by the order above them."""
    by_place = charges_by_place(document)
    return _Finder(document, find_zones(document) if by_place else {}, by_place).below(
        document.parts, _Trail(), Zone(works=by_place)
    )


class _Finder:
    def __init__(self, document: Document, zones: dict[int, Zone], by_place: bool) -> None:
        self._document = document
        self._text = document.text
        self._zones = zones
        self._by_place = by_place

    def below(self, siblings: list[Part], trail: _Trail, zone: Zone) -> Iterator[Duty]:
        """The duties of siblings and of all below them."""
        openings = [self._opening(one) for one in siblings]
        if self._by_place:
            zone = zone_of_run(siblings, openings, zone)
        known = sum(one is not None for one in openings)
        for part, opening in zip(siblings, openings, strict=True):
            zone = self._zones.get(part.paragraph.span[0], zone)
            if opening is None and self._by_place and zone.assigns:
                opening = office_by_place(self._text, part, among_offices=_FEWEST_KNOWN * known >= len(siblings))
            if opening is not None and _counts(opening, zone):
                yield from self._of_office(part, trail, opening)
            else:
                yield from self._of_point(part, trail, zone)

    def _opening(self, part: Part) -> Opening | None:
        start = part.words(self._text)[0]
        opening = read_opening(self._text[start : part.paragraph.span[1]])
        if opening is None or not (self._by_place or _is_plain(opening)):
            return None
        return opening.moved(start)

    def _of_office(self, part: Part, trail: _Trail, opening: Opening) -> Iterator[Duty]:
        """What an office's own paragraph, the paragraphs below it and its points say."""
        below = trail.below(part)
        opening = self._as_heading(part, opening)
        if self._says_work(part, opening):
            span = (opening.words or part.paragraph.span[0], part.paragraph.span[1])
            yield self._made(part.marker, below.section, trail.headings, span, opening)
        for paragraph in part.body:
            if self._closes(paragraph):
                break
            yield from self._of_paragraph(paragraph, part, below, opening)
        for inner in part.parts:
            yield from self._of_inner(inner, below, opening)

    def _says_work(self, part: Part, opening: Opening) -> bool:
        """Whether an office's own paragraph says what it does, not only that points follow."""
        if opening.rest is None or self._opens_list(part, opening.rest):
            return False
        return not self._is_idle_point(opening.rest, part.paragraph.span[1])

    def _of_inner(self, inner: Part, below: _Trail, office: Opening) -> Iterator[Duty]:
        """A point of an office: its own, or that of an office which it names."""
        start, stop = inner.words(self._text)
        if self._is_label(start, stop):
            return
        found = self._opening(inner)
        if found is not None and found.how == "name" and (inner.parts or inner.body):
            yield from self._of_office(inner, below, found)
            return
        own = found is not None and found.how != "charge" and found.sure == 1.0
        if found is not None and own and found.words is not None:
            start, office = found.words, found
        end = self._end(inner)
        span = (start, end)
        yield self._made(inner.marker, below.section, below.headings, span, office)
        yield from self._behind(inner, end, below)

    def _as_heading(self, part: Part, opening: Opening) -> Opening:
        """A name with a few words of what it does, and points below: a heading as a whole."""
        words = self._text[opening.rest : part.paragraph.span[1]].rstrip(" *\n") if opening.rest else ""
        if not part.parts or not words or len(words) > _LONGEST_BEHIND or words[-1] in ".;:":
            return opening
        return opening._replace(lead=(opening.lead[0], part.words(self._text)[1]), rest=None)

    def _of_paragraph(self, paragraph: Paragraph, part: Part, below: _Trail, office: Opening) -> Iterator[Duty]:
        start, end = paragraph.span
        if self._opens_points(part, paragraph) or self._is_idle(start, end):
            return
        if end - start < _SHORTEST and not point_words().verb.match(self._text, start, end):
            return  # a name, or dirt on a recognised page
        found = read_opening(self._text[start:end])
        if (found is not None and found.how == "charge") or any(find_orders(self._text[start:end])):
            return  # a sentence that charges is read for itself
        if found is not None and found.how in ("verb", "colon") and found.sure == 1.0:
            office = found.moved(start)
        yield self._made(None, below.section, below.headings, (start, end), office)

    def _behind(self, part: Part, end: int, below: _Trail) -> Iterator[Duty]:
        """The paragraphs behind a point's end in which another office has its work."""
        for paragraph in part.body:
            found = read_opening(self._text[slice(*paragraph.span)])
            if paragraph.span[0] < end or found is None or not _has_own(found):
                continue
            office = found.moved(paragraph.span[0])
            span = (office.words or paragraph.span[0], paragraph.span[1])
            if not self._is_idle(*span):
                yield self._made(None, below.section, below.headings, span, office)

    def _of_point(self, part: Part, trail: _Trail, zone: Zone) -> Iterator[Duty]:
        """A point that names nobody: an order's own, or a heading of points."""
        below = trail.below(part)
        inner = zone_below(part.heading, zone) if part.parts or len(part.heading) <= LONGEST_HEADING else zone
        if part.parts or self._is_heading(part):
            yield from self._ordered_paragraphs(part, below, inner)
            yield from self.below(part.parts, below, inner)
            return
        start, end = part.words(self._text)[0], self._end(part)
        if zone.lead is not None and (sure := self._sureness(start, zone)):
            lead = Opening(zone.lead, None, "charge", sure)
            yield self._made(part.marker, below.section, trail.headings, (start, end), lead)
        elif zone.listed and self._is_dated(start, end):
            headings = trail.headings
            yield make_duty(self._text, below.section, headings, part.marker, (start, end), None, DOUBTFUL)
        yield from self._behind(part, end, below) if zone.works else ()

    def _is_label(self, start: int, end: int) -> bool:
        """Whether a point only says when or where: "Thời gian: …", "Hoàn thành trước …"."""
        labelled = read_labels(self._text, (start, end))
        return labelled.words is None and bool({"deadline", "detail"} & labelled.labels.keys())

    def _is_dated(self, start: int, end: int) -> bool:
        """Whether words begin with a verb and name a day, a month or a quarter."""
        if not point_words().verb.match(self._text, start) or self._is_label(start, end):
            return False
        return any(_WITH_DAY.search(one.text) for one in normalize.find_deadlines(self._text[start:end]))

    def _is_heading(self, part: Part) -> bool:
        """Whether a point with paragraphs below it only says what they are about."""
        return bool(part.body) and part.heading.rstrip(" *")[-1:] not in ".;"

    def _ordered_paragraphs(self, part: Part, below: _Trail, zone: Zone) -> Iterator[Duty]:
        for paragraph in part.body:
            if self._closes(paragraph):
                return
            found = read_opening(self._text[slice(*paragraph.span)])
            if found is not None and _has_own(found) and zone.works:
                office = found.moved(paragraph.span[0])
                span = (office.words or paragraph.span[0], paragraph.span[1])
            elif zone.lead is not None:
                office = Opening(zone.lead, None, "charge", self._sureness(paragraph.span[0], zone))
                span = paragraph.span
            else:
                continue
            if office.sure and not self._text[slice(*span)].rstrip(" *\n").endswith(":"):
                yield self._made(None, below.section, below.headings, span, office)

    def _sureness(self, start: int, zone: Zone) -> float:
        """How sure it is that words below an order are a duty: 0 where they begin as none does."""
        patterns = point_words()
        if patterns.no_duty.match(self._text, start):
            return 0.0
        return zone.sure if patterns.verb.match(self._text, start) else min(zone.sure, DOUBTFUL)

    def _made(self, marker: str | None, section: str, headings: tuple[str, ...], span: Span, office: Opening) -> Duty:
        return make_duty(self._text, section, headings, marker, span, office.lead, office.sure)

    def _is_idle(self, start: int, end: int) -> bool:
        words = self._text[start:end]
        return is_stub(words) or is_formula(words)

    def _is_idle_point(self, start: int, end: int) -> bool:
        """As `_is_idle`; of an office's own point "có trách nhiệm phối hợp" is work, "thi hành Chỉ thị này" none."""
        words = self._text[start:end]
        return is_stub(words) or (is_formula(words) and _OF_DOCUMENT.search(words) is not None)

    def _opens_list(self, part: Part, start: int) -> bool:
        """Whether an office's own words only open the list below them."""
        return bool(part.parts) and self._text[start : part.paragraph.span[1]].rstrip(" *\n").endswith(":")

    def _opens_points(self, part: Part, paragraph: Paragraph) -> bool:
        follows = any(one.paragraph.span[0] >= paragraph.span[1] for one in part.parts)
        return follows and self._text[slice(*paragraph.span)].rstrip(" *\n").endswith(":")

    def _closes(self, paragraph: Paragraph) -> bool:
        return closes(self._text[slice(*paragraph.span)])

    def _end(self, part: Part) -> int:
        """Where a point ends with what stands below it, before the issuer speaks to all or charges another."""
        end = part.paragraph.span[1]
        below = sorted((one.span, one) for one in _paragraphs(part))
        for span, paragraph in below:
            found = None if self._closes(paragraph) else read_opening(self._text[slice(*span)])
            if self._closes(paragraph) or (found is not None and _ends_point(found)):
                break
            end = span[1]
        return end


def _paragraphs(part: Part) -> Iterator[Paragraph]:
    yield from part.body
    for one in flat(part.parts):
        yield one.paragraph
        yield from one.body


def _is_plain(opening: Opening) -> bool:
    """Whether an office stands first and a form tells it, as rules name those that they charge."""
    return opening.aside is None and opening.sure == 1.0


def _ends_point(found: Opening) -> bool:
    return found.how == "charge" or _has_own(found)


def _has_own(found: Opening) -> bool:
    """Whether a paragraph begins with an office and what it does."""
    return found.how in ("verb", "colon") and found.sure == 1.0


def _counts(opening: Opening, zone: Zone) -> bool:
    """Whether an opening puts in charge in a zone."""
    if zone.assigns:
        return True
    forms = ("verb", "charge", "colon") if zone.listed else ("verb", "charge")
    sure = opening.sure == 1.0 or (zone.listed and opening.aside is not None)
    return zone.works and opening.how in forms and sure
