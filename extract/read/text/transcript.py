"""Transcripts: plain text or light Markdown, with tables as tab-separated or pipe-separated lines.

The source text stays as it is (`Source.text`); markup (``#``, ``**``, ``*``, ``<b>``) is left out
of paragraphs and cells only.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import regex

from extract.read.gate import sound_text
from extract.read.sniff import decode_text
from extract.read.text.markup import heading_level, is_bold, show, show_lines
from schemas.document import (
    Block,
    Cell,
    Fragment,
    Furniture,
    Grid,
    Paragraph,
    Place,
    Source,
    TableRow,
)
from schemas.errors import UnsupportedError

_MARKER = r"(?:[IVXLC]{1,6}|\d{1,3}(?:\.\d{1,3}){0,3}|\p{L})"
_ARTICLE = r"(?:Điều|Chương|Mục|Phần|Khoản)\s+[\dIVXLC]{1,5}[.:]"
_ITEM = regex.compile(rf"\s*(?:\*\*|<b>)?(?:[-+*•–▪]\s|{_MARKER}[.)]\s|\(\d{{1,2}}\)\s|{_ARTICLE})")
_LIST_LINE = regex.compile(rf"\s*(?:[-+*•–▪o]|{_MARKER}[.)]?|\(\d{{1,2}}\))\t+[^\t]+")
_RULE = regex.compile(r"\s*(?:-{3,}|={3,}|_{3,}|\*{3,}|(?:[-*_] ){2,}[-*_])\s*")
_PIPE = regex.compile(r"(?<!\\)\|")
_PIPE_ROW = regex.compile(r"\s*\|.*\|\s*")
_PIPE_RULE = regex.compile(r"\s*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?\s*")
_MARKDOWN = regex.compile(r"^(?:#{1,6}[ \t]+\S|[ \t]*\|)|\*\*", regex.MULTILINE)
_LINE_END = regex.compile(r"\r\n|[\r\x0b\x0c]")
"""Also that of a page, and what word processors write for one inside a paragraph."""
_WRAPPED_WIDTH = range(40, 121)


class _Line(NamedTuple):
    """A line of the text with its number from 1 and its start."""

    text: str
    number: int
    start: int

    @property
    def end(self) -> int:
        """Where the line ends, its line end not included."""
        return self.start + len(self.text)

    @property
    def is_blank(self) -> bool:
        """Whether nothing can be seen on the line."""
        return not self.text.strip()


def read_transcript(data: bytes) -> Source:
    """The blocks of a transcript in order, every fragment with its
    line (from 1) and its span in the text.

    ``text`` is the file's text in NFC with "\\n" at its line ends. Tables that only blank lines
    part are marked ``page_bottom`` and ``page_top``, as they may be one table cut by pages.

    Raises:
        UnsupportedError: the bytes are no UTF-8 or UTF-16 text.
    """
    decoded = decode_text(data)
    if decoded is None:
        raise UnsupportedError("is no UTF-8 or UTF-16 text")
    text = sound_text(_LINE_END.sub("\n", decoded))
    blocks = _Reader(text).read()
    _mark_neighbours(blocks)
    return Source(blocks, "text/plain", "none", text=text)


class _Reader:
    """Reads a text line by line; at any line either a paragraph is open, or a table, or neither."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = _split(text)
        self._joins_lines = _MARKDOWN.search(text) is not None
        self._width = _wrapped_width(self._lines)
        self._blocks: list[Block] = []
        self._paragraph: list[_Line] = []
        self._rows: list[_Line] = []
        self._unframed = False

    def read(self) -> list[Block]:
        """The blocks of the whole text."""
        for index, line in enumerate(self._lines):
            if self._is_row(line, index):
                self._finish_paragraph()
                self._rows.append(line)
                continue
            self._finish_table()
            if line.is_blank:
                self._finish_paragraph()
            elif _RULE.fullmatch(line.text):
                self._finish_paragraph()
                self._blocks.append(
                    Furniture("break", (self._fragment(line.start, line.end, line.number),))
                )
            else:
                if self._paragraph and not self._goes_on(self._paragraph[-1].text, line.text):
                    self._finish_paragraph()
                self._paragraph.append(line)
        self._finish_paragraph()
        self._finish_table()
        return self._blocks

    def _is_row(self, line: _Line, index: int) -> bool:
        """Whether a line is a row of a table, by its separators and its neighbours."""
        if "|" in line.text and self._is_pipe_row(line, index):
            return True
        if "\t" not in line.text:
            return False
        if "\t" in line.text.strip():
            # "1.<tab>text" is an item of a list where no table is open.
            return bool(self._rows) or _LIST_LINE.fullmatch(line.text) is None
        if line.is_blank:
            return (
                bool(self._rows)
                and index + 1 < len(self._lines)
                and "\t" in self._lines[index + 1].text.strip()
            )
        # Only an indent, or the rest of a row whose other cells are empty.
        return bool(self._rows) or (
            not self._paragraph and bool(self._blocks) and isinstance(self._blocks[-1], Grid)
        )

    def _is_pipe_row(self, line: _Line, index: int) -> bool:
        if _PIPE_ROW.fullmatch(line.text):
            return True
        following = self._lines[index + 1].text if index + 1 < len(self._lines) else ""
        if "|" in following and "-" in following and _PIPE_RULE.fullmatch(following):
            self._unframed = True
        return self._unframed

    def _goes_on(self, before: str, line: str) -> bool:
        """Whether a line goes on with the paragraph of the line before it.

        Markdown joins lines up to a hard break, an item or a heading. In plain text a line goes on
        where it begins with a small letter, or where its first word had no room on the line before.
        "./." ends a document's body.
        """
        if before.rstrip().endswith("./."):
            return False
        if (
            before.endswith(("  ", "\\"))
            or _ITEM.match(line)
            or heading_level(line)
            or heading_level(before)
        ):
            return False
        first = line.split(maxsplit=1)[0]
        if self._joins_lines or first[0].islower():
            return True
        return self._width > 0 and len(before.rstrip()) + 1 + len(first) > self._width

    def _finish_paragraph(self) -> None:
        lines, self._paragraph = self._paragraph, []
        if not lines:
            return
        shown = show_lines(self._text, [(line.start, line.end) for line in lines])
        self._blocks.append(
            Paragraph(
                " ".join(" ".join(one.text for one in shown).split()),
                tuple(
                    Fragment(one.text, Place(line=line.number), one.span)
                    for line, one in zip(lines, shown, strict=True)
                ),
                level=heading_level(lines[0].text),
                bold=is_bold(" ".join(line.text for line in lines))
                or all(is_bold(line.text) for line in lines),
            )
        )

    def _finish_table(self) -> None:
        """The open rows as a grid, made rectangular by empty cells at their end."""
        lines, self._rows, self._unframed = self._rows, [], False
        rows = [self._row(line) for line in lines if not _is_pipe_rule(line.text)]
        width = max((len(row) for row in rows), default=0)
        if width:
            self._blocks.append(
                Grid([[*row, *(Cell("") for _ in range(width - len(row)))] for row in rows])
            )

    def _row(self, line: _Line) -> TableRow:
        """The cells of a line, from border to border."""
        if "\t" in line.text and not _PIPE_ROW.fullmatch(line.text):
            cuts = [index for index, letter in enumerate(line.text) if letter == "\t"]
            borders = [-1, *cuts, len(line.text)]
        else:
            cuts = [match.start() for match in _PIPE.finditer(line.text)]
            framed = _PIPE_ROW.fullmatch(line.text) is not None and len(cuts) > 1
            borders = cuts if framed else [-1, *cuts, len(line.text)]
        return [self._cell(line, left + 1, right) for left, right in pairwise(borders)]

    def _cell(self, line: _Line, left: int, right: int) -> Cell:
        fragment = self._fragment(line.start + left, line.start + right, line.number)
        if not fragment.text:
            return Cell("")
        return Cell(fragment.text, (fragment,), bold=is_bold(line.text[left:right]))

    def _fragment(self, start: int, end: int, number: int) -> Fragment:
        shown = show(self._text, start, end)
        return Fragment(shown.text, Place(line=number), shown.span)


def _split(text: str) -> list[_Line]:
    lines = []
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        lines.append(_Line(line, number, start))
        start += len(line) + 1
    return lines


def _wrapped_width(lines: list[_Line]) -> int:
    """The width at which a text's lines were wrapped; 0 where they were not:
    then a line is a paragraph.
    """
    width = max((len(line.text.rstrip()) for line in lines if "\t" not in line.text), default=0)
    return width if width in _WRAPPED_WIDTH else 0


def _is_pipe_rule(line: str) -> bool:
    """Whether a line is the rule below a pipe table's header."""
    return "|" in line and "-" in line and _PIPE_RULE.fullmatch(line) is not None


def _mark_neighbours(blocks: list[Block]) -> None:
    """Tables with nothing but blank lines between them may be pieces of one table cut by pages."""
    for before, after in pairwise(blocks):
        if isinstance(before, Grid) and isinstance(after, Grid):
            before.page_bottom = after.page_top = True
