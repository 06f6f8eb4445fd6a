"""Light Markdown in transcripts: what is markup on a line,
and what a reader of the rendered text sees.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

# Underscores are no emphasis here: rows of them are blanks to fill in. "**" and "<b>" may open on
# one line and close on the next, so each sign goes by itself; a lone "*" is a footnote's mark or a
# bullet, so only pairs go.
_MARKUP = regex.compile(
    r"""^[ \t]*\#{1,6}[ \t]+                               # heading
      | [ \t]+\#+[ \t]*$                                   # closed heading
      | \*\* | </?(?:b|i|u|em|strong|sup|sub)>             # bold, italics
      | (?<![\w*\\])\*(?=[^\s*])(?=[^*]{1,2000}\*(?!\*)) # opening italics
      | (?<=[^\s*\\])\*(?![\w*])                           # closing italics
      | \\(?=[\\`*_{}\[\]()\#+\-.!|>~])                    # escape
      """,
    regex.VERBOSE | regex.MULTILINE | regex.IGNORECASE,
)
_SIGN = regex.compile(r"[*<#\\]")
_BREAK = regex.compile(r"<br\s{0,3}/?>", regex.IGNORECASE)
_OPENING = regex.compile(r"(?<![\w*\\])\*(?=[^\s*])")
_BOLD = regex.compile(
    r"\s*(?:#{1,6}\s+)?(?:\*\*|<(?:b|strong)>)(?P<inner>.*)(?:\*\*|</(?:b|strong)>)\s*(?:\#+\s*)?",
    regex.IGNORECASE,
)
_BOLD_END = regex.compile(r"\*\*|</(?:b|strong)>", regex.IGNORECASE)


class Shown(NamedTuple):
    """A piece of text without its markup, and the span of what is left in the source."""

    text: str
    span: tuple[int, int]


def show(source: str, start: int, end: int) -> Shown:
    """What ``source[start:end]`` shows; the span leaves out markup and blanks at both ends.

    >>> show("### **1. Cải cách thể chế**", 0, 27)
    Shown(text='1. Cải cách thể chế', span=(6, 25))
    >>> show("qua mạng (*trừ văn bản mật*).", 0, 29).text
    'qua mạng (trừ văn bản mật).'
    >>> show("- 5 * 3 = 15 và 2*", 0, 18).text
    '- 5 * 3 = 15 và 2*'
    """
    return show_lines(source, [(start, end)])[0]


def show_lines(source: str, lines: list[tuple[int, int]]) -> list[Shown]:
    """What lines that follow one another show; italics may open on one and close on another."""
    start, end = lines[0][0], lines[-1][1]
    if not _SIGN.search(source, start, end):
        return [_shown(source, [line]) for line in lines]
    kept = _kept(source, start, end)
    return [
        _shown(
            source,
            [
                (max(left, begin), min(right, stop))
                for left, right in kept
                if left < stop and begin < right
            ],
        )
        for begin, stop in lines
    ]


def is_bold(line: str) -> bool:
    """Whether all of a line is bold.

    >>> is_bold("## **II. NHIỆM VỤ**"), is_bold("<b>II.</b>"), is_bold("**a** và **b**")
    (True, True, False)
    """
    match = _BOLD.fullmatch(line)
    return match is not None and _BOLD_END.search(match["inner"]) is None


def heading_level(line: str) -> int:
    """The level of a Markdown heading from 1; 0 for any other line."""
    bare = line.lstrip(" \t")
    level = len(bare) - len(bare.lstrip("#"))
    return level if 0 < level <= 6 and bare[level : level + 1] in (" ", "\t") else 0


def _kept(source: str, start: int, end: int) -> list[tuple[int, int]]:
    """The pieces between markup, in order."""
    kept: list[tuple[int, int]] = []
    italics = False
    at = start
    for match in _MARKUP.finditer(source[start:end]):
        if match.group() == "*":
            opens = not italics and _OPENING.match(source, start + match.start(), end) is not None
            if not opens and not italics:
                continue
            italics = opens
        kept.append((at, start + match.start()))
        at = start + match.end()
    kept.append((at, end))
    return [(left, right) for left, right in kept if left < right]


def _shown(source: str, pieces: list[tuple[int, int]]) -> Shown:
    """The pieces as one text, and the span from its first visible character to its last."""
    text = "".join([source[left:right] for left, right in pieces])
    filled = [(left, right) for left, right in pieces if not source[left:right].isspace()]
    if not filled:
        at = pieces[0][0] if pieces else 0
        return Shown("", (at, at))
    (left, right), (last_left, last_right) = filled[0], filled[-1]
    head, tail = source[left:right], source[last_left:last_right]
    span = (left + len(head) - len(head.lstrip()), last_right - (len(tail) - len(tail.rstrip())))
    return Shown((_BREAK.sub("\n", text) if "<" in text else text).strip(), span)
