"""The kind and the title of a document, which stand below each other in the middle, down to the body or its caption."""

from __future__ import annotations

import regex

from extract.structure.head.lines import BODY_START, CODE, PLACE_DATE, RULE, UNIT_HEAD, kind_of_line
from extract.structure.title_lines import is_ink_beside, shares_middle
from normalize.writing.text import fold, squeeze
from schemas.document import Field, Paragraph

_SIGNED = regex.compile(r"(?:TM|KT|TL|TUQ|T/M|K/T|T/L)[.\s]\s*(?=\p{Lu})\P{Ll}{3,}$")
_CITATION = regex.compile(
    r"CỦA\s+(?P<issuer>\P{Ll}{4,60}?)\s+SỐ\s+(?P<code>\d+[^\s,]*/[^\s,]+)\s+(?P<date>NGÀY\s+\d+\s+THÁNG\s+\d+\s+NĂM\s+\d{4})\s*"
)
# capitals before it on its line are no title's: an incoming mail's stamp stands left of it
_WITH_STAMP = regex.compile(r"^\P{Ll}{8,}?\s(?=Về việc\s)")
_CAPTION = regex.compile(r"\(\s*(?:Ban\s+hành\s+)?kèm\s+theo\b|\(\s*Ban\s+hành\s+theo\b", regex.IGNORECASE)
_MOST_TITLE = 10


def read_title(text: str, head: list[Paragraph], kind_at: int, fields: dict[str, Field]) -> int:
    """Take kind and title; the number of paragraphs both take."""
    first = head[kind_at]
    match = kind_of_line(first.text.strip())
    assert match is not None
    fields["kind"] = Field(squeeze(match["kind"]), first.span)
    rest = squeeze(first.text.strip()[match.end() :]).lstrip(":-– ")
    if rest.startswith(","):  # a second kind: "KẾ HOẠCH, NHIỆM VỤ"
        rest = ""
    lines = [rest] if rest else []
    last, begun = kind_at, kind_at
    caption_at = _caption_index(head, kind_at)
    for index, paragraph in enumerate(head[kind_at + 1 : caption_at], kind_at + 1):
        line = squeeze(paragraph.text)
        opens = BODY_START.match(line) is not None
        if not line or (lines and not opens and is_ink_beside(paragraph, first)):
            continue
        if not lines and _take_late(text, paragraph, fields):
            last = index
            continue
        ends = caption_at is None and _ends_title(line, paragraph, lines, fields)
        if ends and (opens or not lines or line == line.upper() or not shares_middle(paragraph, first)):
            break
        begun = begun if lines else index
        last = index
        lines.append(line if lines else _WITH_STAMP.sub("", line))
    if lines:
        title = squeeze(" ".join(lines)).strip(" :")
        start, end = head[begun].span[0], head[last].span[1]
        found = text.find(" ".join(lines[0].split()[:2]), start, end)
        span = (max(start, found), end)
        fields.setdefault("title", Field(_without_citation(title, span, fields), span))
    return last - kind_at + 1


def _take_late(text: str, paragraph: Paragraph, fields: dict[str, Field]) -> bool:
    """Take number or place and date from a line of their own below the kind, where typed texts have them."""
    for name, pattern in (("code", CODE), ("place_date", PLACE_DATE)):
        start, end = paragraph.span
        match = pattern.match(text, start, end)
        if match and name not in fields and not text[match.end() : end].strip(" .;"):
            fields[name] = Field(match.group(), match.span())
            return True
    return False


def _without_citation(title: str, span: tuple[int, int], fields: dict[str, Field]) -> str:
    """A portal's title, "CỦA CHÍNH PHỦ SỐ 37/2007/NĐ-CP NGÀY 09 THÁNG 3 NĂM 2007 VỀ …", without its citation."""
    match = _CITATION.match(title)
    if match is None or "code" in fields:
        return title
    fields["code"] = Field(match["code"], span)
    fields.setdefault("adopted", Field(match["date"].lower(), span))
    issuer = fields.setdefault("issuer", Field(match["issuer"], span)).text
    return title[match.end() :].removesuffix(issuer).strip()


def _caption_index(head: list[Paragraph], kind_at: int) -> int | None:
    """Where a line "(Kèm theo …)" ends the title; a numbered line or a rule before it ends the title itself."""
    for index, paragraph in enumerate(head[kind_at + 1 : kind_at + 1 + _MOST_TITLE], kind_at + 1):
        line = squeeze(paragraph.text)
        if _CAPTION.match(line):
            return index
        if paragraph.marker or RULE.fullmatch(line) or line.endswith((";", ".")):
            return None
    return None


def _ends_title(line: str, paragraph: Paragraph, lines: list[str], fields: dict[str, Field]) -> bool:
    """Whether a line is no part of the title any more."""
    if RULE.fullmatch(line) or _SIGNED.match(line):
        return True
    issuer = fields.get("issuer")
    if lines and issuer is not None and line == line.upper() and _names_same_body(line, issuer.text):
        return True
    if lines and line == line.upper() and UNIT_HEAD.match(line) and any(one != one.upper() for one in lines):
        return True
    if BODY_START.match(line) and not (paragraph.centered or (paragraph.bold and not lines)):
        return True
    marked = bool(paragraph.marker) or BODY_START.match(line) is not None
    return bool(lines) and (marked or not (paragraph.centered or paragraph.bold or paragraph.level))


def _names_same_body(line: str, issuer: str) -> bool:
    """Whether a capital line below the title names the issuing body again, alone or behind an office."""
    return fold(line) in fold(issuer) or fold(issuer) in fold(line)
