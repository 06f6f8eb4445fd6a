"""Appendices: where they begin, and what stands above each table."""

from __future__ import annotations

import regex

from extract.structure.ending.signature import find_signature
from normalize.writing.text import squeeze
from schemas.document import Paragraph, TableBlock

APPENDIX = regex.compile(
    r"(?P<label>(?:PHỤ\s+LỤC|Phụ\s+lục|PHỤ\s+BIỂU|Phụ\s+biểu|BIỂU\s+SỐ|Biểu\s+số|BIỂU\s+MẪU)(?:\s+(?:số\s+)?(?:[IVXLC]+|\d+[a-z]?)\b)?)"
    r"(?P<sep>\s*[:.\-–]?\s*)(?P<rest>.*)",
    regex.DOTALL,
)
_CAPTION = regex.compile(r"\(?\s*(?:Ban\s+hành\s+)?[Kk]èm\s+theo\b.*|\(\s*Ban\s+hành\s+theo\b.*", regex.DOTALL)
_RULE = regex.compile(r"[\s_*\-–—=.~]+")
_TITLE_LINES = 8


def is_appendix(paragraph: Paragraph) -> bool:
    """Whether a paragraph opens an appendix: the word alone, or with a number, or in capitals before a title."""
    match = APPENDIX.match(squeeze(paragraph.text))
    if match is None:
        return False
    rest = match["rest"]
    alone = not rest or rest.startswith("(") or rest == rest.upper()
    return alone and len(rest) < 300


def title_tables(blocks: list[Paragraph | TableBlock]) -> None:
    """Give every table the appendix it stands in, its title and its caption."""
    appendix: str | None = None
    above: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            if is_appendix(block):
                match = APPENDIX.match(squeeze(block.text))
                assert match is not None
                appendix, above = squeeze(match["label"]), []
                if match["rest"]:
                    above = [Paragraph(match["rest"], block.fragments, centered=True)]
            else:
                above.append(block)
            continue
        block.appendix = appendix
        block.title, block.caption = _read_title(
            _behind_signature(above)[-_TITLE_LINES:], in_appendix=appendix is not None
        )
        above = []


def _behind_signature(above: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs behind the signature, where the body's end stands between two tables."""
    _, fields = find_signature(above)
    end = max((field.span[1] for field in fields.values()), default=-1)
    return [one for one in above if one.span[0] >= end]


def _read_title(above: list[Paragraph], in_appendix: bool) -> tuple[str | None, str | None]:
    """Title and caption among the paragraphs right above a table."""
    title: list[str] = []
    caption: str | None = None
    for paragraph in above:
        line = squeeze(paragraph.text)
        if _RULE.fullmatch(line):
            continue
        if _CAPTION.fullmatch(line):
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
