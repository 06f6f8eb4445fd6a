"""The pieces a page is made of: escaped text, tables and their rows."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from schemas.plan import Where


def escaped(value: str | None) -> str:
    """A value with everything escaped that a page would obey; nothing for None."""
    return escape(value) if value else ""


def show_page(where: Iterable[Where]) -> str:
    """The first page that is known."""
    return next((str(one.page) for one in where if one.page is not None), "")


def joined(between: str, *parts: str | None) -> str:
    """The parts that are there."""
    return between.join(part for part in parts if part)


class Table:
    """A table whose cells know their headings, so that a narrow screen can show each row as a list.

    Heads and titles are words of our own, cells are escaped already.
    """

    def __init__(self, *heads: str) -> None:
        """Begin."""
        self._heads = heads
        self._rows: list[str] = []

    def group(self, title: str) -> None:
        """A row that says what the rows below it share."""
        span = f'colspan="{len(self._heads)}" scope="rowgroup"'
        self._rows.append(f'<tr class="group"><th {span}>{title}</th></tr>')

    def row(self, *cells: tuple[str, str], identity: str = "") -> None:
        """A row of ``(class, escaped content)``."""
        inner = "".join(
            f"<td{_attribute('class', kind)}{_attribute('data-head', head)}>{content}</td>"
            for head, (kind, content) in zip(self._heads, cells, strict=True)
        )
        self._rows.append(f"<tr{_attribute('id', escape(identity))}>{inner}</tr>")

    def html(self) -> str:
        """The table; nothing where it has no rows."""
        if not self._rows:
            return ""
        head = "".join(f'<th scope="col">{one}</th>' for one in self._heads)
        body = f"<thead><tr>{head}</tr></thead><tbody>{''.join(self._rows)}</tbody>"
        return f'<div class="scroll"><table class="rows">{body}</table></div>'


def _attribute(name: str, value: str) -> str:
    return f' {name}="{value}"' if value else ""
