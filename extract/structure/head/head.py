"""What a document says of itself at its head: number, place and date, kind, title, the body that
issues it.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I (the layout cells 1 to 6); 36-HD/VPTW for Party
documents.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex
from msgspec.structs import replace

from extract.structure.head.bodies import (
    has_motto,
    is_right_half,
    read_bodies,
    without_right_half,
)
from extract.structure.head.kindless import read_without_kind
from extract.structure.head.lines import (
    CODE,
    PLACE_DATE,
    Line,
    kind_of_line,
    kinds_pattern,
    line_of,
    opens_body,
)
from extract.structure.head.stamp import without_stamp
from extract.structure.head.title import read_title
from extract.structure.title_lines import stands_below
from normalize.body.heads import heads_pattern
from normalize.letterhead import head_pattern
from normalize.writing.look_alikes import meant_letters
from schemas.document import Paragraph
from schemas.head import Field, Head

MAX_HEAD = 60
"""Paragraphs (lines of a page) in which a head must end."""
_FIRST = 4
"""Lines at the beginning of a document that need no other sign of a head."""
_MOST_LETTER = 12
"""Paragraphs that the head of a letter takes where nothing shows its end."""

# a number without the word before it, alone on its line
_BARE_CODE = regex.compile(
    r"""\s* (?P<number> \d{1,5}[a-zđ]? ) \s*
        (?P<symbol> /\s*[\p{Lu}Đ][\p{L}]{1,5}\s*-\s*[\p{Lu}Đ][\p{L}&]+ ) \s*""",
    regex.VERBOSE,
)
# the rest of a symbol that a narrow column parts behind a dash
_WRAPPED_SYMBOL = regex.compile(
    r"\s*[-–]\s*\n\s*[\p{Lu}Đ][\p{Lu}\d&]*(?:\s?-\s?[\p{Lu}Đ][\p{Lu}\d&]*)*(?=\s*\n)"
)
_MOST_SYMBOL = 80
"""Letters that such a rest may take."""
_LOWER = regex.compile(r"\p{Ll}")
_SHORTEST_SENTENCE = 50
"""Characters of a sentence with which a letter begins.

Lines of a head are shorter, or end without a stop.
"""


class FoundHead(NamedTuple):
    """A head, and how many paragraphs it takes."""

    head: Head
    length: int


def find_head(text: str, paragraphs: list[Paragraph]) -> FoundHead:
    """What the head prints, with its places in ``text``, the document's."""
    lines = without_stamp([line_of(one) for one in paragraphs[:MAX_HEAD]])
    kind_at = _kind_index(lines)
    length = kind_at if kind_at is not None else _letter_length(lines)
    upper, below = lines[:length], lines[length:]
    head, subject = Head(), None
    for line in [*upper, *(_right_half(below) if kind_at is None else ())]:
        head = _numbered(text, line, head)
        head, subject = _with_subject(line, head, subject)
    for line in lines:  # the stamp of urgency may stand beside the address
        head = _with_degrees(line, head)
    head = _with_bare_code(upper, _with_whole_code(text, head))
    issuer, parent = read_bodies(upper, head.code)
    head = replace(head, issuer=issuer, parent=parent)
    if kind_at is not None:
        head, taken = read_title(text, lines, kind_at, head)
        return FoundHead(head, kind_at + taken)
    attached = read_without_kind(lines, head)
    return FoundHead(*attached) if attached is not None else FoundHead(head, length)


def _kind_index(lines: list[Line]) -> int | None:
    """The line that names the kind, in capitals; None for a letter (công văn)."""
    seen_head = False
    for index, line in enumerate(lines):
        one = line.paragraph
        if is_right_half(line.text) or CODE.match(line.text):
            seen_head = True
        if not seen_head and _is_gazettes(line, lines[index + 1 :]):
            continue
        if (seen_head or index < _FIRST or _is_set_apart(one)) and kind_of_line(line.text):
            return index
        if seen_head and opens_body(line.text):
            return None
    return None


def _is_set_apart(paragraph: Paragraph) -> bool:
    return paragraph.centered or paragraph.bold or paragraph.level > 0


def _is_gazettes(line: Line, below: list[Line]) -> bool:
    """Whether a line is the gazette's, which parts its documents by kind and body above their
    heads.
    """
    return _gazette_part().fullmatch(line.text) is not None and any(
        is_right_half(one.text) for one in below
    )


@cache
def _gazette_part() -> regex.Pattern[str]:
    body = heads_pattern("letterhead")
    return regex.compile(rf"{kinds_pattern()}\s+[-–]\s+(?i:{body})(?!\p{{L}})\P{{Ll}}*")


def _letter_length(lines: list[Line]) -> int:
    """How many paragraphs the head of a letter takes: up to its address or its first sentence.

    The address may stand in a table, and is then none of the paragraphs.
    """
    dated = False
    for index, line in enumerate(lines):
        if opens_body(line.text) or (dated and _is_sentence(line.text)):
            return index
        dated = dated or PLACE_DATE.search(line.text) is not None
    return min(len(lines), _MOST_LETTER)


def _is_sentence(line: str) -> bool:
    """Whether a line is one with which a letter begins; the subject above it is no sentence."""
    ended = len(line) >= _SHORTEST_SENTENCE and line[-1] in ".:;"
    return ended and _LOWER.search(line[1:]) is not None and not _subject().match(line)


def _right_half(below: list[Line]) -> list[Line]:
    """The right half of a letter's head, which may be read after the address below its
    left half.
    """
    at = next((at for at, line in enumerate(below) if has_motto(line.text)), None)
    return below[at : at + 2] if at is not None else []


def _numbered(text: str, line: Line, head: Head) -> Head:
    """The head with the number, and with the place and date, that stand in a line."""
    start, end = line.paragraph.span
    meant = meant_letters(text[start:end])
    at = 0
    code = CODE.search(meant)
    if code and _is_number(meant[: code.start()], code.group(), head.code):
        head = replace(head, code=_field(text, start, code))
        at = code.end()
    dated = PLACE_DATE.search(meant, at)
    if dated and head.place_date is None:
        head = replace(head, place_date=_field(text, start, dated))
    return head


def _field(text: str, start: int, match: regex.Match[str]) -> Field:
    span = start + match.start(), start + match.end()
    return Field(text[slice(*span)], span)


def _is_number(before: str, printed: str, known: Field | None) -> bool:
    """Whether a number is the document's: no sentence stands before it, nor another number above.

    A body may be called by a number, without the colon: "ĐOÀN KIỂM TRA THEO QUYẾT ĐỊNH SỐ
    50/QĐ-SCT".
    """
    better = known is None or (":" in printed and ":" not in known.text)
    return better and _LOWER.search(without_right_half(before)) is None


def _with_subject(line: Line, head: Head, above: Line | None) -> tuple[Head, Line | None]:
    """The head with a letter's subject (V/v), which may run over several lines.

    ``above`` is the line before where it belongs to the subject; the same for this line is given
    back.
    """
    span = line.paragraph.span
    if head.title is None:
        if _subject().match(line.text):
            return replace(head, title=Field(line.printed, span)), line
        return head, None
    if above is None or not _goes_on(above, line):
        return head, None
    joined = Field(f"{head.title.text} {line.printed}", (head.title.span[0], span[1]))
    return replace(head, title=joined), line


def _goes_on(above: Line, line: Line) -> bool:
    """Whether a subject goes on with a line."""
    below = stands_below(above.paragraph, line.paragraph)
    return line.text[:1].islower() or (below and not opens_body(line.text))


@cache
def _subject() -> regex.Pattern[str]:
    return regex.compile(rf"{head_pattern('subject')}\b\s*:?\s*", regex.IGNORECASE)


def _with_degrees(line: Line, head: Head) -> Head:
    """The head with the urgency or the secrecy that a line is, and nothing else."""
    field = Field(line.text, line.paragraph.span)
    if head.urgency is None and _degree("urgency").fullmatch(line.text):
        return replace(head, urgency=field)
    if head.secrecy is None and _degree("secrecy").fullmatch(line.text):
        return replace(head, secrecy=field)
    return head


@cache
def _degree(role: str) -> regex.Pattern[str]:
    known = head_pattern("urgency" if role == "urgency" else "secrecy", capitals=True)
    return regex.compile(known)


def _with_whole_code(text: str, head: Head) -> Head:
    """The head with a number that goes on below the dash at the end of its line."""
    if head.code is None:
        return head
    start, end = head.code.span
    more = _WRAPPED_SYMBOL.match(meant_letters(text[end : end + _MOST_SYMBOL]))
    if more is None:
        return head
    span = start, end + more.end()
    return replace(head, code=Field(text[slice(*span)], span))


def _with_bare_code(upper: list[Line], head: Head) -> Head:
    """The head with the number where the word "Số" is left out."""
    if head.code is not None:
        return head
    numbers = (line for line in upper if _BARE_CODE.fullmatch(line.text))
    found = next(numbers, None)
    return head if found is None else replace(head, code=Field(found.text, found.paragraph.span))
