"""Where the rows of a table begin that no ruling parts: by the height of lines and by the rows'
numbers.
"""

from __future__ import annotations

import regex

from extract.layout.text_rows import MARKER, Gutter, TextRow, columns_of, crosses

_INDEX = regex.compile(r"\(?\d{1,2}\)?|\(\w\)")


_NOISE = 0.45
"""Points by which distances of lines differ by the rounding of letters: they part nothing."""


def row_borders(
    rows: list[TextRow], gutters: tuple[Gutter, ...], header: int, borders: list[float]
) -> list[float]:
    """The heights between the table's rows, with its top and bottom."""
    top, bottom = rows[0].top - 2, rows[-1].bottom + 2
    inner = [y for y in borders if top + 4 < y < bottom - 4]
    drawn = len(inner) > 1 or (inner and not header)
    parts = [header] if header else []
    if not drawn:
        parts += [header + at for at in _starts(rows[header:], gutters, cut=not header) if at]
    starts = [(rows[at - 1].bottom + rows[at].top) / 2 for at in parts]
    heights = {*starts, *inner} if drawn and not header else {*(inner if drawn else starts)}
    upper = _upper_rows(rows[:header], gutters)
    parted = [upper] if upper else []
    if header > 1 and is_index(rows[header - 1]):
        parted.append(header - 1)
    split = [(rows[at - 1].bottom + rows[at].top) / 2 for at in parted]
    return [top, *sorted({*split, *heights}), bottom]


def is_index(row: TextRow) -> bool:
    """Whether a line holds nothing but the numbers or letters of columns."""
    return all(_INDEX.fullmatch(word.text) for word in row.words)


def _upper_rows(header: list[TextRow], gutters: tuple[Gutter, ...]) -> int:
    """How many of the header's lines stand above a second level: those down to the last that runs
    over columns.
    """
    over = [
        at
        for at, row in enumerate(header)
        if any(crosses(run, one) for run in row.runs for one in gutters)
    ]
    return over[-1] + 1 if over and over[-1] + 1 < len(header) else 0


def _starts(rows: list[TextRow], gutters: tuple[Gutter, ...], *, cut: bool) -> list[int]:
    """The lines with which the body's rows begin; ``cut``: the first row may be the rest of one a
    page cut.
    """
    marked = [bool(MARKER.fullmatch(columns_of(row, gutters)[0])) for row in rows]
    over = [any(crosses(run, gutter) for run in row.runs for gutter in gutters) for row in rows]
    gaps = [
        0.0,
        *(
            below.bottom - max(row.bottom for row in rows[:at])
            for at, below in enumerate(rows)
            if at
        ),
    ]
    if sum(marked) >= 2:
        for least in sorted({round(gap, 1) for gap in gaps[1:]}):
            if any(0.1 < least - gap < _NOISE for gap in gaps[1:]):
                continue
            starts = [0, *(at for at, gap in enumerate(gaps) if at and gap >= least - 0.05)]
            parts = zip(starts, [*starts[1:], len(rows)], strict=True)
            # a title without numbers below it, a row with its one number, or the rest of a row with
            # its own
            if all(
                (over[start] and not any(marked[start + 1 : end]))
                or _has_one(rows[start:end], marked[start:end])
                or (cut and start == 0 and sum(marked[:end]) == 1)
                for start, end in parts
            ):
                return starts
        even = (
            None
            if _begin_with_numbers(rows, gutters, marked, over)
            else _centred(rows, marked, over)
        )
        return even or [
            at
            for at in range(len(rows))
            if at == 0 or marked[at] or (over[at] and not over[at - 1])
        ]
    if sum(marked) == 1 and not marked[0] and not any(over):
        whole = next(
            (at for at in range(marked.index(True) + 1) if _has_one(rows[at:], marked[at:])), None
        )
        if whole is not None:
            return sorted({0, whole})
    usual = min((gap for gap in gaps[1:]), default=0.0)
    if max(gaps, default=0.0) > usual + 2.5:
        return [at for at, gap in enumerate(gaps) if at == 0 or gap > usual + 2.5]
    width = len(gutters) + 1
    apart = [
        at == 0 or row.top >= max(one.bottom for one in rows[:at]) - 1
        for at, row in enumerate(rows)
    ]
    full = [
        at == 0 or sum(map(bool, columns_of(row, gutters))) > width / 2
        for at, row in enumerate(rows)
    ]
    return [at for at in range(len(rows)) if full[at] and apart[at]]


def _begin_with_numbers(
    rows: list[TextRow], gutters: tuple[Gutter, ...], marked: list[bool], over: list[bool]
) -> bool:
    """Whether every row's cells begin on the line of its number."""
    filled: set[int] = set()
    for row, number, title in zip(rows, marked, over, strict=True):
        columns = {at for at, text in enumerate(columns_of(row, gutters)) if text}
        if number or title:
            filled = columns if number else set(range(len(gutters) + 1))
        elif not columns <= filled:
            return False
    return True


def _centred(rows: list[TextRow], marked: list[bool], over: list[bool]) -> list[int] | None:
    """The first lines of rows whose numbers stand at half their height: each row ends as far below
    its number as it begins above it. None where the lines do not come out even.
    """
    starts: list[int] = []
    at = 0
    while at < len(rows):
        starts.append(at)
        if over[at]:
            at += 1
            continue
        number = next((one for one in range(at, len(rows)) if marked[one]), None)
        if number is None or any(over[at:number]):
            return None
        top = min(row.top for row in rows[at : number + 1])
        word = rows[number].words[0].box
        below = word.top + word.bottom - top
        at = next(
            (
                one
                for one in range(number + 1, len(rows))
                if rows[one].top + rows[one].bottom > 2 * below
            ),
            len(rows),
        )
        if any(marked[number + 1 : at]):
            return None
    return starts


def _has_one(rows: list[TextRow], marked: list[bool]) -> bool:
    """Whether lines make one row: one number, before its first line or at half its height."""
    if sum(marked) != 1:
        return False
    number = rows[marked.index(True)]
    top, bottom = rows[0].top, max(row.bottom for row in rows)
    height = number.bottom - number.top
    return marked[0] or abs(number.top + number.bottom - top - bottom) < 0.4 * height
