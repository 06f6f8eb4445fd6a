"""Where the rows of a table begin that no ruling parts:
by the height of lines and by the rows' numbers.
"""

from __future__ import annotations

from itertools import accumulate

import regex

from extract.layout.text_rows import MARKER, Gutter, TextRow, columns_of, runs_over

_INDEX = regex.compile(r"\(?\d{1,2}\)?|\(\w\)")
_NOISE = 0.45
"""Points by which distances of lines differ by the rounding of letters: they part nothing."""

_WIDER = 2.5
"""Points by which the gap between two rows is wider than that between two lines of one."""


def row_borders(
    rows: list[TextRow], gutters: tuple[Gutter, ...], header: int, borders: list[float]
) -> list[float]:
    """The heights between the table's rows, with its top and bottom."""
    top, bottom = rows[0].top - 2, rows[-1].bottom + 2
    drawn = [y for y in borders if top + 4 < y < bottom - 4]
    if len(drawn) > 1 or (drawn and not header):
        heights = drawn
    else:
        below = [header + at for at in _starts(rows[header:], gutters, cut=not header) if at]
        heights = _above(rows, [header, *below] if header else below)
    return [top, *sorted({*_above(rows, _levels(rows[:header], gutters)), *heights}), bottom]


def _above(rows: list[TextRow], starts: list[int]) -> list[float]:
    """The heights in the middle between the lines with which rows begin and those above them."""
    return [(rows[at - 1].bottom + rows[at].top) / 2 for at in starts]


def is_index(row: TextRow) -> bool:
    """Whether a line holds nothing but the numbers or letters of columns."""
    return all(_INDEX.fullmatch(word.text) for word in row.words)


def _levels(header: list[TextRow], gutters: tuple[Gutter, ...]) -> list[int]:
    """The lines of a header with which its lower levels begin.

    A second level begins below the last line that runs over columns; the columns' own numbers are
    the last one.
    """
    over = [at + 1 for at, row in enumerate(header) if runs_over(row, gutters)]
    levels = over[-1:] if over and over[-1] < len(header) else []
    if len(header) > 1 and is_index(header[-1]):
        levels.append(len(header) - 1)
    return levels


def _starts(rows: list[TextRow], gutters: tuple[Gutter, ...], *, cut: bool) -> list[int]:
    """The lines with which the body's rows begin; ``cut``:
    the first row may be the rest of one a page cut.
    """
    body = _Body(rows, gutters)
    if sum(body.numbered) > 1:
        return body.by_gaps_and_numbers(cut) or body.around_numbers() or body.by_numbers()
    return body.around_one_number() or body.by_wide_gaps() or body.by_filled_lines()


class _Body:
    """The lines below a header with what tells where rows begin: which are ``numbered``, which are
    ``titles`` over columns, what is ``reached`` from above, and the gap down to each line's end.

    Every way to part them gives the lines with which rows begin; None where it does not fit.
    """

    def __init__(self, rows: list[TextRow], gutters: tuple[Gutter, ...]) -> None:
        self.rows = rows
        self.width = len(gutters) + 1
        self.cells = [columns_of(row, gutters) for row in rows]
        self.numbered = [bool(MARKER.fullmatch(cells[0])) for cells in self.cells]
        self.titles = [runs_over(row, gutters) for row in rows]
        self.reached = list(accumulate((row.bottom for row in rows), max))
        beyond = zip(rows[1:], self.reached, strict=False)
        self.gaps = [0.0, *(row.bottom - above for row, above in beyond)]

    def by_gaps_and_numbers(self, cut: bool) -> list[int] | None:
        """Rows by the least gap between lines that leaves each of them one number."""
        for least in sorted({round(gap, 1) for gap in self.gaps[1:]}):
            if any(0.1 < least - gap < _NOISE for gap in self.gaps[1:]):
                continue
            starts = [0, *(at for at, gap in enumerate(self.gaps) if at and gap >= least - 0.05)]
            parts = zip(starts, [*starts[1:], len(self.rows)], strict=True)
            if all(self._may_be_row(start, end, cut) for start, end in parts):
                return starts
        return None

    def _may_be_row(self, start: int, end: int, cut: bool) -> bool:
        """Whether lines are a title without numbers below it, a row with its one number,
        or the rest of a row with its own.
        """
        if self.titles[start] and not any(self.numbered[start + 1 : end]):
            return True
        rest = cut and start == 0 and sum(self.numbered[:end]) == 1
        return rest or self._has_one_number(start, end)

    def _has_one_number(self, start: int, end: int) -> bool:
        """Whether lines make one row: one number, before its first line or at half its height."""
        rows, numbered = self.rows[start:end], self.numbered[start:end]
        if sum(numbered) != 1:
            return False
        number = rows[numbered.index(True)]
        top, bottom = rows[0].top, max(row.bottom for row in rows)
        height = number.bottom - number.top
        return numbered[0] or abs(number.top + number.bottom - top - bottom) < 0.4 * height

    def around_numbers(self) -> list[int] | None:
        """Rows whose numbers stand at half their height: each ends as far below its number as it
        begins above it; not where every row's cells begin on the line of its number.
        """
        if self._begin_with_numbers():
            return None
        starts: list[int] = []
        at: int | None = 0
        while at is not None and at < len(self.rows):
            starts.append(at)
            at = at + 1 if self.titles[at] else self._end_around_number(at)
        return None if at is None else starts

    def _begin_with_numbers(self) -> bool:
        filled: set[int] = set()
        for cells, number, title in zip(self.cells, self.numbered, self.titles, strict=True):
            columns = {at for at, text in enumerate(cells) if text}
            if number or title:
                filled = columns if number else set(range(self.width))
            elif not columns <= filled:
                return False
        return True

    def _end_around_number(self, start: int) -> int | None:
        """The line behind a row that is as high below its number as above it;
        None where lines do not come out even.
        """
        number = next((at for at in range(start, len(self.rows)) if self.numbered[at]), None)
        if number is None or any(self.titles[start:number]):
            return None
        top = min(row.top for row in self.rows[start : number + 1])
        word = self.rows[number].words[0].box
        lowest = word.top + word.bottom - top
        end = number + 1
        while end < len(self.rows) and self.rows[end].top + self.rows[end].bottom <= 2 * lowest:
            end += 1
        return None if any(self.numbered[number + 1 : end]) else end

    def by_numbers(self) -> list[int]:
        """A row begins with each number, and with each title over columns."""
        return [
            at
            for at, (number, title) in enumerate(zip(self.numbered, self.titles, strict=True))
            if at == 0 or number or (title and not self.titles[at - 1])
        ]

    def around_one_number(self) -> list[int] | None:
        """The rest of a row, and a row around the only number there is."""
        if sum(self.numbered) != 1 or self.numbered[0] or any(self.titles):
            return None
        for start in range(self.numbered.index(True) + 1):
            if self._has_one_number(start, len(self.rows)):
                return sorted({0, start})
        return None

    def by_wide_gaps(self) -> list[int] | None:
        """A row begins below each gap that is wider than the usual one."""
        usual = min(self.gaps[1:], default=0.0)
        if max(self.gaps) <= usual + _WIDER:
            return None
        return [at for at, gap in enumerate(self.gaps) if at == 0 or gap > usual + _WIDER]

    def by_filled_lines(self) -> list[int]:
        """A row begins with each line that fills most columns and stands below all before it."""
        return [
            at
            for at, (row, cells) in enumerate(zip(self.rows, self.cells, strict=True))
            if at == 0
            or (sum(map(bool, cells)) > self.width / 2 and row.top >= self.reached[at - 1] - 1)
        ]
