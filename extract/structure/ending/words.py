"""What a line at the end of a document may be: a power, a post, a name, the beginning of the
recipients.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, cells 7 and 9; Party documents write T/M, K/T, T/L. The
words stand in ``lexicon/powers.tsv``, ``posts.tsv`` and ``head_words.tsv``.
"""

from __future__ import annotations

from functools import cache

import regex

from normalize.body.heads import heads_pattern, needs_name
from normalize.body.offices import power_pattern, signing_posts
from normalize.body.persons import is_full_name
from normalize.letterhead import head_pattern
from normalize.lexicon.phrases import any_of
from normalize.writing.text import squeeze
from schemas.document import Paragraph

# of peoples whose names have syllables of one letter, and such as an apostrophe parts: "Y Blăng",
# "H’ Lan", "K'Brểu"
_SYLLABLE = r"\p{Lu}\p{Ll}*(?:['’ʼ]\s?\p{Lu}?\p{Ll}*)?"
NAME = regex.compile(rf"(?=.*\p{{Ll}}){_SYLLABLE}(?:[\s-]+{_SYLLABLE}){{1,5}}")
ITEM = regex.compile(r"^\s*[-–+*•]\s*")
# portals print "[daky]" for the signature, and a torn half of it sticks to the line beside it
_TORN_SEAL = regex.compile(
    r"""^(?:\[\p{Ll}{0,4}\]?|\p{Ll}{0,4}\])\s*
        | \s*(?:\[\p{Ll}{0,4}\]?|(?<=\p{Lu})\p{Ll}{0,4}\])$""",
    regex.VERBOSE,
)


def is_recognised(paragraph: Paragraph) -> bool:
    """Whether a paragraph was read from a picture."""
    return any(fragment.place.confidence < 1 for fragment in paragraph.fragments)


def first_line(paragraph: Paragraph) -> str:
    """The first of a paragraph's lines without needless blanks."""
    return squeeze(_own_lines(paragraph)[0])


def lines_of(paragraph: Paragraph) -> list[str]:
    """A paragraph's lines without what stands for a seal."""
    return [_TORN_SEAL.sub("", squeeze(one)) for one in _own_lines(paragraph)]


def _own_lines(paragraph: Paragraph) -> list[str]:
    """A paragraph's lines; those of a signature that a reader joined stand each by itself."""
    if len(paragraph.fragments) > 1 and not is_recognised(paragraph):
        lines = [line for one in paragraph.fragments for line in one.text.split("\n")]
        if opens_signature(squeeze(lines[0])):
            return lines
    return paragraph.text.split("\n")


def is_power(line: str) -> bool:
    """Whether a line is a power with what it is for: "TM. ỦY BAN NHÂN DÂN"."""
    return _power().fullmatch(line) is not None


def is_post(line: str) -> bool:
    """Whether a line in capitals begins with a post."""
    return _post().fullmatch(line) is not None


def opens_signature(line: str) -> bool:
    """Whether a line is a power or a post in capitals."""
    return is_power(line) or is_post(line)


def begins_post(line: str) -> bool:
    """Whether a line begins with a whole post of several words, not with the rest of one."""
    return _whole_post().match(line) is not None


def split_power(line: str) -> tuple[str, str | None]:
    """A line with a power, and the post behind it where a wide column has both.

    >>> split_power("KT. CHỦ TỊCH PHÓ CHỦ TỊCH"), split_power("TM. BAN GIÁM ĐỐC")
    (('KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'), ('TM. BAN GIÁM ĐỐC', None))
    """
    power = _power_word().match(line)
    if power is None:
        return line, None
    start = power.end()
    for match in _later_post().finditer(line, start, overlapped=True):
        before = line[start : match.start()].strip()
        if _is_whole(before):
            return line[: match.start()].strip(), match.group().strip()
    return line, None


def _is_whole(words: str) -> bool:
    """Whether what a power is for ends with these words: a post, or the name of a body with no post
    in it.

    "CHI" of "CHI CỤC TRƯỞNG" is neither.
    """
    if _whole_post().fullmatch(words):
        return True
    is_body = _body().match(words) is not None and not needs_name(words)
    return is_body and _later_post().search(words) is None


def is_seal(line: str) -> bool:
    """Whether a line holds no letters, or says that a signature stands there."""
    return not any(letter.isalnum() for letter in line) or _seal().fullmatch(line) is not None


def name_in(line: str) -> str | None:
    """The name that a line is, without ranks and degrees before it; None for other lines.

    >>> name_in("PGS.TS. Lê Văn Minh"), name_in("Y Blăng Niê"), name_in("LÊ VĂN MINH")
    ('Lê Văn Minh', 'Y Blăng Niê', 'Lê Văn Minh')
    """
    bare = _rank().sub("", line, count=1) if _rank().match(line) else line
    if NAME.fullmatch(bare):
        return bare
    spelled = " ".join(word.capitalize() for word in bare.split())
    return spelled if bare == bare.upper() and is_full_name(spelled) else None


def recipients_start(line: str) -> int | None:
    """Where the first recipient stands in a line that opens their list; None for other lines."""
    match = _recipients().match(line)
    return match.end() if match else None


@cache
def _power() -> regex.Pattern[str]:
    return regex.compile(rf"{power_pattern()}(?=\p{{Lu}})\P{{Ll}}{{3,}}")


@cache
def _power_word() -> regex.Pattern[str]:
    return regex.compile(rf"(?:{power_pattern()})+(?=\p{{Lu}})")


_DEPUTY = r"(?:PHÓ\s+|QUYỀN\s+)?"


@cache
def _posts() -> str:
    return any_of("; ".join((*signing_posts(), "PHÓ")))


@cache
def _post() -> regex.Pattern[str]:
    return regex.compile(rf"{_DEPUTY}{_posts()}(?:[\s,\-–]+\P{{Ll}}*)?")


@cache
def _whole_post() -> regex.Pattern[str]:
    whole = any_of("; ".join(one for one in signing_posts() if " " in one))
    return regex.compile(rf"{_DEPUTY}{whole}(?!\p{{L}})")


@cache
def _later_post() -> regex.Pattern[str]:
    return regex.compile(rf"(?<=\s){_whole_post().pattern}.*$")


@cache
def _body() -> regex.Pattern[str]:
    return regex.compile(heads_pattern("letterhead"), regex.IGNORECASE)


@cache
def _rank() -> regex.Pattern[str]:
    return regex.compile(rf"(?:{head_pattern('rank')}(?!\p{{L}})\.?|[,.\s–-])+")


@cache
def _seal() -> regex.Pattern[str]:
    return regex.compile(rf"[\[(\s]*{head_pattern('seal')}.*", regex.IGNORECASE)


@cache
def _recipients() -> regex.Pattern[str]:
    return regex.compile(rf"{head_pattern('recipients')}\s*:?\s*", regex.IGNORECASE)
