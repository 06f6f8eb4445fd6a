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
    if head.code is not None or head.place_date is not None or head.title is not None:
        return None
    end = next((at for at, one in enumerate(lines[: _MOST_LINES + 1]) if is_attached(one.text)), 0)
    above = [one for one in lines[:end] if one.text and not RULE.fullmatch(one.text)]
    if not above or not all(one.is_capital for one in above):
        return None
    first = above[0]
    named = len(above) > 1 and unit_head().match(first.text) and not needs_name(first.text)
    titled = above[1:] if named else above
    title = Field(
        " ".join(one.printed for one in titled),
        (titled[0].paragraph.span[0], titled[-1].paragraph.span[1]),
    )
    issuer = Field(first.text, first.paragraph.span) if named else None
    return replace(head, title=title, issuer=issuer, parent=None), end
