"""The bodies of a letterhead: who issues, and who stands above, in the capital lines on the left of
the head.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from extract.structure.head.lines import CODE, RULE, Line, kind_of_line, unit_head
from normalize.body.capitals import is_known_phrase
from normalize.body.heads import needs_name
from normalize.body.units import unit_pattern
from normalize.letterhead import head_pattern, head_phrases
from normalize.lexicon.phrases import any_of
from normalize.writing.text import fold, squeeze, strip_marks
from schemas.head import Field

_FEWEST_NATION = 4
"""Words of the nation's name behind which its line is known, where it runs through both halves of
the head.
"""
_SURE_NATION = 4
"""Words at the end of the nation's name that are known by their letters where their marks were
misread.
"""
_SYMBOL = regex.compile(r"[\p{Lu}\d&]+(?:-[\p{Lu}\d&]+)+")
"""The rest of a number's symbol, as one word: no name of a body has dashes without blanks and no
vowel.
"""
_JOINS = frozenset(("VÀ", "CỦA", "THUỘC", "-", "–", "&"))
"""Words at a line's end behind which a name goes on."""


class Bodies(NamedTuple):
    """The body that issues a document and the line above it."""

    issuer: Field | None = None
    parent: Field | None = None


def read_bodies(lines: list[Line], code: Field | None) -> Bodies:
    """The last two bodies that the lines above a kind name, each from all its lines."""
    units: list[Field] = []
    named = [(name, line) for line in lines for name in _names(line)]
    for name, where in _without_union(named):
        units = _with(units, name, where, code)
    if len(units) > 1 and _is_bare(units[0].text) and _bare_body().match(units[1].text):
        del units[0]
    if not units or _is_unit_of_state(units[-1].text):
        return Bodies(None, units[-2] if len(units) > 1 else None)
    return Bodies(units[-1], units[-2] if len(units) > 1 else None)


def _without_union(named: list[tuple[str, Line]]) -> list[tuple[str, Line]]:
    """The lines without the union's name in the nation's place, where another body is left."""
    outside = [one for one in named if not _is_union(one[0])]
    return outside if any(unit_head().match(name) for name, _ in outside) else named


def _names(line: Line) -> list[str]:
    """What a paragraph's lines leave without the head's right half."""
    return [without_right_half(one).strip(" _*") for one in line.parts()]


def _with(units: list[Field], name: str, line: Line, code: Field | None) -> list[Field]:
    """The bodies so far with one more line."""
    span = line.paragraph.span
    if code is not None and code.span[0] < span[0] < code.span[1]:
        return units  # the number goes on there
    if CODE.fullmatch(name):
        called = units and not _holds(span, code)  # by a decision's number
        return _continued(units, name, span) if called else units
    return _with_body(units, name, span) if _may_be_unit(name) else units


def _with_body(units: list[Field], name: str, span: tuple[int, int]) -> list[Field]:
    """The bodies so far with a line that may name one."""
    if not units:
        begins = unit_head().match(name) or _is_unit_of_state(name)
        return [Field(name, span)] if begins else []
    above = units[-1].text
    if name == above:
        return units
    if not _begins_another(above, name):
        return _continued(units, name, span)
    return [*units, Field(name, span)] if unit_head().match(name) else units


def _continued(units: list[Field], name: str, span: tuple[int, int]) -> list[Field]:
    last = units[-1]
    return [*units[:-1], Field(f"{last.text} {name}", (last.span[0], span[1]))]


def _begins_another(above: str, name: str) -> bool:
    """Whether a line names another body than the line above it, which it may also go on with."""
    if _is_unit_of_state(above):
        return True
    if unit_head().match(name) is None or (_is_bare(above) and _place_name().match(name)):
        return False
    return not (_ends_open(above) or _parts_a_phrase(above, name))


def _ends_open(above: str) -> bool:
    """Whether a name cannot end so: "BAN QUẢN LÝ", "VĂN PHÒNG HĐND VÀ"."""
    return above.split()[-1] in _JOINS or above.endswith(",") or needs_name(above)


def _parts_a_phrase(above: str, name: str) -> bool:
    """Whether the end of a line parts a phrase: "TRƯỜNG TRUNG HỌC CƠ" above "SỞ TRẦN PHÚ"."""
    left, right = above.split(), name.split()
    return any(
        is_known_phrase([*left[-count:], *right[:more]])
        for count in range(1, min(len(left), 4))
        for more in range(1, min(len(right), 3) + 1)
    )


def _holds(span: tuple[int, int], field: Field | None) -> bool:
    return field is not None and span[0] <= field.span[0] < span[1]


def _may_be_unit(name: str) -> bool:
    """Whether a line may name a body: capitals, and none of the head's other lines."""
    if name != name.upper() or "/" in name or not any(letter.isalpha() for letter in name):
        return False
    if (
        _beside().fullmatch(name)
        or _SYMBOL.fullmatch(name)
        or RULE.fullmatch(name)
        or CODE.search(name)
    ):
        return False
    kind = kind_of_line(name)
    if kind is not None and kind.rest.lstrip()[:1] in ("", ","):
        return False
    return not (is_nation(name) or has_motto(name))


def is_nation(line: str) -> bool:
    """Whether a line is the name of the nation or of the Party, or a piece that a narrow column
    left of it.

    >>> is_nation("CỘNG HÒA XÃ HỘI CHỦ NGHĨA"), is_nation("VIỆT NAM")
    (True, True)
    >>> is_nation("ỦY BAN MTTQ VIỆT NAM")
    False
    """
    words = tuple(fold(line).strip(" _*-.").split())
    return (
        words in _nation_pieces()
        or tuple(strip_marks(line).split()[-_SURE_NATION:]) in _nation_ends()
    )


def is_right_half(line: str) -> bool:
    """Whether a line holds the nation's name or the motto."""
    return is_nation(line) or has_motto(line) or _right_half().search(line) is not None


def has_motto(line: str) -> bool:
    """Whether the motto stands in a line, or its beginning."""
    return _motto().search(line) is not None


def without_right_half(line: str) -> str:
    """A line that runs through both halves of a head without the nation's name or motto.

    >>> without_right_half("BỘ Y TẾ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    'BỘ Y TẾ'
    """
    return squeeze(_right_half().sub(" ", line))


@cache
def _nation_pieces() -> frozenset[tuple[str, ...]]:
    """The nation's names with what a narrow column parts them into: beginnings, ends, what stands
    before the last.
    """
    found: set[tuple[str, ...]] = set()
    for phrase in head_phrases("nation"):
        words = tuple(fold(phrase).split())
        found |= {words[:end] for end in range(2, len(words) + 1)}
        found |= {words[at:] for at in range(1, len(words))}
        found |= (
            {words[at:-2] for at in range(len(words) - 4, len(words) - 1)}
            if len(words) > 6
            else set()
        )
    return frozenset(found)


@cache
def _nation_ends() -> frozenset[tuple[str, ...]]:
    return frozenset(
        tuple(strip_marks(one).split()[-_SURE_NATION:]) for one in head_phrases("nation")
    )


@cache
def _right_half() -> regex.Pattern[str]:
    """The nation's name from its beginning on, as far as the line holds it, and the motto."""
    names = []
    for phrase in head_phrases("nation"):
        first, rest = (
            phrase.upper().split()[:_FEWEST_NATION],
            phrase.upper().split()[_FEWEST_NATION:],
        )
        tail = ""
        for word in reversed(rest):
            tail = rf"(?:\s+{word}{tail})?"
        names.append(r"\s+".join(first) + tail + r"(?!\p{L})")
    motto = _words_of_motto()
    whole = r"\s*[-–—]?\s*".join(r"\s+".join(words) for words in motto)
    return regex.compile(rf"{'|'.join(names)}|{whole}")


@cache
def _motto() -> regex.Pattern[str]:
    first, second = (r"\s+".join(words) for words in _words_of_motto()[:2])
    return regex.compile(rf"{first}\s*[-–—]?\s*{second}", regex.IGNORECASE)


def _words_of_motto() -> list[list[str]]:
    return [part.split() for part in head_phrases("motto")[0].split(" - ")]


def _is_union(name: str) -> bool:
    """Whether a line is the name that a union's documents bear where others name the nation."""
    return fold(name) in {fold(one) for one in head_phrases("union")}


@cache
def _beside() -> regex.Pattern[str]:
    """What stands beside a head and names nobody: degrees, and marks of drafts and copies."""
    degrees = "|".join(head_pattern(one, capitals=True) for one in ("urgency", "secrecy"))
    marks = head_pattern("beside", capitals=True)
    return regex.compile(rf"{degrees}|\(?\s*{marks}\b.{{0,30}}?\s*\)?")


@cache
def _bare_body() -> regex.Pattern[str]:
    return regex.compile(any_of("; ".join(one.upper() for one in head_phrases("of_place"))))


def _is_bare(name: str) -> bool:
    """Whether a name is that of a council or a committee without its place."""
    return _bare_body().fullmatch(name) is not None


@cache
def _place_name() -> regex.Pattern[str]:
    return regex.compile(rf"(?i:{unit_pattern()}|TP\.?|TX\.?|TT\.?)\s")


@cache
def _unit_of_state() -> regex.Pattern[str]:
    word = rf"(?i:{unit_pattern()}\s+|(?:TP|TX|TT|H|Q|P|X|T)\.\s*)"
    return regex.compile(rf"{word}[\p{{Lu}}\d][\p{{Lu}}\d\s'’-]{{1,30}}")


def _is_unit_of_state(name: str) -> bool:
    """Whether a line is no body but a unit, which stands above the body of one below it."""
    return _unit_of_state().fullmatch(name) is not None and unit_head().match(name) is None
