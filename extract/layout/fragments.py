"""What stands on a page as evidence: its text, its place,
and how sure the recognition of its words was.
"""

from __future__ import annotations

from schemas.document import Fragment, Place
from schemas.page import Box, Line, Page


def line_fragment(page: Page, line: Line) -> Fragment:
    """A line of the page."""
    place = Place(page=page.number, box=line.box, confidence=line.confidence)
    return Fragment(line.text, place, confidences=line.confidences)


def cell_fragment(page: Page, text: str, box: Box) -> Fragment:
    """A cell's text; the words' confidences stand only where
    they still are as many as the words.
    """
    known = page.confidences(box) if page.confidences is not None else ()
    place = Place(page=page.number, box=box, confidence=min(known, default=1.0))
    return Fragment(text, place, confidences=known if len(known) == len(text.split()) else ())
