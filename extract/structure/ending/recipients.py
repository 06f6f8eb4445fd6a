"""The lines of *Nơi nhận*: to whom a document goes.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, cell 9.
"""

from __future__ import annotations

from extract.structure.ending.words import ITEM, opens_signature, recipients_start
from normalize.writing.text import squeeze
from schemas.document import Paragraph
from schemas.head import Field

MAX_RECIPIENTS = 60
"""Lines that the list of recipients may take."""


def find_recipients(paragraphs: list[Paragraph]) -> tuple[int | None, tuple[Field, ...]]:
    """Where *Nơi nhận* begins, and its lines without bullets; (None, ()) where there is none."""
    for index, paragraph in enumerate(paragraphs):
        start = recipients_start(paragraph.text)
        if start is not None:
            return index, tuple(_read(paragraphs[index : index + MAX_RECIPIENTS], start))
    return None, ()


def _read(paragraphs: list[Paragraph], skip: int) -> list[Field]:
    lines: list[Field] = []
    for number, paragraph in enumerate(paragraphs):
        raw = paragraph.text[skip:] if number == 0 else paragraph.text
        for line in filter(str.strip, raw.split("\n")):
            if opens_signature(squeeze(line)) or _is_over(line, paragraph, lines):
                return lines
            lines = _with(lines, line, paragraph)
            if _is_archive(lines[-1].text):
                return lines
    return lines


def _begins(line: str, paragraph: Paragraph) -> bool:
    """Whether a line is a recipient of its own."""
    return bool(paragraph.marker) or ITEM.match(line) is not None


def _is_over(line: str, paragraph: Paragraph, lines: list[Field]) -> bool:
    """Whether the list ended above a line: with a full stop, and no other recipient follows."""
    return bool(lines) and lines[-1].text.endswith(".") and not _begins(line, paragraph)


def _with(lines: list[Field], line: str, paragraph: Paragraph) -> list[Field]:
    """The recipients with one line more, which may go on with the last of them."""
    span, name = paragraph.span, squeeze(ITEM.sub("", line))
    if not lines or _begins(line, paragraph):
        return [*lines, Field(name, span)]
    last = lines[-1]
    return [*lines[:-1], Field(f"{last.text} {name}", (last.span[0], span[1]))]


def _is_archive(line: str) -> bool:
    """Whether a line is the last of every list: where the document is kept."""
    return line.endswith(".") and "Lưu" in line
