"""Footnotes: the lines below the short rule at the foot of a page."""

from __future__ import annotations

import math

import regex

from extract.layout.fragments import line_fragment
from schemas.document import Paragraph
from schemas.page import Box, Line, Page, Rule

# Word draws a rule of two inches, LibreOffice one of a quarter of the text's width.
_SHORTEST, _LONGEST = 0.12, 0.42
_GAP = 25.0

_NOTE = regex.compile(r"\(?(?:\d{1,3}|\*+)\)?[.\s]*\p{L}|\[\d{1,3}\]")


def notes_border(page: Page, lines: list[Line], tables: list[Box]) -> float:
    """The height below which a page holds footnotes only; infinite where it has none."""
    for rule in sorted(page.rules, key=lambda rule: -rule.top):
        if not _may_part_notes(page, rule):
            continue
        if any(box.bottom > rule.top + 1 for box in tables):
            return math.inf
        below = [line for line in lines if line.box.top >= rule.top - 2]
        if below and below[0].box.top - rule.top < _GAP and _NOTE.match(below[0].text):
            return rule.top - 2
    return math.inf


def _may_part_notes(page: Page, rule: Rule) -> bool:
    """Whether a ruling is a short line across, at the left, not in the upper part of its page."""
    width = rule.x1 - rule.x0
    short = rule.bottom - rule.top <= width and _SHORTEST < width / page.width < _LONGEST
    return short and rule.top >= 0.3 * page.height and rule.x0 <= 0.25 * page.width


def note_paragraphs(page: Page, lines: list[Line]) -> list[Paragraph]:
    """One paragraph a line; a line without a number of its own continues the note above it."""
    return [
        Paragraph(
            line.text,
            (line_fragment(page, line),),
            note=True,
            continues=_NOTE.match(line.text) is None,
        )
        for line in lines
    ]
