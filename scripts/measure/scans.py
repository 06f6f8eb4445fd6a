"""Accuracy, cost and honesty on scans: made ones and real ones; rewrites the section of docs/accuracy.md on them.

make scans                                     what is reported; cost of real scans and the seed (20 minutes)
python -m scripts.measure.scans --all          also the renderings for choosing parameters, the cost of every scan
python -m scripts.measure.scans --split tune   the renderings on which parameters are chosen; writes no page
python -m scripts.measure.scans --only 150     the renderings whose name holds 150; writes no page
python -m scripts.measure.scans --make FOLDER  only writes the renderings there
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import astuple, dataclass, field, replace
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter, sleep, time

import cv2
import psutil
import pypdfium2

from extract.read.scan.image import take_rasters
from extract.score.align import exact_key, window_distance
from extract.score.document import score_document
from extract.score.markdown import pick, replace_section
from extract.score.records import read_record
from extract.score.shape import Annotation
from extract.score.tally import Tally
from extract.version import VERSION
from schemas.plan import Plan, load_plan
from scripts.measure.annotated import list_cases
from scripts.measure.fields import SURE, JudgedField, judge_fields
from scripts.measure.renderings import RENDERINGS, SEED_PLAN, Rendering
from scripts.measure.scan_causes import cause_of

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "accuracy.md"
SECTION = "scans"
COSTED = "seed at 200 dpi as scanned"
"""The made scan whose time is held against Tesseract's alone, as that of every real one is."""
ROUNDS = 5
"""Runs of each kind, in turn; the median of their ratios stands, which a busy minute of the machine cannot spoil."""
AT_ONCE = 4
"""Pages, where it is not one at a time."""
BANDS = (0.0, 0.3, 0.6, 0.8, 0.9, 0.95)
_STARTED = 0.1
"""Seconds after which a process has begun with its own program."""
SHORT_LINE = 40
"""Body lines below this length are headings and list ends: nothing to find a place by."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A scan and what is known of it; ``body`` are paragraphs whose characters are compared."""

    name: str
    gold: Annotation
    data: bytes
    body: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cost:
    """What extraction takes as multiples of what Tesseract alone takes for the same pixels, one page after the other.

    On the clock with one page at a time and with `AT_ONCE`; ``work`` is processor time, one page at a time.
    """

    one: float
    many: float
    work: float


@dataclass(slots=True)
class Result:
    """What one scan gave: the tallies of `extract.score`, its fields one by one, and what it cost."""

    name: str
    tallies: dict[str, Tally] = field(default_factory=dict)
    fields: list[JudgedField] = field(default_factory=list)
    characters: Tally = field(default_factory=Tally)
    cost: Cost | None = None
    megabytes: float = 0.0
    """The most memory with `AT_ONCE` pages at once."""
    error: str = ""


def main() -> int:
    options = _read_arguments()
    chosen = [one for one in RENDERINGS if options.split in ("", one.split) and options.only in one.name]
    chosen = [one for one in chosen if one.source.is_file()]
    if options.make:
        for one in chosen:
            (options.make / f"{one.name.replace(' ', '-').replace(',', '')}.pdf").write_bytes(one.make())
        return 0
    picked = bool(options.all or options.split or options.only)
    splits = ("tune", "report") if picked else ("report",)
    made = {split: [subject_of(one) for one in chosen if one.split == split] for split in splits}
    real = [] if options.split == "tune" else [one for one in real_scans() if options.only in one.name]
    results = {
        split: [measure(one, options.cost and (picked or split == "real" or one.name == COSTED)) for one in some]
        for split, some in {"tune": [], **made, "real": real}.items()
    }
    body = write_section(results)
    print(body)
    if not options.only and not options.split:
        PAGE.write_text(replace_section(PAGE.read_text(encoding="utf-8"), SECTION, body), encoding="utf-8")
    return 0


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", default="", choices=("tune", "report"), help="only these renderings")
    parser.add_argument("--only", default="", metavar="TEXT", help="scans whose name holds TEXT")
    parser.add_argument("--make", type=Path, metavar="FOLDER", help="write the renderings there and stop")
    parser.add_argument("--all", action="store_true", help="every rendering, and the cost of every scan")
    parser.add_argument("--no-cost", dest="cost", action="store_false", help="do not run Tesseract alone beside it")
    return parser.parse_args()


def subject_of(rendering: Rendering) -> Subject:
    """A rendering with the gold of its text and the body of the digital original."""
    from extract import extract_plan

    digital = rendering.source if rendering.wear else SEED_PLAN
    gold = next(case.gold for case in list_cases() if case.source == digital)
    plan = extract_plan(digital)
    if gold.complete:
        rows = tuple(row for row in gold.tasks or () if row.table is not None)  # as annotations hold them
        gold = replace(gold, complete=False, tables=None, targets=None, problems=None, tasks=rows)
    return Subject(rendering.name, gold, rendering.make(), body_lines(plan))


def body_lines(plan: Plan) -> tuple[str, ...]:
    """The paragraphs of the running text that are long enough to be found again."""
    cells = {line for table in plan.tables for row in table.rows for line in ("\t".join(row),)}
    lines = [line for line in plan.text.split("\n") if "\t" not in line and line not in cells]
    return tuple(exact_key(line) for line in lines if len(line) >= SHORT_LINE)


def real_scans() -> list[Subject]:
    """The scanned documents that were annotated by hand."""
    cases = [case for case in list_cases() if case.scanned and case.group != "seed" and case.source.is_file()]
    return [
        Subject(case.gold.id, case.gold, case.source.read_bytes(), (case.gold.sample,) if case.gold.sample else ())
        for case in cases
    ]


def measure(subject: Subject, cost: bool) -> Result:
    """Extract one scan as a user does, from a process of its own, and judge its record."""
    result = Result(subject.name)
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "scan.pdf", Path(folder) / "scan.json"
        source.write_bytes(subject.data)
        seconds, result.megabytes, result.error = run_watched(extraction_of(source, target, AT_ONCE))
        if not target.is_file():
            print(f"{subject.name}: no record: {result.error}", file=sys.stderr)
            return result
        plan = load_plan(target.read_bytes())
        if cost:
            result.cost = measure_cost(subject, source)
    result.tallies = score_document(subject.gold, read_record(plan)).sheet.tallies
    result.fields = judge_fields(subject.gold, plan)
    result.characters = compare_body(subject.body, plan)
    print(f"{subject.name}: {seconds:.0f} s", file=sys.stderr)
    return result


def extraction_of(source: Path, target: Path, jobs: int) -> list[str]:
    """The command that extracts a scan, ``jobs`` pages at once."""
    command = [sys.executable, "-m", "extract", str(source), "-o", str(target), "--quiet"]
    return [*command, "--no-cache", "--jobs", str(jobs), "--timeout", "3600"]


def measure_cost(subject: Subject, source: Path) -> Cost:
    """The cost of a scan: the same three runs, over and over."""
    target = source.with_suffix(".json")
    rounds: list[Cost] = []
    for _ in range(ROUNDS):
        before = processor_time()
        one = run_timed(extraction_of(source, target, 1), ROOT)
        work = processor_time() - before
        many = run_timed(extraction_of(source, target, AT_ONCE), ROOT)
        alone, work_alone = recognise_alone(subject, source.parent)
        rounds.append(Cost(one / alone, many / alone, work / work_alone))
    return Cost(*map(median, zip(*map(astuple, rounds), strict=True)))


def run_timed(command: list[str], folder: Path, **environment: str) -> float:
    """Seconds on the clock that a command takes in a folder; nobody watches it, which would take a part of them."""
    start = perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env={**os.environ, **environment})
    return perf_counter() - start


def run_watched(command: list[str]) -> tuple[float, float, str]:
    """Seconds, the most memory of the process with its children in MB, and the last line of its complaints."""
    start, most = perf_counter(), 0
    with tempfile.TemporaryFile() as complaints:
        process = psutil.Popen(command, cwd=ROOT, stderr=complaints)
        while process.poll() is None:
            most = max(most, _memory(process))
            sleep(0.05)
        seconds = perf_counter() - start
        complaints.seek(0)
        said = complaints.read().decode(errors="replace").strip()
    return seconds, most / 1e6, said.rpartition("\n")[2]


def _memory(process: psutil.Process) -> int:
    """Memory of a process and its children, pages they share counted once.

    A child that is being started still lies in its parent's memory, and is counted when it has its own.
    """
    total = 0
    try:
        total += process.memory_full_info().pss
        for one in process.children(recursive=True):
            if time() - one.create_time() > _STARTED:
                total += one.memory_full_info().pss
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        pass
    return total


def processor_time() -> float:
    """Seconds of work of all children that have ended, and of theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def recognise_alone(subject: Subject, folder: Path) -> tuple[float, float]:
    """Seconds on the clock and of work that Tesseract alone takes for the same pixels.

    The pages' pictures at the resolution at which the extraction takes them, each read once from a file by the
    default segmentation and one thread.
    """
    seconds, before = 0.0, processor_time()
    for raster in take_rasters(subject.data, list(range(1, count_pages(subject.data) + 1))):
        if isinstance(raster, int):
            continue
        page = folder / f"{raster.number}.png"
        cv2.imwrite(str(page), raster.picture)
        command = ["tesseract", str(page), "-", "-l", "vie", "--dpi", str(round(raster.dpi)), "tsv"]
        seconds += run_timed(command, folder, OMP_THREAD_LIMIT="1")
    return seconds, processor_time() - before


def count_pages(data: bytes) -> int:
    """The pages of a PDF."""
    document = pypdfium2.PdfDocument(data)
    try:
        return len(document)
    finally:
        document.close()


def compare_body(body: Iterable[str], plan: Plan) -> Tally:
    """Characters of the body read right, each paragraph in the piece of the text that is nearest to it."""
    text = exact_key("\n".join(line for line in plan.text.split("\n") if "\t" not in line))
    lines = [exact_key(line) for line in body]
    total = sum(map(len, lines))
    return Tally(total - sum(window_distance(line, text) for line in lines), total, total)


# --- the page ---------------------------------------------------------------------------------------------------------

_COLUMNS = {
    "task rows": "tasks.rows",
    "cells exact": "tasks.",
    "cells within 3 %": "tasks.cells.near",
    "deadlines by meaning": "deadlines.exact",
    "references by code": "references.by_code",
    "header": "header.",
}
_TITLES = {
    "report": "Made scans, reported",
    "real": "Real scans",
    "tune": "Made scans on which parameters were chosen",
}


def write_section(results: dict[str, list[Result]]) -> str:
    """The generated part of the page."""
    parts = [f"Measured on {date.today().isoformat()} with version {VERSION}.\n"]
    for split, title in _TITLES.items():
        if results.get(split):
            parts.append(f"### {title}\n\n{write_results(results[split])}")
    judged = {
        split: [one for result in results.get(split, ()) for one in result.fields] for split in ("report", "real")
    }
    parts.append(f"### Confidence\n\n{write_confidence([*judged['report'], *judged['real']])}")
    parts.append(write_bands({"made": judged["report"], "real": judged["real"]}))
    wrong = [(result.name, one) for result in results["real"] for one in result.fields if not one.right]
    if wrong:
        parts.append(f"### Wrong fields of the real scans\n\n{write_wrong(wrong)}")
    return "\n".join(parts)


def write_results(results: list[Result]) -> str:
    """One line a scan: F1 in per cent with its counts."""
    names = [*_COLUMNS, "character errors", "time", "time, four pages at once", "work", "memory"]
    lines = ["| scan | " + " | ".join(names) + " |", "|---|" + "---:|" * len(names)]
    for one in results:
        if one.error and not one.tallies:
            lines.append(f"| {one.name} | {one.error} |" + " |" * (len(names) - 1))
            continue
        cells = [_cell(pick(one.tallies, measure)) for measure in _COLUMNS.values()]
        missed = one.characters.gold - one.characters.right
        cells.append(f"{missed / one.characters.gold:.2%} ({missed:.0f}/{one.characters.gold:.0f})" if missed else "0")
        spent = (one.cost.one, one.cost.many, one.cost.work) if one.cost else ()
        cells += [f"{times:.2f} ×" for times in spent] or ["", "", ""]
        cells.append(f"{one.megabytes:.0f} MB")
        lines.append(f"| {one.name} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _cell(tally: Tally | None) -> str:
    if tally is None or tally.ratio is None:
        return ""
    counts = (
        f"{tally.right:.0f}/{tally.gold:.0f}"
        if tally.gold == tally.found
        else (f"{tally.right:.0f} of {tally.gold:.0f}, {tally.found:.0f} found")
    )
    return f"{100 * tally.ratio:.1f} ({counts})"


def write_confidence(judged: list[JudgedField]) -> str:
    """How far a confidence can be trusted, and how many wrong fields nothing announces."""
    found = [one for one in judged if one.confidence is not None]
    sure = [one for one in found if (one.confidence or 0) >= SURE]
    wrong = [one for one in judged if not one.right]
    silent = [one for one in wrong if not one.announced]
    unseen = len(silent) / max(1, len(judged))
    return (
        f"Of {len(found)} fields with a value, {len(sure)} have a confidence of {SURE} or more; "
        f"{_share([one.right for one in sure])} of these are right, {_share([one.right for one in found])} of all. "
        f"{len(wrong)} of {len(judged)} fields are wrong; {len(silent)} of them ({unseen:.1%} of "
        "all fields) are announced by no problem and no low confidence.\n"
    )


def write_bands(judged: dict[str, list[JudgedField]]) -> str:
    """How many fields of each band of confidence are right."""
    lines = ["| confidence | " + " | ".join(judged) + " |", "|---|" + "---:|" * len(judged)]
    for low, high in zip(BANDS, (*BANDS[1:], 1.01), strict=True):
        cells = []
        for fields in judged.values():
            right = [one.right for one in fields if one.confidence is not None and low <= one.confidence < high]
            cells.append(_share(right) if right else "")
        lines.append(f"| {low:.2f} to {min(high, 1):.2f} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _share(right: list[bool]) -> str:
    return f"{100 * sum(right) / max(1, len(right)):.1f} % ({sum(right)}/{len(right)})"


def write_wrong(wrong: list[tuple[str, JudgedField]]) -> str:
    """One line a wrong field, with its cause."""
    names = "| document | field | printed | read | confidence | announced | cause |"
    lines = [names, "|---|---|---|---|---:|---|---|"]
    for name, one in wrong:
        gold, found = ((text or "–").replace("|", "\\|").replace("\n", " ")[:90] for text in (one.gold, one.found))
        sure = "" if one.confidence is None else f"{one.confidence:.2f}"
        told = "yes" if one.announced else "no"
        lines.append(f"| {name} | {one.name} | {gold} | {found} | {sure} | {told} | {cause_of(name, one)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
