"""Tables without vertical rulings, or without any: columns by the white between words, rows by height and numbers.

Two columns of text, heads and signature blocks look alike; a table here has three columns or more, and a header
that names at least two roles of columns, or goes on from the page before.
"""

from __future__ import annotations

from itertools import pairwise
from math import inf
from statistics import median
from typing import NamedTuple

import regex

from extract.layout.lattice import SNAP, Edge, Lattice, edges_of
from normalize.columns import column_role
from schemas.page import Box, Page, Word

Gutter = tuple[float, float]
"""The white between two columns, from the end of the left one to the beginning of the right one."""

_NARROWEST = 0.38
"""In line heights, the white between two columns: a blank between words is narrower, and seldom stands twice."""

CLOSEST = 0.3
"""In line heights, the white between two columns where their lines come closest."""

_CROSSED = 0.25
"""Share of a table's lines that may run over several columns: titles of groups, upper rows of a header."""

_FLOW = 0.6
"""In line heights: words closer than this are one run of text."""

_FEWEST_ROLES = 2
_FEWEST_COVERED = 2
_NUMBERED = 2
_EVEN = 1.2
_FEWEST_INSIDE = 2
_LOOSEST = 2.2
_MAX_HEADER = 8

_MARKER = regex.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVXLC]{1,6}|[A-ZĐ]|[a-zđ])[.)/]?")
_INDEX = regex.compile(r"\(?\d{1,2}\)?|\(\w\)")
_ENDED = regex.compile(r"[.;:]$")


class TextRow(NamedTuple):
    """The words on one baseline, and the runs they make."""

    top: float
    bottom: float
    words: list[Word]
    runs: list[list[Word]]


class Aligned(NamedTuple):
    """A table found by alignment: its cells, and the white between its columns."""

    lattice: Lattice
    gutters: tuple[Gutter, ...]


def align(page: Page, box: Box, borders: list[float], carried: tuple[Gutter, ...]) -> Aligned | None:
    """The table inside ``box``; None where its words do not stand in columns under a header.

    ``borders`` are the heights of the rulings across it, none where there are none; ``carried`` the columns of the
    table that ran to the foot of the page before.
    """
    rows = text_rows(page.words(box))
    gutters = carried or _witnessed(rows, find_gutters(rows))
    header = 0 if carried else _header_rows(rows, gutters, borders)
    gutters = gutters if carried else _named(rows[:header], gutters)
    rows = [row._replace(runs=_parted(row.runs, gutters)) for row in rows]
    if len(gutters) < 2 or len(rows) < 2 - bool(carried) or not _stands(rows, gutters):
        return None
    if not carried and not names_roles(rows[:header], gutters):
        return None
    ys = _row_borders(rows, gutters, header, borders)
    xs = [min(row.words[0].box.x0 for row in rows) - 2, *(sum(_local(rows, one)) / 2 for one in gutters)]
    xs.append(max(row.words[-1].box.x1 for row in rows) + 2)
    if carried:
        xs[0], xs[-1] = min(xs[0], box.x0), max(xs[-1], box.x1)
    return Aligned(_grown(_merged(xs, ys, rows, header), borders, edges_of(page.rules)[0]), gutters)


def _grown(lattice: Lattice, borders: list[float], drawn: list[Edge]) -> Lattice:
    """The cells where rulings across leave out a column: there the cell above goes on."""
    regions, boxes = [list(row) for row in lattice.regions], list(lattice.boxes)
    for row in range(1, len(regions)):
        height = lattice.ys[row]
        lines = [edge for edge in drawn if abs(edge.at - height) <= SNAP]
        if not lines or not any(abs(one - height) <= SNAP for one in borders):
            continue
        for column in range(len(lattice.xs) - 1):
            middle = (lattice.xs[column] + lattice.xs[column + 1]) / 2
            own, above = regions[row][column], regions[row - 1][column]
            alone = regions[row].count(own) == 1 == regions[row - 1].count(above)
            if alone and not any(edge.start <= middle <= edge.end for edge in lines):
                regions[row][column] = above
                boxes[above] = boxes[above]._replace(bottom=lattice.ys[row + 1])
    return lattice._replace(regions=regions, boxes=boxes)


def text_rows(words: list[Word]) -> list[TextRow]:
    """Words by baseline, from top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.box.top + one.box.bottom, one.box.x0)):
        middle = (word.box.top + word.box.bottom) / 2
        last = rows[-1][0].box if rows else None
        if last is not None and abs(middle - (last.top + last.bottom) / 2) < 0.3 * (last.bottom - last.top):
            rows[-1].append(word)
        else:
            rows.append([word])
    found = []
    for row in rows:
        row.sort(key=lambda one: one.box.x0)
        runs = [[row[0]]]
        for before, word in pairwise(row):
            if word.box.x0 - before.box.x1 > _FLOW * (word.box.bottom - word.box.top):
                runs.append([])
            runs[-1].append(word)
        found.append(TextRow(min(w.box.top for w in row), max(w.box.bottom for w in row), row, runs))
    return found


def find_gutters(rows: list[TextRow]) -> list[Gutter]:
    """The white stretches that hardly any line crosses, from left to right."""
    if not rows:
        return []
    left = min(row.words[0].box.x0 for row in rows)
    right = max(row.words[-1].box.x1 for row in rows)
    narrowest = _NARROWEST * median(row.bottom - row.top for row in rows)
    covered = [0] * (int(right - left) + 2)
    for row in rows:
        for word in row.words:
            for x in range(max(0, round(word.box.x0 - left)), round(word.box.x1 - left)):
                covered[x] += 1
    allowed = int(_CROSSED * len(rows))
    gutters: list[Gutter] = []
    start: int | None = None
    # the outermost columns may have words on few lines: numbers of tall rows, remarks
    for x, count in enumerate([*covered, allowed + 1]):
        if count <= allowed and start is None:
            start = x
        elif count > allowed and start is not None:
            if start == 0 or x == len(covered):
                gutters.extend(_beside_outermost(rows, (left + start, left + x), narrowest, first=start == 0))
            elif x - start >= narrowest:
                clear = _clearest(covered, start, x, narrowest)
                gutters.extend(_split(rows, (left + clear[0], left + clear[1]), narrowest))
            start = None
    return gutters


def _beside_outermost(rows: list[TextRow], band: Gutter, narrowest: float, *, first: bool) -> list[Gutter]:
    """The white between the first or the last column, which few lines fill, and the one beside it."""
    inside = [run for row in rows for run in row.runs if run[0].box.x0 >= band[0] - 1 and run[-1].box.x1 <= band[1] + 1]
    if len(inside) < _FEWEST_INSIDE:
        return []
    start, end = band
    if first:
        start = max(run[-1].box.x1 for run in inside)
    else:
        end = min(run[0].box.x0 for run in inside)
    return [(start, end)] if end - start >= narrowest else []


def _clearest(covered: list[int], start: int, end: int, narrowest: float) -> tuple[int, int]:
    """The widest stretch that no line, or the fewest of them, runs over."""
    for least in range(max(covered[start:end]) + 1):
        best, begin = (start, start), start
        for x in range(start, end + 1):
            if x == end or covered[x] > least:
                best = max(best, (begin, x), key=lambda one: one[1] - one[0])
                begin = x + 1
        if best[1] - best[0] >= narrowest:
            return best
    return start, end


def _split(rows: list[TextRow], gutter: Gutter, narrowest: float) -> list[Gutter]:
    """A gutter without the columns inside it that few rows fill: runs that lie in it wholly, at least two of them."""
    inside: list[list[float]] = []
    for run in sorted(
        (run for row in rows for run in row.runs if run[0].box.x0 >= gutter[0] - 1 and run[-1].box.x1 <= gutter[1] + 1),
        key=lambda run: run[0].box.x0,
    ):
        if inside and run[0].box.x0 < inside[-1][1] + narrowest:
            inside[-1][1] = max(inside[-1][1], run[-1].box.x1)
            inside[-1][2] += 1
        else:
            inside.append([run[0].box.x0, run[-1].box.x1, 1])
    parts, start = [], gutter[0]
    for x0, x1, count in inside:
        if count >= 2 and x0 - start >= narrowest and gutter[1] - x1 >= narrowest:
            parts.append((start, x0))
            start = x1
    return [*parts, (start, gutter[1])]


def _witnessed(rows: list[TextRow], gutters: list[Gutter]) -> tuple[Gutter, ...]:
    """The gutters that part words on some line; white that only short lines leave in a column parts none."""
    ends = [-inf, *(gutter[0] for gutter in gutters)]
    starts = [*(gutter[1] for gutter in gutters), inf]
    kept = []
    for at, (left, right) in enumerate(gutters):
        for row in rows:
            before = any(ends[at] < word.box.x1 <= left + 1 for word in row.words)
            behind = any(right - 1 <= word.box.x0 < starts[at + 1] for word in row.words)
            if before and behind and not any(word.box.x0 < right - 1 and word.box.x1 > left + 1 for word in row.words):
                kept.append((left, right))
                break
    return tuple(kept)


def _local(rows: list[TextRow], gutter: Gutter) -> Gutter:
    """The white of a gutter on this page: on another page of the table its columns may be filled further."""
    middle = sum(gutter) / 2
    beside = [run for row in rows for run in row.runs]
    left = [run[-1].box.x1 for run in beside if (run[0].box.x0 + run[-1].box.x1) / 2 < middle < run[-1].box.x1 + 40]
    right = [run[0].box.x0 for run in beside if (run[0].box.x0 + run[-1].box.x1) / 2 > middle > run[0].box.x0 - 40]
    start = max((x for x in left if x < gutter[1]), default=gutter[0])
    end = min((x for x in right if x > gutter[0]), default=gutter[1])
    return (start, end) if start < end else gutter


def _parted(runs: list[list[Word]], gutters: tuple[Gutter, ...]) -> list[list[Word]]:
    """The runs of a line, cut at gutters; a run alone behind a number is a title whose blanks part nothing."""
    alone = len(runs) == 1 or (len(runs) == _NUMBERED and _MARKER.fullmatch(" ".join(word.text for word in runs[0])))
    if alone:
        whites = [after.box.x0 - before.box.x1 for before, after in pairwise(runs[-1])]
        if whites and max(whites) < _EVEN * median(whites):
            return runs
    return [part for run in runs for part in _cut(run, gutters)]


def _cut(run: list[Word], gutters: tuple[Gutter, ...]) -> list[list[Word]]:
    """A run parted where the white of a gutter stands between two of its words: columns may be as close as words.

    A title that its words carry over several gutters stays whole: the blank that falls into one more parts nothing.
    """
    covered = sum(any(word.box.x0 < sum(one) / 2 < word.box.x1 for word in run) for one in gutters)
    if covered >= _FEWEST_COVERED:
        return [run]
    parts = [[run[0]]]
    for before, word in pairwise(run):
        white = word.box.x0 - before.box.x1
        if white >= CLOSEST * (word.box.bottom - word.box.top) and any(
            before.box.x1 < gutter[1] and word.box.x0 > gutter[0] for gutter in gutters
        ):
            parts.append([])
        parts[-1].append(word)
    return parts


def _crosses(run: list[Word], gutter: Gutter) -> bool:
    return run[0].box.x0 < gutter[0] + 1 and run[-1].box.x1 > gutter[1] - 1


def _columns(row: TextRow, gutters: tuple[Gutter, ...]) -> list[str]:
    """The row's text by column; a run over several columns stands in its first one."""
    texts: list[list[str]] = [[] for _ in range(len(gutters) + 1)]
    for word in row.words:
        middle = (word.box.x0 + word.box.x1) / 2
        texts[sum(middle > sum(gutter) / 2 for gutter in gutters)].append(word.text)
    return [" ".join(one) for one in texts]


def _stands(rows: list[TextRow], gutters: tuple[Gutter, ...]) -> bool:
    """Whether lines that fill several columns are the rule, and lines that run over their borders the exception."""
    crossing = sum(any(_crosses(run, gutter) for run in row.runs for gutter in gutters) for row in rows)
    if any(_crosses(run, gutter) for run in rows[-1].runs for gutter in gutters):
        return False
    return crossing <= max(1, _CROSSED * len(rows)) and _filled(rows, gutters) >= 0.4 * len(rows)


def _filled(rows: list[TextRow], gutters: tuple[Gutter, ...]) -> int:
    """How many lines have words in other columns beside them; cells set at half height stand between two lines."""
    columns = [{at for at, text in enumerate(_columns(row, gutters)) if text} for row in rows]
    count = 0
    for at, row in enumerate(rows):
        beside = set(columns[at])
        for near in (at - 1, at + 1):
            if 0 <= near < len(rows) and rows[near].top < row.bottom and row.top < rows[near].bottom:
                beside |= columns[near]
        count += len(beside) >= 2
    return count


def _header_rows(rows: list[TextRow], gutters: tuple[Gutter, ...], borders: list[float]) -> int:
    """How many lines the header takes: to the first ruling below them, else to the first row with a number."""
    if not rows:
        return 0
    inner = [y for y in borders if y > rows[0].bottom - 1]
    if inner and borders[0] < rows[0].top + 3:
        return sum(row.bottom < inner[0] + 3 for row in rows)
    first = next(
        (at for at, row in enumerate(rows) if at and _MARKER.fullmatch(_columns(row, gutters)[0])),
        None,
    )
    if first is None or first > _MAX_HEADER:
        return 1
    # cells at half their row's height begin above their number: the widest gap parts them from the header
    tops = rows[: first + 1]
    gaps = [below.top - above.bottom for above, below in pairwise(tops)]
    return max(range(len(gaps)), key=lambda at: (round(gaps[at]), at)) + 1


def _named(header: list[TextRow], gutters: tuple[Gutter, ...]) -> tuple[Gutter, ...]:
    """The gutters without those inside a column: a name stands over them, and no name of its own on one side."""
    ends = [-inf, *(sum(one) / 2 for one in gutters), inf]
    own = [
        any(ends[at] < run[0].box.x0 and run[-1].box.x1 < ends[at + 1] for row in header for run in row.runs)
        for at in range(len(gutters) + 1)
    ]
    over = [any(_crosses(run, one) for row in header for run in row.runs) for one in gutters]
    return tuple(one for at, one in enumerate(gutters) if not over[at] or (own[at] and own[at + 1]))


def names_roles(header: list[TextRow], gutters: tuple[Gutter, ...]) -> bool:
    """Whether the header's columns name roles."""
    columns = zip(*(_columns(row, gutters) for row in header), strict=True)
    roles = {column_role(" ".join(part for part in parts if part)) for parts in columns if any(parts)}
    return len(roles - {"other"}) >= _FEWEST_ROLES


def _row_borders(rows: list[TextRow], gutters: tuple[Gutter, ...], header: int, borders: list[float]) -> list[float]:
    """The heights between the table's rows, with its top and bottom."""
    top, bottom = rows[0].top - 2, rows[-1].bottom + 2
    inner = [y for y in borders if top + 4 < y < bottom - 4]
    drawn = len(inner) > 1 or (inner and not header)
    parts = [header] if header else []
    if not drawn:
        parts += [header + at for at in _starts(rows[header:], gutters) if at]
    starts = [(rows[at - 1].bottom + rows[at].top) / 2 for at in parts]
    heights = {*starts, *inner} if drawn and not header else {*(inner if drawn else starts)}
    upper = _upper_rows(rows[:header], gutters)
    parted = [upper] if upper else []
    if header > 1 and all(_INDEX.fullmatch(word.text) for word in rows[header - 1].words):
        parted.append(header - 1)
    split = [(rows[at - 1].bottom + rows[at].top) / 2 for at in parted]
    return [top, *sorted({*split, *heights}), bottom]


def _upper_rows(header: list[TextRow], gutters: tuple[Gutter, ...]) -> int:
    """How many of the header's lines stand above a second level: those down to the last that runs over columns."""
    over = [at for at, row in enumerate(header) if any(_crosses(run, one) for run in row.runs for one in gutters)]
    return over[-1] + 1 if over and over[-1] + 1 < len(header) else 0


def _starts(rows: list[TextRow], gutters: tuple[Gutter, ...]) -> list[int]:
    """The lines with which the body's rows begin."""
    marked = [bool(_MARKER.fullmatch(_columns(row, gutters)[0])) for row in rows]
    over = [any(_crosses(run, gutter) for run in row.runs for gutter in gutters) for row in rows]
    gaps = [0.0, *(below.top - max(row.bottom for row in rows[:at]) for at, below in enumerate(rows) if at)]
    if sum(marked) >= 2:
        for least in sorted({round(gap, 1) for gap in gaps[1:]}):
            starts = [0, *(at for at, gap in enumerate(gaps) if at and gap >= least - 0.05)]
            spans = list(zip(starts, [*starts[1:], len(rows)], strict=True))
            if all((over[a] and not any(marked[a + 1 : b])) or _has_one(rows[a:b], marked[a:b]) for a, b in spans):
                return starts
        even = None if _begin_with_numbers(rows, gutters, marked, over) else _centred(rows, marked, over)
        return even or [at for at in range(len(rows)) if at == 0 or marked[at] or (over[at] and not over[at - 1])]
    usual = min((gap for gap in gaps[1:]), default=0.0)
    if max(gaps, default=0.0) > usual + 2.5:
        return [at for at, gap in enumerate(gaps) if at == 0 or gap > usual + 2.5]
    width = len(gutters) + 1
    return [at for at, row in enumerate(rows) if at == 0 or sum(map(bool, _columns(row, gutters))) > width / 2]


def _begin_with_numbers(rows: list[TextRow], gutters: tuple[Gutter, ...], marked: list[bool], over: list[bool]) -> bool:
    """Whether every row's cells begin on the line of its number."""
    filled: set[int] = set()
    for row, number, title in zip(rows, marked, over, strict=True):
        columns = {at for at, text in enumerate(_columns(row, gutters)) if text}
        if number or title:
            filled = columns if number else set(range(len(gutters) + 1))
        elif not columns <= filled:
            return False
    return True


def _centred(rows: list[TextRow], marked: list[bool], over: list[bool]) -> list[int] | None:
    """The first lines of rows whose numbers stand at half their height: each row ends as far below its number as it
    begins above it. None where the lines do not come out even."""
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
            (one for one in range(number + 1, len(rows)) if rows[one].top + rows[one].bottom > 2 * below), len(rows)
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


def split_tall(page: Page, lattice: Lattice, texts: list[str]) -> Lattice | None:
    """A ruled table with the rows parted that no ruling parts: those whose first cell holds several numbers.

    None where there is no such row.
    """
    inner = tuple((x - 0.5, x + 0.5) for x in lattice.xs[1:-1])
    ys, regions, boxes = lattice.ys[:1], [], list(lattice.boxes)
    for at, (line, top, bottom) in enumerate(zip(lattice.regions, lattice.ys, lattice.ys[1:], strict=False)):
        numbers = texts[line[0]].split("\n")
        alone = [row for number, row in enumerate(lattice.regions) if number != at]
        held = any(region in row for row in alone for region in line)
        if held or len(set(line)) < len(line) or len(numbers) < 2 or not all(map(_MARKER.fullmatch, numbers)):
            regions.append(line)
            ys.append(bottom)
            continue
        rows = text_rows(page.words(Box(lattice.xs[0], top, lattice.xs[-1], bottom)))
        rows = [row._replace(runs=[[word] for word in row.words]) for row in rows]
        parts = _merged(lattice.xs, [top, *_row_borders(rows, inner, 0, [])[1:-1], bottom], rows, 0)
        regions += [[region + len(boxes) for region in row] for row in parts.regions]
        boxes += parts.boxes
        ys += parts.ys[1:]
    if len(ys) == len(lattice.ys):
        return None
    used = sorted({region for row in regions for region in row})
    return Lattice(
        lattice.xs, ys, [[used.index(region) for region in row] for row in regions], [boxes[one] for one in used]
    )


def _merged(xs: list[float], ys: list[float], rows: list[TextRow], header: int) -> Lattice:
    """The cells: one a column and row, but a run over columns joins them, and a header's columns stand whole."""
    width = len(xs) - 1
    regions: list[list[int]] = []
    boxes: list[Box] = []
    body = rows[header - 1].bottom if header else rows[0].top - 10
    for top, bottom in pairwise(ys):
        joined = [False] * width
        inside = [row for row in rows if top <= (row.top + row.bottom) / 2 < bottom]
        for run in (run for row in inside for run in row.runs):
            for at in range(1, width):
                if run[0].box.x0 < xs[at] - 2 and run[-1].box.x1 > xs[at] + 2:
                    joined[at] = True
        if any(joined) and top >= body - 3:
            last = max(at for at, one in enumerate(joined) if one)
            right = max(word.box.x1 for row in inside for word in row.words)
            joined = [one or (at > last and right <= xs[at]) for at, one in enumerate(joined)]
        line: list[int] = []
        for at in range(width):
            if joined[at]:
                line.append(line[-1])
                boxes[line[-1]] = boxes[line[-1]]._replace(x1=xs[at + 1])
            else:
                line.append(len(boxes))
                boxes.append(Box(xs[at], top, xs[at + 1], bottom))
        regions.append(line)
    if header and len(ys) > 2 and len(set(regions[0])) < width and ys[1] < body:
        for at in range(width):
            if regions[0].count(regions[0][at]) == 1:
                boxes[regions[0][at]] = boxes[regions[0][at]]._replace(bottom=ys[2])
                regions[1][at] = regions[0][at]
    return Lattice(xs, ys, regions, boxes)
