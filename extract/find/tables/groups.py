"""Which rows of a table name a group of tasks, and how deep each stands: by markers, capitals and empty cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import regex

from extract.find.tables.row_marks import RowMark
from normalize.rows import is_total
from normalize.writing.text import squeeze
from schemas.document import Cell, GroupRow, TableRow

# a single C, D, L or M is a letter: no table counts that far
_ROMAN = regex.compile(r"\W*(?:[IVX]{1,6}|[IVXLC]{2,7})\W*")
_LETTER = regex.compile(r"\W*[A-ZĐ]\W*")
_ARABIC = regex.compile(r"\W*(?P<number>\d{1,3}(?:\.\d{1,3})*)\W*")
_SMALL = regex.compile(r"\W*(?:[a-zđ]|[ivx]{1,4})\W*")
_DASH = regex.compile(r"\s*[-–+*•]+\s*")
_LED_BY_MARKER = regex.compile(
    r"(?:[IVXLC]{1,6}|[A-ZĐ]|\d{1,2}(?:\.\d{1,2})*)\s*[.)/:]\s*(?=\S)|(?:[IVX]{1,5})\s*[-–]\s*"
)
_NOTE = regex.compile(r"(?:\(?\*+\)?|Ghi chú|Lưu ý)\b|\(?\*", regex.IGNORECASE)
_DITTO_ONLY = regex.compile(r"[\s\-–.…]*")
_BEFORE_ROMAN = {"I": "H", "V": "U", "X": "W"}
"""The letters that are Roman numerals too, and the letter before each."""

_SEQUENCE = 2
"""Letters that make a sequence."""

_LONG_MARK = 6
"""Letters; what is longer in the numbering's column is a title."""

_SHORT_TITLE = 120

LETTER, ROMAN = 1, 2
REMARK = 99

Rank = int


class Group(NamedTuple):
    """What a row names: its rank, text and marker as understood; an empty text for a remark."""

    rank: Rank
    text: str
    marker: str


class Place(NamedTuple):
    """The numbers of the columns that number the rows and that state the work."""

    marker: int | None
    task: int

    @property
    def first(self) -> int:
        """Where a row's numbering is looked for."""
        return self.task if self.marker is None else self.marker


_REMARK = Group(REMARK, "", "")


def group_row(row: TableRow, mark: RowMark, place: Place) -> GroupRow:
    """The cells in which a group is named."""
    marker, task = place
    apart = marker is not None and row[marker] is not row[task] and row[marker].text.strip()
    return GroupRow(row[marker or 0] if apart else None, row[task], *mark)


def group_of(
    row: TableRow, read: RowMark, place: Place, below: Sequence[TableRow], before: Sequence[Group] = ()
) -> Group | None:
    """What the row names, below the groups ``before``; None for a task."""
    cells = {id(cell): cell for cell in row if cell.text.strip()}
    only = next(iter(cells.values()), None)
    if only is not None and len(cells) == 1 and sum(cell is only for cell in row) >= max(2, len(row) - 2):
        return _of_whole_row(squeeze(only.text), read, place, below, before)
    own = (place.marker, place.task)
    others = [cell for at, cell in enumerate(row) if at not in own and cell is not row[place.task]]
    if any(not _DITTO_ONLY.fullmatch(cell.text) for cell in others):
        return None
    return _of_title(squeeze(row[place.task].text), read.understood, place, below, before)


def _of_whole_row(text: str, read: RowMark, place: Place, below: Sequence[TableRow], before: Sequence[Group]) -> Group:
    """The group that a cell over the whole row names."""
    mark = read.understood
    if _is_remark(text) or not any(_has_content(one, place) for one in below):
        return _REMARK
    if mark != read.read and text.startswith(read.read):
        rest = text[len(read.read) :]
        return Group(rank_of(mark, before), mark + (rest if read.read else f" {rest}"), mark)
    led = _led_by(text)
    return Group(rank_of(led, before), text, led)


def _of_title(title: str, mark: str, place: Place, below: Sequence[TableRow], before: Sequence[Group]) -> Group | None:
    """The group that a row names in which nothing stands but a marker and a title; None for a
    task.
    """
    own = mark or (_led_by(title) if place.marker is None else "")
    named = Group(rank_of(own, before), " ".join(filter(None, (mark, title))), own)
    if _is_remark(title):
        return _REMARK
    if not title:
        return named if len(mark) > _LONG_MARK else _REMARK
    if _is_capitals(title) or _ROMAN.fullmatch(mark) or _LETTER.fullmatch(mark):
        return named
    numbered = bool(own) or place.marker is not None
    return named if numbered and _has_sub_rows(below, own, place) else None


def _is_capitals(title: str) -> bool:
    return title == title.upper() and any(letter.isalpha() for letter in title)


def _is_remark(text: str) -> bool:
    """A note below the table, or a sum over its rows."""
    return _NOTE.match(text) is not None or is_total(text)


def _led_by(text: str) -> str:
    match = _LED_BY_MARKER.match(text)
    return match.group().strip() if match else ""


def is_title(text: str) -> bool:
    """Whether a text without a number may name a group: capitals, or no sentence."""
    return text == text.upper() or (len(text) < _SHORT_TITLE and not text.endswith((".", ";", ")")))


def _has_content(row: TableRow, place: Place) -> bool:
    """Whether a row has more than a title."""
    return any(cell.text.strip() for index, cell in enumerate(row) if index not in place)


def _has_sub_rows(below: Sequence[TableRow], mark: str, place: Place) -> bool:
    """Whether the next row stands below this one: deeper numbering, a dash, or no number at all, and filled cells."""
    if not below:
        return False
    text = squeeze(below[0][place.first].text)
    if place.marker is None:
        text = _led_by(text) or ("-" if _DASH.match(text) else "")
    deeper = rank_of(text) > rank_of(mark) if text else place.marker is not None
    return deeper and _has_content(below[0], place)


def rank_of(mark: str, before: Sequence[Group] = ()) -> Rank:
    """How deep a marker stands: letters, Roman numbers, numbers, dotted numbers, small letters, dashes.

    An I behind the groups A to H is the next letter, unless a numeral I stood below one of them.
    """
    if not mark:
        return 0
    if _ROMAN.fullmatch(mark):
        return LETTER if _goes_on_letters(mark, before) else ROMAN
    if _LETTER.fullmatch(mark):
        return LETTER
    arabic = _ARABIC.fullmatch(mark)
    if arabic:
        return 3 + arabic["number"].count(".")
    return 8 if _SMALL.fullmatch(mark) else 9 if _DASH.fullmatch(mark) else 0


def _goes_on_letters(mark: str, before: Sequence[Group]) -> bool:
    """Whether a numeral of one letter follows the last group's letter, none of them parted by numerals."""
    letters = [one for one in before if one.rank == LETTER]
    previous = _BEFORE_ROMAN.get(_bare(mark))
    if previous is None or len(letters) < _SEQUENCE or any(one.rank == ROMAN for one in before):
        return False
    return _bare(letters[-1].marker) == previous


def _bare(mark: str) -> str:
    return "".join(letter for letter in mark if letter.isalpha())


def is_sum(row: Sequence[Cell]) -> bool:
    """Whether a row sums up others: its first words say so."""
    return is_total(next((cell.text for cell in row if cell.text.strip()), ""))
