"""What a text seems to hold: times, codes, quantities, offices in charge, orders.

Generous detectors see it. They share no pattern with the readers of these things, so that what a
reader misses is seen all the same; what reached no field of the record is listed there as unread.
Their words stand in ``lexicon/seen_words.tsv``: ``limit`` and ``rhythm`` (before a time),
``time_unit``, ``reported`` (what is done in a rhythm), ``unit`` (behind a number), ``order``
(before an office), ``charge`` (behind one), ``office`` (what an office's name begins with),
``aside`` (a sentence with such a word states reasons, a penalty, a day of birth), ``ordering``
(kinds of documents that give orders).
"""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

import regex

from normalize.lexicon.table import Row, read_table
from schemas.plan import Span, UnreadKind

Group = Literal[
    "limit",
    "rhythm",
    "time_unit",
    "reported",
    "unit",
    "order",
    "charge",
    "office",
    "aside",
    "ordering",
]


class SeenWord(Row, frozen=True, kw_only=True):
    """One row of the table."""

    group: Group
    phrase: str


class Seen(NamedTuple):
    """What a stretch of the text looks like."""

    kind: UnreadKind
    span: Span


def find_seen(text: str, *, orders: bool = True) -> list[Seen]:
    """Everything that looks like one of these, in the order of the text.

    Where the document gives no ``orders`` only codes are looked for: nothing else has a field.

    >>> [(one.kind, "Phòng Kinh tế báo cáo trước ngày 20 hằng tháng"[slice(*one.span)])
    ...  for one in find_seen("Phòng Kinh tế báo cáo trước ngày 20 hằng tháng")]
    [('time', 'trước ngày 20'), ('time', 'hằng tháng')]
    """
    found = [
        Seen(kind, match.span("seen"))
        for kind, pattern in _patterns().items()
        if orders or kind == "code"
        for match in pattern.finditer(text)
        if not is_aside(text, match.span("seen"))
    ]
    return sorted(found, key=lambda one: one.span)


def is_aside(text: str, span: Span) -> bool:
    """Whether a stretch stands in a sentence that asks for nothing: reasons, penalties."""
    begin, end = sentence_of(text, span)
    return _aside().search(text, begin, end) is not None


def gives_orders(kind: str | None, title: str | None) -> bool:
    """Whether a document tells offices what to do by when; the rules of a law are no tasks.

    >>> gives_orders("Kế hoạch", None), gives_orders("Nghị định", None)
    (True, False)
    >>> gives_orders("Quyết định", "Ban hành Kế hoạch năm 2026")
    True
    """
    return (kind or "").lower() in _words()["ordering"] or _PLAN_TITLE.match(
        title or ""
    ) is not None


_PLAN_TITLE = regex.compile(
    r"\W*(?:(?:về|v/v|việc|ban\shành|phê\sduyệt)\s){0,3}kế\shoạch", regex.IGNORECASE
)


def sentence_of(text: str, span: Span) -> Span:
    """The sentence or the cell that a stretch stands in."""
    begin = max(
        (at + len(sign) for sign in _ENDS if (at := text.rfind(sign, 0, span[0])) >= 0), default=0
    )
    ends = [at for sign in _ENDS if (at := text.find(sign, span[1])) >= 0]
    return begin, min(ends, default=len(text))


_ENDS = ("\n", "\t", ". ", "; ")


@cache
def _words() -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for row in read_table("seen_words", SeenWord):
        groups.setdefault(row.group, []).append(row.phrase)
    return groups


def _any(group: Group) -> str:
    longest_first = sorted(_words()[group], key=len, reverse=True)
    return "(?:" + "|".join(regex.escape(one).replace(r"\ ", r"\s") for one in longest_first) + ")"


@cache
def _aside() -> regex.Pattern[str]:
    return regex.compile(rf"(?<!\p{{L}}){_any('aside')}(?!\p{{L}})", regex.IGNORECASE)


@cache
def _patterns() -> dict[UnreadKind, regex.Pattern[str]]:
    """The pattern of each kind; the group ``seen`` is what is listed."""
    patterns: dict[UnreadKind, str] = {
        "time": _time_pattern(),
        "code": (
            r"(?<![\p{L}\d/.-])(?P<seen>\d{1,6}\s?/\s?(?:(?:19|20)\d\d\s?/\s?)?\p{Lu}{1,6}\d{0,2}"
            r"(?:\s?[-–]\s?\p{Lu}[\p{Lu}.&]{0,12}){1,4}(?<!\.))(?!\p{L})"
        ),
        "quantity": (
            r"(?<![\p{L}\d/.,-])(?<![=x×*]\s?)(?P<seen>[-–]?\d[\d.,]*(?<![.,])(?:[ ]\d{3})*[ ]?"
            rf"(?:triệu\s|tỷ\s|nghìn\s)?{_any('unit')})(?!\p{{L}}|\d|\s(?:lệ|trọng|suất|[=x×*]))"
        ),
        "agency": rf"(?<!\p{{L}})(?:{_any('charge')})\s(?P<seen>{_office_pattern()})",
        "duty": (
            rf"(?<!\p{{L}})(?P<seen>(?:(?<=[\n\t.;:+•*-]\s?)|^){_any('order')}\s{_office_pattern()}"
            rf"|{_office_pattern()}(?<!không)\s{_any('charge')})(?!\p{{L}})"
        ),
    }
    flags = {"code": 0}
    return {
        kind: regex.compile(one, flags.get(kind, regex.IGNORECASE))
        for kind, one in patterns.items()
    }


def _time_pattern() -> str:
    """A limit and a time within a few words, or a rhythm in which something is reported."""
    unit = _any("time_unit")
    time = (
        rf"(?:{unit}\s(?:\p{{L}}{{1,6}}\s)?(?:\d{{1,4}}|[IVX]{{1,4}})(?:[/.-]\d{{1,4}}){{0,2}}"
        r"(?:\stháng\s\d{1,2})?(?:\snăm\s\d{4})?"
        r"|\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|\d{1,2}/\d{4})(?![\d/]|\p{L})"
    )
    rhythm = rf"{_any('rhythm')}\s{unit}"
    # looked back from the rhythm's end, for few places have one
    reported = rf"(?<={_any('reported')}\s(?:[\p{{L}}\d]{{1,9}}\s){{0,4}}{rhythm})"
    return (
        rf"(?<!\p{{L}})(?P<seen>{_any('limit')}\s(?:\p{{L}}{{1,9}}\s){{0,3}}{time}"
        rf"|{rhythm}(?!\p{{L}}){reported})"
    )


def _office_pattern() -> str:
    return rf"{_any('office')}(?:\s[\p{{L}}\d-]{{1,12}}){{0,6}}"
