"""The signature below the body: by which powers, in which post, and who signed.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, cell 7; Party documents write T/M, K/T, T/L.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex
from msgspec.structs import replace

from extract.structure.ending.recipients import MAX_RECIPIENTS
from extract.structure.ending.words import (
    ITEM,
    begins_post,
    first_line,
    is_post,
    is_power,
    is_recognised,
    is_seal,
    lines_of,
    name_in,
    opens_signature,
    recipients_start,
    split_power,
)
from schemas.document import Paragraph, Place
from schemas.head import Field, Signature

_END_OF_BODY = regex.compile(r"\./\.?\s*$")

MAX_LINES = 30
"""Lines a signature block may take."""
MAX_INKED = 12
"""Lines that a stamp and a pen may leave between a recognised office and the name below it."""
_BESIDE = 20.0
"""Points between two who sign side by side."""
_LAST_LINES = 8
"""Lines at the end of a document among which a post opens a signature without any other sign."""


def find_signature(paragraphs: list[Paragraph]) -> tuple[int | None, Signature]:
    """Where the signature block begins, and what it says; (None, Signature()) where there is none.

    ``authority`` joins several powers by line ends ("TM. CHÍNH PHỦ\\nKT. THỦ TƯỚNG"), ``position``
    several posts.
    """
    for anywhere in (False, True):  # a text on forms prints signatures before its own
        before = (-1, -1)
        for index in range(len(paragraphs)):
            if not _opens(paragraphs, index, anywhere):
                continue
            start = _first_power(paragraphs, index, before)
            if start == before[1]:
                before = index, start
                continue  # no signature began there
            before = index, start
            signature = _read(paragraphs[start : start + MAX_LINES])
            if signature.position is not None or signature.signatory is not None:
                return start, signature
    return None, Signature()


def _first_power(paragraphs: list[Paragraph], index: int, before: tuple[int, int]) -> int:
    """Where the powers right above a paragraph begin; ``before``: a paragraph above, and where they
    do there.
    """
    while index and is_power(first_line(paragraphs[index - 1])):
        index -= 1
        if index == before[0]:
            return before[1]
    return index


def _opens(paragraphs: list[Paragraph], index: int, anywhere: bool) -> bool:
    """Whether a signature block begins with a paragraph: behind the body's end, or by its power
    ``anywhere``.
    """
    line = first_line(paragraphs[index])
    if anywhere:
        return is_power(line)
    return opens_signature(line) and _is_end(paragraphs, index)


def _is_end(paragraphs: list[Paragraph], index: int) -> bool:
    """Whether the body has ended above: a lone post in capitals may also stand inside a table or a
    list.
    """
    above = paragraphs[max(0, index - MAX_RECIPIENTS) : index]
    ended = any(
        _END_OF_BODY.search(one.text) or recipients_start(one.text) is not None for one in above
    )
    return ended or (index > 0 and len(paragraphs) - index <= _LAST_LINES)


def _read(paragraphs: list[Paragraph]) -> Signature:
    """The signature that begins with the first paragraph; a scan has the pen's lines between."""
    signature, inked = Signature(), 0
    for paragraph, line in _lines_of_block(paragraphs):
        if _stands_beside(paragraph, signature, paragraphs):
            continue
        taken = _with_line(line, paragraph, signature)
        if taken is None:
            inked += 1
            if not is_recognised(paragraph) or inked > MAX_INKED:
                return signature
            continue
        signature = taken
        if signature.signatory is not None:
            return signature
    return signature


def _lines_of_block(paragraphs: list[Paragraph]) -> Iterator[tuple[Paragraph, str]]:
    """The lines of a block; a recognised one ends with its page."""
    for paragraph in paragraphs:
        if is_recognised(paragraph) and _page_of(paragraph) != _page_of(paragraphs[0]):
            return
        for line in lines_of(paragraph):
            yield paragraph, line


def _stands_beside(paragraph: Paragraph, signature: Signature, block: list[Paragraph]) -> bool:
    """Whether a recognised line stands beside the post that was found: another one signs there."""
    if signature.position is None or not is_recognised(paragraph):
        return False
    places = {one.span: one.fragments[0].place for one in block if one.fragments}
    return _is_another(paragraph, signature, places)


def _is_another(
    paragraph: Paragraph, signature: Signature, places: dict[tuple[int, int], Place]
) -> bool:
    """Whether a line stands beside the post that was found, not below it: another one
    signs there.
    """
    post = places.get(signature.position.span) if signature.position else None
    place = paragraph.fragments[0].place
    if post is None or post.box is None or place.box is None:
        return False
    return place.box.x0 > post.box.x1 + _BESIDE or place.box.x1 < post.box.x0 - _BESIDE


def _page_of(paragraph: Paragraph) -> int | None:
    return paragraph.fragments[0].place.page if paragraph.fragments else None


def _with_line(line: str, paragraph: Paragraph, signature: Signature) -> Signature | None:
    """The signature with one line of its block more; None where the block has ended."""
    span = paragraph.span
    if is_seal(line):
        return signature
    if signature.position is None and is_power(line):
        power, post = split_power(line)
        signature = replace(signature, authority=_joined(signature.authority, power, span, "\n"))
        return replace(signature, position=Field(post, span)) if post else signature
    begun = signature != Signature()
    name = name_in(line) if begun and not is_post(line) else None
    if name is not None:
        return replace(signature, signatory=Field(name, span))
    if is_post(line) or _goes_on(line, paragraph, signature):
        return replace(signature, position=_with_post(signature.position, line, span))
    aside = recipients_start(line) is not None or ITEM.match(line) is not None
    return signature if aside else None


def _goes_on(line: str, paragraph: Paragraph, signature: Signature) -> bool:
    """Whether a line in capitals belongs to the post: below a power, or below the post itself."""
    torn = signature.position is not None and is_recognised(paragraph)
    return line == line.upper() and signature.authority is not None and not torn


def _with_post(before: Field | None, line: str, span: tuple[int, int]) -> Field:
    """A post with the next line of it, or with another post of the same person."""
    another = before is not None and begins_post(before.text) and begins_post(line)
    return _joined(before, line, span, "\n" if another else " ")


def _joined(before: Field | None, line: str, span: tuple[int, int], sign: str) -> Field:
    if before is None:
        return Field(line, span)
    return Field(f"{before.text}{sign}{line}", (before.span[0], span[1]))
