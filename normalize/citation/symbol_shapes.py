"""The shape of a printed symbol: number, year and body, without blanks, look-alikes and misread
digits."""

from __future__ import annotations

from typing import NamedTuple

import regex

from normalize.citation.copies import show_all
from normalize.citation.document_kinds import kind_codes
from normalize.citation.symbol_repairs import MISREAD_DIGITS
from normalize.writing.text import fold_homoglyphs, fold_marked_ones, nfc


class Shape(NamedTuple):
    """The pieces of a symbol; ``sign`` joins the body to what stands before it.

    ``is_usual``: it begins with a number, not with letters ("HC12/KH"), which stay as they are.
    """

    number: str
    year: str | None
    sign: str
    body: str
    is_usual: bool
    plain: str

    @property
    def whole_year(self) -> int | None:
        """The year, where it has four digits."""
        return int(self.year) if self.year and len(self.year) == 4 else None

    def write(self, body: str) -> str:
        """The symbol with a repaired body."""
        if not self.is_usual:
            return self.plain
        head = f"{self.number}/{self.year}" if self.year else self.number
        return f"{head}{self.sign}{body}" if body else head


_DAMAGE = str.maketrans(
    {"\ufffe": "-", "\u00ad": "-", "ñ": "đ", "Ñ": "Đ", "с": "c", "о": "o", "а": "a"}
)
_SPACED_PARTY = regex.compile(r"^(\d[\doOlI]*[a-z]?)\s+(\p{Lu}[\p{L}]*)/")
_SHAPE = regex.compile(
    r"""
    (?P<number>
        \d[\doOlI]*\p{Lu}(?=/) | (?:\p{Lu}[\p{Lu}-]*)? \d[\doOlI]*(?:[.]\d+)* [a-zđ]?
    )
    (?: (?P<first>[/-]) (?P<year>[12][\doO]{3}|\d{2,5})(?=[/-]|\p{Lu}|$) )?
    (?P<join>[/-])?
    (?P<body>.*)
    """,
    regex.VERBOSE,
)
_LETTER = regex.compile(r"\p{L}")
_YEAR = regex.compile(r"(?:19|20|2O)[\doO]{2}")
_DASHES = regex.compile(r"-+")


def read_shape(text: str, repairs: list[str]) -> Shape | None:
    """The pieces of a symbol, or None where the text is none; ``repairs`` gathers what was
    undone."""
    plain = _reorder(_plain(text, repairs), repairs)
    match = _SHAPE.fullmatch(plain)
    if match is None or not _is_symbol(match):
        return None
    is_usual = match["number"][0].isdigit()
    number = _digits(match["number"], repairs) if is_usual else match["number"]
    year = _digits(match["year"], repairs) if match["year"] else None
    sign = "/" if year else match["join"] or "-"
    if is_usual and match["body"]:
        repairs.extend(_lost_sign(match))
    return Shape(number, year, sign, match["body"], is_usual, plain)


def _is_symbol(match: regex.Match[str]) -> bool:
    """Whether letters or a year stand behind the number."""
    return bool(_LETTER.search(match["body"]) or _YEAR.fullmatch(match["year"] or ""))


def _digits(printed: str, repairs: list[str]) -> str:
    """A number's digits, O read as 0 and l as 1."""
    digits = printed.translate(MISREAD_DIGITS)
    if digits != printed:
        repairs.append("ocr")
    return digits


def _lost_sign(match: regex.Match[str]) -> list[str]:
    """A slash or a hyphen that is missing around the year or before the body."""
    if match["year"]:
        return ["slash"] if match["first"] == "-" or match["join"] != "/" else []
    return [] if match["join"] else ["hyphen"]


_YEAR_BEHIND = regex.compile(
    r"(?P<number>\d+[a-zđ]?)/(?P<kind>\p{L}+)(?P<rest>-[^/]+?)?[/-](?P<year>(?:19|20)\d\d)"
)


def _reorder(plain: str, repairs: list[str]) -> str:
    """The year before the body where it stands behind it ("99/NĐ-CP/2020")."""
    match = _YEAR_BEHIND.fullmatch(plain)
    if match is None or match["kind"] not in kind_codes():
        return plain
    repairs.append("order")
    return f"{match['number']}/{match['year']}/{match['kind']}{match['rest'] or ''}"


_PARTED_NUMBER = regex.compile(r"\d\s+\d")


def _plain(text: str, repairs: list[str]) -> str:
    """The text without blanks, look-alikes and doubled dashes."""
    shown = show_all(nfc(text))
    folded = fold_homoglyphs(shown.translate(_DAMAGE))
    if folded != shown:
        repairs.append("homoglyph")
    read = fold_marked_ones(folded)
    if read != folded:
        repairs.append("ocr")
    folded = _SPACED_PARTY.sub(r"\1-\2/", read.strip())
    plain = _DASHES.sub("-", "".join(folded.split())).strip("-/.,;")
    if plain != folded:
        repairs.append("number" if _PARTED_NUMBER.search(folded) else "space")
    return plain
