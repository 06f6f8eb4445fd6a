"""Appendices: where they begin, and what stands above each table."""

from __future__ import annotations

from functools import cache

import regex
from msgspec.structs import replace

from extract.structure.ending.signature import find_signature
from normalize.letterhead import head_pattern
from normalize.writing.text import squeeze
from schemas.document import Paragraph, TableBlock

_RULE = regex.compile(r"[\s_*\-–—=.~]+")
_TITLE_LINES = 8


def is_appendix(paragraph: Paragraph) -> bool:
    """Whether a paragraph opens an appendix: the word alone, or with a number, or in capitals
    before a title.
    """
    match = _appendix().match(squeeze(paragraph.text))
    if match is None:
        return False
    rest = match["rest"]
    alone = not rest or rest.startswith("(") or rest == rest.upper()
    return alone and len(rest) < 300


def title_tables(blocks: list[Paragraph | TableBlock]) -> list[Paragraph | TableBlock]:
    """The blocks, every table with the appendix it stands in, its title and its caption.

    A caption at the head of an appendix is that of each of its tables; its title is theirs too,
    beside the one right above a table.
    """
    appendix: str | None = None
    head: tuple[str | None, str | None] = (None, None)
    above: list[Paragraph] = []
    begins = False
    titled: list[Paragraph | TableBlock] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            if is_appendix(block):
                (appendix, above), head, begins = _opened(block), (None, None), True
            else:
                above.append(block)
            titled.append(block)
            continue
        if begins:
            head, begins = _read_head(above[:_TITLE_LINES]), False
        lines = _behind_signature(above)[-_TITLE_LINES:]
        title, caption = _read_title(lines, in_appendix=appendix is not None)
        titled.append(
            replace(
                block,
                appendix=appendix,
                title=title,
                caption=caption or head[1],
                appendix_title=head[0] if head[0] != title else None,
            )
        )
        above = []
    return titled


def _read_head(below: list[Paragraph]) -> tuple[str | None, str | None]:
    """Title and caption at the head of an appendix: the lines down to the first of its own text."""
    head: list[Paragraph] = []
    caption = ""
    for paragraph in below:
        line = squeeze(paragraph.text)
        if _caption().fullmatch(line) or (caption and not caption.endswith(")")):
            caption = f"{caption} {line}"
        elif caption or not _is_of_head(paragraph, line):
            break
        head.append(paragraph)
    return _read_title(head, in_appendix=True)


def _is_of_head(paragraph: Paragraph, line: str) -> bool:
    titled = _is_title(paragraph, line, True) and not paragraph.marker
    return titled or _RULE.fullmatch(line) is not None


def _opened(paragraph: Paragraph) -> tuple[str, list[Paragraph]]:
    """The label of the appendix that a paragraph opens, and the title on the same line."""
    match = _appendix().match(squeeze(paragraph.text))
    assert match is not None
    rest = match["rest"]
    title = [Paragraph(rest, paragraph.fragments, centered=True)] if rest else []
    return squeeze(match["label"]), title


def _behind_signature(above: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs behind the signature, where the body's end stands between two tables."""
    _, signature = find_signature(above)
    end = max((field.span[1] for field in signature.found().values()), default=-1)
    return [one for one in above if one.span[0] >= end]


def _read_title(above: list[Paragraph], in_appendix: bool) -> tuple[str | None, str | None]:
    """Title and caption among the paragraphs right above a table."""
    title: list[str] = []
    caption: str | None = None
    for paragraph in above:
        line = squeeze(paragraph.text)
        if _RULE.fullmatch(line):
            continue
        if _caption().fullmatch(line):
            caption = line
        elif caption is not None and caption.startswith("(") and not caption.endswith(")"):
            caption = f"{caption} {line}"
        elif _is_title(paragraph, line, in_appendix):
            title.append(line)
        else:
            title = []
    return (" ".join(title) or None), caption


def _is_title(paragraph: Paragraph, line: str, in_appendix: bool) -> bool:
    """Whether a line reads as a title: capitals, centred or bold; sentences of the body do not."""
    if line == line.upper():
        return True
    if line.endswith((".", ";", ":")) or paragraph.marker:
        return False
    return paragraph.centered or paragraph.bold or (in_appendix and len(line) < 200)


@cache
def _appendix() -> regex.Pattern[str]:
    label = f"{head_pattern('appendix')}|{head_pattern('appendix', capitals=True)}"
    number = r"(?:\s+(?:số\s+)?(?:[IVXLC]+|\d+[a-z]?)\b)?"
    return regex.compile(
        rf"(?P<label>(?:{label}){number})(?P<sep>\s*[:.\-–]?\s*)(?P<rest>.*)", regex.DOTALL
    )


@cache
def _caption() -> regex.Pattern[str]:
    """A line that says what a table or an appendix is attached to."""
    attached = head_pattern("attached")
    return regex.compile(rf"\(?\s*(?i:{attached})\b.*", regex.DOTALL)
