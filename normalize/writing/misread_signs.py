"""Signs that recognition takes for others by their strokes: letters for digits,
one capital for two.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import regex

from normalize.writing.syllables import is_syllable
from normalize.writing.text import strip_marks

# "Quý II1", "Quý 11", "Quý IH": strokes side by side after the word for a quarter
_QUARTER = regex.compile(r"\b[Qq]u[ýy] (?P<quarter>[I1lH|]{2,3}|H)(?![\p{L}\d])")
_CAPITAL_I = regex.compile(r"(?<=(?<!\p{L})\p{Lu})[ÌÍỈĨỊ](?= \p{Ll})|(?<=\p{Ll})[ÌÍỈĨỊ](?!\p{Lu})")
_TWIN = regex.compile(r"(?<!\p{L})(\p{Lu})(\p{Lu})(\p{Ll}+)(?!\p{L})")
_CROSSED = regex.compile(r"[ĐÐ]*Ð[ĐÐ]*|[đð]*ð[đð]*")
_NUMBER = regex.compile(r"(?<![\p{L}\d])(?:[\dOo]|[lI](?=[\d]))+(?![\p{L}])")
_DIGITS = str.maketrans("OolI", "0011")


class Repair(NamedTuple):
    """A word read as ``raw`` at ``span`` of the text and understood as ``understood``."""

    span: tuple[int, int]
    raw: str
    understood: str


def repair_numbers(text: str) -> tuple[str, tuple[Repair, ...]]:
    """Letters that stand for digits inside a group of digits (O and o for 0, l and I for 1),
    and strokes of an I.

    >>> repair_numbers("ngày l5/O3/2O24, Quý I và II, 5l xăng")[0]
    'ngày 15/03/2024, Quý I và II, 5l xăng'

    An I with a mark inside a word of small letters is small itself.

    >>> repair_numbers("VỊ trí, quảng trÌnh")[0]
    'Vị trí, quảng trình'

    A quarter of several strokes is Roman, of which there are four.

    >>> repair_numbers("Quý II1/2025, quý 11/2024, quý IH, Quý 1/2023")[0]
    'Quý III/2025, quý II/2024, quý III, Quý 1/2023'
    """
    repairs = [
        Repair(
            match.span("quarter"),
            match["quarter"],
            "I" * (len(match["quarter"]) + match["quarter"].count("H")),
        )
        for match in _QUARTER.finditer(text)
        if len(match["quarter"]) + match["quarter"].count("H") <= 3
        and set(match["quarter"]) != {"I"}
    ]
    repairs += [
        Repair(match.span(), match.group(), match.group().lower())
        for match in _CAPITAL_I.finditer(text)
    ]
    quarters = {at for one in repairs for at in range(*one.span)}
    for match in _NUMBER.finditer(text):
        if quarters & set(range(*match.span())):
            continue
        raw = match.group()
        if 2 * sum(letter.isdigit() for letter in raw) >= len(raw) and not raw.isdigit():
            repairs.append(Repair(match.span(), raw, raw.translate(_DIGITS)))
    repairs.sort()
    return apply(text, repairs), tuple(repairs)


def repair_twins(text: str) -> tuple[str, tuple[Repair, ...]]:
    """First letters that one capital gave twice:
    no syllable begins with two capitals of one letter.

    >>> repair_twins("NÑăm 2023, ĐĐiều 5, KT&ĐBCLGD, AAnh")[0]
    'Năm 2023, Điều 5, KT&ĐBCLGD, AAnh'
    """
    repairs = []
    for match in _TWIN.finditer(text):
        first, second, rest = match.groups()
        if _is_one_consonant(first, second) and is_syllable(first + rest):
            repairs.append(Repair(match.span(), match.group(), first + rest))
    return apply(text, repairs), tuple(repairs)


def one_crossed_d(text: str) -> str:
    """A Đ that recognition gave as the letter eth (U+00D0), which looks like it,
    or as one after the other.

    >>> one_crossed_d("1009/QĐÐ-BGDÐT, KT&ĐÐĐBCLGD, ðơn") == "1009/QĐ-BGDĐT, KT&ĐBCLGD, đơn"
    True
    """
    return _CROSSED.sub(lambda match: "Đ" if match.group().isupper() else "đ", text)


def _is_one_consonant(first: str, second: str) -> bool:
    """Whether two capitals are one consonant, with marks or without."""
    letters = {strip_marks(letter).lower() for letter in (first, second)}
    return len(letters) == 1 and letters.isdisjoint("aeiouy")


def apply(text: str, repairs: Iterable[Repair]) -> str:
    """A text with the repairs of it, in order."""
    parts, at = [], 0
    for one in repairs:
        parts += [text[at : one.span[0]], one.understood]
        at = one.span[1]
    return "".join((*parts, text[at:]))
