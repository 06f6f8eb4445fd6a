"""Columns that say by a mark what others say in words: a unit a column, a month or quarter a column, start and end.

The marked units lead or help, the marked times are the deadline, start and end are a range. The cell that is made of
them has the words of their headers, and stands where the marks stand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

import regex

from normalize.body.agencies import begins_with_body
from normalize.cells import is_time, measure_cells
from normalize.columns import LEAST, header_evidence
from normalize.rows import column_end, read_tick
from normalize.time.headed import counted_unit, name_times, spell_numbers
from normalize.writing.text import fold
from schemas.document import Cell
from schemas.plan import ColumnRole

Role = Literal["lead", "coordinating", "deadline"]

_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SEVERAL = 2
_PARTS_OF_DATE = {"ngày", "năm"}
"""Columns beside one of months that make it a part of a date."""

_MOSTLY = 0.7
"""The share of a column's filled cells that have to be marks."""


class Matrix(NamedTuple):
    """By index of the column: the role its marks give, and the parts of a range in times.

    ``times``: the month or quarter that a column's number stands for; ``counted``: the column whose cells are numbers
    of months or quarters.
    """

    ticked: dict[int, Role]
    ends: dict[int, Literal["start", "end"]]
    times: dict[int, str]
    counted: int | None = None

    @property
    def columns(self) -> frozenset[int]:
        """All columns that are read together."""
        return frozenset((*self.ticked, *self.ends))

    def given(self) -> dict[int, ColumnRole]:
        """The roles of these columns."""
        counted = [] if self.counted is None or "deadline" in self.ticked.values() else [self.counted]
        return {**self.ticked, **dict.fromkeys((*self.ends, *counted), "deadline")}


def find_matrix(names: Sequence[str], columns: Sequence[Sequence[str]]) -> Matrix:
    """The columns of marks, and those of start and end, of a table with these names and cells."""
    ticked: dict[int, Role] = {}
    times = name_times(names)
    for index, (name, texts) in enumerate(zip(names, columns, strict=True)):
        filled = [text.strip() for text in texts if text.strip()]
        marks = sum(read_tick(text) is not None for text in filled)
        role = _role_of_marks(name, times.get(index)) if filled and marks >= _MOSTLY * len(filled) else None
        if role is not None:
            ticked[index] = role
    _take_siblings(names, columns, ticked, times)
    ends = {index: end for index, name in enumerate(names) if (end := column_end(name))}
    timed = all(_may_be_time(columns[index]) for index in ends)
    if not timed or sorted(ends.values()) != ["end", "start"]:
        ends = {}
    return Matrix(ticked, ends, times, None if ends else _counted(names, columns))


def _counted(names: Sequence[str], columns: Sequence[Sequence[str]]) -> int | None:
    """The column of nothing but numbers of months or quarters, where no other column says when."""
    if any(header_evidence(name).get("deadline", 0.0) >= LEAST for name in names if not counted_unit(name)):
        return None
    found = [at for at, texts in enumerate(columns) if _are_numbers(names[at], texts)]
    parts_of_date = {fold(name.rpartition(" / ")[2]) for name in names} & _PARTS_OF_DATE
    return found[0] if len(found) == 1 and not parts_of_date else None


def _are_numbers(name: str, texts: Sequence[str]) -> bool:
    filled = [text.strip() for text in texts if text.strip()]
    return bool(filled) and all(spell_numbers(name, text) != text for text in filled)


def _take_siblings(
    names: Sequence[str], columns: Sequence[Sequence[str]], ticked: dict[int, Role], times: Mapping[int, str]
) -> None:
    """Columns without a mark under a header whose other columns are marked: units or times that nobody chose."""
    above = {names[index].rpartition(" / ")[0]: role for index, role in ticked.items()}
    for index, name in enumerate(names):
        upper = name.rpartition(" / ")[0]
        if (
            index not in ticked
            and (upper or index in times)
            and upper in above
            and not any(text.strip() for text in columns[index])
        ):
            ticked[index] = above[upper]


def _may_be_time(texts: Sequence[str]) -> bool:
    shares = measure_cells(texts)
    return shares["empty"] == 1 or shares["time"] >= 0.5


def _role_of_marks(name: str, time: str | None) -> Role | None:
    """What marks below a header mean; None where its words are neither a time nor a unit."""
    upper, _, lowest = name.rpartition(" / ")
    if time is not None or is_time(lowest):
        return "deadline"
    evidence = header_evidence(upper) if upper else {}
    lead, help_ = evidence.get("lead", 0.0), evidence.get("coordinating", 0.0)
    if begins_with_body(lowest) or max(lead, help_) > evidence.get("other", 0.0):
        return "coordinating" if help_ > lead else "lead"
    return None


def read_marks_of(matrix: Matrix, names: Sequence[str], row: Sequence[Cell]) -> dict[str, Cell]:
    """The cells that the marks, or start and end, of one row make."""
    chosen: dict[Role, list[int]] = {}
    for index, role in matrix.ticked.items():
        mark = read_tick(row[index].text)
        if mark is None:
            continue
        said: dict[str, Role] = {"leads": "lead", "helps": "coordinating"}
        chosen.setdefault(said.get(mark, role), []).append(index)
    cells: dict[str, Cell] = {}
    for role, indexes in chosen.items():
        words = _words_of(matrix, names, indexes)
        joint = ", " if role == "deadline" else "; "
        cells[role] = _cell(joint.join(words), [row[index] for index in indexes])
    if matrix.ends and "deadline" not in cells:
        ends = {end: row[index] for index, end in matrix.ends.items()}
        start, end = ends["start"].text.strip(), ends["end"].text.strip()
        if start and end:
            cells["deadline"] = _cell(f"{start} - {end}", [ends["start"], ends["end"]])
        elif start or end:
            cells["deadline"] = ends["start"] if start else ends["end"]
    return cells


def _words_of(matrix: Matrix, names: Sequence[str], indexes: Sequence[int]) -> list[str]:
    """The names of chosen columns, each month with its year where their headers name several."""
    words = [matrix.times.get(index, names[index].rpartition(" / ")[2]) for index in indexes]
    years = [_YEAR.search(names[index].rpartition(" / ")[0]) for index in matrix.times]
    if len({year[0] for year in years if year}) < _SEVERAL:
        return words
    own = [_YEAR.search(names[index].rpartition(" / ")[0]) if index in matrix.times else None for index in indexes]
    return [f"{word}/{year[0]}" if year else word for word, year in zip(words, own, strict=True)]


def _cell(text: str, parts: Sequence[Cell]) -> Cell:
    """A cell of these words that stands where its parts stand."""
    spans = tuple(span for part in parts for span in part.spans)
    return Cell(text, tuple(fragment for part in parts for fragment in part.fragments), spans=spans)
