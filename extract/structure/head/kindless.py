"""An attachment that prints neither letterhead nor kind: its title stands above the line that says what issues it."""

from __future__ import annotations

from dataclasses import replace

from extract.structure.head.attached_line import is_attached
from extract.structure.head.lines import RULE, Line, unit_head
from normalize.body.heads import needs_name
from schemas.head import Field, Head

_MOST_LINES = 8
"""Lines of such a head above the one in brackets."""


def read_without_kind(lines: list[Line], head: Head) -> tuple[Head, int] | None:
    """The head of such an attachment and how many lines it takes; None for any other document.

    The first line is the body that issues it where it names one; the others are its title.
    """
    if any((head.code, head.place_date, head.title)):
        return None
    attached = (at for at, one in enumerate(lines[: _MOST_LINES + 1]) if is_attached(one.text))
    end = next(attached, 0)
    above = [one for one in lines[:end] if one.text and not RULE.fullmatch(one.text)]
    if not above or not all(one.is_capital for one in above):
        return None
    first, *titled = above
    issuer = Field(first.text, first.paragraph.span) if titled and _names_body(first.text) else None
    title = _joined(above if issuer is None else titled)
    return replace(head, title=title, issuer=issuer, parent=None), end


def _names_body(line: str) -> bool:
    return unit_head().match(line) is not None and not needs_name(line)


def _joined(lines: list[Line]) -> Field:
    """Lines below each other as one value."""
    span = lines[0].paragraph.span[0], lines[-1].paragraph.span[1]
    return Field(" ".join(one.printed for one in lines), span)
