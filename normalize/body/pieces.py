"""Where a cell of several bodies is cut: at the signs that part them, and at no others.

"Bộ phận TN & TKQ" is one body, "CT, PCT UBND xã" are two; "Phòng Kế hoạch - Tài chính" is one, and a
line may break inside a name or behind it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import regex

from normalize.body.cell_names import cell_names_pattern
from normalize.body.heads import heads_pattern
from normalize.body.lexicon import key_of, lexicon
from normalize.body.name_trees import link_pattern
from normalize.body.offices import posts_pattern
from normalize.body.registry import LONGEST_NAME, head_or_post
from normalize.body.units import STATE, unit_pattern

Piece = tuple[int, int]
"""Where a piece begins and ends in its cell."""

_DASHES = ("-", "–")
_JOINS_WORDS_TOO = ("và", "&", "/", *_DASHES)
_FIRST_PIECE = regex.compile(r"\s*[,\n]\s*|\s+và\s+|\s+[-–]\s+")
_GOES_ON = regex.compile(r"(?:[-–&,]|(?<!\p{L})(?:và|của|thuộc|các))$")
_JOINT = regex.compile(r"\s*(?:và|[-–&])\s")


@cache
def _separators() -> regex.Pattern[str]:
    """What may part bodies; who helps may stand behind who leads without a sign."""
    helps = rf"{cell_names_pattern('help')}\s+(?:(?:với|cùng)\s|\p{{Lu}})"
    return regex.compile(rf"\s*[;,/]\s*|\s+(?:và|&)\s+|\s+[-–]\s+|\s*\n\s*|\s+(?={helps})")


@cache
def _owners() -> regex.Pattern[str]:
    """Bodies that an office on the line before may belong to ("Ban Pháp chế", then "HĐND xã")."""
    return regex.compile(cell_names_pattern("upper"))


@cache
def _all_levels() -> regex.Pattern[str]:
    """The end of a name on a line of its own: "Ban Chỉ huy PTDS", then "các cấp"."""
    return regex.compile(rf"{link_pattern('remark_3')}\s*(?:$|[,;.\n])", regex.IGNORECASE)


@cache
def named() -> regex.Pattern[str]:
    """What a name begins with in letters that are written so for certain."""
    several = rf"[Cc]ác\s+(?i:{heads_pattern('plural')}|{unit_pattern('settlement', *STATE)})"
    begins = f"{heads_pattern('cell')}|{posts_pattern()}|{several}"
    return regex.compile(rf"(?:{begins})(?!\p{{L}})")


@cache
def _name_end() -> regex.Pattern[str]:
    """Where a body's name can end for certain: a line that breaks behind it begins another one."""
    ends = rf"\)|(?<!\p{{L}})(?:{link_pattern('remark_2')}|{unit_pattern()})"
    return regex.compile(rf"(?:{ends})$", regex.IGNORECASE)


def pieces_of(cell: str) -> list[Piece]:
    """The stretches of a cell between the separators that part bodies, none of them empty."""
    pieces: list[Piece] = []
    start = entry = 0
    for separator in _outside_brackets(cell):
        gap = _Gap(cell, entry, start, separator)
        if not gap.parts():
            continue
        pieces.append((start, separator.start()))
        start = separator.end()
        entry = start if gap.begins_entry() else entry
    pieces.append((start, len(cell)))
    return [piece for piece in pieces if piece[0] < piece[1]]


class _Gap(NamedTuple):
    """What stands between two stretches of a cell, and may part two bodies or join two words."""

    cell: str
    entry: int
    """Where what stands there since the last line's end or semicolon begins."""
    start: int
    """Where the piece before the gap begins."""
    separator: regex.Match[str]

    def parts(self) -> bool:
        """Whether bodies are parted here, by the rule of the sign."""
        sign = self.separator.group().strip()
        if sign in _JOINS_WORDS_TOO:
            if not (_begins(self.left) and _begins(self.right)):
                return False
            # "Phòng Kế hoạch - Tài chính"
            joins = sign in _DASHES and _leads(self.left) and not head_or_post().match(self.right)
            return not joins
        return bool(sign) or not self._ends_line() or self._breaks()

    def begins_entry(self) -> bool:
        """Whether what follows is an entry of its own, as lines and semicolons make them."""
        return self._ends_line() or self.separator.group().strip() == ";"

    @property
    def left(self) -> str:
        return self.cell[self.start : self.separator.start()]

    @property
    def right(self) -> str:
        end = self.separator.end()
        return self.cell[end : end + LONGEST_NAME]

    def _ends_line(self) -> bool:
        return "\n" in self.separator.group()

    def _breaks(self) -> bool:
        """Whether a line's end parts two bodies: behind a name that is whole, or between two that
        begin for certain.
        """
        left, right = self.left, self.right
        entry = self.cell[self.entry : self.separator.start()]
        if (_is_whole(left) or key_of(entry) in lexicon()) and _begins(right):
            return True
        if _owners().match(right) or _goes_on(left):
            return False
        starts = (entry.lstrip(), _last_line(entry), right)
        return all(named().match(one) and not one[0].islower() for one in starts)


def _outside_brackets(cell: str) -> Iterator[regex.Match[str]]:
    brackets = _brackets(cell)
    starts = [start for start, _ in brackets]
    for match in _separators().finditer(cell):
        before = bisect_left(starts, match.start()) - 1
        if before < 0 or brackets[before][1] <= match.start():
            yield match


def _brackets(cell: str) -> list[Piece]:
    """The outermost brackets that close, in their order."""
    found: list[Piece] = []
    opened: list[int] = []
    for at, sign in enumerate(cell):
        if sign in "([":
            opened.append(at)
        elif sign in ")]" and opened:
            start = opened.pop()
            while found and found[-1][0] > start:
                found.pop()
            found.append((start, at + 1))
    return found


def _last_line(entry: str) -> str:
    """The last line of an entry, or the one before it where the last goes on with it ("và …")."""
    before, _, line = entry.rstrip().rpartition("\n")
    return before.rpartition("\n")[2] if _JOINT.match(line) else line


def _goes_on(text: str) -> bool:
    """Whether a name cannot end here: it is a head alone, or a joint stands at its end."""
    return bool(head_or_post().fullmatch(text.strip()) or _GOES_ON.search(text.rstrip()))


def _leads(text: str) -> bool:
    """Whether a name begins with a head, as written for certain or with a capital ("Công chức
    Tài chính").
    """
    if named().match(text) is not None:
        return True
    return text[:1].isupper() and head_or_post().match(text) is not None


def _is_whole(text: str) -> bool:
    """Whether a name may end here; a head noun alone ("Văn phòng", "Chủ tịch") goes on in the next
    line.
    """
    text = text.strip()
    if len(text) > LONGEST_NAME or head_or_post().fullmatch(text):
        return False
    return _name_end().search(text) is not None or key_of(text) in lexicon()


def _begins(text: str) -> bool:
    """Whether a stretch begins with a head noun or with a name of the lexicon."""
    words = text[:LONGEST_NAME].strip()
    if _all_levels().match(words):
        return False
    if head_or_post().match(words):
        return True
    head = _FIRST_PIECE.split(words, maxsplit=1)[0]
    return key_of(words) in lexicon() or key_of(head) in lexicon()
