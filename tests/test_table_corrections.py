"""What was found wrong in the tables, and is confirmed, holds in them: ``cases/table-corrections.tsv``, row by row."""

import csv
from collections.abc import Callable
from datetime import date
from functools import cache

import pytest
import regex

from normalize.body.agencies import read_agencies
from normalize.body.issuers import issuers
from normalize.body.lexicon import Entry
from normalize.body.places import resolve_path
from normalize.citation.document_kinds import DocumentKind, kind_of
from normalize.citation.laws import laws
from normalize.lexicon.table import read_table
from normalize.quantity.units import load_units
from schemas.plan import Level
from scripts.generate.places import Span, read_spans
from tests.shared import SHARED, needs_shared

Correction = dict[str, str]

EXCEPTIONS = {
    ("places.tsv.gz", "(every change between two snapshots)"): "the days of most resolutions are not known; the "
    "gazetteer says that its limits are 'not later than'",
    (
        "agencies.tsv",
        "thu-tuong-chinh-phu",
    ): "TTCP stays an alias of both, as the vectors have it: alone it is left open",
}
"""Confirmed corrections that the tables do not follow, each with its reason."""


def corrections() -> list[Correction]:
    path = SHARED / "cases" / "table-corrections.tsv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return [row for row in rows if row["certainty"] == "confirmed"]


@cache
def spans() -> tuple[Span, ...]:
    return tuple(read_spans())


def law_holds(row: Correction) -> bool:
    """A day, or a name of its own; what is no law of that name is another's alias or none."""
    name, _, code = row["row"].rpartition(" / ")
    said = row["should be"]
    if row["column"] == "(row)":
        return name not in {other for one in laws() for other in one.names}
    (law,) = [one for one in laws() if one.code == code]
    if row["column"] == "issued_on":
        return str(law.issued_on) == said[:10]
    if said.startswith("alias of"):
        return name in law.aliases
    if said.startswith("official title"):
        return law.name.endswith("(HIV/AIDS)")
    day = regex.search(r"issued_on (\d{4}-\d\d-\d\d)(?! from memory)", said)
    return law.name == said.split(" (")[0] and (day is None or str(law.issued_on) == day[1])


def kind_holds(row: Correction) -> bool:
    rows = [one for one in read_table("document_kinds", DocumentKind) if one.code == row["row"]]
    if row["column"] == "party" and row["should be"].startswith("yes"):
        return [one.party for one in rows] == [True]
    return KINDS[row["row"]](rows)


KINDS: dict[str, Callable[[list[DocumentKind]], bool]] = {
    "TT": lambda rows: [(one.kind, one.party) for one in rows] == [("Thông tư", False), ("Thông tri", True)],
    "QĐ": lambda rows: kind_of("QĐ", printed="Quy định", party=True) in rows,
    "QĐi": lambda rows: "36-HD/VPTW" in rows[0].source,
    "BTT": lambda rows: rows[0].kind == "Bản thỏa thuận" and "BTT" in issuers(),
    "SL": lambda rows: [one.kind for one in rows] == ["Bản sao lục", "Sắc lệnh"],
    "(all Party rows)": lambda rows: "399-QĐ/TW" in (kind_of("TC") or rows[0]).source,
}


def agency_holds(row: Correction) -> bool:
    if row["row"] in AGENCIES:
        return AGENCIES[row["row"]]()
    entries = [one for one in read_table("agencies", Entry) if one.id == row["row"]]
    day = regex.match(r"\d{4}-\d\d-\d\d", row["should be"])
    expected = date.fromisoformat(day.group()) if day else None
    return any(getattr(one, row["column"]) == expected for one in entries)


def name_of(cell: str, level: Level, on: str) -> str | None:
    (found,) = read_agencies(cell, level=level, on=date.fromisoformat(on))
    return f"{found.name} ({found.level})" if found.matched else None


AGENCIES: dict[str, Callable[[], bool]] = {
    "bao-hiem-xa-hoi-tinh": lambda: [
        name_of("BHXH tỉnh", "commune", day) is not None for day in ("2025-02-28", "2025-06-30", "2025-07-01")
    ]
    == [True, False, True],
    "chi-cuc-thue-khu-vuc": lambda: [
        name_of("Chi cục Thuế khu vực", "commune", day) for day in ("2025-02-28", "2025-03-01")
    ]
    == ["Chi cục Thuế khu vực (district)", "Chi cục Thuế khu vực (province)"],
    "thue-tinh": lambda: [
        name_of("Thuế tỉnh", "province", "2025-07-01"),
        name_of("Cục Thuế tỉnh", "province", "2025-02-28"),
    ]
    == ["Thuế tỉnh (province)", "Cục Thuế tỉnh (province)"],
    "cuc-thi-hanh-an-dan-su-tinh": lambda: [
        name_of("Cục Thi hành án dân sự tỉnh", "province", "2025-06-30"),
        name_of("Thi hành án dân sự tỉnh", "province", "2025-07-01"),
    ]
    == ["Cục Thi hành án dân sự tỉnh (province)", "Thi hành án dân sự tỉnh (province)"],
    "chi-nhanh-ngan-hang-chinh-sach-xa-hoi": lambda: [
        name_of("Chi nhánh NHCSXH", "province", "2026-03-01"),
        name_of("PGD NHCSXH", "commune", "2026-03-01"),
    ]
    == [
        "Chi nhánh Ngân hàng Chính sách xã hội (province)",
        "Phòng giao dịch Ngân hàng Chính sách xã hội (district)",
    ],
    "bao-tinh": lambda: name_of("Báo và Đài Phát thanh, Truyền hình tỉnh", "province", "2025-05-01")
    == "Báo và phát thanh, truyền hình tỉnh (province)",
    "uy-ban-nhan-dan-cac-tinh-thanh-pho": lambda: (name_of("UBND các tỉnh, thành phố", "central", "2026-03-01") or "")
    .endswith("(province)"),
    "cong-an-thanh-pho": lambda: [name_of("Công an thành phố", "district", day) for day in ("2025-02-28", "2025-03-01")]
    == ["Công an thành phố (district)", "Công an thành phố (province)"],
    "phong-kinh-te; phong-kinh-te-ha-tang-va-do-thi; phong-van-hoa-xa-hoi": lambda: name_of(
        "Phòng Nông nghiệp và Môi trường", "commune", "2026-03-01"
    )
    == "Phòng Nông nghiệp và Môi trường xã (commune)",
    "phong-nong-nghiep-va-moi-truong-huyen; phong-van-hoa-khoa-hoc-va-thong-tin-huyen": lambda: [
        name_of("Phòng Văn hóa, Khoa học và Thông tin", "commune", day) for day in ("2025-05-01", "2026-03-01")
    ]
    == ["Phòng Văn hóa, Khoa học và Thông tin huyện (district)", "Phòng Văn hóa, Khoa học và Thông tin xã (commune)"],
}  # fmt: skip


def issuer_holds(row: Correction) -> bool:
    return not issuers()["TU"].unique and "thành ủy" in issuers()["TU"].name


def unit_holds(row: Correction) -> bool:
    """Without the noun behind it the word is left open."""
    units = load_units()
    return units["mẫu"].ucum is None and units["mẫu lúa"].kind == "measure" and units["mẫu nước"].ucum == "{item}"


def place_holds(row: Correction) -> bool:
    code = row["row"].split(" ", 1)[0]
    named = [one for one in spans() if one.code == code]
    said = row["should be"]
    if code in PLACES:
        return PLACES[code]()
    if row["column"] == "successors":
        codes = regex.findall(r"\d{5}", said)
        former = next(one for one in named if one.until == "2025-07-01")
        found = former.successors.split(",")
        return set(codes) <= set(found) and (said.startswith("add") or len(codes) == len(found))
    if row["column"] == "(alias)":
        spellings = regex.search(r"prints (.+), the statistics office (.+) \(or", said)
        assert spellings
        return all(any(one.name.endswith(name) for one in named) for name in spellings.groups())
    if spelling := regex.match(r"two units: (.+) to \S+, then (.+)", row["is"]):
        return all(
            any(one.name.endswith(name) and one.since <= day < one.until for one in named)
            for name in spelling.groups()
            for day in ("2024-12-15", "2025-06-15")
        )
    begun = regex.findall(r"((?:tỉnh|thành phố|xã|phường) [^\d;]+?) (?:from )?(\d{4}-\d\d-\d\d)", said)
    return bool(begun) and all(any((one.name, one.since) == (name, day) for one in named) for name, day in begun)


def _changed(code: str, day: str) -> bool:
    return any(one.code == code and day in (one.since, one.until) for one in spans())


PLACES: dict[str, Callable[[], bool]] = {
    "721": lambda: all(_changed(code, "2024-05-01") for code in ("721", "816", "25840", "28309")),
    "358": lambda: all(_changed(code, "2024-09-01") for code in ("358", "13717", "13705")),
    "phường": lambda: all(
        resolve_path(("quận 4", name), day).commune
        for name in ("phường 4", "phường 04")
        for day in (date(2023, 5, 1), date(2025, 6, 15))
    ),
}

HOLDS: dict[str, Callable[[Correction], bool]] = {
    "laws.tsv": law_holds,
    "document_kinds.tsv": kind_holds,
    "agencies.tsv": agency_holds,
    "issuers.tsv": issuer_holds,
    "units.tsv": unit_holds,
    "places.tsv.gz": place_holds,
}


@needs_shared
@pytest.mark.parametrize("row", corrections(), ids=lambda row: f"{row['table']} {row['row']} {row['column']}")
def test_confirmed_corrections_hold(row: Correction) -> None:
    if (row["table"], row["row"]) in EXCEPTIONS:
        pytest.skip(EXCEPTIONS[row["table"], row["row"]])
    assert HOLDS[row["table"]](row), row["should be"]


@needs_shared
def test_every_exception_is_a_row() -> None:
    assert EXCEPTIONS.keys() <= {(row["table"], row["row"]) for row in corrections()}
