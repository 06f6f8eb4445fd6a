"""What needs no gold: agreement of two readings of one document, and coverage, over the whole corpus."""

from __future__ import annotations

import signal
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from extract import Options, extract_plan
from extract.score.document import DocumentScore, score_document
from extract.score.markdown import pick, write_cell
from extract.score.records import read_record
from extract.score.report import add_up
from extract.score.tally import Tally
from extract.version import VERSION
from schemas.errors import ExtractError
from schemas.plan import Plan
from scripts.measure.annotated import SHARED, corpus_files

_LIMIT = 180
"""Seconds a document may take."""

_SHOWN = {
    "words": "text.words",
    "header": "header.",
    "tables (GriTS-Con)": "tables.grits_con",
    "task rows": "tasks.rows",
    "task rows exact": "tasks.exact",
    "references by code": "references.by_code",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One document as the default options read it; ``error`` says why there is no record."""

    name: str
    plan: Plan | None
    error: str = ""


def write_agreement() -> dict[str, str]:
    """Sections "agreement" and "coverage" of the page."""
    documents = list_documents()
    readings = {path: read_document(path) for path in documents}
    engines = [
        pair
        for path in documents
        if path.suffix == ".pdf" and (pair := compare_plans(readings[path], read_document(path, engine="pdfplumber")))
    ]
    forms = [pair for one, two in list_twins(documents) if (pair := compare_plans(readings[one], readings[two]))]
    stamp = f"Measured on {date.today().isoformat()} with version {VERSION}, without OCR.\n"
    agreement = [
        stamp,
        f"### Two PDF engines: {len(engines)} documents\n",
        write_pairs(engines),
        f"### One document as PDF and as DOCX: {len(forms)} pairs\n",
        write_pairs(forms),
    ]
    return {"agreement": "\n".join(agreement), "coverage": f"{stamp}\n{write_coverage(list(readings.values()))}"}


def list_documents() -> list[Path]:
    """Corpus and seed, without scans, whose visible characters are pixels."""
    corpus = [path for path, scanned in corpus_files().values() if not scanned]
    seed = [path for path in (SHARED / "seed").iterdir() if path.suffix in (".pdf", ".docx", ".txt")]
    return sorted(corpus) + sorted(path for path in seed if "scan" not in path.stem)


def list_twins(documents: list[Path]) -> list[tuple[Path, Path]]:
    """PDF and DOCX of one name (the corpus adds "__" and a digest to every name)."""
    docx = {path.stem.rpartition("__")[0] or path.stem: path for path in documents if path.suffix == ".docx"}
    names = ((path.stem.rpartition("__")[0] or path.stem, path) for path in documents if path.suffix == ".pdf")
    return [(path, docx[name]) for name, path in names if name in docx]


def read_document(path: Path, **options: object) -> Reading:
    """One extraction, within the limit of time."""
    try:
        with _limit(_LIMIT):
            return Reading(path.name, extract_plan(str(path), Options(ocr="never", **options)))  # type: ignore[arg-type]
    except (ExtractError, TimeoutError) as error:
        print(f"{path.name}: {type(error).__name__}: {error}", file=sys.stderr)
        return Reading(path.name, None, f"{type(error).__name__}: {error}")


def compare_plans(one: Reading, two: Reading) -> DocumentScore | None:
    """The second reading judged by the first; None where either has no record."""
    if one.plan is None or two.plan is None:
        return None
    name = one.name if one.name == two.name else f"{one.name} / {two.name}"
    score = score_document(read_record(one.plan, name), read_record(two.plan, name))
    left, right = Counter(one.plan.text.split()), Counter(two.plan.text.split())
    score.sheet.add("text.words", Tally((left & right).total(), left.total(), right.total()))
    return score


def write_pairs(pairs: list[DocumentScore]) -> str:
    """The total, and the documents on which two readings differ most."""
    lines = ["| document | " + " | ".join(_SHOWN) + " |", "|---|" + "---:|" * len(_SHOWN)]
    rows = [("**all**", add_up(pairs))]
    worst = sorted(pairs, key=lambda pair: (_words_ratio(pair), pair.id))[:25]
    rows += [(pair.id, pair.sheet.tallies) for pair in worst if _words_ratio(pair) < 1 or pair.sheet.wrong]
    for name, tallies in rows:
        lines.append(f"| {name} | " + " | ".join(write_cell(pick(tallies, one)) for one in _SHOWN.values()) + " |")
    return "\n".join(lines) + "\n"


def write_coverage(readings: list[Reading]) -> str:
    """Characters seen and placed: the total, every document with something unplaced, every one without a record."""
    plans = [(reading.name, reading.plan.coverage) for reading in readings if reading.plan]
    seen, placed = sum(one.characters for _, one in plans), sum(one.placed for _, one in plans)
    whole = sum(one.characters == one.placed for _, one in plans)
    share = 100 * (seen - placed) / seen if seen else 0.0
    lines = [
        f"{len(plans)} of {len(readings)} documents read; {placed} of {seen} visible characters placed, "
        f"{seen - placed} ({share:.3f} %) listed as unplaced; {whole} documents with nothing unplaced.\n",
        "| unplaced | of | document | first of them |",
        "|---:|---:|---|---|",
    ]
    gaps = sorted(((one.characters - one.placed, name, one) for name, one in plans), key=lambda gap: (-gap[0], gap[1]))
    for count, name, one in gaps[:40]:
        if count:
            first = " ".join((one.unplaced[0].text if one.unplaced else "").split())[:40].replace("|", "\\|")
            lines.append(f"| {count} | {one.characters} | {name} | {first} |")
    lines += ["", "| no record | why |", "|---|---|"]
    lines += [f"| {one.name} | {one.error.replace('|', '/')} |" for one in readings if one.plan is None]
    return "\n".join(lines) + "\n"


def _words_ratio(pair: DocumentScore) -> float:
    return pair.sheet.tallies["text.words"].ratio or 0.0


@contextmanager
def _limit(seconds: int) -> Iterator[None]:
    """Raise TimeoutError in the body after so many seconds."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"no record after {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
