"""The stamp of an office that received a document: its number and its date are not the
document's.
"""

from __future__ import annotations

from functools import cache

import regex
from msgspec.structs import replace

from extract.structure.head.lines import CODE, Line, unit_head
from normalize.letterhead import head_pattern

_STAMPED = regex.compile(
    r"""\s*(?: (?:Số|SỐ)\s*:?[\s.\d]* | (?:Ngày|NGÀY|Giờ)\s*:?[\s.…\d/-]+(?:tháng.{0,25})?
              | (?:Chuyển|CHUYỂN|Lưu\ hồ\ sơ)\b.* )\s*""",
    regex.VERBOSE,
)
_MOST_STAMP = 5
"""Lines of a stamp."""


def without_stamp(lines: list[Line]) -> list[Line]:
    """The lines of a head, those of a receiver's stamp empty.

    The receiver's name above the stamp's word is a capital line like the issuer's; it is taken out
    where it stands first or behind the document's number, and another body remains.
    """
    stamped = [index for index, one in enumerate(lines) if _received().match(one.text)]
    if not stamped:
        return lines
    units = [index for index, one in enumerate(lines) if unit_head().match(one.text)]
    taken = set(stamped)
    for at in stamped:
        if _is_receiver(at - 1, lines, units):
            taken.add(at - 1)
        below = range(at + 1, min(at + _MOST_STAMP, len(lines)))
        taken.update(index for index in below if _STAMPED.fullmatch(lines[index].text))
    return [_emptied(one) if index in taken else one for index, one in enumerate(lines)]


def _is_receiver(at: int, lines: list[Line], units: list[int]) -> bool:
    """Whether the line above a stamp's word names who received."""
    numbered = any(CODE.match(one.text) for one in lines[: at + 1])
    return at in units and (at == 0 or numbered) and len(units) > 1


def _emptied(line: Line) -> Line:
    return Line("", replace(line.paragraph, text="", level=0))


@cache
def _received() -> regex.Pattern[str]:
    word = head_pattern("received", capitals=True)
    return regex.compile(rf"{word}\b\s*(?::|$|\P{{Lu}}*(?:Số|SỐ|Ngày|NGÀY)\b.*)")
