"""Vietnamese text as it should be compared: folds that keep a way back to the original.

Folding is for matching only. What a user sees is the document's own text, in NFC.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

_MARKED_ONES = frozenset("ÌÍỈĨỊ")
_MISREAD_ONES = regex.compile(
    r"(?<=\d)[ÌÍỈĨỊ]+|[ÌÍỈĨỊ]+(?=\d)"
    r"|(?<=ngày |\A)[ÌÍỈĨỊ]+(?= tháng| \d)|(?<=tháng )[ÌÍỈĨỊ]+(?= năm| \d)"
)

# U+00D0 and U+0189 look like Đ and come from fonts and official portals; NFKD leaves them alone.
# U+01A2/U+01A3 (gha) stand for Ư/ư in many PDFs. Cyrillic capitals come from mixed keyboards.
_HOMOGLYPHS = str.maketrans(
    "ÐðƉɖƢƣАВЕКМНОРСТХаеорсух‐‑‒–—―−\u00a0\u2007\u202f",
    "ĐđĐđƯưABEKMHOPCTXaeopcyx-------\u0020\u0020\u0020",
)

_TONES = "\u0300\u0301\u0303\u0309\u0323"


# "Ã" and the blank or quote behind it, read as one letter of UTF-8 (C3 A0 is "à", C3 94 is "Ô"):
# "XàHỘI", "XÔ TỈNH".
_MOJIBAKE = regex.compile(
    r"(?<=\p{Lu})à(?=\p{Lu})|(?<=\bX)à(?=\s\p{Lu}{2})|(?<=\bX)Ô(?=\s\p{Lu}{2})"
)


class Folded(NamedTuple):
    """A folded copy and the way back: ``text[i]`` comes from code
    point ``offsets[i]`` of the original.

    ``offsets`` has one entry more than ``text``, so that a span's end can be mapped as well.
    """

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original span of ``text[start:end]``."""
        if start == end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1


# all letters but these; named themselves, they take a hundredth of a start to compile
_PERHAPS_MARK = re.compile("[^\x00-\u02ff\u1ea0-\u20cf]")
_MOST_MARKS = 30
"""Marks on one letter: the longest run that normalization must sort, which takes their number
squared. Source: Unicode Standard Annex 15, section 13, Stream-Safe Text Format.
"""
_MANY_MARKS = regex.compile(rf"\P{{ccc=0}}{{{_MOST_MARKS + 1},}}")
_JOINER = "\u034f"


def nfc(text: str) -> str:
    """The text in Unicode normalization form C; runs of more than 30 marks are parted by U+034F,
    which shows nothing.

    >>> nfc("Kê\u0301 hoạch") == "Kế hoạch"
    True
    >>> nfc("a" + 31 * "\u0323") == "ạ" + 29 * "\u0323" + "\u034f\u0323"
    True
    """
    if len(text) > _MOST_MARKS and _PERHAPS_MARK.search(text):
        return _part_marks(_normal(_part_marks(text)))
    return _normal(text)


def _part_marks(text: str) -> str:
    return _MANY_MARKS.sub(_parted, text)


def _parted(match: regex.Match[str]) -> str:
    marks = match.group()
    return _JOINER.join(marks[at : at + _MOST_MARKS] for at in range(0, len(marks), _MOST_MARKS))


def _normal(text: str) -> str:
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def squeeze(text: str) -> str:
    """Every run of blanks and line ends as one space, none at the ends.

    >>> squeeze("  Bộ phận TN &\\nTKQ ")
    'Bộ phận TN & TKQ'
    """
    return " ".join(text.split())


_BROKEN_DATE = regex.compile(
    r"(?<=[\p{Lu}\d]/)\n(?=\d)|(?<=\d)\n(?=/\d)"
    r"|(?<=(?<![\d/])\d{1,2}/[01])\n(?=\d/(?:19|20)\d\d(?!\d))"
    r"|(?<=(?<![\d/])\d{1,2}/\d{1,2}/(?:19|20))\n(?=\d\d(?![\d/]))"
    r"|(?<=(?<![\d/])\d{1,2}/\d{1,2}/(?:19|20)\d)\n(?=\d(?![\d/]))"
)


def join_broken_dates(text: str) -> str:
    """A cell's text without line ends inside dates and codes, where a narrow column broke them.

    >>> broken = ("Trước ngày 15/1\\n1/2025", "Quý III/\\n2025", "5\\n6")
    >>> tuple(map(join_broken_dates, broken))
    ('Trước ngày 15/11/2025', 'Quý III/2025', '5\\n6')
    """
    return _BROKEN_DATE.sub("", text)


def fold_homoglyphs(text: str) -> str:
    """Look-alike letters, dashes and blanks replaced one for one; the length never changes.

    >>> fold_homoglyphs("NÐ–CP, TT-BTС")
    'NĐ-CP, TT-BTC'
    """
    return text.translate(_HOMOGLYPHS)


def fold_marked_ones(text: str) -> str:
    """A capital I with a mark beside a digit, or as a day or month, is a 1 that was misread;
    the length never changes.

    >>> fold_marked_ones("ngày Ỉ9 tháng ỈỈ năm 20Ỉ5, 32/2024/QHỈ5")
    'ngày 19 tháng 11 năm 2015, 32/2024/QH15'
    """
    if _MARKED_ONES.isdisjoint(text):
        return text
    return _MISREAD_ONES.sub(lambda match: "1" * len(match.group()), text)


def repair_mojibake(text: str) -> str:
    """Capitals whose "Ã" was read together with what follows it, as they were meant;
    for matching only.

    >>> repair_mojibake("KINH TẾ - XàHỘI, XÔ TỈNH")
    'KINH TẾ - XÃ HỘI, XÃ TỈNH'
    """
    if text.islower() or ("à" not in text and "Ô" not in text):
        return text
    return _MOJIBAKE.sub(lambda match: _meant(match.string, match.end()), text)


def _meant(text: str, end: int) -> str:
    """ "Ã", and the blank that was eaten unless there is one."""
    return "Ã" if text[end].isspace() else "Ã "


def strip_marks(text: str) -> str:
    """Lower case without tone and vowel marks, đ as d; the length never changes for NFC Vietnamese.

    >>> strip_marks("Ủy ban nhân dân Đặc khu")
    'uy ban nhan dan dac khu'
    """
    return text.translate(_BARE)


def fold(text: str) -> str:
    """The key two spellings of one phrase share: homoglyphs, case, blanks, tone placement.

    >>> fold("Uỷ ban  nhân dân") == fold("ỦY BAN nhân dân")
    True
    >>> fold("quý") == fold("qúy")
    True
    """
    return _place_tones(squeeze(repair_mojibake(fold_homoglyphs(nfc(text))))).casefold()


def folded(text: str) -> Folded:
    """As `strip_marks` after all repairs, blanks squeezed, with the map back to ``text`` (NFC)."""
    letters: list[str] = []
    offsets: list[int] = []
    blank = True
    for offset, letter in _repaired(fold_homoglyphs(text)):
        if letter.isspace():
            if not blank:
                letters.append(" ")
                offsets.append(offset)
            blank = True
            continue
        bare = _bare(letter)
        letters.append(bare)
        offsets.extend([offset] * len(bare))
        blank = False
    offsets.append(len(text))
    return Folded("".join(letters), tuple(offsets))


def _repaired(text: str) -> Iterator[tuple[int, str]]:
    """Every letter as it was meant with the offset it comes from."""
    meant = {match.start(): _meant(text, match.end()) for match in _MOJIBAKE.finditer(text)}
    for offset, letter in enumerate(text):
        for one in meant.get(offset, letter):
            yield offset, one


def _bare(letter: str) -> str:
    """One letter lower-cased without its marks."""
    if letter < "\x80":
        return letter.lower()
    if letter in "đĐ":
        return "d"
    base = unicodedata.normalize("NFD", letter)[0]
    return base.lower() if base.isalpha() else letter


class _BareLetters(dict[int, str]):
    """A translation table that fills itself: every letter is looked up in Unicode once."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _bare(chr(code))
        return found


_BARE = _BareLetters()


def _place_tones(text: str) -> str:
    """Every syllable's tone moved to its end: hòa and hoà, qúy and quý become one string.

    The result is a key, not a spelling.
    """
    return text if text.isascii() else _WORD.sub(lambda match: _tone_last(match.group()), text)


_WORD = regex.compile(r"\p{L}+")


@lru_cache(maxsize=8192)  # the words of a document, and of documents, are few
def _tone_last(word: str) -> str:
    word = unicodedata.normalize("NFD", word)
    tones = "".join(mark for mark in word if mark in _TONES)
    return "".join(mark for mark in word if mark not in _TONES) + tones
