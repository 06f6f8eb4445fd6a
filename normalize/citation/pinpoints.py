"""Pinpoints: "điểm b khoản 1, khoản 2 Điều 5" as the single places it names.

The parts run from small to large (điểm, khoản, Điều, Mục, Chương, Phần; an appendix stands alone).
A larger part after several smaller ones holds for all of them: "khoản 1, khoản 2 Điều 5" is khoản 1
Điều 5 and khoản 2 Điều 5. Chapters and sections after articles only say where these stand, since
articles are numbered through a document."""

from __future__ import annotations

from typing import NamedTuple

import regex

from normalize.writing.text import strip_marks

_LEVELS = {
    "tiết": 0,
    "điểm": 1,
    "đoạn": 1,
    "khoản": 2,
    "điều": 3,
    "tiểu mục": 4,
    "mục": 5,
    "chương": 6,
    "phần": 7,
    "phụ lục": 8,
    "biểu": 8,
    "mẫu": 8,
}
_ARTICLE, _APPENDIX = 3, 8
_PART = regex.compile(
    r"(?P<level>tiết|điểm|đoạn|khoản|điều|tiểu\s+mục|mục|chương|phần|phụ\s+lục|biểu|mẫu)\s+(?:số\s+)?"
    r"(?P<labels>[\p{L}\d]{1,6}(?:\s*(?:,|;|và|hoặc)\s*(?:[\d]{1,3}[a-zđ]?|[IVXL]{1,6}|[a-zđ])(?![\p{L}\d]))*)",
    regex.IGNORECASE,
)
_SPLIT = regex.compile(r"\s*(?:,|;|\bvà\b|\bhoặc\b)\s*", regex.IGNORECASE)


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
    for match in _PART.finditer(text):
        level = " ".join(match["level"].lower().split())
        word = level.capitalize() if _LEVELS[level] >= _ARTICLE else level
        labels = tuple(_SPLIT.split(match["labels"]))
        between = strip_marks(text[end : match.start()])
        parts.append(
            _Part(_LEVELS[level], word, labels, bool(regex.search(r",|;|\bva\b", between)))
        )
        end = match.end()
    return parts


def _level_of(place: str) -> int:
    return _LEVELS[place.rsplit(" ", 1)[0].lower()]
