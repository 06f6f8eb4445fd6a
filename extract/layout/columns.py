"""The lines of one page outside its tables, parted at columns and put in reading order."""

from __future__ import annotations

from itertools import pairwise
from statistics import median

import regex

from extract.layout.margins import Margins, is_centered
from schemas.page import Box, Line, Page, Word, line_of

COLUMN_GAP = 1.6
"""In line heights: a wider gap inside a line parts two columns."""

_NARROW_COLUMN_GAP = 0.9
"""As `COLUMN_GAP`, where the gap is also three times as wide as the line's other gaps."""

_EVEN_HEIGHT = 0.5
"""Share of the higher line by which a line between two others must stand beside both:
specks of a scan do not.
"""

_CLOSE = 0.4
"""In line heights: no wider gap parts two lines of one sentence in a narrow column."""

_WIDE = 1.1
"""A line this much wider for its letters than most is looked into."""

MARKER = regex.compile(
    r"""(?: [IVXLC]{1,6} | \d{1,2} (?:\.\d{1,2}){0,3} | \p{L} ) [.)] (?:\s|$)   # I.  1.  1.2.  a)
      | \(\d{1,2}\)\s                                                           # (1)
      | [-–+*•▪●o✓]\s* (?=\p{L}|\d|["“(])                                       # bullets
      | (?:Điều|Chương|Phần|Mục|Khoản)\s+[\dIVXLC]{1,5}\b""",
    regex.VERBOSE,
)

_BLANK = regex.compile(r"(?:\b[Ss]ố\s*:|\b(?:ngày|tháng|năm))$")
"""What is followed by a blank to be filled in by hand."""


class Column(list[Line]):
    """A run of lines that is one column, closed where its zone of columns ends."""


def part_columns(page: Page, lines: list[Line]) -> list[Line]:
    """Lines cut where a wide gap parts columns; only lines that are
    wide for their letters are looked into.
    """
    usual = median([width_per_letter(line) for line in lines]) if lines else 0.0
    parted: list[Line] = []
    for line in lines:
        if width_per_letter(line) > _WIDE * usual and " " in line.text:
            parts = _parts(page.words(line.box))
            # where lines overlap, a box also holds words of its neighbours: then the line stays
            # whole
            same = "".join(part.text for part in parts).replace(" ", "") == line.text.replace(
                " ", ""
            )
            parted.extend(parts if same else [line])
        else:
            parted.append(line)
    return parted


def width_per_letter(line: Line) -> float:
    """The width of a line by its letters; a capital is about half as wide again."""
    capitals = sum(map(str.isupper, line.text))
    return (line.box.x1 - line.box.x0) / (len(line.text) + 0.5 * capitals)


def _leaves_room(text: str) -> bool:
    """Whether a text is followed by white on purpose: a number or bullet,
    or a blank to be filled in by hand.
    """
    return MARKER.fullmatch(text + " ") is not None or _BLANK.search(text) is not None


def _parts(words: list[Word]) -> list[Line]:
    """Words of one line, cut at column gaps; a number or bullet stays with its text."""
    if not words:
        return []
    height = max(word.box.bottom - word.box.top for word in words)
    gaps = [after.box.x0 - before.box.x1 for before, after in pairwise(words)]
    usual = median(gaps) if len(gaps) > 2 else height
    parts = [[words[0]]]
    for gap, word in zip(gaps, words[1:], strict=True):
        wide = gap > COLUMN_GAP * height or (gap > _NARROW_COLUMN_GAP * height and gap > 3 * usual)
        if wide and not _leaves_room(" ".join(one.text for one in parts[-1])):
            parts.append([])
        parts[-1].append(word)
    return [line_of(part) for part in parts]


def reading_order(lines: list[Line], margins: Margins) -> list[list[Line]]:
    """Runs of lines in reading order: a run is one column,
    or full lines between two zones of columns.
    """
    runs: list[list[Line]] = []
    zone: list[list[Line]] = []
    for row in rows_side_by_side(lines):
        if zone and _belongs(zone, row, margins):
            zone.append(row)
            continue
        runs.extend(_columns(zone))
        zone = [row] if len(row) > 1 else []
        if not zone:
            if not runs or not _is_plain(runs[-1]):
                runs.append([])
            runs[-1].extend(row)
    runs.extend(_columns(zone))
    return [run for run in runs if run]


def _is_plain(run: list[Line]) -> bool:
    """Whether a run may take further full lines; column runs are closed when their zone ends."""
    return not isinstance(run, Column)


def rows_side_by_side(lines: list[Line]) -> list[list[Line]]:
    """Lines that stand side by side, from top to bottom."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.box.top + line.box.bottom, line.box.x0)):
        if rows and _stands_in(line.box, [one.box for one in rows[-1]]):
            rows[-1].append(line)
            rows[-1].sort(key=lambda line: line.box.x0)
            continue
        rows.append([line])
    return rows


def _stands_in(box: Box, row: list[Box]) -> bool:
    """Whether a line stands beside those of a row; between two of
    them only where it is as high as they are.
    """
    if box.x0 >= row[-1].x1 or box.x1 <= row[0].x0:
        last = row[-1]
        return _overlap(box, last) > 0.5 * min(box.bottom - box.top, last.bottom - last.top)
    left = max((at for at, one in enumerate(row) if one.x1 <= box.x0), default=None)
    if left is None or row[left + 1].x0 < box.x1:
        return False
    return all(
        _overlap(box, one) > _EVEN_HEIGHT * max(box.bottom - box.top, one.bottom - one.top)
        for one in row[left : left + 2]
    )


def _overlap(one: Box, other: Box) -> float:
    """How far two lines stand at one height."""
    return min(one.bottom, other.bottom) - max(one.top, other.top)


def _split_of(zone: list[list[Line]]) -> tuple[float, float]:
    """The widest stretch of white between the columns of a zone."""
    left = max(line.box.x1 for row in zone if len(row) > 1 for line in row[:1])
    right = min(line.box.x0 for row in zone if len(row) > 1 for line in row[1:2])
    return left, right


def _belongs(zone: list[list[Line]], row: list[Line], margins: Margins) -> bool:
    """Whether a row goes on in the columns of the zone above it;
    a line in the middle of the page never does.
    """
    left, right = _split_of(zone)
    last = zone[-1]
    height = max(line.box.bottom - line.box.top for line in last)
    if row[0].box.top - max(line.box.bottom for line in last) > 6 * height:
        return False
    if len(row) > 1:
        return True
    if is_centered(row[0], margins):
        return False
    line = row[0].box
    middle = (left + right) / 2
    return (
        line.x1 <= max(middle, left + 2)
        or line.x0 >= min(middle, right - 2)
        or _runs_on(last, line, right)
    )


def _runs_on(last: list[Line], line: Box, right: float) -> bool:
    """Whether a line is the next one of the left column alone,
    close below its last and clear of the right one.
    """
    above = last[0].box
    gap = line.top - above.bottom
    alone = len(last) == 1 and above.x1 < right and line.x1 < right
    return (
        alone
        and gap < _CLOSE * (above.bottom - above.top)
        and line.x0 < above.x1
        and above.x0 < line.x1
    )


def _columns(zone: list[list[Line]]) -> list[list[Line]]:
    """A zone's columns from left to right, each from top to bottom."""
    if not zone:
        return []
    left, right = _split_of(zone)
    middle = (left + right) / 2
    columns: tuple[Column, Column] = (Column(), Column())
    for row in zone:
        for line in row:
            columns[(line.box.x0 + line.box.x1) / 2 > middle].append(line)
    return [column for column in columns if column]
