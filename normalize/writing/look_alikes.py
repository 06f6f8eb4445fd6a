"""Letters as they are meant in codes and names: look-alikes, hyphens, signs that show nothing.

Every reading has as many code points as what it reads, so that places in it are places in the text.
"""

from __future__ import annotations

import regex

from normalize.writing.text import fold_homoglyphs

# what fonts and keyboards leave for đ: eth, and the letter at its place in fonts of one byte
_CROSSED = regex.compile(r"[ðñÐÑ]")
_MORE = str.maketrans("ñÑ‒―\u200b\u200c\u200d\u2060\ufeff\u00ad", "đĐ--" + " " * 6)
_KEPT = frozenset("–—")
"""Dashes of prose, which names and titles keep."""
_FEWEST_APART = 4
"""Letters set apart that are one word or more: fewer are initials or items of a list."""


def meant_letters(text: str) -> str:
    """The text with one sign for what looks the same; "Qð‑UBND" gives "QĐ-UBND".

    >>> meant_letters("QUYẾT ðỊNH"), meant_letters("ñủ ñiều kiện"), meant_letters("15/KH‑UBND")
    ('QUYẾT ĐỊNH', 'đủ điều kiện', '15/KH-UBND')
    """
    if text.isascii():
        return text
    folded = fold_homoglyphs(text).translate(_MORE)
    letters = [was if was in _KEPT else now for was, now in zip(text, folded, strict=True)]
    for match in _CROSSED.finditer(text):
        at = match.start()
        if _is_capital(letters, at - 1) or _is_capital(letters, at + 1):
            letters[at] = "Đ"
    return "".join(letters)


def _is_capital(letters: list[str], at: int) -> bool:
    return 0 <= at < len(letters) and letters[at].isupper()


def without_gaps(line: str) -> str | None:
    """The letters of a line that are all set apart, without blanks; None for other lines.

    >>> without_gaps("K Ế  H O Ạ C H"), without_gaps("KẾ HOẠCH"), without_gaps("A B")
    ('KẾHOẠCH', None, None)
    """
    pieces = line.split()
    apart = len(pieces) >= _FEWEST_APART and all(len(one) == 1 for one in pieces)
    return "".join(pieces) if apart else None
