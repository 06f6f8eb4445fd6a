"""The markers of a table's rows; recognised Roman numerals of its groups as their sequence has them."""

from __future__ import annotations

from typing import NamedTuple

import regex

from normalize.writing.romans import continue_romans, roman_value
from normalize.writing.text import squeeze
from schemas.document import Cell, TableRow

SOUND = 0.92
"""A lone numeral recognised below this confidence may be another one."""

_FIRST_WORD = regex.compile(r"[^\s\p{Ll}]\S{0,4}(?=\s)")
_NUMERAL = regex.compile(r"\W*(?:[IVX]{1,6}|[A-ZĐ])\W*")
_SECOND = regex.compile(r"II(?P<tail>[.)/:]?)")
_NO_TEXT = regex.compile(r"[\s\-–.…]*")


class RowMark(NamedTuple):
    """A row's marker as it was read and as it is understood; in a row that is one cell its first word."""

    read: str
    understood: str


class _Title(NamedTuple):
    """A row that may name a group: its number in the body, its marker as it was read, and whether
    that is doubtful.
    """

    at: int
    read: str
    unsure: bool


def read_marks(body: list[TableRow], marker: int | None, task: int) -> list[RowMark]:
    """The marker of each row of a table's body; ``marker`` and ``task`` are the numbers of their
    columns.
    """
    numbering = task if marker is None else marker
    marks = ["" if marker is None else _unbroken(squeeze(row[marker].text)) for row in body]
    titles = [
        _title(at, row[numbering], row[task], mark)
        for at, (row, mark) in enumerate(zip(body, marks, strict=True))
        if _may_name_group(row, mark, marker, task)
    ]
    found = [RowMark(mark, mark) for mark in marks]
    if any(_is_recognised(body[one.at][task]) for one in titles):
        _understand(found, titles)
    return found


def _title(at: int, numbering: Cell, task: Cell, mark: str) -> _Title:
    """A title with its own marker, or with the first word of a row that is one cell."""
    return _Title(at, _first_word(task) if numbering is task else mark, _is_doubtful(numbering))


def _understand(marks: list[RowMark], titles: list[_Title]) -> None:
    """Give recognised titles the numerals that their sequence says."""
    read, unsure = [one.read for one in titles], [one.unsure for one in titles]
    for title, understood in zip(titles, continue_romans(read, unsure), strict=True):
        if title.read != understood:
            marks[title.at] = RowMark(title.read, understood)
    _begin_numerals(marks, [one.at for one in titles])


def _unbroken(mark: str) -> str:
    """A marker with its Roman numeral in one piece, where a narrow column broke it: "II I" is "III"."""
    whole = "".join(mark.split())
    return mark if roman_value(whole.rstrip(".)")) is None else whole


def _begin_numerals(marks: list[RowMark], named: list[int]) -> None:
    """The first title's lost numeral: where the titles below it begin with II, it is I, written as theirs is."""
    if len(named) < 2:
        return
    first, second = named[:2]
    match = _SECOND.fullmatch(marks[second].understood)
    if match and not marks[first].read:
        marks[first] = RowMark("", f"I{match['tail']}")


def is_doubtful_letter(row: TableRow, mark: str | None, marker: int | None) -> bool:
    """Whether a row's marker is a badly recognised letter: among numbers it may be one of them ("A." for "4.")."""
    return bool(mark and marker is not None and _NUMERAL.fullmatch(mark) and _is_doubtful(row[marker]))


def _may_name_group(row: TableRow, mark: str, marker: int | None, task: int) -> bool:
    """Whether a row has nothing but a title in capitals or with a numeral."""
    title = squeeze(row[task].text)
    named = (row[task], row[task if marker is None else marker])
    if not title or any(not _NO_TEXT.fullmatch(cell.text) for cell in row if not any(cell is one for one in named)):
        return False
    return title == title.upper() or _NUMERAL.fullmatch(mark) is not None


def _first_word(cell: Cell) -> str:
    """What may be the marker at the beginning of a row that is one cell."""
    match = _FIRST_WORD.match(squeeze(cell.text))
    return match.group() if match else ""


def _is_doubtful(cell: Cell) -> bool:
    return any(fragment.place.confidence < SOUND for fragment in cell.fragments)


def _is_recognised(cell: Cell) -> bool:
    return any(fragment.place.confidence < 1 for fragment in cell.fragments)
