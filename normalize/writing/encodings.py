"""The encodings that Vietnamese was written in before Unicode:
tables from what is read to what was meant.

Source: TCVN 5712:1993, VN3 (the fonts called .Vn…); VNI for Windows (VNI-…), base letter + mark;
the glyph order of the fonts that come with Windows (Times New Roman, Arial), whose numbers stand
for letters where a PDF has no map.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal, NamedTuple


class Encoding(NamedTuple):
    """What the letters of a text are: its name, and for glyph
    numbers how far the Vietnamese block is moved.
    """

    name: Literal[
        "Unicode",
        "TCVN3",
        "VNI",
        "glyph numbers",
        "Mac Roman",
        "UTF-8 as cp1252",
        "UTF-8 as Latin-1",
    ]
    shift: int = 0


UNICODE = Encoding("Unicode")
TCVN3 = Encoding("TCVN3")
VNI = Encoding("VNI")
GLYPHS = Encoding("glyph numbers")
MAC = Encoding("Mac Roman")
MISREAD = (Encoding("UTF-8 as cp1252"), Encoding("UTF-8 as Latin-1"))

_TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Huyền, hỏi, ngã, sắc, nặng: the order of the old code tables."""
_VOWELS = "aăâeêioôơuưy"


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


_LETTERS = "".join(_nfc(vowel + tone) for vowel in _VOWELS for tone in ("", *_TONES)) + "đ"
VIETNAMESE = frozenset(_LETTERS + _LETTERS.upper()) - frozenset("aeiouyAEIOUY")
"""Every letter of Vietnamese that is not one of ASCII."""


@cache
def _tcvn3() -> dict[str, str]:
    """One byte a letter, read as Latin-1; capitals with tones are the
    letters of fonts of capitals (.VnTimeH).
    """
    rows = (
        ("A1", "ĂÂÊÔƠƯĐăâêôơưđẰ"), ("B5", "àảãáạ"), ("BB", "ằẳẵắ"), ("C6", "ặầẩẫấậè"),
        ("CE", "ẻẽéẹềểễếệìỉ"), ("DC", "ĩíịò"), ("E1", "ỏõóọồổỗốộờởỡớợù"), ("F1", "ủũúụừửữứựỳỷỹýỵ"),
    )  # fmt: skip
    return {
        chr(int(first, 16) + step): letter
        for first, letters in rows
        for step, letter in enumerate(letters)
    }


@cache
def _vni() -> dict[str, str]:
    """A base letter and a mark after it, both read as cp1252;
    the case of the base is the letter's.
    """
    tones = dict(zip("øûõùï", _TONES, strict=True))
    hats = {"â": "", **dict(zip("àåãáä", _TONES, strict=True))}
    bows = {"ê": "", **dict(zip("èúüéë", _TONES, strict=True))}
    horns = {"ô": "ơ", "ö": "ư"}
    table = dict(zip("æìíîñòóôö", "ỉìíỵđịĩơư", strict=True))
    for base in ("a", "e", "o", "u", "y", *horns):
        table |= {base + sign: _nfc(horns.get(base, base) + tone) for sign, tone in tones.items()}
    for base in "aeo":
        table |= {base + sign: _nfc(base + "\u0302" + tone) for sign, tone in hats.items()}
    table |= {"a" + sign: _nfc("a\u0306" + tone) for sign, tone in bows.items()}
    capitals = {
        key[0].upper() + mark: letter.upper()
        for key, letter in table.items()
        for mark in _cases(key[1:])
    }
    return table | capitals


def _cases(mark: str) -> set[str]:
    return {mark, mark.upper()}


_BLOCK = range(0x4A4, 0x4A4 + 0x58)
"""Where the glyphs of U+1EA0-1EF9 stand in the upright faces;
the horned letters come 58 before them.

Ỳ and ỳ, which Welsh has as well, and the letters with one mark stand further up.
"""
_HORNED = 58
_MAC_ABSENT = (0xCA, 0xF0)
"""Codes of Mac Roman without a glyph of their own: the hard blank and the apple."""
_FEWEST_HIGH = 8
"""Different letters of the block that a text must have before other places of the block are tried.
"""
_KNOWN_SHIFTS = (0, -0x17C)
"""Upright and bold faces; slanted ones."""


@cache
def _glyph_numbers(shift: int) -> dict[str, str]:
    """A glyph's number as if it were a code point: ASCII from 3, Mac Roman from 98,
    then the letters of Vietnamese.
    """
    table = {chr(code - 29): chr(code) for code in range(0x20, 0x7F)}
    number = 98
    for code in range(0x80, 0x100):
        if code not in _MAC_ABSENT:
            table[chr(number)] = bytes([code]).decode("mac_roman")
            number += 1
    # Blanks and line ends are those the page's text itself has, not numbers.
    table = {key: letter for key, letter in table.items() if key not in " \n\r"}
    table |= {
        chr(number): letter
        for number, letter in ((233, "Ý"), (234, "ý"), (255, "đ"), (258, "Ă"), (259, "ă"))
    }
    table |= {
        chr(number): letter
        for number, letter in ((264, "Đ"), (428, "Ĩ"), (429, "ĩ"), (483, "Ỳ"), (484, "ỳ"))
    }
    table |= {chr(_BLOCK[0] - _HORNED + shift + step): letter for step, letter in enumerate("ƠơƯư")}
    block = [code for code in range(0x1EA0, 0x1EFA) if chr(code) not in "Ỳỳ"]
    table |= {chr(number + shift): chr(code) for number, code in zip(_BLOCK, block, strict=True)}
    return table


def glyph_encodings(text: str) -> Iterator[Encoding]:
    """Glyph numbers with the block where it is known to stand,
    then wherever a text's highest numbers allow it.
    """
    for shift in _KNOWN_SHIFTS:
        yield Encoding("glyph numbers", shift)
    high = [ord(letter) for letter in set(text) if 0x200 <= ord(letter) < 0x2000]
    if len(high) >= _FEWEST_HIGH:
        lowest, highest = min(high) - _BLOCK[0], max(high) - _BLOCK[-1]
        yield from (
            Encoding("glyph numbers", shift) for shift in range(highest, lowest + _HORNED + 1)
        )


_POUND = "\u00a3"
"""What pdfium gives for the Macintosh's inverted exclamation mark in fonts without names of glyphs.
"""


@cache
def _mac() -> dict[str, str]:
    """Bytes of Windows that were read as those of a Macintosh."""
    table = {}
    for code in range(0x80, 0x100):
        try:
            table[bytes([code]).decode("mac_roman")] = bytes([code]).decode("cp1252")
        except UnicodeDecodeError:
            continue
    return table | {_POUND: "Á"}


def _misread(encoding: str) -> dict[str, str]:
    """Letters and signs of a text in UTF-8 as they look where its bytes were read one by one."""
    table: dict[str, str] = {}
    for letter in (*VIETNAMESE, *_TONES, *"–—“”‘’…•§°±²³½≥≤\u00a0"):
        try:
            read = letter.encode().decode(encoding)
        except UnicodeDecodeError:
            # Windows gives the bytes it has no sign for back as control characters.
            read = "".join(
                bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in letter.encode()
            )
        table[read] = letter
    return table


@cache
def table_of(encoding: Encoding) -> Mapping[str, str]:
    """What was read -> what was meant."""
    match encoding.name:
        case "TCVN3":
            return _tcvn3()
        case "VNI":
            return _vni()
        case "glyph numbers":
            return _glyph_numbers(encoding.shift)
        case "Mac Roman":
            return _mac()
        case "UTF-8 as cp1252":
            return _misread("cp1252")
        case "UTF-8 as Latin-1":
            return _misread("latin-1")
    return {}
