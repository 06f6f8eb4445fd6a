"""Header fields and task rows: exact (NFC; blanks, dashes, quotes folded) and loose."""

from __future__ import annotations

from collections.abc import Callable
from operator import eq

import regex

from extract.score.align import Pairs, align, edit_distance, exact_key, loose_key, overlap, words
from extract.score.matched import score_matched, score_surplus
from extract.score.meaning import same_days, same_rule
from extract.score.shape import HEADER_FIELDS, ROW_FIELDS, Annotation, Reading, Row
from extract.score.tally import Sheet, Tally

_ANY_CASE = frozenset(
    {"kind", "issuer", "parent", "signatory.position", "signatory.authority", "urgency", "secrecy"}
)
"""What gold may print in capitals and a record in its usual spelling, or the other way round."""

_AUTHORITY = "signatory.authority"
_POWER = regex.compile(r"(?P<power>\p{Lu}{1,3}\.|[TK]/[MTL])\s{0,3}")
_SAME_READING: dict[str, Callable[[str | None, str | None], bool]] = {
    "kind": eq,
    "edtf": same_days,
    "rrule": same_rule,
    "boundary": eq,
    "due_latest": eq,
}
"""Parts of a deadline → when two of them, not both null, mean the same."""

_SAME_ROW = 0.45
"""Rows less alike than this are two rows: other columns alone never make a pair."""


def score_header(gold: Annotation, found: Annotation, sheet: Sheet) -> None:
    """Each header field that gold states, where either side has a value."""
    stated, values = gold.header or {}, found.header or {}
    for name in filter(stated.__contains__, HEADER_FIELDS):
        right, value = stated[name], values.get(name)
        if not (right or value) or _may_be_missing(name, value, gold, found):
            continue
        shown = value if name != _AUTHORITY or gold.complete else _show_authority(values)
        same = _same_header(name, right, value, values, gold.complete)
        sheet.judge(f"header.{name}", "header", same, right, shown)
        alike = same or loose_key(right) == loose_key(value)
        sheet.add(f"header.{name}.loose", Tally(int(alike), 1, 1))


def _may_be_missing(name: str, value: str | None, gold: Annotation, found: Annotation) -> bool:
    """Whether a field that has no value, or only a code's symbol, is as good as read.

    So it is where nobody printed it, or where it is written by hand and the record says so.
    """
    if value is not None and not (name == "code" and value.startswith("/")):
        return False
    return name in gold.silent or name in gold.shy & found.problem_fields


def _same_header(
    name: str, gold: str | None, found: str | None, values: dict[str, str | None], plain: bool
) -> bool:
    if name == _AUTHORITY and not plain and gold and found:
        return _same_authority(gold, found, values.get("signatory.on_behalf_of"))
    left, right = exact_key(gold), exact_key(found)
    return left == right or (name in _ANY_CASE and left.casefold() == right.casefold())


def _show_authority(values: dict[str, str | None]) -> str | None:
    parts = (values.get(_AUTHORITY), values.get("signatory.on_behalf_of"))
    return " ".join(part for part in parts if part) or None


def _same_authority(gold: str, authority: str, body: str | None) -> bool:
    """Gold has the whole block ("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH"), a record powers and bodies."""
    if loose_key(gold) in (loose_key(authority), loose_key(f"{authority} {body or ''}")):
        return True
    bodies = {loose_key(part) for part in _POWER.sub("\n", gold.upper()).split("\n")}
    powers = {match["power"] for match in _POWER.finditer(gold.upper())}
    found = {match["power"] for match in _POWER.finditer(authority.upper())}
    named = {loose_key(part) for part in (body or "").split(";") if part.strip()}
    return bool(found) and found <= powers and named <= bodies


def score_tasks(gold: Annotation, found: Annotation, sheet: Sheet) -> None:
    """Rows, aligned in order; their fields, deadlines and units; whole rows exact."""
    rows, others = gold.tasks or (), comparable_rows(gold, found)
    pairs = align_rows(rows, others)

    def judge(row: Row, other: Row, key: str) -> bool:
        return _score_row(row, other, key, sheet)

    exact = score_matched(sheet, "tasks.rows", rows, others, pairs, _show, judge)
    surplus = _surplus(gold, others, pairs)
    score_surplus(sheet, "tasks.rows", surplus, _show)
    if rows or surplus:
        sheet.add("tasks.exact", Tally(exact, len(rows), len(pairs) + len(surplus)))


def comparable_rows(gold: Annotation, found: Annotation) -> list[Row]:
    """The found rows gold speaks of: on its pages, and in tables unless gold is a whole record."""
    rows = [row for row in found.tasks or () if gold.covers(row.pages)]
    return rows if gold.complete else [row for row in rows if row.table is not None]


def align_rows(rows: tuple[Row, ...], others: list[Row]) -> Pairs:
    """Pairs of rows that are the same task, in order."""
    left, right = [_fingerprint(row) for row in rows], [_fingerprint(row) for row in others]

    def similarity(i: int, j: int) -> float:
        rest = sum(overlap(a, b) for a, b in zip(left[i][1:], right[j][1:], strict=True)) / (
            len(left[i]) - 1
        )
        return 0.6 * overlap(left[i][0], right[j][0]) + 0.4 * rest

    return align(len(rows), len(others), similarity, floor=_SAME_ROW)


def _fingerprint(row: Row) -> list[frozenset[str]]:
    names = ("task", "group", "marker", "deliverable", "lead", "coordinating", "deadline")
    return [words(row.fields.get(name)) for name in names]


def _score_row(row: Row, other: Row, key: str, sheet: Sheet) -> bool:
    """Everything gold states of an aligned row; returns whether all its fields are exact."""
    exact = _score_fields(row, other, key, sheet)
    if row.reading:
        _score_reading(row.reading, other.reading or Reading(), key, sheet)
    for role, names in row.agencies.items():
        _score_agencies(role, names, other.agencies.get(role, frozenset()), key, sheet)
    return exact


def _score_fields(row: Row, other: Row, key: str, sheet: Sheet) -> bool:
    """Every stated field of an aligned row; returns whether all of them are exact."""
    whole = True
    for name in ROW_FIELDS:
        if name not in row.fields or not (row.fields[name] or other.fields.get(name)):
            continue
        gold, found = row.fields[name], other.fields.get(name)
        if name == "task" and other.items and not row.items:
            found = _with_items(gold, found, other.items)
        same = exact_key(gold) == exact_key(found)
        whole &= sheet.judge(f"tasks.{name}", key, same, gold, found)
        sheet.add(
            f"tasks.{name}.loose", Tally(int(same or loose_key(gold) == loose_key(found)), 1, 1)
        )
        sheet.add(
            "tasks.cells.near",
            Tally(int(same or _is_near(exact_key(gold), exact_key(found))), 1, 1),
        )
    return whole


def _is_near(gold: str, found: str) -> bool:
    """At most 3 of 100 characters wrong, as recognised text may be."""
    return edit_distance(gold, found) <= 0.03 * len(gold)


def _with_items(gold: str | None, found: str | None, items: tuple[str, ...]) -> str | None:
    """A record may keep a cell's bullets apart from its words; gold has the cell as one text."""
    joined = "\n".join(filter(None, (found, *items)))
    return joined if loose_key(joined) == loose_key(gold) else found


def _score_reading(gold: Reading, found: Reading, key: str, sheet: Sheet) -> None:
    """Kind, days, rule, by what they mean; a whole deadline has all of them right."""
    whole = True
    for name, same in _SAME_READING.items():
        right, value = getattr(gold, name), getattr(found, name)
        if name in gold.judged and (right, value) != (None, None):
            whole &= sheet.judge(f"deadlines.{name}", key, same(right, value), right, value)
    sheet.add("deadlines.exact", Tally(int(whole), 1, 1))


def _score_agencies(
    role: str, gold: frozenset[str], found: frozenset[str], key: str, sheet: Sheet
) -> None:
    if gold or found:
        same = set(map(loose_key, gold)) == set(map(loose_key, found))
        sheet.judge(
            f"agencies.{role}", key, same, " | ".join(sorted(gold)), " | ".join(sorted(found))
        )


def _surplus(gold: Annotation, others: list[Row], pairs: Pairs) -> list[Row]:
    """Found rows without a partner, but for neutral ones and group rows taken for tasks."""
    taken = {j for _, j in pairs}
    labels = group_labels(gold)
    neutral = [loose_key(text) for text in gold.neutral_rows]

    def is_surplus(row: Row) -> bool:
        task = loose_key(row.fields.get("task"))
        if loose_key(row.fields.get("marker")) + task in labels:
            return False
        return not task or not any(task in text for text in neutral)

    return [row for index, row in enumerate(others) if index not in taken and is_surplus(row)]


def group_labels(gold: Annotation) -> set[str]:
    """The loose keys of all group rows above gold's tasks."""
    groups = {row.fields.get("group") or "" for row in gold.tasks or ()}
    return {loose_key(label) for group in groups for label in group.split(" | ")}


def _show(row: Row) -> str:
    return (
        " ".join(filter(None, (row.fields.get("marker"), row.fields.get("task")))) or "(empty row)"
    )
