"""The text as the finder reads it: without what is no part of it, in two copies that share every
offset."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

import regex

from normalize.writing.text import Folded, fold_homoglyphs, fold_marked_ones


class Copies(NamedTuple):
    """``text`` as printed, ``plain`` with look-alike letters, dashes, blanks and tabs replaced,
    ``bare`` also without marks and in lower case ("Nghị ñịnh" is "nghi dinh"). All have one
    length."""

    text: str
    plain: str
    bare: str


# Zero-width blanks and joiners show nothing. The gazette prints its own name over every page: in a
# text without pages that line stands amid a sentence.
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_LEFT_OUT = regex.compile(
    rf"[{_INVISIBLE}]+"
    r"|(?:(?<=\n)|\A)[ \t]*(?:\d{1,4}[ \t]+)?CÔNG[ ]BÁO(?:[ ][^\n/\d]{1,40})?[ ]?/[ ]?"
    r"Số[^\n/]{1,24}/[ ]?"
    r"Ngày[ ]\d{1,2}[-/.]\d{1,2}[-/.]\d{4}[ \t]*(?:\d{1,4}[ \t]*)?(?:\n|\Z)",
    regex.IGNORECASE,
)
_ANY_INVISIBLE = regex.compile(f"[{_INVISIBLE}]")
_GAZETTE = regex.compile("CÔNG BÁO", regex.IGNORECASE)


def leave_out(text: str) -> Folded | None:
    """The text without zero-width letters and the gazette's running heads; None where it has none.

    >>> leave_out("11/KH\\u200b-UBND").text
    '11/KH-UBND'
    """
    if not _ANY_INVISIBLE.search(text) and not _GAZETTE.search(text):
        return None
    kept, offsets, end = [], list[int](), 0
    for match in _LEFT_OUT.finditer(text, timeout=5.0):
        kept.append(text[end : match.start()])
        offsets.extend(range(end, match.start()))
        end = match.end()
    offsets.extend(range(end, len(text) + 1))
    return Folded("".join([*kept, text[end:]]), tuple(offsets)) if end else None


def show_all(text: str) -> str:
    """A phrase without zero-width letters.

    >>> show_all("11/KH\\u200b-UBND")
    '11/KH-UBND'
    """
    return _ANY_INVISIBLE.sub("", text)


def copy_text(text: str) -> Copies:
    """The copies of a text (NFC).

    >>> copy_text("Nghị ñịnh số 07/2025/Nð–СР").bare
    'nghi dinh so 07/2025/nd-cp'
    """
    # beside ñ for đ, ð stands for Đ
    letters = text.replace("ð", "Đ") if "ñ" in text else text
    plain = fold_marked_ones(_replaced(letters, _PLAIN))
    return Copies(text, plain, _replaced(plain, _BARE))


def _replaced(text: str, table: Mapping[str, str]) -> str:
    """As `str.translate`, twice as fast for the few letters that a text is made of; no letter is
    replaced twice."""
    for letter in set(text) & table.keys():
        text = text.replace(letter, table[letter])
    return text


def _bare_letter(letter: str) -> str:
    if letter in "đĐ":
        return "d"
    base = unicodedata.normalize("NFD", letter)[0]
    return base.lower() if base.isascii() and base.isalpha() else letter


# U+FFFE and U+00AD stand where a PDF broke a line at a hyphen; ñ and Ñ are đ and Đ under a broken
# font map.
_MORE = dict(
    zip("\ufffe\u00adñÑасео\u2002\u2003\u2009\u3000\ufe63\uff0d", "--đĐaceo    --", strict=True)
)
_FOLDS = {
    one: fold_homoglyphs(one) for one in map(chr, (*range(0x80, 0x600), *range(0x2000, 0x2300)))
}
_CELL_BORDER = {"\t": ";"}
"""What parts the cells of a row ends a reference as a sign between sentences does."""
_PLAIN = {one: fold for one, fold in _FOLDS.items() if fold != one} | _MORE | _CELL_BORDER
_LETTERS = map(chr, (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1EA0, 0x1F00)))
_BARE = {one: bare for one in _LETTERS if (bare := _bare_letter(one)) != one}
