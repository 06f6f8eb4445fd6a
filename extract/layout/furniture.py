"""What stands on a page and is no content: page numbers, the gazette's running head,
signature overlays.
"""

from __future__ import annotations

from typing import Literal

import regex

from schemas.page import Box, Line, Page

FurnitureKind = Literal["page_number", "running_head", "signature_overlay"]

_MARGIN = 0.11
"""Share of the page's height above and below which furniture stands."""

_PAGE_NUMBER = regex.compile(
    r"[-–—]?\s*(?:Trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?\s*[-–—]?", regex.IGNORECASE
)
# Source: the Official Gazette prints «CÔNG BÁO/Số 238/Ngày 21-04-2026 92» over every page.
_GAZETTE = regex.compile(r"(?:\d{1,4}\s+)?CÔNG BÁO\s*/\s*Số .{3,60}")
_SIGNED = regex.compile(
    r"""(?:Ký\ bởi|Người\ ký|Email|Cơ\ quan|Thời\ gian\ ký|Ngày\ ký
        |Digitally\ signed|Signature|Date)\s*:.*
      | Signature\ (?:Not\ Verified|Valid).*""",
    regex.IGNORECASE | regex.VERBOSE,
)


def furniture_kind(page: Page, line: Line) -> FurnitureKind | None:
    """What kind of furniture a line is by its words and place; None for content."""
    middle = (line.box.top + line.box.bottom) / 2 / page.height
    if _MARGIN < middle < 1 - _MARGIN:
        return None
    if _PAGE_NUMBER.fullmatch(line.text) and not _stands_between(page, line.box):
        return "page_number"
    if _GAZETTE.fullmatch(line.text):
        return "running_head"
    if is_signature(line.text):
        return "signature_overlay"
    return None


def _stands_between(page: Page, box: Box) -> bool:
    """Whether a number stands at half the height of a row:
    beside it one line ends and the next one begins.
    """
    beside = [
        line.box for line in page.lines if line.box.top < box.bottom and line.box.bottom > box.top
    ]
    return any(one.top < box.top and one.bottom < box.bottom for one in beside) and any(
        one.top > box.top and one.bottom > box.bottom for one in beside
    )


def is_signature(text: str) -> bool:
    """Whether a line is of the text that a digital signature draws on its page."""
    return _SIGNED.fullmatch(text.strip()) is not None
