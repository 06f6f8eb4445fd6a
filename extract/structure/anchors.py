"""The lines of a recognised head and signature as they are meant: what holds the structure must not hang on one mark.

Only what the structure is found by is understood here; the text itself keeps what was read, and the record tells of
every word that was understood otherwise.
"""

from __future__ import annotations

from dataclasses import replace

import regex

from normalize.spelling import repair
from schemas.document import Field, Paragraph

MAX_LINE = 90
"""Letters in a line that may hold a head or a signature; longer ones are running text."""

# "Số: ý# /CT-UBND", "Số:ÍÉ‡/SYT-NVY": a pen's number, or a worn one, before a printed symbol
_CODE = regex.compile(
    r"""^\W* S[ốôóõỗồo] \W* (?P<number> [^/\s]{1,12} (?:\s[^/\s]{1,6})? )? \s*
        (?P<symbol> / [\p{Lu}Đ]{2,}[\p{L}\d]* (?:\s?-\s?[\p{Lu}Đ][\p{L}\d&]*){1,3} )""",
    regex.VERBOSE,
)
# "Cần Thơ, ngày‹)\ thángO năm 2025"
_DATE = regex.compile(
    r"""(?P<place> \p{Lu}[\p{L}\s.\-']{1,40}? ) \s* [,.] \s*
        ng[àaá]y .{0,12}? th[áàa]ng .{0,12}? n[ăaàâ]m \W{0,3} \S{0,5}""",
    regex.VERBOSE,
)


def is_recognised(paragraph: Paragraph) -> bool:
    """Whether a paragraph was read from a picture."""
    return any(fragment.place.confidence < 1 for fragment in paragraph.fragments)


def understood(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The same paragraphs, the short recognised ones with their words as they are understood."""
    return [
        replace(one, text=repair(one.text)[0]) if len(one.text) <= MAX_LINE and is_recognised(one) else one
        for one in paragraphs
    ]


def find_garbled(paragraphs: list[Paragraph]) -> dict[str, Field]:
    """Code and place with date where the pen's part of them was read as anything; the code has no number then."""
    found: dict[str, Field] = {}
    for paragraph in filter(is_recognised, paragraphs):
        code, dated = _CODE.search(paragraph.text), _DATE.search(paragraph.text)
        start = paragraph.span[0]
        if code and "code" not in found:
            found["code"] = Field(code["symbol"], (start + code.start(), start + code.end()))
        if dated and "place_date" not in found:
            found["place_date"] = Field(dated.group(), (start + dated.start(), start + dated.end()))
    return found
