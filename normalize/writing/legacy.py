"""Text in the letters of another encoding than it was read in: old fonts,
font maps without meaning, wrong bytes.

Which encoding a text is in is decided by its words alone, since many Unicode files merely name an
old font. In TCVN3 "ư" is U+00AD, so nothing may strip soft hyphens before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import islice

import regex

from normalize.writing.encodings import (
    MAC,
    MISREAD,
    TCVN3,
    UNICODE,
    VNI,
    Encoding,
    glyph_encodings,
    table_of,
)
from normalize.writing.syllables import count_syllables


@cache
def _pattern(encoding: Encoding) -> regex.Pattern[str]:
    """What a table can replace, longest first."""
    keys = sorted(table_of(encoding), key=lambda key: (-len(key), key))
    return regex.compile("|".join(map(regex.escape, keys)))


def decode(text: str, encoding: Encoding) -> str:
    """What a text in an encoding means, in Unicode.

    >>> decode("KÕ ho¹ch ng\\u00ad\\u00eai", TCVN3), decode("Keá hoaïch", VNI)
    ('Kế hoạch người', 'Kế hoạch')
    >>> from normalize.writing.encodings import GLYPHS
    >>> decode("7KӵF KLӋQ", GLYPHS)
    'Thực hiện'
    """
    if encoding == UNICODE:
        return text
    table = table_of(encoding)
    return _pattern(encoding).sub(lambda match: table[match.group()], text)


def decode_letters(text: str, encoding: Encoding) -> list[str]:
    """The same, letter by letter of ``text``: a replacement stands at its first letter,
    "" at the others.
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
"""The standard library's, ten times as fast for a set of letters:
nearly every page is done with here.
"""
_FEWEST_SUSPECT = 3
_BETTER = 0.25
_SOUND = 0.7
_NO_DOUBT = 0.97


def looks_foreign(text: str) -> bool:
    """Whether a text has signs inside its words that Unicode Vietnamese has not:
    it is worth a closer look.
    """
    if not _MAYBE_SUSPECT.search(text):
        return False
    return len(list(islice(_SUSPECT.finditer(text), _FEWEST_SUSPECT))) == _FEWEST_SUSPECT


def find_encoding(text: str) -> Encoding:
    """The encoding in which the words of a text are Vietnamese;
    Unicode unless another one proves itself.

    >>> find_encoding("Uû ban nh©n d©n tØnh, c¸c së, ban, ngµnh vµ ®oµn thÓ").name
    'TCVN3'
    >>> find_encoding("Uỷ ban nhân dân tỉnh, các sở, ban, ngành và đoàn thể").name
    'Unicode'
    """
    best, share = UNICODE, max(_share(text) + _BETTER, _SOUND)
    for encoding in (TCVN3, VNI, MAC, *MISREAD, *glyph_encodings(text)):
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
    """Encodings for fonts with too few words to prove one: that of another font,
    where it makes syllables of words.
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
    """The share of syllables among the words; 0 where none bears a mark,
    for then there is no proof.
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
