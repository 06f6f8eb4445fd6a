"""Pictures of a page that seem to hold lines of text, which no reader of letters reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from extract.read.pdf.frame import Frame
from extract.read.pdf.picture_of_page import Picture, draw
from schemas.page import Box, Page

Handle = Any

_LEAST_SHARE = 0.02
"""Share of the page: seals and logos take less."""
_LEAST_SIDES = 60.0, 24.0
"""Points, across and down."""
_INK = 24, 8
"""Of 255: how far from the ground the green of ink is, that of pale ink too."""
_FEWEST_LINES = 3
_HEIGHTS = 2.0, 22.0
"""Points, from the x-height of small print to capitals with their marks."""
_WEAK = 0.2
"""Of the strongest row: what the white between two lines has at most."""
_LEAST_INK = 0.01
"""Share of a row's pixels that a line of text inks at least."""
_SAMPLE = 20_000
"""Pixels that are asked for their colour at most, spread over the picture."""
_MOST_COLUMNS = 1000
"""Of pixels that are looked at in every row of a picture, spread over its width."""
_MOST_PICTURES = 40
"""Of a page: more than lie side by side; of those that lie on each other the largest are seen."""
_PALE = 200
_COLOURED = 48
"""Of 255: what is lighter is no ink; by how much the channels of coloured ink differ."""
_MOSTLY = 0.3
_WRITTEN = 3
"""Lines of letters on a picture whose text stands beside it in the file."""


def unread_pictures(page: Handle, found: Page, frame: Frame) -> list[Box]:
    """The pictures of a page that show lines of text no letters of the page stand for.

    ``frame`` is that of ``found``.
    """
    if not found.images:
        return []
    displayed = frame._replace(quarters=pdfium.FPDFPage_GetRotation(page))
    area = _LEAST_SHARE * found.width * found.height
    largest = sorted(found.images, key=_area, reverse=True)[:_MOST_PICTURES]
    return [
        box
        for box in largest
        if _area(box) >= area
        and box.x1 - box.x0 >= _LEAST_SIDES[0]
        and box.bottom - box.top >= _LEAST_SIDES[1]
        and not _is_written(box, found)
        and _shows_lines(page, frame.seen_from(displayed, box))
    ]


def _area(box: Box) -> float:
    return (box.x1 - box.x0) * (box.bottom - box.top)


def _is_written(box: Box, found: Page) -> bool:
    """Whether lines of letters lie on a picture: they are what it shows, or it is a ground."""
    inside = 0
    for line in found.lines:
        x, y = (line.box.x0 + line.box.x1) / 2, (line.box.top + line.box.bottom) / 2
        inside += box.x0 <= x <= box.x1 and box.top <= y <= box.bottom
    return inside >= _WRITTEN


def _shows_lines(page: Handle, region: Box) -> bool:
    picture = draw(page, region)
    return picture is not None and not _is_coloured(picture) and shows_lines(picture)


def _is_coloured(picture: Picture) -> bool:
    """Whether most of the ink is in colour, as that of seals and of what is signed by hand."""
    red, green, blue = (picture.pixels[channel::4] for channel in (2, 1, 0))
    ink = coloured = 0
    step = max(1, len(red) // _SAMPLE) | 1  # odd, so that no column of pixels is met in every row
    for one in zip(red[::step], green[::step], blue[::step], strict=True):
        low, high = min(one), max(one)
        if low < _PALE:
            ink += 1
            coloured += high - low > _COLOURED
    return coloured > _MOSTLY * ink


def shows_lines(picture: Picture) -> bool:
    """Whether a picture has bands of ink as high as lines of text, with its ground between."""
    step = 4 * max(1, picture.width // _MOST_COLUMNS)
    greens = [
        picture.row(number, 0, 4 * picture.width)[1::step] for number in range(picture.height)
    ]
    ground = Counter(b"".join(greens[::8])).most_common(1)[0][0] if greens else 0
    return any(_has_lines(greens, ground, ink, picture.scale) for ink in _INK)


def _has_lines(greens: list[bytes], ground: int, ink: int, scale: float) -> bool:
    table = bytes(abs(value - ground) > ink for value in range(256))
    inked = [row.translate(table).count(1) for row in greens]
    least, most = (side * scale for side in _HEIGHTS)
    lines = [band for band in _bands(inked, len(greens[0])) if least <= band <= most]
    return len(lines) >= _FEWEST_LINES


def _bands(inked: list[int], width: int) -> Iterator[int]:
    """The heights of the bands of inked rows; rulings down the picture ink every row alike."""
    base = sorted(inked)[len(inked) // 10]
    strong = max(_LEAST_INK * width, _WEAK * (sorted(inked)[len(inked) * 9 // 10] - base))
    height = 0
    for count in [*inked, 0]:
        if count - base >= strong:
            height += 1
        elif height:
            yield height
            height = 0
