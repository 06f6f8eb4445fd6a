"""What pages, workbooks and Word files say in Vietnamese and in English: one table, `words.tsv`.

A key's part before the dot says what the word is for (a column, a group, a problem's code). The
English sentence on what to do about a problem is that of `schemas.problem`.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from schemas.problem import PROBLEMS

Language = Literal["vi", "en"]
Words = Mapping[str, str]

_FILE = Path(__file__).with_name("words.tsv")
_ADVICE = "advice."


@cache
def words_in(language: Language) -> Words:
    """Every word by its key.

    >>> words_in("vi")["column.due"], words_in("en")["column.due"]
    ('Hạn', 'Due')
    """
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = {row["key"]: row[language] for row in rows}
    if language == "en":
        found |= {f"{_ADVICE}{code}": kind.advice for code, kind in PROBLEMS.items()}
    return found


def in_all(key: str) -> frozenset[str]:
    """A word in every language, to know what an earlier run wrote in either."""
    return frozenset((words_in("vi")[key], words_in("en")[key]))
