"""What names an entry of the list: the same task of the same plan, whatever file it was read from.

The plan is told by its issuer, the symbol of its code, its date and its title, the task by its own
words; both without tone marks, capitals, blanks and signs, which is what a scan loses first. The
number of the code is no part of it where there is a title: on paper it is mostly written by hand,
and a scan often does without it.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter

import msgspec
import regex

from schemas.plan import Plan

_NO_WORD = regex.compile(r"[^\p{L}\p{N}]+")
_DIGITS = 32
"""Hexadecimal digits of a name: 128 bits."""


def task_names(plan: Plan) -> list[str]:
    """A name for every task, in the record's order; tasks of the same words are counted.

    >>> from schemas.plan import load_plan
    >>> from pathlib import Path
    >>> plan = load_plan(Path("samples/commune-2024.json").read_bytes())
    >>> len(set(task_names(plan))) == len(plan.tasks)
    True
    """
    whose = _plan_parts(plan)
    seen: Counter[str] = Counter()
    names = []
    for task in plan.tasks:
        words = fold(task.task) or fold(task.id)
        seen[words] += 1
        parts = msgspec.json.encode([*whose, words, seen[words]])
        names.append(hashlib.sha256(parts).hexdigest()[:_DIGITS])
    return names


def _plan_parts(plan: Plan) -> list[str]:
    header = plan.header
    title = fold(header.title or "")
    parts = [fold(header.issuer or ""), fold(header.symbol or ""), header.issued_on or ""]
    parts.append(title or fold(header.number or ""))
    known = header.issued_on is not None or title
    return parts if known else [*parts, plan.source.sha256]


def fold(text: str) -> str:
    """The letters and digits of a text, without case and marks.

    >>> fold("Rà soát, đơn giản hóa TTHC"), fold("RA SOAT ĐƠN GIAN HOÁ tthc")
    ('rasoatdongianhoatthc', 'rasoatdongianhoatthc')
    """
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return _NO_WORD.sub("", "".join(one for one in plain if not unicodedata.combining(one)))
