"""How `extract` behaves on files that hurt, and when it is killed: measures, and writes docs/reliability.md.

python -m scripts.measure.reliability PART [...], where PART and what follows it are

    hostile FOLDER...     every file below the folders, one command a file
    mutants [COUNT]       seeded mutants of the samples, as one batch
    killed [COUNT]        a batch killed at twenty random moments, against an undisturbed one
    memory [COUNT]        the batch's memory over many small documents
    throughput [COUNT]    documents a second, with one worker and with one a core
    layouts [COUNT]       random layouts of documents, outputs, links and foreign files, runs of them killed
    faults [COUNT KIND..] what the system refuses: the n-th call fails, limits are swept, disks are full

Each keeps its figures in docs/reliability.json; their section of the page is written from all of them, and what people
wrote around it stays.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import psutil

from extract.score.markdown import replace_section
from scripts.measure.faults import FORM as _FAULTS
from scripts.measure.faults import faults
from scripts.measure.layouts import layouts
from tests.batch.corpus import make_corpus
from tests.batch.killing import fingerprint, run_batch, run_killed
from tests.hostile.mutants import SAMPLES, make_mutants

ROOT = Path(__file__).resolve().parents[2]
FIGURES = ROOT / "docs" / "reliability.json"
PAGE = ROOT / "docs" / "reliability.md"
EXTRACT = [sys.executable, "-m", "extract"]
TIMEOUT = 120.0
_CODES = {0: "a record", 3: "refused", 4: "a limit", 6: "a program is missing"}


def hostile(*folders: str) -> dict[str, Any]:
    """One command a file: how it ends, and what it leaves."""
    found = (path for folder in folders for path in Path(folder).rglob("*"))
    files = sorted(path for path in found if path.is_file() and path.name != "MANIFEST.tsv")
    ends: dict[str, Counter[str]] = {}
    faults: Counter[str] = Counter()
    longest = 0.0
    for path in files:
        kind = path.suffix.lower().lstrip(".") or "none"
        start = time.monotonic()
        end, wrong = _one(path)
        longest = max(longest, time.monotonic() - start)
        ends.setdefault(kind, Counter())[end] += 1
        faults.update(wrong)
        for fault in wrong:
            print(f"{fault}: {path}", file=sys.stderr)
    return {
        "files": len(files),
        "ends": {kind: dict(counts) for kind, counts in sorted(ends.items())},
        "faults": {name: faults[name] for name in FAULTS},
        "longest_seconds": round(longest, 1),
    }


FAULTS = ("traceback", "beyond the limit", "signal", "broken output", "stray file", "surviving process", "empty record")


def _one(path: Path) -> tuple[str, list[str]]:
    """The command on one file: its end in words, and every fault."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        temporary = folder / "tmp"
        temporary.mkdir()
        output = folder / "plan.json"
        process = subprocess.Popen(
            [*EXTRACT, str(path), "-o", str(output), "--timeout", str(TIMEOUT)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
            env={**os.environ, "TMPDIR": str(temporary)},
        )
        start = time.monotonic()
        family = _watch(process)
        late = time.monotonic() - start > TIMEOUT + 15
        said = process.stderr.read().decode("utf-8", "replace") if process.stderr else ""
        alive = psutil.wait_procs(list(family), timeout=1)[1]
        wrong = {
            "traceback": "Traceback (most recent" in said or "error in the program" in said,
            "beyond the limit": late,
            "signal": process.returncode < 0,
            "broken output": _is_broken(output, process.returncode),
            "stray file": any(temporary.iterdir()) or len(list(folder.iterdir())) > 1 + output.exists(),
            "surviving process": bool(alive),
            "empty record": process.returncode == 0 and _is_empty(output, path),
        }
    return _CODES.get(process.returncode, f"exit {process.returncode}"), [
        fault for fault, is_so in wrong.items() if is_so
    ]


def _watch(process: subprocess.Popen[bytes]) -> set[psutil.Process]:
    """Wait for the end; every process that was seen below."""
    family: set[psutil.Process] = set()
    me = psutil.Process(process.pid)
    while process.poll() is None:
        try:
            family |= set(me.children(recursive=True))
        except psutil.Error:
            break
        time.sleep(0.05)
    process.wait()
    return family


def _is_broken(output: Path, code: int) -> bool:
    if code:
        return output.exists()
    try:
        json.loads(output.read_bytes())
    except (OSError, ValueError):
        return True
    return False


def _is_empty(output: Path, path: Path) -> bool:
    """Whether a record has no text though pdfium sees fifty characters or more."""
    if json.loads(output.read_bytes())["text"].strip() or path.suffix.lower() != ".pdf":
        return False
    seen = subprocess.run(
        [sys.executable, "-c", _SEEN, str(path)], capture_output=True, text=True, timeout=TIMEOUT, check=False
    ).stdout
    return int(seen or 0) >= 50


# What pdfium sees of a file, in a process of its own: some of these files end the process that opens them.
_SEEN = """
import sys, pypdfium2
try:
    document = pypdfium2.PdfDocument(sys.argv[1])
    print(sum(len(page.get_textpage().get_text_bounded().strip()) for page in document))
except pypdfium2.PdfiumError:
    print(0)
"""


def mutants(count: str = "2000") -> dict[str, Any]:
    """Seeded mutants of the samples, as one batch."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "mutants"
        folder.mkdir()
        for file, data in make_mutants(int(count)):
            (folder / file).write_bytes(data)
        start = time.monotonic()
        code = run_batch(folder, Path(name) / "dataset")
        seconds = time.monotonic() - start
        rows = _manifest(Path(name) / "dataset")
    ends: dict[str, Counter[str]] = {}
    for row in rows:
        ends.setdefault(row["path"].rpartition(".")[2], Counter())[row["status"]] += 1
        if row["status"] == "program-error":
            print(f"{row['path']}: {row['error']}", file=sys.stderr)
    return {
        "files": int(count),
        "rows": len(rows),
        "exit_code": code,
        "ends": {kind: dict(counts) for kind, counts in sorted(ends.items())},
        "seconds": round(seconds, 1),
    }


def killed(count: str = "2000", kills: str = "20") -> dict[str, Any]:
    """A batch killed again and again, against an undisturbed one."""
    with tempfile.TemporaryDirectory() as name:
        plans, whole, broken = Path(name) / "plans", Path(name) / "whole", Path(name) / "killed"
        plans.mkdir()
        make_corpus(plans, int(count))
        start = time.monotonic()
        run_batch(plans, whole)
        seconds = time.monotonic() - start
        run_killed(plans, broken, int(kills), max(seconds / 15, 4.0))
        first, second = fingerprint(whole), fingerprint(broken)
        rows = _manifest(broken)
    return {
        "files": int(count),
        "rows": len(rows),
        "kills": int(kills),
        "equal": first == second,
        "statuses": dict(Counter(row["status"] for row in rows)),
    }


def memory(count: str = "20000") -> dict[str, Any]:
    """Resident memory of the batch's own process and of its workers: many small documents read, then written."""
    text = (SAMPLES / "commune-2024.txt").read_bytes()
    with tempfile.TemporaryDirectory() as name:
        plans = Path(name) / "plans"
        for number in range(int(count)):
            path = plans / f"{number // 1000:03}" / f"{number}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"%s\n%d" % (text[:1500], number))
        log = Path(name) / "log"
        start = time.monotonic()
        process = subprocess.Popen(
            [*EXTRACT, "plans", "-o", "dataset", "--log-json", str(log), "--quiet"],
            cwd=name,
            stderr=subprocess.DEVNULL,
        )
        parent, workers, writer, reading = _sample_memory(process, log)
        seconds = time.monotonic() - start
    return {
        "files": int(count),
        "seconds": round(seconds, 1),
        "reading_seconds": round(reading, 1),
        "parent_mb": _tenths(parent),
        "worker_mb": _tenths(workers),
        "writing_mb": _tenths(writer),
        "growth": {
            name: round(found["last"] / found["first"], 3)
            for name, found in (("parent", _tenths(parent)), ("worker", _tenths(workers)), ("writing", _tenths(writer)))
        },
    }


def _sample_memory(process: subprocess.Popen[bytes], log: Path) -> tuple[list[int], list[int], list[int], float]:
    """Sizes by time: the batch and its largest worker while documents are read, the batch while the dataset is
    written (there are no workers then); and how long the reading took."""
    parent: list[int] = []
    workers: list[int] = []
    writer: list[int] = []
    me = psutil.Process(process.pid)
    begun = end = 0.0
    while process.poll() is None:
        try:
            below = me.children(recursive=True)
            sizes = [one.memory_info().rss for one in below]
            own = me.memory_info().rss
        except psutil.Error:
            continue
        if log.exists() and log.stat().st_size > 1000 and sizes:
            begun = begun or time.monotonic()
            end = time.monotonic()
            parent.append(own)
            workers.append(max(sizes))
        elif begun and not sizes:
            writer.append(own)
        time.sleep(0.25)
    return parent, workers, writer, end - begun


def _tenths(sizes: list[int]) -> dict[str, float]:
    """The mean of the first and the last tenth, and the most, in megabytes."""
    tenth = max(len(sizes) // 10, 1)
    first, last = sum(sizes[:tenth]) / tenth, sum(sizes[-tenth:]) / tenth
    return {name: round(value / 1e6, 1) for name, value in (("first", first), ("last", last), ("most", max(sizes)))}


def throughput(count: str = "400") -> dict[str, Any]:
    """Documents a second: one worker, one a core, and in one process without isolation."""
    cores = len(os.sched_getaffinity(0))
    good = [path for path in sorted(SAMPLES.iterdir()) if path.suffix in (".pdf", ".docx", ".txt")]
    with tempfile.TemporaryDirectory() as name:
        plans = Path(name) / "plans"
        plans.mkdir()
        for number in range(int(count)):
            source = good[number % len(good)]
            (plans / f"{number}{source.suffix}").write_bytes(source.read_bytes() + b"\n" * (1 + number // len(good)))
        bare = _bare_rate(sorted(plans.iterdir()))
        rates = {jobs: _batch_rate(plans, Path(name), jobs) for jobs in (1, cores)}
    return {
        "files": int(count),
        "cores": cores,
        "one_process": round(bare, 2),
        "one_worker": round(rates[1], 2),
        "all_cores": round(rates[cores], 2),
        "share": round(rates[cores] / (cores * rates[1]), 3),
    }


def _bare_rate(paths: list[Path]) -> float:
    from extract.pipeline.extract import extract_plan
    from extract.process.jobs import warm
    from schemas.errors import ExtractError

    warm()
    start = time.monotonic()
    for path in paths:
        try:
            extract_plan(path)
        except ExtractError:
            continue
    return len(paths) / (time.monotonic() - start)


def _batch_rate(plans: Path, folder: Path, jobs: int) -> float:
    """From the first result to the last, as the log has it."""
    log = folder / f"log-{jobs}"
    run_batch(plans, folder / f"dataset-{jobs}", "--jobs", str(jobs), "--log-json", str(log))
    events = [json.loads(line) for line in log.read_text().splitlines()]
    times = [event["seconds_since_start"] for event in events if event["event"] == "document"]
    return (len(times) - 1) / (times[-1] - times[0])


def _manifest(dataset: Path) -> list[dict[str, str]]:
    with open(dataset / "manifest.csv", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


_SECTION = "measured"
_HEAD = """Written by `make reliability` from measured runs; the figures are in `reliability.json`.
"""
_HOSTILE = """## Hostile files
{files} files from the test suites of other programs (damaged, encrypted, looping, foreign), one command a file; the
longest took {longest_seconds} s. {note}

{table}
{faults_table}"""
_MUTANTS = """## Damaged copies
{files} seeded mutants of the samples (bytes overwritten, cut, doubled, swapped; also inside the parts of a DOCX), as
one batch: {rows} rows in the manifest. `program-error` would be a fault of the program.

{table}"""
_KILLED = """## Killed and resumed
A batch of {files} files (good, bad, hostile, doubled), killed by SIGKILL at {kills} random moments and run to its end:
the dataset {verdict} an undisturbed run's byte for byte, timings aside; {rows} rows; no process outlived its batch.
"""
_MEMORY = """## Memory
Over {files} small documents, resident megabytes, by the time that each part of the run took:

| | first tenth | last tenth | last to first | most |
|---|---|---|---|---|
| reading: the batch | {parent_mb[first]} | {parent_mb[last]} | {growth[parent]} | {parent_mb[most]} |
| reading: its largest worker | {worker_mb[first]} | {worker_mb[last]} | {growth[worker]} | {worker_mb[most]} |
| writing: the batch | {writing_mb[first]} | {writing_mb[last]} | {growth[writing]} | {writing_mb[most]} |
"""
_THROUGHPUT = """## Throughput
{files} documents of three pages (PDF, DOCX, text), documents a second: {one_process} in one process without isolation,
{one_worker} with one worker, {all_cores} with {cores} workers on {cores} cores: {share} of {cores} times one worker.
"""


_LAYOUTS = """## Random layouts
{datasets} layouts of a folder of documents and a dataset, {files} of one document and the files it is written to (see
"Layouts" above): {runs} runs, {killed} of them killed at a random step; {faulty} of the layouts showed a fault.
"""


def write_section(figures: dict[str, Any]) -> str:
    """The section of the page that holds the figures."""
    forms = {"hostile": _HOSTILE, "mutants": _MUTANTS, "killed": _KILLED, "memory": _MEMORY, "throughput": _THROUGHPUT}
    forms |= {"layouts": _LAYOUTS, "faults": _FAULTS}
    parts = [_HEAD]
    for name, form in forms.items():
        if name in figures:
            one = dict(figures[name])
            one["table"] = _table(one.get("ends", {}))
            one["faults_table"] = _table({"files": one["faults"]} if name == "hostile" else {})
            one["sweep_table"] = _table(one.get("sweep_ends", {}))
            one.setdefault("note", "")
            one["verdict"] = "equals" if one.get("equal") else "DIFFERS FROM"
            parts.append(form.format(**one))
    return "\n".join(parts)


def _table(ends: dict[str, dict[str, int]]) -> str:
    names = sorted({name for counts in ends.values() for name in counts})
    head = f"| kind | {' | '.join(names)} |\n|{'---|' * (len(names) + 1)}\n"
    rows = (f"| {kind} | {' | '.join(str(counts.get(name, 0)) for name in names)} |" for kind, counts in ends.items())
    return head + "\n".join(rows) + "\n"


def main() -> None:
    """Run one part, keep its figures, write the page."""
    parts = {part.__name__: part for part in (hostile, mutants, killed, memory, throughput, layouts, faults)}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=parts)
    parser.add_argument("values", nargs="*", help="folders, or a count")
    choices = parser.parse_args()
    found = parts[choices.part](*choices.values)
    figures = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
    figures[choices.part] = found
    FIGURES.write_text(json.dumps(figures, indent=1) + "\n")
    PAGE.write_text(
        replace_section(PAGE.read_text(encoding="utf-8"), _SECTION, write_section(figures)), encoding="utf-8"
    )
    print(json.dumps(found))


if __name__ == "__main__":
    main()
