"""The kind and the title of a document, below each other in the middle, down to the body or its
caption.
"""

from __future__ import annotations

from functools import cache

import regex
from msgspec.structs import replace

from extract.structure.appendices import is_appendix
from extract.structure.head.attached_line import is_attached
from extract.structure.head.lines import (
    CODE,
    PLACE_DATE,
    RULE,
    Line,
    kind_of_line,
    may_be_title,
    opens_body,
    unit_head,
    without_theme,
)
from extract.structure.title_lines import is_ink_beside, shares_middle
from normalize.body.offices import power_pattern
from normalize.writing.look_alikes import meant_letters
from normalize.writing.text import fold, squeeze
from schemas.document import Paragraph
from schemas.head import Field, Head

_CITATION = regex.compile(
    r"""CỦA\s+(?P<issuer>\P{Ll}{4,60}?)\s+SỐ\s+(?P<code>\d+[^\s,]*/[^\s,]+)\s+
        (?P<date>NGÀY\s+\d+\s+THÁNG\s+\d+\s+NĂM\s+\d{4})\s*""",
    regex.VERBOSE,
)
# capitals before it on its line are no title's: an incoming mail's stamp stands left of it
_WITH_STAMP = regex.compile(r"^\P{Ll}{8,}?\s(?=Về việc\s)")
_MOST_TITLE = 10


def read_title(text: str, lines: list[Line], kind_at: int, head: Head) -> tuple[Head, int]:
    """The head with kind and title, and the number of lines both take.

    Typed texts have number, place and date on lines of their own below the kind.
    """
    title = _Title(text, lines[kind_at], kind_at, head)
    end = _caption_index(lines, kind_at)
    for at, line in enumerate(lines[kind_at + 1 : end], kind_at + 1):
        if not title.takes(line, at, bounded=end is not None):
            break
    return title.whole(lines), title.last - kind_at + 1


class _Title:
    """The head of a document while the lines below its kind are taken."""

    def __init__(self, text: str, kind: Line, kind_at: int, head: Head) -> None:
        found = kind_of_line(kind.text)
        assert found is not None
        self._text = text
        self._kind = kind
        self._head = replace(head, kind=Field(squeeze(found.kind), kind.paragraph.span))
        rest = _printed_end(kind, found.rest).lstrip(":-– ")
        # "KẾ HOẠCH, NHIỆM VỤ"
        self._words = [] if not rest or rest.startswith(",") else [rest]
        self._first = self.last = kind_at

    def takes(self, line: Line, at: int, *, bounded: bool) -> bool:
        """Take a line; False where the title ends above it, as it does of itself unless it is
        ``bounded``.
        """
        if not line.text or (self._words and _is_beside(line, self._kind)):
            return True
        late = None if self._words else _with_late(self._text, line, self._head)
        if late is not None:
            self._head = late
        elif not bounded and _ends(line, self._kind, self._words, self._head):
            return False
        else:
            self._add(line, at)
        self.last = at
        return True

    def _add(self, line: Line, at: int) -> None:
        if self._words:
            self._words.append(line.printed)
        else:
            self._first = at
            self._words.append(_WITH_STAMP.sub("", line.printed))

    def whole(self, lines: list[Line]) -> Head:
        """The head with the title of all lines taken."""
        if not self._words:
            return self._head
        span = lines[self._first].paragraph.span[0], lines[self.last].paragraph.span[1]
        return _titled(self._text, self._words, span, self._head)


def _printed_end(line: Line, rest: str) -> str:
    """The words behind the kind as they are printed, where the line is printed as it is meant."""
    same = len(line.printed) == len(line.text)
    return (line.printed[len(line.text) - len(rest) :] if same else rest).strip()


def _titled(text: str, lines: list[str], span: tuple[int, int], head: Head) -> Head:
    """The head with the title that the lines are; a letter's subject stays."""
    title = without_theme(squeeze(" ".join(lines))).strip(" :")
    found = text.find(" ".join(lines[0].split()[:2]), *span)
    span = (max(span[0], found), span[1])
    head, title = _without_citation(title, span, head)
    return head if head.title is not None else replace(head, title=Field(title, span))


def _is_beside(line: Line, kind: Line) -> bool:
    return not opens_body(line.text) and is_ink_beside(line.paragraph, kind.paragraph)


def _ends(line: Line, kind: Line, title: list[str], head: Head) -> bool:
    """Whether a title ends above a line; on a scan its lines are known by their place too."""
    if not _ends_title(line, title, head):
        return False
    in_middle = shares_middle(line.paragraph, kind.paragraph)
    return opens_body(line.text) or not title or line.is_capital or not in_middle


def _with_late(text: str, line: Line, head: Head) -> Head | None:
    """The head with number or place and date from a line of their own; None for another line."""
    start, end = line.paragraph.span
    meant = meant_letters(text[start:end])
    code, dated = CODE.match(meant), PLACE_DATE.match(meant)
    if code and head.code is None and not meant[code.end() :].strip(" .;"):
        return replace(head, code=Field(code.group(), (start, start + code.end())))
    if dated and head.place_date is None and not meant[dated.end() :].strip(" .;"):
        return replace(head, place_date=Field(dated.group(), (start, start + dated.end())))
    return None


def _without_citation(title: str, span: tuple[int, int], head: Head) -> tuple[Head, str]:
    """A portal's title without its citation: "CỦA CHÍNH PHỦ SỐ 37/2007/NĐ-CP NGÀY 09 THÁNG 3 …"."""
    match = _CITATION.match(title)
    if match is None or head.code is not None:
        return head, title
    issuer = head.issuer or Field(match["issuer"], span)
    adopted = head.adopted or Field(match["date"].lower(), span)
    head = replace(head, code=Field(match["code"], span), adopted=adopted, issuer=issuer)
    return head, title[match.end() :].removesuffix(issuer.text).strip()


def _caption_index(lines: list[Line], kind_at: int) -> int | None:
    """Where a line in brackets ends the title; None where the title ends by itself before it."""
    for index, line in enumerate(lines[kind_at + 1 : kind_at + 1 + _MOST_TITLE], kind_at + 1):
        if is_attached(line.text):
            return index
        numbered = bool(line.paragraph.marker) or is_appendix(line.paragraph)
        if numbered or RULE.fullmatch(line.text) or line.text.endswith((";", ".", ":")):
            return None
    return None


def _ends_title(line: Line, title: list[str], head: Head) -> bool:
    """Whether a line is no part of the title any more."""
    if RULE.fullmatch(line.text) or _signed().match(line.text):
        return True
    paragraph = line.paragraph
    if not title:
        opens = opens_body(line.text) and not may_be_title(line.text)
        return opens and not (paragraph.centered or paragraph.bold)
    if line.is_capital and _names_a_body(line.text, title, head):
        return True
    return opens_body(line.text) or bool(paragraph.marker) or not _is_set_apart(paragraph)


def _is_set_apart(paragraph: Paragraph) -> bool:
    return paragraph.centered or paragraph.bold or paragraph.level > 0


def _names_a_body(line: str, title: list[str], head: Head) -> bool:
    """Whether a capital line below the title names who decides: the issuer again, alone or behind
    an office.
    """
    if head.issuer is not None and _same_body(line, head.issuer.text):
        return True
    mixed = any(one != one.upper() for one in title)
    return mixed and unit_head().match(line) is not None


def _same_body(line: str, issuer: str) -> bool:
    return fold(line) in fold(issuer) or fold(issuer) in fold(line)


@cache
def _signed() -> regex.Pattern[str]:
    return regex.compile(rf"{power_pattern()}(?=\p{{Lu}})\P{{Ll}}{{3,}}$")
