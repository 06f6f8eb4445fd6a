"""The first sheet of a workbook: what an office tracks, a line a date, with columns of its own.

Two hidden columns stand behind the visible ones: what names the entry for good, and a digest of the
line as it was written. By them a later run finds what the office wrote (`kept`). What is overdue is
coloured by whoever opens the file; nothing of it is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from extract.emit.agenda.entries import Entry, by_day, list_entries
from extract.emit.agenda.shown import problems_of
from extract.emit.csv import LIST_SEPARATOR
from extract.emit.words import Words
from extract.emit.xlsx.cells import Sheet, digest_of, fitting, make_formats, plain
from extract.emit.xlsx.heights import MOST, SIZE, height_of
from extract.emit.xlsx.kept_row import KeptRow
from schemas.plan import Plan

OWN = ("due", "task", "lead", "coordinating", "deliverable", "page", "review")
"""Columns that the program fills."""

OFFICE = ("status", "note")
"""Columns that are the office's."""

HIDDEN = ("uid", "mark")
COLUMNS = (*OWN, *OFFICE, *HIDDEN)

_FONT = "Times New Roman"
_WIDTHS = {
    "due": 14,
    "task": 45,
    "lead": 18,
    "coordinating": 20,
    "deliverable": 18,
    "page": 7,
    "review": 17,
    "status": 14,
    "note": 16,
}
_STATES = ("todo", "doing", "done")
_LANDSCAPE_A4 = 9
_MARGIN = 0.4
"""Inches of paper on every side but the top, where the plan is named."""

_HEADER = 240
"""Letters that fit into the head of a printed page, which Excel cuts at 255."""

_WEEK = 7
_RED, _AMBER, _GREEN = "#F8D7D3", "#FFF0C2", "#E4F1E1"


class _Line(NamedTuple):
    """The cells of a line, a day as ISO 8601."""

    own: tuple[str, ...]
    uid: str
    status: str
    note: str


def write_office(book: Any, plan: Plan, words: Words, kept: tuple[KeptRow, ...]) -> None:
    """Write the first sheet."""
    made = book.add_worksheet(words["sheet.list"])
    sheet = Sheet(made, make_formats(book, _FONT, SIZE), words)
    for place, name in enumerate(COLUMNS):
        sheet.head(place, words[f"column.{name}"])
        hidden = {"hidden": True} if name in HIDDEN else {}
        made.set_column(place, place, _WIDTHS.get(name, 10), None, hidden)
    lines = list(_lines(plan, words, kept))
    for number, line in enumerate(lines, 1):
        _write_line(sheet, number, line, words)
    _set_paper(made, plan, words)
    made.autofilter(0, 0, max(len(lines), 1), len(COLUMNS) - 1)
    _set_colours(book, made, max(len(lines), 1), words)
    status = COLUMNS.index("status")
    states = [words[f"status.{one}"] for one in _STATES]
    made.data_validation(
        1,
        status,
        max(len(lines), 1),
        status,
        {"validate": "list", "source": states, "error_type": "information"},
    )


def _write_line(sheet: Sheet, number: int, line: _Line, words: Words) -> None:
    own = tuple(fitting(text, words["cell.cut"]) for text in line.own)
    names = (*OWN, *OFFICE)
    height = height_of(
        [
            (text, _WIDTHS[name])
            for name, text in zip(names, (*own, line.status, line.note), strict=True)
        ]
    )
    if height >= MOST:
        own = (*own[:-1], LIST_SEPARATOR.join(filter(None, (own[-1], words["row.long"]))))
    for place, (name, text) in enumerate(zip(OWN, own, strict=True)):
        kind = "integer" if name == "page" and text.isdecimal() else "string"
        kind = "date" if name == "due" else kind
        sheet.write(number, place, int(text) if kind == "integer" else text, kind)
    for place, text in enumerate((line.status, line.note, line.uid, mark_of(own)), len(OWN)):
        sheet.write(number, place, text)
    sheet.sheet.set_row(number, height)


def mark_of(own: tuple[str, ...]) -> str:
    """A digest of the cells that the program wrote into a line."""
    return digest_of([[plain(text) for text in own]])


def _lines(plan: Plan, words: Words, kept: tuple[KeptRow, ...]) -> Iterator[_Line]:
    """The plan's entries with the office's notes; then notes on entries that are there no more."""
    older = {row.uid: row for row in kept}
    problems = problems_of(plan, words)
    for entry in by_day(list_entries(plan)):
        row = older.pop(entry.uid, None)
        own = _own_cells(entry, problems[entry.task.id], words)
        yield _Line(own, entry.uid, row.status if row else "", row.note if row else "")
    for row in older.values():
        if row.status or row.note:
            own = (*row.own[:-1], words["row.gone"])
            yield _Line(own, row.uid, row.status, row.note)


def _own_cells(entry: Entry, problems: list[str], words: Words) -> tuple[str, ...]:
    task = entry.task
    page = next((one.page for one in task.where if one.page is not None), None)
    return (
        due_words(entry, words),
        task.task,
        task.lead or "",
        task.coordinating or "",
        task.deliverable or "",
        "" if page is None else str(page),
        LIST_SEPARATOR.join(problems),
    )


def due_words(entry: Entry, words: Words) -> str:
    """When an entry is due: a day as ISO 8601, else the plan's own words, else ours for none."""
    if entry.when.kind == "day" and entry.when.day:
        return entry.when.day.isoformat()
    said = entry.task.deadline.raw.strip() if entry.task.deadline else ""
    return said or words[f"due.{entry.when.kind}"]


def _set_paper(sheet: Any, plan: Plan, words: Words) -> None:
    """A4 on its side, as wide as the page, the headings on each; the plan above, the page below."""
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(_LANDSCAPE_A4)
    sheet.set_margins(left=_MARGIN, right=_MARGIN, top=0.8, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    header = plan.header
    parts = (header.kind, header.code, header.issuer)
    name = " ".join(part for part in parts if part) or plan.source.name
    name = plain(name)[: _HEADER // 2].replace("&", "&&")
    sheet.set_header(f'&C&"{_FONT},Bold"&13{words["list.title"]}\n&"{_FONT},Regular"&11 {name}')
    sheet.set_footer(f'&C&"{_FONT},Regular"&10{words["page.of"].format("&P", "&N")}')


def _set_colours(book: Any, sheet: Any, rows: int, words: Words) -> None:
    """Colours that the viewer computes: lines that are done, days that are past or near."""
    beside = len(OWN) + len(OFFICE) - 1
    done = f'=$H2="{words["status.done"]}"'
    past, near = "=AND(ISNUMBER($A2),$A2<TODAY())", f"=AND(ISNUMBER($A2),$A2<=TODAY()+{_WEEK})"
    for formula, last, colour in ((done, beside, _GREEN), (past, 0, _RED), (near, 0, _AMBER)):
        look = book.add_format({"bg_color": colour})
        rule = {"type": "formula", "criteria": formula, "format": look, "stop_if_true": True}
        sheet.conditional_format(1, 0, rows, last, rule)
