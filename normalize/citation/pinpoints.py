"""Pinpoints: "điểm b khoản 1, khoản 2 Điều 5" as the single places it names.

The parts run from small to large (điểm, khoản, Điều, Mục, Chương, Phần; an appendix stands alone).
A larger part after several smaller ones holds for all of them: "khoản 1, khoản 2 Điều 5" is khoản 1
Điều 5 and khoản 2 Điều 5. Chapters and sections after articles only say where these stand, since
articles are numbered through a document."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from normalize.lexicon.phrases import any_of
from normalize.lexicon.table import Row, read_table
from normalize.writing.text import strip_marks
from schemas.plan import Span


class PinpointPart(Row, frozen=True, kw_only=True):
    """One row of the table: what a part of a document is called, and its rank from small up."""

    part: str
    rank: int


_ARTICLE, _APPENDIX = 3, 8
"""Ranks of an article, and of what stands beside the body: appendices, tables, forms."""


@cache
def pinpoint_parts() -> dict[str, PinpointPart]:
    """The parts by their name in small letters."""
    return {row.part.lower(): row for row in read_table("pinpoint_parts", PinpointPart)}


@cache
def appendices() -> tuple[str, ...]:
    """What is numbered beside a document's body."""
    return tuple(name for name, row in pinpoint_parts().items() if row.rank == _APPENDIX)


_LABEL = r"(?:[\dIVXLivxl]{1,6}[a-zđ]?|[a-zđ]{1,2})(?![\p{L}\d])"
_LABELS = rf"{_LABEL}(?:\s{{0,3}}(?:,|và|hoặc|đến|-|;)\s{{0,3}}{_LABEL}){{0,12}}"
_JOINT = r"(?:\s{0,4}(?:,\s{0,4}|và\s{1,4}|;\s{0,4}|hoặc\s{1,4})?(?:tại\s{1,4})?)"


@cache
def _pinpoint() -> regex.Pattern[str]:
    part = rf"(?i:{any_of('; '.join(pinpoint_parts()))}(?:\s+số)?)\s{{1,3}}{_LABELS}"
    return regex.compile(rf"(?<!\p{{L}}){part}(?:{_JOINT}{part}){{0,12}}")


@cache
def _part() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?P<level>{any_of('; '.join(pinpoint_parts()))})\s+(?:số\s+)?"
        r"(?P<labels>[\p{L}\d]{1,6}(?:\s*(?:,|;|và|hoặc)\s*"
        r"(?:[\d]{1,3}[a-zđ]?|[IVXL]{1,6}|[a-zđ])(?![\p{L}\d]))*)",
        regex.IGNORECASE,
    )


_SPLIT = regex.compile(r"\s*(?:,|;|\bvà\b|\bhoặc\b)\s*", regex.IGNORECASE)
_TIMEOUT = 5.0


def find_pinpoints(text: str) -> list[Span]:
    """Spans of "điểm b khoản 1, khoản 2 Điều 5" and the like, in order.

    >>> find_pinpoints("theo khoản 3, 4 và 6 Điều 32 Luật Dầu khí")
    [(5, 28)]
    """
    return [match.span() for match in _pinpoint().finditer(text, timeout=_TIMEOUT)]


class _Part(NamedTuple):
    level: int
    word: str
    labels: tuple[str, ...]
    comma: bool


def read_pinpoint(text: str) -> tuple[str, ...]:
    """Every place a pinpoint names, from the smallest part up, in order.

    >>> read_pinpoint("điểm b khoản 1, khoản 2 Điều 5")
    ('điểm b khoản 1 Điều 5', 'khoản 2 Điều 5')
    >>> read_pinpoint("Điều 20, 21 và 27 Mục 2 Chương IV, Chương V")
    ('Điều 20', 'Điều 21', 'Điều 27', 'Chương V')
    """
    parts = _read_parts(text)
    waiting: list[list[str]] = []
    for index, part in enumerate(parts):
        if index and _only_tells_where(part, parts[index - 1]):
            continue
        own = [[f"{part.word} {label}"] for label in part.labels]
        held = [one for one in waiting if _level_of(one[-1]) < part.level < _APPENDIX]
        if held and (not part.comma or part.level == _ARTICLE):
            for one in held:
                one.append(own[0][0])
            own = own[1:]
        waiting.extend(own)
    return tuple(" ".join(one) for one in waiting)


def _only_tells_where(part: _Part, before: _Part) -> bool:
    """Whether a chapter or section behind an article only says where that stands."""
    return part.level > _ARTICLE and not part.comma and before.level < part.level


def _read_parts(text: str) -> list[_Part]:
    parts, end = [], 0
    for match in _part().finditer(text):
        row = pinpoint_parts()[" ".join(match["level"].lower().split())]
        labels = tuple(_SPLIT.split(match["labels"]))
        between = strip_marks(text[end : match.start()])
        comma = regex.search(r",|;|\bva\b", between) is not None
        parts.append(_Part(row.rank, row.part, labels, comma))
        end = match.end()
    return parts


def _level_of(place: str) -> int:
    return pinpoint_parts()[place.rsplit(" ", 1)[0].lower()].rank
