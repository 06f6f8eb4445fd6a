"""The lines of a run as paragraphs, with the signs that tell which of them belong together."""

from __future__ import annotations

from extract.layout.columns import MARKER, Column, width_per_letter
from extract.layout.fragments import line_fragment
from extract.layout.margins import CENTRE_TOLERANCE, INDENT, Margins, is_centered
from schemas.document import Paragraph
from schemas.page import Line, Page

_HANG = 3.0
"""Points within which lines begin at one place."""


def paragraphs_of(page: Page, run: list[Line], margins: Margins) -> list[Paragraph]:
    """One paragraph a line, with the signs that tell which lines belong together."""
    found: list[Paragraph] = []
    before: Line | None = None
    in_column = isinstance(run, Column)
    for index, line in enumerate(run):
        neighbours = (*run[max(0, index - 1) : index], *run[index + 1 : index + 2])
        centered = (
            is_centered(line, margins)
            or any(_shares_centre(line, other) for other in neighbours)
            or _fills_centered_block(line, found, margins)
        )
        found.append(
            Paragraph(
                line.text,
                (line_fragment(page, line),),
                centered=centered,
                continues=not centered and not in_column and _continues(line, before, margins),
                open_end=not centered
                and line.box.x1 > margins.right - 0.12 * (margins.right - margins.left),
            )
        )
        before = line
    return found


def _shares_centre(line: Line, other: Line) -> bool:
    """Whether two lines of different width stand over the same middle: only centred ones do."""
    middles = line.box.x0 + line.box.x1, other.box.x0 + other.box.x1
    return abs(middles[0] - middles[1]) < 4 and abs(line.box.x0 - other.box.x0) > INDENT


def _fills_centered_block(line: Line, above: list[Paragraph], margins: Margins) -> bool:
    """Whether a full line goes on in a centred block: even on both sides,
    and no paragraph's first line.
    """
    if not above or not above[-1].centered or MARKER.match(line.text):
        return False
    room = line.box.x0 - margins.left, margins.right - line.box.x1
    return min(room) > -INDENT and abs(room[0] - room[1]) < 2 * CENTRE_TOLERANCE


def _continues(line: Line, before: Line | None, margins: Margins) -> bool:
    """Whether a line shows no sign of a paragraph's beginning."""
    if MARKER.match(line.text):
        return False
    indented = line.box.x0 > margins.left + INDENT
    if before is None:
        return not indented
    height = before.box.bottom - before.box.top
    if line.box.top - before.box.bottom > 1.3 * height or is_centered(before, margins):
        return False
    if indented and line.box.x0 < before.box.x0 + _HANG:
        return _hangs_on(line, before)
    if indented and not MARKER.match(before.text):
        return False
    first_word = line.text.split(" ", 1)[0]
    return before.box.x1 + (len(first_word) + 1) * width_per_letter(line) > margins.right


def _hangs_on(line: Line, before: Line) -> bool:
    """Whether an indented line goes on below an indented line that begins no paragraph."""
    return abs(line.box.x0 - before.box.x0) < _HANG and before.text[:1].islower()
