"""What a table is about: the words of its header and titles, the roles of its columns, what its cells hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

from extract.find.tables.evidence import Term, Terms, add_signs, odds, total
from extract.find.tables.profiles import Profile, subject_of
from extract.find.tables.roles import ColumnReading
from normalize.cells import Shares
from normalize.columns import kind_words, sign_weights
from schemas.plan import TableKind

_TITLE_SHARE = 0.5
"""What a word of a title or a caption is worth beside one of a header."""

_MOSTLY_BLANK = 0.6
"""The share of empty cells above which a table is one to fill in."""

_SUBJECTS = ("person", "place", "body", "document", "verb", "code", "abbreviation", "time", "prose", "plain")

SCALE = 1.0
"""Margin whose odds are e to 1."""


class TableReading(NamedTuple):
    """The kind of a table, how sure it is, the kind it is in the next best reading, and what speaks for each."""

    kind: TableKind
    confidence: float
    rival: TableKind
    margin: float
    terms: Terms


def read_kind(profiles: Sequence[Profile], roles: Sequence[ColumnReading], titles: Sequence[str]) -> TableReading:
    """The kind of a table; ``titles`` are what stands above it."""
    terms = weigh_kinds(profiles, roles, titles)
    totals = {kind: total(some) for kind, some in terms.items()}
    best, next_best = sorted(totals, key=lambda kind: -totals[kind])[:2]
    margin = totals[best] - totals[next_best]
    kinds = cast(TableKind, best), cast(TableKind, next_best)
    return TableReading(kinds[0], odds(margin, SCALE), kinds[1], round(margin, 2), terms)


def weigh_kinds(profiles: Sequence[Profile], roles: Sequence[ColumnReading], titles: Sequence[str]) -> Terms:
    """What speaks for each kind of table."""
    terms: Terms = {}
    for text, share in [*((one.name, 1.0) for one in profiles), *((title, _TITLE_SHARE) for title in titles)]:
        for one in kind_words(text):
            terms.setdefault(one.name, []).append(Term("table_kinds", one.phrase, one.weight, share))
    signs = sign_weights("kind")
    for sign, share in _signs(profiles, roles):
        if share:
            add_signs(terms, "table_signs", signs, sign, share)
    return terms


def _signs(profiles: Sequence[Profile], roles: Sequence[ColumnReading]) -> Iterator[tuple[str, float]]:
    """The signs of a table that are no words, and how much each holds."""
    yield "any table", 1.0
    if not any(one.role in ("lead", "coordinating", "deadline") for one in roles):
        yield "neither doer nor day", 1.0
    yield from ((f"{reading.role} column", reading.confidence) for reading in roles)
    measured = [one.shares for one in profiles]
    yield from _task_signs(measured, roles).items()
    yield from _subject_signs(profiles).items()
    if profiles and profiles[0].height:
        yield from _cell_signs(measured, roles).items()


def _subject_signs(profiles: Sequence[Profile]) -> dict[str, float]:
    """What the rows are about: the kinds of cells that name them, and whether all behind those are numbers."""
    subject = subject_of(profiles)
    if subject is None:
        return {"rows are not named": 1.0}
    shares = profiles[subject].shares
    others = [one.shares for one in profiles[subject + 1 :] if one.is_filled]
    counted = sum(one["number"] for one in others) / len(others) if others else 0.0
    signs = {f"rows are {kind}": shares[kind] for kind in _SUBJECTS}
    return {**signs, "rows are counted": counted * (1 - shares["verb"])}


def _task_signs(measured: Sequence[Shares], roles: Sequence[ColumnReading]) -> dict[str, float]:
    """What the cells say that state the work."""
    for shares, reading in zip(measured, roles, strict=True):
        if reading.role == "task" and shares["empty"] < 1:
            verbs = max(shares["verb"], shares["prose"] / 2)
            return {"task cells are filled": 1.0, "task cells begin with verbs": verbs}
    return {}


def _cell_signs(measured: Sequence[Shares], roles: Sequence[ColumnReading]) -> dict[str, float]:
    """What the cells say together: the mean over the columns that are neither number, task nor note."""
    asides = ("marker", "task", "note")
    seen = [shares for shares, one in zip(measured, roles, strict=True) if one.role not in asides]
    if not seen:
        return {}
    filled = {
        kind: sum(shares[kind] * (1 - shares["empty"]) for shares in seen) / len(seen)
        for kind in ("number", "person", "document", "time", "body", "money", "code", "tick", "verb")
    }
    blank = sum(shares["empty"] for shares in seen) / len(seen)
    return {
        "numbers": filled["number"],
        "persons": filled["person"],
        "documents": filled["document"],
        "times": filled["time"],
        "bodies": filled["body"],
        "money": filled["money"],
        "codes": filled["code"],
        "ticks": filled["tick"],
        "verbs": filled["verb"],
        "blanks": max(0.0, blank - _MOSTLY_BLANK),
        "nothing filled in": float(blank == 1),
    }
