"""Symbols in running text: where something shaped like one stands, and whether its surroundings
make it one."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from normalize.body.issuers import issuers
from normalize.citation.copies import Copies
from normalize.citation.document_kinds import kind_codes
from normalize.citation.symbol_repairs import assembly_footnote
from normalize.writing.text import strip_marks

TIMEOUT = 5.0
"""Seconds a pattern may run on one text."""

_DIGIT = r"[\dOoIl]"
_GLUED_WORD = r"(?:ngày|của|về|và|quy|ban|Ngày)"
# A segment is capitals and digits; lower case stands in it only as in TTg, CTr, QĐi, Cty: one or
# two letters.
_SEGMENT = (
    r"\p{Lu}(?:[\p{Lu}\d&]|[a-zđ]{1,2}+(?!\p{Ll})|\.(?=\p{Lu}{2}))*+(?:\(\p{Lu}{1,6}\))?"
    rf"(?:(?![\p{{Ll}}%])|(?={_GLUED_WORD}))"
)
_CODE = regex.compile(
    rf"""
    (?<![\p{{Lu}}\d/%=_&]) (?<!\d[./,:-]) (?<!/[ ]) (?<!\d-\s)
    (?P<number>
        \d{_DIGIT}{{0,5}}+
        # a blank within the number: "số 12 34/QĐ-UBND"
        (?: (?<=[sS][ốôỐÔ]\s{{1,2}}\d{{1,3}}) [ ] \d{{1,3}} (?=/\d{{4}}/|[/-]\p{{Lu}}) )?
        (?:\.\d{{1,4}}+){{0,2}}+ (?:[a-zđ](?=\s{{0,2}}[/-])|[A-Z](?=/))?
    )
    (?:
        (?P<slash> \s{{0,3}}/\s{{0,3}} )
        (?: (?P<year> [12][\doO]{{3}}|\d{{2,5}}) (?P<gap> \s{{0,3}}[/-]\s{{0,3}} | (?=\p{{Lu}}) ) )?
      | (?P<dash> \s{{0,2}}-[ ]{{0,3}}\n?[ ]{{0,3}} )
      | (?P<none> [ ]?) (?={_SEGMENT}\s{{0,2}}/)
    )
    (?P<body>
        {_SEGMENT}
        (?:
            (?P<joint> [ ]{{0,3}}(?:/|-[ -]{{0,2}})\s{{0,3}} | \n[/-] ) {_SEGMENT}
          | -\d{{1,2}}(?![\d/.,-])
        ){{0,7}}+
        (?: /[a-z]{{2}}\b )?
    )
    """,
    regex.VERBOSE,
)
_WHOLE_SEGMENT = regex.compile(_SEGMENT)
# "số số" is a slip, "ISO" is none; "Quyết địnhsố" lost its blank
_NUMBER_WORD = regex.compile(r"(?<!(?<![a-z])i)(?:s[oe0]\s{1,2})?s[oe0]\s{0,3}[:;.]?\s{0,3}$")
_ODD_CODE = regex.compile(
    r"(?<=[Ss][ốôỐÔỏ]\s{0,2}:?\s{0,2})\p{Lu}{1,6}(?:-\p{Lu}{1,6})?\d{1,6}"
    r"(?:[/-]\d{2,4})?(?:[/-]\p{Lu}{1,8}){1,3}(?![\p{L}\d])"
)
_ASSEMBLY = regex.compile(r"(?:UBTV)?QH1?\d\d?\d?$")
_END_DIGITS = regex.compile(r"(?<=\p{L})\d{1,2}$")
_MISREAD_DIGIT = regex.compile(r"(?<=\d)[OoIl]")
_JOINTS = regex.compile(r"\s*[/-]+\s*|(?<=\p{L})[ ]+(?=\p{Lu})")


class Code(NamedTuple):
    """A symbol in the text. ``span`` leaves out a footnote's digit at its end, ``end`` does not.

    ``body`` is where the part after number and year begins. ``solid``: its parts alone prove it
    one; otherwise it counts only after *số* or a kind word.
    """

    span: tuple[int, int]
    end: int
    body: int
    solid: bool


def find_codes(copies: Copies) -> list[Code]:
    """Everything shaped like a symbol, in order, without overlaps; indexes the text."""
    found = [_read(match, copies) for match in _CODE.finditer(copies.plain, timeout=TIMEOUT)]
    codes = [one for one in found if one is not None]
    taken = {one.span[0] for one in codes}
    for match in _ODD_CODE.finditer(copies.plain, timeout=TIMEOUT):
        if not any(start in taken for start in range(*match.span())):
            codes.append(Code(match.span(), match.end(), match.end(), False))
    return sorted(codes)


def number_word(bare: str, end: int) -> int | None:
    """Where *số* (or what a scan made of it) starts that ends at ``end``; None if there is none."""
    match = _NUMBER_WORD.search(bare, max(0, end - 12), end)
    return match.start() if match else None


def _read(match: regex.Match[str], copies: Copies) -> Code | None:
    start, body_start = match.start(), match.start("body")
    end = _stretch(match, copies.plain, _trim(match, copies.plain))
    body = copies.plain[body_start:end]
    segments = [part for part in _JOINTS.split(body) if part]
    if not segments or (match["none"] is not None and not _stands_glued(match, body, segments)):
        return None
    cut = _footnote(segments[-1], match["year"])
    solid = _is_known(segments, party=match["slash"] is None) and _is_close(
        match, copies, body, segments
    )
    return Code((start, end - cut), end, body_start, solid)


def _stands_glued(match: regex.Match[str], body: str, segments: list[str]) -> bool:
    """Whether a body may stand behind its number without a sign: "66NQ/TW", "66 NQ/TW"."""
    return "/" in body and (match["none"] == "" or segments[0] in kind_codes())


def _is_close(match: regex.Match[str], copies: Copies, body: str, segments: list[str]) -> bool:
    """Whether the parts stand so close that they are one symbol."""
    if match["none"] is not None:
        return segments[0] in kind_codes()
    front = copies.plain[match.start() : match.start("body")]
    return match["dash"] is None or "/" in body or not any(blank in front for blank in " \n")


_CITED_ON = regex.compile(
    r"\s{0,4}(?:,?\s{0,4}\(?(?:ngày\b|\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4})"
    r"|(?:của|về|V/v|v/v)(?!\p{L}))"
)
"""What stands behind a whole symbol in a citation: date, issuer or subject."""


def _trim(match: regex.Match[str], plain: str) -> int:
    """The body's end without what only follows it after a spaced dash ("12/QĐ-UBND - UBND xã").

    In "số 123/UBND - NV ngày …" the blanks are a slip: the date stands behind the whole symbol.
    """
    end = match.end("body")
    for joint in reversed(match.spans("joint")):
        gap = plain[joint[0] : joint[1]]
        if gap in ("-", "/"):
            continue
        before = _JOINTS.split(plain[match.start("body") : joint[0]])[-1].strip()
        apart = "-" in gap and gap[0].isspace() and gap[-1].isspace()
        broken = "\n" in gap and not _WHOLE_SEGMENT.match(plain, pos=joint[1])
        loose = apart and before not in kind_codes() and before not in _LETTERS
        if broken or (loose and not _CITED_ON.match(plain, pos=end)):
            end = joint[0]
    return end


_NEXT_SEGMENT = regex.compile(rf"(?=\s)[ ]{{0,2}}\n?[ ]{{0,2}}(?P<body>{_SEGMENT})(?!\s?/)")
_YEAR_BEHIND = regex.compile(r"[ ]?[/-][ ]?(?:19|20)\d\d(?![\d/.]|\s?-\s?\d)")


def _stretch(match: regex.Match[str], plain: str, end: int) -> int:
    """The end of a symbol with the body behind a lost hyphen ("NĐ CP") or the year behind the body
    ("NĐ-CP/2020")."""
    if match["slash"] is None:
        return end
    body = plain[match.start("body") : end]
    if body in kind_codes():
        following = _NEXT_SEGMENT.match(plain, pos=end)
        if following and _body_known(following["body"]):
            return following.end("body")
    elif match["year"] is None and _JOINTS.split(body, 1)[0] in kind_codes():
        behind = _YEAR_BEHIND.match(plain, pos=end)
        return behind.end() if behind else end
    return end


_LETTERS = frozenset({"QĐĐ", "UB"})


def _is_known(segments: list[str], *, party: bool) -> bool:
    """Whether a kind code or a body's code stands where a symbol has it."""
    codes, known = kind_codes(), issuers()
    first = segments[0]
    if len(segments) == 1:
        return (not party and (_glued_known(first) or _body_known(first))) or (
            party and first in ("CP", "HĐBT", "TTg")
        )
    if first in codes or strip_marks(first).upper() in _bare_codes() or _glued_known(first):
        return True
    return not party and (first in known or any(_body_known(one) for one in segments))


def _body_known(segment: str) -> bool:
    return (
        segment in issuers()
        or _ASSEMBLY.match(segment) is not None
        or (len(segment) > 3 and segment[:-1] in issuers() and segment[-1].isdigit())
    )


@cache
def _bare_codes() -> frozenset[str]:
    return frozenset(strip_marks(code).upper() for code in kind_codes() if len(code) > 1)


@cache
def _glued_known(segment: str) -> bool:
    return any(
        segment[:size] in kind_codes() and segment[size:] in issuers()
        for size in range(1, min(6, len(segment)))
    )


def _footnote(segment: str, year: str | None) -> int:
    """How many digits at a segment's end are a footnote's."""
    match = _END_DIGITS.search(segment)
    if match and (segment[: match.start()] in issuers() or _glued_known(segment[: match.start()])):
        return 0 if segment[: match.start()] in ("QH", "UBTVQH", "TVQH") else len(match.group())
    whole = year is not None and len(year) == 4 and year.isdigit()
    return int(assembly_footnote(segment, int(year) if whole and year else None))


def has_kind_code(copies: Copies, code: Code) -> bool:
    """Whether a symbol says of what kind it is (NĐ, QĐ …)."""
    first = _first_segment(copies, code)
    return first in kind_codes() or _glued_known(first)


def is_of_uncited_kind(copies: Copies, code: Code) -> bool:
    """Whether a symbol's kind is one that no text cites ("12/HĐ-XD")."""
    row = kind_codes().get(_first_segment(copies, code))
    return row is not None and not row.cited_by


def _first_segment(copies: Copies, code: Code) -> str:
    return _JOINTS.split(copies.plain[code.body : code.span[1]], 1)[0]


_GLUED_YEAR = regex.compile(r"/\s{0,3}\d{4}\p{Lu}")
_LOOK_ALIKES = frozenset("ÐðñÑСАВЕКМНОРТХсеоа")


def code_flags(copies: Copies, code: Code) -> tuple[str, ...]:
    """What was damaged in a symbol."""
    start, end = code.span
    printed, body = copies.text[start:end], copies.plain[code.body : end]
    first = _JOINTS.split(body, 1)[0]
    damage = {
        "code_over_lines": "\n" in printed,
        "footnote_glued": code.end > end,
        "hyphen_lost": (
            copies.plain[code.body - 1 : code.body] not in ("/", "-", " ", "\n")
            and not _GLUED_YEAR.search(copies.plain, start, code.body + 1)
            and code.body < end
        )
        or (first not in kind_codes() and _glued_known(first)),
        "slash_lost": _GLUED_YEAR.search(copies.plain, start, code.body + 1) is not None,
        "homoglyph": not _LOOK_ALIKES.isdisjoint(printed),
        "ocr": _MISREAD_DIGIT.search(copies.plain, start, code.body) is not None,
    }
    return tuple(flag for flag, damaged in damage.items() if damaged)
