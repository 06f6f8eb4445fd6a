"""Header fields and task rows: exact (after NFC and folding of blanks, dashes, quotes) and loose."""

from __future__ import annotations

import regex

from extract.score.align import Pairs, align, edit_distance, exact_key, loose_key, overlap, words
from extract.score.meaning import same_days, same_rule
from extract.score.shape import HEADER_FIELDS, ROW_FIELDS, Annotation, Reading, Row
from extract.score.tally import Sheet, Tally

_ANY_CASE = frozenset({"kind", "issuer", "parent", "signatory.position", "signatory.authority", "urgency", "secrecy"})
"""What gold may print in capitals and a record in its usual spelling, or the other way round."""

_POWER = regex.compile(r"(?P<power>\p{Lu}{1,3}\.|[TK]/[MTL])\s{0,3}")
_SAME_ROW = 0.45
"""Rows less alike than this are two rows: other columns alone never make a pair."""


def score_header(gold: Annotation, found: Annotation, sheet: Sheet) -> None:
    """Each header field that gold states, where either side has a value."""
    fields, values = gold.header or {}, found.header or {}
    for name in HEADER_FIELDS:
        if name not in fields or not (fields[name] or values.get(name)):
            continue
        right, value = fields[name], values.get(name)
        blank = value is None or (name == "code" and value.startswith("/"))
        if blank and (name in gold.silent or (name in gold.shy and name in found.problem_fields)):
            continue
        shown = _show_authority(values) if name == "signatory.authority" and not gold.complete else value
        same = _same_header(name, right, value, values, gold.complete)
        sheet.judge(f"header.{name}", "header", same, right, shown)
        sheet.add(f"header.{name}.loose", Tally(int(same or loose_key(right) == loose_key(value)), 1, 1))


def _same_header(name: str, gold: str | None, found: str | None, values: dict[str, str | None], plain: bool) -> bool:
    if name == "signatory.authority" and not plain and gold and found:
        return _same_authority(gold, found, values.get("signatory.on_behalf_of"))
    left, right = exact_key(gold), exact_key(found)
    return left == right or (name in _ANY_CASE and left.casefold() == right.casefold())


def _show_authority(values: dict[str, str | None]) -> str | None:
    return " ".join(filter(None, (values.get("signatory.authority"), values.get("signatory.on_behalf_of")))) or None


def _same_authority(gold: str, authority: str, body: str | None) -> bool:
    """Gold prints the whole block ("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH"); a record keeps powers and bodies apart."""
    if loose_key(gold) in (loose_key(authority), loose_key(f"{authority} {body or ''}")):
        return True
    bodies = {loose_key(part) for part in _POWER.sub("\n", gold.upper()).split("\n")}
    powers = {match["power"] for match in _POWER.finditer(gold.upper())}
    found = {match["power"] for match in _POWER.finditer(authority.upper())}
    named = {loose_key(part) for part in (body or "").split(";") if part.strip()}
    return bool(found) and found <= powers and named <= bodies


def score_tasks(gold: Annotation, found: Annotation, sheet: Sheet) -> None:
    """Rows after an order-preserving alignment, their fields, deadlines and units; whole rows exact."""
    rows, others = gold.tasks or (), comparable_rows(gold, found)
    pairs = align_rows(rows, others)
    partner = dict(pairs)
    exact = 0
    for index, row in enumerate(rows):
        key = f"tasks/{index + 1}"
        if index not in partner:
            sheet.miss("tasks.rows", key, _show(row))
            continue
        other = others[partner[index]]
        sheet.match("tasks.rows", key, _show(row), _show(other))
        exact += _score_fields(row, other, key, sheet)
        if row.reading:
            _score_reading(row.reading, other.reading or Reading(), key, sheet)
        for role, names in row.agencies.items():
            _score_agencies(role, names, other.agencies.get(role, frozenset()), key, sheet)
    surplus = _surplus(gold, others, pairs)
    for row in surplus:
        sheet.surplus("tasks.rows", f"tasks/+{exact_key(_show(row))}", _show(row))
    if rows or surplus:
        sheet.add("tasks.exact", Tally(exact, len(rows), len(pairs) + len(surplus)))


def comparable_rows(gold: Annotation, found: Annotation) -> list[Row]:
    """The found rows gold speaks of: on its pages, and in tables unless gold is a whole record."""
    rows = []
    for row in found.tasks or ():
        inside = not gold.pages or not row.pages or any(gold.pages[0] <= page <= gold.pages[1] for page in row.pages)
        if inside and (gold.complete or row.table is not None):
            rows.append(row)
    return rows


def align_rows(rows: tuple[Row, ...], others: list[Row]) -> Pairs:
    """Pairs of rows that are the same task, in order."""
    left, right = [_fingerprint(row) for row in rows], [_fingerprint(row) for row in others]

    def similarity(i: int, j: int) -> float:
        rest = sum(overlap(a, b) for a, b in zip(left[i][1:], right[j][1:], strict=True)) / (len(left[i]) - 1)
        return 0.6 * overlap(left[i][0], right[j][0]) + 0.4 * rest

    return align(len(rows), len(others), similarity, floor=_SAME_ROW)


def _fingerprint(row: Row) -> list[frozenset[str]]:
    names = ("task", "group", "marker", "deliverable", "lead", "coordinating", "deadline")
    return [words(row.fields.get(name)) for name in names]


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
        sheet.add(f"tasks.{name}.loose", Tally(int(same or loose_key(gold) == loose_key(found)), 1, 1))
        sheet.add("tasks.cells.near", Tally(int(same or _is_near(exact_key(gold), exact_key(found))), 1, 1))
    return whole


def _is_near(gold: str, found: str) -> bool:
    """At most 3 of 100 characters wrong, as recognised text may be."""
    return edit_distance(gold, found) <= 0.03 * len(gold)


def _with_items(gold: str | None, found: str | None, items: tuple[str, ...]) -> str | None:
    """A record may keep a cell's bullets apart from its first words; gold has the cell as one text."""
    joined = "\n".join(filter(None, (found, *items)))
    return joined if loose_key(joined) == loose_key(gold) else found


def _score_reading(gold: Reading, found: Reading, key: str, sheet: Sheet) -> None:
    """Kind, days, rule: by what they mean, not by their spelling; a whole deadline has all of them right."""
    whole = True
    for name in ("kind", "edtf", "rrule", "boundary", "due_latest"):
        right, value = getattr(gold, name), getattr(found, name)
        if name not in gold.judged or (right is None and value is None):
            continue
        same = {"edtf": same_days, "rrule": same_rule}.get(name, str.__eq__)
        equal = right is not None and value is not None and bool(same(right, value))
        whole &= sheet.judge(f"deadlines.{name}", key, equal, right, value)
    sheet.add("deadlines.exact", Tally(int(whole), 1, 1))


def _score_agencies(role: str, gold: frozenset[str], found: frozenset[str], key: str, sheet: Sheet) -> None:
    if gold or found:
        same = set(map(loose_key, gold)) == set(map(loose_key, found))
        sheet.judge(f"agencies.{role}", key, same, " | ".join(sorted(gold)), " | ".join(sorted(found)))


def _surplus(gold: Annotation, others: list[Row], pairs: Pairs) -> list[Row]:
    """Found rows without a partner, but for those that gold calls neutral and group rows taken for tasks."""
    taken = {j for _, j in pairs}
    labels = {loose_key(part) for row in gold.tasks or () for part in (row.fields.get("group") or "").split(" | ")}
    neutral = [loose_key(text) for text in gold.neutral_rows]
    rows = []
    for index, row in enumerate(others):
        task = loose_key(row.fields.get("task"))
        label = loose_key(row.fields.get("marker")) + task
        if index not in taken and label not in labels and not (task and any(task in text for text in neutral)):
            rows.append(row)
    return rows


def _show(row: Row) -> str:
    return " ".join(filter(None, (row.fields.get("marker"), row.fields.get("task")))) or "(empty row)"
