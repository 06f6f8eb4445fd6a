"""The annotated documents at hand: samples, the seed plan, the gold of the study material, gold of our own."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from extract.score.gold import read_gold, read_reading
from extract.score.shape import Annotation, Reading, Row

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
SAMPLES = ROOT / "samples"
OWN_GOLD = ROOT / "tests" / "accuracy" / "gold"
_PENNED = {"kh239": frozenset({"code", "issued_on", "signatory.authority"})}
"""Fields written by hand where an annotation says so in a sentence only."""
DOCUMENTS = (".pdf", ".docx", ".doc", ".txt", ".md")

# The header of the seed plan, which its gold leaves out: facts of a public act.
SEED_HEADER = {
    "code": "11/KH-UBND",
    "kind": "Kế hoạch",
    "issued_on": "2023-02-16",
    "issued_at": "Triệu An",
    "title": "Cải cách hành chính nhà nước xã Triệu An năm 2023",
    "period": "2023",
    "issuer": "Ủy ban nhân dân xã Triệu An",
    "level": "commune",
    "signatory.name": "Nguyễn Văn Phương",
    "signatory.position": "CHỦ TỊCH",
    "signatory.authority": "TM. ỦY BAN NHÂN DÂN",
}


@dataclass(frozen=True, slots=True)
class Case:
    """One document to extract and the gold to hold it against; ``group`` parts the reports, ``scanned`` needs OCR.

    ``plain``: a text whose mentions are annotated by their place in it.
    """

    group: str
    gold: Annotation
    source: Path
    scanned: bool = False
    plain: bool = False


def list_cases() -> list[Case]:
    """Everything annotated that is at hand, each with a name of its own."""
    cases = [*_samples(), *_seed(), *_gold_folder("tables"), *_gold_folder("scans"), *_own_gold()]
    return [*cases, *_texts("references"), *_texts("references-raw")]


def _samples() -> list[Case]:
    """Records beside the samples they were checked against: ``plan.pdf.json``, or ``plan.json`` for every form."""
    cases = []
    for source in sorted(path for path in SAMPLES.rglob("*") if path.suffix in DOCUMENTS):
        for record in (source.with_name(source.name + ".json"), source.with_suffix(".json")):
            if record.is_file():
                gold = replace(read_gold(record), id=f"samples/{source.relative_to(SAMPLES)}")
                cases.append(Case("samples", gold, source, "scan" in source.stem))
                break
    return cases


def _seed() -> list[Case]:
    folder = SHARED / "seed"
    if not folder.is_dir():
        return []
    table, references = read_gold(folder / "gold_table.json"), read_gold(folder / "gold_refs.json")
    text = (folder / "plan.txt").read_bytes().decode()
    gold = replace(
        table,
        kind="Kế hoạch",
        header=dict(SEED_HEADER),
        tasks=tuple(_read_cells(row) for row in table.tasks or ()),
        references=references.references,
        zones=references.zones,
        text=text,
    )
    sources = sorted(path for path in folder.iterdir() if path.suffix in DOCUMENTS)
    return [Case("seed", replace(gold, id=f"seed/{path.name}"), path, "scan" in path.stem) for path in sources]


def _read_cells(row: Row) -> Row:
    """The seed's rows with the readings that the vectors give for their cells."""
    readings, splits = _seed_readings(), _seed_splits()
    agencies = {
        role: splits[cell] for role in ("lead", "coordinating") if (cell := row.fields.get(role) or "") in splits
    }
    return replace(row, reading=readings.get(row.fields.get("deadline") or ""), agencies=agencies)


@cache
def _seed_readings() -> dict[str, Reading]:
    with (SHARED / "vectors" / "deadlines.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        return {row["raw"]: read_reading(row) for row in rows if "seed" in row["seen_where"]}


@cache
def _seed_splits() -> dict[str, frozenset[str]]:
    with (SHARED / "vectors" / "agency_splits.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        return {row["raw_cell"]: frozenset(part.strip() for part in row["expected"].split("|")) for row in rows}


def _gold_folder(name: str) -> list[Case]:
    """Annotations of corpus documents, told by their SHA-256."""
    return [_corpus_case(name, path) for path in sorted((SHARED / "gold" / name).glob("*.json"))]


def _own_gold() -> list[Case]:
    cases = (_corpus_case("added", path) for path in sorted(OWN_GOLD.glob("*.json")))
    return [case for case in cases if case.source.is_file()]


def _corpus_case(group: str, path: Path) -> Case:
    gold = read_gold(path)
    gold = replace(gold, shy=gold.shy | _PENNED.get(gold.id, frozenset()))
    source, scanned = corpus_files().get(gold.sha256[0] if gold.sha256 else "", (SHARED / "corpus" / "unknown", False))
    return Case(group, replace(gold, id=f"{group}/{gold.id}"), source, scanned)


def _texts(name: str) -> list[Case]:
    """Plain texts with their mentions: extracted as transcripts."""
    folder = SHARED / "gold" / name
    return [
        Case(name, replace(gold, id=f"{name}/{gold.id}"), path.with_suffix(".txt"), plain=True)
        for path in sorted(folder.glob("*.json"))
        for gold in [read_gold(path)]
    ]


@cache
def corpus_files() -> dict[str, tuple[Path, bool]]:
    """The corpus by SHA-256: path, and whether it is a scan."""
    manifest = SHARED / "corpus" / "MANIFEST.tsv"
    if not manifest.is_file():
        return {}
    with manifest.open(encoding="utf-8", newline="") as lines:
        return {
            row["sha256"]: (SHARED / "corpus" / row["file"], row["born_digital_or_scanned"].startswith("scanned"))
            for row in csv.DictReader(lines, delimiter="\t")
        }
