"""From a span of the text to the places of the source it came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from schemas.document import Place
from schemas.plan import Span, Where


class Evidence:
    """The anchors of a document, sorted, and the way from any span to its places."""

    def __init__(self, anchors: list[tuple[int, int, Place]]) -> None:
        self._anchors = anchors
        self._starts = [start for start, _, _ in anchors]
        self._recognised = any(place.confidence < 1 for _, _, place in anchors)

    def where(self, span: Span, field: str | None = None) -> tuple[Where, ...]:
        """One entry for every line, cell or paragraph the span touches, each with its own part of
        the span.

        Its confidence is that of the weakest of the words touched there.
        """
        start, end = span
        pieces: list[tuple[int, int, Place]] = []
        index = max(0, bisect_right(self._starts, start) - 1)
        while index < len(self._anchors) and self._starts[index] < end:
            first, last, place = self._anchors[index]
            if last > start:
                if pieces and place.confidence < 1 and _is_same(pieces[-1][2], place):
                    first, _, before = pieces.pop()
                    place = min(before, place, key=lambda one: one.confidence)
                pieces.append((max(first, start), min(last, end), place))
            index += 1
        return tuple(where_of(place, (first, last), field) for first, last, place in pieces)

    def weakest(self, span: Span) -> float:
        """The lowest confidence with which the words that a span touches were recognised."""
        return (
            min((place.confidence for place in self._places(span)), default=1.0)
            if self._recognised
            else 1.0
        )

    def _places(self, span: Span) -> Iterator[Place]:
        for at in range(max(0, bisect_right(self._starts, span[0]) - 1), len(self._anchors)):
            first, last, place = self._anchors[at]
            if first >= span[1]:
                return
            if last > span[0]:
                yield place


def _is_same(place: Place, other: Place) -> bool:
    """Whether two recognised words stand in one line or cell."""
    return place.confidence < 1 and place._replace(confidence=other.confidence) == other


def where_of(place: Place, span: Span | None, field: str | None = None) -> Where:
    """A place as evidence; coordinates rounded to a hundredth of a point."""
    box = place.box
    return Where(
        field=field,
        page=place.page,
        bbox=None
        if box is None
        else (round(box.x0, 2), round(box.top, 2), round(box.x1, 2), round(box.bottom, 2)),
        part=place.part,
        block=place.block,
        row=place.row,
        cell=place.cell,
        line=place.line,
        span=span,
        confidence=place.confidence
        if place.placing == 1
        else round(place.placing * place.confidence, 2),
    )
