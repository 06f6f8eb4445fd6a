"""The pieces a page is made of: escaped text, days, tables and their rows."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from schemas.plan import Where


def escaped(value: str | None) -> str:
    """A value with everything escaped that a page would obey; nothing for None."""
    return escape(value) if value else ""


def show_day(iso: str | None) -> str:
    """A day as Vietnam writes it: 2024-02-29 is 29/02/2024."""
    return "/".join(reversed(iso.split("-"))) if iso else ""


def show_page(where: Iterable[Where]) -> str:
    """The first page that is known."""
    return next((str(one.page) for one in where if one.page is not None), "")


def joined(between: str, *parts: str | None) -> str:
    """The parts that are there."""
    return between.join(part for part in parts if part)


def table(heads: Iterable[str], rows: Iterable[str], caption: str = "") -> str:
    """A table of finished rows; heads and caption are words of our own."""
    head = "".join(f'<th scope="col">{one}</th>' for one in heads)
    note = f"<caption>{caption}</caption>" if caption else ""
    body = f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody>"
    return f'<div class="scroll"><table>{note}{body}</table></div>'


def row(*cells: tuple[str, str], identity: str = "") -> str:
    """A table row of ``(class, escaped content)``."""
    inner = "".join(f"<td{_attribute('class', kind)}>{content}</td>" for kind, content in cells)
    return f"<tr{_attribute('id', escape(identity))}>{inner}</tr>"


def _attribute(name: str, value: str) -> str:
    return f' {name}="{value}"' if value else ""


def group_row(columns: int, title: str) -> str:
    """A row that says what the rows below it share; the title is escaped already."""
    return f'<tr class="group"><th colspan="{columns}" scope="rowgroup">{title}</th></tr>'
