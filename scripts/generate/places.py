"""Builds normalize/lexicon/places.tsv.gz: administrative units through time, with what later resolutions changed.

    python -m scripts.generate.places           the table as it is, with normalize/lexicon/place_changes.tsv once more
    python -m scripts.generate.places FOLDER    from the snapshots and the conversion of July 2025 anew

FOLDER holds units_2023-04.sql, units_2024-11.json, units_2025-01.json, units_2025-06.json, units_2026-07.json and
conversion_table_2025-07.csv (sources and licences: NOTICE). A change between two snapshots bears the day of the later
one, "not later than", unless `DAYS` or a row of the changes knows the day of its resolution.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
from collections.abc import Iterable
from datetime import date, timedelta
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from normalize.lexicon.table import Row, read_table
from normalize.writing.text import nfc, strip_marks

OUTPUT = Path(__file__).resolve().parents[2] / "normalize" / "lexicon" / "places.tsv.gz"
REFORM = "2025-07-01"
SNAPSHOTS = (
    ("2023-04-01", "units_2023-04.sql"),
    ("2024-11-01", "units_2024-11.json"),
    ("2025-01-01", "units_2025-01.json"),
    ("2025-06-01", "units_2025-06.json"),
    (REFORM, "units_2026-07.json"),
)
DAYS = {
    "721": ("2024-11-01", "2024-05-01"),  # Nghị quyết 1012/NQ-UBTVQH15
    "816": ("2024-11-01", "2024-05-01"),  # Nghị quyết 1013/NQ-UBTVQH15
    "356": ("2024-11-01", "2024-09-01"),  # Nghị quyết 1104/NQ-UBTVQH15
    "358": ("2024-11-01", "2024-09-01"),  # Nghị quyết 1104/NQ-UBTVQH15
}
"""Districts whose own and whose communes' changes between two snapshots have a known day: snapshot, legal day."""
_ALIKE = 0.7
"""From this likeness on, two names of one code are two spellings; below it one of the codes is misprinted."""

Unit = tuple[str, str, str]
"""(code, name with its type, code of the unit above)"""


class Span(NamedTuple):
    """A row of the table: a unit's name while it bore it; ``until`` is the first day on which it no longer did."""

    code: str
    name: str
    parent: str
    since: str
    until: str
    successors: str


class PlaceChange(Row, frozen=True, kw_only=True):
    """A row of place_changes.tsv: what a unit is called from its first to its last day, whatever the snapshots say.

    ``beside``: another spelling of the unit, which takes nothing away. ``successors``: codes of July 2025.
    """

    code: str
    name: str
    valid_from: date | None = None
    valid_to: date | None = None
    beside: bool = False
    successors: tuple[str, ...] = ()


def read_snapshot(path: Path) -> set[Unit]:
    """Every unit of one date."""
    if path.suffix == ".sql":
        return _read_sql(path.read_text(encoding="utf-8"))
    units: set[Unit] = set()
    for province in json.loads(path.read_text(encoding="utf-8-sig")):
        units.add((province["Code"], _name(province["FullName"]), ""))
        for district in province.get("District") or ():
            units.add((district["Code"], _name(district["FullName"]), province["Code"]))
            for ward in district.get("Ward") or ():
                units.add((ward["Code"], _name(ward["FullName"]), district["Code"]))
        for ward in province.get("Wards") or ():
            units.add((ward["Code"], _name(ward["FullName"]), province["Code"]))
    return units


def _name(text: str) -> str:
    """Type in lower case, as running text writes it."""
    text = nfc(" ".join(text.split()))
    for kind in ("Thành phố", "Thị trấn", "Thị xã", "Đặc khu", "Phường", "Quận", "Huyện", "Tỉnh", "Xã"):
        if text.lower().startswith(kind.lower() + " "):
            return kind.lower() + text[len(kind) :]
    return text


def _read_sql(text: str) -> set[Unit]:
    units: set[Unit] = set()
    value = r"'((?:[^']|'')*)'"
    row = re.compile(
        rf"\(\s*{value}\s*,\s*{value}\s*,\s*{value}\s*,\s*{value}\s*,\s*{value}\s*,\s*{value}\s*,\s*(?:{value}|(\d+)|NULL)"
    )
    table = ""
    for line in text.splitlines():
        inserted = re.match(r"INSERT INTO (\w+)", line)
        if inserted:
            table = inserted[1]
        match = row.search(line)
        if match and table in ("provinces", "districts", "wards"):
            units.add((match[1], _name(match[4].replace("''", "'")), match[7] or "" if table != "provinces" else ""))
    return units


class Conversion(NamedTuple):
    """Of every commune's code before July 2025: the codes of its successors, and how else its name is spelled."""

    successors: dict[str, list[str]]
    spellings: dict[str, set[str]]


def read_conversion(path: Path, before: set[Unit], after: set[Unit]) -> Conversion:
    """The table of old and new communes; a misprinted code is settled by the name beside it."""
    old = {code: (name, parent) for code, name, parent in before}
    new = {code: name for code, name, _ in after}
    found = Conversion({}, {})
    code = ""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            if len(row) < 7:
                continue
            if row[2].strip().isdigit():
                code = _new_code(row[2].strip().zfill(5), _name(row[1]), _code_in(row[0]), after, new)
            if row[4].strip().isdigit() and code in new:
                printed = _name(row[3])
                commune = _old_code(row[4].strip().zfill(5), printed, _code_in(row[6]), old)
                codes = found.successors.setdefault(commune, [])
                if code not in codes:
                    codes.append(code)
                if _is_other_spelling(printed, old.get(commune, ("", ""))[0]):
                    found.spellings.setdefault(commune, set()).add(printed)
    return found


def _code_in(cell: str) -> str:
    """The code in brackets behind a unit's name: "Quận Ba Đình (001)"."""
    match = re.search(r"\((\d+)\)", cell)
    return match[1] if match else ""


def _new_code(code: str, name: str, province: str, after: set[Unit], new: dict[str, str]) -> str:
    """The code of a commune since July 2025, by its name where the printed code is none."""
    if code in new:
        return code
    named = [one for one, other, parent in after if parent == province and _key(other) == _key(name)]
    return named[0] if len(named) == 1 else code


def _old_code(code: str, name: str, district: str, old: dict[str, tuple[str, str]]) -> str:
    """The code of a former commune, by its name in the district where the printed code is another's."""
    if _key(old.get(code, ("", ""))[0]) == _key(name):
        return code
    named = [one for one, (other, parent) in old.items() if parent == district and _key(other) == _key(name)]
    return named[0] if len(named) == 1 else code


def _key(name: str) -> str:
    """A name without what spellings differ in harmlessly: the place of tones, blanks, dashes, zeros of numbers."""
    for one, other in (
        ("oà", "òa"),
        ("oá", "óa"),
        ("oả", "ỏa"),
        ("oã", "õa"),
        ("oạ", "ọa"),
        ("uý", "úy"),
        ("uỷ", "ủy"),
    ):
        name = name.replace(one, other)
    return re.sub(r"\b0(\d)", r"\1", re.sub(r"[\s\-–'’.]+", " ", name.casefold())).strip()


def _is_other_spelling(printed: str, name: str) -> bool:
    """Whether two names of one kind are the same name spelled differently ("xã Hát Lừu", "xã Hát Lìu")."""
    if not name or _key(printed) == _key(name) or printed.split()[0] != name.split()[0]:
        return False
    return SequenceMatcher(None, strip_marks(printed), strip_marks(name)).ratio() >= _ALIKE


def build_spans(folder: Path) -> list[Span]:
    """The spans of all units from the snapshots and the conversion."""
    periods: dict[Unit, list[str]] = {}
    last = SNAPSHOTS[-1][0]
    snapshots = [(day, read_snapshot(folder / name)) for day, name in SNAPSHOTS]
    for index, (day, units) in enumerate(snapshots):
        for unit in units:
            period = periods.setdefault(unit, ["" if index == 0 else day, ""])
            period[1] = "" if day == last else snapshots[index + 1][0]
    conversion = read_conversion(folder / "conversion_table_2025-07.csv", snapshots[-2][1], snapshots[-1][1])
    spans = []
    for (code, name, parent), (start, end) in periods.items():
        snapshot, day = DAYS.get(code) or DAYS.get(parent) or ("", "")
        since, until = (day if snapshot and one == snapshot else one for one in (start, end))
        after = ",".join(conversion.successors.get(code, ())) if end and len(code) == 5 else ""
        spans.append(Span(code, name, parent, since, until, after))
        if end == last:
            spellings = conversion.spellings.get(code, ())
            spans += [Span(code, other, parent, since, until, after) for other in spellings if other != name]
    return spans


def read_spans() -> list[Span]:
    """The spans of the table as it is."""
    lines = gzip.decompress(OUTPUT.read_bytes()).decode().splitlines()
    return [Span(*line.split("\t")) for line in lines]


def apply_changes(spans: Iterable[Span], changes: Iterable[PlaceChange]) -> list[Span]:
    """The spans with the changes in their place, in the order of the table; applied twice they change nothing more."""
    found = list(spans)
    for change in changes:
        found = _with_change(found, change)
    return sorted(set(found))


def _with_change(spans: list[Span], change: PlaceChange) -> list[Span]:
    since = change.valid_from.isoformat() if change.valid_from else ""
    until = (change.valid_to + timedelta(days=1)).isoformat() if change.valid_to else ""
    met = [one for one in spans if one.code == change.code and _meet(one, since, until)]
    if not met:
        raise SystemExit(f"place_changes.tsv: no unit {change.code} from {since or 'the beginning'}")
    model = next((one for one in met if one.name == change.name), met[-1])
    after = ",".join(change.successors) or model.successors
    kept = [one for one in spans if one not in met]
    for one in met:
        if one.name == change.name:
            continue
        kept += [one] if change.beside else _outside(one, since, until)
    return [*kept, Span(change.code, change.name, model.parent, since, until, after)]


def _meet(span: Span, since: str, until: str) -> bool:
    return (not until or span.since < until) and (not span.until or span.until > since)


def _outside(span: Span, since: str, until: str) -> list[Span]:
    """What a change leaves of the span of another name: before it, behind it."""
    before = [span._replace(until=since)] if since and span.since < since else []
    behind = [span._replace(since=until)] if until and (not span.until or span.until > until) else []
    return [*before, *behind]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    folder = parser.parse_args().folder
    spans = build_spans(folder) if folder else read_spans()
    spans = apply_changes(spans, read_table("place_changes", PlaceChange))
    text = "\n".join("\t".join(one) for one in spans)
    OUTPUT.write_bytes(gzip.compress(text.encode(), mtime=0))
    print(len(spans), "spans,", OUTPUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
