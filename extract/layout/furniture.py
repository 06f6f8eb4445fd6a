"""What stands on a page and is no content: page numbers, the gazette's running head, signature overlays."""

from __future__ import annotations

from typing import Literal

import regex

from schemas.page import Line, Page

FurnitureKind = Literal["page_number", "running_head", "signature_overlay"]

_MARGIN = 0.11
"""Share of the page's height above and below which furniture stands."""

_PAGE_NUMBER = regex.compile(r"[-–—]?\s*(?:Trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?\s*[-–—]?", regex.IGNORECASE)
# Source: the Official Gazette prints «CÔNG BÁO/Số 238/Ngày 21-04-2026 92» over every page.
_GAZETTE = regex.compile(r"(?:\d{1,4}\s+)?CÔNG BÁO\s*/\s*Số .{3,60}")
_SIGNED = regex.compile(
    r"""(?:Ký\ bởi|Người\ ký|Email|Cơ\ quan|Thời\ gian\ ký|Ngày\ ký|Digitally\ signed|Signature|Date)\s*:.*
      | Signature\ (?:Not\ Verified|Valid).*""",
    regex.IGNORECASE | regex.VERBOSE,
)


def furniture_kind(page: Page, line: Line) -> FurnitureKind | None:
    """What kind of furniture a line is by its words and place; None for content."""
    middle = (line.box.top + line.box.bottom) / 2 / page.height
    if _MARGIN < middle < 1 - _MARGIN:
        return None
    if _PAGE_NUMBER.fullmatch(line.text):
        return "page_number"
    if _GAZETTE.fullmatch(line.text):
        return "running_head"
    if is_signature(line.text):
        return "signature_overlay"
    return None


def is_signature(text: str) -> bool:
    """Whether a line is of the text that a digital signature draws on its page."""
    return _SIGNED.fullmatch(text.strip()) is not None
