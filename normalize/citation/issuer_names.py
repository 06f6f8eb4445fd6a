"""Issuing bodies as printed after a symbol: where such a name ends.

Bodies of the centre and fields of ministries are a closed vocabulary; local bodies are a body word,
a unit type and a proper name; any other body is a head word and what follows it up to a word no
name contains."""

from __future__ import annotations

from functools import cache

import regex

from normalize.body.names import Names
from normalize.citation.codes import TIMEOUT
from normalize.citation.copies import Copies
from normalize.citation.words import loose, phrases_pattern, words
from normalize.lexicon.word_tree import words_in
from normalize.writing.text import strip_marks

_UNIT = r"(?:cap\s+)?(?:tinh|thanh\s+pho|tp\.?|huyen|quan|thi\s+xa|xa|phuong|thi\s+tran|dac\s+khu)"
_TOKEN = regex.compile(r"(?P<sep>\s{0,4}(?:[-–]\s{0,3})?)(?P<word>[\p{L}\d&.']{1,24})")
_BLANK = regex.compile(r"\s{1,4}(?:cac\s{1,3}co\s{1,3}quan\s)?")
_BARE_WORD = regex.compile(r"[a-z]+")
_TERM = regex.compile(r"\s{0,3},?\s{0,3}khoa\s{1,3}(?:[ivxl]+|\d+)(?![a-z])")
_OF = regex.compile(r"\s{0,4},?\s{0,4}cua(?:\s{1,4}|(?=[a-z]))")


@cache
def _fixed() -> regex.Pattern[str]:
    field = "(?&field)"
    head = "(?:(?:pho )?(?:giam doc|truong|chanh) )?"
    council = "(?:ubnd|hdnd|uy ban nhan dan|hoi dong nhan dan)"
    board, committee = phrases_pattern("board"), phrases_pattern("committee")
    forms = {
        "termed": rf"(?:{phrases_pattern('termed_body')})(?![a-z])",
        "central": rf"(?:{phrases_pattern('central_body')})(?![a-z])",
        "ministries": rf"lien (?:bo|nganh|tich)~:? {field}(?:~(?:[-,]|va)~{field})*",
        "ministry": rf"(?:(?:bo|thu) truong~)?bo {field}",
        "office": rf"{head}(?:so|phong|thanh tra (?:bo|so)|van phong bo) {field}",
        "local": rf"(?:(?:pho )?chu tich |thuong truc |tt\.?~|(?:van phong|vp) )?"
        rf"(?:{council}|ub(?= (?:tinh|huyen|xa|quan)))(?:~(?:va|&|-|,)~{council})?(?![a-z])",
        "party": rf"(?:(?:{board}) )?(?:{committee})(?![a-z])",
    }
    # the fields stand in four of the forms: defined once, the pattern compiles in half the time
    defined = rf"(?(DEFINE)(?P<field>(?:{loose(phrases_pattern('field'))})(?![a-z])))"
    alternatives = "|".join(f"(?P<{name}>{loose(pattern)})" for name, pattern in forms.items())
    return regex.compile(f"{defined}(?:{alternatives})")


_JOIN = regex.compile(r"\s{0,4}(?:,\s{0,4}(?:va\s{1,4})?|va\s{1,4}|-\s{0,4})")
_UNIT_NAME = regex.compile(rf"\s{{1,4}}{_UNIT}(?![a-z])")


def read_issuer(copies: Copies, start: int, *, joint: bool = False) -> int | None:
    """The end of the issuing body whose name starts at ``start`` (after *của*), or None.

    ``joint``: the document is one that several bodies issue together, so their list is one issuer.
    """
    match = _fixed().match(copies.bare, pos=start, timeout=TIMEOUT)
    if match is None:
        return _other(copies, start)
    end = _extend(copies, match)
    while joint:
        join = _JOIN.match(copies.bare, pos=end)
        following = read_issuer(copies, join.end()) if join else None
        if following is None:
            break
        end = following
    return end


def is_named_body(copies: Copies, start: int) -> bool:
    """Whether a body of the closed vocabulary starts here with a capital, so that *của* may be
    missing."""
    return (
        copies.plain[start : start + 1].isupper()
        and _fixed().match(copies.bare, pos=start) is not None
    )


def _extend(copies: Copies, match: regex.Match[str]) -> int:
    """A matched body with the unit, name or term that belongs to it."""
    end = match.end()
    upper = copies.plain[match.start() : end].isupper() and end - match.start() > 6
    form = match.lastgroup
    if form in ("local", "office"):
        unit = _UNIT_NAME.match(copies.bare, pos=end)
        if unit or form == "office":
            end = _proper_name(copies, unit.end() if unit else end, upper)
    elif form == "party":
        end = _party_name(copies, end, upper)
    if form not in ("termed", "local", "party"):
        return end
    term = _TERM.match(copies.bare, pos=end)
    return term.end() if term else end


def _party_name(copies: Copies, end: int, upper: bool) -> int:
    """What a committee is of: a unit with its name, another body (Đảng ủy UBND tỉnh), or a proper
    name."""
    unit = _UNIT_NAME.match(copies.bare, pos=end)
    if unit:
        return _proper_name(copies, unit.end(), upper)
    blank = _BLANK.match(copies.bare, pos=end)
    if blank and copies.plain[blank.end() : blank.end() + 1].isupper():
        following = _fixed().match(copies.bare, pos=blank.end())
        if following and not following["party"]:
            return _extend(copies, following)
        word = _BARE_WORD.match(copies.bare, pos=blank.end())
        if word and word.group() in words("body_head") and not upper:
            return _walk(copies, blank.end()) or end
    return _proper_name(copies, end, upper)


_NAME_WORD = regex.compile(
    r"(?P<sep>[ \t]{1,3}-[ \t]{1,3}|[ \t]{0,3}\n?[ \t]{0,3}|-)"
    r"(?P<word>\p{Lu}[\p{L}']*|\d{1,2}(?![\d/.]))"
)


def _proper_name(copies: Copies, end: int, upper: bool) -> int:
    """The end of a proper name after ``end``: capitalised words, up to five, on this line or the
    next."""
    first = True
    for _ in range(6):
        match = _NAME_WORD.match(copies.plain, pos=end)
        if match is None or not match["sep"]:
            break
        if match["word"][0].isdigit():
            belongs = first and _numbers_unit(copies, match, end)
        else:
            belongs = _is_name_word(match, upper)
        if not belongs:
            break
        end, first = match.end(), False
    return end


def _numbers_unit(copies: Copies, match: regex.Match[str], end: int) -> bool:
    """Whether a number names a unit: "quận 5"."""
    same_line = "-" not in match["sep"] and "\n" not in match["sep"]
    return same_line and copies.bare.endswith(("quan", "phuong"), max(0, end - 8), end)


def _is_name_word(match: regex.Match[str], upper: bool) -> bool:
    """Whether a capitalised word goes on with a name: an abbreviation does not, nor what begins the
    next clause."""
    word = strip_marks(match["word"])
    apart = upper or "\n" in match["sep"] or "-" in match["sep"]
    if apart and word in words("no_proper_name"):
        return False
    return upper or len(match["word"]) == 1 or not match["word"].isupper() or word == "tp"


_LONGEST_NAME = 200


def _other(copies: Copies, start: int) -> int | None:
    """The end of any other body: of a name told by its form, or of a head word and what follows
    it."""
    if not copies.plain[start : start + 1].isupper():
        return None
    words = words_in(copies.plain[start : start + _LONGEST_NAME])
    end = Names(words).named(0)
    named = start + words[end - 1].end if end else 0
    return max(named, _walk(copies, start) or 0, _free(copies, start)) or None


@cache
def _free_name() -> regex.Pattern[str]:
    """A board with words of any sort before its unit: "Hội đồng tuyển dụng công chức tỉnh"."""
    middle = r"(?P<middle>(?:\s{1,4}[a-z\d&.,'-]{1,24}){1,12}?)"
    return regex.compile(rf"{loose('(?:ban|to|hoi dong)')}{middle}\s{{1,4}}{_UNIT}(?![a-z])")


@cache
def _clause() -> regex.Pattern[str]:
    """What begins the next clause, or another body."""
    verbs = f"{phrases_pattern('subject')}|{phrases_pattern('issuing')}"
    small = "ngay|tai|theo|de|den|tren|voi|cua|duoc|da|ubnd|hdnd|uy ban"
    return regex.compile(rf"(?<![a-z])(?:{loose(verbs)}|{loose(small)})(?![a-z])")


def _free(copies: Copies, start: int) -> int:
    """The end of a board's name with its unit and that one's name; 0 if there is none."""
    match = _free_name().match(copies.bare, pos=start, timeout=TIMEOUT)
    if match is None or _clause().search(copies.bare, *match.span("middle")):
        return 0
    upper = copies.plain[start : match.end()].isupper()
    end = _proper_name(copies, match.end(), upper)
    return end if end > match.end() else 0


def _walk(copies: Copies, start: int) -> int | None:
    """The end of any other body: from a head word on, up to a word no name contains."""
    plain, end = copies.plain, start
    if not _is_head_word(plain, start):
        return None
    upper = plain[start : start + 12].isupper()
    lower_run, last_good = 0, start
    for _ in range(_MOST_WORDS):
        match = _next_token(plain, end, first=end == start)
        if match is None:
            break
        if (body := _behind_dash(copies, match)) is not None:
            return body
        word = match["word"].rstrip(".'")
        lower_run = 0 if word[:1].isupper() else lower_run + 1
        if lower_run > _MOST_SMALL or _stops(plain, match, word, upper):
            break
        end = match.start("word") + len(word)
        last_good = last_good if word.lower() in _JOINTS else end
        if word != match["word"]:
            break
    return last_good if last_good > start else None


def _next_token(plain: str, end: int, *, first: bool) -> regex.Match[str] | None:
    """The next word; but for the first one a blank or a dash stands before it."""
    match = _TOKEN.match(plain, pos=end)
    return match if match and (first or match["sep"]) else None


def _behind_dash(copies: Copies, match: regex.Match[str]) -> int | None:
    """The end of a body of the closed vocabulary behind a dash."""
    body = _fixed().match(copies.bare, match.start("word")) if "-" in match["sep"] else None
    return _extend(copies, body) if body else None


_JOINTS = ("và", "&", "của")


_MOST_WORDS = 18
_MOST_SMALL = 4
"""Words in small letters that may follow each other in a name."""


def _is_head_word(plain: str, start: int) -> bool:
    first = _TOKEN.match(plain, pos=start)
    if first is None or first["sep"].strip() or not first["word"][0].isupper():
        return False
    return strip_marks(first["word"]) in words("body_head")


def _stops(plain: str, match: regex.Match[str], word: str, upper: bool) -> bool:
    """Whether a name, in capitals if ``upper``, cannot go on with this word."""
    separator, capital = match["sep"], word[:1].isupper() and not upper
    if "\n\n" in separator or ("-" in separator and not capital):
        return True
    if capital:
        return "\n" in separator and strip_marks(word) in words("no_proper_name")
    lowered = word.lower()
    following = _TOKEN.match(plain, pos=match.end())
    if lowered in ("và", "&"):
        return following is None or not _joins_names(following["word"])
    pair = f"{lowered} {following['word'].lower()}" if following else lowered
    return _ends_name(lowered, pair)


def _ends_name(word: str, pair: str) -> bool:
    """Whether a small word, alone or with the next, or a long number is no part of a name."""
    number = word[0].isdigit() and len(word) > 2
    return number or word in words("body_stop") or pair in words("body_stop_pair")


def _joins_names(word: str) -> bool:
    """Whether "và" before this word is inside a name."""
    return word[0].isupper() and strip_marks(word) not in words("no_proper_name")


def after_of(bare: str, start: int) -> int | None:
    """Where the words after *của* begin."""
    match = _OF.match(bare, pos=start)
    return match.end() if match else None
