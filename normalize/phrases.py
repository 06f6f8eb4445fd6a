"""Patterns from plain lists of phrases, so that the lists stay readable."""

from __future__ import annotations

import regex


def any_of(phrases: str) -> str:
    """A pattern for any of the phrases, which are separated by semicolons; blanks match any run of blanks.

    >>> bool(regex.fullmatch(any_of("KẾ HOẠCH; BÁO CÁO"), "KẾ  HOẠCH"))
    True
    """
    words = (phrase.strip() for phrase in phrases.replace("\n", " ").split(";"))
    longest_first = sorted((word for word in words if word), key=len, reverse=True)
    return "(?:" + "|".join(r"\s+".join(regex.escape(part) for part in word.split()) for word in longest_first) + ")"
