"""An attachment that prints neither letterhead nor kind: its title stands above the line that says
what issues it.
"""

from __future__ import annotations

from msgspec.structs import replace

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
    end = _attached_at(lines)
    above = [one for one in lines[:end] if one.text and not RULE.fullmatch(one.text)]
    if not above or not all(one.is_capital for one in above):
        return None
    issued = len(above) > 1 and _names_body(above[0].text)
    issuer = Field(above[0].text, above[0].paragraph.span) if issued else None
    return replace(head, title=_joined(above[issued:]), issuer=issuer, parent=None), end


def _attached_at(lines: list[Line]) -> int:
    """The line that says what the attachment belongs to; 0 where none of the first ones does."""
    attached = (at for at, one in enumerate(lines[: _MOST_LINES + 1]) if is_attached(one.text))
    return next(attached, 0)


def _names_body(line: str) -> bool:
    return unit_head().match(line) is not None and not needs_name(line)


def _joined(lines: list[Line]) -> Field:
    """Lines below each other as one value."""
    span = lines[0].paragraph.span[0], lines[-1].paragraph.span[1]
    return Field(" ".join(one.printed for one in lines), span)
