"""Patterns from plain lists of phrases, so that the lists stay readable."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import regex


def any_of(phrases: str) -> str:
    """A pattern for any of the phrases, which are separated by semicolons;
    blanks match any run of blanks.

    >>> bool(regex.fullmatch(any_of("KẾ HOẠCH; BÁO CÁO"), "KẾ  HOẠCH"))
    True
    """
    words = (phrase.strip() for phrase in phrases.replace("\n", " ").split(";"))
    longest_first = sorted((word for word in words if word), key=len, reverse=True)
    return (
        "(?:"
        + "|".join(
            r"\s+".join(part if part.isalnum() else regex.escape(part) for part in word.split())
            for word in longest_first
        )
        + ")"
    )


def tree_of(phrases: Iterable[Sequence[str]], blank: str = r"\s+") -> str:
    """A pattern for any of many phrases, each a sequence of patterns of words,
    the longest that stands there first.

    What phrases have in common is looked at once: with hundreds of them far less is tried than by a
    list.

    >>> tree_of([("Sở",), ("Sở", "Y", "tế"), ("Bộ", "Y", "tế"), ("Sở", "Tư", "pháp")])
    '(?:Sở(?:\\\\s+(?:Tư\\\\s+pháp|Y\\\\s+tế))?|Bộ\\\\s+Y\\\\s+tế)'
    """
    branches: dict[str, list[Sequence[str]]] = {}
    for first, *rest in phrases:
        branches.setdefault(first, []).append(rest)
    parts = []
    for word in sorted(branches, key=len, reverse=True):
        longer = [rest for rest in branches[word] if rest]
        tail = blank + tree_of(longer, blank) if longer else ""
        parts.append(
            f"{word}(?:{tail})?" if tail and len(longer) < len(branches[word]) else word + tail
        )
    return f"(?:{'|'.join(parts)})" if len(parts) > 1 else parts[0]
