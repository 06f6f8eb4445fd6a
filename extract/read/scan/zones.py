"""The head and the signature of a scanned page, looked at a second time.

Both stand in narrow columns beside something else, under stamps and pens, and in capitals, of which
the recogniser loses the marks first. Each column by itself, as sparse text, is read better; of two
readings of a line the surer one is kept, and where they differ their words are no surer than two
readings that differ can be.
"""

from __future__ import annotations

from functools import cache

import regex

from normalize.citation.document_kinds import kind_codes
from normalize.writing.syllables import is_syllable
from normalize.writing.text import strip_marks
from schemas.page import Box, Word, box_around

Row = list[Word]

DISPUTED = 0.9
"""No word of two readings that differ is surer."""
DISPUTED_DIGITS = 0.6
"""As `DISPUTED`, for words with digits: a pen's digits are read each time as others."""

_UPPER = 0.4
"""Share of a page's height in which the nation's name stands."""
_RIGHT = 0.47
"""Share of a page's width where the right half of a signature begins."""
_BELOW = 265.0
"""Points that a signature takes below the line of the recipients."""
_ABOVE = 22.0
_MOST_TITLE = 6
_ROOM = 2.0
_SAME_PLACE = 0.6
"""Share of the longer of two words that both readings have in common."""
_SOUND = 0.75
_CLEAR = 0.6
_MOST_CHANCE = 3
"""Letters that may stand in another text by chance."""
_POINTS = ".,;:()"
_WITH_DIGITS = regex.compile(r"\d")
_NATION = regex.compile(r"cong hoa xa hoi|chu nghia viet nam|doc lap\W+tu do|hanh phuc$")
_NATION_START = ("cong", "doc")
_SENT = regex.compile(r"\W*(?:noi nhan\b|\w{2,4} nhan\W*$)")
_ADDRESSED = regex.compile(r"\W*kinh g")


def find_zones(rows: list[Row], width: float, height: float) -> list[Box]:
    """The columns of a page's head, its title and the right half of its signature,
    those that it has; in points.
    """
    return [*_head_zones(rows, width, height), *_signature_zone(rows, width, height)]


def part_nation(rows: list[Row]) -> list[Row]:
    """The same rows, cut before the nation's name and its motto
    where an office stands on their left.
    """
    found: list[Row] = []
    for row in rows:
        start = _nation_start(row) if _NATION.search(_bare(row)) else row[0].box.x0
        sides = (
            [one for one in row if one.box.x0 < start],
            [one for one in row if one.box.x0 >= start],
        )
        found.extend(side for side in sides if side)
    return found


def _head_zones(rows: list[Row], width: float, height: float) -> list[Box]:
    nation = [row for row in rows if _top(row) < _UPPER * height and _NATION.search(_bare(row))]
    if not nation:
        return []
    split = min(_nation_start(row) for row in nation) - _ROOM
    top, bottom = min(map(_top, nation)), max(map(_bottom, nation))
    tall = max(_bottom(row) - _top(row) for row in nation)
    below = sorted((row for row in rows if _top(row) >= bottom - _ROOM), key=_top)
    behind = _behind_head(below)
    end = min([bottom + 8 * tall, _UPPER * height, *map(_top, behind[:1])])
    upper = max(0.0, top - tall)
    zones = [Box(0, upper, split, end), Box(split, upper, width, end)] if split > width / 5 else []
    return [*zones, *_title_zone(behind)]


def _behind_head(rows: list[Row]) -> list[Row]:
    """The rows from the kind of the document on, or from the one it is addressed to."""
    starts = (at for at, row in enumerate(rows) if _ADDRESSED.match(_bare(row)) or _names_kind(row))
    return rows[next(starts, len(rows)) :]


def _nation_start(row: Row) -> float:
    """Where the right half of the head begins on a line that may run through both halves."""
    starts = [word.box.x0 for word in row if strip_marks(word.text).startswith(_NATION_START)]
    return max(starts, default=row[0].box.x0)


def _title_zone(rows: list[Row]) -> list[Box]:
    """The kind, where the first row is one, and the lines close below it."""
    taken = rows[:1]
    if not taken or not _names_kind(taken[0]):
        return []
    for row in rows[1 : _MOST_TITLE + 1]:
        if _top(row) - _bottom(taken[-1]) > _bottom(taken[-1]) - _top(taken[-1]):
            break
        taken.append(row)
    return [_around(taken)] if len(taken) > 1 else []


def _signature_zone(rows: list[Row], width: float, height: float) -> list[Box]:
    sent = next(
        (row for row in rows if _SENT.match(_bare(row)) and row[0].box.x0 < width / 2), None
    )
    if sent is None:
        return []
    return [
        Box(
            _RIGHT * width,
            max(0.0, _top(sent) - _ABOVE),
            width,
            min(height, _bottom(sent) + _BELOW),
        )
    ]


def choose_rows(rows: list[Row], again: list[Row], zone: Box) -> tuple[list[Row], list[Row]]:
    """A page's rows with those of a zone out of two readings, and those that are neither's:
    a stamp's or a pen's.

    Rows of both that lie over each other are two readings of the same ink; of a row that runs out
    of the zone the second reading saw a part only.
    """
    inside: list[Row] = []
    kept: list[Row] = []
    for row in rows:
        (inside if _lies_in(row, zone) else kept).append(row)
    second = [row for row in again if not any(_overlaps(row, other) for other in kept)]
    left: list[Row] = []
    for ours, theirs in _same_ink(inside, second):
        if not theirs:
            (kept if _has_clear_word(ours) else left).extend(ours)
        elif not ours:
            kept.extend(filter(_is_sound, theirs))
        else:
            kept.extend(_agreed(ours, _rejoined(theirs) if len(ours) == 1 else theirs))
    return kept, left


def _agreed(ours: list[Row], theirs: list[Row]) -> list[Row]:
    """The surer one of two readings of the same ink, its words no surer than both make them."""
    best, other = (ours, theirs) if _weight(ours) > _weight(theirs) else (theirs, ours)
    if len(best) == len(other) == 1 and _stand_alike(best[0], other[0]):
        pairs = list(zip(best[0], other[0], strict=True))
        known = [one.text for one, two in pairs if one.text == two.text]
        return [[_disputed(_better(*pair), known) for pair in pairs]]
    known = [word.text for row in other for word in row]
    return [[_disputed(word, known) for word in row] for row in best]


def _has_clear_word(rows: list[Row]) -> bool:
    return any(word.confidence >= _CLEAR for row in rows for word in row)


def _stand_alike(row: Row, other: Row) -> bool:
    """Whether two readings see the same words, each in the same place."""
    return len(row) == len(other) and all(
        min(one.box.x1, two.box.x1) - max(one.box.x0, two.box.x0)
        > _SAME_PLACE * max(one.box.x1 - one.box.x0, two.box.x1 - two.box.x0)
        for one, two in zip(row, other, strict=True)
    )


def _better(word: Word, other: Word) -> Word:
    """A word of the better reading, or the other reading's where that alone is Vietnamese,
    or clear and surer.
    """
    spelt, other_spelt = (is_syllable(one.text.strip(_POINTS)) for one in (word, other))
    if spelt != other_spelt:
        return word if spelt else other
    return other if other.confidence >= _CLEAR and other.confidence > word.confidence else word


def _lies_in(row: Row, zone: Box) -> bool:
    box = _around([row])
    return (
        zone.x0 <= (box.x0 + box.x1) / 2 < zone.x1
        and zone.top <= (box.top + box.bottom) / 2 < zone.bottom
    )


def _same_ink(first: list[Row], second: list[Row]) -> list[tuple[list[Row], list[Row]]]:
    groups: list[tuple[list[Row], list[Row]]] = []
    for side, rows in enumerate((first, second)):
        for row in rows:
            touched = [
                one for one in groups if any(_overlaps(row, other) for other in one[1 - side])
            ]
            joined: tuple[list[Row], list[Row]] = ([], [])
            for one in touched:
                groups.remove(one)
                joined[0].extend(one[0])
                joined[1].extend(one[1])
            joined[side].append(row)
            groups.append(joined)
    return groups


def _overlaps(row: Row, other: Row) -> bool:
    one, two = _around([row]), _around([other])
    high = min(one.bottom, two.bottom) - max(one.top, two.top)
    wide = min(one.x1, two.x1) - max(one.x0, two.x0)
    return high > 0.5 * min(one.bottom - one.top, two.bottom - two.top) and wide > 0.3 * min(
        one.x1 - one.x0, two.x1 - two.x0
    )


def _weight(rows: list[Row]) -> float:
    """Letters read, each as much as it is sure."""
    return sum(word.confidence * sum(map(str.isalnum, word.text)) for row in rows for word in row)


def _rejoined(rows: list[Row]) -> list[Row]:
    """The pieces of one line as one row: sparse text falls apart where a pen left white."""
    lowest, highest = max(map(_top, rows)), min(map(_bottom, rows))
    if len(rows) < 2 or highest - lowest < 0.5 * min(_bottom(row) - _top(row) for row in rows):
        return rows
    return [sorted((word for row in rows for word in row), key=lambda word: word.box.x0)]


def _disputed(word: Word, other: list[str]) -> Word:
    """A word no surer than it can be where the other reading does not have it,
    in one piece or with blanks inside.
    """
    if word.text in other or (len(word.text) > _MOST_CHANCE and word.text in "".join(other)):
        return word
    most = DISPUTED_DIGITS if _WITH_DIGITS.search(word.text) else DISPUTED
    return word._replace(confidence=min(word.confidence, most))


def _is_sound(row: Row) -> bool:
    letters = sum(map(str.isalnum, "".join(word.text for word in row)))
    return letters > 3 and sum(word.confidence for word in row) >= _SOUND * len(row)


def _names_kind(row: Row) -> bool:
    """Whether a row is the kind of the document in capitals and no more."""
    text = " ".join(word.text for word in row)
    return text == text.upper() and _bare(row) in _kinds()


@cache
def _kinds() -> frozenset[str]:
    return frozenset(strip_marks(row.kind) for row in kind_codes().values())


def _bare(row: Row) -> str:
    """A row's words in small letters without marks."""
    return strip_marks(" ".join(word.text for word in row)).strip()


def _top(row: Row) -> float:
    return min(word.box.top for word in row)


def _bottom(row: Row) -> float:
    return max(word.box.bottom for word in row)


def _around(rows: list[Row]) -> Box:
    return box_around([word.box for row in rows for word in row])
