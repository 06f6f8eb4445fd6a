"""Which lines are a title's by their place on the page: on a scan stamps stand beside it, and lines
lie crooked.
"""

from __future__ import annotations

from extract.structure.ending.words import is_recognised
from schemas.document import Paragraph
from schemas.page import Box

_CLOSE = 0.6
"""In line heights: a letter's subject has no wider gaps between its lines."""
_SHARED = 0.7
_ASIDE = 8.0
"""Points by which the middles of lines below each other differ on a scan."""


def stands_below(before: Paragraph, paragraph: Paragraph) -> bool:
    """Whether a line of a page goes on close below another one in the same column."""
    above = before.fragments[-1].place if before.fragments else None
    below = paragraph.fragments[0].place if paragraph.fragments else None
    if (
        above is None
        or below is None
        or above.box is None
        or below.box is None
        or above.page != below.page
    ):
        return False
    height = above.box.bottom - above.box.top
    shared = min(above.box.x1, below.box.x1) - max(above.box.x0, below.box.x0)
    return abs(below.box.top - above.box.bottom) < _CLOSE * height and shared > _SHARED * min(
        above.box.x1 - above.box.x0, below.box.x1 - below.box.x0
    )


def is_ink_beside(paragraph: Paragraph, kind: Paragraph) -> bool:
    """Whether a recognised line stands beside the title: a title's lines all run below its kind."""
    here, there = _box(paragraph), _box(kind)
    if not is_recognised(paragraph) or here is None or there is None:
        return False
    return not here.x0 <= (there.x0 + there.x1) / 2 <= here.x1 and here.x1 - here.x0 < there.x1


def shares_middle(paragraph: Paragraph, kind: Paragraph) -> bool:
    """Whether a recognised line stands in the middle below the kind, as a title's lines do; no full
    line does.
    """
    here, there = _box(paragraph), _box(kind)
    if (
        not is_recognised(paragraph)
        or here is None
        or there is None
        or paragraph.marker
        or paragraph.open_end
    ):
        return False
    return abs((here.x0 + here.x1) - (there.x0 + there.x1)) < 2 * _ASIDE


def _box(paragraph: Paragraph) -> Box | None:
    return paragraph.fragments[0].place.box if paragraph.fragments else None
