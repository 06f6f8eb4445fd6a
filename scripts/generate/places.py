"""Builds normalize/lexicon/places.tsv.gz from the snapshots of administrative units and the conversion of July 2025.

    python -m scripts.generate.places FOLDER

FOLDER holds units_2023-04.sql, units_2024-11.json, units_2025-01.json, units_2025-06.json, units_2026-07.json and
conversion_table_2025-07.csv (sources and licences: NOTICE).
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
from pathlib import Path

OUTPUT = Path(__file__).resolve().parents[2] / "normalize" / "lexicon" / "places.tsv.gz"
REFORM = "2025-07-01"
SNAPSHOTS = (
    ("2023-04-01", "units_2023-04.sql"),
    ("2024-11-01", "units_2024-11.json"),
    ("2025-01-01", "units_2025-01.json"),
    ("2025-06-01", "units_2025-06.json"),
    (REFORM, "units_2026-07.json"),
)
Unit = tuple[str, str, str]
"""(code, name with its type, code of the unit above)"""


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
    text = " ".join(text.split())
    for kind in ("Thành phố", "Thị trấn", "Thị xã", "Đặc khu", "Phường", "Quận", "Huyện", "Tỉnh", "Xã"):
        if text.startswith(kind + " "):
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


def read_conversion(path: Path) -> dict[str, list[str]]:
    """Code of an old commune -> codes of the new ones, the main one first."""
    successors: dict[str, list[str]] = {}
    new = ""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            if len(row) < 5:
                continue
            if row[2].strip().isdigit():
                new = row[2].strip().zfill(5)
            old = row[4].strip()
            if old.isdigit() and new:
                codes = successors.setdefault(old.zfill(5), [])
                if new not in codes:
                    codes.append(new)
    return successors


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    periods: dict[Unit, list[str]] = {}
    last = SNAPSHOTS[-1][0]
    snapshots = [(day, read_snapshot(folder / name)) for day, name in SNAPSHOTS]
    for index, (day, units) in enumerate(snapshots):
        for unit in units:
            period = periods.setdefault(unit, ["" if index == 0 else day, ""])
            period[1] = "" if day == last else snapshots[index + 1][0]
    conversion = read_conversion(folder / "conversion_table_2025-07.csv")
    names = {code: name for code, name, _ in snapshots[-1][1]}
    rows = []
    for (code, name, parent), (start, end) in sorted(periods.items()):
        after = [one for one in conversion.get(code, ()) if one in names] if end and len(code) == 5 else []
        rows.append("\t".join([code, name, parent, start, end, ",".join(after)]))
    OUTPUT.write_bytes(gzip.compress("\n".join(rows).encode(), mtime=0))
    print(len(rows), "units,", OUTPUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
