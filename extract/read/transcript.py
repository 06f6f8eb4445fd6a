"""Transcripts: plain text or light Markdown, with tables as tab-separated or pipe-separated lines.

The source text stays as it is (`Source.text`); markup (``#``, ``**``, ``*``, ``<b>``) is left out of paragraphs and
cells only.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import regex

from extract.read.sniff import decode_text
from normalize.text import nfc
from schemas.document import Block, Cell, Fragment, Grid, Paragraph, Place, Source, TableRow
from schemas.errors import UnsupportedError

_HEADING = regex.compile(r"(?P<level>#{1,6})[ \t]+")
_MARKUP = regex.compile(r"\*\*|</?[biu]>|</?strong>|</?em>|<br\s*/?>")
_EMPHASIS = regex.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])")
_BOLD_LINE = regex.compile(r"\s*(?:#{1,6}\s*)?(?:\*\*.*\*\*|<b>.*</b>)\s*")
_PIPE_ROW = regex.compile(r"\s*\|.*\|\s*")
_PIPE_RULE = regex.compile(r"\s*\|(?:\s*:?-+:?\s*\|)+\s*")
_BULLET = regex.compile(r"\s*(?:[-+*•–]\s|#{1,6}\s|(?:[IVXLC]{1,6}|\d{1,2}(?:\.\d{1,2})*|\p{L})[.)]\s)")


class _Line(NamedTuple):
    """A line of the text with its number from 1 and its start."""

    text: str
    number: int
    start: int


def read_transcript(data: bytes) -> Source:
    """The blocks of a transcript, every fragment with its span in the text.

    Raises:
        UnsupportedError: the bytes are no UTF-8 or UTF-16 text.
    """
    decoded = decode_text(data)
    if decoded is None:
        raise UnsupportedError("is no UTF-8 or UTF-16 text")
    text = nfc(decoded.replace("\r\n", "\n").replace("\r", "\n"))
    blocks: list[Block] = []
    paragraph: list[_Line] = []
    rows: list[_Line] = []

    def finish_paragraph() -> None:
        if paragraph:
            blocks.append(_paragraph(paragraph))
            paragraph.clear()

    def finish_table() -> None:
        if rows:
            blocks.append(_grid(rows))
            rows.clear()

    for line in _lines(text):
        if _is_row(line.text):
            finish_paragraph()
            rows.append(line)
            continue
        finish_table()
        if not line.text.strip() or (paragraph and _begins(line.text, paragraph[-1].text)):
            finish_paragraph()
        if line.text.strip():
            paragraph.append(line)
    finish_paragraph()
    finish_table()
    _mark_neighbours(blocks)
    return Source(blocks, "text/plain", "none", text=text)


def _lines(text: str) -> list[_Line]:
    lines = []
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        lines.append(_Line(line, number, start))
        start += len(line) + 1
    return lines


def _is_row(line: str) -> bool:
    """Whether a line is a row of a table; a pipe table needs both outer pipes."""
    return "\t" in line.strip("\n ") or _PIPE_ROW.fullmatch(line) is not None


def _begins(line: str, before: str) -> bool:
    """Whether a line begins a paragraph without a blank line: after a hard break, at a bullet, number or heading."""
    return before.endswith("  ") or _BULLET.match(line) is not None or _HEADING.match(before) is not None


def _paragraph(lines: list[_Line]) -> Paragraph:
    fragments = tuple(_fragment(line.text, line.start, line.number) for line in lines)
    heading = _HEADING.match(lines[0].text)
    return Paragraph(
        " ".join(fragment.text for fragment in fragments),
        fragments,
        level=len(heading["level"]) if heading else 0,
        bold=all(_BOLD_LINE.fullmatch(line.text) for line in lines),
    )


def _fragment(raw: str, start: int, number: int) -> Fragment:
    """The text of a line or cell without markup, and the span of what the markup surrounds."""
    bare = raw.strip()
    begin = start + raw.find(bare) if bare else start
    return Fragment(_plain(bare), Place(line=number), (begin, begin + len(bare)))


def _plain(text: str) -> str:
    """The text without markup.

    >>> _plain("### **1. Cải cách thể chế**")
    '1. Cải cách thể chế'
    >>> _plain("(*trừ văn bản mật*).")
    '(trừ văn bản mật).'
    """
    text = _HEADING.sub("", text, count=1) if _HEADING.match(text) else text
    return _EMPHASIS.sub(r"\1", _MARKUP.sub("", text)).strip()


def _grid(lines: list[_Line]) -> Grid:
    """One table; rows made rectangular by empty cells at their end."""
    rows: list[TableRow] = [_row(line) for line in lines if not _PIPE_RULE.fullmatch(line.text)]
    width = max(len(row) for row in rows)
    return Grid([row + [Cell("") for _ in range(width - len(row))] for row in rows])


def _row(line: _Line) -> TableRow:
    separator = "\t" if "\t" in line.text else "|"
    raw, start = line.text, line.start
    if separator == "|":
        start += raw.index("|") + 1
        raw = raw.strip()[1:-1]
    cells = []
    for piece in raw.split(separator):
        fragment = _fragment(piece, start, line.number)
        bold = _BOLD_LINE.fullmatch(piece) is not None
        cells.append(Cell(fragment.text, (fragment,) if fragment.text else (), bold=bold))
        start += len(piece) + 1
    return cells


def _mark_neighbours(blocks: list[Block]) -> None:
    """Tables with nothing but blank lines between them may be pieces of one table cut by pages."""
    for before, after in pairwise(blocks):
        if isinstance(before, Grid) and isinstance(after, Grid):
            before.page_bottom = after.page_top = True
