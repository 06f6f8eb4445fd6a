"""What a line of a head may be: a kind, a number, a place with its date, the beginning of the body.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I; the kinds of Điều 7 and of normative acts and Party
documents. The words stand in ``lexicon/head_words.tsv``, ``document_kinds.tsv`` and
``body_heads.tsv``.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from extract.structure.halves import halves, lines_as_set
from normalize.body.heads import heads_pattern
from normalize.citation.document_kinds import head_kinds, read_kind_line
from normalize.letterhead import head_pattern
from normalize.lexicon.phrases import any_of
from normalize.writing.look_alikes import meant_letters, without_gaps
from normalize.writing.text import squeeze
from schemas.document import Paragraph

_SEGMENT = r"[\p{Lu}Đ][\p{L}\d&.()]*"
_SYMBOL = rf"[/\-–—]\s*/?\s*{_SEGMENT}(?:\s*[/\-–—]\s*{_SEGMENT}|\s*[-–—]\s*\d+)*"
CODE = regex.compile(
    rf"""(?:(?:Luật|Bộ\s+luật|Nghị\s+quyết|Pháp\s+lệnh|Lệnh)\s+)? (?:Số|SỐ|số) \s* (?::|\s) \s*
         (?P<number> [\d\s.…_]* (?<=\d) [a-zA-Z]? | [\s.…_]* ) \s* \.? \s*
         (?P<symbol> (?:[/\-–—]\s*\d{{4}}\s*)? {_SYMBOL} )""",
    regex.VERBOSE,
)
PLACE_DATE = regex.compile(
    r"""(?P<place> \p{Lu}[\p{L}\s.\-'’\d]{1,40}? ) \s* , \s*
        (?P<date> (?:ngày|Ngày) [\s.…_\d]{0,12} tháng [\s.…_\d]{0,12}
                  năm [\s.…_]* (?:\d\s*){0,4} )""",
    regex.VERBOSE,
)
_MOST_TITLE = 160
"""Letters of a title that no place on the page shows to be one."""
RULE = regex.compile(r"[\s_*\-–—=.~]{2,}|\*+")


class Line(NamedTuple):
    """A line of a head as it is meant, without needless blanks, and the paragraph it is."""

    text: str
    paragraph: Paragraph

    @property
    def printed(self) -> str:
        """The line as the document has it, without needless blanks."""
        return squeeze(self.paragraph.text)

    @property
    def is_capital(self) -> bool:
        """Whether all its letters are capitals."""
        return self.text == self.text.upper()

    def parts(self) -> list[str]:
        """The lines of its own that a paragraph has, each without the right half of the head.

        In a cell of a table blanks only break a line: the other half has a cell of its own.
        """
        if any(one.place.cell is not None for one in self.paragraph.fragments):
            return [meant_letters(squeeze(one)) for one in self.paragraph.text.split("\n")]
        lines = [halves(one) for one in lines_as_set(self.paragraph)]
        return [meant_letters(one.left or one.right) for one in lines]


class KindLine(NamedTuple):
    """The kind with which a line begins, and what stands behind it."""

    kind: str
    rest: str


def line_of(paragraph: Paragraph) -> Line:
    """A paragraph as a line of a head."""
    return Line(squeeze(meant_letters(paragraph.text)), paragraph)


def kind_of_line(line: str) -> KindLine | None:
    """The kind with which a line in capitals begins; one with its letters set apart is the whole
    line.

    >>> kind_of_line("KẾ HOẠCH Phòng, chống dịch"), kind_of_line("K Ế H O Ạ C H").kind
    (KindLine(kind='KẾ HOẠCH', rest=' Phòng, chống dịch'), 'KẾ HOẠCH')
    """
    apart = without_gaps(line)
    if apart is not None:
        closed = _closed_kinds().get(apart)
        return KindLine(closed, "") if closed else None
    found = read_kind_line(line)
    return KindLine(found.printed, line[found.end :]) if found else None


@cache
def kinds_pattern() -> str:
    """A pattern for the names of kinds in capitals."""
    return any_of("; ".join(head_kinds()))


@cache
def _closed_kinds() -> dict[str, str]:
    return {"".join(name.split()): name for name in head_kinds()}


def opens_body(line: str) -> bool:
    """Whether the body begins with a line, or its theme, which is no part of a title."""
    return _opening().match(line) is not None


def may_be_title(line: str) -> bool:
    """Whether a line that may begin the body reads as a title: no sentence, nor the beginning of
    one.

    >>> may_be_title("Thực hiện nhiệm vụ năm học 2023 - 2024")
    True
    >>> may_be_title("Thực hiện Công văn số 5, UBND xã")
    False
    """
    whole = len(line) < _MOST_TITLE and not regex.search(r"[.;:,]\s*$|,\s|\s[Ss]ố\s+\d", line)
    return whole and _title_opening().match(line) is not None


@cache
def _title_opening() -> regex.Pattern[str]:
    return regex.compile(rf"{head_pattern('opens_title')}(?=\s)")


def without_theme(title: str) -> str:
    """A title down to the slogan that follows it on its line.

    >>> without_theme("Tổ chức Tháng Thanh niên Chủ đề: “Tuổi trẻ”")
    'Tổ chức Tháng Thanh niên'
    """
    match = _theme().search(title)
    return title[: match.start()].strip() if match else title


@cache
def _theme() -> regex.Pattern[str]:
    return regex.compile(rf"(?<=\S)\s+{head_pattern('theme')}[^:]{{0,20}}:")


@cache
def _opening() -> regex.Pattern[str]:
    theme = rf"{head_pattern('theme')}[^:]{{0,20}}:"
    numbered = r"Ngày\s+\d|(?:[IVX]{1,4}|1|A)[.)]\s"
    return regex.compile(rf"{head_pattern('opening')}(?=\W|$)|{theme}|{numbered}")


@cache
def unit_head() -> regex.Pattern[str]:
    """The noun that begins a line of the letterhead."""
    return regex.compile(heads_pattern("letterhead"), regex.IGNORECASE)
