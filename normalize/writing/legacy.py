"""Text in the letters of another encoding than it was read in: old fonts, font maps without
meaning, wrong bytes.

Every encoding is a table from what was read to what was meant; which one a text is in is decided by
its words alone, since many Unicode files merely name an old font. In TCVN3 "ư" is U+00AD, so
nothing may strip soft hyphens before.

Source: TCVN 5712:1993, VN3 (the fonts called .Vn…); VNI for Windows (VNI-…), base letter + mark;
the glyph order of the fonts that come with Windows (Times New Roman, Arial), whose numbers stand
for letters where a PDF has no map.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Literal, NamedTuple

import regex

from normalize.writing.syllables import count_syllables


class Encoding(NamedTuple):
    """What the letters of a text are: its name, and for glyph numbers how far the Vietnamese block
    is moved.
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
    """One byte a letter, read as Latin-1; capitals with tones are the letters of fonts of capitals
    (.VnTimeH).
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
"""Where the glyphs of U+1EA0-1EF9 stand in the upright faces; the horned letters come 58 before
them.

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
    """A glyph's number as if it were a code point: ASCII from 3, Mac Roman from 98, then the
    letters of Vietnamese.
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


def _glyph_encodings(text: str) -> Iterator[Encoding]:
    """Glyph numbers with the block where it is known to stand, then wherever a text's highest
    numbers allow it.
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


@cache
def _pattern(encoding: Encoding) -> regex.Pattern[str]:
    """What a table can replace, longest first."""
    keys = sorted(table_of(encoding), key=lambda key: (-len(key), key))
    return regex.compile("|".join(map(regex.escape, keys)))


def decode(text: str, encoding: Encoding) -> str:
    """What a text in an encoding means, in Unicode.

    >>> decode("KÕ ho¹ch ng\\u00ad\\u00eai", TCVN3), decode("Keá hoaïch", VNI)
    ('Kế hoạch người', 'Kế hoạch')
    >>> decode("7KӵF KLӋQ", GLYPHS)
    'Thực hiện'
    """
    if encoding == UNICODE:
        return text
    table = table_of(encoding)
    return _pattern(encoding).sub(lambda match: table[match.group()], text)


def decode_letters(text: str, encoding: Encoding) -> list[str]:
    """The same, letter by letter of ``text``: a replacement stands at its first letter, "" at the
    others.
    """
    letters = list(text)
    if encoding == UNICODE:
        return letters
    table = table_of(encoding)
    for match in _pattern(encoding).finditer(text):
        letters[match.start() : match.end()] = [
            table[match.group()],
            *[""] * (len(match.group()) - 1),
        ]
    return letters


# Signs that no Vietnamese text has inside its words: what old fonts and wrong bytes leave.
_ODD = r"[¡-¦¨-ª¬-¯±-¹»-¿ÄÅÆÇËÎÏÑÖ×ØÜÞßäåæçëîïñö÷øûüþÿ\x80-\x9f‡†ıÛÌÈ˙˘‰ƒŒœ\u0400-\u04ff]"
_SUSPECT = regex.compile(rf"[A-Za-z]{_ODD}|{_ODD}[A-Za-z]")
_MAYBE_SUSPECT = re.compile(_ODD)
"""The standard library's, ten times as fast for a set of letters: nearly every page is done with
here.
"""
_FEWEST_SUSPECT = 3
_BETTER = 0.25
_SOUND = 0.7
_NO_DOUBT = 0.97


def looks_foreign(text: str) -> bool:
    """Whether a text has signs inside its words that Unicode Vietnamese has not: it is worth a
    closer look.
    """
    if not _MAYBE_SUSPECT.search(text):
        return False
    return len(list(islice(_SUSPECT.finditer(text), _FEWEST_SUSPECT))) == _FEWEST_SUSPECT


def find_encoding(text: str) -> Encoding:
    """The encoding in which the words of a text are Vietnamese; Unicode unless another one proves
    itself.

    >>> find_encoding("Uû ban nh©n d©n tØnh, c¸c së, ban, ngµnh vµ ®oµn thÓ").name
    'TCVN3'
    >>> find_encoding("Uỷ ban nhân dân tỉnh, các sở, ban, ngành và đoàn thể").name
    'Unicode'
    """
    best, share = UNICODE, max(_share(text) + _BETTER, _SOUND)
    for encoding in (TCVN3, VNI, MAC, *MISREAD, *_glyph_encodings(text)):
        if share > _NO_DOUBT:
            break
        found = _share(decode(text, encoding))
        if found > share:
            best, share = encoding, found
    return best


def find_encodings(texts: Mapping[str, str]) -> dict[str, Encoding]:
    """The encodings of fonts by what is set in each; those in Unicode are left out."""
    proven = prove_encodings(texts)
    return proven | borrow_encodings(texts, proven)


def prove_encodings(texts: Mapping[str, str]) -> dict[str, Encoding]:
    """The encodings of the fonts whose own words prove them."""
    found = ((font, find_encoding(text)) for font, text in texts.items())
    return {font: encoding for font, encoding in found if encoding != UNICODE}


def borrow_encodings(
    texts: Mapping[str, str], proven: Mapping[str, Encoding]
) -> dict[str, Encoding]:
    """Encodings for fonts with too few words to prove one: that of another font, where it makes
    syllables of words.
    """
    found: dict[str, Encoding] = {}
    for font, text in texts.items():
        gains = [(_gain(text, encoding), encoding) for encoding in dict.fromkeys(proven.values())]
        gain, best = max(gains, default=(0, UNICODE))
        if font not in proven and gain > 0:
            found[font] = best
    return found


def _gain(text: str, encoding: Encoding) -> int:
    """How many more words of a text are syllables once it is decoded."""
    return count_syllables(decode(text, encoding)).syllables - count_syllables(text).syllables


def _share(text: str) -> float:
    """The share of syllables among the words; 0 where none bears a mark, for then there is no
    proof.
    """
    count = count_syllables(text)
    return count.syllables / count.words if count.marked_syllables else 0.0


def is_font_of_capitals(name: str | None) -> bool:
    """Whether a font of the TCVN3 family shows small letters as capitals: .VnTimeH, .VnArialH.

    >>> names = (".VnTimeH", "ABCDEF+.VnArialH", ".VnTime", "Times New Roman")
    >>> [is_font_of_capitals(name) for name in names]
    [True, True, False, False]
    """
    return name is not None and regex.search(r"(?:^|\+)\.?Vn\w.*H$", name) is not None
