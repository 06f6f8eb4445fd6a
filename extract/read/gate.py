"""The one gate behind every reader: only letters that are letters pass,
and boxes that lie somewhere.

Files state any number for a letter, and draw it anywhere: halves of surrogates, controls, numbers
that are no characters; places that are not numbers, or lie hundreds of metres off the page. What is
drawn although nobody can tell which letter it is stands in the text as U+FFFD, and is said
(`extract.pipeline.unknown`); what nobody sees is left out.
"""

from __future__ import annotations

import re

import regex

from normalize.writing.text import nfc
from schemas.page import UNKNOWN_LETTER, Box, Line, Page, Rule

FARTHEST = 1_000_000.0
"""Points: no coordinate of a page is as large."""

_LONGEST_SIDE = 14_400.0
"""Points (five metres). Source: ISO 32000-1, annex C.2."""

_USUAL_SHEET = (0.0, 0.0, 595.0, 842.0)

_NO_CHARACTERS = "".join(
    chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)
)
_ODD = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NO_CHARACTERS}]")
_SILENT = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
"""Controls that documents hold for other programs; they show nothing."""

# U+FFFE is pdfium's word for a hyphen at the end of a line
_UNCLEAR = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffd\uffff]")

_LOOSE = regex.compile(r"\s\p{Mn}")
_LOOSE_MARK = regex.compile(r"\s+(?=\p{Mn})")
# all letters but these; named themselves, they take a hundredth of a start to compile
_PERHAPS_UNCLEAN = re.compile("[^\t\n\x20-\x7e\xa0-\u02ff\u1ea0-\u20cf]")
"""Some letter of what `_ODD` and `_LOOSE` match: one search instead of two on nearly every text."""


def sound_text(text: str) -> str:
    """Text as documents hold it, in NFC: silent controls dropped, halves of a letter joined,
    others U+FFFD.

    >>> sound_text("\\ud835\\udc4e, \\ud835 và \\x1b5\\x96") == "\\U0001d44e, \\ufffd và 5\\ufffd"
    True
    """
    return nfc(_known(text) if _ODD.search(text) else text)


def clean(text: str) -> str:
    """Text as it is drawn, in NFC: as `sound_text`, and marks that drifted off set on their letter.

    >>> clean("V\\u00ea \\u0300 đổi mới\\r") == "Về đổi mới"
    True
    """
    if _PERHAPS_UNCLEAN.search(text):
        if _ODD.search(text):
            text = _known(text)
        if _LOOSE.search(text):
            text = _LOOSE_MARK.sub("", text)
    return nfc(text)


def _known(text: str) -> str:
    joined = (
        _SILENT.sub("", text).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    )
    return _ODD.sub(UNKNOWN_LETTER, joined)


def is_unclear(text: str) -> bool:
    """Whether drawn letters are among those of a page that no letter is,
    so that each must be looked at.
    """
    return _UNCLEAR.search(text) is not None


def letter_of(code: int) -> str:
    """The letter with a number that a file states; halves of surrogates stay for the other half.

    >>> letter_of(0x1EBF), letter_of(0xFFFFFFFF) == UNKNOWN_LETTER
    ('ế', True)
    """
    return chr(code) if code < 0x110000 else UNKNOWN_LETTER


def drawn_letter(letter: str) -> str:
    """A letter that is drawn, where the engine does not say whether it leaves ink: never a control.

    >>> drawn = [drawn_letter(one) for one in ("a", "\\t", "\\x1b", "(cid:17)")]
    >>> drawn == ["a", " ", UNKNOWN_LETTER, UNKNOWN_LETTER]
    True
    """
    if letter in ("\t", "\n", "\r"):
        return " "
    return UNKNOWN_LETTER if _ODD.search(letter) or _NO_LETTER.fullmatch(letter) else letter


_NO_LETTER = re.compile(r"\(cid:\d+\)")
"""What pdfminer calls a glyph without a letter."""


def is_placed(box: Box | Rule) -> bool:
    """Whether a box lies somewhere, its sides in their order."""
    return -FARTHEST < box[0] <= box[2] < FARTHEST and -FARTHEST < box[1] <= box[3] < FARTHEST


def placed(box: Box | Rule) -> Box | None:
    """The part of a box that can lie somewhere, its sides in their order;
    None where a side is no number.

    >>> placed(Box(5.0, float("-inf"), 3.0, 20.0))
    Box(x0=3.0, top=-1000000.0, x1=5.0, bottom=20.0)
    >>> placed(Box(float("nan"), 0, 3, 20)) is None
    True
    """
    if any(side != side for side in box):
        return None
    x0, top, x1, bottom = (min(max(side, -FARTHEST), FARTHEST) for side in box)
    return Box(min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom))


def sheet(*rectangles: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """The first rectangle (left, bottom, right, top) that can be a page, no larger than pages are;
    A4 where none is.

    >>> sheet((0, 0, 0, 0), (10, 10, 20, 2.0**31)), sheet((float("nan"), 0, 1, 1))
    ((10, 10, 20, 14410.0), (0.0, 0.0, 595.0, 842.0))
    """
    for left, bottom, right, top in rectangles:
        if (
            -FARTHEST < left < right - 1
            and -FARTHEST < bottom < top - 1
            and max(left, bottom) < FARTHEST
        ):
            return left, bottom, min(right, left + _LONGEST_SIDE), min(top, bottom + _LONGEST_SIDE)
    return _USUAL_SHEET


def sound_page(page: Page) -> Page:
    """The page without lines that say nothing, and what lies nowhere;
    of pictures the part that it shows.
    """
    for lines in (page.lines, page.overlay, page.stamps, page.fields, page.notes):
        if not all(line.text and is_placed(line.box) for line in lines):
            lines[:] = [sound for line in lines if (sound := _sound_line(line)) is not None]
    if not all(map(is_placed, page.rules)):
        page.rules[:] = [Rule(*box) for rule in page.rules if (box := placed(rule)) is not None]
    page.images[:] = [box for image in page.images if (box := _shown(image, page)) is not None]
    return page


def _sound_line(line: Line) -> Line | None:
    box = placed(line.box)
    return line._replace(box=box) if box is not None and line.text else None


def _shown(image: Box, page: Page) -> Box | None:
    box = placed(image)
    if (
        box is None
        or box.x1 <= 0
        or box.bottom <= 0
        or box.x0 >= page.width
        or box.top >= page.height
    ):
        return None
    return Box(
        max(box.x0, 0.0), max(box.top, 0.0), min(box.x1, page.width), min(box.bottom, page.height)
    )
