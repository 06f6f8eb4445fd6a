"""How values are written into cells, what they look like there, and a digest of what was written.

Text is never a formula or a date by accident, dates are real dates.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

import regex

from extract.emit.csv import LIST_SEPARATOR
from extract.emit.rows import Value
from extract.emit.words import Words

MOST_LETTERS = 32_767
"""What a cell of Excel holds, in UTF-16 units."""

# Excel counts days from here; earlier dates stay text.
_FIRST_DAY = date(1900, 3, 1)
# Controls stand in a file as _x0007_, which programs read in ways of their own, words like it too.
_UNSEEN = regex.compile(r"(?:[\p{C}\s]|(?:_x005F)?_x[0-9A-F]{4}_)+", regex.IGNORECASE)


class Formats(NamedTuple):
    """The looks of cells."""

    head: Any
    text: Any
    day: Any
    number: Any


def make_formats(book: Any, font: str, size: int) -> Formats:
    """The looks of a sheet's cells in one font; ``size`` in points."""
    base = {"valign": "top", "text_wrap": True, "font_name": font, "font_size": size, "border": 1}
    base["border_color"] = "#BFC8D1"
    return Formats(
        head=book.add_format(
            {**base, "bold": True, "bg_color": "#E8EEF4", "valign": "vcenter", "align": "center"}
        ),
        text=book.add_format({**base, "num_format": "@"}),
        day=book.add_format({**base, "num_format": "dd/mm/yyyy", "align": "left"}),
        number=book.add_format({**base, "num_format": "General", "align": "center"}),
    )


class Sheet:
    """A sheet that is written, and the rows that stand in it as a reader of the file finds them."""

    def __init__(self, sheet: Any, formats: Formats, words: Words) -> None:
        """Begin a sheet."""
        self.sheet = sheet
        self.formats = formats
        self._cut = words["cell.cut"]
        self._rows: dict[int, dict[int, str]] = {}

    @property
    def rows(self) -> list[list[str]]:
        """Every row with something in it, in `plain` text."""
        return [
            [row.get(place, "") for place in range(max(row) + 1)] for row in self._rows.values()
        ]

    def head(self, place: int, name: str) -> None:
        """Write a heading."""
        self._note(0, place, name)
        self.sheet.write_string(0, place, name, self.formats.head)

    def write(self, line: int, place: int, value: Value, kind: str = "string") -> None:
        """Write a value of a table; ``kind`` is the type of its field."""
        if value is None or value == [] or value == "":
            self.sheet.write_blank(line, place, None, self.formats.text)
        elif kind == "date" and (day := _day(str(value))) is not None:
            self._note(line, place, day)
            self.sheet.write_datetime(line, place, day, self.formats.day)
        elif kind == "integer":
            self._note(line, place, value)
            self.sheet.write_number(line, place, value, self.formats.number)
        elif kind == "number" and (amount := _amount(str(value))) is not None:
            self._note(line, place, amount)
            self.sheet.write_number(line, place, amount, self.formats.number)
        elif isinstance(value, bool):
            self._note(line, place, value)
            self.sheet.write_boolean(line, place, value, self.formats.text)
        else:
            text = LIST_SEPARATOR.join(map(str, value)) if isinstance(value, list) else str(value)
            text = fitting(text, self._cut)
            self._note(line, place, text)
            self.sheet.write_string(line, place, text, self.formats.text)

    def _note(self, line: int, place: int, value: object) -> None:
        self._rows.setdefault(line, {})[place] = plain(value)


def fitting(text: str, cut: str) -> str:
    """A text that a cell holds; what was cut says so with ``cut``.

    >>> len(fitting("ạ" * 40_000, "…")), fitting("ạ", "…")
    (32767, 'ạ')
    """
    if is_fitting(text):
        return text
    room = MOST_LETTERS - len(cut)
    units = text.encode("utf-16-le", "surrogatepass")[: 2 * room]
    return units.decode("utf-16-le", "ignore") + cut


def is_fitting(text: str) -> bool:
    """Whether a cell holds all of a text."""
    most = MOST_LETTERS
    return len(text) <= most // 2 or len(text.encode("utf-16-le", "surrogatepass")) // 2 <= most


def plain(value: object) -> str:
    """A cell's value as text that outlives other programs: without controls, blanks as one.

    >>> plain(datetime(2024, 6, 30)), plain(7.0), plain(" a \\n b"), plain(None)
    ('2024-06-30', '7', 'a b', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, (int, float)):
        return f"{value:.12g}"
    if isinstance(value, (date, datetime)):
        return value.isoformat()[:10]
    return _UNSEEN.sub(" ", str(value)).strip()


def digest_of(rows: Iterable[Iterable[str]]) -> str:
    """A name for rows in whatever order; blank cells at their ends count as none."""
    lines = sorted("\x1f".join(row).rstrip("\x1f") for row in rows)
    return hashlib.sha256("\x1e".join(filter(None, lines)).encode()).hexdigest()[:32]


def _day(text: str) -> datetime | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return datetime(day.year, day.month, day.day) if day >= _FIRST_DAY else None


def _amount(text: str) -> float | None:
    """A number a cell can hold exactly (15 digits); a longer one stays text."""
    digits = text.lstrip("-").replace(".", "")
    return float(text) if digits.isdigit() and len(digits) <= 15 else None
