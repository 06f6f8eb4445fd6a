"""Scoring of found references against annotated texts, by the rules of the annotation guideline."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any, NamedTuple

from normalize import find_references
from normalize.citation.references import Reading, read_mention
from tests.shared import SHARED

JUDGED_FORMS = ("code", "law")
"""What the annotators took: symbols and laws by name; no bare numbers, no "Kế hoạch này"."""


class Score(NamedTuple):
    """Counts of one text or of several."""

    gold: int
    found: int
    right: int
    exact: int
    dates: tuple[int, int]
    issuers: tuple[int, int]
    pinpoints: tuple[int, int]

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.gold + self.found)

    @property
    def span_f1(self) -> float:
        return 2 * self.exact / (self.gold + self.found)


def add(scores: list[Score]) -> Score:
    def pairs(index: int) -> tuple[int, int]:
        return sum(score[index][0] for score in scores), sum(score[index][1] for score in scores)  # type: ignore[index]

    counts = [sum(score[index] for score in scores) for index in range(4)]  # type: ignore[misc]
    return Score(*counts, pairs(4), pairs(5), pairs(6))


def gold_files(folder: str) -> list[Path]:
    return sorted((SHARED / "gold" / folder).glob("d*.json"))


def score_file(path: Path) -> Score:
    """One annotated text: a mention counts where it overlaps an annotated one and has its code or name."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt").read_bytes().decode("utf-8")
    zones = [(zone["start"], zone["end"]) for zone in gold["ignore"] if isinstance(zone, dict)]
    readings = [read_mention(one) for one in find_references(text) if one.form in JUDGED_FORMS and not one.header]
    left = list(readings)
    right = exact = 0
    marks: dict[str, list[bool]] = {"issued_on": [], "issuer": [], "pinpoint": []}
    for entry in gold["references"]:
        span = (entry["start"], entry["end"])
        exact += any(one.mention.span == span for one in readings)
        hit = next((one for one in left if _overlap(one.mention.span, span) and _named_as(one, entry)), None)
        if hit is None:
            continue
        left.remove(hit)
        right += 1
        found = {"issued_on": hit.issued_on, "issuer": hit.stated, "pinpoint": hit.mention.pinpoint}
        for field, value in found.items():
            if entry[field] is not None:
                marks[field].append(_key(value) in _spellings(entry, field))
    false = [one for one in left if not any(_overlap(one.mention.span, zone) for zone in zones)]
    dates, issuers, pinpoints = ((sum(marks[field]), len(marks[field])) for field in marks)
    return Score(len(gold["references"]), right + len(false), right, exact, dates, issuers, pinpoints)


def read_strings() -> list[dict[str, str]]:
    """The hard single strings, their escapes undone."""
    with (SHARED / "gold/references/strings.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    for row in rows:
        for escaped, plain in (("\\n", "\n"), ("\\r", "\r"), ("\\t", "\t")):
            row["raw"] = row["raw"].replace(escaped, plain)
    return rows


def is_whole(row: dict[str, str]) -> bool:
    """Whether a string gives every stated part of every reference, and no reference more."""
    found = [read_mention(one) for one in find_references(row["raw"]) if one.form in JUDGED_FORMS]
    count = int(row["n_refs"])
    if len(found) != count:
        return False
    columns = {
        field: (row[field].split(" || ") if count > 1 and row[field] else [row[field]] * count)
        for field in ("kind", "code", "issued_on", "issuer", "named")
    }
    for index, reading in enumerate(found):
        want = {field: _key(values[index].strip()) for field, values in columns.items()}
        own = reading.issued_on if not reading.shared_date else None
        got = {
            "kind": _key(reading.kind),
            "code": _key(reading.symbol.code if reading.symbol else None),
            "issued_on": _key(own),
            "issuer": _key(reading.stated if not reading.shared_issuer else None),
            "named": _key(reading.law if not reading.symbol else None),
        }
        if got["code"] in map(_key, row["code_alt"].split(" || ")) and got["code"]:
            got["code"] = want["code"]
        if got != want:
            return False
    return not row["pinpoint"] or _key(found[0].mention.pinpoint) == _key(row["pinpoint"])


def _named_as(reading: Reading, entry: dict[str, Any]) -> bool:
    if entry["code"]:
        return reading.symbol is not None and _key(reading.symbol.code) in _spellings(entry, "code")
    return reading.symbol is None and _key(reading.law) in _spellings(entry, "named")


def _spellings(entry: dict[str, Any], field: str) -> set[str]:
    return {_key(one) for one in (entry[field], *(entry.get(f"{field}_alt") or ())) if one}


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _key(text: str | None) -> str:
    return " ".join((text or "").split()).casefold()
