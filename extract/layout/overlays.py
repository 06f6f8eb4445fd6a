"""What stands on a page beside its text: the words of a digital signature, a receiver's stamp,
a turned running head.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục IV (dấu "Đến": the receiver's name, ĐẾN, Số, Ngày, Chuyển,
Số và ký hiệu HS).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from statistics import median

import regex

from extract.layout.furniture import is_signature
from schemas.page import Box, Line, Page, box_around

_SIGNER = regex.compile(
    r"(?:Ký\ bởi|Người\ ký|Ngày\ ký|Thời\ gian\ ký"
    r"|Digitally\ signed|Signature\ (?:Not\ Verified|Valid)).*",
    regex.IGNORECASE | regex.VERBOSE,
)
_ARRIVED = regex.compile(r"(?:(?:CÔNG VĂN|VĂN BẢN)\s+)?ĐẾN|(?:Công văn|Văn bản) đến")
_STAMPED = regex.compile(
    r"""(?: (?:CÔNG\ VĂN|VĂN\ BẢN)?\s* ĐẾN \s+ )?
        (?: Số (?:\ đến)? \s*:? [\s.…_]* \d{0,6} [\s.…_]*
          | (?:Ngày|Giờ) (?:\ đến)? \s*:? [\s.…_\d/:h-]*
          | (?:Chuyển|Kính\ chuyển|Lưu(?:\ hồ\ sơ)?(?:\ số)?|Số\ và\ ký\ hiệu\ HS|Số\ hồ\ sơ)
            \s*:.{0,60} )""",
    regex.VERBOSE,
)
_FEWEST_STAMPED = 2
_MOST_LINES = 8
_NEAR = 1.4
"""In line heights: lines of one stamp stand closer."""

_FEWEST_PIECES = 5
_MOST_WIDE = 2.0
"""In line heights: so wide a line of turned letters is at most."""
_LONG = 0.2
"""Share of the page's height that a text down its margin takes at least."""


def signature_lines(lines: list[Line]) -> list[Line]:
    """The lines of digital signatures, which name their signer or their time,
    wherever they stand on the page.
    """
    found: list[Line] = []
    for line in lines:
        if not any(line is one for one in found) and _SIGNER.fullmatch(line.text.strip()):
            block = _around(line, lines, lambda one: is_signature(one.text))
            found.extend(block if len(block) > 1 else [])
    return found


def received_lines(lines: list[Line]) -> list[Line]:
    """The lines of a receiver's stamp that is drawn on the
    page without a table around its words.
    """
    for line in lines:
        if _ARRIVED.fullmatch(line.text.strip()):
            block = _around(
                line, lines, lambda one: _STAMPED.fullmatch(one.text.strip()) is not None
            )
            if len(block) > _FEWEST_STAMPED:
                return [*block, *_receiver(block, lines)]
    return []


def turned_lines(page: Page, lines: list[Line], tables: list[Box]) -> list[Line]:
    """The pieces of a text that runs down a margin, which a recogniser took for short lines one
    below the other.
    """
    doubted = [line for line in lines if line.confidence < 1]
    if not tables or not doubted:
        return []
    height = median(line.box.bottom - line.box.top for line in doubted)
    found: list[Line] = []
    for side in (_right_of, _left_of):
        edge = max(side(box)[1] for box in tables)
        margin = [line for line in lines if side(line.box)[0] >= edge]
        if _runs_down(page, margin, height):
            found.extend(margin)
    return found


def _runs_down(page: Page, pieces: list[Line], height: float) -> bool:
    """Whether recognised lines, as high as ``height``, are one below the other in a long strip."""
    if len(pieces) < _FEWEST_PIECES or any(line.confidence == 1 for line in pieces):
        return False
    strip = box_around([line.box for line in pieces])
    narrow = strip.x1 - strip.x0 <= _MOST_WIDE * height
    return narrow and strip.bottom - strip.top >= _LONG * page.height


def _right_of(box: Box) -> tuple[float, float]:
    return box.x0, box.x1


def _left_of(box: Box) -> tuple[float, float]:
    """A box as `_right_of` sees it in a mirror."""
    return -box.x1, -box.x0


def is_received(texts: Iterable[str]) -> bool:
    """Whether the lines in a frame are those of a receiver's stamp."""
    lines = [line.strip() for text in texts for line in text.split("\n") if line.strip()]
    stamped = sum(_STAMPED.fullmatch(line) is not None for line in lines)
    arrived = any(_ARRIVED.match(line) for line in lines)
    return arrived and stamped >= _FEWEST_STAMPED and len(lines) <= _MOST_LINES


def _around(first: Line, lines: list[Line], belongs: Callable[[Line], bool]) -> list[Line]:
    """A line with those like it that stand near, one beside the other or below it."""
    block, waiting = [first], [first]
    rest = [line for line in lines if line is not first and belongs(line)]
    while waiting:
        box = waiting.pop().box
        near = [line for line in rest if _is_near(box, line.box)]
        rest = [line for line in rest if not any(line is one for one in near)]
        block.extend(near)
        waiting.extend(near)
    return block


def _is_near(box: Box, other: Box) -> bool:
    height = max(box.bottom - box.top, other.bottom - other.top)
    apart = max(box.x0, other.x0) - min(box.x1, other.x1)
    return (
        apart < 3 * height
        and max(box.top, other.top) - min(box.bottom, other.bottom) < _NEAR * height
    )


def _receiver(block: list[Line], lines: list[Line]) -> list[Line]:
    """The receiver's name in capitals of the same height right above a stamp's first line."""
    first = min(block, key=lambda line: line.box.top)
    height = first.box.bottom - first.box.top
    return [
        line
        for line in lines
        if line.text == line.text.upper()
        and abs(line.box.bottom - line.box.top - height) < 0.15 * height
        and -0.5 * height < first.box.top - line.box.bottom < 0.6 * height
        and min(line.box.x1, max(one.box.x1 for one in block))
        > max(line.box.x0, min(one.box.x0 for one in block))
        and not any(line is one for one in block)
    ][-1:]
