"""The lines of a recognised head and signature as they are meant: what holds the structure must not
hang on one mark.

Only what the structure is found by is understood here; the text itself keeps what was read, and the
record names every line that was corrected.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

import regex
from msgspec.structs import replace

from extract.structure.ending.words import is_recognised
from normalize.body.offices import signing_posts
from normalize.body.persons import is_full_name
from normalize.citation.document_kinds import kind_codes
from normalize.letterhead import head_phrases
from normalize.writing.spelling import repair
from normalize.writing.syllables import is_syllable
from normalize.writing.text import fold, strip_marks
from schemas.document import Paragraph
from schemas.head import Field, Head

MAX_LINE = 90
"""Letters in a line that may hold a head or a signature; longer ones are running text."""
_FEWEST = 2
"""Words of a name's part that can be told from chance."""
DOUBTFUL = 0.6
"""Below this confidence a word may be what a stamp or a pen left."""

# "Số: ý# /CT-UBND", "Số:ÍÉ‡/SYT-NVY": a pen's number, or a worn one, before a printed symbol
_CODE = regex.compile(
    r"""^\W* S[ốôóõỗồo] \W* (?P<number> [^/\s]{1,12} (?:\s[^/\s]{1,6})? )? \s*
        (?P<symbol> / [\p{Lu}Đ]{2,}[\p{L}\d]* (?:\s?-\s?[\p{Lu}Đ][\p{L}\d&]*){1,3} )""",
    regex.VERBOSE,
)
# "Cần Thơ, ngày‹)\ thángO năm 2025"
_DATE = regex.compile(
    r"""(?P<place> \p{Lu}[\p{L}\s.\-']{1,40}? ) \s* [,.] \s*
        ng[àaáâ][yiv] .{0,12}? th[áàa]ng .{0,12}? n[ăaàâ]m \W{0,3} \S{0,5}""",
    regex.VERBOSE,
)
# "-với nhận:": slanted letters are misread first
_SENT = regex.compile(r"\W*\p{L}{2,4} nhận\s*[:;.]")
_URGENT_SLIPS = ((12, 2), (0, 1))
"""Letters of a degree of urgency from which on as many may be wrong: its frame is read as a part of
them.
"""
# a signer's name with the specks behind it
_NAME = regex.compile(r"\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}*){1,4}[ .,'’]*")


def understood(paragraphs: list[Paragraph], text: str) -> list[Paragraph]:
    """The same paragraphs, the short recognised ones as they are understood; those of dust and ink
    are empty.

    ``text`` is the document's: what its head prints in capitals, which lose their marks first, its
    body spells.
    """
    if not any(map(is_recognised, paragraphs)):
        return paragraphs
    bare = strip_marks(text)
    return [
        replace(one, text=_meant(one, text, bare))
        if len(one.text) <= MAX_LINE and is_recognised(one)
        else one
        for one in paragraphs
    ]


def find_garbled(paragraphs: list[Paragraph]) -> Head:
    """Code and place with date where the pen's part of them was read as anything; the code has no
    number then.
    """
    head = Head()
    for paragraph in filter(is_recognised, paragraphs):
        code, dated = _CODE.search(paragraph.text), _DATE.search(paragraph.text)
        start = paragraph.span[0]
        if code and head.code is None:
            span = (start + code.start(), start + code.end())
            head = replace(head, code=Field(code["symbol"], span))
        if dated and head.place_date is None:
            rest = dated.group()[dated.end("place") - dated.start() :].lstrip(" ,.")
            span = (start + dated.start(), start + dated.end())
            head = replace(head, place_date=Field(f"{dated['place']}, {rest}", span))
    return head


def _meant(paragraph: Paragraph, text: str, bare: str) -> str:
    if _SENT.fullmatch(paragraph.text):
        return f"{head_phrases('recipients')[0]}:"
    whole = _urgency(paragraph.text) or _anchor(paragraph.text)
    if whole:
        return whole
    line = paragraph.text if is_full_name(paragraph.text) else _without_ink(paragraph)
    if _NAME.fullmatch(line):
        return line.rstrip(" .,'’")
    if line != line.upper() or " " not in line:
        return repair(line)[0]
    anchor = _anchor(line)
    if anchor:
        return anchor
    known = strip_marks(line)
    spelled = _spelled_in_parts(known, text, bare)
    return spelled.upper() if spelled else repair(line)[0]


def _urgency(line: str) -> str | None:
    """The degree of urgency that a line in capitals is, but for a letter.

    >>> _urgency("qỎA TỐC"), _urgency("ÔỎATỐC |"), _urgency("HÓA CHẤT"), _urgency("hỏa tốc")
    ('HỎA TỐC', 'HỎA TỐC', None, None)
    """
    letters = "".join(filter(str.isalpha, line))
    if sum(map(str.isupper, letters)) < len(letters) - 1:
        return None
    bare = strip_marks(letters).lower()
    return next((degree for degree, known in _degrees() if known.fullmatch(bare)), None)


@cache
def _degrees() -> tuple[tuple[str, regex.Pattern[str]], ...]:
    """Degrees of several words in capitals, each with a pattern for its letters."""
    found: dict[str, str] = {}
    for phrase in head_phrases("urgency"):
        if " " in phrase:
            found.setdefault("".join(strip_marks(phrase).split()), phrase.upper())
    return tuple((degree, _nearly(letters)) for letters, degree in found.items())


def _nearly(letters: str) -> regex.Pattern[str]:
    slips = next(slips for least, slips in _URGENT_SLIPS if len(letters) >= least)
    return regex.compile(rf"(?:{letters}){{e<={slips}}}")


def _anchor(line: str) -> str | None:
    """The anchor that a line in capitals is but for its marks; None where several have
    its letters.
    """
    if line != line.upper() or " " not in line:
        return None
    known = _anchors().get(strip_marks(line), {})
    return line if fold(line) in known or len(known) > 1 else next(iter(known.values()), None)


@cache
def _anchors() -> dict[str, dict[str, str]]:
    """What heads and signatures are known by, in capitals, by its letters without marks, then with
    them.
    """
    sent = (f"{one}:" for one in head_phrases("recipients"))
    printed = (*head_phrases("nation"), *head_phrases("motto"), *sent, *head_phrases("of_place"))
    kinds = (row.kind for row in kind_codes().values())
    found: dict[str, dict[str, str]] = {}
    for one in (*printed, *signing_posts(), *kinds):
        found.setdefault(strip_marks(one), {}).setdefault(fold(one), one.upper())
    return found


def _spelled_in_parts(known: str, text: str, bare: str) -> str | None:
    """As `_spelled`, a body's name and its place each by itself where they stand apart ("Sở Y tế
    Kiên Giang").
    """
    whole = _spelled(known, text, bare)
    words = known.split()
    for at in range(len(words) - _FEWEST, _FEWEST - 1, -1) if whole is None else ():
        left = _spelled(" ".join(words[:at]), text, bare)
        right = _spelled(" ".join(words[at:]), text, bare) if left else None
        if left and right:
            return f"{left} {right}"
    return whole


def _spelled(known: str, text: str, bare: str) -> str | None:
    """How the running text mostly spells the words of a line without marks."""
    if len(bare) != len(text):
        return None
    found: Counter[str] = Counter()
    for match in regex.finditer(rf"\b{regex.escape(known)}\b", bare):
        words = text[slice(*match.span())]
        if words != words.upper():
            found[repair(words)[0]] += 1
    return found.most_common(1)[0][0] if found else None


def _without_ink(paragraph: Paragraph) -> str:
    """A line without the doubtful words at its ends that are no words; empty where nothing else is
    left.
    """
    words = paragraph.text.split()
    known = [one for fragment in paragraph.fragments for one in fragment.confidences]
    if len(known) != len(words):
        return paragraph.text
    sound = [
        at
        for at, (word, sure) in enumerate(zip(words, known, strict=True))
        if _is_sound(word, sure)
    ]
    if not sound or (len(sound) == 1 and len(words) > 1 and len(words[sound[0]]) < 5):
        return ""
    if len(sound) == len(words):
        return paragraph.text
    return " ".join(words[sound[0] : sound[-1] + 1])


def _is_sound(word: str, sure: float) -> bool:
    letters = "".join(letter for letter in word if letter.isalnum())
    if sure >= DOUBTFUL:
        return bool(letters) or sure >= 0.9 or word in ("-", "+", "–")
    return len(letters) > 2 and (is_syllable(letters) or word.istitle())
