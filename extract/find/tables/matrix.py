"""Columns that say by a mark what others say in words: a unit a column, a month or quarter a column, start and end.

The marked units lead or help, the marked times are the deadline, start and end are a range. The cell that is made of
them has the words of their headers, and stands where the marks stand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple

import regex

from normalize.body.agencies import begins_with_body
from normalize.cells import is_time, measure_cells
from normalize.columns import LEAST, header_evidence
from normalize.rows import Tick, column_end, read_legend, read_tick
from normalize.time.headed import counted_unit, name_times, spell_numbers
from normalize.writing.text import fold
from schemas.document import Cell
from schemas.plan import ColumnRole

Role = Literal["lead", "coordinating", "deadline"]

_SAID: dict[str, Role] = {"leads": "lead", "helps": "coordinating"}
"""Marks that say of themselves what they mean."""

_IN_ORDER: tuple[Literal["start", "end"], ...] = ("start", "end")

_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SEVERAL = 2
_PARTS_OF_DATE = {"ngày", "năm"}
"""Columns beside one of months that make it a part of a date."""

_MOSTLY = 0.7
"""The share of a column's filled cells that have to be marks."""


class Matrix(NamedTuple):
    """By index of the column: the role its marks give, and the parts of a range in times.

    ``times``: the month or quarter that a column's number stands for; ``counted``: the column whose cells are numbers
    of months or quarters. ``legend``: what the header says that its marks mean.
    """

    ticked: dict[int, Role]
    ends: dict[int, Literal["start", "end"]]
    times: dict[int, str]
    counted: int | None = None
    legend: Mapping[str, Tick] = MappingProxyType({})

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
    times = name_times(names)
    legend = {mark: said for name in names for mark, said in read_legend(name).items()}
    ticked = _find_ticked(names, columns, times, legend)
    ends = _find_ends(names, columns)
    return Matrix(ticked, ends, times, None if ends else _counted(names, columns), legend)


def _find_ticked(
    names: Sequence[str], columns: Sequence[Sequence[str]], times: Mapping[int, str], legend: Mapping[str, Tick]
) -> dict[int, Role]:
    """The columns whose cells are marks, and those that belong to them, with what the marks say."""
    ticked: dict[int, Role] = {}
    for index, (name, texts) in enumerate(zip(names, columns, strict=True)):
        role = _role_of_marks(name, times.get(index)) if _are_marks(texts, legend) else None
        if role is not None:
            ticked[index] = role
    _take_siblings(names, columns, ticked, times)
    return ticked


def _are_marks(texts: Sequence[str], legend: Mapping[str, Tick]) -> bool:
    """Whether a column is filled, mostly with marks."""
    filled = [text.strip() for text in texts if text.strip()]
    marks = sum(read_tick(text, legend) is not None for text in filled)
    return bool(filled) and marks >= _MOSTLY * len(filled)


def _find_ends(names: Sequence[str], columns: Sequence[Sequence[str]]) -> dict[int, Literal["start", "end"]]:
    """The two columns of times that are a range together; none where there are more or fewer."""
    ends = {index: end for index, name in enumerate(names) if (end := column_end(name))}
    timed = all(_may_be_time(columns[index]) for index in ends)
    return ends if timed and sorted(ends.values()) == ["end", "start"] else {}


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
    cells: dict[str, Cell] = {}
    for role, indexes in _chosen(matrix, row).items():
        words = _words_of(matrix, names, indexes)
        joint = ", " if role == "deadline" else "; "
        cells[role] = _cell(joint.join(words), [row[index] for index in indexes])
    span = _range_of(matrix, row)
    if span is not None:
        cells.setdefault("deadline", span)
    return cells


def _chosen(matrix: Matrix, row: Sequence[Cell]) -> dict[Role, list[int]]:
    """The columns that a row marks, by what its marks say, or else their columns."""
    chosen: dict[Role, list[int]] = {}
    for index, role in matrix.ticked.items():
        mark = read_tick(row[index].text, matrix.legend)
        if mark is not None:
            chosen.setdefault(_SAID.get(mark, role), []).append(index)
    return chosen


def _range_of(matrix: Matrix, row: Sequence[Cell]) -> Cell | None:
    """The time from a row's start to its end, or the one of them that is given."""
    ends = {end: row[index] for index, end in matrix.ends.items()}
    given = [ends[end] for end in _IN_ORDER if end in ends and ends[end].text.strip()]
    if len(given) < len(_IN_ORDER):
        return given[0] if given else None
    return _cell(" - ".join(one.text.strip() for one in given), given)


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
