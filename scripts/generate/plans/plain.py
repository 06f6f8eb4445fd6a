"""Task tables in which every row states its own units and times."""

from __future__ import annotations

from random import Random

from scripts.generate.plans.cells import draw_other, write_both, write_ends
from scripts.generate.plans.columns import Column, write_header
from scripts.generate.plans.model import UP, Gold, Grid, chance, pick
from scripts.generate.plans.times import Time
from scripts.generate.plans.work import Duty

GROUPS = (
    "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", "CÔNG TÁC TUYÊN TRUYỀN", "TRIỂN KHAI CÁC NHIỆM VỤ CHUYÊN MÔN",
    "KIỂM TRA, GIÁM SÁT", "CHẾ ĐỘ THÔNG TIN, BÁO CÁO", "HOÀN THIỆN THỂ CHẾ", "NÂNG CAO NĂNG LỰC",
)  # fmt: skip
_PARTS = ("Xây dựng văn bản", "Tổ chức thực hiện", "Tập huấn, bồi dưỡng", "Hậu kiểm, đánh giá")
_ROMAN = ("I", "II", "III", "IV", "V")
_DITTO = ("nt", "-nt-", "Như trên", '"')


def _restyle(rng: Random, header: list[list[str]]) -> list[list[str]]:
    """Some headers stand in capitals, some are broken by hand."""
    if chance(rng, 0.12):
        return [[name.upper() for name in row] for row in header]
    if chance(rng, 0.1):
        return [
            [name.replace(" ", "\n", 2).replace("\n", " ", 1) for name in row] for row in header
        ]
    return header


class PlainTable:
    """A table in which every row states its own units and times."""

    def __init__(self, rng: Random, columns: list[Column], duties: list[Duty]) -> None:
        self.rng, self.columns = rng, columns
        self.tasks: list[Gold] = []
        self.readings: list[Gold | None] = []
        self.grid = Grid(_restyle(rng, write_header(columns)), [])
        self._fields = [one.field for one in columns]
        self._separator = pick(rng, [(55, "; "), (30, ", "), (10, "\n"), (5, "\n- ")])
        self._dotted = chance(rng, 0.15)
        self._group: list[str] = []
        self._times: list[Time] = []
        if chance(rng, 0.05):
            self.grid.rows.append([f"({n})" for n in range(1, len(columns) + 1)])
        self._style = self._draw_style()
        self._fill(duties)
        self._merge()
        self._close()

    def _draw_style(self) -> str:
        """How rows are grouped."""
        if self._fields[0] == "month":
            return "none"
        if self._fields[0] != "marker" or self._fields[1] != "task":
            return pick(self.rng, [(85, "none"), (10, "whole"), (5, "bare")])
        return pick(self.rng, [(46, "none"), (22, "merged"), (12, "open"), (7, "whole"), (6, "two"),
                               (5, "letters"), (2, "numbered"), (3, "bare")])  # fmt: skip

    def _fill(self, duties: list[Duty]) -> None:
        if self._style == "numbered":
            self.grid.numbered = True
        groups = 0 if self._style in ("none", "numbered") else min(4, max(1, len(duties) // 4))
        starts = [len(duties) * n // groups for n in range(groups)] if groups else []
        headings = self.rng.sample(GROUPS, groups)
        restart, number = chance(self.rng, 0.6), 0
        for index, duty in enumerate(duties):
            if index in starts:
                order = starts.index(index)
                self._open_group(order, headings[order])
                number = 0 if restart else number
            number += 1
            self._add(duty, self._marker(number))

    def _marker(self, number: int) -> str:
        if self._style == "two":
            return f"1.{number}"
        dotted = self._dotted and self._style != "numbered"
        return f"{number}." if dotted else str(number)

    def _open_group(self, order: int, heading: str) -> None:
        rows, marker = self.grid.rows, _ROMAN[order]
        if self._style == "letters":
            marker, heading = "ABCDE"[order], heading.capitalize()
        if self._style in ("whole", "bare"):
            heading = f"{marker}. {heading}" if self._style == "whole" else heading
            rows.append([heading])
        elif self._style == "open":
            rows.append([marker, heading] + [""] * (len(self.columns) - 2))
        else:
            rows.append([marker, heading])
        self._group = [heading if len(rows[-1]) == 1 else f"{marker} {heading}"]
        if self._style == "two":
            part = _PARTS[order % len(_PARTS)]
            rows.append(["1", part])
            self._group.append(f"1 {part}")

    def _add(self, duty: Duty, marker: str) -> None:
        """A row and its gold."""
        ditto = self._ditto(duty)
        cells = {
            "marker": marker,
            "task": duty.task,
            "deliverable": duty.deliverable,
            "lead": self._join(duty.lead),
            "coordinating": self._join(duty.coordinating),
            "deadline": ditto or duty.time.raw,
        } | dict(zip(("start", "end"), write_ends(self.rng, duty.time), strict=True))
        cells["doer"], cells["month"] = cells["lead"], cells["deadline"]
        if "both" in self._fields:
            cells["both"] = write_both(self.rng, duty.lead, duty.coordinating)
        row = [cells[f] if f in cells else draw_other(self.rng, f) for f in self._fields]
        self.grid.rows.append(row)
        self._state(duty, cells)

    def _join(self, names: list[str]) -> str:
        """The names of a cell; dashes open every line of a list."""
        listed = self._separator.join(names)
        return f"- {listed}" if self._separator == "\n- " and len(names) > 1 else listed

    def _close(self) -> None:
        """A sum below the last row, or rows left empty, which are no tasks."""
        width = len(self.columns)
        if "budget" in self._fields and self._fields[0] == "marker" and chance(self.rng, 0.5):
            total = ["", "Tổng cộng", *[""] * (width - 2)]
            total[self._fields.index("budget")] = str(self.rng.randint(100, 900) * 5)
            self.grid.rows.append(total)
        elif chance(self.rng, 0.03):
            self.grid.rows += [[""] * width] * 2

    def _ditto(self, duty: Duty) -> str | None:
        """A mark of repetition, where the time is that of the row above."""
        above = self.grid.rows[-1] if self.grid.rows else []
        if "deadline" not in self._fields or len(above) != len(self.columns) or not self.readings:
            return None
        before = self._times[-1]
        if chance(self.rng, 0.985) or above[self._fields.index("deadline")] != before.raw:
            return None
        duty.time = before
        return self.rng.choice(_DITTO)

    def _state(self, duty: Duty, cells: dict[str, str]) -> None:
        gold: Gold = {"group": list(self._group), "task": duty.task}
        stated = {"marker": "marker", "deliverable": "deliverable", "coordinating": "coordinating"}
        gold |= {name: cells[name] or None for name in stated if name in self._fields}
        if {"lead", "doer"} & set(self._fields):
            gold |= {"lead": cells["lead"], "lead_units": duty.lead}
        reading: Gold | None = None
        if {"both"} & set(self._fields):
            gold["lead_units"] = duty.lead
        if {"both", "coordinating"} & set(self._fields) and duty.coordinating:
            gold["coordinating_units"] = duty.coordinating
        if {"deadline", "month"} & set(self._fields):
            gold["deadline_raw"] = cells["deadline"]
            reading = dict(duty.time.reading)
            if cells["deadline"] != duty.time.raw:
                reading = {"kind": "ditto", "due_latest": reading.get("due_latest")}
        elif "end" in self._fields:
            reading = {"due_latest": duty.time.reading.get("due_latest")}
        self._times.append(duty.time)
        self.tasks.append(gold)
        self.readings.append(reading)

    def _merge(self) -> None:
        """Equal neighbours of one column as one tall cell."""
        for name, share in (
            ("lead", 0.15),
            ("doer", 0.15),
            ("deadline", 0.1),
            ("coordinating", 0.05),
        ):
            if name in self._fields and chance(self.rng, share):
                self._merge_down(self._fields.index(name), name)
        if self._fields[0] == "month" and chance(self.rng, 0.8):
            self._merge_months()

    def _merge_down(self, column: int, name: str) -> None:
        """Some rows take the cell above them, and what it says."""
        index = -1
        for position, row in enumerate(self.grid.rows):
            if not self._is_task(row):
                continue
            index += 1
            above = self.grid.rows[position - 1] if position else []
            if (
                index
                and self._is_task(above)
                and chance(self.rng, 0.5)
                and above[column] not in _DITTO
            ):
                row[column] = UP
                self._take_above(index, name)

    def _merge_months(self) -> None:
        """One tall cell a month."""
        above = ""
        for row in self.grid.rows:
            above, row[0] = row[0], UP if row[0] == above else row[0]

    def _is_task(self, row: list[str]) -> bool:
        return len(row) == len(self.columns) and row[0][:1] != "(" and not self._is_open(row)

    def _is_open(self, row: list[str]) -> bool:
        return self._style == "open" and row[0] in _ROMAN

    def _take_above(self, index: int, name: str) -> None:
        here, above = self.tasks[index], self.tasks[index - 1]
        if name == "deadline":
            here["deadline_raw"] = above["deadline_raw"]
            self.readings[index] = self.readings[index - 1]
            return
        role = "lead" if name == "doer" else name
        for key in (role, f"{role}_units"):
            here.pop(key, None)
            if key in above:
                here[key] = above[key]
