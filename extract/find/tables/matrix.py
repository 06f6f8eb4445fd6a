"""Columns that say by a mark what others say in words: a unit a column, a month or quarter a column, start and end.

The marked units lead or help, the marked times are the deadline, start and end are a range. The cell that is made of
them has the words of their headers, and stands where the marks stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from normalize.body.agencies import begins_with_body
from normalize.cells import is_time, measure_cells
from normalize.columns import header_evidence
from normalize.rows import column_end, read_tick
from schemas.document import Cell
from schemas.plan import ColumnRole

Role = Literal["lead", "coordinating", "deadline"]

_MOSTLY = 0.7
"""The share of a column's filled cells that have to be marks."""


class Matrix(NamedTuple):
    """By index of the column: the role its marks give, and the parts of a range in times."""

    ticked: dict[int, Role]
    ends: dict[int, Literal["start", "end"]]

    @property
    def columns(self) -> frozenset[int]:
        """All columns that are read together."""
        return frozenset((*self.ticked, *self.ends))

    def given(self) -> dict[int, ColumnRole]:
        """The roles of these columns."""
        return {**self.ticked, **dict.fromkeys(self.ends, "deadline")}


def find_matrix(names: Sequence[str], columns: Sequence[Sequence[str]]) -> Matrix:
    """The columns of marks, and those of start and end, of a table with these names and cells."""
    ticked: dict[int, Role] = {}
    for index, (name, texts) in enumerate(zip(names, columns, strict=True)):
        filled = [text.strip() for text in texts if text.strip()]
        marks = sum(read_tick(text) is not None for text in filled)
        role = _role_of_marks(name) if filled and marks >= _MOSTLY * len(filled) else None
        if role is not None:
            ticked[index] = role
    _take_siblings(names, columns, ticked)
    ends = {index: end for index, name in enumerate(names) if (end := column_end(name))}
    timed = all(_may_be_time(columns[index]) for index in ends)
    return Matrix(ticked, ends if timed and sorted(ends.values()) == ["end", "start"] else {})


def _take_siblings(names: Sequence[str], columns: Sequence[Sequence[str]], ticked: dict[int, Role]) -> None:
    """Columns without a mark under a header whose other columns are marked: units or times that nobody chose."""
    above = {names[index].rpartition(" / ")[0]: role for index, role in ticked.items()}
    for index, name in enumerate(names):
        upper = name.rpartition(" / ")[0]
        if index not in ticked and upper and upper in above and not any(text.strip() for text in columns[index]):
            ticked[index] = above[upper]


def _may_be_time(texts: Sequence[str]) -> bool:
    shares = measure_cells(texts)
    return shares["empty"] == 1 or shares["time"] >= 0.5


def _role_of_marks(name: str) -> Role | None:
    """What marks below a header mean; None where its words are neither a time nor a unit."""
    upper, _, lowest = name.rpartition(" / ")
    if is_time(lowest):
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
        words = [names[index].rpartition(" / ")[2] for index in indexes]
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


def _cell(text: str, parts: Sequence[Cell]) -> Cell:
    """A cell of these words that stands where its parts stand."""
    spans = tuple(span for part in parts for span in part.spans)
    return Cell(text, tuple(fragment for part in parts for fragment in part.fragments), spans=spans)
