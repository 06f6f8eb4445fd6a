"""What the cells of a column look like: shares of them that read as a time, as bodies, as numbering and so on.

``lexicon/cell_words.tsv`` has a row a word that tells a kind: verbs that begin duties, kinds of
documents, words of times.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import Literal

import regex

from normalize.body.agencies import begins_with_body
from normalize.body.persons import is_person, without_address
from normalize.body.units import unit_pattern
from normalize.lexicon.phrases import any_of
from normalize.lexicon.table import Row, read_table
from normalize.rows import is_ditto
from normalize.writing.text import squeeze

MOST = 40
"""Cells of a column that are looked at, evenly over its height."""

Shares = dict[str, float]
"""Shares of the filled cells, 0 to 1, by the name of the kind; ``empty`` is the share of all cells."""

WordKind = Literal["verb", "document", "time"]

_DATE = regex.compile(
    r"""(?<![\p{L}\d.,]) (?: \d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{2,4})? | quý\s+(?:[IV]+|\d) | tháng\s+\d{1,2}
      | năm\s+(?:19|20)\d\d | (?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)? | \d+\s+ngày | \d{1,2}\s?(?:h|giờ)\d{0,2}
      ) (?!\p{L}|[.,]?\d)""",
    regex.VERBOSE | regex.IGNORECASE,
)
_NUMBERING = regex.compile(
    r"(?:bước\s+)?[IVXLC]{1,6}\W?|(?:bước\s+)?\d{1,3}(?:\.\d{1,3})*\W?|[a-zđA-ZĐ]\W?", regex.IGNORECASE
)
_NUMBER = regex.compile(r"[<>≥≤~]?\s*-?\d[\d.,\s]*%?(?:\s*[-–]\s*[\d.,]+\s*%?)?")
_MONEY = regex.compile(
    r"\d{1,3}(?:[.,\s]\d{3})*[.,\s]000(?:\s?(?:đồng|đ|VNĐ))?|\d[\d.,]*\s?(?:triệu|tỷ|nghìn)?\s?(?:đồng|đ|VNĐ)(?!\p{L}).*"
    r"|\d[\d.,]*\s?(?:triệu|tỷ)",
    regex.IGNORECASE,
)
_CODE = regex.compile(r"(?=\S*\d)(?=\S*[./-])[\p{Lu}\d]+(?:[./-][\p{Lu}\d]+)+(?:\s+ngày.*)?")
_ABBREVIATION = regex.compile(r"(?=\S*\p{Lu})[\p{Lu}\d&\-/]{2,10}")
_TICK = regex.compile(r"[xX✓✔☑☒•●vV+]|CT|PH|C|P")
_BLANK = regex.compile(r"[\s.…_\-–□☐]*")
_LED = regex.compile(r"[\s\-–+*•.)(\d]*")
_SHORT = 160
"""Characters; what is longer names no body and no product."""

_LONGEST_UNIT = 20

_PROSE = 60
"""Characters from which on a cell is prose."""


class CellWord(Row, frozen=True, kw_only=True, gc=False):
    """A word that tells what a cell is: it begins with the verb or the document, the time stands anywhere in it."""

    word: str
    kind: WordKind


@cache
def _words(kind: WordKind) -> regex.Pattern[str]:
    words = any_of("; ".join(row.word for row in read_table("cell_words", CellWord) if row.kind == kind))
    return regex.compile(rf"(?<!\p{{L}}){words}(?!\p{{L}})", regex.IGNORECASE)


@cache
def _settled() -> regex.Pattern[str]:
    """The name of a unit of the state or a settlement: its word, then a name or a number."""
    tiers = unit_pattern("settlement", "commune", "district", "province")
    return regex.compile(rf"(?i:{tiers})\.?\s+(?:\p{{Lu}}|\d)")


def measure_cells(texts: Iterable[str]) -> Shares:
    """The shares of the kinds among the texts of a column's cells; ``plain`` is the share of those of no kind.

    >>> measure_cells(["Quý I", "Trước 30/6", ""])["time"]
    1.0
    """
    whole = [squeeze(text) for text in texts]
    filled = [text for text in whole if _says_something(text)]
    step = max(1, len(filled) // MOST)
    seen = [kinds_of(text) for text in filled[::step][:MOST]]
    count = len(seen) or 1
    shares = {name: sum(name in kinds for kinds in seen) / count for name in _KINDS}
    shares["plain"] = sum(not kinds for kinds in seen) / count
    shares["empty"] = 1 - len(filled) / len(whole) if whole else 1.0
    return shares


def _says_something(text: str) -> bool:
    return bool(text) and not (_BLANK.fullmatch(text) or is_ditto(text))


@lru_cache(maxsize=4096)
def kinds_of(text: str) -> frozenset[str]:
    """The kinds that a cell's text is of."""
    return frozenset(name for name, is_kind in _KINDS.items() if is_kind(text))


def is_time(text: str) -> bool:
    """Whether a cell says when, and no more than that."""
    if len(text) > _SHORT or _is_prose_verb(text):
        return False
    return _DATE.search(text) is not None or _words("time").search(text) is not None


def is_numbering(text: str) -> bool:
    """Whether a cell is a marker of a row and no more: a number, a numeral, a letter."""
    return _NUMBERING.fullmatch(text) is not None


def _is_body(text: str) -> bool:
    bare = without_address(text[_bare_from(text) :])
    return len(text) <= 2 * _SHORT and begins_with_body(bare) and not _is_verb(text)


def _bare_from(text: str) -> int:
    """Where a cell's words begin, behind its bullet or number."""
    match = _LED.match(text)
    return match.end() if match else 0


def _is_place(text: str) -> bool:
    return len(text) <= _SHORT and _settled().match(text, _bare_from(text)) is not None and not _is_body(text)


def _is_verb(text: str) -> bool:
    return _words("verb").match(text, _bare_from(text)) is not None


def _is_prose_verb(text: str) -> bool:
    return len(text) > _PROSE and _is_verb(text)


def _is_document(text: str) -> bool:
    return len(text) <= _SHORT and _words("document").match(text, _bare_from(text)) is not None


def _is_persons(text: str) -> bool:
    parts = [part for part in regex.split(r"[,;\n]| và ", text) if part.strip()]
    return bool(parts) and sum(map(is_person, parts)) * 2 > len(parts)


def _is_unit(text: str) -> bool:
    """A unit and nothing else; a kind of document that is counted too ("nghị quyết") is more often its name."""
    short = len(text) <= _LONGEST_UNIT and not any(letter.isdigit() for letter in text)
    # the words of quantities are asked for by the first table, not at the start
    from normalize.quantity.stated import is_unit

    return short and is_unit(text) and not _is_document(text)


_KINDS: dict[str, Callable[[str], bool]] = {
    "time": is_time,
    "body": _is_body,
    "place": _is_place,
    "person": _is_persons,
    "numbering": is_numbering,
    "number": lambda text: _NUMBER.fullmatch(text) is not None,
    "tick": lambda text: _TICK.fullmatch(text) is not None,
    "verb": _is_verb,
    "document": _is_document,
    "unit": _is_unit,
    "prose": lambda text: len(text) > _PROSE,
    "money": lambda text: _MONEY.fullmatch(text) is not None,
    "code": lambda text: _CODE.fullmatch(text) is not None and not is_time(text) and not _NUMBER.fullmatch(text),
    "abbreviation": lambda text: _ABBREVIATION.fullmatch(text) is not None,
}
