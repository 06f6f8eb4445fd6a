"""Lines that hold two columns of a head or of a signature, parted by tabs or a wide blank, as
typists set them.
"""

from __future__ import annotations

from typing import NamedTuple

import regex
from msgspec.structs import replace

from extract.structure.ending.words import ITEM, is_post, name_in, opens_signature
from normalize.writing.text import squeeze
from schemas.document import Paragraph

_GAP = regex.compile(r"(?P<left>.*?\S)??(?:[ \xa0]*\t\s*|[ \xa0]{3,})(?P<right>\S.*)")


class Halves(NamedTuple):
    """What stands on the left and on the right of a line; either may be empty."""

    left: str
    right: str


def halves(line: str) -> Halves:
    """A line's halves; one without a gap is all left.

    >>> halves("Nơi nhận:\\t\\tCHỦ TỊCH")
    Halves(left='Nơi nhận:', right='CHỦ TỊCH')
    >>> halves("     CHỦ TỊCH")
    Halves(left='', right='CHỦ TỊCH')
    >>> halves("- Lưu: VT.")
    Halves(left='- Lưu: VT.', right='')
    """
    match = _GAP.fullmatch(line.rstrip())
    if match is None:
        return Halves(squeeze(line), "")
    return Halves(squeeze(match["left"] or ""), squeeze(match["right"]))


def lines_as_set(paragraph: Paragraph) -> list[str]:
    """A paragraph's lines with their gaps; a reader may have joined those of a text."""
    lines = [line for one in paragraph.fragments for line in one.text.split("\n")]
    return lines if any(_GAP.fullmatch(line) for line in lines) else paragraph.text.split("\n")


def in_columns(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The lines of two columns, those of the left one first; paragraphs without gaps stay as they
    are.
    """
    if not any(_GAP.fullmatch(line) for one in paragraphs for line in lines_as_set(one)):
        return paragraphs
    left: list[Paragraph] = []
    right: list[Paragraph] = []
    for paragraph in paragraphs:
        for line in lines_as_set(paragraph):
            sides = halves(line)
            if not sides.right and _is_signers(sides.left, right):
                sides = Halves("", sides.left)
            left += [replace(paragraph, text=sides.left)] if sides.left else []
            right += [replace(paragraph, text=sides.right, marker="")] if sides.right else []
    return [*left, *right]


def _is_signers(line: str, right: list[Paragraph]) -> bool:
    """Whether a line without a gap belongs to the signature: a power, a post, a name
    below a post.
    """
    if opens_signature(line):
        return True
    signed = any(is_post(one.text) for one in right)
    return signed and ITEM.match(line) is None and name_in(line) is not None
