"""A phrase made ready for reading: one text in small letters, in which blanks stand for what is no
part of a day.

Hours, the year a plan only looks ahead to, former times, events in brackets and lunar days beside a
date of the calendar are taken out, each with what it says; everything keeps its place, so that what
is left over can be shown.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from normalize.time.limits import WEEKDAY, is_lunar
from normalize.time.times import find_times
from normalize.time.words import any_word, words
from normalize.writing.text import fold_homoglyphs, nfc, squeeze
from schemas.plan import Span

MAX_LENGTH = 400
"""Characters of a phrase that are read; a longer cell is prose, and the rest is left unread."""

# "05/3/2018 ~ 09/3/2018", "01/6 ÷ 15/6", "quý II÷III", "1/6 –- 15/6": signs that stand for a dash
_FROM_TO = regex.compile(r"\s*(?:[-–—]\s?)*[~÷→](?:\s?[-–—])*\s*|(?<=\d)\s*[-–—]\s?[-–—]+\s*(?=\d)")
_ROMAN_SIGNS = {
    ord(sign): letters
    for signs in ("ⅠⅡⅢⅣⅤ", "ⅰⅱⅲⅳⅴ")
    for sign, letters in zip(signs, ("I", "II", "III", "IV", "V"), strict=True)
}
_RARE_SIGN = regex.compile(r"[~÷→\u2160-\u217F]|-\s?-")
_VISION = regex.compile(
    r",?\s*(?:định\s+hướng|tầm\s+nhìn)\s+(?:đến\s+)?(?:năm\s+)?(?P<year>\d{4})(?!\d)"
)
_HOUR_BEHIND = (
    r"(?:[01]?\d|2[0-4])\s*(?:h(?!\p{L})|giờ(?!\s+làm)|g(?=\d)|:(?=[0-5]\d(?!\d)))"
    r"\s*(?:[0-5]\d(?!\d)\s*(?:phút)?)?"
)
HOUR = rf"(?<![\d.,/-]){_HOUR_BEHIND}"
TO_HOUR = rf"\s*(?:-|đến|→|->)\s*(?:hết\s+)?(?:lúc\s+)?{_HOUR_BEHIND}"
"""The end of hours, behind their beginning: "7h30-11h30"."""
_CLOCK = regex.compile(
    rf"(?:(?:từ|lúc|vào\s+lúc|hồi|vào)\s+)?{HOUR}{TO_HOUR},?|(?:(?:vào\s+lúc|lúc"
    rf"|hồi)\s+)?{HOUR},?"
)
_TAKEN_SIGN = regex.compile(
    "|".join(
        [r"\d\s*(?:h|g|:)|tuần|thứ|nhật|hướng|nhìn|âm", *words("part_of_day"), *words("lunar")]
    )
)
"""Every phrase of which something but brackets is taken out holds one of these."""
_LENGTH_BEFORE = regex.compile(
    r"(?:trong|vòng|thời\s+hạn|sau|không\s+quá|tối\s+đa|ít\s+nhất|[≤≥<>])\s*$"
)
_BEFORE_HOUR = regex.compile(rf"\btrước\s+(?:lúc\s+)?{HOUR}")
_PARTS_OF_DAY = words("part_of_day")
_PART_OF_DAY = regex.compile(
    rf"(?<!\p{{L}})(?:buổi\s+)?(?P<part>{any_word('part_of_day')})(?=\s*,?\s*(?:ngày|{WEEKDAY}|\d"
    rf"|$))"
)
_BRACKETS = regex.compile(r"\(([^()]*)\)")
_SPELLED = regex.compile(rf"(?:\s*(?:{any_word('spelled')}|{any_word('month')}))+\s*")
_FORMER = regex.compile(rf"\s*{any_word('former')}")
_EVENT = regex.compile(r"\s*(?:hoặc\s+|và\s+)?(?:theo|khi|(?:ngay\s+)?sau\s+khi|tùy|tuỳ|nếu)\s")
# "trước 15/6 (6 tháng đầu năm), 15/12 (cả năm)": what is reported by a day, not when
_REPORTED = regex.compile(
    r"\s*(?:(?:0?[369]|sáu|chín)\s+tháng(?:\s+(?:đầu|cuối)\s+năm)?|(?:cả\s+|hết\s+)?năm|quý)\s*"
)
_DAY_BEFORE = regex.compile(r"\d\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{4})?\s*$")
_LUNAR_DAY = regex.compile(
    r"(?:ngày\s+)?(?:mùng\s+|mồng\s+)?\d{1,2}(?:\s*[/-]\s*\d{1,2}"
    r"|\s+tháng\s+[\p{L}\d]+)\s+âm\s+lịch"
)
_WEEK_NUMBER = regex.compile(
    rf"\btuần\s+(?:thứ\s+)?\d{{1,2}}(?=[\s,:(]+(?:từ\s+)?(?:ngày\s+\d|\(?\d{{1,2}}\s*[/.-]))"
    rf"|{WEEKDAY}(?=\s*[,(]?\s*(?:ngày\s+\d|\d{{1,2}}\s*[/.-]))"
)
_FILLER = any_word("filler")
_ONLY_FILLERS = regex.compile(rf"(?:\s*{_FILLER})*\s*")
_WORD = regex.compile(r"[\p{L}\d%≤≥<>]+(?:[.,/:-]+\d+)*")


class Phrase(NamedTuple):
    """``text`` is read and ``shown`` is what it was, letter for letter; ``taken`` are the stretches
    taken out.

    ``condition`` is the event that brackets name; ``rest`` what was too long to be read.
    """

    text: str
    shown: str
    flags: tuple[str, ...] = ()
    to_the_hour: bool = False
    only_clock: bool = False
    condition: str | None = None
    taken: tuple[Span, ...] = ()
    rest: str = ""


def prepare(raw: str) -> Phrase:
    """A phrase ready for reading.

    >>> prepare("Trước 17h00 ngày 25/5").text
    'trước       ngày 25/5'
    """
    whole = squeeze(fold_homoglyphs(nfc(raw)))
    if _RARE_SIGN.search(whole):
        whole = whole.translate(_ROMAN_SIGNS)
        whole = squeeze(_FROM_TO.sub(" - ", whole[: 2 * MAX_LENGTH]) + whole[2 * MAX_LENGTH :])
    shown = whole[:MAX_LENGTH]
    lower = shown.lower()
    text = (
        lower
        if len(lower) == len(shown)
        else "".join(one.lower() if len(one.lower()) == 1 else one for one in shown)
    )
    phrase = Phrase(text, shown, rest=whole[MAX_LENGTH:])
    if "(" in text:
        phrase = _without_brackets(phrase)
    if _TAKEN_SIGN.search(text) is None:
        return phrase
    return _without_vision(
        _without_part_of_day(_without_week_number(_without_clock(_without_lunar_day(phrase))))
    )


def _taken(phrase: Phrase, span: Span, *flags: str) -> Phrase:
    """The phrase with blanks for a stretch."""
    start, end = span
    text = phrase.text[:start] + " " * (end - start) + phrase.text[end:]
    return phrase._replace(text=text, taken=(*phrase.taken, span), flags=(*phrase.flags, *flags))


def _without_brackets(phrase: Phrase) -> Phrase:
    """Numbers spelled out, former times, what is reported by a day, and events beside a time ("Quý
    II/2026 (theo yêu cầu của tỉnh)")."""
    for match in _BRACKETS.finditer(phrase.text):
        outside = phrase.text[: match.start()] + phrase.text[match.end() :]
        if _says_nothing(phrase.text, match):
            phrase = _taken(phrase, match.span())
        elif _EVENT.match(match[1]) and find_times(outside):
            phrase = _taken(phrase, match.span())._replace(condition=match[1].strip())
    return phrase


def _says_nothing(text: str, brackets: regex.Match[str]) -> bool:
    """Whether brackets say nothing of when: a number spelled out, a former time, what is reported
    by the day before them."""
    words = brackets[1]
    if _FORMER.match(words) or _SPELLED.fullmatch(words):
        return True
    day = _DAY_BEFORE.search(text, 0, brackets.start())
    return day is not None and _REPORTED.fullmatch(words) is not None


def _without_lunar_day(phrase: Phrase) -> Phrase:
    """A lunar day beside one of the calendar: "10/3 âm lịch (18/4/2024)"."""
    if not is_lunar(phrase.text):
        return phrase
    for match in _LUNAR_DAY.finditer(phrase.text):
        rest = phrase.text[: match.start()] + " " * len(match[0]) + phrase.text[match.end() :]
        if not is_lunar(rest) and any(one.unit == "day" for one in find_times(rest)):
            return _taken(phrase, match.span())
    return phrase


def _without_clock(phrase: Phrase) -> Phrase:
    """The phrase without its hours; a deadline is a day."""
    before = _BEFORE_HOUR.search(phrase.text) is not None
    clock = False
    for match in _CLOCK.finditer(phrase.text):
        if not _LENGTH_BEFORE.search(phrase.text, max(0, match.start() - 12), match.start()):
            phrase, clock = _taken(phrase, match.span(), "clock_time"), True
    if not clock:
        return phrase
    only = phrase.text.strip(" -,.;()") == ""
    return phrase._replace(to_the_hour=before, only_clock=only)


def _without_week_number(phrase: Phrase) -> Phrase:
    """The number of a week, or a weekday, beside the dates it names again: "Tuần thứ 07 từ ngày
    09/02/2026"."""
    for match in _WEEK_NUMBER.finditer(phrase.text):
        phrase = _taken(phrase, match.span())
    return phrase


def _without_part_of_day(phrase: Phrase) -> Phrase:
    """ "Sáng ngày 24/11/2017": half days are days."""
    for match in _PART_OF_DAY.finditer(phrase.text):
        phrase = _taken(phrase, match.span(), f"part_of_day={_PARTS_OF_DAY[match['part']]}")
    return phrase


def _without_vision(phrase: Phrase) -> Phrase:
    """The phrase without the year that a plan only looks ahead to: "tầm nhìn đến năm 2050"."""
    vision = _VISION.search(phrase.text)
    if vision is None or not phrase.text[: vision.start()].strip():
        return phrase
    return _taken(phrase, vision.span(), f"vision={vision['year']}")


def unread_words(phrase: Phrase, used: tuple[Span, ...]) -> tuple[str, ...]:
    """The words of a phrase that nothing used, without those that say nothing of when, in stretches
    as written."""
    stretches: list[str] = []
    at = 0
    for start, end in [*sorted((*used, *phrase.taken)), (len(phrase.text), len(phrase.text))]:
        if start > at and (words := _meaningful(phrase, at, start)):
            stretches.append(words)
        at = max(at, end)
    return (*stretches, *([phrase.rest.strip()] if phrase.rest.strip() else []))


def _meaningful(phrase: Phrase, start: int, end: int) -> str:
    """The words of a stretch, without those at either end that say nothing of when."""
    if _ONLY_FILLERS.fullmatch(phrase.text, start, end):
        return ""
    pieces = [(one.start(), one.end()) for one in _WORD.finditer(phrase.text, start, end)]
    kept = [
        one
        for one in pieces
        if not any(lo <= one[0] and one[1] <= hi for lo, hi in _fillers(phrase.text, start, end))
    ]
    return phrase.shown[kept[0][0] : kept[-1][1]] if kept else ""


def _fillers(text: str, start: int, end: int) -> list[Span]:
    return [one.span() for one in _FILLER_WORDS.finditer(text, start, end)]


_FILLER_WORDS = regex.compile(rf"(?<!\p{{L}}){_FILLER}")
