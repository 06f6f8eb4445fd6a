"""What a change costs: two checkouts measured in one run, taking turns.

python scripts/bench.py --against DIR              this checkout against the one in DIR (say, a `git worktree` of main)
python scripts/bench.py --against DIR --quick      the short form
python scripts/bench.py --against DIR FILE...      these documents only, one command each

A figure is processor time: user and system time of the command and of everything it started, so that other work on the
machine hardly touches it. Every round runs a command once in each checkout, and each round begins with the other one.
Shown are the medians, the median of the rounds' ratios (now : before), and the interval that holds this median in at
least 95 of 100 runs: where 1 lies in it, no difference was seen.

Both run with the Python that runs this, which needs what either of them needs; with `--own-environments` each runs with
that of its own `.venv`. Caches are a checkout's own and filled by a first round that is not counted. Needs Linux, for
what a command leaves running to be counted too.
"""

from __future__ import annotations

import argparse
import compileall
import ctypes
import math
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
PACKAGES = ("extract", "normalize", "schemas")
OUTPUT = "{output}"
"""Stands in a command for a folder of its own that is gone afterwards."""
QUIET = ("--quiet", "--jobs", "1")
DIGITAL = (*QUIET, "--ocr", "never")
BATCH = ("--quiet", "--jobs", "2", "--ocr", "never", "-o", OUTPUT)
TINY = "KẾ HOẠCH\nTuyên truyền pháp luật năm 2024\nTrước 30/6/2024 các đơn vị báo cáo Ủy ban nhân dân xã.\n"

_PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Measure:
    """What is run once a round: one command or several, whose times add up."""

    name: str
    commands: tuple[tuple[str, ...], ...]
    rounds: int


@dataclass(frozen=True)
class Checkout:
    """One of the two that are measured, and its interpreter; ``scratch`` holds its caches and outputs."""

    root: Path
    scratch: Path
    python: str

    @property
    def environment(self) -> dict[str, str]:
        """What its commands see: its modules before all others, and a cache nobody else fills."""
        return {**os.environ, "PYTHONPATH": str(self.root), "XDG_CACHE_HOME": str(self.scratch / "cache")}


@dataclass
class Taken:
    """Seconds of processor time, round by round, and how the commands ended."""

    seconds: list[float] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)


def run(checkout: Checkout, command: tuple[str, ...]) -> tuple[float, int]:
    """Processor time in seconds of a command with all it started, and its exit code."""
    with tempfile.TemporaryDirectory(dir=checkout.scratch) as folder:
        arguments = [checkout.python, "-m", "extract", *(word.replace(OUTPUT, f"{folder}/dataset") for word in command)]
        process = subprocess.Popen(
            arguments,
            cwd=folder,
            env=checkout.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        seconds = 0.0
        for pid, status, used in _ended():
            seconds += used
            if pid == process.pid:
                process.returncode = os.waitstatus_to_exitcode(status)
        return seconds, process.returncode


def _ended() -> Iterator[tuple[int, int, float]]:
    """Every child that ends, until there is none: process id, status, seconds of it and of what it waited for."""
    while True:
        try:
            pid, status, used = os.wait4(-1, 0)
        except ChildProcessError:
            return
        yield pid, status, used.ru_utime + used.ru_stime


def measure(one: Measure, before: Checkout, now: Checkout) -> tuple[Taken, Taken]:
    """All rounds of one measure, after one that is not counted."""
    taken = {before: Taken(), now: Taken()}
    for number in range(-1, one.rounds):
        for checkout in (before, now) if number % 2 else (now, before):
            results = [run(checkout, command) for command in one.commands]
            taken[checkout].codes = [code for _, code in results]
            if number >= 0:
                taken[checkout].seconds.append(sum(seconds for seconds, _ in results))
    return taken[before], taken[now]


def interval(values: list[float]) -> tuple[float, float]:
    """The narrowest pair of the values themselves, equally far from both ends, between which the median of all that
    could be measured lies in 95 of 100 cases (order statistics, no assumption on the distribution); with fewer than
    six values the smallest and the largest."""
    ordered, count = sorted(values), len(values)
    left, beyond = 0, 0.5**count
    while left + 1 < count // 2 and 2 * (beyond + math.comb(count, left + 1) * 0.5**count) <= 0.05:
        left += 1
        beyond += math.comb(count, left) * 0.5**count
    return ordered[left], ordered[-1 - left]


def row(one: Measure, before: Taken, now: Taken) -> str:
    """The measure's line of the table."""
    ratios = [new / old for old, new in zip(before.seconds, now.seconds, strict=True)]
    low, high = interval(ratios)
    figures = f"{median(before.seconds) * 1000:.0f} ms | {median(now.seconds) * 1000:.0f} ms"
    note = "" if before.codes == now.codes else f" exit codes differ: {before.codes}, {now.codes}"
    return f"| {one.name} | {figures} | **{median(ratios):.2f}** ({low:.2f} to {high:.2f}){note} |"


def spread(paths: Iterable[Path], count: int) -> list[Path]:
    """So many of the files, evenly by size."""
    ordered = sorted(paths, key=lambda path: (path.stat().st_size, path.name))
    if len(ordered) <= count:
        return ordered
    return [ordered[(2 * number + 1) * len(ordered) // (2 * count)] for number in range(count)]


def each(name: str, paths: list[Path], rounds: int, options: tuple[str, ...] = DIGITAL) -> Measure:
    """One command a document."""
    return Measure(f"{name}, {len(paths)}", tuple((str(path), *options) for path in paths), rounds)


def list_measures(scratch: Path, quick: bool) -> list[Measure]:
    """What is run, from the samples and, where it is there, the study material beside the checkout."""
    tiny = scratch / "tiny.txt"
    tiny.write_text(TINY, encoding="utf-8")
    samples = [path for path in sorted((ROOT / "samples").iterdir()) if path.suffix in (".pdf", ".docx", ".txt")]
    rounds = 9 if quick else 21
    measures = [
        Measure("`extract --version`", (("--version",),), rounds),
        Measure("`extract --help`", (("--help",),), rounds),
        Measure("`extract tiny.txt`", ((str(tiny), *QUIET),), rounds),
    ]
    rounds = 6 if quick else 9
    for ending in ("pdf", "docx", "txt"):
        seed = sorted((SHARED / "seed").glob(f"plan*.{ending}"))
        chosen = [path for path in seed if "scan" not in path.name] or [
            path for path in samples if path.suffix == f".{ending}"
        ]
        measures.append(each(f"plans, {ending.upper()}", chosen[:1] if quick else chosen, rounds))
    measures.append(
        Measure(f"a batch of {len(samples)} samples, two jobs", ((*map(str, samples), *BATCH),), 6 if quick else 9)
    )
    return measures if quick else [*measures, *_long_measures()]


def _long_measures() -> Iterator[Measure]:
    """Documents as they come, and a scan, from the study material."""
    documents = []
    for folder, count in (("pdf", 10), ("docx", 6), ("text", 4)):
        files = spread((path for path in (SHARED / "corpus" / folder).glob("*") if path.is_file()), count)
        if files:
            yield each(f"corpus, {folder.upper()}", files, 6)
        documents += files
    if documents:
        yield Measure(f"a batch of {len(documents)} of the corpus, two jobs", ((*map(str, documents), *BATCH),), 6)
    scan = SHARED / "seed" / "plan_scan_200dpi.pdf"
    if scan.is_file():
        yield each("a scan", [scan], 6, (*QUIET, "--no-cache"))


@contextmanager
def checkouts(before: Path, now: Path, own: bool) -> Iterator[tuple[Path, Checkout, Checkout]]:
    """A scratch folder, and both checkouts ready to run: compiled as an installation is, with caches of their own."""
    for root in (before, now):
        for package in PACKAGES:
            compileall.compile_dir(root / package, quiet=1)
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory() as folder:
        both = []
        for name, root in (("before", before), ("now", now)):
            (Path(folder) / name).mkdir()
            python = str(root / ".venv" / "bin" / "python") if own else sys.executable
            both.append(Checkout(root, Path(folder) / name, python))
        yield Path(folder), both[0], both[1]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--against", type=Path, required=True, metavar="DIR", help="the other checkout")
    parser.add_argument("--quick", action="store_true", help="fewer rounds and documents")
    parser.add_argument("--own-environments", action="store_true", help="each with the Python of its own .venv")
    parser.add_argument("--rounds", type=int, help="rounds of every measure; 6 or more for an interval that holds")
    parser.add_argument("--only", default="", metavar="WORD", help="only measures whose name holds this")
    parser.add_argument("documents", nargs="*", type=Path)
    choices = parser.parse_args()
    before = choices.against.resolve()
    if not (before / "extract" / "__main__.py").is_file():
        parser.error(f"{choices.against} is no checkout: it has no extract/__main__.py")
    print(f"Processor time, Python {platform.python_version()}, {platform.machine()}; before: {before.name}\n")
    print("| measured | before | now | now : before |\n|---|---|---|---|", flush=True)
    with checkouts(before, ROOT, choices.own_environments) as (scratch, old, new):
        if choices.documents:
            measures = [each(path.name, [path.resolve()], 9, QUIET) for path in choices.documents]
        else:
            measures = list_measures(scratch, choices.quick)
        for one in measures:
            if choices.only in one.name:
                wanted = Measure(one.name, one.commands, choices.rounds or one.rounds)
                print(row(wanted, *measure(wanted, old, new)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
